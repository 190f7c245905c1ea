"""A second wording of 503/2016 as it would be added: its records as data, its rules as code beside the present ones.

Made up for tests: more points for education, five working days, four months, and a threshold of the order's own.
"""

from __future__ import annotations

import dataclasses

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.data import read_records, with_records
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Decision
from tirkelim.law.order_503_conformity.decision import RULES
from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.order_503_conformity.rules_2020 import Days, decide_by_2020

BY = "test/2024"

ACTS = """
[[order]]
id = "test/2024"
signed_on = 2024-02-20
published_on = 2024-02-26
days_after_publication = 10
source = "503/2016 p.1"
amends = ["503/2016"]

[[edition]]
act = "503/2016"
by = "test/2024"
"""

PARAMETERS = """
[[parameter]]
id = "order_503.points.higher_education"
value = 5
source = "503/2016 p.10(1)"
[[parameter]]
id = "order_503.points.service"
value = [1, 2, 9]
source = "503/2016 p.10(2)"
[[parameter]]
id = "order_503.most_months"
value = 4
source = "503/2016 p.15"
[[parameter]]
id = "order_503.threshold"
value = 8
source = "503/2016 p.10"
[[parameter]]
id = "standard.conformity.term.issue"
value = 5
source = "503/2016 ann.2 row 3"
"""


def second_book() -> LawBook:
    """The committed book with the second wording beside the first."""
    return with_records(current_book(), read_records(ACTS, PARAMETERS))


def decide_by_2024(facts: ConformityFacts, edition: Edition, days: Days, book: LawBook) -> Decision:
    """The rules of the second wording: the order itself names the threshold, no body can set another."""
    threshold = book.number("order_503.threshold", days.ruled_on)
    own = dataclasses.replace(facts, points_threshold=threshold, threshold_source="503/2016 p.10")
    return decide_by_2020(own, edition, days, book)


SECOND_RULES = {**RULES, BY: decide_by_2024}
"""The rules of both wordings, by the order that gave them."""
