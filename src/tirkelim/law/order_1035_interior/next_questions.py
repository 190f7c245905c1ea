"""The question ``position.interior_next``: where a worker stands in the register, and what the next level brings."""

from __future__ import annotations

from dataclasses import dataclass

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.kinds import Row, ShortText
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.law.order_1035_interior import questions as interior
from tirkelim.law.order_1035_interior.next_step import Standing, held_category, next_step, with_band
from tirkelim.law.order_1035_interior.nomenclature_rows import counterparts_of
from tirkelim.law.order_1035_interior.requirements import COUNTERPART, LISTED

FIELDS = ("block", "link", "step", "category", "next_category", "next_level", "next_step")


@dataclass(frozen=True, slots=True)
class NextFacts:
    """A position of the register, or the row of the nomenclature that stands for it; a category or a level."""

    position: ShortText | None = None
    row: Row | None = None
    sphere: interior.Sphere | None = None
    band: interior.Band | None = None
    category: Category | None = None
    level: LevelName | None = None
    institution: interior.Institution | None = None


@question("position.interior_next", NextFacts, *(f"1035/2015 block {block}" for block in "ABCD"), "283/2020 ann.3")
def interior_next(facts: NextFacts, book: LawBook) -> Answer:
    """Block, link and step of a worker, and the step that the next category or level brings; null where not told."""
    edition = book.latest(interior.ACT)
    standing, told = _standing(facts)
    if standing is None:
        return Answer(dict.fromkeys(FIELDS), told, edition)
    standing, banded = with_band(standing, facts.level, book)
    held = held_category(facts.category, facts.level, book)
    found = standing.at(held.category)
    following = next_step(standing, held.category, facts.level, book)
    place = (found.block, found.link, found.step)
    values = (*place, held.category, following.category, following.level, following.step)
    bridged = held.findings if standing.by_category else ()
    findings = (*told, *banded, *bridged, _place_finding(standing, held.category, book), following.finding)
    return Answer(dict(zip(FIELDS, values, strict=True)), findings, edition)


def _place_finding(standing: Standing, category: Category | None, book: LawBook) -> Finding:
    """The finding that ``position.interior`` gives for the same facts."""
    facts = interior.InteriorFacts(
        position=standing.position,
        sphere=interior.Sphere(standing.sphere) if standing.sphere else None,
        band=interior.Band(standing.band) if standing.band else None,
        category=interior.Category(category) if category else None,
        institution=interior.Institution(standing.institution) if standing.institution else None,
    )
    return interior.interior(facts, book).findings[0]


def _standing(facts: NextFacts) -> tuple[Standing | None, tuple[Finding, ...]]:
    """What is asked of the register, and how a row of the nomenclature became it. A position goes before a row."""
    if facts.position is not None and facts.position.strip():
        return Standing(facts.position, facts.sphere, facts.band, facts.institution), ()
    if facts.row is None:
        return None, (LISTED.unknown(message="position.interior.no_position"),)
    position = by_row(facts.row)
    if position is None:
        return None, (COUNTERPART.not_met(facts.row, None),)
    pairs = counterparts_of(facts.row)
    title = ("title", position.title)
    if len(pairs) != 1:
        key = f"{COUNTERPART.id}.{'several' if pairs else 'not_told'}"
        wordings = ("wordings", tuple(one.wording for one in pairs))
        return None, (COUNTERPART.unknown(title, wordings, message=key, readings=("P12",)),)
    (pair,) = pairs
    told = COUNTERPART.met(pair.wording, None, title, readings=("P12",))
    standing = Standing(pair.wording, facts.sphere or pair.sphere, facts.band or pair.band, facts.institution)
    return standing, (told,)
