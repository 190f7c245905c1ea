"""Hiring, transfer, leaving, and what HR sees."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tirkelim.register import commands, queries
from tirkelim.register.models import Employment

pytestmark = pytest.mark.django_db


def titles(organisation: UUID, on: date, world: Any) -> list[str]:
    """Positions held in an organisation on a day."""
    return sorted(queries.workers_of(organisation, on, world.now).values_list("position_title", flat=True))


def test_a_career_is_told_day_by_day(world: Any) -> None:
    """Doctor, then head of a unit, then gone; the last day still counts."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic, hired_on=date(2020, 9, 1))
    commands.transfer(world.command(), job, date(2023, 1, 16), {"position": 4, "position_title": "меңгеруші"})
    commands.leave(world.command(), job, left_on=date(2025, 3, 31), reason="өз еркімен", order_number="41-ж")
    assert titles(clinic, date(2020, 8, 31), world) == []
    assert titles(clinic, date(2023, 1, 15), world) == ["дәрігер"]
    assert titles(clinic, date(2023, 1, 16), world) == titles(clinic, date(2025, 3, 31), world) == ["меңгеруші"]
    assert titles(clinic, date(2025, 4, 1), world) == []
    history = queries.person_profile(person, date(2026, 1, 1), world.now).employments
    assert [(row.valid_from, row.left_on) for row in history] == [
        (date(2020, 9, 1), None), (date(2023, 1, 16), date(2025, 3, 31)),
    ]  # fmt: skip
    assert {row.line for row in history} == {job}


def test_leaving_withdraws_what_was_planned_for_later(world: Any) -> None:
    """A transfer entered ahead does not outlive the job."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic)
    commands.transfer(world.command(), job, date(2026, 9, 1), {"position_title": "меңгеруші"})
    commands.leave(world.command(), job, left_on=date(2026, 5, 31), reason="зейнет")
    assert titles(clinic, date(2026, 9, 1), world) == []
    assert Employment.objects.current().count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"position": 88}, "position"), ({"position": 0}, "position"), ({"salary": 1}, "salary"),
        ({"left_on": date(2020, 8, 31)}, "left_on"), ({"organisation": None}, "organisation"),
    ],
)  # fmt: skip
def test_impossible_jobs_are_refused_by_field(world: Any, change: dict[str, Any], field: str) -> None:
    """With the field to mend."""
    terms = {"person": world.person(), "organisation": world.organisation(), "hired_on": date(2020, 9, 1)}
    with pytest.raises(commands.Invalid) as refused:
        commands.hire(world.command(), **{**terms, "is_main": True, **change})
    assert set(refused.value.errors) == {field}


def test_days_outside_the_job_are_refused(world: Any) -> None:
    """Nobody leaves before being hired, nor is transferred after having left."""
    job = world.job(world.person(), world.organisation())
    with pytest.raises(commands.Invalid):
        commands.leave(world.command(), job, left_on=date(2020, 8, 31), reason="")
    commands.leave(world.command(), job, left_on=date(2025, 3, 31), reason="")
    with pytest.raises(commands.Invalid):
        commands.transfer(world.command(), job, date(2025, 4, 1), {"position": 4})


def test_an_employer_outside_the_register_is_named(world: Any) -> None:
    """Service abroad or in an organisation long closed counts too."""
    person = world.person()
    commands.hire(
        world.command(), person=person, organisation=None, organisation_name="Charité, Berlin",
        hired_on=date(2015, 1, 5), left_on=date(2018, 6, 30), is_main=True,
    )  # fmt: skip
    row = queries.person_profile(person, date(2026, 1, 1), world.now).employments[0]
    assert (row.organisation_name, row.valid_to) == ("Charité, Berlin", date(2018, 7, 1))


def test_a_wrong_specialty_is_corrected(world: Any) -> None:
    """The job goes on, the old entry stays readable."""
    person, clinic = world.person(), world.organisation()
    job = world.job(person, clinic, specialty="Терапия")
    before = world.now
    commands.correct_employment(world.command(), job, {"specialty": "Педиатрия"})
    day = date(2026, 1, 1)
    assert queries.workers_of(clinic, day, before).get().specialty == "Терапия"
    assert queries.workers_of(clinic, day, world.now).get().specialty == "Педиатрия"


def test_workers_are_searched_by_the_beginnings_of_names(world: Any) -> None:
    """Only own workers, whatever letters the query has."""
    clinic, other = world.organisation(), world.organisation("Аурухана")
    world.job(world.person("Сейітова"), clinic)
    world.job(world.person("Сейдахметова"), clinic)
    world.job(world.person("Сейітова"), other)
    found = queries.search_workers("сейит асе", clinic, date(2026, 3, 2), world.now)
    assert [row.surname_kk for row in found] == ["Сейітова"]
