"""Where a position stands in the register: block, link and step, as far as the facts tell.

A position named in several links is told apart by band and sphere (readings P7, P8); a step that the register lacks
falls to the only step listed (P9); labels and steps that the seed has lost stay marked as inferred or empty (P10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tirkelim.law.order_1035_interior.managers import BRANCH, REPUBLICAN, Role, manager_rows, read_role
from tirkelim.law.order_1035_interior.register import Entry, named, named_by_kind, service_units
from tirkelim.law.order_1035_interior.translated import in_kazakh, managers_named
from tirkelim.law.wording import fold

CATEGORIES = ("none", "second", "first", "highest")
"""Qualification categories, rising."""


@dataclass(frozen=True, slots=True)
class Place:
    """The answer: what all remaining rows agree on. ``rows`` empty: the register does not name the position."""

    rows: tuple[Entry, ...]
    only_step: bool = False
    """The register lacks the step of this category or institution; the only one listed was taken (P9)."""

    @property
    def block(self) -> str | None:
        """The block, where it is certain."""
        return _agreed([row.block for row in self.rows])

    @property
    def link(self) -> str | None:
        """The link, where it is certain."""
        return _agreed([row.link for row in self.rows])

    @property
    def step(self) -> str | None:
        """The step, where it is certain and not lost; links C and D have none."""
        return _agreed([row.step for row in self.rows]) if self.link else None

    @property
    def undecided(self) -> bool:
        """Whether more facts would tell more: rows of several links or steps remain."""
        return len({(row.block, row.link, row.step, row.probable_step) for row in self.rows}) > 1


def _agreed(values: Sequence[str | None]) -> str | None:
    return values[0] if values and len(set(values)) == 1 else None


def place(position: str, sphere: str | None, band: str | None, category: str | None, institution: str | None) -> Place:
    """Find the position by its wording, then by sphere, band and category, or institution for managers."""
    if sphere is None and fold("қызметтің негізгі түрі") in fold(position):
        sphere = "other"
    for rows in (named(position), service_units(position)):
        found = _narrow(rows, sphere, band, category)
        if found.rows:
            return found
    translated = managers_named(position)
    if translated:
        return Place(translated)
    role = read_role(in_kazakh(position))
    if role is not None:
        return _manager(role, sphere, institution)
    return _narrow(named_by_kind(position), sphere, band, category)


def _narrow(rows: tuple[Entry, ...], sphere: str | None, band: str | None, category: str | None) -> Place:
    rows = _prefer(rows, band, lambda row: row.band)
    rows = _prefer(rows, sphere, lambda row: row.sphere)
    if category is None:
        return Place(rows)
    own = tuple(row for row in rows if row.category in (category, None))
    if own or not rows:
        return Place(own)
    return _only_step(rows)


def _only_step(rows: tuple[Entry, ...]) -> Place:
    """The rows if all of them stand at one step (P9), else none."""
    only = len({(row.link, row.step, row.probable_step) for row in rows}) == 1
    return Place(rows if only else (), only)


def _prefer(rows: tuple[Entry, ...], fact: str | None, column: Callable[[Entry], str | None]) -> tuple[Entry, ...]:
    """Rows that say what the fact says; else rows that say nothing; a missing fact rules out none where all speak."""
    silent = tuple(row for row in rows if column(row) is None)
    if fact is None:
        return silent or rows
    return tuple(row for row in rows if column(row) == fact) or silent


def _manager(role: Role, sphere: str | None, institution: str | None) -> Place:
    if institution is not None:
        branch = role.institution == BRANCH and institution == REPUBLICAN
        role = replace(role, institution=BRANCH if branch else institution)
    rows = manager_rows(role)
    if role.units == ("institution",) and role.institution is None:
        rows = tuple(row for row in rows if row.institution != BRANCH)
    health = sphere == "health" or role.health
    if role.institution is None:
        return Place(_of_sphere(rows, health))
    own = _of_sphere(tuple(row for row in rows if row.institution == role.institution), health)
    if own or not rows:
        return Place(own)
    return _only_step(rows)


def _of_sphere(rows: tuple[Entry, ...], health: bool) -> tuple[Entry, ...]:
    """Rows of health units for health units, general rows for others; what is listed alone stands for both."""
    wanted = tuple(row for row in rows if (row.sphere == "health") == health)
    return wanted or rows


def ladder(position: str, sphere: str | None, band: str | None) -> dict[str, str]:
    """The step of each category for a position of block B, lowest first: what the next category would bring."""
    steps = {category: place(position, sphere, band, category, None) for category in CATEGORIES}
    return {category: found.step for category, found in steps.items() if found.step and not found.only_step}
