"""Asking for a report, which is counted in the background, and the work on what was asked for.

An order is a command of the person; the report is made by another command in that person's name, whose id follows from
the first. So an order asked for twice, or taken up again after its worker died, makes one report.
"""

from __future__ import annotations

import logging
import shutil
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from tirkelim.identity.policy import Denied, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.national.models import OrderState, Report, ReportKind, ReportOrder
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.making import MAKE, Unbalanced, check_days, make_month, make_request, month_days
from tirkelim.national.reports.picturing import draw_all
from tirkelim.national.taking import Told, locked
from tirkelim.register.commands.writing import today

UNDER_WAY = (OrderState.WAITS, OrderState.COUNTING)
log = logging.getLogger(__name__)


def order_month(command: Command, month: date) -> Done:
    """Ask for the report of a month; result {"order": id}. Raises Denied, Invalid as `making.make_month`."""
    return _order(command, ReportKind.MONTH, *month_days(command, month), Filters())


def order_request(command: Command, first_day: date, closing_on: date, filters: Filters) -> Done:
    """Ask for a report on request; result {"order": id}. Raises Denied, Invalid as `making.make_request`."""
    check_days(command, first_day, closing_on)
    return _order(command, ReportKind.REQUEST, first_day, closing_on, filters)


def work(failed: Told) -> int:
    """Make what was asked for and waits; how many reports there were. What stops one is told to `failed`, and the
    others go on."""
    waiting = list(ReportOrder.objects.filter(state__in=UNDER_WAY).order_by("asked_at"))
    return len([order for order in waiting if _take(order, failed)])


def order_stream(order: UUID) -> str:
    """Name of the journal stream of an order."""
    return f"report_order:{order}"


def _order(command: Command, kind: ReportKind, first_day: date, closing_on: date, filters: Filters) -> Done:
    account = command.actor
    require_actor(account, MAKE, None, on=today(command))
    if account is None:
        raise Denied(MAKE)  # a report is made in somebody's name
    content = {"kind": kind, "first_day": first_day, "closing_on": closing_on, "filters": filters.stored()}

    def work(made: Change) -> Result:
        order = ReportOrder.objects.create(
            id=uuid5(command.id, "report order"), account=account, asked_at=made.at, touched_at=made.at, **content
        )
        append(order_stream(order.id), made, "report_ordered", content)
        return {"order": str(order.id)}

    return once(command, "report.order", content, work)


def _take(order: ReportOrder, failed: Told) -> bool:
    """Make a report, unless somebody else does."""
    place = Path(settings.MEDIA_ROOT) / "reports" / str(order.id)
    with locked(place) as mine:
        if not mine:
            return False
        order.refresh_from_db()
        if order.state in UNDER_WAY:
            _move(order, state=OrderState.COUNTING)
            _make(order, failed)
    # Only a lock lay there, and nobody takes up again what is over.
    shutil.rmtree(place, ignore_errors=True)
    return True


def _make(order: ReportOrder, failed: Told) -> None:
    try:
        report = _report(order)
    except OperationalError:
        raise  # the database is away or busy: the order stands as it is, and is taken up again
    except Denied:
        _move(order, state=OrderState.FAILED, failure="denied")
    except Unbalanced as refused:
        # A report that is wrong is not frozen; it can be made as soon as the fault is mended.
        log.error("a report was not stored: %s", refused)
        _move(order, state=OrderState.FAILED, failure="unbalanced")
    except Exception as failure:  # a mistake of ours must not be repeated for ever
        failed("a report", failure)
        _move(order, state=OrderState.FAILED, failure="broken")
    else:
        _draw(report, failed)
        _move(order, state=OrderState.DONE, report=report)


def _report(order: ReportOrder) -> Report:
    """Make it now, in the name of who asked, or find it where it was made before."""
    command = Command(uuid5(order.id, "make"), order.account, timezone.now())
    if order.kind == ReportKind.MONTH:
        done = make_month(command, order.first_day)
    else:
        done = make_request(command, order.first_day, order.closing_on, Filters.read(order.filters))
    return Report.objects.get(pk=UUID(done.result["report"]))


def _draw(report: Report, failed: Told) -> None:
    """Charts are drawn before anybody looks; one that cannot be drawn is tried again at its first view."""
    try:
        draw_all(report)
    except Exception as failure:
        failed("the charts of a report", failure)


def _move(order: ReportOrder, **values: object) -> None:
    for name, value in {**values, "touched_at": timezone.now()}.items():
        setattr(order, name, value)
    order.save(update_fields=[*values, "touched_at"])
