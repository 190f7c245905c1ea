"""The local body of Astana in March 2022, and a clock for the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.services.conformity.office import LocalBody


@pytest.fixture
def body(db: None) -> LocalBody:
    """The body, without applications."""
    return LocalBody()


@pytest.fixture(autouse=True)
def clock(body: LocalBody) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the body has done."""
    with time_machine.travel(body.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled
