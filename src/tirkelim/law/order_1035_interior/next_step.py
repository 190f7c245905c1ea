"""What the next category or level would bring: the step after this one, or why there is none."""

from __future__ import annotations

from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.law.order_1035_interior.bridge import band_of, category_after, category_of, level_after
from tirkelim.law.order_1035_interior.place import Place, place
from tirkelim.law.order_1035_interior.requirements import BAND, CATEGORY, NEXT

MESSAGES = "position.interior.next"


class Standing(NamedTuple):
    """What tells a worker's rows apart: wording, sphere, band and institution; the category comes beside it."""

    position: str
    sphere: str | None = None
    band: str | None = None
    institution: str | None = None

    def at(self, category: Category | None) -> Place:
        """The place with this category."""
        return place(self.position, self.sphere, self.band, category, self.institution)

    @property
    def by_category(self) -> bool:
        """Whether the step depends on the category: in the main staff of health and other spheres."""
        return any(row.category is not None for row in self.at(None).rows)

    @property
    def in_health(self) -> Standing:
        """The same in the sphere of health care, where the register has the position there."""
        there = self._replace(sphere="health")
        is_named = {row.sphere for row in there.at(None).rows} == {"health"}
        return there if self.sphere is None and is_named else self

    @property
    def needs_band(self) -> bool:
        """Whether only the band tells apart the rows of a health position that remain."""
        rows = self.at(None).rows
        return self.band is None and {row.sphere for row in rows} == {"health"} and len({row.band for row in rows}) > 1


def with_band(standing: Standing, level: LevelName | None, book: LawBook) -> tuple[Standing, tuple[Finding, ...]]:
    """The standing with the band of the level's education, where the band is needed and not given (reading P13).

    Levels are given to health workers only, so the sphere is health care where the register names the position there.
    """
    standing = standing if level is None else standing.in_health
    if level is None or not standing.needs_band:
        return standing, ()
    band, params = band_of(level, book), (("level", str(level)),)
    if band is None:
        return standing, (BAND.unknown(*params, readings=("P13",)),)
    met = BAND.met(Term(f"band.{band}"), None, *params, ("band", Term(f"band.{band}")), readings=("P13",))
    return standing._replace(band=band), (met,)


class Held(NamedTuple):
    """The category that the register is asked with (None: not known, or none stands beside the level), and why."""

    category: Category | None
    findings: tuple[Finding, ...]


def held_category(category: Category | None, level: LevelName | None, book: LawBook) -> Held:
    """The category given, or the one beside the level given (reading P11). Where both are given they must agree."""
    if level is None:
        return Held(category, () if category is not None else (CATEGORY.unknown(),))
    beside = category_of(level, book)
    params = (("level", str(level)),)
    if beside is None:
        missing = CATEGORY.not_met(str(level), None, *params, message=f"{CATEGORY.id}.none_beside", readings=("P11",))
        return Held(None, (missing,))
    words = (*params, ("category", Term(f"category.{beside}")))
    if category not in (None, beside):
        return Held(None, (CATEGORY.not_met(Term(f"category.{category}"), Term(f"category.{beside}"), *words),))
    return Held(beside, (CATEGORY.met(Term(f"category.{beside}"), None, *words, readings=("P11",)),))


class Next(NamedTuple):
    """The next category and level, the step they bring (None: none, or not told), and why."""

    category: Category | None
    level: LevelName | None
    step: str | None
    finding: Finding


def next_step(standing: Standing, category: Category | None, level: LevelName | None, book: LawBook) -> Next:
    """The step of the next category. Nothing follows the highest; steps of managers do not follow categories."""
    now = standing.at(category)
    if not now.rows or (category is None and now.link is None):
        return Next(None, None, None, NEXT.unknown())
    if not standing.by_category:
        key = "by_position" if any(row.step or row.step_lost for row in now.rows) else "no_step"
        return Next(None, None, None, NEXT.not_applicable(message=f"{MESSAGES}.{key}"))
    if category is None:
        return Next(None, None, None, NEXT.unknown())
    after = category_after(category, book)
    following = None if level is None else level_after(level, book)
    if after is None:
        return Next(None, None, None, NEXT.not_applicable(message=f"{MESSAGES}.highest"))
    return _brought(standing, now, after, following)


def _brought(standing: Standing, now: Place, after: Category, following: LevelName | None) -> Next:
    then = standing.at(after)
    if then.step is None or now.step is None:
        return Next(after, following, None, NEXT.unknown())
    if then.step == now.step:
        same = NEXT.not_applicable(("step", now.step), message=f"{MESSAGES}.same", readings=("P9",))
        return Next(after, following, then.step, same)
    params = (("category", Term(f"category.{after}")), ("step", then.step), ("level", following and str(following)))
    key = f"{MESSAGES}.met" if following is None else f"{MESSAGES}.level"
    readings = () if following is None else ("P11",)
    return Next(after, following, then.step, NEXT.met(then.step, None, *params, message=key, readings=readings))
