"""The main place of work: of one person no two main jobs hold on one day, and the database refuses it.

An employer who hires as main while another employer's main job still stands is not stopped: the job is stored as a
claim (`claims_main`), the other employer is asked to record the end, and then the claim is confirmed. Where the two
overlap in part, only that part is a claim. What is disputed today, the work lists of both say (worklist_sources.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

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
