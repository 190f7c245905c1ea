"""Indicators such as the WHO national health workforce accounts ask for, as far as the register can give them.

The definitions are ours and told beside each; no numbers of WHO's handbook stand here, since its editions number
differently. People are counted by reading R4, at the end of the last day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tirkelim.identity.territories import territories
from tirkelim.law.order_253_register.movement import HOME
from tirkelim.national.reports.counting import count
from tirkelim.national.reports.figures import Dimension, Figures, Filters, Measure, left
from tirkelim.national.reports.heads import End, counted
from tirkelim.national.reports.sql import KNOWN, bound, make_room, rows

SHARE, DENSITY = "share", "density"
OF_OWN_WILL = ("own_wish", "agreement", "contract_end", "other_organisation", "abroad")
"""Reasons for leaving that the worker decides; retirement and death are counted with those nobody decides."""
NOT_OF_OWN_WILL = ("retirement", "redundancy", "employer", "death")
OLD = ("55-59", "60-64", "65-69", "70-")
"""The age bands of those who are 55 or older."""
STUDIED = f""",
diplomas AS (
    SELECT person_id, country, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY graduated_on, line) AS place
    FROM register_education
    WHERE graduated_on <= %s AND {KNOWN}
)
SELECT diplomas.country, counted.citizenship, COUNT(*)
FROM counted LEFT JOIN diplomas ON diplomas.person_id = counted.person_id AND diplomas.place = 1
WHERE closes
GROUP BY diplomas.country, counted.citizenship
"""  # noqa: S608 - constants of this room only


@dataclass(frozen=True, slots=True)
class Share:
    """A part and the whole it is of, exactly as counted."""

    key: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: either rows, or a reason why it cannot be given.

    Name, definition and reason are texts by the code (`portal/reports` words them): ``code``, ``reason``.
    """

    code: str
    per: str
    """What `part` and `whole` make: ``share`` (per cent) or ``density`` (per 10,000 people)."""
    dimension: str
    """Of what the keys of the rows are; see figures.Dimension."""
    rows: tuple[Share, ...] = ()
    not_known: int = 0
    """People left out because the register does not know what is asked of them."""
    reason: str | None = None
    """Why it cannot be given, or only in part; None: nothing is missing."""


def indicators(
    first_day: date, closing_on: date, known: datetime, population: Mapping[str, int] | None = None
) -> tuple[Indicator, ...]:
    """All indicators for a period (a year, as a rule). `population`: people by KATO code of region."""
    figures = count(first_day, closing_on, known)
    origins = _origins(closing_on, known)
    regions = frozenset(row.kato for row in territories(closing_on))
    return (
        *_density(figures, population or {}, regions),
        _distribution(figures, "age", Dimension.AGE),
        _old(figures),
        _distribution(figures, "sex", Dimension.SEX),
        _distribution(figures, "ownership", Dimension.OWNERSHIP),
        _distribution(figures, "facility", Dimension.KIND),
        _distribution(figures, "sector", Dimension.SECTOR),
        _distribution(figures, "occupation", Dimension.GROUP),
        _foreign("foreign_citizens", origins, 1, "citizenship_not_birth"),
        _foreign("foreign_trained", origins, 0, None),
        Indicator("graduates", SHARE, Dimension.ALL, reason="graduates_not_held"),
        _flow(figures, "entry_home", (Measure.HIRED, Measure.RETURNED)),
        _flow(figures, "entry_abroad", (Measure.ARRIVED,)),
        _flow(figures, "exit_voluntary", tuple(map(left, OF_OWN_WILL))),
        _flow(figures, "exit_involuntary", tuple(map(left, NOT_OF_OWN_WILL))),
        Indicator("unemployment", SHARE, Dimension.ALL, reason="unemployed_not_held"),
        Indicator("vacancies", SHARE, Dimension.ALL, reason="vacancies_not_held"),
        Indicator("part_time", SHARE, Dimension.ALL, reason="hours_not_held"),
    )


def _density(figures: Figures, population: Mapping[str, int], regions: frozenset[str]) -> Iterator[Indicator]:
    """Workers to 10,000 people: of the country, by position group, and of every region whose population is known."""
    people = {key: number for key, number in sorted(population.items()) if number > 0}
    reason = None if people else "population_not_entered"
    # Of a country some of whose regions are not counted nothing can be said.
    whole = sum(people.values()) if people and regions <= people.keys() else 0
    lacking = None if whole else reason or "population_in_part"
    every = (Share("all", figures.whole(Measure.CLOSING), whole),) if whole else ()
    yield Indicator("density", DENSITY, Dimension.ALL, every, 0, lacking)
    groups = {key: row.get(Measure.CLOSING, 0) for key, row in figures.rows(Dimension.GROUP).items()}
    unknown = groups.pop("", 0)
    shares = tuple(Share(key, part, whole) for key, part in groups.items() if part) if whole else ()
    yield Indicator(
        "density_groups", DENSITY, Dimension.GROUP, shares, unknown if shares else 0,
        lacking or (None if shares else "nobody"),
    )  # fmt: skip
    workers = {key: row.get(Measure.CLOSING, 0) for key, row in figures.rows(Dimension.REGION).items()}
    rows = tuple(Share(key, workers.get(key, 0), number) for key, number in people.items())
    missing = sum(number for key, number in workers.items() if key not in people)
    yield Indicator("density_regions", DENSITY, Dimension.REGION, rows, missing if rows else 0, reason)


def _distribution(figures: Figures, code: str, dimension: Dimension) -> Indicator:
    """How those of whom it is known are distributed over the keys of a dimension."""
    found = {key: row.get(Measure.CLOSING, 0) for key, row in figures.rows(dimension).items()}
    not_known = found.pop("", 0)
    whole = sum(found.values())
    rows = tuple(Share(key, part, whole) for key, part in found.items() if part)
    return Indicator(code, SHARE, dimension, rows, not_known, None if rows else "nobody")


def _old(figures: Figures) -> Indicator:
    """The share of those who are 55 or older."""
    every = _distribution(figures, "older", Dimension.AGE)
    whole = sum(row.part for row in every.rows)
    older = sum(row.part for row in every.rows if row.key in OLD)
    rows = (Share("all", older, whole),) if whole else ()
    return Indicator("older", SHARE, Dimension.ALL, rows, every.not_known, every.reason)


def _flow(figures: Figures, code: str, measures: tuple[str, ...]) -> Indicator:
    """Those who came or went within the period, of everybody counted at its beginning."""
    whole = figures.whole(Measure.OPENING)
    part = sum(figures.whole(measure) for measure in measures)
    if not whole:
        return Indicator(code, SHARE, Dimension.ALL, reason="nobody")
    not_known = figures.whole(left("not_known")) if code.startswith("exit_") else 0
    return Indicator(code, SHARE, Dimension.ALL, (Share("all", part, whole),), not_known)


def _foreign(code: str, origins: list[tuple[Any, ...]], place: int, reason: str | None) -> Indicator:
    """The share of those who first studied abroad, or are citizens of another country."""
    known = [row for row in origins if row[place]]
    whole = sum(row[2] for row in known)
    not_known = sum(row[2] for row in origins) - whole
    abroad = sum(row[2] for row in known if row[place] != HOME)
    rows = (Share("all", abroad, whole),) if whole else ()
    return Indicator(code, SHARE, Dimension.ALL, rows, not_known, reason if rows else "nobody")


def _origins(day: date, known: datetime) -> list[tuple[Any, ...]]:
    """Country of the first education document, citizenship, and how many of those counted on the day have them."""
    with transaction.atomic():
        make_room()
        statement, params = counted(End(day), End(day), known, Filters())
        return rows(statement + STUDIED, [*params, *bound(day, known, known)])
