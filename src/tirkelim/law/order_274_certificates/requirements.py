"""The requirements of 274/2020: those of the domestic service (annex 2) and of the foreign one (annex 6)."""

from __future__ import annotations

from typing import NamedTuple

from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.law.requirement import Requirement, define

ACT = "274/2020"


class Rules(NamedTuple):
    """The requirements of one service, by the role they play in a decision."""

    application: Requirement
    information_form: Requirement
    specialty: Requirement
    route: Requirement
    diploma: Requirement
    recognition: Requirement
    training: Requirement
    confirmation_training: Requirement
    assessment: Requirement
    level_assessment: Requirement
    proof_of_work: Requirement
    certificate: Requirement
    certificate_copy: Requirement
    name: Requirement
    internship: Requirement
    translation: Requirement
    truth: Requirement
    approval: Requirement
    ban: Requirement
    special_right: Requirement
    consent: Requirement
    not_demanded: Requirement


DOMESTIC = Rules(
    application=define("certificate.application", "274/2020 ann.2 row 8(1)", ("application_signed",), 2),
    information_form=define("certificate.information_form", "274/2020 ann.2 row 8(2)", ("information_form",), 2),
    specialty=define("certificate.specialty", "274/2020 ann.2 row 8", ("specialty_listed",), 2),
    route=define("certificate.route", "274/2020 ann.2 row 8", ("held", "new_specialty"), 2),
    diploma=define(
        "certificate.diploma",
        "274/2020 ann.2 row 8(3)",
        ("graduation_year", "in_state_system"),
        2,
    ),
    recognition=define("certificate.recognition", "274/2020 ann.2 row 8(5)", ("studied_in",), 2),
    training=define(
        "certificate.training",
        "274/2020 ann.2 row 8(6)",
        ("training", "service_break_years", "years_since_graduation", "new_specialty"),
        2,
    ),
    confirmation_training=define(
        "certificate.confirmation_training",
        "274/2020 ann.2 row 8(3)",
        ("training", "valid_until", "service_uninterrupted"),
        2,
    ),
    assessment=define("certificate.assessment", "274/2020 ann.2 row 8(8)", ("assessment",), 2),
    level_assessment=define("certificate.level_assessment", "274/2020 p.4", ("claims_level", "assessment"), 2),
    proof_of_work=define("certificate.proof_of_work", "274/2020 ann.2 row 8(9)", ("in_state_system",), 2),
    certificate=define("certificate.held", "274/2020 p.9", ("held",), 2),
    certificate_copy=define(
        "certificate.certificate_copy", "274/2020 ann.2 row 8(7)", ("valid_until", "in_state_system"), 2
    ),
    name=define("certificate.name_change", "274/2020 p.9", ("name_changed",), 2),
    internship=define("certificate.internship", "274/2020 ann.2 row 8", ("diploma_specialty", "graduation_year"), 2),
    translation=define("certificate.translation", "274/2020 ann.2 row 8", ("document_language", "translated_into"), 2),
    truth=define("certificate.truth", "274/2020 ann.2 row 9(1)", ("officer",), 1),
    approval=define("certificate.approval", "274/2020 ann.2 row 9(3)", ("officer",), 3),
    ban=define("certificate.ban", "274/2020 ann.2 row 9(4)", ("bans", "officer"), 4),
    special_right=define("certificate.special_right", "274/2020 ann.2 row 9(5)", ("officer",), 5),
    consent=define("certificate.consent", "274/2020 ann.2 row 9(6)", ("consents",), 6),
    not_demanded=define("certificate.not_demanded", "274/2020 p.9", ("in_state_system",)),
)

FOREIGN = Rules(
    application=define("foreign_certificate.application", "274/2020 ann.6 row 8(1)", ("application_signed",), 2),
    information_form=define("foreign_certificate.information_form", "274/2020 ann.6", ("information_form",), 2),
    specialty=define("foreign_certificate.specialty", "274/2020 ann.6 row 8", ("specialty_listed",), 2),
    route=define("foreign_certificate.route", "274/2020 ann.6 row 8", ("held", "new_specialty"), 2),
    diploma=define(
        "foreign_certificate.diploma",
        "274/2020 ann.6 row 8",
        ("studied_in", "graduation_year", "in_state_system"),
        2,
    ),
    recognition=define("foreign_certificate.recognition", "274/2020 ann.6 row 8(3)", ("studied_in",), 2),
    training=define("foreign_certificate.training", "274/2020 ann.6 row 8(5)", ("training", "service_break_years"), 2),
    confirmation_training=define(
        "foreign_certificate.confirmation_training", "274/2020 ann.6 row 8(3)", ("training",), 2
    ),
    assessment=define("foreign_certificate.assessment", "274/2020 ann.6 row 8(9)", ("assessment",), 2),
    level_assessment=define("foreign_certificate.level_assessment", "274/2020 p.4", ("claims_level", "assessment"), 2),
    proof_of_work=define(
        "foreign_certificate.proof_of_work", "274/2020 ann.6 row 8(6)", ("first_job_after_graduation",), 2
    ),
    certificate=define("foreign_certificate.held", "274/2020 p.24", ("held",), 2),
    certificate_copy=define(
        "foreign_certificate.certificate_copy",
        "274/2020 ann.6 row 8(4)",
        ("valid_until", "in_state_system"),
        2,
    ),
    name=define("foreign_certificate.name_change", "274/2020 ann.6 row 8(8)", ("name_changed", "changed_in"), 2),
    internship=define("foreign_certificate.internship", "274/2020 ann.6 row 8", (), 2),
    translation=define(
        "foreign_certificate.translation", "274/2020 ann.6 row 8", ("document_language", "translated_into"), 2
    ),
    truth=define("foreign_certificate.truth", "274/2020 ann.6 row 9(1)", ("officer",), 1),
    approval=define("foreign_certificate.approval", "274/2020 ann.6 row 9(3)", ("officer",), 3),
    ban=define("foreign_certificate.ban", "274/2020 ann.6 row 9(4)", ("bans", "officer"), 4),
    special_right=define("foreign_certificate.special_right", "274/2020 ann.6 row 9(5)", ("officer",), 5),
    consent=define("foreign_certificate.consent", "274/2020 ann.6 row 9(6)", ("consents",), 6),
    not_demanded=define("foreign_certificate.not_demanded", "274/2020 p.24", ("in_state_system",)),
)

RULES = {Applicant.DOMESTIC: DOMESTIC, Applicant.FOREIGN: FOREIGN}
"""The requirements of each service."""

INDEFINITE = define("certificate.indefinite", "274/2020 ann.2 row 8", ("issued_on", "trained_on"))
"""A certificate without a term given before 09.10.2015 (T-3)."""

# Rules that only one of the services has.

RESIDENCY = define("certificate.residency", "274/2020 ann.2 row 8", ("graduation_year", "clinical_specialty"), 2)
RETRAINING = define(
    "certificate.retraining",
    "274/2020 ann.2 row 8",
    ("graduation_year", "diploma_specialty", "training_matches_claim", "started_on", "uninterrupted", "working"),
    2,
)
MID_LEVEL = define(
    "certificate.mid_level",
    "274/2020 ann.2 row 8",
    ("claimed_specialty", "diploma_level", "diploma_specialty", "graduated_on", "further_education_last_5_years"),
    2,
)
COURSE = define("certificate.course", "274/2020 ann.2 row 8(7)", ("course",), 2)
IDENTITY = define("foreign_certificate.identity_document", "274/2020 ann.6 row 8(2)", ("in_state_system",), 2)
PERMIT = define(
    "foreign_certificate.foreign_labour_permit",
    "274/2020 ann.6 row 8(7)",
    ("citizenship", "permanent_resident"),
    2,
)
