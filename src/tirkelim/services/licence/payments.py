"""The fee of an application: the sum of a day, its orders, what was paid, and what is given back (59/2020 ann.1 row 6;
readings L1, L15).

The payment system is asked outside the transaction (``settling.py``); a command brings its answer, and the step checks
it once more. A fee is counted once a case: the row of the case and the unique column both see to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases import steps as standard
from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem, StepFunction
from tirkelim.cases.states import DECIDED_STATES, State
from tirkelim.cases.steps import Step
from tirkelim.gateway.answer import Outcome
from tirkelim.journal.models import JournalEntry
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_59_licence.documents import DUPLICATE
from tirkelim.law.standards.fees import Fee, fee_on
from tirkelim.law.standards.services import Action, Service
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.held import held_for, original_is_paper
from tirkelim.services.licence.models import Payment, PaymentOrder, Refund, RefundReason

# --- what is due and what was paid ---


def fee_for(action: Action, day: date, book: LawBook) -> Fee:
    """The fee of an action by the index in force on the day of payment."""
    return fee_on(Service.LICENCE, action, day, book)


def action_of(case: Case) -> Action | None:
    """What the application asks for: as sent, else as its draft says; None while that is not said."""
    return Action(case.action) if case.action else read_answers(case.draft.data).action


def fee_of(case: Case, day: date) -> Fee | None:
    """The fee of an application on a day; None while it is not said what is asked for."""
    action = action_of(case)
    return None if action is None else fee_for(action, day, current_book())


def counted_payment(case: Case) -> Payment | None:
    """The payment that is the fee of this application; None where nothing was paid, or it is given back."""
    return Payment.objects.filter(counted_for=case, refund__isnull=True).select_related("order").first()


def open_orders(case: Case) -> tuple[PaymentOrder, ...]:
    """The orders of an application of which no payment is known, oldest first: any of them may have been paid."""
    return tuple(PaymentOrder.objects.filter(case=case, payment__isnull=True).order_by("change__at", "pk"))


def standing_order(case: Case, today: date) -> PaymentOrder | None:
    """The order by which the fee can be paid today. An order of another day, or with another sum, is none: the sum is
    that of the day of payment."""
    due = fee_of(case, today)
    orders = [order for order in open_orders(case) if due and (order.for_day, order.tenge) == (today, due.tenge)]
    return orders[-1] if orders else None


def payments_of(case: Case) -> tuple[Payment, ...]:
    """All payments of an application, the oldest first, with what is given back."""
    found = Payment.objects.filter(order__case=case).select_related("order", "refund")
    return tuple(found.order_by("paid_at", "pk"))


# --- beginning ---


def start_payment(step: Step) -> dict[str, str]:
    """Fix the sum of today in an order. A second time on the same day gives the same order."""
    today = localdate(step.now)
    due, tenge, index = _due(step, today)
    standing = standing_order(step.case, today)
    if standing is not None:
        step.record = {"order": standing.id, "again": True}
        return {"order": str(standing.id)}
    order = PaymentOrder.objects.create(
        case=step.case, tenge=tenge, fee_mci=due, mci=index, for_day=today, change=step.change
    )
    step.record = {"order": order.id, "tenge": tenge, "fee_mci": due, "mci": index, "for_day": today}
    return {"order": str(order.id)}


def _due(step: Step, today: date) -> tuple[Decimal, Decimal, int]:
    """Indices due, the sum, and the index of the day."""
    if counted_payment(step.case) is not None:
        raise Refused(Problem("fee_paid_already"))
    due = fee_of(step.case, today)
    if due is None:
        raise Refused(Problem("action_missing"))
    if is_of_electronic(step.case, today):
        raise Refused(Problem("no_duplicate_of_electronic"))
    if due.is_free:
        raise Refused(Problem("nothing_due"))
    if due.tenge is None or due.index is None:
        raise Refused(Problem("index_unknown", params=(("day", today),)))
    return due.mci_count, due.tenge, due.index


def is_of_electronic(case: Case, day: date) -> bool:
    """Whether a duplicate is asked for of what was never on paper: it will not be given (reading L6), so no fee is
    taken for it."""
    action = action_of(case)
    if action is None or action not in DUPLICATE:
        return False
    held = held_for(case, read_answers(case.draft.data).held, day)
    return held is not None and not original_is_paper(action, held)


def save_draft(step: Step) -> dict[str, str]:
    """Keep what was typed; but what is asked for stays as it is once its fee is paid."""
    asked = step.body["data"].get("request")
    if asked is not None and counted_payment(step.case) is not None:
        wanted = read_answers({"request": asked}).action
        if wanted is not action_of(step.case):
            raise Refused(Problem("fee_paid_for_another", "action"))
    return standard.save_draft(step)


# --- confirming ---


class Confirmed(NamedTuple):
    """What the payment system says of one order."""

    order: UUID
    reference: str
    tenge: Decimal
    paid_at: datetime


def confirm_payment(step: Step) -> dict[str, str]:
    """Write down a payment that the payment system confirmed; the same confirmation twice is the same."""
    payment = _take(step, _confirmed(step.body))
    step.record = _as_recorded(payment)
    return {"order": str(payment.order_id), "refund": _refund_of(payment)}


def check_payment(step: Step) -> dict[str, str]:
    """The officer asked the payment system about every open order: what it confirmed is written down."""
    answers = list(step.body.get("answers", ()))
    if not answers:
        raise Refused(Problem("no_payment_begun"))
    confirmed = [_confirmed(answer) for answer in answers if answer.get("outcome") == Outcome.FOUND]
    taken = [_take(step, one) for one in confirmed]
    step.record = {
        "answers": {str(answer["order"]): str(answer["outcome"]) for answer in answers},
        "payments": [_as_recorded(payment) for payment in taken],
    }
    return {"found": str(len(taken))}


def _confirmed(said: Mapping[str, Any]) -> Confirmed:
    """The answer as a command carries it. Raises Refused for one that makes no sense."""
    try:
        found = Confirmed(
            UUID(str(said["order"])),
            str(said["reference"]),
            Decimal(str(said["tenge"])),
            datetime.fromisoformat(str(said["paid_at"])),
        )
    except (KeyError, ValueError, InvalidOperation):
        raise Refused(Problem("bad_confirmation")) from None
    if not found.reference.strip() or not found.tenge.is_finite() or found.tenge <= 0 or found.paid_at.tzinfo is None:
        raise Refused(Problem("bad_confirmation"))
    return found


def _take(step: Step, said: Confirmed) -> Payment:
    order = PaymentOrder.objects.filter(case=step.case, pk=said.order).first()
    if order is None:
        raise Refused(Problem("no_such_order"))
    known = Payment.objects.filter(order=order).select_related("refund").first()
    if known is not None:
        if known.reference != said.reference:
            raise Refused(Problem("order_paid_before"))
        return known
    if Payment.objects.filter(reference=said.reference).exists():
        raise Refused(Problem("reference_known"))
    reason = _given_back_for(step.case, order, said)
    payment = Payment.objects.create(
        order=order,
        reference=said.reference,
        tenge=said.tenge,
        paid_at=said.paid_at,
        counted_for=None if reason else step.case,
        change=step.change,
    )
    if reason:
        Refund.objects.create(payment=payment, reason=reason, change=step.change)
    return payment


def _given_back_for(case: Case, order: PaymentOrder, said: Confirmed) -> RefundReason | None:
    """Why a payment that is only now known does not become the fee; None: it does (reading L15)."""
    if Payment.objects.filter(counted_for=case).exists():
        return RefundReason.PAID_TWICE
    if not _is_the_sum(case, order, said):
        return RefundReason.WRONG_SUM
    ended_at = _ended_at(case)
    if ended_at is not None and said.paid_at > ended_at:
        return RefundReason.BEFORE_ACCEPTANCE  # nothing is accepted any more for which it could be the fee
    if case.state == State.WITHDRAWN and ended_at is not None and not _is_accepted(case, localdate(ended_at)):
        return RefundReason.BEFORE_ACCEPTANCE
    return None


def _is_the_sum(case: Case, order: PaymentOrder, said: Confirmed) -> bool:
    """Whether it is the sum of its order, and that of the day on which it was paid. Where the index of that day is not
    known the officer looks at it."""
    due = fee_of(case, localdate(said.paid_at))
    return said.tenge == order.tenge and due is not None and due.tenge in (None, said.tenge)


def _ended_at(case: Case) -> datetime | None:
    """When the application was decided or taken back; None while it goes on."""
    if case.state in DECIDED_STATES:
        newest = case.decisions.select_related("change").order_by("-seq").first()
        return None if newest is None else newest.change.at
    if case.state != State.WITHDRAWN:
        return None
    entry = JournalEntry.objects.filter(stream=case.stream, kind="withdraw").select_related("change").last()
    return None if entry is None else entry.change.at


def _as_recorded(payment: Payment) -> dict[str, Any]:
    return {
        "order": payment.order_id,
        "reference": payment.reference,
        "tenge": payment.tenge,
        "paid_at": payment.paid_at,
        "refund": _refund_of(payment),
    }


def _refund_of(payment: Payment) -> str:
    """Why it is given back; "" where it is not."""
    refund: Refund | None = Refund.objects.filter(payment=payment).first()
    return "" if refund is None else refund.reason


# --- giving back ---


def is_given_back(case: Case, day: date) -> bool:
    """Whether the fee goes back where the application is taken back on this day: one that was never sent, or whose day
    of acceptance has not come (reading L15)."""
    return not _is_accepted(case, day)


def give_back_on_withdrawal(step: Step) -> None:
    """Order the fee to be given back, as part of taking the application back."""
    payment = counted_payment(step.case)
    if payment is not None and is_given_back(step.case, localdate(step.now)):
        Refund.objects.create(payment=payment, reason=RefundReason.BEFORE_ACCEPTANCE, change=step.change)


def _is_accepted(case: Case, day: date) -> bool:
    """Whether the application was accepted by a day. One that a complaint reopened was, whatever day its new clock
    names."""
    if case.decisions.exclude(outcome="declined").exists():
        return True
    return case.accepted_on is not None and case.accepted_on <= day


STEPS: dict[str, StepFunction] = {
    work.__name__: work for work in (start_payment, confirm_payment, check_payment, save_draft)
}
"""By the name of the command in the table."""
