"""How many hours of further education a holder still lacks for the confirmation (specification F-3)?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.order_274_certificates.training import Training, TrainingCase, hours_owed, hours_shown

UNBROKEN = TrainingCase(Applicant.DOMESTIC, Route.CONFIRMATION, certificate_valid=True, uninterrupted=True, new=False)
"""The holder of a valid certificate who works in the specialty without a break: the only one of whom hours are owed."""


def hours_missing(trainings: tuple[Training, ...], day: date, book: LawBook) -> Decimal:
    """The hours that are missing if the confirmation is asked for on the day; 0 where nothing is.

    Counted are the hours that surely count on that day: in the specialty, and within the five years up to it.
    """
    duty = hours_owed(UNBROKEN, day, book)
    if duty.hours is None:
        return Decimal()
    return max(Decimal(), duty.hours - hours_shown(trainings, day, book).sure)
