"""The department of Astana with a clinic, and a clock for the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.licences import LicenceOffice


@pytest.fixture
def office(db: None) -> LicenceOffice:
    """The department and the clinic, without applications."""
    return LicenceOffice()


@pytest.fixture(autouse=True)
def clock(office: LicenceOffice) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the office has done."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled
