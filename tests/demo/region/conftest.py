"""The demo region, loaded once for all tests that read it: loading takes far longer than looking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tirkelim.demo.load import load


@pytest.fixture(scope="package")
def region(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The moment at which the region was loaded; which one, a test says with `days.loaded_on`.

    Everything happens in one transaction, never committed. What a test itself writes is undone after it.
    """
    now: datetime = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(now, tick=False):  # an import reads the clock by itself
            load(now)
        yield now
        transaction.set_rollback(True)
