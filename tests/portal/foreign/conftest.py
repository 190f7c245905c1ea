"""An organisation with its personnel officer in front of the portal."""

from __future__ import annotations

import pytest
from tests.foreigners import Foreign
from tests.portal.applicant.conftest import Visitor


@pytest.fixture
def office(db: None) -> Foreign:
    """An organisation in Astana, and the department that decides."""
    return Foreign()


@pytest.fixture
def visitor(office: Foreign) -> Visitor:
    """The personnel officer at their computer."""
    return Visitor(office.hr)
