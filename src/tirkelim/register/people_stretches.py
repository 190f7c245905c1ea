"""People of a region in the order of their names, found a stretch of the country's list at a time.

Asked in one piece, a database first collects everybody who works or lives in the region, to show twenty of them. Here
the country's list, which an index gives in order, is read from its beginning, and of each stretch only those are kept
who belong to the region: one in twenty does, so a few stretches fill a page. Whoever is rare is not found so; after
FAR names the rest is asked in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from tirkelim.register.models import NameKey
from tirkelim.register.people_reach import Reach, allowed

FIRST = 400
"""Names of the first stretch; each further one is twice as long."""
FAR = 6_000
Name = tuple[str, UUID]
"""A name as it is listed, and whose it is."""


def by_name(found: QuerySet[Any], column: str) -> QuerySet[Any]:
    """Rows of names in the order of the list, which is that of the letters' codes."""
    letters = "C" if connection.vendor == "postgresql" else "BINARY"
    return found.annotate(listed=Collate(F(column), letters)).order_by("listed", "person_id")


def of_region(
    everybody: QuerySet[Any], column: str, within: Reach, need: int, *, former: bool = False
) -> Iterator[UUID]:
    """Those of the rows whom the reach allows, in order. `need`: how many the reader will take at most; `former`: as
    `allowed` takes it."""
    rows = by_name(everybody, column)
    last: Name | None = None
    size, read = FIRST, 0
    while read < FAR:
        stretch = list(_names(rows, last)[:size])
        fresh = [name for name in stretch if last is None or name > last]
        yield from _allowed([person for _name, person in fresh], within, former)
        if len(stretch) < size:
            return
        last, read, size = stretch[-1], read + len(fresh), size * 2
    rest = _names(rows.filter(allowed(within, former=former)), last)
    yield from (name[1] for name in rest[: need + FIRST] if last is None or name > last)


def _names(rows: QuerySet[Any], last: Name | None) -> QuerySet[Any, Name]:
    """The names from the last one on: it comes again, with those of whoever is called the same."""
    following = rows if last is None else rows.filter(listed__gte=last[0])
    return following.values_list("listed", "person_id")


def _allowed(people: list[UUID], within: Reach, former: bool) -> list[UUID]:
    """Those of some people whom the reach allows, in their order."""
    inside = NameKey.objects.filter(allowed(within, former=former, few=True), person__in=people)
    found = set(inside.values_list("person_id", flat=True))
    return [person for person in people if person in found]
