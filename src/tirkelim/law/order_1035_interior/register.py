"""The register's rows as data, and which rows a wording names.

A row holds one position of one link and step. A wording names a row by the row's own text, by one of its listed
variants, by its Russian or English name, or, where the register says "of all specialties", by its last word.
Service units of block C are named by their head ("head of the canteen") in any case form.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tirkelim.law.data import read_csv
from tirkelim.law.wording import fold, without_brackets, words

HEAD_WORDS = ("басшы", "меңгеруші", "басты", "заведующ", "начальник")
"""Beginnings of the words for the head of a unit."""

LINKS = {"A": ("A1", "A2", "A3"), "B": ("B1", "B2", "B3", "B4"), "C": ("C1", "C2", "C3"), "D": ("D",)}
"""The links of each block."""
STEPS = ("1", "1-1", "2", "2-1", "3", "4", "5")
"""The steps that the register numbers."""
STEP_OF_CATEGORY = {"highest": "1", "first": "2", "second": "3", "none": "4"}
"""The step of main staff by category, in every link that has categories."""
SPHERES = ("health", "other")
BANDS = ("high", "middle")
INSTITUTIONS = ("republican", "oblast", "district", "republican_branch")

_FILLERS = frozenset(words("ММ мемлекеттік мекеме мекеменің"))
_REGISTER_PHRASE = words("шаруашылық бөліністерінің")
_POSSESSIVE = tuple(map(fold, ("сы", "сі", "ы", "і")))
SERVICE = "service:"
"""Prefix of the unit column of rows of block C that name the head of a service unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register. Empty columns are None; ``step`` None: no step, or its cell is lost."""

    id: str
    block: str
    link: str
    step: str | None
    probable_step: str | None
    """The step that the row probably had, where the seed has lost its cell."""
    sphere: str | None
    band: str | None
    category: str | None
    institution: str | None
    unit: str | None
    """For managers: what they manage; for service units of block C: ``service:`` and the unit's word stems."""
    deputy: bool
    wording: str
    aliases: tuple[str, ...]
    institutions: tuple[str, ...]
    """The institutions that the row names, in Kazakh."""
    names: dict[str, str]
    inferred: tuple[str, ...]
    note: str

    @property
    def step_lost(self) -> bool:
        """Whether the row had a step that the seed's text has lost."""
        return "step" in self.inferred


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All rows in the order of the register. Raises ValueError when the data contradict themselves."""
    return read_entries(read_csv("order_1035/register.csv"))


def read_entries(rows: Iterable[dict[str, str]]) -> tuple[Entry, ...]:
    """The rows of the register. Raises ValueError naming the row that contradicts itself or has an unknown word."""
    read = tuple(map(_entry, rows))
    if len({entry.id for entry in read}) != len(read):
        raise ValueError("two rows of the register have one id")
    for entry in read:
        if not _is_consistent(entry):
            raise ValueError(f"row {entry.id} of the register contradicts itself")
    return read


def _is_consistent(entry: Entry) -> bool:
    """Whether link, step and category go together and every word is one that the rules know."""
    known = all(
        value is None or value in words
        for value, words in (
            (entry.sphere, SPHERES),
            (entry.band, BANDS),
            (entry.category, STEP_OF_CATEGORY),
            (entry.institution, INSTITUTIONS),
        )
    )
    stepped = entry.block in "AB"
    return (
        known
        and entry.link in LINKS.get(entry.block, ())
        and all(entry.names.values())
        and set(entry.inferred) <= {"link", "step"}
        and not (entry.step_lost and entry.step)
        and bool(entry.step or entry.step_lost) == stepped
        and entry.step in (None, *STEPS)
        and (entry.category is None or entry.step == STEP_OF_CATEGORY[entry.category])
    )


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        block=row["block"],
        link=row["link"],
        step=row["step"] or None,
        probable_step=row["probable_step"] or None,
        sphere=row["sphere"] or None,
        band=row["band"] or None,
        category=row["category"] or None,
        institution=row["institution"] or None,
        unit=row["unit"] or None,
        deputy=row["deputy"] == "yes",
        wording=row["position_kk"],
        aliases=tuple(filter(None, row["aliases_kk"].split(";"))),
        institutions=tuple(filter(None, row["institutions_kk"].split(" | "))),
        names={"kk": row["position_kk"], "ru": row["position_ru"], "en": row["position_en"]},
        inferred=tuple(row["inferred"].split()),
        note=row["note"],
    )


def named(wording: str) -> tuple[Entry, ...]:
    """The rows of blocks B, C and D that the wording names outright, or but for what stands in brackets."""
    whole, bare = _key(wording), _key(without_brackets(wording))
    return _by_name().get(whole, ()) or _by_name().get(bare, ()) or _by_bare_name().get(bare, ())


@functools.cache
def _by_name() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries():
        if entry.block != "A":
            for name in (*entry.names.values(), *entry.aliases):
                if not name.startswith("*"):
                    found[_key(name)][entry.id] = entry
    return {key: tuple(rows.values()) for key, rows in found.items()}


@functools.cache
def _by_bare_name() -> dict[str, tuple[Entry, ...]]:
    """Rows by their translated names without brackets: "nurse" for "nurse (senior)"."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        bare = {_key(without_brackets(entry.names[lang])) for lang in ("ru", "en") if "(" in entry.names[lang]}
        for name in bare if entry.block != "A" else ():
            found[name].append(entry)
    return {key: tuple(rows) for key, rows in found.items()}


def _key(name: str) -> str:
    """The folded name without the possessive ending of its last word."""
    folded = fold(name)
    for ending in _POSSESSIVE:
        if folded.endswith(ending) and len(folded) > len(ending) + 3:
            return folded.removesuffix(ending)
    return folded


def named_by_kind(wording: str) -> tuple[Entry, ...]:
    """The rows for all specialties of a profession, where the wording names one of them ("терапевт дәрігер")."""
    spoken = words(wording)
    if any(word.startswith(other) for word in spoken for other in _NOT_THE_PROFESSION):
        return ()
    kinds = {kind for kind in _by_kind() if any(_is_form_of(word, kind) for word in spoken)}
    return _by_kind()[kinds.pop()] if len(kinds) == 1 else ()


_NOT_THE_PROFESSION = tuple(map(fold, ("көмекші", "орынбасар", "меңгеруші", "басшы", "assistant")))


def _is_form_of(word: str, kind: str) -> bool:
    return word == kind or word in tuple(kind + fold(ending) for ending in ("і", "ы", "лер", "лері", "лар", "лары"))


@functools.cache
def _by_kind() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        for alias in entry.aliases:
            if alias.startswith("*"):
                found[fold(alias)].append(entry)
    return {kind: tuple(rows) for kind, rows in found.items()}


def service_units(wording: str) -> tuple[Entry, ...]:
    """The rows of block C whose service unit the wording names together with a word for its head."""
    spoken = words(wording)
    heads = tuple(map(fold, HEAD_WORDS))
    if not any(word.startswith(heads) for word in spoken):
        return ()
    drop = _FILLERS.union(_REGISTER_PHRASE if _REGISTER_PHRASE[1] in spoken else ())
    unit = tuple(word for word in spoken if not word.startswith(heads) and word not in drop)
    return tuple(entry for entry, stems in _service_stems() if _same_words(unit, stems))


@functools.cache
def _service_stems() -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    rows = (entry for entry in entries() if entry.unit is not None and entry.unit.startswith(SERVICE))
    return tuple((entry, words((entry.unit or "").removeprefix(SERVICE))) for entry in rows)


def _same_words(spoken: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    """Whether every spoken word begins with its own stem, in any order, and none is left over."""
    if len(spoken) != len(stems):
        return False
    left = list(stems)
    for word in spoken:
        match = max((stem for stem in left if word.startswith(stem)), key=len, default=None)
        if match is None:
            return False
        left.remove(match)
    return True
