"""A commission and browsers for its people, at a moment that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.portal.applicant.conftest import Visitor
from tests.services.conformity.commission_room import CommissionRoom

from tirkelim.identity.models import Account

At = Callable[[Account], Visitor]


@pytest.fixture
def room(db: None) -> CommissionRoom:
    """A commission of three."""
    return CommissionRoom()


@pytest.fixture
def at(room: CommissionRoom) -> Iterator[At]:
    """A browser of somebody, half an hour after what was done last."""
    with time_machine.travel(room.now, tick=False) as clock:

        def sit_down(account: Account) -> Visitor:
            clock.move_to(room.now + timedelta(minutes=30))
            return Visitor(account)

        yield sit_down
