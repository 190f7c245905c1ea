"""The log of looks at people's records."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError
from tests.register.conftest import World

from tirkelim.register import queries
from tirkelim.register.models import AccessLog


@pytest.mark.django_db
def test_an_entry_says_who_looked_when_and_what_for() -> None:
    world = World()
    person, actor = world.person(), uuid4()
    queries.log_access(actor, person, "case.read", world.now)
    queries.log_access(None, person, "person.export", world.now)

    system, officer = queries.accesses(person)
    assert (officer.actor, officer.person_id, officer.purpose, officer.at) == (actor, person, "case.read", world.now)
    assert (system.actor, system.purpose) == (None, "person.export")


@pytest.mark.django_db(transaction=True)
def test_a_look_at_nobody_cannot_be_logged() -> None:
    """Whoever asks for a record that is not there gets an error, not a page."""
    with pytest.raises(IntegrityError):
        queries.log_access(None, uuid4(), "case.read", World().now)
    assert AccessLog.objects.count() == 0
