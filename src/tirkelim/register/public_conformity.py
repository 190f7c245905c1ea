"""The public check of certificates of conformity: everything the public may know of one, in one statement.

Asked only where no specialist certificate has the number; then whatever was typed costs the same two look-ups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from tirkelim.identity.models import Authority
from tirkelim.identity.territories import body_names
from tirkelim.register.conformity_status import ConformityStatusOn, conformity_status
from tirkelim.register.models import ConformityCertificate, ConformityEvent, PersonFact
from tirkelim.register.names import full_name
from tirkelim.register.public_check import meant


class PublicConformity(NamedTuple):
    """A certificate of conformity as anyone may see it, with its status on a day.

    ``profession``: Kazakh name of the list; ``activity``: code of its kind of economic activity. ``office``: the name
    of the local executive body by language (None: not known). ``status.until`` is the last day of the term as
    extended.
    """

    number: str
    profession: str
    activity: str
    framework_level: int | None
    issued_on: date
    office: dict[str, str] | None
    spellings: Mapping[str, Sequence[str | None]]
    status: ConformityStatusOn

    def name(self, language: str) -> str:
        """The holder's name in a language; "" where the register does not know it."""
        return full_name(self.spellings, language)


@dataclass(slots=True)
class _Dates:
    issued_on: date
    valid_until: date


@dataclass(slots=True)
class _Event:
    kind: str
    on: date
    until: date | None
    successor: str


# The names of tables and columns are our own; the number and the day are parameters.
_STATEMENT = f"""
    SELECT c.number, c.profession, c.activity, c.framework_level, c.issued_on, c.valid_until, c.office,
           e.kind, e."on", e.until, e.successor,
           f.surname_kk, f.given_kk, f.patronymic_kk, f.surname_ru, f.given_ru, f.patronymic_ru,
           f.surname_latin, f.given_latin
    FROM {ConformityCertificate._meta.db_table} c
    LEFT JOIN {PersonFact._meta.db_table} f ON f.person_id = c.person_id AND f.known_to IS NULL
         AND f.valid_from <= %s AND (f.valid_to IS NULL OR f.valid_to > %s)
    LEFT JOIN {ConformityEvent._meta.db_table} e ON e.certificate_id = c.id
    WHERE c.number = %s
    ORDER BY e.id
"""  # noqa: S608


def public_conformity(typed: str, on: date) -> PublicConformity | None:
    """The certificate of conformity with the number that was typed, and its status on a day; None where there is
    none, or none yet."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [on, on, meant(typed)])
        rows = cursor.fetchall()
    if not rows or on < rows[0][4]:
        return None
    return _from_rows(rows, on)


def _from_rows(rows: Sequence[Sequence[Any]], on: date) -> PublicConformity:
    first = rows[0]
    number, profession, activity, level, issued_on, valid_until, kato = first[:7]
    names = first[11:19]
    events = [_Event(*row[7:11]) for row in rows if row[7] is not None]
    return PublicConformity(
        number,
        profession,
        activity,
        level,
        issued_on,
        body_names(kato, issued_on, Authority.EMPLOYMENT),
        {"kk": names[:3], "ru": names[3:6], "latin": names[6:]},
        conformity_status(_Dates(issued_on, valid_until), events, on),
    )
