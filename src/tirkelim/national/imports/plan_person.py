"""What a row says of a person, compared with what the register knows: new, missing there, otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tirkelim.national.imports.issues import Severity
from tirkelim.national.imports.memory import PERSON_FIELDS
from tirkelim.national.imports.people import FACTS, Someone
from tirkelim.register.sounds import sounds

Told = tuple[str, Severity, str, dict[str, Any]]
LEAST_ALIKE = 0.72
"""Likeness (0 to 1) from which two words of a name, as they sound, may be one with a slip."""
SPELLINGS = (("surname_kk", "given_kk"), ("surname_ru", "given_ru"), ("surname_latin", "given_latin"))
ITEMS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, ("iin",)), (3, ("sex",)), (4, ("birth_date",)), (5, ("birth_place",)), (6, ("citizenship",)),
    (7, ("document_kind", "document_number")), (8, ("residence",)), (9, ("registration_place",)),
    (10, ("registration_date",)), (11, ("education_kind",)),
)  # fmt: skip
"""Items of 253/2020 p.8 by the columns that hold them; names, work and item 15 are looked at apart."""


@dataclass(slots=True)
class PersonDiff:
    """How a row changes what is known of a person. ``fills``: what was not known. ``otherwise``: what was known
    otherwise. ``told``: issues."""

    fills: dict[str, Any] = field(default_factory=dict)
    otherwise: dict[str, Any] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def facts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a person that a row states."""
    facts = {name: values[name] for name in PERSON_FIELDS if name in values}
    if "training_programme" in values:
        facts["trained"] = True
    elif values.get("no_training") is True:
        facts["trained"] = False
    return facts


def about_new(values: Mapping[str, Any]) -> list[Told]:
    """What a person cannot be entered without, and which of the fifteen items are still missing."""
    if not any(values.get(surname) and values.get(given) for surname, given in SPELLINGS):
        return [(_name_column(values), Severity.ERROR, "name_missing", {})]
    missing = [number for number, keys in ITEMS if any(key not in values for key in keys)]
    if "training_programme" not in values and values.get("no_training") is not True:
        missing.append(15)
    return [("", Severity.WARNING, "items_missing", {"items": missing})] if missing else []


def _name_column(values: Mapping[str, Any]) -> str:
    for surname, given in SPELLINGS:
        if values.get(surname) or values.get(given):
            return surname if given in values else given
    return "surname_kk"


def compare(someone: Someone, values: Mapping[str, Any]) -> PersonDiff:
    """What the row states beside what is known."""
    diff = PersonDiff()
    known = _known(someone, values.get("changed_on"))
    for name, value in facts_of(values).items():
        was = known.get(name)
        if was is None or (was == "" and value != ""):
            if value != "" or name.startswith("patronymic"):
                diff.fills[name] = value
        elif value != "" and not _same(was, value):
            diff.otherwise[name] = value
    _about_training(someone, values, diff)
    return diff


def _known(someone: Someone, changed_on: date | None) -> Mapping[str, Any]:
    """The facts that a row is compared with: of the day since when it says that they are otherwise, else of today."""
    version = None if changed_on is None or someone.change is not None else someone.facts_on(changed_on)
    return someone.values if version is None else {name: getattr(version, name) for name in FACTS}


def _same(was: Any, value: Any) -> bool:
    """Case and spaces make no difference."""
    if was == value:
        return True
    if isinstance(was, str) and isinstance(value, str):
        return " ".join(was.casefold().split()) == " ".join(value.casefold().split())
    return False


def _about_training(someone: Someone, values: Mapping[str, Any], diff: PersonDiff) -> None:
    """The explicit none of item 15: it cannot stand beside a training; a training needs no word about it."""
    stated = diff.fills.pop("trained", None), diff.otherwise.pop("trained", None)
    if values.get("no_training") is True and someone.new is None:
        if someone.trainings or someone.values.get("trained") is True:
            diff.told.append(("no_training", Severity.WARNING, "trainings_known", {}))
        elif stated[0] is False:
            diff.fills["trained"] = False


def is_another(someone: Someone, values: Mapping[str, Any]) -> bool:
    """Whether neither the surname nor the given name of a row is one of the known person's: the number is a slip."""
    if any(values.get(name) and values[name] == someone.values.get(name) for pair in SPELLINGS for name in pair):
        return False
    said = {word for name in ("surname", "given") for word in _words(values, name)}
    known = {word for name in ("surname", "given") for word in _words(someone.values, name)}
    if not said or not known or said & known:
        return False
    return not any(_alike(one, other) for one in said for other in known)


def _words(values: Mapping[str, Any], name: str) -> list[str]:
    spelt = (values.get(f"{name}_{spelling}") for spelling in ("kk", "ru", "latin"))
    return [word for text in spelt if text for word in sounds(text)]


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other).ratio() >= LEAST_ALIKE


def told_otherwise(someone: Someone, diff: PersonDiff, *, ours: bool) -> list[Told]:
    """What is known otherwise, field by field. What the register has is said only to those who may read it."""
    if not ours:
        return [(name, Severity.WARNING, "otherwise_elsewhere", {}) for name in diff.otherwise]
    return [
        (name, Severity.WARNING, "otherwise", {"known": plain(someone.values.get(name)), "field": name})
        for name in diff.otherwise
    ]


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value
