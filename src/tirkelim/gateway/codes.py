"""One-time codes: six digits to the number registered on the e-government portal, five minutes, five tries.

The steps are two, because a wrong try must count even though nothing else is written:

    result = check_code(code_id, typed, person, now)      commits on its own; call it outside a transaction
    if result.passed:
        with change(command, ...) as made:
            consents = give_by_code(code_id, person, now, made)
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.consent import ConsentMissing, give_consent
from tirkelim.gateway.models import Consent, OneTimeCode
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import code_message
from tirkelim.journal.models import Change

LIFE: Final = timedelta(minutes=5)
TRIES: Final = 5
PAUSE: Final = timedelta(seconds=60)
CODES_AN_HOUR: Final = 5


class CodeFault(StrEnum):
    """Why no code was sent, or a typed one does not pass."""

    NO_NUMBER = "no_number"  # no number is registered on the portal
    UNAVAILABLE = "unavailable"  # the database of numbers or the message gateway is down
    TOO_SOON = "too_soon"  # one was sent within the last minute
    TOO_MANY = "too_many"  # five within the hour
    WRONG = "wrong"
    EXPIRED = "expired"
    SPENT = "spent"  # five wrong tries, or already used
    UNKNOWN = "unknown"  # no such code for this person


class CodeNotSent(Exception):
    """No code went out; `fault` says why."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class SentCode(NamedTuple):
    """A code on its way: its id, the number with its middle hidden, and when it ends."""

    id: UUID
    masked_number: str
    expires_at: datetime


class CodeResult(NamedTuple):
    """What a try came to. `tries_left` counts down from five."""

    passed: bool
    fault: CodeFault | None
    tries_left: int


def send_code(subject: Subject, *, case: UUID, data_sets: Sequence[DataSet], language: str, now: datetime) -> SentCode:
    """Send a code that gives consent to these data sets for this case. Raises CodeNotSent."""
    if not data_sets:
        raise ValueError("a code is for at least one data set")
    _check_pace(subject.person, now)
    number = _number_of(subject, now)
    code_id, digits = uuid4(), f"{secrets.randbelow(10**6):06d}"
    if registry.sms().send(number, code_message(digits, language), now).outcome is not Outcome.FOUND:
        raise CodeNotSent(CodeFault.UNAVAILABLE)
    OneTimeCode.objects.create(
        id=code_id,
        person=subject.person,
        case=case,
        data_sets=sorted({data_set.value for data_set in data_sets}),
        language=language,
        code_digest=_digest(code_id, digits),
        sent_at=now,
        expires_at=now + LIFE,
    )
    return SentCode(code_id, f"{number[:3]} *** ** {number[-2:]}", now + LIFE)


def check_code(code_id: UUID, typed: str, person: UUID, now: datetime) -> CodeResult:
    """Count one try and say whether it passes. Call it outside a transaction that may be rolled back."""
    code = OneTimeCode.objects.filter(pk=code_id, person=person).first()
    if code is None:
        return CodeResult(False, CodeFault.UNKNOWN, 0)
    if now >= code.expires_at:
        return CodeResult(False, CodeFault.EXPIRED, 0)
    # Counted before it is compared, in one statement: parallel tries cannot share a number.
    counted = OneTimeCode.objects.filter(pk=code_id, used_at=None, tries__lt=TRIES).update(tries=F("tries") + 1)
    if not counted:
        return CodeResult(False, CodeFault.SPENT, 0)
    if not constant_time_compare(code.code_digest, _digest(code_id, "".join(typed.split()))):
        return CodeResult(False, CodeFault.WRONG, max(0, TRIES - code.tries - 1))
    OneTimeCode.objects.filter(pk=code_id).update(passed_at=now)
    return CodeResult(True, None, max(0, TRIES - code.tries - 1))


def give_by_code(code_id: UUID, person: UUID, now: datetime, change: Change) -> list[Consent]:
    """The consents of a code that passed; it is used up by this. Raises ConsentMissing for any other code."""
    fresh = OneTimeCode.objects.filter(
        pk=code_id, person=person, passed_at__isnull=False, used_at=None, expires_at__gt=now
    )
    if not fresh.update(used_at=now):
        raise ConsentMissing("the code has not passed, is used or too old")
    code = OneTimeCode.objects.get(pk=code_id)
    return [
        give_consent(
            person=person,
            case=code.case,
            data_set=DataSet(data_set),
            way=Consent.Way.OTP,
            reference=str(code_id),
            language=code.language,
            now=now,
            change=change,
        )
        for data_set in code.data_sets
    ]


def _check_pace(person: UUID, now: datetime) -> None:
    recent = OneTimeCode.objects.filter(person=person, sent_at__gt=now - timedelta(hours=1))
    if recent.filter(sent_at__gt=now - PAUSE).exists():
        raise CodeNotSent(CodeFault.TOO_SOON)
    if recent.count() >= CODES_AN_HOUR:
        raise CodeNotSent(CodeFault.TOO_MANY)


def _number_of(subject: Subject, now: datetime) -> str:
    answer = registry.mobile_citizens().number_of(subject, now)
    if answer.outcome is Outcome.UNAVAILABLE:
        raise CodeNotSent(CodeFault.UNAVAILABLE)
    if answer.outcome is Outcome.NOT_FOUND:
        raise CodeNotSent(CodeFault.NO_NUMBER)
    return answer.records[0]


def _digest(code_id: UUID, digits: str) -> str:
    # Keyed: a million codes are tried in a second by whoever reads the table without the key.
    return salted_hmac(f"tirkelim.gateway.code:{code_id}", digits, algorithm="sha256").hexdigest()
