"""The question ``act.in_force``: from when to when an order of the seeds is in force."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition, Force, Order, force_of
from tirkelim.law.finding import Finding
from tirkelim.law.requirement import define
from tirkelim.law.unknown import UNKNOWN, Maybe

IN_FORCE = {
    "66/2025": define("act.in_force.66_2025", "66/2025 p.4", reads=("published_on", "on")),
    "23/2024": define("act.in_force.23_2024", "23/2024 p.4", reads=("published_on", "on")),
    "93/2025": define("act.in_force.93_2025", "93/2025 p.4", reads=("published_on", "on")),
    "920/2019": define("act.in_force.920_2019", "920/2019 p.4", reads=("published_on", "on")),
    "503/2016": define("act.in_force.503_2016", "503/2016 order p.4", reads=("published_on", "on")),
}


class SeedOrder(enum.StrEnum):
    """The five orders that the project holds."""

    ORDER_66_2025 = "66/2025"
    ORDER_23_2024 = "23/2024"
    ORDER_93_2025 = "93/2025"
    ORDER_920_2019 = "920/2019"
    ORDER_503_2016 = "503/2016"


@dataclass(frozen=True, slots=True)
class InForceFacts:
    """Which order; the day asked about; the day of its first official publication, where it is known."""

    act: SeedOrder
    on: Maybe[date] = UNKNOWN
    published_on: Maybe[date] = UNKNOWN


@question("act.in_force", InForceFacts, *(str(r.citation) for r in IN_FORCE.values()), day_field="on")
def in_force(facts: InForceFacts, book: LawBook) -> Answer:
    """The span of the order and whether the day lies in it. Source: the last paragraph of each order."""
    order = book.orders[facts.act]
    published = None if facts.published_on is UNKNOWN else facts.published_on
    if published is not None and order.registered_on is not None and published < order.registered_on:
        raise FactErrors([FieldError("published_on", "published_before_registration", (("day", order.registered_on),))])
    force = force_of(order, published)
    values: dict[str, object] = {
        "in_force_from": force.start,
        "in_force_until": force.end,
        "assumed": force.assumed,
    }
    if facts.on is not UNKNOWN:
        values["in_force"] = force.covers(facts.on)
    edition = Edition(order.id, order.id, force.start, force.end, force.assumed, order.repealed_by)
    return Answer(values, (_finding(facts, order, force),), edition)


def _finding(facts: InForceFacts, order: Order, force: Force) -> Finding:
    readings = ("G7", "K14") if order.repealed_by else ("G7",)
    params = (("start", force.start), ("end", force.end))
    assumed = ".assumed" if force.assumed else ""
    span = "until" if force.end else "from"
    if facts.on is UNKNOWN or force.covers(facts.on):
        message = f"act.in_force.{span}{assumed}"
        return IN_FORCE[order.id].met(force.start, None, *params, message=message, readings=readings)
    message = f"act.not_in_force.{span}{assumed}"
    return IN_FORCE[order.id].not_met(facts.on, force.start, *params, message=message, readings=readings)
