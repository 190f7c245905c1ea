"""A department with a licence, its people at their browsers, at a moment after everything that was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in

from tirkelim.register.models import Licence


@pytest.fixture
def office(db: None) -> LicenceOffice:
    """A department with a clinic."""
    return LicenceOffice()


@pytest.fixture
def licence(office: LicenceOffice) -> Licence:
    """The clinic's licence."""
    return office.granted()


@pytest.fixture
def clock(office: LicenceOffice, licence: Licence) -> Iterator[Any]:
    """The pages open an hour after the licence was given."""
    with time_machine.travel(office.now + timedelta(hours=1), tick=False) as travelled:
        yield travelled


@pytest.fixture
def browser(office: LicenceOffice, clock: Any) -> Client:
    """The officer's browser, in English."""
    return sign_in(office.department, "en")
