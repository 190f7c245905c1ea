"""Notices on the same day that a subtype has become short of certified staff, and that it no longer is.

What is short is derived; ``ToldShortage`` says what was told. A shortage that goes on is told once, one that is over is
closed, one that comes back is told again. A shortage is a warning: the licence stays in force (reading L14).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Result, change
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.order_59_licence.staffing import Need, Post, StaffLine, people_on, shortages
from tirkelim.register.commands.licences import licence_stream
from tirkelim.register.licence_queries import AnnexOn, LicenceOn, licences_on
from tirkelim.register.licence_reference import edited_since, staff_lines_on
from tirkelim.register.models import Licence
from tirkelim.services.licence.models import ToldShortage
from tirkelim.services.licence.staffing.changed import concerned, news, remember
from tirkelim.services.licence.staffing.posts import posts_at
from tirkelim.services.licence.staffing.shortage import WATCHED, needs_at
from tirkelim.services.licence.staffing.telling import tell

PORTION = 500
"""Licences looked at with one set of queries."""
A_DAY = timedelta(days=1)
LOCK = "staff_watch"

Key = tuple[UUID, str, str, str]
"""What a shortage is told by: annex, subtype, specialty, line."""


class Short(NamedTuple):
    """A need that is not covered on the day: how many count, and since when without a break it has been too few."""

    licence: Licence
    annex: UUID
    need: Need
    found: int
    since: date

    @property
    def key(self) -> Key:
        """By what it is told."""
        return (self.annex, self.need.subtype, self.need.specialty, self.need.key)


class Over(NamedTuple):
    """A told shortage that is over: its first day without."""

    licence: Licence
    told: ToldShortage
    on: date


class Turned(NamedTuple):
    """What is to be told, and what is over."""

    short: list[Short]
    over: list[Over]


class Rules(NamedTuple):
    """The staffing lines of the day, and since when the edited ones stand."""

    lines: tuple[StaffLine, ...]
    since: dict[str, date]
    day: date


def watch_changes(now: datetime) -> int:
    """Look at what changed in the register since the last look; how many shortages were told or closed.

    The first look ever, and one after an edit of the staffing lines, is at every licence.
    """
    seen = news(now)
    if seen.row is not None and not seen.fresh:
        return 0
    with transaction.atomic():
        hold(LOCK)
        seen = news(now)  # another worker may have been quicker
        known = max(now, seen.newest or now)
        rows = Licence.objects.all() if seen.row is None else concerned([id for id, _ in seen.fresh])
        turned = _turned(rows, localdate(now), known)
        own = []
        if turned.short or turned.over:
            with change(Command(uuid4(), None, now), "licence.watch_staff") as made:
                made.result = _write(made, turned, localdate(now))
                own = [made.id]
        remember(seen, now, *own)
    return len(turned.short) + len(turned.over)


def sweep(made: Change, now: datetime) -> Result:
    """Look at every licence, once a day: certificates end, known dismissals and edited lines begin to count, though
    nobody did anything; result {"told", "over"}."""
    hold(LOCK)
    return _write(made, _turned(Licence.objects.all(), localdate(now), now), localdate(now))


def _turned(licences: QuerySet[Licence], day: date, known: datetime) -> Turned:
    """What has become short or is over, a portion of licences at a time."""
    rules = Rules(staff_lines_on(day, known), edited_since(day, known), day)
    turned = Turned([], [])
    rows = licences.order_by("id").iterator(chunk_size=PORTION)
    while portion := list(islice(rows, PORTION)):
        ons = licences_on(portion, day, known)
        short, over = _of_portion(ons, rules, known)
        turned.short.extend(short)
        turned.over.extend(over)
    return turned


def _of_portion(ons: Sequence[LicenceOn], rules: Rules, known: datetime) -> Turned:
    watched = [(on, one) for on in ons for one in on.annexes if one.status.status in WATCHED]
    posts = posts_at({one.annex.base_id for _, one in watched}, known)
    short: dict[Key, Short] = {}
    for on, one in watched:
        for found in _short_of(on.licence, one, posts[one.annex.base_id], rules):
            short[found.key] = found
    told = _told(one.annex.id for on in ons for one in on.annexes)
    new = [found for key, found in short.items() if key not in told]
    over = [Over(*_over(row, ons, posts, rules)) for key, row in told.items() if key not in short]
    return Turned(new, over)


def _short_of(licence: Licence, annex: AnnexOn, posts: Sequence[Post], rules: Rules) -> Iterator[Short]:
    for need in needs_at(annex, rules.lines):
        found = len(people_on(need, posts, rules.day))
        if found < need.least:
            begin = max(annex.annex.issued_on, rules.since.get(need.key, date.min))
            yield Short(licence, annex.annex.id, need, found, _since(need, posts, begin, rules.day))


def _since(need: Need, posts: Sequence[Post], begin: date, day: date) -> date:
    """The first day of the unbroken stretch of days, up to ``day``, on which a need is not covered."""
    since = day
    for stretch in reversed(shortages((need,), posts, min(begin, day), day)):
        if stretch.last is not None and stretch.last + A_DAY < since:
            break
        since = stretch.first
    return since


def _told(annexes: Iterable[UUID]) -> dict[Key, ToldShortage]:
    """The shortages of some annexes that were told and are not over."""
    rows = ToldShortage.objects.filter(annex__in=list(annexes), over_by__isnull=True)
    return {(row.annex, row.subtype, row.specialty, row.rule): row for row in rows}


def _over(
    row: ToldShortage, ons: Sequence[LicenceOn], posts: dict[UUID, tuple[Post, ...]], rules: Rules
) -> tuple[Licence, ToldShortage, date]:
    """The first day on which a told shortage was no longer there, as far as that can be said."""
    on, one = next((on, one) for on in ons for one in on.annexes if one.annex.id == row.annex)
    if one.status.status not in WATCHED:
        return on.licence, row, min(max(one.status.since, row.since), rules.day)
    needs = [need for need in needs_at(one, rules.lines) if _is_of(need, row)]
    stretches = shortages(needs, posts[one.annex.base_id], row.since, rules.day)
    ends = [stretch.last for stretch in stretches if stretch.last is not None]
    return on.licence, row, max(ends) + A_DAY if ends else rules.day


def _is_of(need: Need, row: ToldShortage) -> bool:
    return (need.subtype, need.specialty, need.key) == (row.subtype, row.specialty, row.rule)


def _write(made: Change, turned: Turned, day: date) -> Result:
    """Store what was told and what is over, with an entry in the licence's stream, and write the messages."""
    by_licence: defaultdict[Licence, list[Short]] = defaultdict(list)
    for short in turned.short:
        _open(made, short)
        by_licence[short.licence].append(short)
    for over in turned.over:
        _close(made, over)
    for licence, shorts in by_licence.items():
        tell(made, licence, min(short.since for short in shorts), day)
    return {"told": len(turned.short), "over": len(turned.over)}


def _open(made: Change, short: Short) -> None:
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
    ToldShortage.objects.filter(pk=over.told.pk, over_by__isnull=True).update(over_on=over.on, over_by=made)
    body = {"shortage": over.told.id, "annex": over.told.annex, "over_on": over.on}
    append(licence_stream(over.licence.id), made, "staff_no_longer_short", body)
