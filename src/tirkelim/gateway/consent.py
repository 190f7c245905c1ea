"""Consent: given, refused, withdrawn; by case and data set (274/2020 p.9, p.24; ground 6 of row 9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.gateway.models import Consent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import consent_wording
from tirkelim.journal.kept import kept
from tirkelim.journal.models import Change


class ConsentMissing(Exception):
    """No consent of this person, for this case and data set, holds at this moment."""


class ConsentState(StrEnum):
    """Where a case stands with one data set."""

    NONE = "none"
    GIVEN = "given"
    REFUSED = "refused"
    REVOKED = "revoked"
    ENDED = "ended"  # given, and its time has passed: it may be given again


def give_consent(
    *,
    person: UUID,
    case: UUID,
    data_set: DataSet,
    way: Consent.Way,
    reference: str,
    language: str,
    now: datetime,
    change: Change,
) -> Consent:
    """Record a consent that was proven by a one-time code or an answer by message (`reference` says which).

    A consent that holds already is returned as it is. A new one ends with the application, at the latest after the days
    of the setting. Raises ValueError for a way that proves nothing.
    """
    if way not in (Consent.Way.OTP, Consent.Way.SMS) or not reference:
        raise ValueError("consent comes by one-time code or by message, with its reference")
    standing = _holding(case, data_set, now).filter(person=person).first()
    if standing is not None:
        return standing
    for ended in Consent.objects.filter(case=case, data_set=data_set.value, answer="given", revoked_at=None):
        _close(ended, at=ended.until or now, change=change)
    until = end_of_consent(now)
    return Consent.objects.create(
        person=person,
        case=case,
        data_set=data_set.value,
        answer=Consent.Answer.GIVEN,
        at=now,
        way=way,
        reference=reference,
        wording=consent_wording(data_set, language, localdate(until)),
        until=until,
        change=change,
    )


def end_of_consent(now: datetime) -> datetime:
    """When a consent that is given now ends at the latest."""
    return now + timedelta(days=settings.CONSENT_DAYS)


def refuse_consent(
    *,
    person: UUID,
    case: UUID,
    data_set: DataSet,
    language: str,
    now: datetime,
    change: Change,
    way: Consent.Way = Consent.Way.CABINET,
    reference: str = "",
) -> Consent:
    """Record that the person says no; a consent that holds is withdrawn by it."""
    for standing in _holding(case, data_set, now).filter(person=person):
        revoke_consent(standing, now=now, change=change)
    return Consent.objects.create(
        person=person,
        case=case,
        data_set=data_set.value,
        answer=Consent.Answer.REFUSED,
        at=now,
        way=way,
        reference=reference,
        wording=consent_wording(data_set, language, localdate(end_of_consent(now))),
        change=change,
    )


def revoke_consent(consent: Consent, *, now: datetime, change: Change) -> bool:
    """Withdraw a consent from `now` on; what was pulled before stays pulled. False if it does not hold any more."""
    if consent.until is not None and consent.until <= now:
        return False
    return _close(consent, at=now, change=change)


def _close(consent: Consent, *, at: datetime, change: Change) -> bool:
    open_one = Consent.objects.filter(pk=consent.pk, answer=Consent.Answer.GIVEN, revoked_at=None)
    return bool(open_one.update(revoked_at=at, revoked_by=change))


def consent_for(person: UUID, case: UUID, data_set: DataSet, now: datetime) -> Consent:
    """The consent that allows a pull at this moment. Raises ConsentMissing."""
    consent = _holding(case, data_set, now).filter(person=person).first()
    if consent is None:
        raise ConsentMissing(data_set.value)
    return consent


def consent_state(case: UUID, data_set: DataSet, now: datetime) -> ConsentState:
    """Where the case stands with this data set at this moment."""
    return consent_states(case, now)[data_set]


def consent_states(case: UUID, now: datetime) -> dict[DataSet, ConsentState]:
    """Where the case stands with every data set at this moment, from one look-up."""
    found = dict.fromkeys(DataSet, ConsentState.NONE)
    holding: set[str] = set()
    for name, answer, revoked_at, until in _answers(case, now):
        # The last answer counts, of two at one moment the refusal; a consent that holds counts before all.
        last = ConsentState.REFUSED if answer == Consent.Answer.REFUSED else _state(revoked_at, until, now)
        if last is ConsentState.GIVEN:
            holding.add(name)
        found[DataSet(name)] = ConsentState.GIVEN if name in holding else last
    return found


def state_of(consent: Consent, now: datetime) -> ConsentState:
    """How one answer stands at this moment."""
    if consent.answer == Consent.Answer.REFUSED:
        return ConsentState.REFUSED
    return _state(consent.revoked_at, consent.until, now)


def _state(revoked_at: datetime | None, until: datetime | None, now: datetime) -> ConsentState:
    if revoked_at is not None and revoked_at <= now and (until is None or revoked_at < until):
        return ConsentState.REVOKED
    return ConsentState.ENDED if until is not None and until <= now else ConsentState.GIVEN


@kept
def _answers(case: UUID, now: datetime) -> QuerySet[Consent, Any]:
    answers = Consent.objects.filter(case=case, at__lte=now).order_by("at", "answer")
    return answers.values_list("data_set", "answer", "revoked_at", "until")


def _holding(case: UUID, data_set: DataSet, now: datetime) -> QuerySet[Consent]:
    given = Consent.objects.filter(case=case, data_set=data_set.value, answer=Consent.Answer.GIVEN, at__lte=now)
    return given.filter(Q(revoked_at=None) | Q(revoked_at__gt=now), Q(until=None) | Q(until__gt=now))
