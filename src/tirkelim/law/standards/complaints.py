"""Complaints about a public service: the instances, their terms and their order (503/2016 p.23; reading A1).

The head of the body that decided, then the body for the quality of public services, then the authorised body; the
court at any time (reading A3). Among the orders held here only 503/2016 says so; the same terms are taken for the other
services.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.citation import Citation, cite
from tirkelim.law.standards.duties import Duty, due_after_event

PLACE = cite("503/2016 p.23")


class Instance(enum.StrEnum):
    """Who answers a complaint, in the order in which they are turned to."""

    HEAD = "head"
    QUALITY_BODY = "quality_body"
    AUTHORITY = "authority"
    COURT = "court"


class Route(NamedTuple):
    """An instance of a service: where it stands, and the readings it rests on."""

    instance: Instance
    citation: Citation
    readings: tuple[str, ...] = ()


TERMS = {Instance.HEAD: Duty.COMPLAINT_HEAD, Instance.QUALITY_BODY: Duty.COMPLAINT_QUALITY_BODY}
"""The duty whose term an instance has; the others have none in the order."""

COURT_ANY_TIME = "A3"
COURSE = "A4"
"""Readings: the way to the court; a complaint about how an application is considered."""


def _route(instance: Instance, *readings: str) -> Route:
    court = (COURT_ANY_TIME,) if instance is Instance.COURT else ()
    return Route(instance, PLACE, (*readings, *court))


BY_THE_ORDER = tuple(_route(instance) for instance in Instance)
"""The instances where the service's own order names them."""

BY_READING = tuple(_route(instance, "A1") for instance in Instance)
"""The same instances for services whose orders, as held here, say nothing of complaints."""

WHERE_THE_AUTHORITY_DECIDES = tuple(route for route in BY_READING if route.instance is not Instance.AUTHORITY)
"""For services that the authorised body itself decides: its own head answers first, and it is not asked twice."""

LADDER = (Instance.HEAD, Instance.QUALITY_BODY, Instance.AUTHORITY)
"""The instances that follow one another; the court stands beside them."""


class Past(NamedTuple):
    """A complaint made before about the same decision: its instance, its last day (None: no term), whether answered.

    One that was taken back counts as never made.
    """

    instance: Instance
    due_on: date | None
    answered: bool


class Standing(enum.StrEnum):
    """Where an instance stands for an applicant."""

    OPEN = "open"
    CONSIDERING = "considering"
    ANSWERED = "answered"
    SILENT = "silent"
    """It let its term pass."""
    LATER = "later"
    """The instance before it has to answer first, or to let its term pass."""


class Way(NamedTuple):
    """An instance as an applicant finds it. ``opens_on``: the day from which one that is not open yet is open at the
    latest; None where that is not known."""

    instance: Instance
    standing: Standing
    opens_on: date | None = None


def working_days(instance: Instance, book: LawBook) -> int | None:
    """The working days within which an instance answers, by the newest wording; None where the order names no term."""
    duty = TERMS.get(instance)
    return None if duty is None else book.number(f"duty.{duty}.days", book.latest(PLACE.act).start)


def answer_due(instance: Instance, registered_on: date, book: LawBook) -> date | None:
    """The last day for an answer to a complaint registered on the day; None where the order names no term."""
    duty = TERMS.get(instance)
    return None if duty is None else due_after_event(duty, registered_on, book)


def ways(routes: Iterable[Route], past: Iterable[Past], on: date) -> tuple[Way, ...]:
    """The instances of a service as they stand on a day.

    The next one is open when the one before has answered, or has let its term pass; the court is always open. While
    an instance considers, only the court is left.
    """
    known = [route.instance for route in routes]
    made = {one.instance: one for one in past}
    found, reached, opens_on = [], True, None
    for instance in (one for one in LADDER if one in known):
        before = made.get(instance)
        if before is None:
            found.append(Way(instance, Standing.OPEN) if reached else Way(instance, Standing.LATER, opens_on))
            reached, opens_on = False, None
            continue
        found.append(Way(instance, _standing(before, on)))
        if found[-1].standing is Standing.CONSIDERING:
            reached = False
            opens_on = None if before.due_on is None else before.due_on + timedelta(days=1)
    if Instance.COURT in known:
        court = made.get(Instance.COURT)
        found.append(Way(Instance.COURT, Standing.OPEN if court is None else _standing(court, on)))
    return tuple(found)


def open_instances(routes: Iterable[Route], past: Iterable[Past], on: date) -> tuple[Instance, ...]:
    """The instances that can be turned to on a day."""
    return tuple(way.instance for way in ways(routes, past, on) if way.standing is Standing.OPEN)


def _standing(complaint: Past, on: date) -> Standing:
    if complaint.answered:
        return Standing.ANSWERED
    is_over = complaint.due_on is not None and on > complaint.due_on
    return Standing.SILENT if is_over else Standing.CONSIDERING
