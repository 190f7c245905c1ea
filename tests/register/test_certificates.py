"""Certificates: issued once, checked by number, changed by events only."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from tirkelim.journal.models import JournalEntry
from tirkelim.register import commands, queries
from tirkelim.register.models import Certificate
from tirkelim.register.public_check import public_certificate
from tirkelim.register.public_numbers import PATTERN

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(world: Any) -> Certificate:
    """A certificate of 2021 by a decision."""
    terms = commands.CertificateTerms(
        person=world.person(), specialty="Педиатрия", level="7.2 (R)", issued_on=date(2021, 5, 10),
        valid_until=date(2026, 5, 10), office="711210000", decision=uuid4(),
    )  # fmt: skip
    return Certificate.objects.get(pk=commands.record_certificate(world.command(), terms).result["certificate"])


def test_a_certificate_has_a_public_number(issued: Certificate) -> None:
    """Random, and kept with the region of its department."""
    assert PATTERN.fullmatch(issued.number)
    assert issued.office == "710000000"
    assert JournalEntry.objects.filter(kind="certificate_recorded").count() == 1


def test_the_check_says_what_the_dates_say(issued: Certificate) -> None:
    """At any day, and nothing before the issue."""
    assert public_certificate(issued.number, date(2021, 5, 9)) is None
    assert public_certificate("KZ00AAA00000000", date(2024, 1, 1)) is None
    assert public_certificate(issued.number.lower(), date(2024, 1, 1)).status.status == "valid"
    assert public_certificate(issued.number, date(2026, 5, 11)).status.status == "expired"


def test_events_change_the_status_and_leave_the_certificate(world: Any, issued: Certificate) -> None:
    """Withdrawn, restored, superseded."""
    commands.record_certificate_event(
        world.command(), issued.id, "withdrawn", date(2023, 1, 9), "сот шешімі", reference="№ 7, 09.01.2023"
    )
    before = world.now
    commands.record_certificate_event(world.command(), issued.id, "restored", date(2023, 6, 1), "апелляция")
    commands.record_certificate_event(
        world.command(), issued.id, "superseded", date(2024, 2, 1), "растау", superseded_by="KZ12ABC12345678"
    )
    day = date(2024, 3, 1)
    assert public_certificate(issued.number, date(2023, 3, 1)).status.status == "withdrawn"
    assert public_certificate(issued.number, date(2023, 7, 1)).status.status == "valid"
    assert public_certificate(issued.number, day).status.superseded_by == "KZ12ABC12345678"
    known_before = queries.certificates_of(issued.person_id, day, before)
    assert known_before[0][1].status == "withdrawn"


def test_one_decision_gives_one_certificate(world: Any, issued: Certificate) -> None:
    """The database holds it, whatever the code above does."""
    terms = commands.CertificateTerms(
        person=issued.person_id, specialty="Педиатрия", issued_on=date(2021, 5, 10), valid_until=None,
        decision=issued.decision,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        commands.record_certificate(world.command(), terms)


def test_an_old_certificate_keeps_its_own_number(world: Any) -> None:
    """Imported without a decision, without limit, once."""
    terms = commands.CertificateTerms(
        person=world.person(), specialty="Терапия", issued_on=date(2014, 3, 1), valid_until=None, number="0012345"
    )
    commands.record_certificate(world.command(), terms)
    assert public_certificate("0012345", date(2026, 1, 1)).status.status == "training_lapsed"
    with pytest.raises(commands.Invalid):
        commands.record_certificate(world.command(), terms)


def test_wrong_events_are_refused(world: Any, issued: Certificate) -> None:
    """Before the issue, with a successor that none asked for, of a certificate that is not there."""
    with pytest.raises(commands.Invalid):
        commands.record_certificate_event(world.command(), issued.id, "withdrawn", date(2021, 5, 9), "")
    with pytest.raises(commands.Invalid):
        commands.record_certificate_event(
            world.command(), issued.id, "withdrawn", date(2023, 1, 9), "", superseded_by="KZ12ABC12345678"
        )
    with pytest.raises(commands.NotFound):
        commands.record_certificate_event(world.command(), UUID(int=0), "withdrawn", date(2023, 1, 9), "")


def test_accesses_are_on_record(world: Any, issued: Certificate) -> None:
    """A person sees who looked."""
    actor = uuid4()
    queries.log_access(actor, issued.person_id, "person.read", world.now)
    assert [(row.actor, row.purpose) for row in queries.accesses(issued.person_id)] == [(actor, "person.read")]
