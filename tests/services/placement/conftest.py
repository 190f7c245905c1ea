"""A school, its bases and the ministry."""

from __future__ import annotations

import pytest
from tests.services.placement.world import Residency


@pytest.fixture
def residency(db: None) -> Residency:
    """In March 2026."""
    return Residency()
