"""Notices on the same day that a subtype has become short of certified staff, and that it no longer is.

What is short is derived; ``ToldShortage`` says what was told. A shortage that goes on is told once, one that is over is
closed, one that comes back is told again. A shortage is a warning: the licence stays in force (reading L14).

Licences are looked at a portion at a time, without holding anybody up. Only what has turned is written, each portion in
its own change, and is looked at once more inside it: so no two workers tell the same. A look may be cut off anywhere;
the next one finds what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Result, change
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.order_59_licence.staffing import Need, Post, StaffLine, needs_of, people_on, shortages
from tirkelim.register.commands.licences import licence_stream
from tirkelim.register.licence_reference import edited_since, staff_lines_on
from tirkelim.register.models import Licence
from tirkelim.services.licence.models import ToldShortage
from tirkelim.services.licence.staffing.changed import concerned, news, remember
from tirkelim.services.licence.staffing.posts import posts_at
from tirkelim.services.licence.staffing.telling import tell
from tirkelim.services.licence.staffing.watched import Annex, Holding, annexes_on

PORTION = 500
"""Licences looked at with one set of queries, and at most written of in one change."""
A_DAY = timedelta(days=1)
LOCK = "staff_watch"

Key = tuple[UUID, str, str, str]
"""What a shortage is told by: annex, subtype, specialty, line."""


class Short(NamedTuple):
    """A need that is not covered on the day: how many count, and since when without a break it has been too few."""

    licence: Holding
    annex: UUID
    need: Need
    found: int
    since: date


class Over(NamedTuple):
    """A told shortage that is over: its first day without."""

    licence: Holding
    told: ToldShortage
    on: date


class Turned(NamedTuple):
    """What is to be told, and what is over."""

    short: list[Short]
    over: list[Over]

    @property
    def licences(self) -> set[UUID]:
        """Of which something is to be written."""
        return {one.licence.id for one in self.short} | {one.licence.id for one in self.over}


class Rules(NamedTuple):
    """The staffing lines of a day as known at a moment, by subtype, and since when the edited ones stand."""

    lines: dict[str, list[StaffLine]]
    since: dict[str, date]
    day: date
    known: datetime

    def needs(self, annex: Annex) -> tuple[Need, ...]:
        """What the subtypes of an annex need."""
        return tuple(need for one in annex.claimed for need in needs_of([one], self.lines.get(one[0], ())))


class Looked(NamedTuple):
    """What a look came to: shortages told and closed, and the changes that it made."""

    told: int
    over: int
    changes: tuple[UUID, ...]


def watch_changes(now: datetime) -> int:
    """Look at what changed in the register since the last look; how many shortages were told or closed.

    The first look ever, and one after an edit of the staffing lines, is at every licence.
    """
    seen = news(now)
    if seen.row is not None and not seen.fresh:
        return 0
    rows = Licence.objects.all() if seen.row is None else concerned([id for id, _ in seen.fresh])
    looked = _look(rows.values_list("id", flat=True), now, max(now, seen.newest or now))
    with transaction.atomic():
        hold(LOCK)
        remember(seen, now, *looked.changes)
    return looked.told + looked.over


def sweep(now: datetime) -> Result:
    """Look at every licence, once a day: certificates end, known dismissals and edited lines begin to count, though
    nobody did anything; result {"told", "over"}."""
    looked = _look(Licence.objects.values_list("id", flat=True), now, now)
    return {"told": looked.told, "over": looked.over}


def _look(licences: Iterable[UUID], now: datetime, known: datetime) -> Looked:
    """Look at some licences, a portion at a time, and write what has turned."""
    day = localdate(now)
    lines: defaultdict[str, list[StaffLine]] = defaultdict(list)
    for line in staff_lines_on(day, known):
        lines[line.subtype].append(line)
    rules = Rules(lines, edited_since(day, known), day, known)
    ids = sorted(licences)
    written = []
    for first in range(0, len(ids), PORTION):
        turned = _turned(ids[first : first + PORTION], rules)
        if turned.licences:
            written.append(_write(turned.licences, rules, now))
    return Looked(
        sum(one.told for one in written), sum(one.over for one in written), sum((one.changes for one in written), ())
    )


def _turned(licences: Collection[UUID], rules: Rules) -> Turned:
    """What has become short or is over at some licences."""
    annexes = annexes_on(licences, rules.day, rules.known)
    told = _told(annex.id for annex in annexes)
    posts = posts_at({annex.base for annex in annexes if annex.is_watched}, rules.known)
    short, still = [], set()
    for annex in annexes:
        for need in rules.needs(annex) if annex.is_watched else ():
            key = (annex.id, need.subtype, need.specialty, need.key)
            found = len(people_on(need, posts[annex.base], rules.day))
            if found < need.least:
                still.add(key)
            if found < need.least and key not in told:
                short.append(Short(annex.licence, annex.id, need, found, _since(annex, need, posts[annex.base], rules)))
    by_id = {annex.id: annex for annex in annexes}
    ended = [(by_id[key[0]], row) for key, row in told.items() if key not in still]
    return Turned(short, [Over(annex.licence, row, _end(annex, row, posts, rules)) for annex, row in ended])


def _since(annex: Annex, need: Need, posts: Sequence[Post], rules: Rules) -> date:
    """The first day of the unbroken stretch of days, up to the day of the look, on which a need is not covered."""
    begin = max(annex.issued_on, rules.since.get(need.key, date.min))
    since = rules.day
    for stretch in reversed(shortages((need,), posts, min(begin, rules.day), rules.day)):
        if stretch.last is not None and stretch.last + A_DAY < since:
            break
        since = stretch.first
    return since


def _told(annexes: Iterable[UUID]) -> dict[Key, ToldShortage]:
    """The shortages of some annexes that were told and are not over."""
    rows = ToldShortage.objects.filter(annex__in=list(annexes), over_by__isnull=True)
    return {(row.annex, row.subtype, row.specialty, row.rule): row for row in rows}


def _end(annex: Annex, row: ToldShortage, posts: dict[UUID, tuple[Post, ...]], rules: Rules) -> date:
    """The first day on which a told shortage was no longer there, as far as that can be said."""
    if not annex.is_watched:
        return min(max(annex.status.since, row.since), rules.day)
    needs = [need for need in rules.needs(annex) if _is_of(need, row)]
    stretches = shortages(needs, posts[annex.base], row.since, rules.day)
    ends = [stretch.last for stretch in stretches if stretch.last is not None]
    return max(ends) + A_DAY if ends else rules.day


def _is_of(need: Need, row: ToldShortage) -> bool:
    return (need.subtype, need.specialty, need.key) == (row.subtype, row.specialty, row.rule)


def _write(licences: Collection[UUID], rules: Rules, now: datetime) -> Looked:
    """Look once more at licences of which something has turned, now that no other worker does, and write it."""
    with transaction.atomic():
        hold(LOCK)
        turned = _turned(licences, rules)
        if not turned.licences:  # another worker was quicker
            return Looked(0, 0, ())
        with change(Command(uuid4(), None, now), "licence.watch_staff") as made:
            for short in turned.short:
                _open(made, short)
            for over in turned.over:
                _close(made, over)
            tell(made, _begun(turned.short), rules.day)
            made.result = {"told": len(turned.short), "over": len(turned.over)}
            return Looked(len(turned.short), len(turned.over), (made.id,))


def _begun(shorts: Iterable[Short]) -> dict[Holding, date]:
    """Since when at the earliest each licence is short of somebody."""
    found: dict[Holding, date] = {}
    for short in shorts:
        found[short.licence] = min(short.since, found.get(short.licence, short.since))
    return found


def _open(made: Change, short: Short) -> None:
    """Store that a shortage was told, with an entry in the licence's stream."""
    need = short.need
    row = ToldShortage.objects.create(
        annex=short.annex,
        subtype=need.subtype,
        specialty=need.specialty,
        rule=need.key,
        office=short.licence.office,
        since=short.since,
        found=short.found,
        least=need.least,
        change=made,
    )
    body = {"shortage": row.id, "annex": short.annex, "need": need, "found": short.found, "since": short.since}
    append(licence_stream(short.licence.id), made, "staff_short", body)


def _close(made: Change, over: Over) -> None:
    """Store that a told shortage is over, with an entry in the licence's stream."""
    ToldShortage.objects.filter(pk=over.told.pk, over_by__isnull=True).update(over_on=over.on, over_by=made)
    body = {"shortage": over.told.id, "annex": over.told.annex, "over_on": over.on}
    append(licence_stream(over.licence.id), made, "staff_no_longer_short", body)
