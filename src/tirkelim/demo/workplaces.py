"""Organisations of the invented population. Organisation k depends on the seed and k alone."""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID, uuid5

from tirkelim.demo.numbers import bin_of
from tirkelim.demo.shares import ORGANISATIONS_AN_ASSESSOR, PLACES, ROUND, SLOTS, Place
from tirkelim.register.models import StatusKind

NAMESPACE = UUID("8d0b52a6-41f7-5d0e-9d0a-61f0b1c8a7e3")
SINCE = date(2008, 1, 1)
_ENDS = list(accumulate(slot.size for slot in SLOTS))


class Workplace(NamedTuple):
    """An organisation. `statuses`: kind, number and first day of what it holds besides."""

    id: UUID
    bin: str
    kind: str
    name_kk: str
    name_ru: str
    ownership: str
    place: Place
    statuses: tuple[tuple[StatusKind, str, date], ...] = ()


def identity(seed: int, *parts: object) -> UUID:
    """The id of something of the population: the same in every run with the seed."""
    return uuid5(NAMESPACE, ":".join(map(str, (seed, *parts))))


def workplace_of(person: int) -> int:
    """The number of the organisation in which a person has the main job, or had the last one."""
    rounds, rest = divmod(person, ROUND)
    return rounds * len(SLOTS) + bisect_right(_ENDS, rest)


def assessors_beside(workplaces: int) -> int:
    """How many accredited assessment organisations stand beside so many others."""
    return -(-workplaces // ORGANISATIONS_AN_ASSESSOR)


def workplace(seed: int, number: int) -> Workplace:
    """An organisation in which people work."""
    chance = random.Random(f"{seed}:workplace:{number}")  # noqa: S311 - reproducible, not secret
    slot, place = SLOTS[number % len(SLOTS)], PLACES.draw(chance)
    statuses: list[tuple[StatusKind, str, date]] = []
    if slot.kind == "scientific":
        statuses.append((StatusKind.RESIDENCY_BASE, f"РБ-{number:05}", _some_day(chance)))
    if slot.size > 200 and chance.random() < 0.3:
        statuses.append((StatusKind.UNIVERSITY_HOSPITAL, f"УК-{number:05}", _some_day(chance)))
    return Workplace(
        identity(seed, "workplace", number), bin_of(number, 0), slot.kind,
        f"{place.kk}: {slot.kk.format(number + 1)}", f"{place.ru}: {slot.ru.format(number + 1)}",
        slot.ownership, place, tuple(statuses),
    )  # fmt: skip


def assessor(seed: int, number: int) -> Workplace:
    """An accredited assessment organisation."""
    chance = random.Random(f"{seed}:assessor:{number}")  # noqa: S311 - reproducible, not secret
    place = PLACES.draw(chance)
    kk, ru = "кәсіптік даярлықты бағалау орталығы", "центр оценки профессиональной подготовленности"
    return Workplace(
        identity(seed, "assessor", number), bin_of(number, 1), "assessment",
        f"{place.kk}: № {number + 1} {kk}", f"{place.ru}: {ru} № {number + 1}", "private", place,
        ((StatusKind.ASSESSMENT_ACCREDITATION, f"АК-{number:05}", _some_day(chance)),),
    )  # fmt: skip


def _some_day(chance: random.Random) -> date:
    return date(chance.randint(2019, 2023), chance.randint(1, 12), chance.randint(1, 28))


__all__ = ["Workplace", "assessor", "assessors_beside", "identity", "workplace", "workplace_of"]
