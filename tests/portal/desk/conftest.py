"""An office with its officer and a web client, at a moment that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from tests.builders import Office

from tirkelim.identity.models import Account


@pytest.fixture
def office(db: None) -> Office:
    """A department without applications."""
    return Office()


@pytest.fixture
def officer(office: Office) -> Account:
    """Its officer."""
    return office.officer()


@pytest.fixture(autouse=True)
def clock(office: Office) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the office has done, moved by `at`."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


def sign_in(account: Account, language: str = "kk") -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    client.force_login(account)
    client.cookies["til"] = language
    return client
