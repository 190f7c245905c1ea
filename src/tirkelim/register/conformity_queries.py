"""Questions about certificates of conformity. They check no rights: the caller asks the policy first and logs the
access."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.register.conformity_status import ConformityStatusOn, conformity_status
from tirkelim.register.models import ConformityCertificate, ConformityEvent
from tirkelim.register.public_numbers import normalise


class Held(NamedTuple):
    """A certificate with its events, in the order in which they became known, and its status on a day."""

    certificate: ConformityCertificate
    events: tuple[ConformityEvent, ...]
    status: ConformityStatusOn


def conformity_of(person: UUID, on: date, known: datetime) -> tuple[Held, ...]:
    """A person's certificates known at a moment, each with its status on a day, the newest first."""
    rows = ConformityCertificate.objects.filter(person=person, change__at__lte=known)
    return with_status(rows.order_by("-issued_on", "-change__at"), on, known)


def with_status(rows: Iterable[ConformityCertificate], on: date, known: datetime) -> tuple[Held, ...]:
    """Certificates with their events known at a moment and their status on a day. Two queries."""
    found = list(rows)
    events: dict[UUID, list[ConformityEvent]] = {}
    for event in _events(row.id for row in found).filter(change__at__lte=known):
        events.setdefault(event.certificate_id, []).append(event)
    return tuple(_held(row, events.get(row.id, ()), on) for row in found)


def held_on(row: ConformityCertificate, on: date) -> Held:
    """A certificate with all that is known of it, and its status on a day."""
    return _held(row, _events([row.id]), on)


def conformity_by_number(typed: str) -> ConformityCertificate | None:
    """The certificate with the number that was typed; spaces, dashes, small and Cyrillic letters are forgiven."""
    number = normalise(typed) or typed.strip()
    return ConformityCertificate.objects.filter(number=number).first()


def conformity_by_decision(decision: UUID) -> ConformityCertificate | None:
    """The certificate that a decision gave or extended."""
    given = ConformityCertificate.objects.filter(decision=decision).first()
    if given is not None:
        return given
    event = ConformityEvent.objects.filter(decision=decision).select_related("certificate").first()
    return None if event is None else event.certificate


def chain_of(row: ConformityCertificate) -> tuple[ConformityCertificate, ...]:
    """The certificate and those that it re-issues or duplicates, the first one given last."""
    found = [row]
    while (earlier := found[-1].earlier) is not None:
        found.append(earlier)
    return tuple(found)


def _events(certificates: Iterable[UUID]) -> QuerySet[ConformityEvent]:
    rows = ConformityEvent.objects.filter(certificate__in=list(certificates))
    return rows.select_related("change").order_by("id")


def _held(row: ConformityCertificate, events: Iterable[ConformityEvent], on: date) -> Held:
    known = tuple(events)
    return Held(row, known, conformity_status(row, known, on))
