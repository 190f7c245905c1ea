"""Internship, residency, retraining and the mid-level table (274/2020 ann.2 row 8; G-1 to G-7; readings G5, S15)."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.registry import ask


def required(question: str, **facts: Any) -> bool | None:
    found: bool | None = ask(f"certificate.{question}", facts).values["required"]
    return found


GENERAL = ["Емдеу ісі", "Лечебное дело", "Жалпы медицина", "General medicine", "Педиатрия", "Paediatrics", "pediatrics"]
EASTERN = ["Шығыс медицинасы", "Восточная медицина", "Oriental medicine", "Стоматология", "Dentistry", "«СТОМАТОЛОГИЯ»"]


@pytest.mark.parametrize(
    ("specialties", "year", "expected"),
    [
        (GENERAL, 1998, False),
        (GENERAL, 1999, True),
        (EASTERN, 2000, False),
        (EASTERN, 2006, False),
        (EASTERN, 2007, True),
        (["Фармация", "Мейіргер ісі", "Қоғамдық денсаулық сақтау"], 2020, False),
        (GENERAL, None, None),
        (["Фармация"], None, False),
    ],
)
def test_internship(specialties: list[str], year: int | None, expected: bool | None) -> None:
    for specialty in specialties:
        assert required("internship", diploma_specialty=specialty, graduation_year=year) is expected


@pytest.mark.parametrize(("year", "expected"), [(1998, False), (1999, None)])
def test_internship_without_the_specialty(year: int, expected: bool | None) -> None:
    assert required("internship", diploma_specialty=None, graduation_year=year) is expected


@pytest.mark.parametrize(
    ("year", "clinical", "expected"),
    [
        (2013, True, False),
        (2014, True, True),
        (2014, False, False),
        (2013, None, False),
        (None, False, False),
        (2014, None, None),
        (None, True, None),
    ],
)
def test_residency(year: int | None, clinical: bool | None, expected: bool | None) -> None:
    assert required("residency", graduation_year=year, clinical_specialty=clinical) is expected


OWES_RETRAINING = {
    "graduation_year": 2013,
    "diploma_specialty": "Емдеу ісі",
    "training_matches_claim": False,
    "started_on": "2014-03-01",
    "uninterrupted": True,
    "working": True,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"graduation_year": 2014}, False),
        ({"diploma_specialty": "Педиатрия"}, True),
        ({"diploma_specialty": "Восточная медицина"}, True),
        ({"diploma_specialty": "Жалпы медицина"}, False),  # the seed names Emdeu isi, Paediatrics, Eastern medicine
        ({"diploma_specialty": "Стоматология"}, False),
        ({"training_matches_claim": True}, False),
        ({"working": False}, False),
        ({"started_on": "2004-12-31"}, False),
        ({"started_on": "2005-01-01"}, True),
        ({"started_on": "2004-12-31", "uninterrupted": False}, True),
        ({"started_on": None, "uninterrupted": None}, True),  # long service has to be shown
        ({"training_matches_claim": None}, None),
        ({"working": None}, None),
        ({"working": None, "graduation_year": 2015}, False),
        ({"graduation_year": None}, None),
        ({"diploma_specialty": None, "working": False}, False),
    ],
)
def test_retraining(changes: dict[str, Any], expected: bool | None) -> None:
    assert required("retraining", **(OWES_RETRAINING | changes)) is expected


def test_retraining_when_service_is_not_told() -> None:
    facts = {name: value for name, value in OWES_RETRAINING.items() if name not in ("started_on", "uninterrupted")}
    assert required("retraining", **facts) is None


# --- the mid-level table ---

NURSE = {
    "claimed_specialty": "Мейіргер ісі",
    "diploma_level": "secondary",
    "diploma_specialty": "Мейіргер ісі",
    "graduated_on": "2004-12-31",
    "further_education_last_5_years": True,
    "retrained_on": None,
    "started_on": None,
    "uninterrupted": None,
}
FELDSHER = NURSE | {
    "claimed_specialty": "Емдеу ісі",
    "diploma_specialty": "Акушериялық іс",
    "retrained_on": "2015-05-01",
}
MIDWIFE = NURSE | {
    "claimed_specialty": "Акушерлік іс",
    "diploma_specialty": "Мейірбике ісі",
    "retrained_on": "2020-12-31",
}
LABORATORY = NURSE | {"claimed_specialty": "Зертханалық диагностика", "graduated_on": "2011-12-31"}


def sufficient(facts: dict[str, Any], **changes: Any) -> bool | None:
    found: bool | None = ask("certificate.mid_level", facts | changes).values["sufficient"]
    return found


@pytest.mark.parametrize(
    ("diploma", "opens"),
    [
        # level, specialty: nursing, feldsher, midwifery, laboratory diagnostics
        (("secondary", "Мейіргер ісі"), (True, False, True, True)),
        (("secondary", "Емдеу ісі"), (True, True, True, True)),
        (("secondary", "Акушериялық іс"), (True, True, True, True)),
        (("secondary", "Зертханалық диагностика"), (False, False, False, True)),
        (("secondary", "Стоматология"), (False, False, False, False)),
        (("higher", "Емдеу ісі"), (True, True, True, True)),
        (("higher", "Педиатрия"), (True, True, True, True)),
        (("higher", "Шығыс медицинасы"), (True, True, True, True)),
        (("higher", "Жалпы медицина"), (True, True, True, True)),
        (("higher", "Стоматология"), (False, False, False, False)),
        (("higher", "Мейіргер ісі"), (False, False, False, False)),
        (("bachelor", "Жалпы медицина"), (True, True, True, True)),
        (("bachelor", "Мейіргер ісі"), (True, True, True, True)),
        (("bachelor", "Педиатрия"), (False, False, False, False)),
        (("bachelor", "Емдеу ісі"), (False, False, False, False)),
    ],
)
def test_which_diploma_opens_which_specialty(diploma: tuple[str, str], opens: tuple[bool, ...]) -> None:
    changes = {"diploma_level": diploma[0], "diploma_specialty": diploma[1], "retrained_on": "2015-05-01"}
    assert tuple(sufficient(claim, **changes) for claim in (NURSE, FELDSHER, MIDWIFE, LABORATORY)) == opens


@pytest.mark.parametrize(
    ("facts", "changes", "expected"),
    [
        (NURSE, {}, True),
        (NURSE, {"further_education_last_5_years": False}, False),
        (NURSE, {"diploma_specialty": "Фельдшер", "graduated_on": "2005-01-01"}, False),  # from the day: own only
        (NURSE, {"graduated_on": "2005-01-01", "further_education_last_5_years": False}, True),
        (FELDSHER, {}, True),
        (FELDSHER, {"retrained_on": None}, False),
        (FELDSHER, {"retrained_on": "2021-01-01"}, False),  # strictly before 2021
        (FELDSHER, {"further_education_last_5_years": False}, False),
        (FELDSHER, {"retrained_on": None, "started_on": "2004-12-31", "uninterrupted": True}, True),  # G-4
        (FELDSHER, {"retrained_on": None, "started_on": "2005-01-01", "uninterrupted": True}, False),
        (FELDSHER, {"retrained_on": None, "started_on": "2004-12-31", "uninterrupted": False}, False),
        (FELDSHER, {"retrained_on": None, "diploma_specialty": "Емдеу ісі"}, True),  # own diploma: S15
        (FELDSHER, {"retrained_on": None, "diploma_level": "higher", "diploma_specialty": "Емдеу ісі"}, False),
        (FELDSHER, {"graduated_on": "2006-06-01"}, False),
        (FELDSHER, {"graduated_on": "2006-06-01", "diploma_specialty": "Лечебное дело"}, True),
        (
            FELDSHER,
            {"graduated_on": "2006-06-01", "diploma_specialty": "Лечебное дело", "diploma_level": "higher"},
            False,
        ),
        (MIDWIFE, {}, True),
        (MIDWIFE, {"diploma_specialty": "Акушерское дело", "retrained_on": None}, True),
        (LABORATORY, {}, True),
        (LABORATORY, {"graduated_on": "2012-01-01"}, False),
        (LABORATORY, {"further_education_last_5_years": False}, False),
        (LABORATORY, {"further_education_last_5_years": False, "retrained_on": "2019-01-01"}, True),
        (LABORATORY, {"further_education_last_5_years": False, "retrained_on": "2021-01-01"}, False),
        (LABORATORY, {"further_education_last_5_years": False, "certification_course_on": "2023-05-01"}, True),
        (LABORATORY, {"further_education_last_5_years": False, "certification_course_on": "2012-05-01"}, False),
        (
            LABORATORY,
            {"further_education_last_5_years": False, "started_on": "2003-01-01", "uninterrupted": True},
            False,
        ),
        # Specialties without a row: their own diploma, whatever the year, or long service between those named in G-4.
        (NURSE, {"claimed_specialty": "Стоматология", "diploma_specialty": "Dentistry"}, True),
        (NURSE, {"claimed_specialty": "Фармация", "diploma_specialty": "Pharmacy"}, True),
        (NURSE, {"claimed_specialty": "Фармация"}, False),
        (NURSE, {"claimed_specialty": "Тіс дәрігері", "diploma_specialty": "Стоматология"}, False),
        (
            NURSE,
            {
                "claimed_specialty": "Тіс дәрігері",
                "diploma_specialty": "Стоматология",
                "started_on": "2003-01-01",
                "uninterrupted": True,
            },
            True,
        ),
    ],
)
def test_mid_level(facts: dict[str, Any], changes: dict[str, Any], expected: bool) -> None:
    assert sufficient(facts, **changes) is expected


@pytest.mark.parametrize(
    ("facts", "changes", "expected"),
    [
        (NURSE, {"graduated_on": None}, True),  # own diploma and further education suffice before and after the day
        (NURSE, {"graduated_on": None, "further_education_last_5_years": False}, None),
        (NURSE, {"further_education_last_5_years": None}, None),
        (NURSE, {"further_education_last_5_years": None, "diploma_specialty": "Фармация"}, False),
        (NURSE, {"diploma_level": None}, None),
        (NURSE, {"claimed_specialty": None}, None),
        (NURSE, {"diploma_specialty": None}, None),
    ],
)
def test_mid_level_with_missing_facts(facts: dict[str, Any], changes: dict[str, Any], expected: bool | None) -> None:
    assert sufficient(facts, **changes) is expected
