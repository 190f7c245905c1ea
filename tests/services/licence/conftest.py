"""The department of Astana and a clinic."""

from __future__ import annotations

import pytest
from tests.licences import LicenceOffice


@pytest.fixture
def department(db: None) -> LicenceOffice:
    """A department with a clinic that applies."""
    return LicenceOffice()
