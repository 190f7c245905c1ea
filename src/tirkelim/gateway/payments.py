"""Asking the payment system. Like every state system it may be down, late or talk nonsense: that is "unavailable",
never an error of the applicant's, and never "not paid".

Call it outside a transaction, so that a slow system holds no lock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, unavailable
from tirkelim.gateway.payment_record import PaymentRecord

log = logging.getLogger(__name__)


def begin_payment(order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
    """The address of the page on which the order is paid. Beginning the same order again gives its page again.

    ``purpose`` is what the bank shows: it holds no personal data. ``return_to``: where the bank sends people back.
    """
    answer = _asked(lambda: registry.payments().begin(order, tenge, purpose, return_to, now), now)
    return answer if all(isinstance(address, str) and address for address in answer.found) else _nonsense(now)


def payment_state(order: UUID, now: datetime) -> Answer[PaymentRecord]:
    """The payment of an order; "not found" while nothing was paid."""
    answer = _asked(lambda: registry.payments().state_of(order, now), now)
    sound = len(answer.found) < 2 and all(_is_of(record, order) for record in answer.found)
    return answer if sound else _nonsense(now)


def _asked(ask: Callable[[], Answer[Any]], now: datetime) -> Answer[Any]:
    try:
        answer = ask()
    except (registry.NotWired, DatabaseError):
        raise  # our own fault, not the payment system's
    except TimeoutError:
        return _failed("timeout", now)
    except Exception as fault:  # an adapter's fault must not become the applicant's
        # The kind only: a message or a traceback may carry what was asked.
        return _failed(type(fault).__name__[:40], now)
    return answer if isinstance(answer, Answer) else _nonsense(now)


def _is_of(record: object, order: UUID) -> bool:
    return isinstance(record, PaymentRecord) and record.order == order


def _nonsense(now: datetime) -> Answer[Any]:
    return _failed("bad_answer", now)


def _failed(fault: str, now: datetime) -> Answer[Any]:
    log.warning("the payment system did not answer: %s", fault)
    return unavailable(now, fault)
