"""Deaths, moves abroad and returns: what ends with them, what is refused, how a wrong one is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalPayload
from tirkelim.register import commands
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departed, departure_on, departures_of, hindrance
from tirkelim.register.models import Departure, Employment

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 15)


def officer(world: Any, organisation: UUID) -> UUID:
    """An HR officer of an organisation."""
    account = UUID(add_account(world.command(), login="personnel", name="hr", password=None).result["account"])
    grant_role(world.command(), account, Role.HR_OFFICER, organisation=organisation, valid_from=date(2020, 1, 1))
    return account


def last(job: UUID) -> Employment:
    """The last version of a job by the present knowledge."""
    return Employment.objects.current().filter(line=job).latest("valid_from")


def test_a_death_ends_the_jobs_of_the_organisation_that_records_it(world: Any) -> None:
    """The other organisation's job stands until its own HR ends it."""
    person, clinic, hospital = world.person(), world.organisation(), world.organisation("Аурухана")
    here, there = world.job(person, clinic), world.job(person, hospital, is_main=False)
    done = commands.record_death(world.command(officer(world, clinic)), person, DAY, "№ 12")
    assert done.result["ended"] == [str(here)]
    assert (last(here).left_on, last(here).leave_reason) == (DAY, "death")
    assert last(there).left_on is None
    found = departure_on(person, DAY)
    assert found is not None
    assert (found.kind, found.reference) == ("death", "№ 12")
    assert JournalPayload.objects.filter(entry__kind="died", body__contains=str(here)).exists()


def test_a_command_repeated_is_one_death(world: Any) -> None:
    """The first result again."""
    person = world.person()
    world.job(person, world.organisation())
    command = world.command()
    first = commands.record_death(command, person, DAY)
    again = commands.record_death(command, person, DAY)
    assert again.repeated
    assert again.result == first.result
    assert Departure.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "error"),
    [(date(2020, 8, 31), {"on": "before_hiring"}), (date(2027, 1, 1), {"on": "in_the_future"})],
)
def test_impossible_days_are_refused(world: Any, day: date, error: dict[str, str]) -> None:
    """With the field to mend."""
    person = world.person()
    world.job(person, world.organisation())
    for record in (commands.record_death, commands.record_emigration):
        with pytest.raises(commands.Invalid) as refused:
            record(world.command(), person, day)
        assert refused.value.errors == error


def test_nobody_dies_twice_or_moves_after_death(world: Any) -> None:
    """Nor comes back."""
    person = world.person()
    commands.record_death(world.command(), person, DAY)
    for record in (commands.record_death, commands.record_emigration):
        with pytest.raises(commands.Invalid) as refused:
            record(world.command(), person, DAY)
        assert refused.value.errors == {"person": "dead"}
    with pytest.raises(commands.Invalid):
        commands.record_return(world.command(), person, date(2026, 2, 1))


def test_another_organisations_officer_may_not(world: Any) -> None:
    """Only one where the person worked on that day."""
    person, clinic, hospital = world.person(), world.organisation(), world.organisation("Аурухана")
    world.job(person, clinic)
    with pytest.raises(Denied):
        commands.record_death(world.command(officer(world, hospital)), person, DAY)


def test_abroad_and_back(world: Any) -> None:
    """One is abroad from the day of leaving up to the day before the return; the job may go on when asked."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic)
    actor = officer(world, clinic)
    commands.record_emigration(world.command(actor), person, DAY, "DEU", end_jobs=False)
    assert last(job).left_on is None
    with pytest.raises(commands.Invalid):
        commands.record_return(world.command(actor), person, DAY)
    commands.record_return(world.command(actor), person, date(2026, 2, 2))
    assert departure_on(person, date(2026, 2, 1)) is not None
    assert departure_on(person, date(2026, 2, 2)) is None
    commands.record_emigration(world.command(actor), person, date(2026, 2, 20), "TUR")
    assert last(job).leave_reason == "abroad"
    assert [row.country for row in departures_of(person, AsOf.now(world.now))] == ["DEU", "TUR"]
    assert set(departed([person], AsOf(date(2026, 2, 20), world.now))) == {person}


def test_a_death_abroad_ends_the_stay(world: Any) -> None:
    """And stands again when the death was a mistake."""
    person = world.person()
    commands.record_emigration(world.command(), person, DAY, "DEU")
    death = commands.record_death(world.command(), person, date(2026, 2, 10)).result["departure"]
    assert [row.kind for row in departures_of(person, AsOf.now(world.now))] == ["emigration", "death"]
    commands.withdraw_departure(world.command(), UUID(death))
    (row,) = departures_of(person, AsOf.now(world.now))
    assert (row.kind, row.valid_to) == ("emigration", None)


def test_a_wrong_death_is_taken_back_with_exactly_its_endings(world: Any) -> None:
    """Planned transfers and planned ends stand as before; an end of someone else stays."""
    person, clinic = world.person(), world.organisation()
    main = world.job(person, clinic)
    commands.transfer(world.command(), main, date(2026, 2, 1), {"position_title": "меңгеруші"})
    second = world.job(person, clinic, is_main=False, left_on=date(2026, 2, 15))
    third = world.job(person, clinic, is_main=False)
    actor = officer(world, clinic)
    before = {(row.line, row.valid_from, row.valid_to, row.left_on) for row in Employment.objects.current()}
    death = commands.record_death(world.command(actor), person, DAY).result
    assert set(death["ended"]) == {str(main), str(second), str(third)}
    commands.correct_employment(world.command(actor), third, {"position_title": "дәрігер-кеңесші"}, on=DAY)
    commands.withdraw_departure(world.command(actor), UUID(death["departure"]))
    after = {(row.line, row.valid_from, row.valid_to, row.left_on) for row in Employment.objects.current()}
    assert after == before
    assert last(third).position_title == "дәрігер-кеңесші"
    assert departure_on(person, DAY) is None


def test_an_end_entered_otherwise_since_is_kept(world: Any) -> None:
    """The result says which."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic)
    emigration = commands.record_emigration(world.command(), person, DAY, "DEU").result["departure"]
    commands.leave(world.command(), job, left_on=date(2026, 1, 10), reason="own_wish")
    done = commands.withdraw_departure(world.command(), UUID(emigration))
    assert done.result["kept"] == [str(job)]
    assert done.result["restored"] == []
    assert last(job).left_on == date(2026, 1, 10)


def test_who_may_be_hired(world: Any) -> None:
    """Nobody after death, nobody while abroad; a job that was over before may be entered late."""
    person = world.person()
    commands.record_emigration(world.command(), person, date(2026, 1, 5), "DEU")
    commands.record_return(world.command(), person, date(2026, 1, 20))
    commands.record_death(world.command(), person, date(2026, 2, 20))
    assert hindrance(person, date(2026, 1, 4), date(2026, 1, 31)) == ""
    assert hindrance(person, date(2026, 1, 10), date(2026, 1, 31)) == "abroad"
    assert hindrance(person, date(2026, 1, 20), None) == "dead"
    assert hindrance(person, date(2026, 1, 20), date(2026, 2, 20)) == ""
    assert hindrance(person, date(2026, 3, 1), date(2026, 3, 2)) == "dead"


def test_the_country_is_corrected(world: Any) -> None:
    """The older knowledge stays readable."""
    person = world.person()
    line = UUID(commands.record_emigration(world.command(), person, DAY, "DEU").result["departure"])
    before = world.now
    commands.correct_departure(world.command(), line, {"country": "AUT"})
    assert [row.country for row in departures_of(person, AsOf(DAY, before))] == ["DEU"]
    assert [row.country for row in departures_of(person, AsOf(DAY, world.now))] == ["AUT"]


def test_the_dead_and_those_abroad_are_not_hired(world: Any) -> None:
    """Nor does a job ended by death go on; after the return the person is hired."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic)
    other = world.organisation("Аурухана")
    commands.record_emigration(world.command(), person, DAY, "DEU")
    with pytest.raises(commands.Invalid) as refused:
        world.job(person, other, date(2026, 2, 2))
    assert refused.value.errors == {"person": "abroad"}
    commands.record_return(world.command(), person, date(2026, 2, 2))
    second = world.job(person, other, date(2026, 2, 2))
    commands.record_death(world.command(), person, date(2026, 2, 20))
    with pytest.raises(commands.Invalid) as refused:
        world.job(person, clinic, date(2026, 2, 10))
    assert refused.value.errors == {"person": "dead"}
    with pytest.raises(commands.Invalid) as refused:
        commands.cancel_leaving(world.command(), second)
    assert refused.value.errors == {"person": "dead"}
    assert last(job).leave_reason == "abroad"


def test_a_main_job_restored_gives_way_to_the_one_that_is_main_now(world: Any) -> None:
    """It stands again as a claim."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic)
    away = commands.record_emigration(world.command(), person, DAY, "DEU").result["departure"]
    commands.record_return(world.command(), person, date(2026, 2, 2))
    world.job(person, world.organisation("Аурухана"), date(2026, 2, 2))
    commands.withdraw_departure(world.command(), UUID(away))
    row = last(job)
    assert (row.left_on, row.is_main, row.claims_main) == (None, False, True)


def test_a_day_before_the_hiring_is_told_to_the_officer_who_may(world: Any) -> None:
    """The day is wrong, not the right."""
    person, clinic = world.person(), world.organisation()
    world.job(person, clinic)
    with pytest.raises(commands.Invalid) as refused:
        commands.record_death(world.command(officer(world, clinic)), person, date(2019, 1, 1))
    assert refused.value.errors == {"on": "before_hiring"}


def test_a_day_of_hiring_is_not_put_right_into_a_stay_abroad(world: Any) -> None:
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic, hired_on=date(2025, 9, 1))
    commands.record_emigration(world.command(), person, date(2026, 1, 10), "DEU", end_jobs=False)
    with pytest.raises(commands.Invalid, match="abroad"):
        commands.correct_hiring(world.command(), job, date(2026, 1, 20))
    commands.correct_hiring(world.command(), job, date(2026, 1, 10))
