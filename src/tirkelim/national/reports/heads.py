"""Headcount on a day as known at a moment: each person once, at one place (reading R4), grouped by the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.sql import KNOWN, VALID, as_day, as_id, bound

PLACES = f"""
WITH gone AS (
    SELECT person_id FROM register_departure WHERE {KNOWN} AND {VALID}
),
held AS (
    SELECT person_id, organisation_id, "position", specialty, is_main, hired_on, line
    FROM register_employment
    WHERE organisation_id IS NOT NULL AND {KNOWN} AND {VALID}
),
ranked AS (
    SELECT person_id, organisation_id, "position", specialty,
        ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY is_main DESC, hired_on, line) AS place
    FROM held
    WHERE NOT EXISTS (SELECT 1 FROM gone WHERE gone.person_id = held.person_id)
),
levels AS (
    SELECT person_id, level, category,
        ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY obtained_on DESC, line DESC) AS place
    FROM register_qualification
    WHERE {KNOWN} AND {VALID}
),
counted AS (
    SELECT ranked.person_id, ranked.organisation_id, ranked."position", ranked.specialty, who.sex, who.birth_date,
        who.citizenship,
        COALESCE(levels.level, 'category.' || levels.category) AS level
    FROM ranked
    LEFT JOIN register_personfact who ON who.person_id = ranked.person_id AND who.valid_to IS NULL AND {KNOWN}
    LEFT JOIN levels ON levels.person_id = ranked.person_id AND levels.place = 1
    WHERE ranked.place = 1
"""  # noqa: S608 - constants of this module only
GROUPED = """
)
SELECT 'organisation', CAST(organisation_id AS text), NULL, COUNT(*) FROM counted GROUP BY organisation_id
UNION ALL
SELECT 'position', CAST("position" AS text), NULL, COUNT(*) FROM counted GROUP BY "position"
UNION ALL
SELECT 'specialty', specialty, NULL, COUNT(*) FROM counted GROUP BY specialty
UNION ALL
SELECT 'level', level, NULL, COUNT(*) FROM counted GROUP BY level
UNION ALL
SELECT 'born', sex, CAST(birth_date AS text), COUNT(*) FROM counted GROUP BY sex, birth_date
"""


class Heads(NamedTuple):
    """People on a day: by organisation, position, specialty, level, and by sex with the date of birth."""

    organisation: dict[UUID, int]
    position: dict[int | None, int]
    specialty: dict[str, int]
    level: dict[str, int]
    born: dict[tuple[str, date | None], int]


def heads_on(day: date, known: datetime, filters: Filters, organisations: Collection[UUID] | None) -> Heads:
    """Everybody who is counted on a day. ``organisations``: only those there; None: everywhere."""
    where, wanted = _restricted(filters, organisations)
    axes = [*bound(known, known), *bound(day, day)]
    params = [*axes, *axes, *axes, *bound(known, known), *wanted]
    found = Heads({}, {}, {}, {}, {})
    with connection.cursor() as cursor:
        cursor.execute(PLACES + where + GROUPED, params)
        for what, key, more, number in cursor.fetchall():
            _put(found, what, key, more, number)
    return found


def _put(found: Heads, what: str, key: Any, more: Any, number: int) -> None:
    if what == "organisation":
        found.organisation[as_id(key)] = number
    elif what == "position":
        found.position[None if key is None else int(key)] = number
    elif what == "born":
        found.born[key or "", as_day(more)] = number
    else:
        counted = found.specialty if what == "specialty" else found.level
        counted[key or ""] = counted.get(key or "", 0) + number


def _restricted(filters: Filters, organisations: Collection[UUID] | None) -> tuple[str, list[Any]]:
    """Conditions on the place and on the person, with their values; texts come from here only."""
    text, values = "", []
    if organisations is not None:
        text += f" AND ranked.organisation_id IN ({_marks(organisations)})" if organisations else " AND 1 = 0"
        values += bound(*organisations)
    rows = rows_of(filters)
    if rows is not None:
        text += f' AND ranked."position" IN ({_marks(rows)})' if rows else " AND 1 = 0"
        values += rows
    for column, value in (("ranked.specialty", filters.specialty), ("who.sex", filters.sex)):
        if value is not None:
            text += f" AND {column} = %s"
            values.append(value)
    return text, values


def rows_of(filters: Filters) -> list[int] | None:
    """The rows of the nomenclature that filters name; None: any, and none as well."""
    if filters.group is None and filters.position is None:
        return None
    return [
        one.row
        for one in positions()
        if filters.group in (None, one.group.number) and filters.position in (None, one.row)
    ]


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))
