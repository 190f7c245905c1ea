"""Complaints about a public service: the instances, their terms and their order (503/2016 p.23; reading A1).

The head of the body that decided, then the body for the quality of public services, then the authorised body; the
court at any time. Among the orders held here only 503/2016 says so; the same terms are taken for the other services.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
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

BY_THE_ORDER = tuple(Route(instance, PLACE) for instance in Instance)
"""The instances where the service's own order names them."""

BY_READING = tuple(Route(instance, PLACE, ("A1",)) for instance in Instance)
"""The same instances for services whose orders, as held here, say nothing of complaints."""


class Past(NamedTuple):
    """A complaint made before about the same decision: its instance, its last day (None: no term), whether answered."""

    instance: Instance
    due_on: date | None
    answered: bool


def answer_due(instance: Instance, registered_on: date, book: LawBook) -> date | None:
    """The last day for an answer to a complaint registered on the day; None where the order names no term."""
    duty = TERMS.get(instance)
    return None if duty is None else due_after_event(duty, registered_on, book)


def open_instances(past: Iterable[Past], on: date) -> tuple[Instance, ...]:
    """The instances that can be turned to on a day.

    The next one is open when the one before has answered, or has let its term pass; the court is always open. While
    an instance considers, only the court is left.
    """
    made = {one.instance: one for one in past}
    found = []
    for instance in (Instance.HEAD, Instance.QUALITY_BODY, Instance.AUTHORITY):
        before = made.get(instance)
        if before is None:
            found.append(instance)
            break
        if not _is_over(before, on):
            break
    if Instance.COURT not in made:
        found.append(Instance.COURT)
    return tuple(found)


def _is_over(complaint: Past, on: date) -> bool:
    return complaint.answered or (complaint.due_on is not None and on > complaint.due_on)
