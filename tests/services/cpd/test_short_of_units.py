"""Who lacks units for the next level: the same as each worker's own ledger says, for all in a few queries."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import NURSING, Office

from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.law.order_283_cpd.progress import progress
from tirkelim.law.units import units
from tirkelim.register import activity_queries as register
from tirkelim.register import commands
from tirkelim.register.worklist_types import Line
from tirkelim.register.worklists import Kind, work_list
from tirkelim.services.cpd.background import Background, background_of
from tirkelim.services.cpd.ledger import facts_with, ledger_of, profile_established
from tirkelim.services.cpd.short_of_units import units_short

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


class Clinic(Office):
    """A clinic whose nurses hold levels and have learned more or less."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = self.organisation()

    def nurse(self, level: str | None = "4.0", since: date = date(2018, 9, 1), **job: Any) -> UUID:
        """A nurse with a diploma, a main job here and a level since a day."""
        person = self.person()
        self.job(person, self.clinic, date(2018, 9, 1), **{"specialty": NURSING, "position": 59, **job})
        commands.add_education(
            self.command(), person=person, kind="technical_vocational", graduated_on=date(2017, 6, 20),
            source="document", specialty="Мейіргер ісі", institution="Колледж",
        )  # fmt: skip
        if level:
            self.holds(person, level=level, obtained_on=since)
        return person

    def holds(self, person: UUID, **terms: Any) -> None:
        """A level or category given before this register."""
        given = commands.QualificationTerms(person=person, specialty=NURSING, **terms)
        commands.import_qualification(self.command(), given)

    def learns(self, person: UUID, hours: int, criterion: int = 1, on: date = date(2025, 5, 16)) -> None:
        """A cycle of further education with its document."""
        details = {"hours": str(hours), "programme_level": "middle"} if criterion == 1 else {"hours": str(hours)}
        commands.add_activity(
            self.command(), person, criterion, completed_on=on, details=details, title="Жараны күту",
            source="declared", specialty=NURSING,
        )  # fmt: skip

    def lines(self) -> list[Line]:
        """The list of today."""
        return work_list(self.clinic, TODAY, self.now, current_book(), {Kind.UNITS_SHORT: units_short}).lines(
            Kind.UNITS_SHORT
        )


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def test_who_can_claim_the_next_level_and_lacks_units_is_listed(clinic: Clinic) -> None:
    ready = clinic.nurse()
    (line,) = clinic.lines()
    assert (line.person, line.due, line.on) == (ready, None, TODAY)
    assert line.short is not None
    assert (line.short.level, line.short.counted_on, line.short.open) == ("4.1", TODAY, False)
    assert line.short.total >= line.short.further_education > 0


def test_the_day_by_which_is_that_of_service_within_a_year(clinic: Clinic) -> None:
    years = _service_years()
    soon = clinic.nurse(since=TODAY.replace(year=TODAY.year - years, month=9))
    clinic.nurse(since=date(2025, 9, 1))  # long to go
    (line,) = clinic.lines()
    assert (line.person, line.due) == (soon, date(TODAY.year, 9, 2))


def test_nobody_is_listed_without_a_level_or_at_the_top_or_with_a_second_job(clinic: Clinic) -> None:
    clinic.nurse(level=None)
    clinic.nurse(level="4.3")
    clinic.nurse(is_main=False)
    assert clinic.lines() == []


def test_before_the_wording_nobody_is_listed(clinic: Clinic) -> None:
    clinic.nurse()
    assert work_list(
        clinic.clinic, date(2019, 3, 1), clinic.now, current_book(), {Kind.UNITS_SHORT: units_short}
    ).lines(Kind.UNITS_SHORT) == []  # fmt: skip


def test_a_category_that_ends_gives_the_day(clinic: Clinic) -> None:
    person = clinic.nurse(level=None)
    clinic.holds(person, category="second", obtained_on=date(2021, 6, 1), valid_until=date(2026, 6, 1))
    (line,) = clinic.lines()
    assert (line.person, line.due) == (person, date(2026, 6, 1))
    assert line.short is not None
    assert line.short.level == "4.1"


def test_the_list_says_what_each_ledger_says(clinic: Clinic) -> None:
    people = [clinic.nurse() for _ in range(6)]
    for number, person in enumerate(people):
        for cycle in range(number):
            clinic.learns(person, 30 * number, on=date(2021 + cycle, 3, 2))
            clinic.learns(person, 4, criterion=3, on=date(2022, 3, 2 + cycle))
    listed = {line.person: line.short for line in clinic.lines()}
    for person in people:
        results = register.activities_of(person, clinic.now)
        established = profile_established(results, NURSING, register.sheets_of(person, clinic.now))
        background = background_of(person, NURSING, TODAY, clinic.now, current_book())
        own = ledger_of(results, NURSING, background, TODAY, current_book(), {}, established)
        assert own.progress is not None
        short = listed.get(person)
        assert {gap.gap.value for gap in own.shortages} == _gaps(short)
        if short is not None:
            assert [part.missing for part in own.progress.parts] == [short.total, short.further_education, short.rest]


def test_a_hundred_workers_cost_no_more_queries_than_one(clinic: Clinic, django_assert_max_num_queries: Any) -> None:
    first = clinic.nurse()
    clinic.learns(first, 30)
    with django_assert_max_num_queries(9) as few:
        clinic.lines()
    for _ in range(5):
        clinic.learns(clinic.nurse(), 60)
    with django_assert_max_num_queries(9) as more:
        assert len(clinic.lines()) == 6
    assert len(more) == len(few)


def test_other_lists_ask_nothing_of_it(clinic: Clinic) -> None:
    clinic.nurse()
    found = work_list(clinic.clinic, TODAY, clinic.now, current_book(), {Kind.UNITS_SHORT: units_short})
    with CaptureQueriesContext(connection) as asked:
        found.counts()
    assert not any("register_activity" in one["sql"] and "criterion" in one["sql"] for one in asked.captured_queries)


def _gaps(short: Any) -> set[str]:
    if short is None:
        return set()
    named = {"total": short.total, "further_education": short.further_education, "rest": short.rest}
    return {name for name, quarters in named.items() if quarters > units(0)}


def _service_years() -> int:
    book = current_book()
    background = Background(level=LevelName("4.0"), obtained_on=date(2018, 9, 1))
    years = progress(facts_with(LevelName("4.1"), NURSING, background, (), ()), TODAY, book).service.required_years
    assert years is not None
    return years
