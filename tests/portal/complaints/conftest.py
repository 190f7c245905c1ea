"""A department with everybody who has to do with complaints, and a clock for the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.cases.complaining import Complaining


@pytest.fixture
def office(db: None) -> Complaining:
    """The department, with a head, without applications."""
    return Complaining()


@pytest.fixture(autouse=True)
def clock(office: Complaining) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the office has done, moved by `move_to`."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled
