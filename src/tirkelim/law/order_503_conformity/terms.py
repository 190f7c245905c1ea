"""How long a certificate runs: issue, extension, re-issue, duplicate (503/2016 p.15, p.16, p.22; readings G6, K12)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.period import add_months, add_years

ACT = "503/2016"


def longest_until(issued_on: date, book: LawBook, ruled_on: date | None = None) -> date:
    """The last day that a certificate issued on the day may run to: the same date three months later.

    ``ruled_on``: the day whose wording holds, where it is not the day of issue.
    """
    return add_months(issued_on, book.number("order_503.most_months", ruled_on or issued_on))


def extended_until(
    extended_from: date, contract_until: date | None, book: LawBook, ruled_on: date | None = None
) -> date:
    """The day to which an extension runs: the contract's end, at most the same date three years later.

    An open-ended contract (``contract_until`` None) gives the whole three years. ``ruled_on`` as above.
    """
    most = add_years(extended_from, book.number("order_503.extension_most_years", ruled_on or extended_from))
    return most if contract_until is None else min(contract_until, most)


def serving_edition(ruled_on: date, on: date, valid_until: date, book: LawBook) -> Edition:
    """The edition that serves a certificate on the day: after the repeal, what was given under the act and runs on.

    ``ruled_on``: the day whose wording gave it (of its application, reading K18; of its issue where that is all one
    knows). Raises NotInForce otherwise (specification 04: "still serves certificates given under it until they end").
    """
    try:
        return book.edition(ACT, on)
    except NotInForce as out:
        given_under = next((one for one in book.editions_of(ACT) if one.covers(ruled_on)), None)
        if out.reason == "repealed" and given_under is not None and on <= valid_until:
            return given_under
        raise
