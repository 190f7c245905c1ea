"""From a qualification level to the category and the band that the register asks for (our readings P11, P13).

The register of 2019 knows categories only. Annex 3 of 283/2020 sets a category beside each level; workers hold levels
now, so the level counts as the category beside it. Level 8 has no category. The band follows from the education that
the level belongs to: technical and vocational is middle, higher and postgraduate is high; post-secondary is not told.
"""

from __future__ import annotations

from tirkelim.law.book import LawBook
from tirkelim.law.order_283_cpd.levels import ACT, Category, Level, LevelName, framework

_BANDS = {"4": "middle", "5": None}
"""Bands of tracks; every other track is one of higher or postgraduate education."""


def category_of(level: LevelName, book: LawBook) -> Category | None:
    """The category beside a level in the newest held edition; None for level 8."""
    found = _level(level, book)
    if found.is_by_degree:
        return None
    day = book.latest(ACT).start
    return Category(framework(book, day).categories[found.step])


def band_of(level: LevelName, book: LawBook) -> str | None:
    """The register's band for the education of a level: ``middle``, ``high``; None for post-secondary education."""
    return _BANDS.get(_level(level, book).track, "high")


def level_after(level: LevelName, book: LawBook) -> LevelName | None:
    """The next level of the same track; None after the last."""
    found = _level(level, book)
    following = framework(book, book.latest(ACT).start).by_place.get((found.track, found.step + 1))
    return None if following is None else following.name


def category_after(category: Category, book: LawBook) -> Category | None:
    """The next category, rising; None after the highest."""
    rising = framework(book, book.latest(ACT).start).categories
    at = rising.index(category) + 1
    return Category(rising[at]) if at < len(rising) else None


def _level(level: LevelName, book: LawBook) -> Level:
    return framework(book, book.latest(ACT).start).levels[level]
