"""The domestic certificate's pages: the application and information forms of 274/2020 annexes 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_274_certificates.documents import HOME
from tirkelim.portal.applicant import forms
from tirkelim.portal.applicant.draft import Page, Step, as_typed, iso
from tirkelim.portal.applicant.rows import RowPage


def clean_claim(found: dict[str, Any]) -> dict[str, Any]:
    """ClaimAnswers."""
    return {"specialty": found["specialty"], "new": found["new"], "level": found.get("level") or None}


def clean_person(found: dict[str, Any]) -> dict[str, Any]:
    """PersonAnswers."""
    return {"residence_kato": found["residence_kato"], "name_changed": found["name_changed"]}


def clean_education(found: dict[str, Any]) -> dict[str, Any]:
    """EducationAnswers."""
    names = ("kind", "specialty", "institution", "country", "document_number")
    clean = {**{name: found[name] for name in names}, "graduated_on": iso(found["graduated_on"])}
    if "recognised_by" not in found:
        return clean
    recognition = ("recognised_by", "recognition_order", "recognition_registration")
    return clean | {name: found[name] for name in recognition} | {"recognised_on": iso(found["recognised_on"])}


def clean_held(found: dict[str, Any]) -> dict[str, Any]:
    """HeldAnswers."""
    if found["exists"] == "none":
        return {"exists": False}
    until = iso(found.get("valid_until"))
    return {"exists": True, "number": found["number"], "issued_on": iso(found["issued_on"]), "valid_until": until}


def clean_work(found: dict[str, Any]) -> dict[str, Any]:
    """WorkAnswers."""
    if found["working"] == "never":
        return {"started_on": None, "working": False, "uninterrupted": False}
    return {
        "started_on": iso(found["started_on"]),
        "working": found["working"] == "now",
        "last_worked_on": iso(found.get("last_worked_on")),
        "uninterrupted": found.get("uninterrupted", False),
    }


def typed_held(clean: Mapping[str, Any]) -> dict[str, str]:
    """The page on the certificate held, from its clean answers."""
    given = "with_term" if clean.get("valid_until") else "without_term"
    return as_typed(clean) | {"exists": given if clean["exists"] else "none"}


def typed_work(clean: Mapping[str, Any]) -> dict[str, str]:
    """The page on work, from its clean answers."""
    before = "earlier" if clean["started_on"] else "never"
    return as_typed(clean) | {"working": "now" if clean["working"] else before}


PAGES: dict[str, Page] = {
    page.key: page
    for page in (
        Page(
            "claim",
            _("Specialty and level"),
            (Step("specialty", forms.SpecialtyForm), Step("level", forms.ClaimForm, _("Specialty and level"))),
            clean_claim,
        ),
        Page("person", _("You"), (Step("residence", forms.ResidenceForm), Step("name", forms.NameForm)), clean_person),
        Page(
            "education",
            _("Diploma"),
            (
                Step("kind", forms.EducationKindForm),
                Step("diploma", forms.DiplomaForm, _("Your diploma")),
                Step(
                    "recognition",
                    forms.RecognitionForm,
                    _("Recognition of the diploma in Kazakhstan"),
                    lambda typed: typed.get("country", HOME) not in ("", HOME),
                ),
            ),
            clean_education,
        ),
        Page(
            "held",
            _("Certificate that you hold"),
            (
                Step("certificate", forms.HeldForm),
                Step(
                    "details",
                    forms.HeldDetailsForm,
                    _("The certificate that you hold"),
                    lambda typed: typed.get("exists") in ("with_term", "without_term"),
                ),
            ),
            clean_held,
            typed_held,
        ),
        Page(
            "work",
            _("Work in the specialty"),
            (
                Step("now", forms.WorkForm),
                Step(
                    "dates",
                    forms.WorkDatesForm,
                    _("Your work in the specialty"),
                    lambda typed: typed.get("working") in ("now", "earlier"),
                ),
            ),
            clean_work,
            typed_work,
        ),
    )
}
"""The parts with a fixed set of questions; studies and further education are lists (rows.py)."""


def clean_study(found: dict[str, Any]) -> dict[str, Any]:
    """StudyAnswers."""
    names = ("kind", "specialty", "in_claimed_specialty", "organisation", "document_number", "hours")
    return {**{name: found[name] for name in names}, "completed_on": iso(found["completed_on"])}


def clean_training(found: dict[str, Any]) -> dict[str, Any]:
    """TrainingAnswers."""
    names = ("programme", "organisation", "certificate_number", "in_specialty", "hours", "credits")
    return {**{name: found[name] for name in names}, "completed_on": iso(found["completed_on"])}


ROW_PAGES: dict[str, RowPage] = {
    page.key: page
    for page in (
        RowPage(
            "studies",
            _("Studies beside the diploma"),
            _("Internship, residency, clinical ordinatura, retraining, certification courses."),
            _("Have you studied anything of these?"),
            _("Is there another study to add?"),
            _("A study beside the diploma"),
            forms.StudyForm,
            clean_study,
        ),
        RowPage(
            "trainings",
            _("Further education of the last five years"),
            _("Certificates of advanced training that you received in the last five years."),
            _("Have you received such a certificate?"),
            _("Is there another certificate to add?"),
            _("A certificate of further education"),
            forms.TrainingForm,
            clean_training,
            ("programme", "organisation", "completed_on_year"),
        ),
    )
}
