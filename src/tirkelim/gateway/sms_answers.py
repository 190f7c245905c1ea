"""Consent by an answer to a short message from the registered number (274/2020 p.9).

A question goes out; the operator brings the answer to an address of ours; whoever holds the number has answered. A
number has one open question at most, so that "1" cannot mean two things. What comes in twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.consent import give_consent, refuse_consent
from tirkelim.gateway.models import Consent, InboundSms, SmsQuestion
from tirkelim.gateway.pace import CodeFault, CodeNotSent, check_number, check_pace, digest, masked, number_of
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import is_yes, question_message
from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change

LIFE: Final = timedelta(minutes=15)
TRIES: Final = 5
"""So many messages that say neither yes nor no close a question."""
_MESSAGES: Final = uuid5(NAMESPACE_URL, "tirkelim:gateway:inbound-sms")


class SentQuestion(NamedTuple):
    """A question on its way: its id, the number with its middle hidden, and when it ends."""

    id: UUID
    masked_number: str
    expires_at: datetime


class Came(StrEnum):
    """What an incoming message came to."""

    YES = "yes"
    NO = "no"
    NOT_UNDERSTOOD = "not_understood"
    NO_QUESTION = "no_question"  # nothing open is asked of this number


def ask_by_sms(
    subject: Subject, *, case: UUID, data_sets: Sequence[DataSet], language: str, now: datetime, address: str = ""
) -> SentQuestion:
    """Ask for consent to these data sets for this case. ``address``: the network address of who asks.

    Raises CodeNotSent. Call it outside a transaction.
    """
    if not data_sets:
        raise ValueError("a question is about at least one data set")
    check_pace(subject.person, address, now)
    number = number_of(subject, now)
    check_number(number, now)
    question = _opened(subject.person, case, data_sets, language, now, number, address)
    text = question_message(len(question.data_sets), int(LIFE.total_seconds() // 60), language)
    if registry.sms().send(number, text, now, key=str(question.id)).outcome is not Outcome.FOUND:
        close_question(question.id, now)
        raise CodeNotSent(CodeFault.UNAVAILABLE)
    return SentQuestion(question.id, masked(number), question.expires_at)


def _opened(
    person: UUID, case: UUID, data_sets: Sequence[DataSet], language: str, now: datetime, number: str, address: str
) -> SmsQuestion:
    """Open before the message goes out: an answer may be quicker than the receipt."""
    over = SmsQuestion.objects.filter(number_digest=digest(number), closed_at=None, expires_at__lte=now)
    over.update(closed_at=F("expires_at"))
    try:
        with transaction.atomic():
            return SmsQuestion.objects.create(
                id=uuid4(),
                person=person,
                case=case,
                data_sets=sorted({data_set.value for data_set in data_sets}),
                language=language,
                number_digest=digest(number),
                address_digest=digest(address),
                sent_at=now,
                expires_at=now + LIFE,
            )
    except IntegrityError:
        raise CodeNotSent(CodeFault.OPEN_QUESTION) from None


def close_question(question: UUID, now: datetime) -> None:
    """Nothing answers the question from now on; one that is closed stays as it is."""
    SmsQuestion.objects.filter(pk=question, closed_at=None).update(closed_at=now)


def close_questions(case: UUID, now: datetime) -> None:
    """Close every open question of a case: what was asked has been answered otherwise."""
    SmsQuestion.objects.filter(case=case, closed_at=None).update(closed_at=now)


def take_answer(message: str, number: str, text: str, now: datetime) -> Came:
    """What an incoming message comes to. ``message``: the operator's id of it; one that came before changes nothing.

    Raises journal's TimeClosed for a moment before the last seal.
    """
    before = InboundSms.objects.filter(pk=message).first()
    if before is not None:
        return Came(before.outcome)
    try:
        with transaction.atomic():
            InboundSms.objects.create(message=message, at=now, outcome="")
            came = _take(message, number, text, now)
            InboundSms.objects.filter(pk=message).update(outcome=came.value)
            return came
    except IntegrityError:  # the twin was quicker
        return Came(InboundSms.objects.get(pk=message).outcome)


def _take(message: str, number: str, text: str, now: datetime) -> Came:
    asked = SmsQuestion.objects.filter(
        number_digest=digest(number), closed_at=None, sent_at__lte=now, expires_at__gt=now
    ).first()
    if asked is None:
        return Came.NO_QUESTION
    agrees = is_yes(text)
    if agrees is None:
        SmsQuestion.objects.filter(pk=asked.pk).update(tries=F("tries") + 1)
        SmsQuestion.objects.filter(pk=asked.pk, tries__gte=TRIES, closed_at=None).update(closed_at=now)
        return Came.NOT_UNDERSTOOD
    came = Came.YES if agrees else Came.NO
    if not SmsQuestion.objects.filter(pk=asked.pk, closed_at=None).update(closed_at=now, answer=came.value):
        return Came.NO_QUESTION
    command = Command(uuid5(_MESSAGES, message), None, now, "answer by short message")
    with change(command, "gateway.sms_answer", {"question": str(asked.pk), "answer": came.value}) as made:
        for name in asked.data_sets:
            _write(asked, DataSet(name), agrees, message, now, made)
        made.result = {"answer": came.value}
    return came


def _write(asked: SmsQuestion, data_set: DataSet, agrees: bool, message: str, now: datetime, made: Change) -> None:
    write = give_consent if agrees else refuse_consent
    write(
        person=asked.person,
        case=asked.case,
        data_set=data_set,
        way=Consent.Way.SMS,
        reference=message,
        language=asked.language,
        now=now,
        change=made,
    )
