"""A department that decides on levels."""

from __future__ import annotations

import pytest
from tests.services.level.board import Board


@pytest.fixture
def board(db: None) -> Board:
    """The department, without claims."""
    return Board()
