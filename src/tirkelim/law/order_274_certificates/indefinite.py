"""Is a certificate without a term still valid (specification T-3; 274/2020 ann.2 row 8)?"""

from __future__ import annotations

from datetime import date, timedelta

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.three_valued import all_of, when_known
from tirkelim.law.period import add_years, within_years_before
from tirkelim.law.unknown import Maybe


def still_valid(issued_on: Maybe[date], trained_on: Maybe[tuple[date, ...]], day: date, book: LawBook) -> Maybe[bool]:
    """Whether it was given before 09.10.2015 and the latest training lies within the five years up to the day."""
    before = book.day("certificate.indefinite.issued_before", day)
    years = book.number("certificate.indefinite.training_years", day)
    return all_of(
        when_known(issued_on, lambda issued: issued < before),
        when_known(trained_on, lambda days: any(within_years_before(d, years, day) for d in days)),
    )


def given_in_time(issued_on: date, day: date, book: LawBook) -> bool:
    """Whether a certificate without a term was given early enough to hold without one: before 09.10.2015."""
    return issued_on < book.day("certificate.indefinite.issued_before", day)


def last_day_by_training(trained_on: date, day: date, book: LawBook) -> date:
    """The last day on which further education that ended on ``trained_on`` keeps a certificate without a term valid,
    by the number of years that the rule asks for on ``day``: the latest day whose window still holds it."""
    years = book.number("certificate.indefinite.training_years", day)
    anniversary = add_years(trained_on, years)
    # After 28 February a leap day looks back at the same 28 February (G6).
    following = anniversary + timedelta(days=1)
    return following if within_years_before(trained_on, years, following) else anniversary
