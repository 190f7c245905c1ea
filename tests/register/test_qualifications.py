"""Levels and categories given before this register: what cannot be so, and which category is held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import NURSING, Office

from tirkelim.register.commands import Invalid, QualificationTerms, import_qualification
from tirkelim.register.qualification_queries import category_held

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
CATEGORY = {"specialty": NURSING, "obtained_on": date(2018, 3, 1), "category": "first", "valid_until": date(2023, 3, 1)}


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"specialty": "sauna"}, "specialty"),
        ({"level": "4.1"}, "level"),
        ({"category": None, "level": "9"}, "level"),
        ({"category": None, "level": "4.1"}, "valid_until"),
        ({"category": "none"}, "category"),
        ({"obtained_on": date(2027, 1, 1)}, "obtained_on"),
        ({"valid_until": None}, "valid_until"),
        ({"indefinite": True}, "valid_until"),
        ({"valid_until": date(2018, 2, 28)}, "valid_until"),
        ({"document_number": "К" * 61}, "document_number"),
    ],
)
def test_what_cannot_be(how: dict[str, Any], field: str) -> None:
    office = Office()
    with pytest.raises(Invalid) as refused:
        import_qualification(office.command(), QualificationTerms(person=office.person(), **CATEGORY | how))
    assert field in refused.value.errors


def test_the_newest_category_in_the_specialty_by_a_day() -> None:
    """A nurse's on any track of nursing (reading C24); another specialty's is another."""
    office = Office()
    person = office.person()
    before = office.now
    for more in ({}, {"specialty": "bachelor.nursing", "obtained_on": date(2020, 3, 1), "category": "highest"}):
        import_qualification(office.command(), QualificationTerms(person=person, **CATEGORY | more))

    def held(specialty: str, on: date, known: Any = None) -> str | None:
        row = category_held(person, specialty, on, known or office.now)
        return row and row.category

    assert held(NURSING, DAY) == held("bachelor.nursing", DAY) == "highest"
    assert held(NURSING, date(2020, 2, 29)) == "first"
    assert held("secondary.midwifery", DAY) is None
    assert held(NURSING, DAY, before) is None
