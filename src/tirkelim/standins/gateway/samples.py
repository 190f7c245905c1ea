"""A record of every source, for a scenario that finds something about someone of whom no record is held."""

from __future__ import annotations

from typing import Any

SAMPLES: dict[str, dict[str, Any]] = {
    "education_higher": {
        "stage": "higher", "specialty": "Жалпы медицина", "school": "Медицина университеті",
        "graduated_on": "2016-06-30", "document_number": "ЖБ-Б 0000001",
    },
    "education_secondary": {
        "stage": "technical_vocational", "specialty": "Мейіргер ісі", "school": "Медициналық колледж",
        "graduated_on": "2015-06-30", "document_number": "ТКБ 0000001",
    },
    "certificates": {
        "number": "KZ00AAA00000001", "specialty": "Мейіргер ісі", "issued_on": "2022-03-01",
        "valid_until": "2027-03-01", "issuer": "Департамент",
    },
    "name_change": {
        "reason": "marriage", "changed_on": "2019-05-05", "name_before": "Омарова А.", "name_after": "Ахметова А.",
        "act_number": "10-1",
    },
    "assessment": {
        "specialty": "Мейіргер ісі", "passed": True, "assessed_on": "2025-07-10", "organisation": "Бағалау орталығы",
        "number": "A-1",
    },
    "employment": {
        "employer_bin": "310640000124", "employer": "№ 5 емхана", "position": "мейіргер",
        "started_on": "2016-08-01", "ended_on": None, "contract_number": "1", "specialty": "Мейіргер ісі",
    },
    "bans": {
        "kind": "activity", "court": "Аудандық сот", "act_number": "7512-25", "in_force_on": "2025-05-12",
        "until": None,
    },
    "real_estate": {"address": "Астана, Сарыарқа 1", "right": "ownership", "registered_on": "2020-01-10"},
    "staff_contracts": {"contracts": 3, "as_of": "2026-01-01"},
}  # fmt: skip
NUMBER = "+77010000000"

OPPOSITES: dict[str, dict[str, Any]] = {
    "education_higher": {"graduated_on": "2010-06-30"},
    "education_secondary": {"graduated_on": "2010-06-30"},
    "certificates": {"valid_until": "2020-01-01"},
    "name_change": {"name_after": "Сериккызы А."},
    "assessment": {"passed": False},
}
"""What the second of two records of one number says otherwise. The other sources contradict themselves by "not found"
with records."""
