"""The organisation and its department."""

from __future__ import annotations

import pytest
from tests.foreigners import Foreign


@pytest.fixture
def office(db: None) -> Foreign:
    """An organisation in Astana, and the department that decides."""
    return Foreign()
