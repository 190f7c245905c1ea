"""What can be chosen from on the pages of this room."""

from __future__ import annotations

import functools

from babel.core import get_global

from tirkelim.law.order_305_positions.nomenclature import Position, alike, by_former_title, by_row, by_title, positions
from tirkelim.law.wording import words
from tirkelim.portal.choices import Choice, countries, language

MOST_FOUND = 12
SPOKEN = {"медсестра": "медицинская сестра", "медбрат": "медицинская сестра", "лаборант": "лаборатор"}
"""Words that orders of hiring use and the nomenclature does not."""
ENDING = 2
"""Letters at the end of a long word that may differ: участковый, участковая."""


@functools.cache
def three_letters() -> dict[str, str]:
    """The three-letter code (as the register holds it) of each two-letter country code."""
    aliases = get_global("territory_aliases")
    return {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}


def country_choices() -> list[Choice]:
    """Countries by three-letter code in the page's language, Kazakhstan first."""
    codes = three_letters()
    return [(codes[two], name) for two, name in countries(language()) if two in codes]


def country_name(code: str) -> str:
    """The country of a code, of three letters or two; the code itself where it is none."""
    names = {**dict(countries(language())), **dict(country_choices())}
    return names.get(code, code)


@functools.cache
def position_titles(lang: str) -> tuple[str, ...]:
    """Titles that the browser offers while one types: current names in the language, and former titles."""
    names = [one.name(lang) for one in positions()] + [one.former_title for one in positions() if one.former_title]
    return tuple(dict.fromkeys(names))


def exact_position(text: str) -> Position | None:
    """The position that is called so now, else the one that was called so before."""
    return by_title(text) or by_former_title(text)


def found_positions(text: str) -> list[Position]:
    """Positions in whose names, current or former, every word of the text begins a word; else those spelt alike."""
    wanted = tuple(stem(word) for one in words(text) for word in words(SPOKEN.get(one, one)))
    found = [one for one in positions() if wanted and any(_has(name, wanted) for name in _names(one.row))]
    if not found:
        near = (*alike(text, former=False), *alike(text, former=True))
        found = list(dict.fromkeys(one for one in map(exact_position, near) if one is not None))
    return sorted(found, key=lambda one: len(words(one.names["kk"])))[:MOST_FOUND]


def stem(word: str) -> str:
    """A word without the ending that depends on its neighbours."""
    return word[:-ENDING] if len(word) > 3 * ENDING else word


@functools.cache
def _names(row: int) -> tuple[tuple[str, ...], ...]:
    """The words of all names of a position, by its row: they change with the law only."""
    one = by_row(row)
    names = () if one is None else (one.title, *one.names.values(), one.former_title or "")
    return tuple(words(name) for name in names)


def _has(name: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether each wanted word begins a word of the name, in any order."""
    return all(any(word.startswith(part) for word in name) for part in wanted)
