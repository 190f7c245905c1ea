"""The officer asks the payment system about the open orders of an application."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tirkelim.cases.engine import execute
from tirkelim.gateway.answer import Outcome
from tirkelim.portal.desk.access import commands_of, desk_case, room
from tirkelim.portal.desk.outcomes import settle
from tirkelim.portal.edge import account_of, case_command, now
from tirkelim.services.licence.settling import ask_open_orders


@room("POST")
def check_payment(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask again; what is confirmed is written down with the answer."""
    moment = now()
    found = desk_case(request, case, moment, "case.read", "case.record_finding")
    wanted = case_command(request, "check_payment", found.id, moment)
    # Checked before anyone is asked: a stranger's click, or one on an old page, must not reach another system.
    asks = "check_payment" in commands_of(request, found, moment) and wanted.version == found.version
    asked = ask_open_orders(found, moment) if asks else ()
    wanted = wanted._replace(body={"answers": [one.as_said() for one in asked]})
    outcomes = {one.answer.outcome for one in asked}
    done = _("The payment system knows of no payment.")
    if Outcome.FOUND in outcomes:
        done = _("The payment system has confirmed a payment.")
    elif Outcome.UNAVAILABLE in outcomes:
        done = _("The payment system does not answer. Ask again later.")
    return settle(request, found, execute(wanted, account_of(request)), done)
