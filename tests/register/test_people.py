"""Entering people: one person once, and what is corrected leaves its trace."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tirkelim.journal.models import JournalEntry, JournalPayload
from tirkelim.journal.verify import verify_all
from tirkelim.register import commands, queries
from tirkelim.register.models import Person, PersonFact

pytestmark = pytest.mark.django_db


def test_a_person_is_found_by_iin(world: Any) -> None:
    """With everything that was entered, and an entry in the person's stream."""
    facts = {"surname_kk": "Сейітова", "given_kk": "Әсем", "patronymic_kk": "", "sex": "female"}
    command = world.command()
    done = commands.add_person(command, facts, iin="900721 201023")
    person = queries.find_person("900721201023")
    assert person == UUID(done.result["person"])
    profile = queries.person_profile(person, date(2026, 3, 2), command.now)
    assert profile.facts is not None
    assert profile.facts.name("kk") == profile.facts.name("ru") == "Сейітова Әсем"
    assert profile.identifier("iin") == "900721201023"
    assert list(JournalEntry.objects.values_list("stream", "kind")) == [(f"person:{person}", "person_added")]


def test_a_person_is_entered_once(world: Any) -> None:
    """The second hospital finds the first one's entry; a repeated click finds its own."""
    facts = {"surname_ru": "Иванов", "sex": "male"}
    command = world.command()
    first = commands.add_person(command, facts, iin="850314101019")
    assert commands.add_person(command, facts, iin="850314101019") == (first.result, True)
    with pytest.raises(commands.AlreadyKnown) as known:
        commands.add_person(world.command(), facts, iin="850314101019")
    assert known.value.id == UUID(first.result["person"])
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "iin", "field"),
    [
        ({}, "850314101019", "surname_kk"),
        ({"surname_kk": "Ахметов"}, "850314101018", "iin"),
        ({"surname_kk": "Ахметов"}, None, "iin"),
        ({"surname_kk": "Ахметов", "sex": "female"}, "850314101019", "sex"),
        ({"surname_kk": "Ахметов", "birth_date": date(1985, 3, 15)}, "850314101019", "birth_date"),
        ({"surname_kk": "Ахметов", "mobile": "87011234567"}, "850314101019", "mobile"),
        ({"surname_kk": "Ахметов", "document_issued_on": date(2027, 1, 1)}, "850314101019", "document_issued_on"),
        ({"surname_kk": "Ахметов", "known_from": date(2020, 1, 1)}, "850314101019", "known_from"),
        ({"surname_kk": "Ахметов", "search_key": "x"}, "850314101019", "search_key"),
    ],
)
def test_impossible_facts_are_refused_by_field(world: Any, facts: dict[str, Any], iin: str, field: str) -> None:
    """Nothing is half stored."""
    with pytest.raises(commands.Invalid) as refused:
        commands.add_person(world.command(), facts, iin=iin)
    assert set(refused.value.errors) == {field}
    assert not Person.objects.exists()


def test_a_foreigner_may_have_no_iin(world: Any) -> None:
    """A passport with its country stands in; the IIN may come later, and again only once."""
    person = UUID(
        commands.add_person(world.command(), {"surname_latin": "Meyer"}, passport="deu:c01x00t47").result["person"]
    )
    assert queries.find_by_identifier("passport", "DEU:C01X00T47") == person
    commands.add_identifier(world.command(), person, "iin", "590101101055")
    assert queries.find_person("590101101055") == person
    other = world.person()
    with pytest.raises(commands.AlreadyKnown):
        commands.add_identifier(world.command(), other, "iin", "590101101055")


def test_a_correction_keeps_what_was_believed(world: Any) -> None:
    """The wrong birthplace is still what the register knew then."""
    person = world.person(birth_place="Астана")
    before = world.now
    commands.correct_person(world.command(), person, {"birth_place": "Ақмола"})
    day = date(2026, 3, 2)
    assert queries.person_facts(person, day, before).birth_place == "Астана"
    assert queries.person_facts(person, day, world.now).birth_place == "Ақмола"
    body = json.loads(JournalPayload.objects.order_by("entry_id").last().body)
    assert body["changes"] == {"birth_place": {"was": "Астана", "becomes": "Ақмола"}}


def test_a_new_surname_holds_from_its_day(world: Any) -> None:
    """Before the wedding she had the old one, also as known today; both are found."""
    person = world.person("Сейітова")
    commands.correct_person(world.command(), person, {"surname_kk": "Ахметова"}, changed_on=date(2025, 6, 1))
    assert queries.person_facts(person, date(2025, 5, 31), world.now).surname_kk == "Сейітова"
    assert queries.person_facts(person, date(2025, 6, 1), world.now).surname_kk == "Ахметова"
    assert PersonFact.objects.current(date(2025, 6, 1)).get().search_key == " ахметова асем"


def test_a_correction_of_nobody_is_not_found(world: Any) -> None:
    """A clear answer for a wrong id."""
    with pytest.raises(commands.NotFound):
        commands.correct_person(world.command(), world.command().id, {"birth_place": "Ақмола"})


def test_journal_stays_good(world: Any) -> None:
    """What the writers wrote verifies."""
    person, organisation = world.person(), world.organisation()
    world.job(person, organisation)
    assert verify_all().good


@pytest.mark.django_db(transaction=True)
def test_two_hospitals_at_the_same_moment_enter_one_person(make_world: Callable[[], Any]) -> None:
    """Two commands, one number: one person."""
    world = make_world()
    tasks = [world.command(now=world.now + timedelta(minutes=9)) for _ in range(3)]
    barrier = threading.Barrier(3)
    outcomes: list[object] = []

    def enter(command: Any) -> None:
        barrier.wait()
        try:
            outcomes.append(commands.add_person(command, {"surname_kk": "Ахметов"}, iin="850314101019").result)
        except commands.AlreadyKnown as known:
            outcomes.append({"person": str(known.id)})
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(command,)) for command in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 3
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert Person.objects.count() == 1
