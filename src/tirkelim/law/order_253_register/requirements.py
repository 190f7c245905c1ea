"""The requirements of 253/2020: one for each item of p.8 that the HR specialist enters."""

from __future__ import annotations

from tirkelim.law.requirement import Requirement, define

ITEMS = (
    "iin",
    "name",
    "sex",
    "birth_date",
    "birth_place",
    "citizenship",
    "identity_document",
    "residence",
    "registration_place",
    "registration_date",
    "education",
    "workplace",
    "position",
    "certificate",
    "further_education",
)
"""The fifteen items of p.8, in their order: item n of the paragraph is ``ITEMS[n - 1]``."""

IF_ANY = {"certificate": "has_certificate", "further_education": "has_further_education"}
"""Items owed only by those who have such a thing, and the fact that says so (for item 15: reading R2)."""


def _item_requirement(number: int, item: str) -> Requirement:
    reads = ("items", IF_ANY[item]) if item in IF_ANY else ("items",)
    return define(f"register.item.{item}", f"253/2020 p.8({number})", reads=reads)


ITEM_REQUIREMENTS = {item: _item_requirement(number, item) for number, item in enumerate(ITEMS, start=1)}
"""The requirement of each item, in the order of the paragraph."""
