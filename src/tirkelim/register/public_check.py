"""The public check: everything the public may know of a certificate, in one statement.

Written as SQL because thousands ask at once and the query is always the same: building it anew from objects takes
longer than running it. Both databases read it. The result never holds more than the public sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from tirkelim.identity.territories import office_names
from tirkelim.register.models import Certificate, CertificateEvent, PersonFact, Training
from tirkelim.register.names import full_name
from tirkelim.register.public_numbers import normalise
from tirkelim.register.status import StatusOn, status_on

LONGEST = 60
"""Characters of the longest number a certificate may have."""


class PublicCertificate(NamedTuple):
    """A certificate as anyone may see it, with its status on a day. ``office`` is the department's name by language
    (None: not known); ``valid_until`` is the last day, None without limit."""

    number: str
    specialty: str
    level: str | None
    issued_on: date
    valid_until: date | None
    office: dict[str, str] | None
    spellings: Mapping[str, Sequence[str | None]]
    status: StatusOn

    def name(self, language: str) -> str:
        """The holder's name in a language; "" where the register does not know it."""
        return full_name(self.spellings, language)


@dataclass(slots=True)
class _Dates:
    issued_on: date
    valid_until: date | None


@dataclass(slots=True)
class _Event:
    kind: str
    on: date
    superseded_by: str


# The names of tables and columns are our own; the number and the day are parameters. Further education is looked for
# only where there is no term.
_STATEMENT = f"""
    SELECT c.number, c.specialty, c.level, c.issued_on, c.valid_until, c.office, e.kind, e."on", e.superseded_by,
           f.surname_kk, f.given_kk, f.patronymic_kk, f.surname_ru, f.given_ru, f.patronymic_ru,
           f.surname_latin, f.given_latin,
           CASE WHEN c.valid_until IS NULL THEN (
               SELECT MAX(t.completed_on) FROM {Training._meta.db_table} t
               WHERE t.person_id = c.person_id AND t.known_to IS NULL AND t.completed_on <= %s) END
    FROM {Certificate._meta.db_table} c
    LEFT JOIN {PersonFact._meta.db_table} f ON f.person_id = c.person_id AND f.known_to IS NULL
         AND f.valid_from <= %s AND (f.valid_to IS NULL OR f.valid_to > %s)
    LEFT JOIN {CertificateEvent._meta.db_table} e ON e.certificate_id = c.id
    WHERE c.number = %s
    ORDER BY e.id
"""  # noqa: S608


def public_certificate(typed: str, on: date) -> PublicCertificate | None:
    """The certificate with the number that was typed, and its status on a day; None where there is none.

    Forgives spaces, dashes, small and Cyrillic letters. One that is not yet issued is not there. Whatever was typed
    costs the same one look-up, so that the time of the answer tells nothing about numbers.
    """
    number = meant(typed)
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [on, on, on, number])
        rows = cursor.fetchall()
    if not rows or on < rows[0][3]:
        return None
    return _from_rows(rows, on)


def meant(typed: str) -> str:
    """The number to look up for what was typed, whatever that was."""
    return normalise(typed[:LONGEST]) or typed[:LONGEST].replace("\x00", "").strip()


def _from_rows(rows: Sequence[Sequence[Any]], on: date) -> PublicCertificate:
    first = rows[0]
    number, specialty, level, issued_on, valid_until, kato = first[:6]
    office = None if kato is None else office_names(kato, issued_on)
    names = first[9:17]
    spellings = {"kk": names[:3], "ru": names[3:6], "latin": names[6:]}
    events = [_Event(*row[6:9]) for row in rows if row[6] is not None]
    trained = [_day(value) for value in first[17:] if value is not None]
    status = status_on(_Dates(issued_on, valid_until), events, on, trained)
    return PublicCertificate(number, specialty, level, issued_on, valid_until, office, spellings, status)


def _day(value: date | str) -> date:
    """What MAX answers: SQLite gives it as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
