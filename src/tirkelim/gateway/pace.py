"""How often consent is asked for: by person, by telephone number and by the network address that asks.

Codes and questions count together. Of numbers and addresses only keyed digests are kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Manager
from django.utils.crypto import salted_hmac

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.models import OneTimeCode, SmsQuestion

PAUSE: Final = timedelta(seconds=60)
HOUR: Final = timedelta(hours=1)
AN_HOUR: Final = 5
"""Codes and questions for one person, and to one number, within an hour."""


class CodeFault(StrEnum):
    """Why nothing was sent, or a typed code does not pass."""

    NO_NUMBER = "no_number"  # no number is registered on the portal
    UNAVAILABLE = "unavailable"  # the database of numbers or the message gateway is down
    TOO_SOON = "too_soon"  # one was sent within the last minute
    TOO_MANY = "too_many"  # five within the hour, or too many from one address
    OPEN_QUESTION = "open_question"  # a question to this number waits for its answer
    WRONG = "wrong"
    EXPIRED = "expired"
    SPENT = "spent"  # five wrong tries, or already used
    UNKNOWN = "unknown"  # no such code for this person


class CodeNotSent(Exception):
    """Nothing went out; `fault` says why."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def check_pace(person: UUID, address: str, now: datetime) -> None:
    """Whether this person and this network address may ask once more. Raises CodeNotSent."""
    if _sent(now - PAUSE, person=person):
        raise CodeNotSent(CodeFault.TOO_SOON)
    if _sent(now - HOUR, person=person) >= AN_HOUR:
        raise CodeNotSent(CodeFault.TOO_MANY)
    if address and _sent(now - HOUR, address_digest=digest(address)) >= settings.CONSENT_ASKS_AN_HOUR:
        raise CodeNotSent(CodeFault.TOO_MANY)


def check_number(number: str, now: datetime) -> None:
    """Whether one more may go to this number, whoever asks. Raises CodeNotSent."""
    if _sent(now - HOUR, number_digest=digest(number)) >= AN_HOUR:
        raise CodeNotSent(CodeFault.TOO_MANY)


def number_of(subject: Subject, now: datetime) -> str:
    """The number registered for a person. Raises CodeNotSent."""
    answer = registry.mobile_citizens().number_of(subject, now)
    if answer.outcome is Outcome.UNAVAILABLE:
        raise CodeNotSent(CodeFault.UNAVAILABLE)
    if answer.outcome is Outcome.NOT_FOUND:
        raise CodeNotSent(CodeFault.NO_NUMBER)
    return answer.records[0]


def masked(number: str) -> str:
    """A number with its middle hidden."""
    return f"{number[:3]} *** ** {number[-2:]}"


def digest(text: str) -> str:
    """The keyed digest of a number or an address; "" of nothing."""
    return salted_hmac("tirkelim.gateway.pace", text, algorithm="sha256").hexdigest() if text else ""


def _sent(since: datetime, **whom: Any) -> int:
    managers: tuple[Manager[Any], ...] = (OneTimeCode.objects, SmsQuestion.objects)
    return sum(manager.filter(sent_at__gt=since, **whom).count() for manager in managers)
