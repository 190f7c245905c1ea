"""The practice edition: lets the demo try by hand a service whose order was repealed on 2 July 2023 (503/2016).

No such edition exists in law. It has the rules of the last wording, says "practice" wherever an edition is named, and
is known to the conformity service of the demo only: questions, advisor and pages of the law answer with the repeal.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.edition import Edition
from tirkelim.law.order_503_conformity.decision import RULES, Rules
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.services.conformity.editions import PRACTICE

STARTS_ON = date(2025, 1, 1)
"""Between the repeal and this day the demo, too, answers with the repealing order."""


@functools.cache
def practice_book() -> LawBook:
    """The book of the law with the practice edition beside the real ones."""
    repealed_by = current_book().latest(ACT).later_amendment
    return current_book().beside(Edition(ACT, PRACTICE, STARTS_ON, None, False, repealed_by))


def practice_rules() -> Mapping[str, Rules]:
    """The rules by edition: those of the last wording serve the practice edition as well."""
    return {**RULES, PRACTICE: RULES[current_book().latest(ACT).by]}
