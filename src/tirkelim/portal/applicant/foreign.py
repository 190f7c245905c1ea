"""The foreign specialist's pages: the forms of 274/2020 annex 5 of the rules and of the appendix to annex 6."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_274_certificates.documents import HOME
from tirkelim.portal.applicant import foreign_forms as forms
from tirkelim.portal.applicant.domestic import clean_education, clean_training, typed_held
from tirkelim.portal.applicant.draft import Page, Step, as_typed, iso
from tirkelim.portal.applicant.forms import DiplomaForm, RecognitionForm
from tirkelim.portal.applicant.rows import RowPage

SERVICE = {"in_specialty": "specialty", "in_medicine": "medicine"}
"""The answers of lines 10.1 and 10.2, and how the names of their boxes begin."""


def clean_claim(found: dict[str, Any]) -> dict[str, Any]:
    """ClaimAnswers."""
    return {"specialty": found["specialty"], "new": found["new"], "level": found.get("level") or None}


def clean_person(found: dict[str, Any]) -> dict[str, Any]:
    """SpecialistAnswers."""
    names = ("postal_address", "telephone", "citizenship", "permanent_resident", "name_changed")
    return {**{name: found[name] for name in names}, "name_changed_in": found.get("name_changed_in") or None}


def clean_organisation(found: dict[str, Any]) -> dict[str, Any]:
    """OrganisationAnswers."""
    return {name: value or None for name, value in found.items()}


def clean_permit(found: dict[str, Any]) -> dict[str, Any]:
    """PermitAnswers."""
    if not found["exists"]:
        return {"exists": False}
    days = {name: iso(found[name]) for name in ("valid_from", "valid_until")}
    return {"exists": True, "number": found["number"], "issued_by": found["issued_by"], **days}


def clean_foreign_education(found: dict[str, Any]) -> dict[str, Any]:
    """ForeignEducationAnswers."""
    return clean_education(found) | {"recognised": found.get("recognised")}


def clean_foreign_held(found: dict[str, Any]) -> dict[str, Any]:
    """ForeignHeldAnswers."""
    if found["exists"] == "none":
        return {"exists": False}
    texts = ("number", "code", "registration_number", "order_number", "issuer", "specialty")
    days = ("ordered_on", "issued_on", "valid_until")
    kept = {name: found[name] or None for name in texts} | {name: iso(found.get(name)) for name in days}
    return {"exists": True, **kept}


def clean_assessment(found: dict[str, Any]) -> dict[str, Any]:
    """AssessmentAnswers."""
    if not found["exists"]:
        return {"exists": False}
    details = {"organisation": found["organisation"], "number": found["number"]}
    return {"exists": True, **details, "assessed_on": iso(found["assessed_on"])}


def clean_service(found: dict[str, Any]) -> dict[str, Any]:
    """ServiceAnswers."""
    if found["first_job"]:
        return {"first_job": True}
    lengths = {
        name: {part: found[f"{begin}_{part}"] or 0 for part in ("years", "months", "days")}
        for name, begin in SERVICE.items()
    }
    place = {name: found[name] or None for name in ("workplace", "position")}
    return {"first_job": False, **lengths, **place}


def typed_service(clean: Mapping[str, Any]) -> dict[str, str]:
    """The page on service, from its clean answers."""
    typed = as_typed({name: value for name, value in clean.items() if name not in SERVICE})
    for name, begin in SERVICE.items():
        typed |= {f"{begin}_{part}": str(value) for part, value in (clean.get(name) or {}).items()}
    return typed


def clean_foreign_study(found: dict[str, Any]) -> dict[str, Any]:
    """ForeignStudyAnswers."""
    names = ("kind", "specialty", "in_claimed_specialty", "organisation", "document_number", "hours", "credits")
    days = {name: iso(found[name]) for name in ("started_on", "completed_on")}
    return {name: found[name] for name in names} | days


def clean_job(found: dict[str, Any]) -> dict[str, Any]:
    """JobAnswers."""
    days = {name: iso(found[name]) for name in ("hired_on", "left_on", "ordered_on")}
    return {name: found[name] for name in ("workplace", "position", "order_number")} | days


def clean_foreign_training(found: dict[str, Any]) -> dict[str, Any]:
    """ForeignTrainingAnswers."""
    return clean_training(found) | {"started_on": iso(found["started_on"])}


def _abroad(typed: Mapping[str, Any]) -> bool:
    return typed.get("country", HOME) not in ("", HOME)


def _says_yes(name: str) -> Any:
    return lambda typed: typed.get(name) == "yes"


PAGES: dict[str, Page] = {
    page.key: page
    for page in (
        Page(
            "claim",
            _("Specialty and level"),
            (
                Step("specialty", forms.ForeignSpecialtyForm),
                Step("level", forms.ForeignClaimForm, _("Specialty and level")),
            ),
            clean_claim,
        ),
        Page(
            "person",
            _("The specialist"),
            (
                Step("contact", forms.ContactForm, _("How to reach the specialist")),
                Step("citizenship", forms.CitizenshipForm, _("Citizenship and residence")),
                Step("name", forms.ForeignNameForm),
                Step("changed", forms.NameChangedInForm, "", _says_yes("name_changed")),
            ),
            clean_person,
        ),
        Page(
            "organisation",
            _("The organisation"),
            (
                Step("name", forms.OrganisationForm, _("The organisation in which the specialist will work")),
                Step("address", forms.OrganisationAddressForm, _("Address and branches of the organisation")),
            ),
            clean_organisation,
        ),
        Page(
            "permit",
            _("Permit of the employer"),
            (
                Step("permit", forms.PermitForm),
                Step("details", forms.PermitDetailsForm, _("The permit"), _says_yes("exists")),
            ),
            clean_permit,
        ),
        Page(
            "education",
            _("Diploma"),
            (
                Step("kind", forms.ForeignEducationKindForm),
                Step("diploma", DiplomaForm, _("The diploma")),
                Step("recognised", forms.RecognisedForm, "", _abroad),
                Step(
                    "recognition",
                    RecognitionForm,
                    _("Recognition of the diploma in Kazakhstan"),
                    lambda typed: _abroad(typed) and typed.get("recognised") == "yes",
                ),
            ),
            clean_foreign_education,
        ),
        Page(
            "held",
            _("Certificate held"),
            (
                Step("certificate", forms.ForeignHeldForm),
                Step(
                    "details",
                    forms.ForeignHeldDetailsForm,
                    _("The certificate held"),
                    lambda typed: typed.get("exists") in ("with_term", "without_term"),
                ),
            ),
            clean_foreign_held,
            typed_held,
        ),
        Page(
            "assessment",
            _("Assessment"),
            (
                Step("assessment", forms.AssessmentForm),
                Step("details", forms.AssessmentDetailsForm, _("The result of the assessment"), _says_yes("exists")),
            ),
            clean_assessment,
        ),
        Page(
            "work",
            pgettext_lazy("form", "Service"),
            (
                Step("first", forms.FirstJobForm),
                Step(
                    "length",
                    forms.ServiceLengthForm,
                    pgettext_lazy("form", "Service"),
                    lambda typed: typed.get("first_job") == "no",
                ),
            ),
            clean_service,
            typed_service,
        ),
    )
}
"""The parts with a fixed set of questions."""

LISTS: dict[str, RowPage] = {
    page.key: page
    for page in (
        RowPage(
            "studies",
            _("Studies beside the diploma"),
            _(
                "Internship, clinical ordinatura, residency, master's and doctoral studies, retraining, "
                "certification courses."
            ),
            _("Has the specialist completed any of these?"),
            _("Is there another study to add?"),
            _("A study beside the diploma"),
            forms.ForeignStudyForm,
            clean_foreign_study,
        ),
        RowPage(
            "jobs",
            _("Employment in the specialty"),
            _("The jobs in the claimed specialty, in Kazakhstan and abroad, one by one."),
            _("Has the specialist worked in the claimed specialty?"),
            _("Is there another job to add?"),
            _("A job in the specialty"),
            forms.JobForm,
            clean_job,
            ("position", "workplace", "hired_on_year"),
        ),
        RowPage(
            "trainings",
            _("Further education of the last five years"),
            _("Certificates of advanced training received in the last five years."),
            _("Has the specialist received such a certificate?"),
            _("Is there another certificate to add?"),
            _("A certificate of further education"),
            forms.ForeignTrainingForm,
            clean_foreign_training,
            ("programme", "organisation", "completed_on_year"),
        ),
    )
}
"""The parts with any number of rows."""
