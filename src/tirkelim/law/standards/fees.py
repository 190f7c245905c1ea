"""What a service costs (row 6 of every standard), in monthly calculation indices and in tenge on the day of payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tirkelim.law.book import LawBook
from tirkelim.law.edition import NotInForce
from tirkelim.law.parameter import ParameterNotSet
from tirkelim.law.standards.services import STANDARDS, Action, Service

ANNEX_ALONE = frozenset({Action.ISSUE_ANNEX, Action.REISSUE_ANNEX, Action.DUPLICATE_ANNEX})
PERCENT = 100


def fee_mci(service: Service, action: Action, day: date, book: LawBook) -> Decimal:
    """The fee in monthly calculation indices, exact. ``day`` picks the edition (raises ParameterNotSet outside it).

    59/2020 ann.1 row 6: issue at the rate, re-issue a share of it with a ceiling, duplicate the full rate. An annex
    alone is free (reading L1). The other services are free.
    """
    if service is not Service.LICENCE:
        return Decimal(book.number(f"standard.{service}.fee_mci", day))

    def number(name: str) -> int:
        return book.number(f"standard.licence.fee.{name}", day)

    if action in ANNEX_ALONE:
        return Decimal(number("annex_mci"))
    rate = Decimal(number("issue_mci"))
    if action is Action.REISSUE:
        return min(rate * number("reissue_percent") / PERCENT, Decimal(number("reissue_most_mci")))
    if action is Action.DUPLICATE:
        return rate * number("duplicate_percent") / PERCENT
    return rate


def index(paid_on: date, book: LawBook) -> int | None:
    """The monthly calculation index in tenge on the day of payment, or None when that day's index is not known."""
    try:
        return book.number("mci", paid_on)
    except ParameterNotSet:
        return None


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee and how it is made: ``mci_count`` monthly calculation indices of ``index`` tenge each. ``index`` and
    ``tenge`` None: the index of that day is not known, so no sum can be named. Nothing to pay needs no index."""

    mci_count: Decimal
    index: int | None
    tenge: Decimal | None

    @property
    def is_free(self) -> bool:
        """Whether nothing has to be paid."""
        return self.mci_count == 0


def fee_on(service: Service, action: Action, paid_on: date, book: LawBook) -> Fee:
    """What is paid for an action on a day, exact (row 6: the index in force on the day of payment).

    The rates are those of the wording in force on the day; before the first wording that is held, those of the newest.
    """
    act = STANDARDS[service].act
    try:
        edition = book.edition(act, paid_on)
    except NotInForce:
        edition = book.latest(act)
    count = fee_mci(service, action, edition.start, book)
    known = index(paid_on, book)
    if count == 0:
        return Fee(count, known, Decimal(0))
    return Fee(count, known, None if known is None else count * known)
