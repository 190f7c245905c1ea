"""The requirements of 503/2016, with the refusal ground each leads to (standard row 9)."""

from __future__ import annotations

from tirkelim.law.requirement import define

GROUNDS_ROW = "503/2016 ann.2 row 9"

HIGHER_EDUCATION = define("conformity.points.higher_education", "503/2016 p.10(1)", reads=("higher_education",))
ACADEMIC_DEGREE = define("conformity.points.academic_degree", "503/2016 p.10(1)", reads=("academic_degree",))
ENGLISH = define("conformity.points.english", "503/2016 p.10(1)", reads=("english_teaching_certificate",))
SERVICE = define("conformity.points.service", "503/2016 p.10(2)", reads=("service",))

PACKAGE = define("conformity.package", "503/2016 ann.2 row 8", reads=("filed", "expired"))
"""Whole and unexpired: otherwise acceptance is refused, which is no numbered ground (reading K5)."""
PROFESSION = define("conformity.profession", "503/2016 order ann.2", reads=("profession", "framework_level"), ground=1)
QUALIFICATION = define("conformity.qualification", f"{GROUNDS_ROW}(1)", reads=("commission",), ground=1)
THRESHOLD = define("conformity.threshold", f"{GROUNDS_ROW}(2)", reads=("points_threshold",), ground=2)
TRUE_DATA = define("conformity.true_data", f"{GROUNDS_ROW}(3)", reads=("untrue_data",), ground=3)
RECOMMENDATION = define("conformity.recommendation", "503/2016 p.9", reads=("commission",))

VALIDITY = define("conformity.validity", "503/2016 p.15", reads=("issued_on", "valid_until"))
EXTENSION = define("conformity.extension", "503/2016 p.16", reads=("extended_from", "contract_until"))
EXTENSION_IN_TIME = define("conformity.extension_in_time", "503/2016 p.17", reads=("event_on",))
"""A late request is no ground of refusal: accepted and flagged (reading K12)."""
REISSUE_IN_TIME = define("conformity.reissue_in_time", "503/2016 p.22", reads=("event_on",))
CERTIFICATE_ALIVE = define("conformity.certificate_alive", "503/2016 p.24", reads=("certificate_valid_until",))
REISSUE = define("conformity.reissue", "503/2016 p.22", reads=("certificate_valid_until",))
DUPLICATE = define("conformity.duplicate", "503/2016 p.22", reads=("valid_until", "reported_on"))
