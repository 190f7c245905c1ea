"""Reports: made, numbered, frozen, recounted after whatever becomes known later, and shown to those who may see."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import Office
from tests.national.reports.histories import CLOSING, FIRST, History

from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command, TimeClosed
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.temporal import OutOfOrder
from tirkelim.national.models import Report, ReportFigure
from tirkelim.national.reports.counting import count
from tirkelim.national.reports.differences import Cause, differences, people_behind
from tirkelim.national.reports.figures import ALL_KEY, Dimension, Figure, Filters, Measure
from tirkelim.national.reports.making import (
    due_months,
    figures_for,
    figures_of,
    make_month,
    make_request,
    recount,
    report_due_on,
    reports_for,
    timely,
)
from tirkelim.register import commands
from tirkelim.register.commands.writing import Invalid

APRIL = datetime(2026, 4, 8, 6, tzinfo=UTC)
MARCH = date(2026, 3, 1)
ASTANA, ABAI = "710000000", "100000000"


class Ministry(Office):
    """Two organisations in two regions, three workers, and the officers who make and read reports."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic, self.far = self.organisation("Емхана"), self.organisation("Аурухана", ABAI)
        self.people = [self.person(name) for name in ("Ахметов", "Сейітова", "Омаров")]
        self.jobs = [
            self.job(self.people[0], self.clinic, date(2020, 1, 1)),
            self.job(self.people[1], self.clinic, date(2026, 3, 2)),
            self.job(self.people[2], self.far, date(2020, 1, 1)),
        ]
        commands.leave(self.command(), self.jobs[0], left_on=date(2026, 3, 9), reason="retirement")
        self.coordinator = self.account("coordinator", Role.NATIONAL_COORDINATOR)
        self.now = APRIL

    def made(self, month: date = MARCH) -> Report:
        """The report of a month, made now."""
        done = make_month(self.command(self.coordinator.id), month)
        return Report.objects.get(pk=done.result["report"])

    def reader(self, role: Role, **where: object) -> Account:
        """An account that reads."""
        return self.account(role.value, role, **where)


@pytest.fixture
def ministry(db: None) -> Ministry:
    return Ministry()


def test_a_month_is_counted_numbered_and_frozen(ministry: Ministry) -> None:
    report = ministry.made()
    figures = figures_of(report)
    whole = {measure: figures.whole(measure) for measure in (Measure.OPENING, Measure.HIRED, Measure.CLOSING)}
    assert report.number == "2026-03/1"
    assert (report.first_day, report.closing_on) == (MARCH, date(2026, 3, 31))
    assert whole == {Measure.OPENING: 2, Measure.HIRED: 1, Measure.CLOSING: 2}
    assert figures.left() == figures.whole("left.retirement") == 1
    assert figures.get(Dimension.REGION, ASTANA, Measure.CLOSING) == 1
    assert report.digest == figures.digest() == recount(report).digest()
    assert JournalEntry.objects.filter(stream=f"report:{report.id}", kind="report_made").count() == 1


def test_what_became_known_in_the_month_is_told(ministry: Ministry) -> None:
    """The job of 2 March was entered on that day; those of 2020 before the wording of the term that is held."""
    figures = figures_of(ministry.made())
    assert figures.whole(Measure.REGISTERED) == 3
    assert figures.whole(Measure.LATE_ENTRIES) == 0


def test_a_late_entry_is_counted_where_it_was_made(ministry: Ministry) -> None:
    ministry.now = datetime(2026, 3, 20, 6, tzinfo=UTC)
    ministry.job(ministry.person("Кеш"), ministry.far, date(2026, 3, 11))
    ministry.now = APRIL
    figures = figures_of(ministry.made())
    assert figures.whole(Measure.LATE_ENTRIES) == 1
    assert figures.get(Dimension.REGION, ABAI, Measure.LATE_ENTRIES) == 1


def test_the_moment_of_a_report_is_closed(ministry: Ministry) -> None:
    report = ministry.made()
    with pytest.raises((TimeClosed, OutOfOrder)):
        commands.leave(
            Command(uuid4(), None, report.known_at), ministry.jobs[2], left_on=date(2026, 3, 30), reason="own_wish"
        )


def test_a_month_made_anew_takes_the_place_of_the_first_and_both_stay(ministry: Ministry) -> None:
    first = ministry.made()
    ministry.later(hours=1)
    commands.leave(ministry.command(), ministry.jobs[2], left_on=date(2026, 3, 30), reason="own_wish")
    ministry.later(hours=1)
    second = ministry.made()
    assert (second.number, second.supersedes_id) == ("2026-03/2", first.id)
    assert figures_of(first).whole(Measure.CLOSING) == 2
    assert figures_of(second).whole(Measure.CLOSING) == 1
    assert recount(first).digest() == first.digest
    assert timely(first) is timely(second) is True


def test_the_same_command_makes_one_report(ministry: Ministry) -> None:
    command = ministry.command(ministry.coordinator.id)
    one, other = make_month(command, MARCH), make_month(command, MARCH)
    assert one.result == other.result
    assert other.repeated
    assert Report.objects.count() == 1


def test_a_month_that_is_not_over_is_not_reported(ministry: Ministry) -> None:
    with pytest.raises(Invalid) as found:
        make_month(ministry.command(ministry.coordinator.id), date(2026, 4, 1))
    assert found.value.errors == {"month": "not_over"}


@pytest.mark.parametrize(
    ("first", "closing", "error"),
    [(date(2026, 3, 9), date(2026, 3, 8), "before_first_day"), (date(2026, 3, 9), date(2026, 4, 8), "not_over")],
)
def test_days_of_a_request_are_over_and_in_order(ministry: Ministry, first: date, closing: date, error: str) -> None:
    with pytest.raises(Invalid) as found:
        make_request(ministry.command(ministry.coordinator.id), first, closing, Filters())
    assert found.value.errors == {"closing_on": error}


def test_only_the_coordinator_makes_reports(ministry: Ministry) -> None:
    for role in (Role.MINISTRY_OFFICER, Role.HR_OFFICER):
        where = {"organisation": ministry.clinic} if role is Role.HR_OFFICER else {}
        with pytest.raises(Denied):
            make_month(ministry.command(ministry.reader(role, **where).id), MARCH)


def test_a_request_is_about_any_days_and_any_part(ministry: Ministry) -> None:
    filters = Filters(organisation=ministry.clinic, sex="female")
    done = make_request(ministry.command(ministry.coordinator.id), date(2026, 3, 2), date(2026, 3, 8), filters)
    report = Report.objects.get(pk=done.result["report"])
    assert report.number == "2026-R/1"
    assert Filters.read(report.filters) == filters
    assert figures_of(report).keys(Dimension.ORGANISATION) == (str(ministry.clinic),)
    assert figures_of(report).whole(Measure.CLOSING) == 2
    assert timely(report) is None


def test_whoever_reads_sees_what_is_theirs(ministry: Ministry) -> None:
    report, today = ministry.made(), date(2026, 4, 8)
    everything = figures_of(report)
    officer = ministry.reader(Role.MINISTRY_OFFICER)
    department = ministry.reader(Role.DEPARTMENT_OFFICER, territory=ABAI)
    head = ministry.reader(Role.HEAD_OF_ORGANISATION, organisation=ministry.clinic)
    stranger = ministry.reader(Role.COMMISSION_MEMBER, territory=ABAI)
    assert figures_for(officer, report, today) == figures_for(ministry.coordinator, report, today) == everything
    regional, own = figures_for(department, report, today), figures_for(head, report, today)
    assert regional is not None
    assert own is not None
    assert regional.keys(Dimension.REGION) == (ABAI,)
    assert regional.keys(Dimension.ORGANISATION) == (str(ministry.far),)
    assert own.keys(Dimension.ORGANISATION) == (str(ministry.clinic),)
    assert {place.dimension for place, _ in own} == {Dimension.ORGANISATION}
    assert figures_for(stranger, report, today) is None
    assert [len(reports_for(one, today)) for one in (officer, department, head, stranger)] == [1, 1, 1, 0]


def test_a_request_about_one_region_is_hidden_from_the_others(ministry: Ministry) -> None:
    command = ministry.command(ministry.coordinator.id)
    make_request(command, MARCH, date(2026, 3, 31), Filters(region=ASTANA))
    near = ministry.account("near", Role.DEPARTMENT_OFFICER, territory=ASTANA)
    far = ministry.account("far", Role.DEPARTMENT_OFFICER, territory=ABAI)
    report, today = Report.objects.get(), date(2026, 4, 8)
    assert list(reports_for(near, today)) == [report]
    assert figures_for(near, report, today) == figures_of(report)
    assert not reports_for(far, today)


def test_the_report_is_due_on_the_tenth_or_the_working_day_before(ministry: Ministry) -> None:
    assert report_due_on(MARCH) == date(2026, 4, 10)
    assert report_due_on(date(2026, 9, 1)) == date(2026, 10, 9)
    assert due_months(date(2026, 4, 8)) == (MARCH,)
    assert timely(ministry.made()) is True
    assert due_months(date(2026, 4, 8)) == ()


def test_a_report_after_the_tenth_is_late(ministry: Ministry) -> None:
    ministry.now = datetime(2026, 4, 11, 6, tzinfo=UTC)
    assert timely(ministry.made()) is False


@pytest.mark.django_db
@given(seed=st.integers(0, 10**9))
@settings(max_examples=10)
def test_what_becomes_known_later_changes_no_report_and_its_differences_are_those_of_a_recount(seed: int) -> None:
    with transaction.atomic():
        history = History(seed, people=5).happen(15)
        history.now = max(history.now, datetime(2026, 3, 3, 6, tzinfo=UTC))
        filters = history.random.choice([Filters(), Filters(region="710000000"), Filters(sex="female")])
        done = make_request(Command(uuid4(), None, history.now), FIRST, CLOSING, filters)
        report = Report.objects.get(pk=done.result["report"])
        known = history.happen(12).now + timedelta(minutes=1)
        assert recount(report) == figures_of(report)
        now = count(FIRST, CLOSING, known, filters)
        found = differences(report, known)
        assert dict(found.counted.values) == {place: value for place, value in now.values.items() if value}
        assert all(one.now != one.then for one in found.figures)
        assert bool(found.figures) <= bool(found.causes)
        for one in found.figures[:1]:
            assert len(people_behind(report, known, one.figure)) >= abs(one.by)
        transaction.set_rollback(True)


def test_a_difference_says_what_caused_it_and_who_is_behind_it(ministry: Ministry) -> None:
    report = ministry.made()
    ministry.later(hours=1)
    late: UUID = ministry.person("Кешіккен")
    ministry.job(late, ministry.clinic, date(2026, 3, 30))
    commands.leave(ministry.command(), ministry.jobs[2], left_on=date(2026, 3, 30), reason="own_wish")
    commands.correct_hiring(ministry.command(), ministry.jobs[1], date(2026, 2, 2))
    found = differences(report, ministry.later(hours=1))
    whole = {one.figure.measure: (one.then, one.now) for one in found.figures if one.figure.dimension == Dimension.ALL}
    assert whole == {"opening": (2, 3), "left.own_wish": (0, 1), "late_entries": (0, 1)}
    assert found.causes == {Cause.LATE_HIRE: 1, Cause.LATE_LEAVING: 1, Cause.CORRECTED_HIRING: 1}
    closing = Figure(Dimension.ORGANISATION, str(ministry.clinic), Measure.CLOSING)
    assert people_behind(report, found.known, closing) == (late,)
    assert found.counted.get(Dimension.ALL, ALL_KEY, Measure.CLOSING) == 2


@pytest.mark.parametrize("model", [Report, ReportFigure])
def test_a_report_and_its_figures_are_not_rewritten(ministry: Ministry, model: type[Report | ReportFigure]) -> None:
    ministry.made()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**({"digest": "0"} if model is Report else {"value": 0}))


def test_a_job_that_was_transferred_since_is_entered_late_once(ministry: Ministry) -> None:
    ministry.now = datetime(2026, 3, 20, 6, tzinfo=UTC)
    job = ministry.job(ministry.person("Кеш"), ministry.far, date(2026, 3, 11))
    commands.transfer(ministry.command(), job, date(2026, 3, 18), {"position": 61})
    ministry.now = APRIL
    assert figures_of(ministry.made()).whole(Measure.LATE_ENTRIES) == 1
