from __future__ import annotations

import pytest
from tests.builders import Office


@pytest.fixture
def office(db: None) -> Office:
    """A department in Astana, empty."""
    return Office()
