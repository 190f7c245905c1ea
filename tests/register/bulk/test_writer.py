"""Writing many records at once gives what the commands give one by one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from tests.register.conftest import World

from tirkelim.journal.change import change
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import Stale
from tirkelim.journal.verify import verify_all
from tirkelim.register import commands
from tirkelim.register.bulk.types import (
    JobChange,
    NewCertificate,
    NewEducation,
    NewIdentifier,
    NewJob,
    NewPerson,
    NewTraining,
    PersonChange,
    Write,
    WriteRow,
)
from tirkelim.register.bulk.writer import TABLES, write
from tirkelim.register.models import Employment, NameKey, Person, PersonFact, PersonIdentifier

BORN = date(1988, 4, 5)
FACTS: dict[str, Any] = {
    "surname_kk": "Қуанышева", "given_kk": "Әйгерім", "patronymic_kk": "", "surname_ru": "Куанышева",
    "birth_date": BORN, "sex": "female", "mobile": "+77010000001",
    "birth_place": "Ауыл \\N \"Тас\",\tкөше;\nүй",
}  # fmt: skip
JOB: dict[str, Any] = {
    "hired_on": date(2020, 9, 1), "is_main": True, "position": 20, "position_title": "дәрігер",
    "order_number": "12-к", "order_date": date(2020, 8, 30),
}  # fmt: skip
EDUCATION: dict[str, Any] = {
    "kind": "bachelor", "graduated_on": date(2010, 6, 25), "source": "hr",
    "institution": "Астана медицина университеті", "country": "KAZ", "hours": None,
}  # fmt: skip
TRAINING: dict[str, Any] = {"programme": "Шұғыл көмек", "completed_on": date(2022, 3, 4), "source": "hr", "hours": 108}
CERTIFICATE: dict[str, Any] = {
    "number": "KZ00BULK000001", "specialty": "secondary.nursing", "issued_on": date(2021, 1, 5),
    "valid_until": date(2026, 1, 5), "office": "710000000",
}  # fmt: skip
AXES = {"id", "line", "person_id", "change_id", "closed_by_id", "known_from", "known_to"}


def written(world: World, *writes: Write) -> None:
    """One change that writes these."""
    with change(world.command(), "register.import") as made:
        write(made, [WriteRow(1, writes)])


def rows(model: type[models.Model], person: UUID) -> list[dict[str, Any]]:
    """What a table says of a person, without ids and times."""
    key = "id" if model is Person else "person_id"
    found = [
        {name: value for name, value in row.items() if name not in AXES} | {"open": row.get("known_to") is None}
        for row in model._default_manager.filter(**{key: person}).values()
    ]
    return sorted(found, key=str)


def said(person: UUID, *ids: UUID) -> list[Any]:
    """What a person's stream says, kinds and words, with ids in the order of their first use."""
    found = []
    for entry in JournalEntry.objects.filter(stream=f"person:{person}").order_by("seq"):
        body = entry.payload.body or ""
        for place, one in enumerate((person, *ids)):
            body = body.replace(str(one), f"<{place}>")
        found.append((entry.seq, entry.kind, body))
    return found


def by_commands(world: World, iin: str, organisation: UUID) -> tuple[UUID, ...]:
    """The same person, entered by hand."""
    person = UUID(commands.add_person(world.command(), FACTS, iin=iin).result["person"])
    job = commands.hire(world.command(), person=person, organisation=organisation, **JOB).result["employment"]
    taught = commands.add_education(world.command(), person=person, **EDUCATION).result["education"]
    trained = commands.add_training(world.command(), person=person, **TRAINING).result["training"]
    terms = commands.CertificateTerms(person=person, **{**CERTIFICATE, "number": "KZ00HAND000001"})
    held = commands.record_certificate(world.command(), terms).result["certificate"]
    return person, UUID(job), UUID(taught), UUID(trained), UUID(held)


def in_bulk(world: World, iin: str, organisation: UUID) -> tuple[UUID, ...]:
    """The same person, written in bulk."""
    ids = person, job, taught, trained, held = tuple(uuid4() for _ in range(5))
    written(
        world,
        NewPerson(person, {"iin": iin}, FACTS, BORN),
        NewJob(person, job, organisation, JOB),
        NewEducation(person, taught, EDUCATION),
        NewTraining(person, trained, TRAINING),
        NewCertificate(person, held, CERTIFICATE),
    )
    return ids


def test_facts_and_journal_are_those_of_the_commands(world: World) -> None:
    organisation = world.organisation()
    first, second = world.iin(BORN), world.iin(BORN)
    hand = by_commands(world, first, organisation)
    bulk = in_bulk(world, second, organisation)
    for table in TABLES:
        same = str(rows(table, bulk[0])).replace(second, first).replace("BULK", "HAND")
        assert same == str(rows(table, hand[0])), table.__name__
    told = [(seq, kind, body.replace(second, first).replace("BULK", "HAND")) for seq, kind, body in said(*bulk)]
    assert told == said(*hand)
    assert verify_all().good


def test_changes_are_those_of_the_commands(world: World) -> None:
    organisation = world.organisation()
    hand = by_commands(world, world.iin(BORN), organisation)
    bulk = in_bulk(world, world.iin(BORN), organisation)
    moved, renamed = date(2023, 2, 1), date(2023, 5, 5)
    commands.correct_person(world.command(), hand[0], {"surname_kk": "Серікова"}, changed_on=renamed)
    commands.correct_person(world.command(), hand[0], {"mobile": "+77010000002"})
    commands.transfer(world.command(), hand[1], moved, {"position": 21})
    commands.correct_employment(world.command(), hand[1], {"specialty": "therapy"}, on=moved)
    commands.leave(world.command(), hand[1], left_on=date(2024, 1, 31), reason="own_wish", order_number="7")
    commands.add_identifier(world.command(), hand[0], "passport", "KAZ:N01234567")

    def known(model: Any) -> UUID:
        return model.objects.current().filter(person=bulk[0]).latest("valid_from").pk

    person, job = bulk[:2]
    written(world, PersonChange(person, known(PersonFact), {"surname_kk": "Серікова"}, renamed))
    written(world, PersonChange(person, known(PersonFact), {"mobile": "+77010000002"}, None))
    written(world, JobChange(person, job, known(Employment), {"position": 21}, changed_on=moved))
    written(world, JobChange(person, job, known(Employment), {"specialty": "therapy"}))
    ended = {"left_on": date(2024, 1, 31), "leave_reason": "own_wish", "leave_order_number": "7"}
    written(world, JobChange(person, job, known(Employment), ended))
    today = date(2026, 3, 2)
    written(world, NewIdentifier(person, "passport", "KAZ:N01234568", today))
    for table in (PersonFact, Employment, NameKey):
        assert rows(table, person) == rows(table, hand[0]), table.__name__
    assert len(rows(PersonIdentifier, person)) == len(rows(PersonIdentifier, hand[0])) == 2
    told = [(seq, kind, body.replace("KAZ:N01234568", "KAZ:N01234567")) for seq, kind, body in said(*bulk)]
    assert told[5:] == said(*hand)[5:]
    assert verify_all().good


def test_leaving_withdraws_what_was_entered_for_later_days(world: World) -> None:
    person = world.person()
    job = world.job(person, world.organisation())
    commands.transfer(world.command(), job, date(2024, 5, 1), {"position": 21})
    first = Employment.objects.current().get(line=job, valid_to__isnull=False)
    ended = {"left_on": date(2024, 1, 31), "leave_reason": "own_wish"}
    written(world, JobChange(person, job, first.pk, ended))
    (row,) = Employment.objects.current().filter(line=job)
    assert (row.valid_to, row.left_on, row.position) == (date(2024, 2, 1), date(2024, 1, 31), 20)
    assert verify_all().good


def test_an_end_with_a_correction_and_another_end_are_those_of_the_commands(world: World) -> None:
    """A row may fill in what is missing and tell the end at once; later it may put the end right."""
    organisation = world.organisation()
    hand, bulk = (world.job(world.person(), organisation) for _ in range(2))
    for job in (hand, bulk):
        commands.transfer(world.command(), job, date(2024, 5, 1), {"position": 21})
    commands.correct_employment(world.command(), hand, {"specialty": "therapy"}, on=date(2024, 1, 31))
    commands.leave(world.command(), hand, left_on=date(2024, 1, 31), reason="own_wish")
    commands.leave(world.command(), hand, left_on=date(2024, 2, 15), reason="agreement")

    def known() -> Employment:
        return Employment.objects.current().filter(line=bulk).earliest("valid_from")

    person = known().person_id
    ended = {"specialty": "therapy", "left_on": date(2024, 1, 31), "leave_reason": "own_wish"}
    written(world, JobChange(person, bulk, known().pk, ended))
    written(world, JobChange(person, bulk, known().pk, {"left_on": date(2024, 2, 15), "leave_reason": "agreement"}))
    other = Employment.objects.filter(line=hand).values_list("person_id", flat=True)[0]
    now = [[row for row in rows(Employment, one) if row["open"]] for one in (person, other)]
    assert now[0] == now[1]
    assert len(now[0]) == 1
    assert [told[1:] for told in said(person, bulk)][-3:] == [told[1:] for told in said(other, hand)][-3:]
    assert verify_all().good


def test_a_version_that_somebody_closed_meanwhile_is_stale(world: World) -> None:
    person = world.person()
    old = PersonFact.objects.current().get(person=person)
    commands.correct_person(world.command(), person, {"mobile": "+77010000002"})
    entries = JournalEntry.objects.count()
    with pytest.raises(Stale):
        written(world, PersonChange(person, old.pk, {"mobile": "+77010000003"}, None))
    assert JournalEntry.objects.count() == entries


def test_an_identifier_that_somebody_has_is_refused_within_a_savepoint(world: World) -> None:
    taken = PersonIdentifier.objects.get(person=world.person()).value
    with change(world.command(), "register.import") as made:
        with pytest.raises(IntegrityError), transaction.atomic():
            write(made, [WriteRow(1, (NewPerson(uuid4(), {"iin": taken}, FACTS, BORN),))])
        write(made, [WriteRow(2, (NewPerson(uuid4(), {"iin": world.iin(BORN)}, FACTS, BORN),))])
    assert Person.objects.count() == 2
    assert verify_all().good


def test_a_job_of_nobody_is_refused_within_a_savepoint(world: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("checked at the commit")
    organisation = world.organisation()
    with change(world.command(), "register.import") as made, pytest.raises(IntegrityError), transaction.atomic():
        write(made, [WriteRow(1, (NewJob(uuid4(), uuid4(), organisation, JOB),))])


def test_an_unknown_field_is_refused(world: World) -> None:
    with pytest.raises(TypeError, match="surname"):
        written(world, NewPerson(uuid4(), {"iin": world.iin(BORN)}, {**FACTS, "surname": "x"}, BORN))


def test_older_knowledge_does_not_replace_newer(world: World) -> None:
    from tirkelim.journal.temporal import OutOfOrder

    person = world.person()
    old = PersonFact.objects.current().get(person=person)
    with (
        pytest.raises(OutOfOrder),
        change(world.command(now=old.known_from - timedelta(seconds=1)), "register.import") as made,
    ):
        write(made, [WriteRow(1, (PersonChange(person, old.pk, {"mobile": "+77010000003"}, None),))])
