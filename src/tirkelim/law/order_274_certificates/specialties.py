"""Names of specialties: the diploma specialties that the rules name, and the list by which certificates are given."""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from tirkelim.law.data import read_csv, read_toml
from tirkelim.law.order_283_cpd.levels import LevelName

KINDS = ("specialty", "specialisation", "diploma")
"""What a row of the list is."""
CERTAINTIES = ("high", "medium", "low")
"""How sure a row of reference data is."""

_LOOK_ALIKE = str.maketrans("ABCEHIKMOPTXYaceiopxyh", "АВСЕНІКМОРТХУасеіорхуһ")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_LEADING_CODE = re.compile(r"^(?:\S*\d\S*\s+)+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class DiplomaLevel(enum.StrEnum):
    """The columns of the table of 274/2020 annex 2 row 8 on mid-level education."""

    SECONDARY = "secondary"
    HIGHER = "higher"
    BACHELOR = "bachelor"


class DiplomaSpecialty(NamedTuple):
    """A specialty that a rule names, the diploma levels at which it exists (empty: any), and its spellings."""

    code: str
    levels: frozenset[str]
    names: frozenset[str]


class Specialty(NamedTuple):
    """A row of the list of specialties and specialisations by which certificates are given (reference data)."""

    code: str
    names: dict[str, str]
    kind: str
    education: str
    clinical: bool
    lowest_level: str
    highest_level: str
    programme_code: str
    certainty: str
    note: str


def folded(name: str) -> str:
    """A name without what writers vary: case, quotes, brackets, hyphens, programme codes, Latin look-alikes."""
    words = _PUNCTUATION.sub(" ", unicodedata.normalize("NFC", name)).split()
    plain = " ".join(_one_script(word) for word in words).casefold().replace("ё", "е")
    return _LEADING_CODE.sub("", f"{plain} ").strip()


def _one_script(word: str) -> str:
    return word.translate(_LOOK_ALIKE) if _CYRILLIC.search(word) else word


def diploma_codes(name: str, level: DiplomaLevel | None = None) -> frozenset[str]:
    """The codes that a diploma specialty may mean: none for one that no rule names, more where a name is ambiguous.

    ``name`` is a name in any of the three languages, or the code of a specialty of the list.

    In English "General medicine" names both Emdeu isi and Zhalpy meditsina; at secondary level Emdeu isi is the
    feldsher's specialty. Without a level the diploma is read as one of higher education.
    """
    listed = specialties().get(name)
    key, at = folded(name if listed is None else listed.names["kk"]), level or DiplomaLevel.HIGHER
    return frozenset(s.code for s in _named() if key in s.names and (not s.levels or at in s.levels))


def spellings(name: str) -> frozenset[str]:
    """The folded names of a specialty: given by its code, or by a name, then with its names in the other languages."""
    listed = specialties().get(name)
    if listed is not None:
        return frozenset(folded(written) for written in listed.names.values())
    key = folded(name)
    return frozenset({key}).union(*(names for names in _listed_names() if key in names))


def code_of(name: str) -> str | None:
    """The code of a specialty given by its code or by a name in any of the three languages; of several of one name the
    first. None for one that is not listed."""
    key = folded(name)
    return next((c for c, row in specialties().items() if name == c or key in map(folded, row.names.values())), None)


@functools.cache
def _listed_names() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(folded(name) for name in row.names.values()) for row in specialties().values())


@functools.cache
def _named() -> tuple[DiplomaSpecialty, ...]:
    raws = read_toml("order_274/diploma_specialties.toml")["specialty"]
    return tuple(
        DiplomaSpecialty(
            raw["code"],
            frozenset(raw.get("level", ())),
            frozenset(folded(name) for lang in ("kk", "ru", "en") for name in raw[lang]),
        )
        for raw in raws
    )


@functools.cache
def specialties() -> dict[str, Specialty]:
    """The list by code, in its order. Of low certainty: never shown as official, replaced when 218/2020 is held."""
    return read_specialties(read_csv("specialties.csv"))


def read_specialties(rows: Iterable[dict[str, str]]) -> dict[str, Specialty]:
    """The specialties of these rows by code. Raises ValueError naming the row that does not fit."""
    read: dict[str, Specialty] = {}
    for row in map(_specialty, rows):
        if row.code in read or not row.code:
            raise ValueError(f"the specialty {row.code or row.names['en']} has no code of its own")
        if row.kind not in KINDS or row.certainty not in CERTAINTIES or not all(row.names.values()):
            raise ValueError(f"the specialty {row.code} contradicts itself")
        if not _is_band(row.lowest_level, row.highest_level):
            raise ValueError(f"the levels of the specialty {row.code} are not one track, rising")
        read[row.code] = row
    return read


def _is_band(lowest: str, highest: str) -> bool:
    """Whether two levels, or none at all, are the ends of one track such as 7.1 (R) to 7.4 (R)."""
    if not lowest and not highest:
        return True
    names = [str(name) for name in LevelName]
    known = lowest in names and highest in names
    return known and lowest[0] == highest[0] and lowest[3:] == highest[3:] and lowest <= highest


def _specialty(row: dict[str, str]) -> Specialty:
    return Specialty(
        code=row["code"],
        names={lang: row[lang] for lang in ("kk", "ru", "en")},
        kind=row["kind"],
        education=row["education"],
        clinical=row["clinical"] == "yes",
        lowest_level=row["lowest_level"],
        highest_level=row["highest_level"],
        programme_code=row["programme_code"],
        certainty=row["certainty"],
        note=row["note"],
    )
