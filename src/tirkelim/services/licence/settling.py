"""Asking the payment system about the open orders of an application, and writing down what it confirms."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from tirkelim.cases.command import CaseCommand, Stale
from tirkelim.cases.command import Outcome as Ended
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.gateway.answer import Answer, Outcome
from tirkelim.gateway.payment_record import PaymentRecord
from tirkelim.gateway.payments import payment_state
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command
from tirkelim.services.licence.models import PaymentOrder
from tirkelim.services.licence.payments import open_orders

TRIES = 5
"""How often a confirmation is repeated when something else happens to the application at the same moment."""


class Asked(NamedTuple):
    """An order and what the payment system says of it."""

    order: PaymentOrder
    answer: Answer[PaymentRecord]

    def as_said(self) -> dict[str, Any]:
        """The answer as a command carries it."""
        said = {"order": str(self.order.pk), "outcome": self.answer.outcome.value}
        for record in self.answer.found:
            said |= {
                "reference": record.reference,
                "tenge": str(record.tenge),
                "paid_at": record.paid_at.isoformat(),
            }
        return said


def ask_open_orders(case: Case, now: datetime) -> tuple[Asked, ...]:
    """What the payment system says of every order that is not known to be paid. Call it outside a transaction."""
    return tuple(Asked(order, payment_state(order.pk, now)) for order in open_orders(case))


def settle(case: Case, account: Account, now: datetime) -> tuple[Asked, ...]:
    """Ask, and write every confirmed payment down in the name of the account; says what was answered.

    Asking twice writes nothing twice. The version of the application matters to nobody here: a payment is a fact.
    """
    asked = ask_open_orders(case, now)
    for one in asked:
        if one.answer.outcome is Outcome.FOUND:
            confirm(case.id, account, now, one)
    return asked


def confirm(case: UUID, account: Account, now: datetime, asked: Asked) -> Ended:
    """Write one confirmed payment down; repeated where something else was quicker."""
    outcome: Ended = Stale(case, "version")
    for _ in range(TRIES):
        version = Case.objects.values_list("version", flat=True).get(pk=case)
        command = Command(uuid4(), account.id, now)
        outcome = execute(CaseCommand("confirm_payment", case, version, command, asked.as_said()), account)
        if not isinstance(outcome, Stale):
            break
    return outcome
