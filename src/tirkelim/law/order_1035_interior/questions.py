"""The question ``position.interior``: block, link and step of a position in an internal-affairs body."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.kinds import ShortText
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_1035_interior.place import Place, place
from tirkelim.law.order_1035_interior.register import named
from tirkelim.law.order_1035_interior.requirements import BLOCKS, LISTED
from tirkelim.law.unknown import UNKNOWN, Maybe

ACT = "1035/2015"


class Sphere(enum.StrEnum):
    """The sphere of a main-staff position."""

    HEALTH = "health"
    OTHER = "other"


class Band(enum.StrEnum):
    """The qualification band that the register tells specialists apart by."""

    HIGH = "high"
    MIDDLE = "middle"


class Category(enum.StrEnum):
    """The qualification category; ``none`` is a worker without one."""

    HIGHEST = "highest"
    FIRST = "first"
    SECOND = "second"
    NONE = "none"


class Institution(enum.StrEnum):
    """The significance of the institution a manager works in."""

    REPUBLICAN = "republican"
    OBLAST = "oblast"
    DISTRICT = "district"
    REPUBLICAN_BRANCH = "republican_branch"


@dataclass(frozen=True, slots=True)
class InteriorFacts:
    """A position in the register's Kazakh wording or close to it, and what tells its rows apart."""

    position: Maybe[ShortText]
    sphere: Sphere | None = None
    band: Band | None = None
    category: Category | None = None
    institution: Institution | None = None


@question("position.interior", InteriorFacts, *(f"1035/2015 block {block}" for block in "ABCD"))
def interior(facts: InteriorFacts, book: LawBook) -> Answer:
    """Block, link and step of the position; null where the register or the facts do not tell."""
    edition = book.latest(ACT)
    if facts.position is UNKNOWN or not facts.position.strip():
        empty = dict.fromkeys(("block", "link", "step"))
        return Answer(empty, (LISTED.unknown(message="position.interior.no_position"),), edition)
    found = place(facts.position, facts.sphere, facts.band, facts.category, facts.institution)
    return Answer({"block": found.block, "link": found.link, "step": found.step}, (_finding(facts, found),), edition)


def _finding(facts: InteriorFacts, found: Place) -> Finding:
    position = ("position", "" if facts.position is UNKNOWN else facts.position)
    if found.block is None or found.link is None:
        key = "several_links" if found.rows else "not_listed"
        return LISTED.unknown(position, message=f"position.interior.{key}")
    requirement = BLOCKS[found.block]
    link = ("link", found.link)
    readings = _readings(facts, found)
    if found.undecided:
        return requirement.unknown(position, link, message="position.interior.several_steps", readings=readings)
    row = found.rows[0]
    if row.step_lost:
        probable = ("probable", row.probable_step)
        return requirement.met(
            found.link, None, link, probable, message="position.interior.step_lost", readings=readings
        )
    if found.step is None:
        return requirement.met(found.link, None, link, message="position.interior.no_step", readings=readings)
    key = "only_step" if found.only_step else "step_inferred" if row.inferred else "step"
    step = ("step", found.step)
    return requirement.met(found.step, None, link, step, message=f"position.interior.{key}", readings=readings)


def _readings(facts: InteriorFacts, found: Place) -> tuple[str, ...]:
    readings = []
    if (
        facts.band is not None
        and facts.position is not UNKNOWN
        and len({row.link for row in named(facts.position)}) > 1
    ):
        readings.append("P8")
    if found.link in ("B2", "B3"):
        readings.insert(0, "P7")
    if found.only_step:
        readings.append("P9")
    if any(row.inferred for row in found.rows):
        readings.append("P10")
    return tuple(readings)
