"""Which levels a worker may ask for in a specialty, and by which route each would be decided. Only offers: what can be
given the kernel decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.order_283_cpd.decision import Route
from tirkelim.law.order_283_cpd.levels import Category, Framework, Level, LevelName, framework
from tirkelim.law.order_283_cpd.transitions import nursing_transfer
from tirkelim.register.qualification_queries import category_held
from tirkelim.services.cpd.background import background_of, claim_of
from tirkelim.services.cpd.held import level_held
from tirkelim.services.level.learnt import HIGHER, Learnt, educations


class Offer(NamedTuple):
    """A level that can be asked for, and why."""

    level: LevelName
    route: Route


class Offers(NamedTuple):
    """What is offered, the most likely first; ``held``: the level held now."""

    held: LevelName | None
    offers: tuple[Offer, ...]


def offers_for(person: UUID, specialty: str, day: date, known: datetime, book: LawBook) -> Offers:
    """The levels to choose from. Raises NotInForce."""
    frame = framework(book, day)
    held = level_held(person, specialty, day, known, frame)
    learnt = [one for one in educations(person, known) if one.graduated_on <= day]
    current = None if held is None else frame.levels[held.level]
    found = [
        *_from_held(current, specialty, learnt, frame, day, book),
        *_from_category(person, specialty, day, known, learnt, frame),
        *_from_education(current, learnt, frame),
    ]
    likely = claim_of(background_of(person, specialty, day, known, book), specialty, day, book)
    first_of: dict[LevelName, Offer] = {}
    for offer in sorted(found, key=lambda offer: (offer.level != likely, offer.level is LevelName.L8)):
        first_of.setdefault(offer.level, offer)
    return Offers(None if held is None else held.level, tuple(first_of.values()))


def _from_held(
    held: Level | None, specialty: str, learnt: list[Learnt], frame: Framework, day: date, book: LawBook
) -> Iterator[Offer]:
    """The next step, the same level confirmed, and for a nurse the same step on the track of a new diploma."""
    if held is None:
        return
    for one in learnt:
        moved = nursing_transfer(specialty, held, one.kind, one.specialty, day, book).level
        if moved is not None:
            yield Offer(moved.name, Route.NURSING_TRANSFER)
    following = frame.by_place.get((held.track, held.step + 1))
    if following is not None and not held.is_by_degree:
        yield Offer(following.name, Route.NEXT)
    if not held.is_by_degree:
        yield Offer(held.name, Route.CONFIRMATION)


def _from_category(
    person: UUID, specialty: str, day: date, known: datetime, learnt: list[Learnt], frame: Framework
) -> Iterator[Offer]:
    """The level equal to a category of the earlier system, on the track of each education."""
    row = category_held(person, specialty, day, known)
    if row is None:
        return
    for one in learnt:
        level = frame.from_category(Category(str(row.category)), one.kind)
        if not level.is_by_degree:
            yield Offer(level.name, Route.FROM_CATEGORY)


def _from_education(held: Level | None, learnt: list[Learnt], frame: Framework) -> Iterator[Offer]:
    """The initial level of each education on a track where none is held; level 8 by degree or on a finding."""
    for one in sorted(learnt, key=lambda one: one.graduated_on, reverse=True):
        level = frame.initial(one.kind)
        if level.is_by_degree or one.kind in HIGHER:
            yield Offer(LevelName.L8, Route.BY_DEGREE)
        if not level.is_by_degree and (held is None or held.track != level.track):
            yield Offer(level.name, Route.INITIAL)


def is_initial(level: LevelName, day: date, book: LawBook) -> bool:
    """Whether neither labour functions nor confirmed results are asked for it (p.17; reading C20)."""
    return framework(book, day).levels[level].step == 0
