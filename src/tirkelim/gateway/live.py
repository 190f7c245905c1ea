"""The state systems behind the ports, over HTTP. Whatever goes wrong is the outcome "unavailable"."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4

from tirkelim.gateway import contract, registry
from tirkelim.gateway.answer import Answer, Basis, Question, Subject, found, unavailable
from tirkelim.gateway.contract import SYSTEMS, VERSION, BadAnswer
from tirkelim.gateway.faults import Fault
from tirkelim.gateway.http import Connection, Unanswered, is_safe
from tirkelim.gateway.payment_record import PaymentRecord
from tirkelim.gateway.records import AnyDataSet, DataSet, HolderDataSet

log = logging.getLogger(__name__)
T = TypeVar("T")


class LiveSource:
    """A state system that answers for one data set, about a person or about whoever applies for a licence."""

    far = True

    def __init__(self, data_set: AnyDataSet, system: Connection) -> None:
        self.data_set = data_set
        self.system = system

    def ask(self, question: Question, now: datetime) -> Answer[Any]:
        """What the system holds about whom the question is about."""

        def ask() -> Answer[Any]:
            body = contract.question_body(question, now)
            said = self.system.post(f"{VERSION}/{self.data_set.value}", body, question=str(question.id))
            records, reference = contract.read_records(self.data_set, question, said)
            return found(records, now, reference)

        return _soundly(self.system, ask, now)


class LiveMobileCitizens:
    """The mobile citizens database. It is asked for the number alone, to send the person a message."""

    def __init__(self, system: Connection) -> None:
        self.system = system

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """The registered number, if there is one."""
        question = Question(subject, Basis.NOTICE, "")

        def ask() -> Answer[str]:
            body = contract.question_body(question, now)
            said = self.system.post(f"{VERSION}/mobile_citizens", body, question=str(question.id))
            number, reference = contract.read_number(question, said)
            return found(() if number is None else (number,), now, reference)

        return _soundly(self.system, ask, now)


class LiveSms:
    """The gateway of short messages."""

    def __init__(self, system: Connection) -> None:
        self.system = system

    def send(self, number: str, text: str, now: datetime, key: str = "") -> Answer[str]:
        """Hand a message over. With a key of its own a message is repeated safely; without, within this call only."""
        correlation = uuid4()

        def ask() -> Answer[str]:
            body = {"correlation": str(correlation), "number": number, "text": text}
            once = key or str(correlation)
            said = self.system.post(f"{VERSION}/sms", body, question=str(correlation), key=once)
            message = contract.read_taken(correlation, said)
            return found((message,), now, message)

        return _soundly(self.system, ask, now)


class LivePayments:
    """The payment gateway. The order's id makes its beginning safe to repeat."""

    def __init__(self, system: Connection) -> None:
        self.system = system

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """The page on which the order is paid."""
        correlation = uuid4()

        def ask() -> Answer[str]:
            body = {
                "correlation": str(correlation),
                "order": str(order),
                "tenge": f"{tenge:.2f}",
                "purpose": purpose,
                "return_to": return_to,
            }
            said = self.system.post(f"{VERSION}/payments", body, question=str(correlation), key=str(order))
            begun = contract.read_begun(correlation, order, said)
            if not is_safe(begun.page):
                raise BadAnswer("an unsafe page")
            return found((begun.page,), now, begun.reference)

        return _soundly(self.system, ask, now)

    def state_of(self, order: UUID, now: datetime) -> Answer[PaymentRecord]:
        """The payment of an order; "not found" while it is not paid."""
        correlation = uuid4()

        def ask() -> Answer[PaymentRecord]:
            body = {"correlation": str(correlation), "order": str(order)}
            said = self.system.post(f"{VERSION}/payments/state", body, question=str(correlation))
            paid, reference = contract.read_payment(correlation, order, said)
            if paid is None:
                return found((), now, reference)
            return found((PaymentRecord(order, paid.reference, Decimal(paid.tenge), paid.paid_at),), now, reference)

        return _soundly(self.system, ask, now)


def wire_live(connect: Callable[[str], Connection | None]) -> None:
    """Put the systems that are connected behind their ports. ``connect``: a system by its name, None where this
    installation has no such one; then what stands behind the port stays."""
    for name, ports in SYSTEMS.items():
        system = connect(name)
        if system is not None:
            for port in ports:
                registry.register(port, _adapter(port, system))


def _adapter(port: str, system: Connection) -> object:
    others = {
        registry.MOBILE_CITIZENS: LiveMobileCitizens,
        registry.SMS: LiveSms,
        registry.PAYMENTS: LivePayments,
    }
    if port in others:
        return others[port](system)
    return LiveSource(DataSet(port) if port in set(DataSet) else HolderDataSet(port), system)


def _soundly(system: Connection, ask: Callable[[], Answer[T]], now: datetime) -> Answer[T]:
    try:
        return ask()
    except Unanswered as failed:
        return unavailable(now, failed.fault.value)
    except BadAnswer as bad:
        log.warning("state system %s answered what was not agreed: %s", system.name, bad)
        return unavailable(now, Fault.BAD_ANSWER.value)
