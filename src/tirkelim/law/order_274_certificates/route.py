"""Which case is it: a first certificate or the confirmation of one (specification T-1, T-2; 274/2020 row 8)?"""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.three_valued import all_of, any_of, negate, when_known
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN, Maybe


class Applicant(enum.StrEnum):
    """Which of the two services is asked for: residents (annex 2) or foreign specialists (annex 6)."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"


class Route(enum.StrEnum):
    """The two lists of row 8: a certificate claimed for the first time, or the confirmation of one."""

    INITIAL = "initial"
    CONFIRMATION = "confirmation"


class Held(NamedTuple):
    """The certificate in the claimed specialty.

    ``valid_until`` None: there is none, or (when ``exists``) its term is not stated, which leaves the route open.
    ``indefinite``: given without a term before 09.10.2015 and still valid (T-3).
    """

    exists: Maybe[bool]
    valid_until: Maybe[date | None]
    indefinite: Maybe[bool] = False


def valid_on(held: Held, day: date) -> Maybe[bool]:
    """Whether the certificate is valid on the day; the last day of its term counts."""
    return all_of(held.exists, any_of(held.indefinite, _until(held, day)))


def not_long_expired(held: Held, day: date, book: LawBook) -> Maybe[bool]:
    """Whether it is valid or ended not more than three years ago, the third anniversary included (S6)."""
    years = book.number("certificate.lapse_years", day)
    return all_of(held.exists, any_of(held.indefinite, _until(held, day, years)))


def _until(held: Held, day: date, years: int = 0) -> Maybe[bool]:
    until = held.valid_until
    if until is None or until is UNKNOWN:
        return UNKNOWN if held.exists is not False else False
    return day <= add_years(until, years)


def route_of(held: Held, new_specialty: Maybe[bool], day: date, book: LawBook) -> Maybe[Route]:
    """The list of row 8 that applies, or UNKNOWN while it depends on a fact that is not known."""
    confirmation = all_of(negate(new_specialty), not_long_expired(held, day, book))
    if confirmation is UNKNOWN:
        return UNKNOWN
    return Route.CONFIRMATION if confirmation else Route.INITIAL


def assessment_due(route: Maybe[Route], level_claimed: Maybe[bool]) -> Maybe[bool]:
    """Whether an assessment result is owed: always for a first certificate, else only for a level (S7; p.4)."""
    return any_of(when_known(route, lambda known: known is Route.INITIAL), level_claimed)
