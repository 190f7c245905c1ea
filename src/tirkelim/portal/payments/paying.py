"""Paying the fee of an application: what is due before paying, the way to the bank and back, the receipt.

The payment system is asked outside any transaction. Coming back from the bank proves nothing: only what the payment
system itself says is written down.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Applied, Repeated
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.payments import begin_payment
from tirkelim.law.standards.fees import Fee
from tirkelim.law.standards.services import Action
from tirkelim.portal.advisor.ask import put, views
from tirkelim.portal.applicant.giving import give
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.licences.access import may_write, own_case
from tirkelim.portal.payments.fee import ACTIONS, making
from tirkelim.portal.payments.words import REFUNDS, sentences, tenge
from tirkelim.portal.rooms import private_room
from tirkelim.portal.show import FindingView, Link
from tirkelim.services.licence.models import Payment, PaymentOrder
from tirkelim.services.licence.payments import (
    action_of,
    counted_payment,
    fee_of,
    is_given_back,
    open_orders,
    payments_of,
    standing_order,
)
from tirkelim.services.licence.settling import Asked, settle
from tirkelim.services.licence.table import PAYABLE

CONFLICT = 409
REFUSED = "refused"
"""What the bank adds to the return address when it refused: it only chooses words, never what is written."""


class Receipt(NamedTuple):
    """A payment as shown; ``refund`` says why it is given back, "" where it is not."""

    sum: str
    paid_at: datetime
    reference: str
    refund: str


@private_room("GET")
def payment_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """What is due, or what was paid."""
    moment = now()
    found = own_case(request, case, moment)
    return render(request, "portal/payments/payment.html", _context(request, found, moment))


@private_room("POST")
def start(request: HttpRequest, case: UUID) -> HttpResponse:
    """Fix the sum of today, then lead to the page of the bank."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    outcome = give(request, found, "start_payment", moment)
    if not isinstance(outcome, (Applied, Repeated)):
        for words in sentences(outcome):
            messages.warning(request, words)
        return redirect("payment", case=case)
    order = PaymentOrder.objects.get(pk=outcome.result["order"], case=found)
    if order.for_day != localdate(moment) or Payment.objects.filter(order=order).exists():  # an old page sent again
        return redirect("payment", case=case)
    answer = begin_payment(order.pk, order.tenge, _purpose(found), _return_to(request, found), moment)
    if answer.outcome is Outcome.FOUND:
        return _to_the_bank(request, found, answer.records[0])
    fresh = Case.objects.select_related("draft").get(pk=found.pk)
    context = _context(request, fresh, moment) | {"not_begun": True}
    return render(request, "portal/payments/payment.html", context, status=CONFLICT)


def _to_the_bank(request: HttpRequest, case: Case, page: str) -> HttpResponse:
    """On to the bank. Our pages let no form lead to another site, not even by a redirect: there a link does."""
    if page.startswith("/"):
        return redirect(page)
    context = {"case": case, "page": page, "host": urlsplit(page).hostname, "crumbs": _crumbs(case)}
    return render(request, "portal/payments/to_the_bank.html", context)


@private_room("GET", "POST")
def back(request: HttpRequest, case: UUID) -> HttpResponse:
    """Back from the bank, or asking once more: what the payment system says."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    paid_before = counted_payment(found) is not None
    asked = settle(found, account_of(request), moment)
    if counted_payment(found) is not None:
        if not paid_before:
            messages.success(request, _("The fee is paid."))
        return redirect("payment", case=case)
    fresh = Case.objects.select_related("draft").get(pk=found.pk)
    said = {"said": _said(asked, request.GET.get("bank", ""))}
    return render(request, "portal/payments/payment.html", _context(request, fresh, moment) | said)


def _said(asked: tuple[Asked, ...], bank: str) -> str:
    """How it stands, in one word: unavailable, given_back, refused, not_yet; "" where nothing was begun."""
    outcomes = {one.answer.outcome for one in asked}
    if Outcome.UNAVAILABLE in outcomes:
        return "unavailable"
    if Outcome.FOUND in outcomes:
        return "given_back"
    if not outcomes:
        return ""
    return "refused" if bank == REFUSED else "not_yet"


def _context(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    today = localdate(moment)
    due, paid, standing = fee_of(case, today), counted_payment(case), standing_order(case, today)
    payable = State(case.state) in PAYABLE
    begun = open_orders(case)
    return {
        "case": case,
        "what": dict(ACTIONS).get(action_of(case) or "", ""),
        "due": due,
        "sum": "" if due is None or due.tenge is None else tenge(due.tenge),
        "making": "" if due is None else making(due),
        "law": _law(case, due, today if paid is None else localdate(paid.paid_at)),
        "day": today,
        "is_paid": paid is not None,
        "receipts": [receipt_of(one) for one in payments_of(case)],
        "begun": begun,
        "outdated": [order for order in begun if standing is None or order.for_day != standing.for_day],
        "payable": payable,
        "writes": may_write(request, case, moment),
        "given_back": is_given_back(case, today),
        # Who may have paid is led to asking first, not to paying a second time.
        "ask_kind": "" if begun else "secondary",
        "pay_kind": "secondary" if begun else "",
        "hidden": hidden(case),
        "crumbs": _crumbs(case),
    }


def _law(case: Case, due: Fee | None, day: date) -> list[FindingView]:
    """The rule of the fee with its citation and reading."""
    action = action_of(case)
    if due is None or action is None:
        return []
    asked = put("service.fee", service="licence", action=action.value, paid_on=day)
    return list(views(asked.answer.findings))


def receipt_of(payment: Payment) -> Receipt:
    """A payment as pages show it."""
    refund = getattr(payment, "refund", None)
    reason = "" if refund is None else str(REFUNDS[refund.reason])
    return Receipt(tenge(payment.tenge), payment.paid_at, payment.reference, reason)


def _purpose(case: Case) -> str:
    """What the bank shows: what for, without anything personal."""
    words = {Action(value): text for value, text in ACTIONS}
    action = action_of(case)
    return _("Fee: %(what)s") % {"what": words[action]} if action else ""


def _return_to(request: HttpRequest, case: Case) -> str:
    return request.build_absolute_uri(reverse("payment_back", args=[case.id]))


def _crumbs(case: Case) -> list[Link]:
    try:
        to_case = [Link(_("Application"), reverse("licences_case", args=[case.id]))]
    except NoReverseMatch:
        to_case = []
    return [Link(_("Home"), reverse("home")), *to_case, Link(_("Licence fee"), "")]
