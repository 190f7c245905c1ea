"""What would be short if somebody left, came, or did not renew a certificate. Nothing is stored: the same rule answers,
on posts that are supposed otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.order_59_licence.staffing import Need, Post, Shortage, StaffLine, people_on, shortages
from tirkelim.register.licence_queries import AnnexOn
from tirkelim.services.licence.staffing.posts import Place, Places
from tirkelim.services.licence.staffing.shortage import needs_at


class Leaver(NamedTuple):
    """Somebody who would leave: ``last`` is the last day of work."""

    person: UUID
    last: date


class Joiner(NamedTuple):
    """Somebody who would come: from which day, with certificates in which specialties, to which base (None: all)."""

    first: date
    specialties: frozenset[str]
    base: UUID | None = None


class Scenario(NamedTuple):
    """What is supposed. ``renewed``: certificates that end are renewed in time, but for those of ``not_renewed``
    (certificate ids)."""

    leavers: tuple[Leaver, ...] = ()
    joiners: tuple[Joiner, ...] = ()
    renewed: bool = False
    not_renewed: frozenset[UUID] = frozenset()


class Cover(NamedTuple):
    """Somebody of the same organisation who could step in: counts at another base in what is needed."""

    person: UUID
    base: UUID


class Answer(NamedTuple):
    """One need of one annex. ``as_is``: what is short by what the register knows; ``then``: what would be; ``left``:
    who would still count on the first short day (people of the register); ``could``: who could step in then."""

    annex: AnnexOn
    need: Need
    as_is: tuple[Shortage, ...]
    then: tuple[Shortage, ...]
    left: frozenset[UUID]
    could: tuple[Cover, ...]

    @property
    def first_short(self) -> Shortage | None:
        """The first stretch that would be short."""
        return self.then[0] if self.then else None

    @property
    def is_new(self) -> bool:
        """Whether it would be short on days on which it is not by what is known."""
        return self.then != self.as_is and bool(self.then)

    @property
    def is_cured(self) -> bool:
        """Whether what is or would become short no longer would be."""
        return bool(self.as_is) and not self.then


def answers(
    annexes: Iterable[AnnexOn],
    places: Places,
    lines: Iterable[StaffLine],
    scenario: Scenario,
    day: date,
    horizon: timedelta,
) -> tuple[Answer, ...]:
    """What each need of some annexes would come to between a day and the horizon. ``places`` of all their bases, and of
    other bases of the holder for who could step in. No queries."""
    every, last = tuple(lines), day + horizon
    known = {base: tuple(place.post for place in found) for base, found in places.items()}
    then = supposed(places, scenario, day)
    found = []
    for one in annexes:
        base = one.annex.base_id
        for need in needs_at(one, every):
            short = shortages((need,), then.get(base, ()), day, last)
            on = short[0].first if short else None
            left = frozenset() if on is None else people_on(need, then.get(base, ()), on)
            could = () if on is None else tuple(_could(need, base, then, on, left))
            as_is = shortages((need,), known.get(base, ()), day, last)
            found.append(Answer(one, need, as_is, short, _of_register(left), could))
    return tuple(found)


def supposed(places: Places, scenario: Scenario, day: date) -> dict[UUID, tuple[Post, ...]]:
    """The posts at each base as the scenario has them."""
    leaving = {one.person: one.last for one in scenario.leavers}
    return {
        base: (*_staying(found, scenario, leaving, day), *_coming(base, scenario)) for base, found in places.items()
    }


def _staying(found: Iterable[Place], scenario: Scenario, leaving: Mapping[UUID, date], day: date) -> Iterator[Post]:
    for place in found:
        post = place.post
        kept_up = scenario.renewed and place.certificate not in scenario.not_renewed
        if kept_up and place.ends_by_certificate and post.last is not None and post.last >= day:
            post = post._replace(last=place.at_base.last)
        if place.person in leaving:
            gone = leaving[place.person]
            post = post._replace(last=gone if post.last is None else min(gone, post.last))
        if post.last is None or post.last >= post.first:
            yield post


def _coming(base: UUID, scenario: Scenario) -> Iterator[Post]:
    """A newcomer is no person of the register yet: a number stands for each."""
    for number, joiner in enumerate(scenario.joiners):
        if joiner.base in (None, base):
            for specialty in sorted(joiner.specialties):
                yield Post(f"new:{number}", specialty, joiner.first, None)


def _could(
    need: Need, base: UUID, then: Mapping[UUID, tuple[Post, ...]], on: date, left: frozenset[str]
) -> Iterator[Cover]:
    """Who counts in what is needed at another base of the holder on a day, each once."""
    seen = set(left)
    for other, posts in then.items():
        if other != base:
            for person in sorted(people_on(need, posts, on) - seen):
                seen.add(person)
                if not person.startswith("new:"):
                    yield Cover(UUID(person), other)


def _of_register(people: Iterable[str]) -> frozenset[UUID]:
    return frozenset(UUID(person) for person in people if not person.startswith("new:"))
