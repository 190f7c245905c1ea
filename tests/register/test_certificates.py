"""Certificates: issued once, checked by number, changed by events only."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tirkelim.journal.change import change
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import record
from tirkelim.register import commands, queries
from tirkelim.register.models import Activity, Certificate
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


# --- further education keeps those without a term ---------------------------------------------------------------------


def old(world: Any, number: str = "0012345") -> Certificate:
    """A certificate of 2014 without a term."""
    terms = commands.CertificateTerms(
        person=world.person(), specialty="secondary.nursing", issued_on=date(2014, 3, 1), valid_until=None,
        number=number,
    )  # fmt: skip
    return Certificate.objects.get(pk=commands.record_certificate(world.command(), terms).result["certificate"])


def passed(world: Any, person: UUID, on: date, **more: Any) -> UUID:
    """Further education that the personnel service entered."""
    done = commands.add_training(
        world.command(), person=person, programme="Мейіргер күтімі", completed_on=on, source="document", **more
    )
    return UUID(done.result["training"])


def result(world: Any, person: UUID, on: date) -> Activity:
    """Further education that the worker entered, with a file."""
    row = Activity(
        person_id=person, criterion=1, title="Курс", completed_on=on, details={"hours": "60"},
        evidence=uuid4(), source="declared", valid_from=on,
    )  # fmt: skip
    with change(world.command(), "test.result") as made:
        return record(row, made) or row


def statuses(row: Certificate, on: date, known: Any) -> set[str]:
    """What the check and the record say: always the same."""
    public = public_certificate(row.number, on)
    [(_, own)] = queries.certificates_of(row.person_id, on, known)
    assert public is not None
    assert public.status == own
    return {public.status.status.value}


def test_the_check_and_the_record_say_the_same_of_one_without_a_term(world: Any) -> None:
    """What the personnel service entered counts; what workers say of themselves does not, whatever file is attached."""
    row, on = old(world), date(2026, 3, 2)
    assert statuses(row, on, world.now) == {"training_lapsed"}
    result(world, row.person_id, date(2025, 6, 1))
    assert statuses(row, on, world.now) == {"training_lapsed"}
    passed(world, row.person_id, date(2021, 3, 2))
    assert statuses(row, on, world.now) == {"valid"}
    assert statuses(row, date(2026, 3, 3), world.now) == {"training_lapsed"}
    passed(world, row.person_id, date(2024, 12, 24))
    assert public_certificate(row.number, on).status.holds_until == date(2029, 12, 24)  # type: ignore[union-attr]
    assert statuses(row, date(2029, 12, 25), world.now) == {"training_lapsed"}


def test_what_was_not_known_then_did_not_count_then(world: Any) -> None:
    """A course entered later changes the answer from that moment on, not what was answered before."""
    row = old(world)
    before = world.now
    line = passed(world, row.person_id, date(2024, 5, 1))
    between = world.now
    commands.correct_training(world.command(), line, {"completed_on": date(2019, 5, 1)})
    on = date(2026, 3, 2)
    said = [queries.certificates_of(row.person_id, on, known)[0][1].status.value for known in (before, between)]
    assert said == ["training_lapsed", "valid"]
    assert statuses(row, on, world.now) == {"training_lapsed"}


def test_one_statement_whatever_there_is(world: Any, issued: Certificate) -> None:
    """Events and courses make no further one."""
    row = old(world)
    for year in (2016, 2020, 2024):
        passed(world, row.person_id, date(year, 5, 1))
    for number in (row.number, issued.number, "KZ00AAA00000000"):
        with CaptureQueriesContext(connection) as seen:
            public_certificate(number, date(2026, 1, 1))
        assert len(seen) == 1


# --- events are checked against what stands ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "on", "wrong"),
    [
        ("withdrawn", date(2021, 5, 9), {"on": "before_issue"}),
        ("withdrawn", date(2026, 3, 3), {"on": "in_the_future"}),
        ("restored", date(2023, 1, 9), {"kind": "not_withdrawn"}),
    ],
)
def test_what_cannot_happen(world: Any, issued: Certificate, kind: str, on: date, wrong: dict[str, str]) -> None:
    """On no such day, and not from such a state."""
    with pytest.raises(commands.Invalid) as caught:
        commands.record_certificate_event(world.command(), issued.id, kind, on, "")
    assert caught.value.errors == wrong


def test_what_happened_stands_in_order(world: Any, issued: Certificate) -> None:
    """Not withdrawn twice, and nothing before what happened last: it would be hidden by that."""
    commands.record_certificate_event(world.command(), issued.id, "withdrawn", date(2023, 1, 9), "")
    for kind, on, wrong in (
        ("withdrawn", date(2023, 2, 1), {"kind": "withdrawn_already"}),
        ("restored", date(2023, 1, 8), {"on": "before_last_event"}),
    ):
        with pytest.raises(commands.Invalid) as caught:
            commands.record_certificate_event(world.command(), issued.id, kind, on, "")
        assert caught.value.errors == wrong
    commands.record_certificate_event(world.command(), issued.id, "restored", date(2023, 1, 9), "")
    assert public_certificate(issued.number, date(2023, 1, 9)).status.status == "valid"  # type: ignore[union-attr]
