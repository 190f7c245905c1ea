"""The fifteen items of 253/2020 p.8 as lines: number, name, paragraph, and where the item is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from tirkelim.law.finding import Finding
from tirkelim.law.messages import term
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.personnel.entry import NUMBERS

FACTS = "staff_facts"
PLACES: dict[str, tuple[str, ...]] = {
    "name": (FACTS, "name"),
    "sex": (FACTS, "birth"),
    "birth_date": (FACTS, "birth"),
    "birth_place": (FACTS, "birth"),
    "citizenship": (FACTS, "birth"),
    "identity_document": (FACTS, "document"),
    "residence": (FACTS, "residence"),
    "registration_place": (FACTS, "residence"),
    "registration_date": (FACTS, "residence"),
    "education": ("staff_education_add",),
    "certificate": ("staff_certificate_add",),
    "further_education": ("staff_training_add",),
}
"""The page on which a missing item is entered."""


class Item(NamedTuple):
    """One item. `fix` is the address where it is entered; empty for those who only read."""

    number: int
    name: str
    status: str
    citation: str
    href: str
    fix: str


def items(findings: Iterable[Finding], person: UUID | None = None) -> list[Item]:
    """The findings as lines; with `person` they lead to the pages of that record."""
    return [item(finding, person) for finding in findings]


def item(finding: Finding, person: UUID | None) -> Item:
    """One finding as a line."""
    requirement = finding.requirement
    key = requirement.id.rpartition(".")[2]
    place = PLACES.get(key)
    fix = reverse(place[0], args=[person, *place[1:]]) if person is not None and place is not None else ""
    name = term(requirement.id, language())
    citation = requirement.citation
    return Item(NUMBERS[requirement.id], name, str(finding.status), str(citation), law_href(citation), fix)
