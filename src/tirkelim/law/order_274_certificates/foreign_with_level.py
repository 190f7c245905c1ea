"""A foreign specialist's certificate claimed together with a qualification level (274/2020 annex 6; 283/2020)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision
from tirkelim.law.order_274_certificates import foreign_decision
from tirkelim.law.order_274_certificates.facts import ForeignFacts
from tirkelim.law.order_274_certificates.requirements import FOREIGN
from tirkelim.law.order_274_certificates.with_level import joined, without_level
from tirkelim.law.order_283_cpd.facts import LevelFacts


@dataclass(frozen=True, slots=True)
class ForeignApplication(ForeignFacts):
    """The facts of a foreign specialist's application; ``level`` None: no level is claimed in it."""

    level: LevelFacts | None = None


def decide(application: ForeignApplication, day: date, book: LawBook) -> Decision:
    """Decide both claims as for residents: the certificate by annex 6, the level by 283/2020.

    Raises NotInForce when no held edition of one of the two acts covers its day.
    """
    if application.level is None:
        return foreign_decision.decide(application, day, book)
    alone = dataclasses.replace(application, certificate=without_level(application.certificate))
    return joined(foreign_decision.decide(alone, day, book), application.level, FOREIGN, day, book)
