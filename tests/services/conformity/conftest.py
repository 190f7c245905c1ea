"""The local executive body."""

from __future__ import annotations

import pytest
from tests.services.conformity.office import LocalBody


@pytest.fixture
def body(db: None) -> LocalBody:
    """The body of Astana in March 2022."""
    return LocalBody()
