"""A school, a base, the ministry and a resident at their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.portal.applicant.conftest import Visitor
from tests.services.placement.world import Residency


@pytest.fixture
def residency(db: None) -> Residency:
    """In March 2026."""
    return Residency()


@pytest.fixture(autouse=True)
def clock(residency: Residency) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that was done before."""
    with time_machine.travel(residency.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def at_school(residency: Residency) -> Visitor:
    """The school at its computer."""
    return Visitor(residency.school)


@pytest.fixture
def at_ministry(residency: Residency) -> Visitor:
    """An officer of the ministry."""
    return Visitor(residency.ministry)


@pytest.fixture
def at_base(residency: Residency) -> Visitor:
    """The personnel service of the base."""
    return Visitor(residency.hr)
