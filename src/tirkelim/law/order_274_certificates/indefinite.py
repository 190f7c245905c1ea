"""Is a certificate without a term still valid (specification T-3; 274/2020 ann.2 row 8)?"""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.three_valued import all_of, when_known
from tirkelim.law.period import within_years_before
from tirkelim.law.unknown import Maybe


def still_valid(issued_on: Maybe[date], trained_on: Maybe[tuple[date, ...]], day: date, book: LawBook) -> Maybe[bool]:
    """Whether it was given before 09.10.2015 and the latest training lies within the five years up to the day."""
    before = book.day("certificate.indefinite.issued_before", day)
    years = book.number("certificate.indefinite.training_years", day)
    return all_of(
        when_known(issued_on, lambda issued: issued < before),
        when_known(trained_on, lambda days: any(within_years_before(d, years, day) for d in days)),
    )
