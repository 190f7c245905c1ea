"""Questions about licences for medical activity. They check no rights: the caller asks the policy first and logs the
access to a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.register.licence_status import ENDS, LicenceStatus, LicenceStatusOn, annex_status, licence_status
from tirkelim.register.models import AnnexSubtype, BaseFact, Licence, LicenceAnnex, LicenceEvent
from tirkelim.register.public_numbers import normalise


class AnnexOn(NamedTuple):
    """An annex with its status on a day, its own events, the subtypes that it names, and where its base lies on that
    day (before the base was entered: where it lay first)."""

    annex: LicenceAnnex
    status: LicenceStatusOn
    fact: BaseFact
    subtypes: tuple[AnnexSubtype, ...]
    events: tuple[LicenceEvent, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether its subtypes may be practised at its base on that day."""
        return self.status.status is LicenceStatus.VALID


class LicenceOn(NamedTuple):
    """A licence with its status on a day, its annexes in the order of their numbers, and all events of both in the
    order in which they became known."""

    licence: Licence
    status: LicenceStatusOn
    annexes: tuple[AnnexOn, ...]
    events: tuple[LicenceEvent, ...]

    @property
    def own_events(self) -> tuple[LicenceEvent, ...]:
        """The events of the licence itself."""
        return tuple(event for event in self.events if event.annex_id is None)

    @property
    def is_ended(self) -> bool:
        """Whether it has ended for good by that day."""
        return self.status.status in ENDS.values()

    def annex(self, id: UUID) -> AnnexOn | None:
        """The annex with this id."""
        return next((one for one in self.annexes if one.annex.id == id), None)


class HistoryLine(NamedTuple):
    """Something that was written of a licence. ``on``: from which day it counts; ``what``: issued, annex_issued, or the
    kind of the event; ``actor``: account, None for what came from elsewhere or was done by the system."""

    on: date
    what: str
    annex: LicenceAnnex | None
    event: LicenceEvent | None
    decision: UUID | None
    at: datetime
    actor: UUID | None


def licence_on(licence: Licence, day: date, known: datetime) -> LicenceOn:
    """A licence on a day, as known at a moment. Four queries."""
    return licences_on([licence], day, known)[0]


def licences_on(licences: Iterable[Licence], day: date, known: datetime) -> tuple[LicenceOn, ...]:
    """Licences on a day, as known at a moment, in the order given. Four queries, however many they are."""
    rows = list(licences)
    ids = [row.id for row in rows]
    annexes: dict[UUID, list[LicenceAnnex]] = defaultdict(list)
    for annex in LicenceAnnex.objects.filter(licence__in=ids, change__at__lte=known).order_by("number"):
        annexes[annex.licence_id].append(annex)
    events: dict[UUID, list[LicenceEvent]] = defaultdict(list)
    found = LicenceEvent.objects.filter(licence__in=ids, change__at__lte=known)
    for event in found.select_related("change").order_by("id"):
        events[event.licence_id].append(event)
    all_annexes = [annex for several in annexes.values() for annex in several]
    subtypes = subtypes_of(annex.id for annex in all_annexes)
    facts = base_facts({annex.base_id for annex in all_annexes}, day, known)
    return tuple(_on(row, annexes[row.id], events[row.id], subtypes, facts, day) for row in rows)


def _on(
    licence: Licence,
    annexes: Sequence[LicenceAnnex],
    events: Sequence[LicenceEvent],
    subtypes: Mapping[UUID, tuple[AnnexSubtype, ...]],
    facts: Mapping[UUID, BaseFact],
    day: date,
) -> LicenceOn:
    status = licence_status(licence, [event for event in events if event.annex_id is None], day)
    shown = []
    for annex in annexes:
        own = tuple(event for event in events if event.annex_id == annex.id)
        standing = annex_status(annex, own, status, day)
        shown.append(AnnexOn(annex, standing, facts[annex.base_id], subtypes.get(annex.id, ()), own))
    return LicenceOn(licence, status, tuple(shown), tuple(events))


def subtypes_of(annexes: Iterable[UUID]) -> dict[UUID, tuple[AnnexSubtype, ...]]:
    """The subtypes that several annexes name, by annex. One query."""
    found: dict[UUID, list[AnnexSubtype]] = defaultdict(list)
    for row in AnnexSubtype.objects.filter(annex__in=set(annexes)).order_by("id"):
        found[row.annex_id].append(row)
    return {annex: tuple(rows) for annex, rows in found.items()}


def base_facts(bases: Iterable[UUID], day: date, known: datetime) -> dict[UUID, BaseFact]:
    """Where several bases lie on a day, as known at a moment, by base: the version of the day; before the first one,
    the first. One query."""
    found: dict[UUID, BaseFact] = {}
    for row in BaseFact.objects.known_at(known).filter(base__in=set(bases)).order_by("valid_from"):
        if row.base_id not in found or row.valid_from <= day:
            found[row.base_id] = row
    return found


def has_lain_at(base: UUID, kato: str, address: str) -> bool:
    """Whether the register has, or had, a base at an address in the region of a KATO code; spaces, signs and case
    aside."""
    wanted = (kato[:2], _bare(address))
    return any((row.kato[:2], _bare(row.address)) == wanted for row in BaseFact.objects.filter(base=base))


def _bare(address: str) -> str:
    return "".join(character for character in address.casefold() if character.isalnum())


def licences_of_organisation(organisation: UUID, day: date, known: datetime) -> tuple[LicenceOn, ...]:
    """The licences of an organisation known at a moment, each as it stands on a day, the newest first."""
    rows = Licence.objects.filter(organisation=organisation, change__at__lte=known)
    return licences_on(rows.order_by("-issued_on", "number"), day, known)


def licences_of_person(person: UUID, day: date, known: datetime) -> tuple[LicenceOn, ...]:
    """The licences of an individual known at a moment, each as it stands on a day, the newest first."""
    rows = Licence.objects.filter(person=person, change__at__lte=known)
    return licences_on(rows.order_by("-issued_on", "number"), day, known)


def licence_by_number(typed: str) -> Licence | None:
    """The licence with the number that was typed; spaces, dashes, small and Cyrillic letters are forgiven."""
    number = normalise(typed) or "".join(typed.split())
    return Licence.objects.filter(number=number).first()


def licence_by_decision(decision: UUID) -> Licence | None:
    """The licence that a decision gave, added an annex to, re-issued or duplicated."""
    given = Licence.objects.filter(decision=decision).first()
    if given is not None:
        return given
    annex = LicenceAnnex.objects.filter(decision=decision).select_related("licence").first()
    if annex is not None:
        return annex.licence
    event = LicenceEvent.objects.filter(decision=decision).select_related("licence").first()
    return None if event is None else event.licence


def history_of(licence: Licence, known: datetime | None = None) -> tuple[HistoryLine, ...]:
    """Everything that was written of a licence and its annexes up to a moment (None: all), the latest first."""
    lines = [_line(licence.issued_on, "issued", None, None, licence)]
    annexes = {row.id: row for row in licence.annexes.select_related("change")}
    lines += [_line(row.issued_on, "annex_issued", row, None, row) for row in annexes.values()]
    for event in licence.events.select_related("change"):
        annex = None if event.annex_id is None else annexes[event.annex_id]
        lines.append(_line(event.on, event.kind, annex, event, event))
    told = [line for line in lines if known is None or line.at <= known]
    # What one change wrote stays in the order of writing: the licence, its annexes, then events.
    order = {id(line): place for place, line in enumerate(lines)}
    return tuple(sorted(told, key=lambda line: (line.at, line.on, order[id(line)]), reverse=True))


def _line(
    on: date,
    what: str,
    annex: LicenceAnnex | None,
    event: LicenceEvent | None,
    row: Licence | LicenceAnnex | LicenceEvent,
) -> HistoryLine:
    return HistoryLine(on, what, annex, event, row.decision, row.change.at, row.change.actor)
