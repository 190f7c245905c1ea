"""The practice to be visited."""

from __future__ import annotations

import pytest
from tests.services.licence.visits.site import Site


@pytest.fixture
def site(db: None) -> Site:
    """The department of Astana, Monday morning in March 2026."""
    return Site()
