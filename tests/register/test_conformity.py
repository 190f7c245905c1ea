"""Certificates of conformity in the register: writing them, finding them, their journal, whom they belong to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from tests.register.conftest import World

from tirkelim.identity.models import Authority
from tirkelim.journal.change import change
from tirkelim.journal.models import JournalEntry
from tirkelim.register.commands.conformity import (
    ConformityEventTerms,
    ConformityTerms,
    conformity_scope,
    issue_conformity,
    note_conformity,
    withdraw_conformity,
    write_conformity_event,
)
from tirkelim.register.commands.writing import Invalid, NotFound
from tirkelim.register.conformity_queries import (
    chain_of,
    conformity_by_decision,
    conformity_by_number,
    conformity_of,
)
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityBasis, ConformityCertificate, ConformityEventKind
from tirkelim.register.public_numbers import PATTERN

ASTANA_DISTRICT = "711110000"


def issue(world: World, person: UUID, **terms: Any) -> ConformityCertificate:
    """A certificate of January 2026, to run to the end of March."""
    with change(world.command(), "test.issue") as made:
        given = {
            "person": person, "basis": ConformityBasis.ISSUE, "profession": "Онколог дәрігер", "activity": "2.1",
            "issued_on": date(2026, 1, 5), "valid_until": date(2026, 4, 5), "office": ASTANA_DISTRICT,
        }  # fmt: skip
        return issue_conformity(made, ConformityTerms(**(given | terms)))


def happens(world: World, row: ConformityCertificate, kind: str, on: date, **terms: Any) -> None:
    """An event."""
    with change(world.command(), "test.event") as made:
        write_conformity_event(made, row, ConformityEventTerms(kind=ConformityEventKind(kind), on=on, **terms))


def test_a_certificate_has_a_number_its_region_and_an_entry(world: World) -> None:
    person = world.person()
    row = issue(world, person)
    assert PATTERN.fullmatch(row.number)
    assert row.office == "710000000"
    entry = JournalEntry.objects.get(stream=f"person:{person}", kind="conformity_issued")
    assert row.number in entry.payload.body


def test_a_decision_gives_one_certificate(world: World) -> None:
    decision = uuid4()
    row = issue(world, world.person(), decision=decision)
    assert conformity_by_decision(decision) == row
    assert conformity_by_decision(uuid4()) is None
    with pytest.raises(IntegrityError):
        issue(world, world.person("Екінші"), decision=decision)


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ({"valid_until": date(2026, 1, 4)}, "conformity_interval"),
        ({"basis": ConformityBasis.REISSUE}, "conformity_of_earlier"),
    ],
)
def test_the_database_itself_refuses_nonsense(world: World, terms: dict[str, Any], fault: str) -> None:
    with pytest.raises(IntegrityError, match=fault):
        issue(world, world.person(), **terms)


def test_an_extension_is_found_by_its_decision(world: World) -> None:
    row, decision = issue(world, world.person()), uuid4()
    happens(world, row, "extended", date(2026, 2, 1), until=date(2027, 2, 1), decision=decision)
    assert conformity_by_decision(decision) == row


def test_certificates_of_a_person_and_of_a_region_with_their_status(world: World) -> None:
    person = world.person()
    first = issue(world, person)
    early = world.now
    second = issue(world, person, basis=ConformityBasis.REISSUE, earlier=first.id, issued_on=date(2026, 2, 2))
    happens(world, first, "superseded", date(2026, 2, 2), successor=second.number)
    on = date(2026, 3, 2)
    found = {one.certificate: one.status for one in conformity_of(person, on, world.now)}
    assert found[second].status is ConformityStatus.VALID
    assert (found[first].status, found[first].successor) == (ConformityStatus.SUPERSEDED, second.number)
    assert [one.certificate for one in conformity_of(person, on, early)] == [first]
    assert [one.status.status for one in conformity_of(person, on, early)] == [ConformityStatus.VALID]
    assert chain_of(second) == (second, first)


def test_found_by_its_number_as_people_write_it(world: World) -> None:
    row = issue(world, world.person())
    assert conformity_by_number(f" {row.number[:4].lower()}-{row.number[4:]} ") == row
    assert conformity_by_number("KZ00AAA00000000") is None


def test_it_belongs_to_its_person_and_to_the_employment_body(world: World) -> None:
    row = issue(world, world.person())
    acting = uuid4()
    scope = conformity_scope(row, acting)
    assert (scope.person, scope.representative) == (row.person_id, acting)
    assert scope.territories == frozenset({"710000000"})
    assert scope.authority == Authority.EMPLOYMENT
    assert scope.organisations == frozenset()


def test_what_is_not_there_can_be_neither_withdrawn_nor_told_of(world: World) -> None:
    event = ConformityEventTerms(kind=ConformityEventKind.WITHDRAWN, on=date(2026, 3, 2), reference="акт")
    command = world.command()
    with change(command, "test.withdraw") as made, pytest.raises(NotFound):
        withdraw_conformity(made, command, uuid4(), event)


def test_the_holder_does_not_tell_what_is_decided(world: World) -> None:
    row, command = issue(world, world.person()), world.command()
    event = ConformityEventTerms(kind=ConformityEventKind.EXTENDED, on=date(2026, 3, 2), until=date(2027, 1, 1))
    with change(command, "test.notice") as made, pytest.raises(ValueError, match="not for the holder"):
        note_conformity(made, command, row.id, event)


@pytest.mark.parametrize(
    ("ended", "reason"), [("superseded", "not_in_force"), ("withdrawn", "not_in_force"), ("lost", "")]
)
def test_of_a_replaced_certificate_nothing_is_told(world: World, ended: str, reason: str) -> None:
    """Of a lost one what happened before the loss still is."""
    row = issue(world, world.person())
    happens(world, row, ended, date(2026, 2, 10))
    event_on = date(2026, 2, 9) if ended != "withdrawn" else date(2026, 2, 11)
    event = ConformityEventTerms(kind=ConformityEventKind.CONTRACT_ENDED, on=date(2026, 3, 2), event_on=event_on)
    command = world.command()
    with change(command, "test.notice") as made:
        if reason:
            with pytest.raises(Invalid, match=reason):
                note_conformity(made, command, row.id, event)
        else:
            assert note_conformity(made, command, row.id, event).event_on == event_on
