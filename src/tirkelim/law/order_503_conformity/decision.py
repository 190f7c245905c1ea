"""The decision on a conformity certificate: by the wording in force on the day of application (503/2016).

The act is an edition with a span. Wordings stand side by side: each order that gave one has its record in
``data/acts.toml``, its numbers under ``data/parameters`` and its rules in a file here, listed in ``RULES``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Decision
from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.order_503_conformity.rules_2020 import Days, decide_by_2020
from tirkelim.law.order_503_conformity.terms import ACT, serving_edition
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN

Rules = Callable[[ConformityFacts, Edition, Days, LawBook], Decision]
"""The rules of one wording."""

RULES: Mapping[str, Rules] = {"537/2020": decide_by_2020}
"""By the order that gave the wording."""


def decide(facts: ConformityFacts, day: date, book: LawBook, rules: Mapping[str, Rules] = RULES) -> Decision:
    """Findings and proposal for a conformity case decided on ``day``.

    An application is decided by the wording of the day on which it was made, also when that wording has ended since
    (reading K18). Raises NotInForce outside the act's span, which names the repealing order, and for the days whose
    wording is not held, to which no points and no terms are applied back (reading K15); a re-issue or duplicate
    of a certificate given under the act is still served until the certificate ends.
    """
    edition = edition_for(facts, book)
    # Of a wording that ended before the application, its last day answers: a certificate that it still serves.
    ruled_on = facts.applied_on if edition.end is None else min(facts.applied_on, edition.end)
    return rules[edition.by](facts, edition, Days(ruled_on, day), book)


def edition_for(facts: ConformityFacts, book: LawBook) -> Edition:
    """The wording that answers an application. Raises NotInForce."""
    ruled_on, valid_until = facts.certificate_ruled_on, facts.certificate_valid_until
    served = facts.action in (Action.REISSUE, Action.DUPLICATE)
    if served and ruled_on is not UNKNOWN and valid_until is not UNKNOWN:
        return serving_edition(ruled_on, facts.applied_on, valid_until, book)
    return book.edition(ACT, facts.applied_on)
