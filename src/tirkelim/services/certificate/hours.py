"""Further education of the register as the rules of certificates count it, and how many hours are missing (F-3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_274_certificates.missing import hours_missing
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register.commands.learning import is_same_training
from tirkelim.register.models import Activity, Certificate
from tirkelim.register.models import Training as Entered
from tirkelim.services.common.specialty import is_same_specialty

Learned = Entered | Activity
FURTHER_EDUCATION = 1
"""The criterion of further education (283/2020 ann.1 row 1)."""


def of_training(row: Entered, code: str) -> Training:
    """A course that the personnel service entered; where it does not say a specialty, nobody knows."""
    return Training(
        UNKNOWN if row.hours is None else Decimal(row.hours),
        UNKNOWN if row.credits is None else row.credits,
        row.completed_on,
        _matches(row.specialty, code),
    )


def of_result(row: Activity, code: str) -> Training:
    """A result of the first criterion (283/2020 ann.1 row 1)."""
    credits = row.details.get("credits", UNKNOWN)
    return Training(_hours(row), credits, row.completed_on, _matches(row.specialty, code))


def _matches(specialty: str | None, code: str) -> Maybe[bool]:
    return UNKNOWN if not specialty else is_same_specialty(specialty, code)


def _hours(row: Activity) -> Maybe[Decimal | None]:
    try:
        return Decimal(row.details.get("hours", ""))
    except (InvalidOperation, TypeError):
        return UNKNOWN


class Learning:
    """The further education of some people as known at a moment: two queries, however many they are."""

    def __init__(self, people: Collection[UUID], known: datetime) -> None:
        self._rows: defaultdict[UUID, list[Learned]] = defaultdict(list)
        for row in Entered.objects.known_at(known).filter(person__in=people).order_by("completed_on", "id"):
            self._rows[row.person_id].append(row)
        results = Activity.objects.known_at(known).filter(person__in=people, criterion=FURTHER_EDUCATION)
        for result in results.filter(evidence__isnull=False).order_by("completed_on", "id"):
            self._rows[result.person_id].append(result)

    def days(self, person: UUID) -> tuple[date, ...]:
        """The days on which it ended: of what is entered or confirmed, as everywhere (register/training_days.py)."""
        return tuple(row.completed_on for row in self._rows.get(person, ()) if isinstance(row, Entered))

    def missing(self, certificate: Certificate, until: date, book: LawBook | None = None) -> Decimal:
        """The hours that the holder lacks if the confirmation is asked for on the day until which it holds.

        An own result with its certificate counts too: it can be declared in the application, with the paper.
        """
        rows = _each_once(self._rows.get(certificate.person_id, ()))
        found = tuple(_fact(row, certificate.specialty) for row in rows)
        return hours_missing(found, until, book or current_book())


def _fact(row: Learned, code: str) -> Training:
    return of_training(row, code) if isinstance(row, Entered) else of_result(row, code)


def _each_once(rows: Iterable[Learned]) -> list[Learned]:
    """A course that the personnel service and the worker both entered counts once, as entered by the former."""
    found: list[Learned] = []
    for row in rows:
        of_the_day = (one for one in found if one.completed_on == row.completed_on)
        if not any(is_same_training(_names(row), _names(one)) for one in of_the_day):
            found.append(row)
    return found


def _names(row: Learned) -> tuple[str | None, str]:
    """Number and programme."""
    return (row.certificate_number, row.programme) if isinstance(row, Entered) else (row.document_number, row.title)
