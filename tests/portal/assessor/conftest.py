"""A worker and an assessor at their pages, at a moment that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.portal.applicant.conftest import Visitor
from tests.services.assessment.conftest import Centre

from tirkelim.identity.models import Account


@pytest.fixture
def centre(db: None) -> Centre:
    """An accredited organisation."""
    return Centre()


@pytest.fixture
def worker(centre: Centre) -> Account:
    """A nurse with an account."""
    return centre.applicant()


@pytest.fixture(autouse=True)
def clock(centre: Centre) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that was done before."""
    with time_machine.travel(centre.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def at_home(worker: Account) -> Visitor:
    """The nurse at her computer."""
    return Visitor(worker)


@pytest.fixture
def at_centre(centre: Centre) -> Visitor:
    """The assessor at theirs."""
    return Visitor(centre.assessor)
