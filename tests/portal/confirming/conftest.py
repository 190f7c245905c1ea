"""A clinic and browsers for its people, at a moment that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.services.cpd.clinic import Clinic


@pytest.fixture
def clinic(db: None) -> Clinic:
    """A clinic with HR, a head and a nurse."""
    return Clinic()


@pytest.fixture(autouse=True)
def clock(clinic: Clinic) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the clinic has done."""
    with time_machine.travel(clinic.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled
