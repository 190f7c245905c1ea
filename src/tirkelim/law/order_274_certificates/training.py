"""How many hours of further education are owed and shown (specification I-6, F-3, N-1, N-2)?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tirkelim.law.ask.kinds import Credits, Hours
from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.order_274_certificates.three_valued import all_of, negate
from tirkelim.law.period import within_years_before
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class Training:
    """A certificate of further education: hours or credits, the day of its end, and whether it is in the specialty."""

    hours: Maybe[Hours | None] = UNKNOWN
    credits: Maybe[Credits | None] = UNKNOWN
    completed_on: Maybe[date] = UNKNOWN
    specialty_matches: Maybe[bool] = UNKNOWN


class TrainingCase(NamedTuple):
    """What the duty depends on, all in the claimed specialty.

    ``certificate_valid`` on the day; ``lapsed_long``: there is none, or it ended over three years ago; ``long_break``:
    service was interrupted for over three years; ``fresh_graduate``: no certificate yet, and at most three years
    since graduation; ``new``: a specialty or specialisation claimed beside the present one.
    """

    applicant: Applicant
    route: Route
    certificate_valid: Maybe[bool] = UNKNOWN
    lapsed_long: Maybe[bool] = UNKNOWN
    uninterrupted: Maybe[bool] = UNKNOWN
    long_break: Maybe[bool] = UNKNOWN
    fresh_graduate: Maybe[bool] = UNKNOWN
    new: Maybe[bool] = UNKNOWN


class Shown(NamedTuple):
    """Hours shown in the specialty and the window: surely, and at most if all that is not known counted."""

    sure: Decimal
    possible: Decimal

    def reaches(self, hours: int) -> Maybe[bool]:
        """Whether so many hours are shown."""
        if self.sure >= hours:
            return True
        return UNKNOWN if self.possible >= hours else False


class Duty(NamedTuple):
    """Whether hours are owed, how many, and the reason (the first condition that settles it).

    ``at_most``: while it is not known whether hours are owed, how many it would be.
    """

    owed: Maybe[bool]
    hours: int | None
    reason: str
    readings: tuple[str, ...] = ()
    at_most: int | None = None

    def settled_by(self, shown: Maybe[Shown]) -> bool:
        """Whether so many hours are shown that it does not matter if they are owed."""
        if self.owed is not UNKNOWN or self.at_most is None or shown is UNKNOWN:
            return False
        return shown.reaches(self.at_most) is True


class Condition(NamedTuple):
    """A condition of the duty, why nothing is owed when it fails, and the readings that this rests on."""

    holds: Maybe[bool]
    otherwise: str
    readings: tuple[str, ...] = ()


def hours_owed(case: TrainingCase, day: date, book: LawBook) -> Duty:
    """The hours that the case owes on the day."""
    if case.route is Route.INITIAL:
        hours, conditions = book.number("certificate.training.initial_hours", day), _INITIAL[case.applicant](case)
    elif case.applicant is Applicant.FOREIGN:
        return Duty(False, None, "foreign_confirmation", ("S10",))
    else:
        hours, conditions = book.number("certificate.training.confirmation_hours", day), _confirmation(case)
    owed = all_of(*(condition.holds for condition in conditions))
    if owed is True:
        return Duty(True, hours, "owed", ("S5",) if case.route is Route.INITIAL else ())
    first = next(c for c in conditions if c.holds is owed)
    if owed is UNKNOWN:
        return Duty(UNKNOWN, None, f"{first.otherwise}_unknown", first.readings, hours)
    return Duty(False, None, first.otherwise, first.readings)


def _domestic(case: TrainingCase) -> tuple[Condition, ...]:
    return (
        Condition(negate(case.new), "new_specialty"),
        Condition(case.lapsed_long, "recent_certificate"),
        Condition(case.long_break, "short_break"),
        Condition(negate(case.fresh_graduate), "fresh_graduate", ("S4",)),
    )


def _foreign(case: TrainingCase) -> tuple[Condition, ...]:
    """The exemptions of the domestic list are not carried over (S11)."""
    return (
        Condition(case.lapsed_long, "recent_certificate"),
        Condition(case.long_break, "short_break"),
    )


_INITIAL: dict[Applicant, Callable[[TrainingCase], tuple[Condition, ...]]] = {
    Applicant.DOMESTIC: _domestic,
    Applicant.FOREIGN: _foreign,
}


def _confirmation(case: TrainingCase) -> tuple[Condition, ...]:
    return (
        Condition(case.certificate_valid, "lapsed", ("S9",)),
        Condition(case.uninterrupted, "interrupted", ("S9", "C26")),
    )


def hours_shown(trainings: tuple[Training, ...], day: date, book: LawBook) -> Shown:
    """The hours of further education in the specialty within the five years up to the day (S5)."""
    counted = [(counts_on(training, day, book), hours_of(training, day, book)) for training in trainings]
    sure = sum((hours for counts, hours in counted if counts is True and hours is not UNKNOWN), Decimal())
    longest = Decimal(book.number("certificate.training.initial_hours", day))
    possible = sum((longest if h is UNKNOWN else h for counts, h in counted if counts is not False), Decimal())
    return Shown(sure, possible)


def counts_on(training: Training, day: date, book: LawBook) -> Maybe[bool]:
    """Whether the training counts: in the specialty, completed in the window (exactly five years ago is inside)."""
    years = book.number("certificate.training.window_years", day)
    completed = training.completed_on
    inside = UNKNOWN if completed is UNKNOWN else within_years_before(completed, years, day)
    return all_of(training.specialty_matches, inside)


def hours_of(training: Training, day: date, book: LawBook) -> Maybe[Decimal]:
    """Its hours: as stated, otherwise its credits of thirty hours (C16)."""
    if isinstance(training.hours, Decimal):
        return training.hours
    if isinstance(training.credits, int):
        return Decimal(training.credits * book.number("certificate.training.hours_in_credit", day))
    return UNKNOWN
