"""Which documents of row 8 are owed (274/2020 ann.2 and ann.6; readings S1, S2, S6, S20)?"""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask

DAY = "2025-12-10"


def asked(applicant: str, document: str, **facts: Any) -> bool | None:
    found: bool | None = ask(
        "certificate.document", {"applicant": applicant, "document": document, "applied_on": DAY, **facts}
    ).values["required"]
    return found


@pytest.mark.parametrize(
    ("applicant", "year", "in_system", "studied_in", "expected"),
    [
        ("domestic", 2011, False, "KZ", True),
        ("domestic", 2012, False, "KZ", True),  # 2012 itself is treated as before it: S1
        ("domestic", 2013, False, "KZ", False),  # later graduates: the source is asked, not the person
        ("domestic", 2012, True, "KZ", False),
        ("domestic", 2012, None, "KZ", None),
        ("domestic", None, False, "KZ", None),
        ("domestic", 2013, None, None, False),
        ("domestic", None, True, None, False),
        ("foreign", 2014, False, "KZ", True),
        ("foreign", 2015, False, "KZ", False),  # strictly before 2015: S2
        ("foreign", 2012, False, "IN", False),  # studied abroad: recognition instead
        ("foreign", 2014, True, "KZ", False),
        ("foreign", 2014, None, "KZ", None),
        ("foreign", 2014, False, None, None),
        ("foreign", 2016, None, None, False),
    ],
)
def test_diploma(
    applicant: str, year: int | None, in_system: bool | None, studied_in: str | None, expected: bool | None
) -> None:
    facts = {"graduation_year": year, "in_state_system": in_system, "studied_in": studied_in}
    assert asked(applicant, "diploma", **facts) is expected
    assert asked(applicant, "diploma", route="confirmation", **facts) is False


@pytest.mark.parametrize(
    ("applicant", "document", "facts", "expected"),
    [
        ("domestic", "recognition", {"studied_in": "RU"}, True),
        ("domestic", "recognition", {"studied_in": "KZ"}, False),
        ("domestic", "recognition", {}, None),
        ("domestic", "recognition", {"studied_in": "RU", "route": "confirmation"}, True),  # item 8 of that list
        ("foreign", "recognition", {"studied_in": "in"}, True),
        ("foreign", "recognition", {"studied_in": "KAZ"}, False),
        ("foreign", "recognition", {"studied_in": "IN", "route": "confirmation"}, False),
        ("domestic", "identity_document", {"in_state_system": False}, False),
        ("foreign", "identity_document", {"in_state_system": False}, True),
        ("foreign", "identity_document", {"in_state_system": True}, False),
        ("foreign", "identity_document", {}, None),
        ("foreign", "identity_document", {"in_state_system": False, "route": "confirmation"}, True),
        ("domestic", "internship", {"graduation_year": 1998}, False),
        ("domestic", "internship", {"graduation_year": 1999}, None),  # depends on the diploma's specialty
        ("domestic", "internship", {"graduation_year": 1999, "in_state_system": True}, False),
        ("domestic", "internship", {"graduation_year": 1999, "route": "confirmation"}, False),
        ("foreign", "internship", {}, False),  # "if any"
    ],
)
def test_other_documents(applicant: str, document: str, facts: dict[str, Any], expected: bool | None) -> None:
    assert asked(applicant, document, **facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        *[
            ({"citizenship": state, "permanent_resident": False}, False)
            for state in ("AM", "BY", "KZ", "KG", "RU", "RUS")
        ],
        *[
            ({"citizenship": state, "permanent_resident": False}, True)
            for state in ("GE", "IN", "TR", "UZ", "XXX", "stateless")
        ],
        ({"citizenship": "IN", "permanent_resident": True}, False),
        ({"citizenship": None, "permanent_resident": True}, False),
        ({"citizenship": "RU", "permanent_resident": None}, False),
        ({"citizenship": "IN", "permanent_resident": None}, None),
        ({"citizenship": None, "permanent_resident": False}, None),
        ({"citizenship": "IN", "permanent_resident": False, "route": "confirmation"}, False),
    ],
)
def test_permit_for_foreign_labour(facts: dict[str, Any], expected: bool | None) -> None:
    assert asked("foreign", "foreign_labour_permit", **facts) is expected
    assert asked("domestic", "foreign_labour_permit", **facts) is False


@pytest.mark.parametrize(
    ("applicant", "facts", "expected"),
    [
        ("domestic", {"in_state_system": False}, True),
        ("domestic", {"in_state_system": True}, False),
        ("domestic", {}, None),
        ("domestic", {"in_state_system": False, "first_job_after_graduation": True}, False),  # "if any"
        ("domestic", {"in_state_system": False, "route": "confirmation"}, True),
        ("foreign", {"first_job_after_graduation": False}, True),
        ("foreign", {"first_job_after_graduation": True}, False),
        ("foreign", {}, None),
        ("foreign", {"first_job_after_graduation": False, "in_state_system": True}, False),  # p.24, last sentence
        ("foreign", {"first_job_after_graduation": False, "route": "confirmation"}, False),
    ],
)
def test_proof_of_work(applicant: str, facts: dict[str, Any], expected: bool | None) -> None:
    assert asked(applicant, "proof_of_work", **facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"name_changed": False}, False),
        ({"name_changed": True, "changed_in": "IN"}, True),
        ({"name_changed": True, "changed_in": "KZ"}, False),  # asked from the state system: S20
        ({"name_changed": True, "changed_in": "KZ", "in_state_system": False}, True),
        ({"name_changed": True, "changed_in": "IN", "in_state_system": True}, False),
        ({"name_changed": True}, None),
        ({}, None),
        ({"changed_in": "KZ"}, False),
    ],
)
def test_change_of_name(facts: dict[str, Any], expected: bool | None) -> None:
    assert asked("foreign", "name_change", **facts) is expected
    assert asked("domestic", "name_change", **facts) is False  # row 8 of annex 2 names no such document


@pytest.mark.parametrize("applicant", ["domestic", "foreign"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"valid_until": "2025-12-09", "in_state_system": False}, True),
        ({"valid_until": "2022-12-10", "in_state_system": False}, True),  # exactly three years: S6
        ({"valid_until": "2022-12-09", "in_state_system": False}, False),
        ({"valid_until": DAY, "in_state_system": False}, False),  # still valid
        ({"valid_until": "2025-12-09", "in_state_system": True}, False),
        ({"valid_until": "2025-12-09"}, None),
        ({"valid_until": None, "in_state_system": False}, None),
        ({"valid_until": "2026-12-09"}, False),
        ({"valid_until": "2025-12-09", "in_state_system": False, "route": "initial"}, False),
    ],
)
def test_copy_of_the_certificate(applicant: str, facts: dict[str, Any], expected: bool | None) -> None:
    assert asked(applicant, "certificate_copy", **facts) is expected


@pytest.mark.parametrize(
    ("language", "translated_into", "acceptable"),
    [
        ("kk", None, True),
        ("ru", None, True),
        ("RU", "en", True),
        ("ru-RU", None, True),
        ("rus", None, True),
        ("Қазақ тілі", None, True),
        ("казахский", None, True),
        ("de", "русский", True),
        ("pl", "kk", True),
        ("en", "ru", True),
        ("en", None, False),
        ("en", "de", False),
    ],
)
def test_language(language: str, translated_into: str | None, acceptable: bool) -> None:
    facts = {"applicant": "domestic", "document": "diploma", "applied_on": DAY, "document_language": language}
    assert ask("certificate.document", facts | {"translated_into": translated_into}).values["acceptable"] is acceptable


def test_language_is_answered_only_when_given() -> None:
    values = ask("certificate.document", {"applicant": "domestic", "document": "diploma", "applied_on": DAY}).values
    assert set(values) == {"required"}


def test_a_country_is_a_code() -> None:
    with pytest.raises(FactErrors) as caught:
        asked("foreign", "recognition", studied_in="Қазақстан", citizenship="7")
    assert [(error.field, error.code) for error in caught.value.errors] == [
        ("studied_in", "not_a_country"),
        ("citizenship", "not_a_country"),
    ]
