"""Two entries of one person become one, and are parted where that was wrong; what was known before stays so."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tirkelim.identity.accounts import add_account
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import TemporalRow
from tirkelim.journal.verify import verify_all
from tirkelim.register import commands, queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.merge_tables import TABLES
from tirkelim.register.merged import is_merged, kept_for
from tirkelim.register.models import Absence, Education, Employment, NameKey, PersonFact, Scheme
from tirkelim.register.name_keys import rebuild
from tirkelim.register.people_search import PeopleQuery, Reach, find

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


class Twins:
    """One woman entered twice: by her polyclinic with the IIN, by a hospital with the passport of her maiden name."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.kept = world.person("Сейітова")
        self.iin = queries.person_profile(self.kept, DAY, world.now).identifier(Scheme.IIN)
        facts = {"surname_kk": "Сейтова", "given_kk": "Әсем", "birth_date": date(1990, 7, 21), "sex": "female"}
        done = commands.add_person(world.command(), facts, passport="KAZ:N01234567")
        self.duplicate = UUID(done.result["person"])
        self.clinic, self.hospital = world.organisation(), world.organisation("Аурухана")
        self.job = world.job(self.kept, self.clinic)
        self.other = world.job(self.duplicate, self.hospital, hired_on=date(2022, 3, 1))

    def merge(self, **who: Any) -> Any:
        asked = {"duplicate": self.duplicate, "kept": self.kept, "ground": "бір құжат"} | who
        return commands.merge_people(self.world.command(), **asked)

    def part(self) -> Any:
        return commands.part_people(self.world.command(), self.duplicate, "екі адам")


@pytest.fixture
def twins(world: Any) -> Twins:
    return Twins(world)


def believed(person: UUID) -> list[tuple[Any, ...]]:
    """All that is known of a person now, as values."""
    found: list[tuple[Any, ...]] = []
    models: list[type[TemporalRow]] = [PersonFact, *(table.model for table in TABLES)]
    for model in models:
        names = [
            field.attname for field in model._meta.concrete_fields
            if field.name not in ("id", "known_from", "known_to", "change", "closed_by")
        ]  # fmt: skip
        rows = model.objects.current().filter(person=person).order_by("line", "valid_from")
        found += [(model.__name__, *row) for row in rows.values_list(*names)]
    return found


def test_all_that_was_known_of_both_is_known_of_the_kept_one(twins: Twins) -> None:
    """Found by both numbers; the duplicate is nobody's entry any more."""
    twins.merge()
    assert kept_for(twins.duplicate) == twins.kept
    assert is_merged(twins.duplicate)
    assert queries.find_by_identifier(Scheme.PASSPORT, "KAZ:N01234567") == twins.kept
    assert queries.find_person(str(twins.iin)) == twins.kept
    profile = queries.person_profile(twins.kept, DAY, twins.world.now)
    assert {row.line for row in profile.employments} == {twins.job, twins.other}
    assert profile.facts is not None
    assert profile.facts.surname_kk == "Сейітова"
    assert believed(twins.duplicate) == []
    assert not NameKey.objects.filter(person=twins.duplicate).exists()


def test_the_second_main_job_becomes_a_claim(twins: Twins) -> None:
    """Two employers called themselves main, each of its own entry."""
    twins.merge()
    rows = Employment.objects.current().filter(person=twins.kept).order_by("valid_from")
    assert [(row.is_main, row.claims_main) for row in rows] == [(True, False), (False, True)]


def test_what_was_known_before_the_merge_stays(twins: Twins) -> None:
    """As known then, there were two."""
    before = twins.world.now
    held = [queries.person_profile(person, DAY, before) for person in (twins.kept, twins.duplicate)]
    twins.merge()
    assert [queries.person_profile(person, DAY, before) for person in (twins.kept, twins.duplicate)] == held
    assert queries.workers_of(twins.hospital, DAY, before).get().person_id == twins.duplicate
    assert queries.workers_of(twins.hospital, DAY, twins.world.now).get().person_id == twins.kept


def test_parting_brings_back_both_as_they_were(twins: Twins) -> None:
    """To the last value, main jobs too."""
    held = [believed(person) for person in (twins.kept, twins.duplicate)]
    twins.merge()
    twins.part()
    assert [believed(person) for person in (twins.kept, twins.duplicate)] == held
    assert kept_for(twins.duplicate) == twins.duplicate
    assert NameKey.objects.filter(person=twins.duplicate).exists()
    assert verify_all().good


def test_what_was_entered_meanwhile_goes_back_with_its_fact(twins: Twins) -> None:
    """The hospital recorded the end of its own job while the two were one."""
    twins.merge()
    commands.leave(twins.world.command(), twins.other, left_on=date(2026, 2, 27), reason="own_wish")
    twins.part()
    row = Employment.objects.current().get(line=twins.other)
    assert (row.person_id, row.left_on) == (twins.duplicate, date(2026, 2, 27))


def test_a_job_entered_under_both_is_one(twins: Twins) -> None:
    """It is not counted twice, and its leaves go over to the one that stays."""
    world = twins.world
    again = world.job(twins.duplicate, twins.clinic, is_main=False)
    leave = commands.begin_absence(world.command(), again, kind="study", started_on=date(2025, 9, 1))
    held = believed(twins.duplicate)
    twins.merge()
    assert not Employment.objects.current().filter(line=again).exists()
    assert Absence.objects.current().get(line=leave.result["absence"]).employment == twins.job
    twins.part()
    assert believed(twins.duplicate) == held


def test_learning_goes_over_once(twins: Twins) -> None:
    """A diploma that both have is one diploma."""
    shared = {"kind": "bachelor", "graduated_on": date(2012, 6, 30), "document_number": "ЖБ 1", "source": "document"}
    for person in (twins.kept, twins.duplicate):
        commands.add_education(twins.world.command(), person=person, **shared)
    commands.add_education(twins.world.command(), person=twins.duplicate, **shared | {"document_number": "ЖБ 2"})
    twins.merge()
    rows = Education.objects.current().filter(person=twins.kept)
    assert sorted(row.document_number for row in rows) == ["ЖБ 1", "ЖБ 2"]


def test_nothing_is_written_about_a_merged_entry(twins: Twins) -> None:
    """Somebody may still have its page open."""
    twins.merge()
    with pytest.raises(commands.NotFound):
        twins.world.job(twins.duplicate, twins.clinic, is_main=False)
    with pytest.raises(commands.NotFound):
        commands.correct_person(twins.world.command(), twins.duplicate, {"surname_kk": "Сейтова"})


def test_an_entry_about_which_something_was_decided_is_kept(twins: Twins) -> None:
    """An account, or a certificate: the other way round it works."""
    add_account(twins.world.command(), login="asem", name="Әсем", password=None, person=twins.duplicate)
    with pytest.raises(commands.Invalid) as refused:
        twins.merge()
    assert refused.value.errors == {"duplicate": "decided"}
    twins.merge(duplicate=twins.kept, kept=twins.duplicate)
    assert kept_for(twins.kept) == twins.duplicate


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"ground": "  "}, "ground"), ({"ground": "а" * 501}, "ground")],
)
def test_a_ground_is_required(twins: Twins, asked: dict[str, Any], field: str) -> None:
    """Nobody merges without saying why."""
    with pytest.raises(commands.Invalid) as refused:
        twins.merge(**asked)
    assert set(refused.value.errors) == {field}


def test_an_entry_is_merged_once_and_parted_in_order(twins: Twins) -> None:
    """The later merge is undone first."""
    third = twins.world.person("Сейітова")
    twins.merge()
    with pytest.raises(commands.Invalid):
        twins.merge(kept=third)
    twins.merge(duplicate=twins.kept, kept=third)
    assert kept_for(twins.duplicate) == third
    with pytest.raises(commands.Invalid) as refused:
        twins.part()
    assert refused.value.errors == {"duplicate": "kept_is_merged"}


def found_as(name: str) -> list[UUID]:
    """The people who are found under a name."""
    moment = timezone.now()
    found = find(PeopleQuery(name=name), AsOf.now(moment), Reach(moment, everything=True))
    return [hit.person for hit in found.hits]


def test_the_duplicates_name_leads_to_the_kept_entry(twins: Twins) -> None:
    """Also through another merge, and when all words are made anew; until it turns out that they are two."""
    facts = {"surname_kk": "Қайыпова", "given_kk": "Әсем", "birth_date": date(1990, 7, 21), "sex": "female"}
    third = UUID(commands.add_person(twins.world.command(), facts, passport="KAZ:N01234569").result["person"])
    twins.merge(duplicate=third, kept=twins.duplicate)
    assert found_as("Қайыпова") == [twins.duplicate]
    twins.merge()
    keys = dict(NameKey.objects.values_list("person", "words"))
    assert keys.keys() == {twins.kept}
    assert found_as("Қайыпова") == found_as("Сейтова") == [twins.kept]
    for _last, changed in rebuild():
        assert changed == 0
    twins.part()
    assert found_as("Қайыпова") == [twins.duplicate]
    assert " сеитова" not in NameKey.objects.get(person=twins.kept).words


def test_both_journals_tell_it(twins: Twins) -> None:
    """In the streams of both people, with the ground and the reason."""
    twins.merge()
    twins.part()
    for person, kinds in (
        (twins.kept, ["duplicate_merged", "duplicate_parted"]), (twins.duplicate, ["merged", "parted"]),
    ):  # fmt: skip
        found = JournalEntry.objects.filter(stream=f"person:{person}").order_by("seq").values_list("kind", flat=True)
        assert list(found)[-2:] == kinds
