"""Regions, their time zones and their departments, by KATO code and day."""

from __future__ import annotations

import csv
import functools
import uuid
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q

from tirkelim.identity.models import Authority, Office, Territory
from tirkelim.journal.kept import kept

Found = TypeVar("Found", Office, Territory)

NAMESPACE = uuid.UUID("6c0b8f5e-2d11-5f6e-9f0b-3f6a6a0d7c11")
COMMITTEE = {
    "kk": "Медициналық және фармацевтикалық бақылау комитетінің {kk} бойынша департаменті",
    "ru": "Департамент Комитета медицинского и фармацевтического контроля по {ru_dative}",
    "en": "Department of the Medical and Pharmaceutical Control Committee for {en}",
}
EMPLOYMENT_BODY = {
    "kk": "{kk} бойынша жұмыспен қамту және әлеуметтік бағдарламалар басқармасы",
    "ru": "Управление занятости и социальных программ по {ru_dative}",
    "en": "Department of Employment and Social Programmes for {en}",
}
"""The state institution that the akimat of a region empowers for employment (503/2016 p.2(2)); akimats name theirs
differently, so this is what all of them can be called."""
MINISTRY = {
    "kk": "Қазақстан Республикасының Денсаулық сақтау министрлігі",
    "ru": "Министерство здравоохранения Республики Казахстан",
    "en": "Ministry of Health of the Republic of Kazakhstan",
}
BODIES: dict[str, dict[str, str]] = {
    Authority.HEALTH.value: COMMITTEE,
    Authority.EMPLOYMENT.value: EMPLOYMENT_BODY,
}
"""The names of the bodies of a region, by authority and language, with the region's own to be put in."""


class TerritoryNotKnown(LookupError):
    """No region or office has this code on this day."""


def region(kato: str) -> str:
    """The code of the region in which a nine-digit KATO code lies. Raises TerritoryNotKnown."""
    if not (len(kato) == 9 and kato.isascii() and kato.isdigit()):
        raise TerritoryNotKnown(kato)
    return kato[:2] + "0000000"


def territories(on: date) -> models.QuerySet[Territory]:
    """The regions and cities that exist on a day, in the order of their codes."""
    return Territory.objects.filter(_held(on)).order_by("kato")


def territory(kato: str, on: date) -> Territory:
    """The region in which a KATO code lies on a day. Raises TerritoryNotKnown."""
    return _known(_territory.first(region(kato), on), kato, on)


def zone(kato: str, on: date) -> ZoneInfo:
    """The time zone of a region, from the file: closing hours are local. Raises TerritoryNotKnown."""
    return ZoneInfo(_line_on(kato, on).time_zone)


def office_code(kato: str, on: date) -> str:
    """The code under which the department of a region decides, from the file. Raises TerritoryNotKnown."""
    return _line_on(kato, on).kato


def office_for(kato: str, on: date) -> Office:
    """The department of the region in which a KATO code lies. Raises TerritoryNotKnown."""
    return _known(_office.first(region(kato), on), kato, on)


@kept
def _territory(region: str, on: date) -> models.QuerySet[Territory]:
    return Territory.objects.filter(_held(on), kato=region)


@kept
def _office(region: str, on: date) -> models.QuerySet[Office]:
    return Office.objects.filter(_held(on), kato=region)


def _held(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _known(found: Found | None, kato: str, on: date) -> Found:
    if found is None:
        raise TerritoryNotKnown(f"{kato} on {on.isoformat()}")
    return found


def rows() -> Iterator[dict[str, str]]:
    """The lines of data/territories.csv."""
    text = resources.files("tirkelim.identity").joinpath("data/territories.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def office_names(kato: str, on: date) -> dict[str, str] | None:
    """The names of the department of a region on a day by language, from the file itself: for pages that may not
    spend a query on them. None where the file has none."""
    return body_names(kato, on, Authority.HEALTH)


def body_names(kato: str, on: date, authority: str) -> dict[str, str] | None:
    """The names by language of the body of an authority that decides for a region on a day, from the file itself.

    ``kato``: the region's own code; the ministry decides for all of them. None where the file has no such region.
    """
    if authority == Authority.MINISTRY:
        return MINISTRY
    line = _line(kato, on)
    return None if line is None else line.bodies[authority]


def region_name(kato: str, language: str) -> str | None:
    """The name of the region in which a KATO code lies, as it was last called, from the file itself; None where the
    file has no such region. Raises TerritoryNotKnown for what is no code."""
    lines = _lines().get(region(kato))
    return lines[-1].names[language] if lines else None


class _Line(NamedTuple):
    """A line of the file: a region while it has its code, with its names, its time zone and the names of its bodies."""

    kato: str
    start: date
    stop: date | None
    names: dict[str, str]
    time_zone: str
    bodies: dict[str, dict[str, str]]


def _line(kato: str, on: date) -> _Line | None:
    held = (line for line in _lines().get(kato, ()) if line.start <= on and (line.stop is None or on < line.stop))
    return next(held, None)


def _line_on(kato: str, on: date) -> _Line:
    found = _line(region(kato), on)
    if found is None:
        raise TerritoryNotKnown(f"{kato} on {on.isoformat()}")
    return found


@functools.cache
def _lines() -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {}
    for row in rows():
        bodies = {
            authority: {language: text.format(**row) for language, text in names.items()}
            for authority, names in BODIES.items()
        }
        names = {language: row[language] for language in ("kk", "ru", "en")}
        line = _Line(row["kato"], *_days(row), names, row["time_zone"], bodies)
        found.setdefault(row["kato"], []).append(line)
    return {kato: sorted(lines, key=lambda line: line.start) for kato, lines in found.items()}


def _days(row: dict[str, str]) -> tuple[date, date | None]:
    stop = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return date.fromisoformat(row["valid_from"]), stop


def load(using: str = DEFAULT_DB_ALIAS) -> None:
    """Bring both tables into line with the file; doing it twice changes nothing."""
    for row in rows():
        start, stop = _days(row)
        names = {f"name_{language}": row[language] for language in ("kk", "ru", "en")}
        Territory.objects.using(using).update_or_create(
            kato=row["kato"],
            valid_from=start,
            defaults={**names, "valid_to": stop, "time_zone": row["time_zone"], "certainty": row["certainty"]},
        )
        titles = {f"name_{language}": text.format(**row) for language, text in COMMITTEE.items()}
        Office.objects.using(using).update_or_create(
            id=uuid.uuid5(NAMESPACE, f"office:{row['kato']}:{row['valid_from']}"),
            defaults={"kato": row["kato"], "valid_from": start, "valid_to": stop, **titles},
        )


def load_after_migrate(using: str = DEFAULT_DB_ALIAS, plan: Any = None, **_: Any) -> None:
    """Handler of post_migrate for this application; silent while its tables are not there yet."""
    from django.db import connections

    tables = connections[using].introspection.table_names()
    if {Territory._meta.db_table, Office._meta.db_table} <= set(tables):
        load(using)
