"""A report that is asked for is made in the background, once, whoever dies meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError
from django.utils import translation
from tests.national.reports.test_making import APRIL, MARCH, Ministry

from tirkelim.identity.accounts import revoke_role
from tirkelim.identity.models import RoleGrant
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command
from tirkelim.journal.models import JournalEntry
from tirkelim.national.models import OrderState, Report, ReportOrder
from tirkelim.national.reports import making, orders, picturing
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.orders import order_month, order_request
from tirkelim.national.reports.sight import figures_of
from tirkelim.national.reports.words import Names
from tirkelim.national.taking import locked
from tirkelim.national.work import work
from tirkelim.register.commands.writing import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    found = Ministry()
    with time_machine.travel(APRIL + timedelta(minutes=5), tick=True):
        yield found


def fail(name: str, failure: Exception) -> None:
    raise failure


def asked(ministry: Ministry) -> ReportOrder:
    """The report of March, asked for."""
    done = order_month(ministry.command(ministry.coordinator.id), MARCH)
    return ReportOrder.objects.get(pk=done.result["order"])


def test_asking_answers_at_once_and_the_worker_makes_it(ministry: Ministry) -> None:
    order = asked(ministry)
    assert Report.objects.count() == 0
    assert JournalEntry.objects.filter(stream=f"report_order:{order.id}", kind="report_ordered").count() == 1
    assert work(fail) == 1
    order.refresh_from_db()
    assert order.state == OrderState.DONE
    assert order.report == Report.objects.get(number="2026-03/1")
    assert order.report.change.actor == ministry.coordinator.id
    assert work(fail) == 0


def test_the_same_command_asks_once(ministry: Ministry) -> None:
    command = ministry.command(ministry.coordinator.id)
    one, other = order_month(command, MARCH), order_month(command, MARCH)
    assert one.result == other.result
    work(fail)
    assert order_month(command, MARCH).result == one.result
    assert work(fail) == 0
    assert Report.objects.count() == 1


def test_what_cannot_be_made_is_refused_at_once(ministry: Ministry) -> None:
    with pytest.raises(Invalid):
        order_month(ministry.command(ministry.coordinator.id), date(2026, 4, 1))
    with pytest.raises(Invalid):
        order_request(ministry.command(ministry.coordinator.id), date(2026, 3, 9), date(2026, 3, 8), Filters())
    for actor in (uuid4(), None):
        with pytest.raises(Denied):
            order_month(Command(uuid4(), actor, APRIL), MARCH)


def test_a_report_on_request_keeps_its_filters(ministry: Ministry) -> None:
    filters = Filters(organisation=ministry.clinic)
    order_request(ministry.command(ministry.coordinator.id), date(2026, 3, 2), date(2026, 3, 9), filters)
    work(fail)
    assert Report.objects.get().filters == {"organisation": str(ministry.clinic)}


def test_a_worker_that_dies_after_the_report_leaves_one_report(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = asked(ministry)

    def dies(report: Report) -> None:
        raise OperationalError

    with monkeypatch.context() as dying:
        dying.setattr(orders, "draw_all", dies)
        dying.setattr(orders, "_draw", lambda report, failed: dies(report))
        with pytest.raises(OperationalError):
            work(fail)
    order.refresh_from_db()
    assert order.state == OrderState.COUNTING
    assert work(fail) == 1
    order.refresh_from_db()
    assert order.state == OrderState.DONE
    assert Report.objects.count() == 1


def test_a_worker_that_dies_while_counting_leaves_nothing(ministry: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(ministry)
    with monkeypatch.context() as dying:
        dying.setattr(making, "count", lambda *given: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            work(fail)
    assert Report.objects.count() == 0
    assert work(fail) == 1
    assert Report.objects.count() == 1


def test_two_workers_do_not_count_one_report(ministry: Ministry, settings: Any) -> None:
    order = asked(ministry)
    with locked(Path(settings.MEDIA_ROOT) / "reports" / str(order.id)) as mine:
        assert mine
        assert work(fail) == 0
    assert work(fail) == 1
    assert not (Path(settings.MEDIA_ROOT) / "reports" / str(order.id)).exists()


def test_what_stops_a_count_is_told_and_the_next_goes_on(ministry: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = asked(ministry)
    told: list[str] = []
    with monkeypatch.context() as wrong:
        wrong.setattr(making, "count", lambda *given: 1 / 0)
        work(lambda name, failure: told.append(f"{name}: {type(failure).__name__}"))
    broken.refresh_from_db()
    assert (broken.state, broken.failure, told) == (OrderState.FAILED, "broken", ["a report: ZeroDivisionError"])
    asked(ministry)
    assert work(fail) == 1
    assert Report.objects.count() == 1


def test_a_right_that_was_taken_meanwhile_counts(ministry: Ministry) -> None:
    order = asked(ministry)
    grant = RoleGrant.objects.get(account=ministry.coordinator)
    revoke_role(Command(uuid4(), None, APRIL + timedelta(minutes=1)), grant.id, date(2026, 1, 1))
    work(fail)
    order.refresh_from_db()
    assert (order.state, order.failure) == (OrderState.FAILED, "denied")


def test_charts_are_drawn_before_anybody_looks(ministry: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(ministry)
    work(fail)
    report = Report.objects.get()
    monkeypatch.setattr("tirkelim.national.reports.drawing._drawn", lambda *given: pytest.fail("drawn at first view"))
    figures = figures_of(report)
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            names = Names(report.closing_on, report.known_at, language)
            assert [one for dimension in picturing.DRAWN for one in picturing.drawings(dimension, figures.rows, names)]


def test_charts_that_cannot_be_drawn_stop_nothing(ministry: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(ministry)
    monkeypatch.setattr(orders, "draw_all", lambda report: 1 / 0)
    told: list[str] = []
    work(lambda name, failure: told.append(name))
    assert told == ["the charts of a report"]
    assert ReportOrder.objects.get().state == OrderState.DONE
