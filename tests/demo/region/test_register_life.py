"""Each story of the national register stands where its text says it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from tests.demo.region.days import DAYS, loaded_on

from tirkelim.demo.inhabitants import WHY
from tirkelim.identity.models import RoleGrant
from tirkelim.identity.territories import territories
from tirkelim.journal.verify import verify_all
from tirkelim.law.book import current_book
from tirkelim.national.models import ImportRun, Report, RunState
from tirkelim.national.population import believed_before, days_entered, population_on
from tirkelim.national.reports.differences import differences
from tirkelim.national.reports.making import due_months, figures_of, recount, timely
from tirkelim.register.duplicates import suspects
from tirkelim.register.worklist_types import Kind
from tirkelim.register.worklists import work_list


@pytest.mark.django_db
@loaded_on(*DAYS)
def test_the_stories_hold_on_any_day(region: datetime) -> None:
    _work_list(region)
    _import()
    _reports(region)
    _population(region)
    assert [pair.why.value for pair in suspects().pairs] == ["same_name"]
    assert verify_all().good


def _work_list(now: datetime) -> None:
    today = localdate(now)
    clinic = RoleGrant.objects.get(account__login="personnel").organisation
    assert clinic is not None
    counts = work_list(clinic, today, now, current_book()).counts()
    for kind in (Kind.OVERDUE, Kind.DIED, Kind.MAIN_ELSEWHERE, Kind.MAIN_WAITS, Kind.MAIN_FREE, Kind.LEAVE_ENDS):
        assert counts[kind] >= 1, kind
    working = current_book().calendar.on_or_before(today) == today
    assert counts[Kind.DUE_TODAY if working else Kind.DUE_SOON] >= 1


def _import() -> None:
    run = ImportRun.objects.get()
    assert run.state == RunState.CHECKED
    assert (run.counts["new"], run.counts["wrong"]) == (6, 4)


def _population(now: datetime) -> None:
    found = population_on(localdate(now), now)
    assert set(found) == {row.kato for row in territories(localdate(now))}
    (day,) = days_entered(now)
    assert [row.closed_by.why for row in believed_before(day, now)] == [WHY]


def _reports(now: datetime) -> None:
    reports = list(Report.objects.order_by("first_day"))
    assert all(timely(report) for report in reports)
    assert all(recount(report) == figures_of(report) for report in reports)
    this = localdate(now).replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    assert (last in due_months(localdate(now))) == (date(2026, 9, 1) == last)
    assert len(reports) in (3, 4)
    assert any(differences(report, now).figures for report in reports)
