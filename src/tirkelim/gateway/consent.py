"""Consent: given, refused, withdrawn; by case and data set (274/2020 p.9, p.24; ground 6 of row 9)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

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

    A consent that holds already is returned as it is. Raises ValueError for a way that proves nothing.
    """
    if way not in (Consent.Way.OTP, Consent.Way.SMS) or not reference:
        raise ValueError("consent comes by one-time code or by message, with its reference")
    standing = _holding(case, data_set, now).filter(person=person).first()
    if standing is not None:
        return standing
    return Consent.objects.create(
        person=person,
        case=case,
        data_set=data_set.value,
        answer=Consent.Answer.GIVEN,
        at=now,
        way=way,
        reference=reference,
        wording=consent_wording(data_set, language),
        change=change,
    )


def refuse_consent(
    *, person: UUID, case: UUID, data_set: DataSet, language: str, now: datetime, change: Change
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
        way=Consent.Way.CABINET,
        wording=consent_wording(data_set, language),
        change=change,
    )


def revoke_consent(consent: Consent, *, now: datetime, change: Change) -> bool:
    """Withdraw a consent from `now` on; what was pulled before stays pulled. False if it was withdrawn already."""
    open_one = Consent.objects.filter(pk=consent.pk, answer=Consent.Answer.GIVEN, revoked_at=None)
    return bool(open_one.update(revoked_at=now, revoked_by=change))


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
    for name, answer, revoked_at in _answers(case, now):
        refused = answer == Consent.Answer.REFUSED
        if not refused and (revoked_at is None or revoked_at > now):
            holding.add(name)
        # The last answer counts, of two at one moment the refusal; a consent that holds counts before all.
        last = ConsentState.REFUSED if refused else ConsentState.REVOKED
        found[DataSet(name)] = ConsentState.GIVEN if name in holding else last
    return found


@kept
def _answers(case: UUID, now: datetime) -> QuerySet[Consent, Any]:
    answers = Consent.objects.filter(case=case, at__lte=now).order_by("at", "answer")
    return answers.values_list("data_set", "answer", "revoked_at")


def _holding(case: UUID, data_set: DataSet, now: datetime) -> QuerySet[Consent]:
    given = Consent.objects.filter(case=case, data_set=data_set.value, answer=Consent.Answer.GIVEN, at__lte=now)
    return given.filter(Q(revoked_at=None) | Q(revoked_at__gt=now))
