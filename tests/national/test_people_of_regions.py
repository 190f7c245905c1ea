"""How many people live in the regions: entered with a source, put right with a reason, known for each past day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.builders import Office

from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Done
from tirkelim.journal.models import Change, JournalEntry
from tirkelim.journal.verify import verify_all
from tirkelim.national.models import Population
from tirkelim.national.population import (
    STREAM,
    Source,
    believed_before,
    days_entered,
    enter_population,
    numbers_of,
    population_on,
)
from tirkelim.register.commands.writing import Invalid

ASTANA, ALMATY, ABAI = "710000000", "750000000", "100000000"
DAY = date(2026, 1, 1)
SOURCE = Source("Халық саны", date(2026, 2, 10), "https://example.kz/population")
NOW = datetime(2026, 6, 1, 6, tzinfo=UTC)


class Statistics(Office):
    """The coordinator, who enters numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.coordinator = self.account("coordinator", Role.NATIONAL_COORDINATOR)
        self.now = NOW

    def enter(self, people: dict[str, int | None], day: date = DAY, why: str = "", source: Source = SOURCE) -> Done:
        """A command of the coordinator, a minute after the one before."""
        self.now += timedelta(minutes=1)
        return enter_population(self.command(self.coordinator.id)._replace(why=why), day, people, source)


@pytest.fixture
def statistics(db: None) -> Statistics:
    return Statistics()


def known(statistics: Statistics, day: date, at: datetime | None = None) -> dict[str, int]:
    """Numbers that stand for a day."""
    return {region: row.people for region, row in population_on(day, at or statistics.now).items()}


def test_a_number_stands_from_its_day_until_a_newer_one(statistics: Statistics) -> None:
    statistics.enter({ASTANA: 1_500_000, ALMATY: 2_300_000})
    statistics.enter({ASTANA: 1_600_000}, date(2026, 4, 1))
    assert known(statistics, date(2025, 12, 31)) == {}
    assert known(statistics, date(2026, 3, 31)) == {ASTANA: 1_500_000, ALMATY: 2_300_000}
    assert known(statistics, date(2026, 5, 1)) == {ASTANA: 1_600_000, ALMATY: 2_300_000}
    assert days_entered(statistics.now) == [date(2026, 4, 1), DAY]
    assert [row.source_title for row in numbers_of(DAY, statistics.now)] == ["Халық саны"] * 2


def test_a_correction_supersedes_with_who_when_and_why(statistics: Statistics) -> None:
    statistics.enter({ASTANA: 1_500_000, ALMATY: 2_300_000})
    before = statistics.now
    done = statistics.enter({ASTANA: 1_510_000, ALMATY: 2_300_000}, why="Басып шығарылған сан түзетілді")
    assert done.result == {"day": "2026-01-01", "entered": 0, "corrected": 1, "withdrawn": 0}
    assert known(statistics, DAY) == {ASTANA: 1_510_000, ALMATY: 2_300_000}
    assert known(statistics, DAY, before)[ASTANA] == 1_500_000
    (old,) = believed_before(DAY, statistics.now)
    assert (old.people, old.closed_by.actor) == (1_500_000, statistics.coordinator.id)
    assert old.closed_by.why == "Басып шығарылған сан түзетілді"
    assert JournalEntry.objects.filter(stream=STREAM).count() == 2
    assert verify_all().problems == ()


def test_a_number_is_taken_back(statistics: Statistics) -> None:
    statistics.enter({ASTANA: 1_500_000, ALMATY: 2_300_000})
    assert statistics.enter({ASTANA: None}, why="Басқа күннің саны").result["withdrawn"] == 1
    assert known(statistics, DAY) == {ALMATY: 2_300_000}


def test_what_changes_nothing_or_has_no_reason_is_not_taken(statistics: Statistics) -> None:
    statistics.enter({ASTANA: 1_500_000})
    for people, errors in (
        ({ASTANA: 1_500_000, ALMATY: None}, {"people": "nothing_changed"}),
        ({ASTANA: 1_510_000}, {"reason": "missing"}),
        ({ASTANA: None}, {"reason": "missing"}),
        ({"711000000": 5}, {"people.711000000": "unknown"}),
        ({ALMATY: 0}, {f"people.{ALMATY}": "out_of_range"}),
    ):
        with pytest.raises(Invalid) as refused:
            statistics.enter(people)
        assert refused.value.errors == errors
    assert Population.objects.count() == 1


def test_a_day_and_a_source_that_cannot_be_are_not_taken(statistics: Statistics) -> None:
    with pytest.raises(Invalid) as refused:
        statistics.enter({ASTANA: 1}, date(2026, 6, 2), source=Source(" ", date(2026, 6, 2), "ftp://x"))
    assert refused.value.errors == {
        "day": "out_of_range",
        "source_title": "missing",
        "source_date": "in_future",
        "source_address": "no_address",
    }


def test_a_region_that_did_not_exist_has_no_number_and_old_borders_give_none(statistics: Statistics) -> None:
    with pytest.raises(Invalid) as refused:
        statistics.enter({ABAI: 600_000}, date(2022, 1, 1))
    assert refused.value.errors == {f"people.{ABAI}": "unknown"}


def test_a_repeated_command_is_answered_with_the_first_result(statistics: Statistics) -> None:
    command = statistics.command(statistics.coordinator.id)
    first = enter_population(command, DAY, {ASTANA: 1_500_000}, SOURCE)
    again = enter_population(command, DAY, {ASTANA: 1_500_000}, SOURCE)
    assert (again.result, again.repeated) == (first.result, True)
    assert Change.objects.filter(action="national.enter_population").count() == 1


def test_only_the_coordinator_enters(statistics: Statistics) -> None:
    analyst = statistics.account("analyst", Role.MINISTRY_OFFICER)
    with pytest.raises(Denied):
        enter_population(statistics.command(analyst.id), DAY, {ASTANA: 1}, SOURCE)


def test_the_database_refuses_two_numbers_for_one_region_and_day(statistics: Statistics) -> None:
    statistics.enter({ASTANA: 1_500_000})
    row = Population.objects.get()
    twin = Population(
        region=ASTANA, people=1, source_title="x", source_date=DAY, valid_from=DAY, valid_to=DAY + timedelta(days=1),
        line=statistics.coordinator.id, change=row.change, known_from=row.known_from,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()
