"""What can be chosen from: specialties, levels, countries, regions; in the page's language and alphabet."""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import date

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.territories import territories
from tirkelim.law.order_274_certificates.specialties import Specialty, specialties

ALPHABET = "abcdefghijklmnopqrstuvwxyzаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LEVEL = re.compile(r"(\d)\.(\d)(.*)")
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])

Choice = tuple[str, str]
GROUPS: dict[str, str | Promise] = {
    "technical_vocational": _("Technical and vocational education"),
    "post_secondary": _("Post-secondary education"),
    "bachelor": _("Bachelor's degree"),
    "residency": _("Residency"),
    "certification_course": _("Specialisations"),
}
"""Headings of the list of specialties, by the education that leads to them."""


def language() -> str:
    """The language of the page: kk, ru or en."""
    return (get_language() or "kk")[:2]


@functools.lru_cache(maxsize=8192)
def alphabetical(text: str) -> tuple[list[int], str]:
    """A sorting key: Kazakh letters stand where the Kazakh alphabet has them."""
    folded = text.casefold()
    return [place_of(letter) for letter in folded], folded


def place_of(letter: str) -> int:
    """Where a letter stands; one with a foreign mark (Åland) as the letter without it, a sign before all letters."""
    found = ALPHABET.find(letter)
    return found if found >= 0 else ALPHABET.find(unicodedata.normalize("NFD", letter)[0])


def claimable() -> list[Specialty]:
    """The specialties and specialisations by which certificates are given: not those of diplomas alone."""
    return [row for row in specialties().values() if row.education in GROUPS]


def specialty_choices() -> list[Choice | tuple[str, list[Choice]]]:
    """The specialties by the education that leads to them, each group in alphabetical order."""
    return list(_specialties(language()))


@functools.cache
def _specialties(lang: str) -> list[Choice | tuple[str, list[Choice]]]:
    """Kept for each language: the classifier changes with the law only."""
    found: list[Choice | tuple[str, list[Choice]]] = [("", str(_("Choose a specialty")))]
    for education, heading in GROUPS.items():
        rows = [(row.code, row.names[lang]) for row in claimable() if row.education == education]
        found.append((str(heading), sorted(rows, key=lambda row: alphabetical(row[1]))))
    return found


def diploma_names() -> list[str]:
    """Names of specialties as diplomas word them: suggestions, not a closed list."""
    lang = language()
    names = {row.names[lang] for row in specialties().values() if row.education != "certification_course"}
    return sorted(names, key=alphabetical)


def levels_of(code: str) -> list[str]:
    """The levels of a specialty's track, lowest first; none for a specialisation or an unknown code."""
    row = specialties().get(code)
    ends = [LEVEL.fullmatch(end) for end in (row.lowest_level, row.highest_level)] if row else []
    low, high = ends if len(ends) == 2 else (None, None)
    if low is None or high is None:
        return []
    return [f"{low[1]}.{step}{low[3]}" for step in range(int(low[2]), int(high[2]) + 1)]


@functools.cache
def countries(lang: str) -> tuple[Choice, ...]:
    """Countries by two-letter code, Kazakhstan first."""
    names = Locale(lang).territories
    rows = [(code, name) for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)]
    rows = [row for row in rows if row[0] not in NOT_COUNTRIES and row[0] != "KZ"]
    return ("KZ", names["KZ"]), *sorted(rows, key=lambda row: alphabetical(row[1]))


def language_name(code: str) -> str:
    """The name of a language in the page's language; the code where it has none."""
    return Locale(language()).languages.get(code, code)


def country_choices() -> list[Choice]:
    """Countries in the page's language."""
    return list(countries(language()))


def region_choices(on: date) -> list[Choice]:
    """The regions that exist on a day; the office follows from the region."""
    rows = [(row.kato, row.name(language())) for row in territories(on)]
    return [("", str(_("Choose a region"))), *sorted(rows, key=lambda row: alphabetical(row[1]))]
