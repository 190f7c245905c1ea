"""What the watch over staff needs of many licences: whose they are, which of their annexes it looks at, and what these
name. Plain values of a few columns: the daily look goes through all licences of the country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.register.licence_status import LicenceStatus, LicenceStatusOn, annex_status, licence_status
from tirkelim.register.models import AnnexSubtype, Licence, LicenceAnnex, LicenceEvent

WATCHED = frozenset({LicenceStatus.VALID, LicenceStatus.SUSPENDED})
"""Of an annex that has ended no staff is asked."""


class Holding(NamedTuple):
    """A licence: its holder (one of ``organisation`` and ``person``) and its office."""

    id: UUID
    issued_on: date
    organisation: UUID | None
    person: UUID | None
    office: str


class Annex(NamedTuple):
    """An annex on a day; ``claimed`` are the pairs of subtype and specialty that it names."""

    id: UUID
    licence: Holding
    base: UUID
    issued_on: date
    status: LicenceStatusOn
    claimed: tuple[tuple[str, str], ...]

    @property
    def is_watched(self) -> bool:
        """Whether its staff is looked at."""
        return self.status.status in WATCHED


class Event(NamedTuple):
    """An event of a licence, or of one annex, as it is read."""

    annex: UUID | None
    kind: str
    on: date
    until: date | None


def annexes_on(licences: Collection[UUID], day: date, known: datetime) -> list[Annex]:
    """The annexes of some licences on a day, as known at a moment. Four queries."""
    columns = ("id", "issued_on", "organisation", "person", "office")
    holdings = [Holding._make(row) for row in Licence.objects.filter(pk__in=licences).values_list(*columns)]
    events = _events(licences, known)
    status = {one.id: licence_status(one, events[one.id, None], day) for one in holdings}
    rows = LicenceAnnex.objects.filter(licence__in=licences, change__at__lte=known).order_by("licence", "number")
    by_id, claimed = {one.id: one for one in holdings}, _claimed(licences)
    found = []
    for id, licence, base, issued_on in rows.values_list("id", "licence", "base", "issued_on"):
        annex = Annex(id, by_id[licence], base, issued_on, status[licence], tuple(claimed[id]))
        standing = annex_status(annex, events[licence, id], status[licence], day)
        found.append(annex._replace(status=standing))
    return found


def _events(licences: Collection[UUID], known: datetime) -> defaultdict[tuple[UUID, UUID | None], list[Event]]:
    """By licence and annex (None: of the licence itself), in the order in which they became known."""
    found: defaultdict[tuple[UUID, UUID | None], list[Event]] = defaultdict(list)
    rows = LicenceEvent.objects.filter(licence__in=licences, change__at__lte=known).order_by("id")
    for licence, *event in rows.values_list("licence", "annex", "kind", "on", "until"):
        one = Event._make(event)
        found[licence, one.annex].append(one)
    return found


def _claimed(licences: Collection[UUID]) -> defaultdict[UUID, list[tuple[str, str]]]:
    found: defaultdict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = AnnexSubtype.objects.filter(annex__licence__in=licences).order_by("id")
    for annex, code, specialty in rows.values_list("annex", "code", "specialty"):
        found[annex].append((code, specialty))
    return found
