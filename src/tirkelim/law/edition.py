"""Editions of acts: by which order a wording was given, and from which day to which it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.citation import Citation


class Edition(NamedTuple):
    """One wording of an act. ``start`` and ``end`` are its first and last day in force (``end`` None: no end known)."""

    act: str
    by: str
    start: date
    end: date | None
    assumed: bool
    """A boundary rests on a publication day that is not known."""
    later_amendment: str | None
    """A later amending or repealing order that exists but whose wording is not held."""

    @property
    def label(self) -> str:
        """The name shown beside every answer, such as ``283/2020 ed. 66/2025``."""
        return self.act if self.by == self.act else f"{self.act} ed. {self.by}"

    def covers(self, day: date) -> bool:
        """Whether the edition is in force on this day."""
        return self.start <= day and (self.end is None or day <= self.end)


def in_succession(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """The same editions, each that names no end ending the day before the next wording of its act begins.

    Raises ValueError where two wordings of one act would be in force on one day, or one ends before it begins.
    """
    given = tuple(editions)
    first_days = {act: sorted(one.start for one in given if one.act == act) for act in {one.act for one in given}}
    return tuple(_until_the_next(edition, first_days[edition.act]) for edition in given)


def _until_the_next(edition: Edition, first_days: list[date]) -> Edition:
    following = next((day for day in first_days if day > edition.start), None)
    if edition.end is None and following is not None:
        edition = edition._replace(end=following - timedelta(days=1))
    if edition.end is not None and edition.end < edition.start:
        raise ValueError(f"{edition.label} ends before it begins")
    twice = first_days.count(edition.start) > 1
    if twice or (following is not None and edition.covers(following)):
        day = edition.start if twice else following
        raise ValueError(f"{edition.label} and another wording are both in force on {day}")
    return edition


class NotInForce(LookupError):
    """No held edition of the act is in force on the day.

    ``reason`` is ``before_held`` (an earlier wording may exist but is not held), ``before_act`` (the act did not exist)
    or ``repealed``; ``by`` then names the repealing order.
    """

    def __init__(self, act: str, day: date, reason: str, boundary: date | None = None, by: str | None = None) -> None:
        super().__init__(f"NotInForce: {act} on {day.isoformat()} ({reason})")
        self.act = act
        self.day = day
        self.reason = reason
        self.boundary = boundary
        self.by = by


class Order(NamedTuple):
    """An order of the seeds: how it came, or comes, into force and, where it ended, by what."""

    id: str
    signed_on: date
    registered_on: date | None
    registration_number: str | None
    days_after_publication: int | None
    published_on: date | None
    starts_on: date | None
    """A first day that the order itself names."""
    repealed_by: str | None
    repeal_signed_on: date | None
    repeal_days_after_publication: int | None
    repeal_published_on: date | None
    source: Citation
    amends: tuple[str, ...]


class Force(NamedTuple):
    """From when to when an order is in force, and whether a boundary is assumed."""

    start: date
    end: date | None
    assumed: bool

    def covers(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= day and (self.end is None or day <= self.end)


def first_day_after_publication(published_on: date, days: int) -> date:
    """The first day in force when an act takes effect ``days`` calendar days after publication (reading G7)."""
    return published_on + timedelta(days=days + 1)


def force_of(order: Order, published_on: date | None = None) -> Force:
    """The span of an order; ``published_on`` replaces the publication day held as data (or the lack of it).

    For a repealed order a publication day on or after the repeal's signature is that of the repeal (reading K14).
    While a publication day is unknown, the earliest possible one stands in and the span is marked assumed.
    """
    start, start_assumed = _start(order, published_on)
    end, end_assumed = _end(order, published_on)
    return Force(start, end, start_assumed or end_assumed)


def _start(order: Order, published_on: date | None) -> tuple[date, bool]:
    if order.starts_on is not None:
        return order.starts_on, False
    published = published_on or order.published_on
    days = order.days_after_publication
    if days is None:
        raise ValueError(f"order {order.id} says neither a first day nor days after publication")
    if published is not None:
        return first_day_after_publication(published, days), False
    return first_day_after_publication(order.registered_on or order.signed_on, days), True


def _end(order: Order, published_on: date | None) -> tuple[date | None, bool]:
    signed, days = order.repeal_signed_on, order.repeal_days_after_publication
    if signed is None or days is None:
        return None, False
    given = published_on if published_on is not None and published_on >= signed else None
    published = given or order.repeal_published_on
    last = first_day_after_publication(published or signed, days) - timedelta(days=1)
    return last, published is None
