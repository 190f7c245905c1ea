"""Reminding whoever makes reports of the last month, while it is not reported: derived from the days, never stored.

Months before it stand as overdue in the list of reports.
"""

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
    """The month that is to be reported; `days_left` below nought where its day is over."""

    month: date
    name: str
    due_on: date
    days_left: int


def reminder(request: HttpRequest) -> Reminder | None:
    """What stands above the first page of whoever makes reports, and above the list of reports; None: nothing does.
    It does not stand above what was looked for there."""
    if request.method != "GET" or request.GET:
        return None
    account, today = getattr(request, "user", None), timezone.localdate()
    if not isinstance(account, Account) or request.path not in (reverse("reports"), start_page(roles(account, today))):
        return None
    return due(today) if may(account, MAKE, None, on=today) else None


def due(today: date) -> Reminder | None:
    """The last month, where it is not reported and not being counted."""
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    orders = ReportOrder.objects.filter(kind=ReportKind.MONTH, first_day=month, state__in=UNDER_WAY)
    if month not in due_months(today) or orders.exists():
        return None
    due_on = report_due_on(month)
    return Reminder(month, month_name(month), due_on, (due_on - today) // timedelta(days=1))
