"""Results of professional development: what is stored, what is refused, who may."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import Stale
from tirkelim.register import activity_queries, commands
from tirkelim.register.models import Activity

pytestmark = pytest.mark.django_db
SEMINAR: dict[str, Any] = {
    "criterion": 3, "title": "Жараны күту", "completed_on": date(2025, 5, 16), "source": "declared",
    "specialty": "secondary.nursing", "details": {"hours": "62.5", "online": False},
}  # fmt: skip


def add(world: Any, person: UUID, **change: Any) -> UUID:
    """A seminar, but for what is different."""
    done = commands.add_activity(world.command(), person, **{**SEMINAR, **change})
    return UUID(done.result["activity"])


def test_a_result_is_stored_as_the_law_names_its_facts(world: Any) -> None:
    """Hours are text, days are columns; it holds from its completion on."""
    person = world.person()
    line = add(world, person, details={"hours": "62.50"}, document_language="русский", title="  Жараны   күту ")
    row = Activity.objects.current().get()
    assert (row.line, row.details, row.title, row.valid_from) == (
        line, {"hours": "62.5"}, "Жараны күту", date(2025, 5, 16),
    )  # fmt: skip
    assert row.document_language == "ru"
    assert activity_queries.activity(line, person) == row
    assert activity_queries.activity(line, uuid4()) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"criterion": 22}, "criterion"),
        ({"criterion": True}, "criterion"),
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"completed_on": date(2027, 1, 1)}, "completed_on"),
        ({"started_on": date(2025, 5, 17)}, "started_on"),
        ({"details": {"weeks": 2}}, "weeks"),
        ({"details": {"completed_on": "2025-05-16"}}, "completed_on"),
        ({"details": {"hours": "62.3"}}, "hours"),
        ({"details": {"hours": "many"}}, "hours"),
        ({"details": {"hours": "NaN"}}, "hours"),
        ({"details": {"hours": 62.5}}, "hours"),
        ({"details": {"hours": "0"}}, "hours"),
        ({"details": {"hours": "-1"}}, "hours"),
        ({"details": {"credits": "2"}}, "credits"),
        ({"details": {"online": "no"}}, "online"),
        ({"criterion": 2, "details": {"weeks": 1, "significance": "galactic"}}, "significance"),
        ({"criterion": 5, "details": {"days": 0}}, "days"),
        ({"criterion": 5, "details": {"days": True}}, "days"),
        ({"criterion": 8, "details": {"author_position": 4, "authors": 2}}, "author_position"),
        ({"criterion": 8, "details": {}, "foreign_ranks": {"qs": 1}}, "foreign_ranks"),
        ({"foreign_ranks": {"qs": 1, "arwu": None}}, "foreign_ranks"),
        ({"foreign_ranks": {"qs": 0, "arwu": None, "the": 2, "original_document": True}}, "foreign_ranks"),
        ({"mark": 5}, "mark"),
    ],
)
def test_what_cannot_be_so_is_refused_by_field(world: Any, change: dict[str, Any], field: str) -> None:
    """Nothing is stored, and the field to mend is named."""
    person = world.person()
    with pytest.raises(commands.Invalid) as refused:
        add(world, person, **change)
    assert set(refused.value.errors) == {field}
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("criterion", "details"),
    [
        (1, {"hours": "120", "programme_level": "middle", "programme_level_match": True}),
        (5, {"days": 3, "days_with_talk": 0, "significance": "republican"}),
        (10, {"quartile": "Q2"}),
        (13, {"years": "1.5"}),
        (20, {"test_questions": 149}),
        (21, {"count": 2}),
        (21, {}),
    ],
)
def test_facts_of_every_measure_are_taken(world: Any, criterion: int, details: dict[str, Any]) -> None:
    """As they are given."""
    add(world, world.person(), criterion=criterion, details=details)
    assert Activity.objects.get().details == details


def test_a_repeated_command_adds_nothing(world: Any) -> None:
    """The first result is given again."""
    person, command = world.person(), world.command()
    first = commands.add_activity(command, person, **SEMINAR)
    again = commands.add_activity(command, person, **SEMINAR)
    assert (first.result, again.repeated) == (again.result, True)
    assert Activity.objects.count() == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(world: Any) -> None:
    """The past is answered as it was known; a version that is not the last is not corrected."""
    person = world.person()
    line = add(world, person)
    old, known = Activity.objects.current().get(), world.now
    commands.correct_activity(world.command(), line, {"completed_on": date(2025, 5, 20), "details": {"credits": 2}})
    new = Activity.objects.current().get()
    assert (new.details, new.valid_from, new.title) == ({"credits": 2}, date(2025, 5, 20), old.title)
    assert activity_queries.activities_of(person, known) == (old,)
    with pytest.raises(Stale):
        commands.correct_activity(world.command(), line, {"title": "Басқа"}, seen=old.pk)
    with pytest.raises(commands.Invalid):
        commands.correct_activity(world.command(), line, {"details": {"weeks": 1}}, seen=new.pk)
    commands.correct_activity(world.command(), line, {"criterion": 2, "details": {"weeks": 1}}, seen=new.pk)
    assert Activity.objects.current().get().criterion == 2


def test_a_result_taken_back_never_held(world: Any) -> None:
    """It is known no more, and cannot be taken back twice."""
    person = world.person()
    line = add(world, person)
    commands.withdraw_activity(world.command(), line)
    assert activity_queries.activities_of(person, world.now) == ()
    with pytest.raises(commands.NotFound):
        commands.withdraw_activity(world.command(), line)
    kinds = list(JournalEntry.objects.filter(stream=f"person:{person}").values_list("kind", flat=True))
    assert kinds[-2:] == ["activity_added", "activity_withdrawn"]


def test_only_the_worker_and_the_employers_personnel_officer_may(world: Any) -> None:
    """A stranger may not, and neither may the head."""
    from tests.builders import Office

    from tirkelim.identity.models import Role

    office = Office()
    person, clinic, other = office.person(), office.organisation(), office.organisation("№ 2 аурухана")
    office.job(person, clinic)
    worker = office.account("worker", Role.APPLICANT, person=person)
    hr = office.account("personnel", Role.HR_OFFICER, organisation=clinic)
    stranger = office.account("stranger", Role.HR_OFFICER, organisation=other)
    head = office.account("head", Role.HEAD_OF_ORGANISATION, organisation=clinic)
    for account in (worker, hr):
        commands.add_activity(office.command(account.id), person, **SEMINAR)
    line = Activity.objects.current().first().line  # type: ignore[union-attr]
    for account in (stranger, head):
        with pytest.raises(Denied):
            commands.add_activity(office.command(account.id), person, **SEMINAR)
        with pytest.raises(Denied):
            commands.correct_activity(office.command(account.id), line, {"title": "x"})
        with pytest.raises(Denied):
            commands.withdraw_activity(office.command(account.id), line)


def test_nobody_has_no_results(world: Any) -> None:
    """A clear answer for a wrong id."""
    with pytest.raises(commands.NotFound):
        add(world, uuid4())
