"""A visit that the applicant was told of, and its inspector on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.portal.inspections.device import Device
from tests.services.licence.visits.site import Site

from tirkelim.services.licence.models import Visit


@pytest.fixture
def site(db: None) -> Site:
    """The department of Astana, Monday morning in March 2026."""
    return Site()


@pytest.fixture
def visit(site: Site) -> Iterator[Visit]:
    """A visit on Wednesday; now it is twenty minutes past its time."""
    planned = site.now + timedelta(days=2)
    made = site.told(site.applied(), planned)
    site.now = planned + timedelta(minutes=20)
    with time_machine.travel(site.now, tick=False):
        yield made


@pytest.fixture
def device(site: Site, visit: Visit) -> Device:
    """The inspector's telephone."""
    return Device(site.inspector, visit)
