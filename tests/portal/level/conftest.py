"""A department that decides on levels, and a clock for the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.services.level.board import Board


@pytest.fixture
def board(db: None) -> Board:
    """The department, without claims."""
    return Board()


@pytest.fixture(autouse=True)
def clock(board: Board) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the board has done."""
    with time_machine.travel(board.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled
