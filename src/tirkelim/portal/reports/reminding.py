"""Reminding whoever makes reports of a month that is over and not reported: derived from the days, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tirkelim.identity.models import Account
from tirkelim.identity.policy import may, roles
from tirkelim.national.models import ReportKind, ReportOrder
from tirkelim.national.reports.making import MAKE, due_months, report_due_on
from tirkelim.national.reports.orders import UNDER_WAY
from tirkelim.national.reports.words import month_name
from tirkelim.portal.navigation import start_page


class Reminder(NamedTuple):
    """The oldest month that is to be reported; `days_left` below nought where its day is over. `more`: other months."""

    month: date
    name: str
    due_on: date
    days_left: int
    more: int

    @property
    def days_over(self) -> int:
        """Days since its day."""
        return -self.days_left


def reminder(request: HttpRequest) -> Reminder | None:
    """What stands above the first page of whoever makes reports, and above the list of reports; None: nothing does."""
    account, today = getattr(request, "user", None), timezone.localdate()
    if not isinstance(account, Account) or request.path not in (reverse("reports"), start_page(roles(account, today))):
        return None
    return due(today) if may(account, MAKE, None, on=today) else None


def due(today: date) -> Reminder | None:
    """The oldest of the months that are to be reported and are not being counted."""
    months = due_months(today)
    if not months:
        return None
    under_way = ReportOrder.objects.filter(kind=ReportKind.MONTH, state__in=UNDER_WAY, first_day__in=months)
    left = sorted(set(months) - set(under_way.values_list("first_day", flat=True)))
    if not left:
        return None
    due_on = report_due_on(left[0])
    return Reminder(left[0], month_name(left[0]), due_on, (due_on - today) // timedelta(days=1), len(left) - 1)
