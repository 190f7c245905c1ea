"""Which certified staff a subtype needs at its base, and from when to when it is short (59/2020 ann.1 rows 8, 9(3);
reading L14).

Plain dates in, stretches of days out: the same function answers for today, for a past day and for "what if she leaves".
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.data import read_csv
from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_59_licence.requirements import STAFFING

A_DAY = timedelta(days=1)


class StaffLine(NamedTuple):
    """What a subtype needs at a base: at least so many people with a valid certificate in any of the specialties.

    No specialties: that of the annex, where the subtype goes by specialties. ``certainty``: high, medium or low; a low
    line is nobody's official list.
    """

    key: str
    subtype: str
    specialties: frozenset[str]
    least: int
    certainty: str


class Need(NamedTuple):
    """A line as it stands for one subtype of one annex, its specialties known."""

    key: str
    subtype: str
    specialty: str
    specialties: frozenset[str]
    least: int
    certainty: str


class Post(NamedTuple):
    """Days on which a person counts at a base in a specialty: works there and holds a valid certificate.

    ``first`` and ``last`` are both included; ``last`` None: no end is known.
    """

    person: str
    specialty: str
    first: date
    last: date | None


class Shortage(NamedTuple):
    """Days on which fewer people count than are needed; ``last`` None: up to the end of what was asked about."""

    need: Need
    first: date
    last: date | None
    found: int


@functools.cache
def staff_lines() -> tuple[StaffLine, ...]:
    """The lines that come with the system; edited ones take their place by key (register/licence_reference)."""
    return tuple(
        StaffLine(
            row["key"],
            row["subtype"],
            frozenset(filter(None, row["specialties"].split(";"))),
            int(row["least"]),
            row["certainty"],
        )
        for row in read_csv("order_59/staffing.csv")
    )


def needs_of(claimed: Iterable[tuple[str, str]], lines: Iterable[StaffLine]) -> tuple[Need, ...]:
    """What the subtypes of an annex need: ``claimed`` are pairs of subtype and specialty ("" without one)."""
    every = tuple(lines)
    return tuple(
        Need(line.key, code, specialty, line.specialties or frozenset({specialty}), line.least, line.certainty)
        for code, specialty in claimed
        for line in every
        if line.subtype == code and line.least > 0
    )


def people_on(need: Need, posts: Iterable[Post], day: date) -> frozenset[str]:
    """Who counts for a need on a day, each person once whatever certificates they hold."""
    return frozenset(
        post.person
        for post in posts
        if post.specialty in need.specialties and post.first <= day and (post.last is None or day <= post.last)
    )


def shortages(needs: Iterable[Need], posts: Iterable[Post], first: date, last: date) -> tuple[Shortage, ...]:
    """The stretches between two days (both included) on which a need is not covered, need by need, in order of days.

    A stretch begins anew where the number of people changes, so ``found`` holds throughout.
    """
    every = tuple(posts)
    return tuple(short for need in needs for short in _shortages_of(need, every, first, last))


def _shortages_of(need: Need, posts: tuple[Post, ...], first: date, last: date) -> Iterator[Shortage]:
    counted = [post for post in posts if post.specialty in need.specialties]
    turns = {post.first for post in counted} | {post.last + A_DAY for post in counted if post.last is not None}
    days = sorted({first, *(day for day in turns if first < day <= last)})
    open_one: Shortage | None = None
    for day in days:
        found = len(people_on(need, counted, day))
        if open_one is not None and open_one.found != found:
            yield open_one._replace(last=day - A_DAY)
            open_one = None
        if found < need.least and open_one is None:
            open_one = Shortage(need, day, None, found)
    if open_one is not None:
        yield open_one


def staffing_on(needs: Iterable[Need], posts: Iterable[Post], day: date) -> tuple[Finding, ...]:
    """One finding a need on a day: how many certified people count, of how many needed."""
    every = tuple(posts)
    found = []
    for need in needs:
        params = (
            ("subtype", Term(f"licence.subtype.{need.subtype}")),
            ("specialties", tuple(Term(f"specialty.{code}") for code in sorted(need.specialties))),
        )
        there = len(people_on(need, every, day))
        message = "licence.staffing.none" if there == 0 else ""
        how = {"message": message} if message and need.least > 0 else {}
        found.append(STAFFING.decide(there >= need.least, there, need.least, *params, readings=("L14",), **how))
    return tuple(found)
