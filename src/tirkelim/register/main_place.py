"""The main place of work: of one person no two main jobs hold on one day, and the database refuses it.

An employer who hires as main while another employer's main job still stands is not stopped: the job is stored as a
claim (`claims_main`), the other employer is asked to record the end, and then the claim is confirmed. Where the two
overlap in part, only that part is a claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import like, record
from tirkelim.register.models import Employment

Stretch = tuple[date, date | None]
"""From the first day up to, not including, the last; None: open."""


class Part(NamedTuple):
    """Some days of a job, up to, not including, `last`: main, or only claimed to be so."""

    first: date
    last: date | None
    claimed: bool


class Claim(NamedTuple):
    """Of one person: the job that is main by `job`'s employer's word, and the main job of the other that stands."""

    claimed: Employment
    standing: Employment


def has_main(row: Employment) -> bool:
    """Whether the person has another main job that overlaps the row. Inside a transaction: waits for its turn."""
    return bool(standing_mains(row))


def standing_mains(row: Employment) -> list[Employment]:
    """The person's main jobs, but the row's own line, that hold on some day of the row, in order of time.

    Nobody else can make a job of this person main until the transaction ends.
    """
    hold(f"main:{row.person_id}")
    others = Employment.objects.current().filter(person=row.person_id, is_main=True).exclude(line=row.line)
    others = others.exclude(valid_to__lte=row.valid_from)
    if row.valid_to is not None:
        others = others.filter(valid_from__lt=row.valid_to)
    return list(others.order_by("valid_from"))


def record_as_main(row: Employment, change: Change) -> list[Stretch]:
    """Store a version that its employer calls main: main where no other main job stands, else as a claim.

    Gives the stretches that are claims; an empty list where all of it is main. Raises Overlap.
    """
    standing = [(other.valid_from, other.valid_to) for other in standing_mains(row)]
    cut = parts(row.valid_from, row.valid_to, standing)
    for one in cut:
        said = {"is_main": not one.claimed, "claims_main": one.claimed}
        record(like(row, valid_from=one.first, valid_to=one.last, **said), change)
    return [(one.first, one.last) for one in cut if one.claimed]


def parts(first: date, last: date | None, standing: Iterable[Stretch]) -> list[Part]:
    """The days of a job that its employer calls main, from `first` up to, not including, `last`, cut where other main
    jobs hold. `standing`: their days, in order of time; they do not overlap."""
    found: list[Part] = []
    start: date | None = first
    for begin, end in standing:
        if start is None or (last is not None and begin >= last):
            break
        if end is not None and end <= start:
            continue
        if begin > start:
            found.append(Part(start, begin, claimed=False))
        until = min((day for day in (end, last) if day is not None), default=None)
        found.append(Part(max(begin, start), until, claimed=True))
        start = until
    if start is not None and (last is None or start < last):
        found.append(Part(start, last, claimed=False))
    return found


def claims_against(organisation: UUID) -> list[Claim]:
    """Main jobs in the organisation that another employer disputes, in the present knowledge, the newest claim first.

    What to do: record the end of the job, or, where it goes on, settle it with the other employer.
    """
    mains = Employment.objects.current().filter(organisation=organisation, is_main=True)
    claims = Employment.objects.current().filter(claims_main=True).exclude(organisation=organisation)
    claims = claims.filter(person__in=mains.values("person")).order_by("-known_from", "line", "valid_from")
    found = list(claims.select_related("organisation"))
    held = _by_person(mains.filter(person__in={row.person_id for row in found}))
    return [Claim(row, main) for row in found for main in held.get(row.person_id, []) if _meet(row, main)]


def confirmable(organisation: UUID) -> list[Employment]:
    """The organisation's claims of which a part, or all, is no longer disputed: they may be made main now."""
    claims = Employment.objects.current().filter(organisation=organisation, claims_main=True)
    found = list(claims.select_related("organisation").order_by("-known_from", "line", "valid_from"))
    return _undisputed(found)


def may_confirm(employment: UUID) -> bool:
    """Whether a claim of this job can be made main now."""
    return bool(_undisputed(list(Employment.objects.current().filter(line=employment, claims_main=True))))


def _undisputed(claims: list[Employment]) -> list[Employment]:
    mains = Employment.objects.current().filter(person__in={row.person_id for row in claims}, is_main=True)
    held = _by_person(mains)
    return [row for row in claims if not _covered(row, held.get(row.person_id, []))]


def _covered(row: Employment, mains: list[Employment]) -> bool:
    """Whether other main jobs hold on every day of the row. `mains` are in order of time and do not overlap."""
    start: date | None = row.valid_from
    for main in mains:
        if start is not None and main.line != row.line and _meet(row, main):
            if main.valid_from > start:
                return False
            start = main.valid_to
    return start is None or (row.valid_to is not None and start >= row.valid_to)


def _meet(one: Employment, other: Employment) -> bool:
    """Whether the two hold on some day together."""
    return (one.valid_to is None or other.valid_from < one.valid_to) and (
        other.valid_to is None or one.valid_from < other.valid_to
    )


def _by_person(rows: QuerySet[Employment]) -> dict[UUID, list[Employment]]:
    found: dict[UUID, list[Employment]] = {}
    for row in rows.select_related("organisation").order_by("valid_from"):
        found.setdefault(row.person_id, []).append(row)
    return found
