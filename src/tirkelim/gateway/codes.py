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
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.consent import ConsentMissing, give_consent
from tirkelim.gateway.models import Consent, OneTimeCode
from tirkelim.gateway.pace import CodeFault, CodeNotSent, check_number, check_pace, digest, masked, number_of
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import code_message
from tirkelim.journal.models import Change

LIFE: Final = timedelta(minutes=5)
TRIES: Final = 5


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


def send_code(
    subject: Subject, *, case: UUID, data_sets: Sequence[DataSet], language: str, now: datetime, address: str = ""
) -> SentCode:
    """Send a code that gives consent to these data sets for this case. ``address``: the network address of who asks.

    Raises CodeNotSent.
    """
    if not data_sets:
        raise ValueError("a code is for at least one data set")
    check_pace(subject.person, address, now)
    number = number_of(subject, now)
    check_number(number, now)
    code_id, digits = uuid4(), f"{secrets.randbelow(10**6):06d}"
    sent = registry.sms().send(number, code_message(digits, language), now, key=str(code_id))
    if sent.outcome is not Outcome.FOUND:
        raise CodeNotSent(CodeFault.UNAVAILABLE)
    OneTimeCode.objects.create(
        id=code_id,
        person=subject.person,
        case=case,
        data_sets=sorted({data_set.value for data_set in data_sets}),
        language=language,
        code_digest=_digest(code_id, digits),
        number_digest=digest(number),
        address_digest=digest(address),
        sent_at=now,
        expires_at=now + LIFE,
    )
    return SentCode(code_id, masked(number), now + LIFE)


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


def _digest(code_id: UUID, digits: str) -> str:
    # Keyed: a million codes are tried in a second by whoever reads the table without the key.
    return salted_hmac(f"tirkelim.gateway.code:{code_id}", digits, algorithm="sha256").hexdigest()
