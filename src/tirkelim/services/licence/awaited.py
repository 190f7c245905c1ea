"""Whether a payment that was begun may still turn out to be made: then nobody can say that nothing was paid."""

from __future__ import annotations

import json
from datetime import date

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.gateway.answer import Outcome
from tirkelim.journal.models import JournalEntry
from tirkelim.services.licence.payments import open_orders


def is_awaited(case: Case, today: date) -> bool:
    """Whether an order is open of which the payment system did not say, when the officer asked today, that it is
    unpaid. A system that did not answer says nothing, and what it said on an earlier day may not be so any more."""
    orders = open_orders(case)
    if not orders:
        return False
    said = _said_on(case, today)
    return any(said.get(str(order.id)) != Outcome.NOT_FOUND.value for order in orders)


def _said_on(case: Case, day: date) -> dict[str, str]:
    """What the payment system said of each order at the officer's last question; {} where nobody asked on the day."""
    checks = JournalEntry.objects.filter(stream=case.stream, kind="check_payment").select_related("payload", "change")
    newest = checks.order_by("-seq").first()
    if newest is None or localdate(newest.change.at) != day or not newest.payload.body:
        return {}
    answers: dict[str, str] = json.loads(newest.payload.body).get("answers", {})
    return answers
