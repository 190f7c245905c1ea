"""Headcount at both ends of a period as known at a moment: each person once, at one place (reading R4), counted by the
database in one pass over the jobs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.sql import KNOWN, VALID, as_day, as_id, bound, rows

WITHIN = "valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
"""What holds on any of some days; takes the last and the first."""
GONE = f"SELECT person_id FROM register_departure WHERE {KNOWN} AND {VALID}"  # noqa: S608 - constants only
COUNTED = f"""
WITH held AS (
    SELECT person_id, organisation_id, "position", specialty, is_main, hired_on, line,
        ({VALID} AND person_id NOT IN ({GONE})) AS opens,
        ({VALID} AND person_id NOT IN ({GONE})) AS closes
    FROM register_employment
    WHERE organisation_id IS NOT NULL AND {KNOWN} AND {WITHIN}{{workers}}
),
ranked AS (
    SELECT person_id, organisation_id, "position", specialty,
        opens AND COUNT(*) FILTER (WHERE opens) OVER so_far = 1 AS opens,
        closes AND COUNT(*) FILTER (WHERE closes) OVER so_far = 1 AS closes
    FROM held
    WINDOW so_far AS (PARTITION BY person_id ORDER BY is_main DESC, hired_on, line ROWS UNBOUNDED PRECEDING)
),
obtained AS (
    SELECT person_id, COALESCE(level, 'category.' || category) AS level, obtained_on, line,
        ({VALID}) AS opens, ({VALID}) AS closes
    FROM register_qualification
    WHERE {KNOWN} AND {WITHIN}{{holders}}
),
newest AS (
    SELECT person_id, level,
        opens AND COUNT(*) FILTER (WHERE opens) OVER so_far = 1 AS opens,
        closes AND COUNT(*) FILTER (WHERE closes) OVER so_far = 1 AS closes
    FROM obtained
    WINDOW so_far AS (PARTITION BY person_id ORDER BY obtained_on DESC, line DESC ROWS UNBOUNDED PRECEDING)
),
levels AS (
    SELECT person_id, MAX(CASE WHEN opens THEN level END) AS opening, MAX(CASE WHEN closes THEN level END) AS closing
    FROM newest
    GROUP BY person_id
),
counted AS (
    SELECT ranked.person_id, {{opens}} AS opens, {{closes}} AS closes, organisation_id, "position", specialty,
        sex, birth_date, citizenship,
        levels.opening AS opening_level, levels.closing AS closing_level
    FROM ranked
    LEFT JOIN register_personfact who ON who.person_id = ranked.person_id AND who.valid_to IS NULL AND {KNOWN}
    LEFT JOIN levels ON levels.person_id = ranked.person_id
    WHERE (opens OR closes){{where}}
)"""  # noqa: S608 - constants of this module only
ENDS = "COUNT(*) FILTER (WHERE opens), COUNT(*) FILTER (WHERE closes) FROM counted GROUP BY"
GROUPED = f"""
SELECT 'organisation', CAST(organisation_id AS text), NULL, {ENDS} organisation_id
UNION ALL
SELECT 'position', CAST("position" AS text), NULL, {ENDS} "position"
UNION ALL
SELECT 'specialty', specialty, NULL, {ENDS} specialty
UNION ALL
SELECT 'opening_level', opening_level, NULL, COUNT(*) FILTER (WHERE opens), 0 FROM counted GROUP BY opening_level
UNION ALL
SELECT 'closing_level', closing_level, NULL, 0, COUNT(*) FILTER (WHERE closes) FROM counted GROUP BY closing_level
UNION ALL
SELECT 'born', sex, CAST(birth_date AS text), {ENDS} sex, birth_date
"""  # noqa: S608 - constants of this module only


class Heads(NamedTuple):
    """People on a day: by organisation, position, specialty, level, and by sex with the date of birth."""

    organisation: dict[UUID, int]
    position: dict[int | None, int]
    specialty: dict[str, int]
    level: dict[str, int]
    born: dict[tuple[str, date | None], int]


class End(NamedTuple):
    """One end of a period: its day, and the organisations that filters name on it; None: any."""

    day: date
    organisations: Collection[UUID] | None = None


def heads_at(opening: End, closing: End, known: datetime, filters: Filters) -> tuple[Heads, Heads]:
    """Everybody who is counted at the opening, and at the closing."""
    statement, params = counted(opening, closing, known, filters)
    found = Heads({}, {}, {}, {}, {}), Heads({}, {}, {}, {}, {})
    for what, key, more, *numbers in rows(statement + GROUPED, params):
        for heads, number in zip(found, numbers, strict=True):
            if number:
                _put(heads, what, key, more, number)
    return found


def heads_on(day: date, known: datetime, filters: Filters, organisations: Collection[UUID] | None) -> Heads:
    """Everybody who is counted on a day. ``organisations``: only those there; None: everywhere."""
    end = End(day, organisations)
    return heads_at(end, end, known, filters)[1]


def counted(opening: End, closing: End, known: datetime, filters: Filters) -> tuple[str, list[Any]]:
    """The beginning of a statement in which ``counted`` is a row for each place at which someone is counted at an end,
    and its values in the order in which it takes them."""
    moments, opens, closes = bound(known, known), bound(*[opening.day] * 2), bound(*[closing.day] * 2)
    known_within = [*moments, *bound(closing.day, opening.day)]
    workers, holders, there = _among(opening, closing)
    opens_there, at_opening = _there("opens", opening.organisations)
    closes_there, at_closing = _there("closes", closing.organisations)
    where, wanted = _restricted(filters)
    parts = {"workers": workers, "holders": holders, "opens": opens_there, "closes": closes_there, "where": where}
    statement = COUNTED
    for name, text in parts.items():
        statement = statement.replace(f"{{{name}}}", text)
    params = [*opens, *moments, *opens, *closes, *moments, *closes, *known_within, *there]
    params += [*opens, *closes, *known_within, *at_opening, *at_closing, *moments, *wanted]
    return statement, params


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


def _among(opening: End, closing: End) -> tuple[str, str, list[Any]]:
    """Conditions that leave out at once whoever never worked where it is asked for: on jobs, and on levels."""
    if opening.organisations is None or closing.organisations is None:
        return "", "", []
    there = sorted({*opening.organisations, *closing.organisations})
    if not there:
        return " AND 1 = 0", " AND 1 = 0", []
    ever = f"SELECT person_id FROM register_employment WHERE organisation_id IN ({_marks(there)})"  # noqa: S608
    return f" AND person_id IN ({ever})", " AND person_id IN (SELECT person_id FROM held)", bound(*there)


def _there(name: str, organisations: Collection[UUID] | None) -> tuple[str, list[Any]]:
    """Whether someone is counted at an end, within these organisations."""
    if organisations is None:
        return name, []
    if not organisations:
        return "1 = 0", []
    return f"({name} AND organisation_id IN ({_marks(organisations)}))", bound(*organisations)


def _restricted(filters: Filters) -> tuple[str, list[Any]]:
    """Conditions on the job and on the person, with their values; texts come from here only."""
    text = ""
    values: list[Any] = []
    wanted = rows_of(filters)
    if wanted is not None:
        text += f' AND "position" IN ({_marks(wanted)})' if wanted else " AND 1 = 0"
        values += wanted
    for column, value in (("specialty", filters.specialty), ("sex", filters.sex)):
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
