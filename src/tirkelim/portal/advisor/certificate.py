"""What do I need for a certificate? Two short forms: which case it is, then only what that case depends on."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.order_274_certificates.education_questions import MidLevelFacts, RetrainingFacts
from tirkelim.law.order_274_certificates.questions import DocumentFacts, IndefiniteFacts, RouteFacts, TrainingFacts
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.portal.advisor.ask import Advice, put, views
from tirkelim.portal.advisor.checklist import Situation, checklist
from tirkelim.portal.advisor.fields import AdvisorForm, ShortTextField, WordField, YesNoField, fact
from tirkelim.portal.advisor.page import advise, show
from tirkelim.portal.show import Link

TITLE = _("What do I need for a certificate?")
INDEFINITE = _("Is my certificate without a term still valid?")


class SituationForm(AdvisorForm):
    """Which case it is."""

    applicant = fact(
        RouteFacts, "applicant", _("Who applies?"),
        words={
            "domestic": _("A resident of Kazakhstan"),
            "foreign": _("A foreign specialist, not a resident of Kazakhstan"),
        },
    )  # fmt: skip
    education = WordField(
        label=_("On which education does the claim rest?"),
        choices=[
            ("higher", pgettext_lazy("education", "higher medical education")),
            ("secondary", pgettext_lazy("education", "secondary medical education (college)")),
        ],
        widget=forms.RadioSelect,
    )
    has_certificate = YesNoField(
        label=_("Do you have, or did you have, a certificate in this specialty?"),
    )
    valid_until = fact(
        RouteFacts, "valid_until", _("Its last day"), _("For example, 31 3 2026. Only if there is a certificate"),
        required=False,
    )  # fmt: skip
    new_specialty = fact(
        RouteFacts, "new_specialty", _("Is it a new specialty or specialisation, beside one you already work in?")
    )
    claims_level = fact(
        RouteFacts, "claims_level", _("Do you also ask for a qualification level?"),
        _("To be awarded or confirmed together with the certificate"),
    )  # fmt: skip
    applied_on = fact(RouteFacts, "applied_on", _("Day of application"), _("Today, or the day you plan"))

    def clean(self) -> dict[str, Any]:
        """A certificate has a last day; without one the day is not asked."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("has_certificate") is False:
            given["valid_until"] = None
        elif given.get("has_certificate") and given.get("valid_until") is None and "valid_until" not in self.errors:
            words = _("Write the last day of the certificate")
            self.add_error("valid_until", forms.ValidationError(words, code="needed"))
        return given


@functools.cache
def specialty_names(lang: str) -> tuple[str, ...]:
    """Names of specialties, for the browser to offer while one types."""
    return tuple(dict.fromkeys(specialty.names[lang] for specialty in specialties().values()))


class DetailsForm(AdvisorForm):
    """All that the documents may depend on; ``details_for`` leaves only what matters in a situation."""

    graduated_on = fact(MidLevelFacts, "graduated_on", _("When did you graduate?"), _("The day in the diploma"))
    studied_here = YesNoField(label=_("Did you study in Kazakhstan?"))
    diploma_specialty = fact(
        RetrainingFacts, "diploma_specialty", _("Specialty in the diploma"), _("In Kazakh, Russian or English")
    )
    claimed_specialty = fact(
        MidLevelFacts, "claimed_specialty", _("Specialty you apply for"), _("In Kazakh, Russian or English")
    )
    clinical_specialty = YesNoField(
        label=_("Is the specialty you apply for a clinical one?"),
        help_text=_("Clinical specialties are those in which a doctor treats patients after residency"),
        unsure=True, required=False,
    )  # fmt: skip
    training_matches_claim = fact(
        RetrainingFacts, "training_matches_claim",
        _("Was your internship, residency or clinical ordinatura in this specialty?"), required=False,
    )  # fmt: skip
    started_on = fact(
        RetrainingFacts, "started_on", _("When did you begin to work in this specialty?"),
        _("Leave empty if you never worked in it"), required=False,
    )  # fmt: skip
    working = fact(RetrainingFacts, "working", _("Do you work in this specialty now?"), required=False)
    uninterrupted = fact(
        RetrainingFacts, "uninterrupted", _("Have you worked in it without a break ever since?"), required=False
    )
    service_break_years = fact(
        TrainingFacts, "service_break_years", _("Break in work in this specialty, in years"),
        _("0 if there was none; up to one decimal, such as 2.5"), required=False,
    )  # fmt: skip
    first_job_after_graduation = fact(
        DocumentFacts, "first_job_after_graduation", _("Is this your first job after graduation?"), required=False
    )
    hours = fact(
        Training, "hours", _("Hours of further education in this specialty in the last five years"),
        _("One credit is 30 hours. 0 if there were none"), required=False,
    )  # fmt: skip
    retrained_on = fact(
        MidLevelFacts, "retrained_on", _("When did you complete retraining in this specialty?"),
        _("Leave empty if you did not"), required=False,
    )  # fmt: skip
    citizenship = ShortTextField(
        label=_("Citizenship"), help_text=_("The two-letter code of the country, such as UZ"), max_length=3,
        required=False,
    )  # fmt: skip
    permanent_resident = fact(
        DocumentFacts, "permanent_resident", _("Do you live in Kazakhstan permanently?"), required=False
    )
    name_changed = fact(
        DocumentFacts, "name_changed", _("Has your name changed since the education documents?"), required=False
    )
    suggestions = {"diploma_specialty": specialty_names, "claimed_specialty": specialty_names}


WORK = ("started_on", "working", "uninterrupted")
FIELDS: dict[tuple[str, str, str], tuple[str, ...]] = {
    ("domestic", "initial", "higher"): (
        "graduated_on", "studied_here", "diploma_specialty", "clinical_specialty", "training_matches_claim", *WORK,
        "service_break_years", "first_job_after_graduation", "hours",
    ),
    ("domestic", "initial", "secondary"): (
        "graduated_on", "studied_here", "diploma_specialty", "claimed_specialty", "retrained_on", *WORK[::2],
        "service_break_years", "first_job_after_graduation", "hours",
    ),
    ("domestic", "confirmation", ""): ("studied_here", "uninterrupted", "hours"),
    ("foreign", "initial", ""): (
        "studied_here", "graduated_on", "citizenship", "permanent_resident", "first_job_after_graduation",
        "name_changed", "service_break_years", "hours",
    ),
    ("foreign", "confirmation", ""): (),
}  # fmt: skip
"""What is asked: by applicant, route and (where it matters) education."""


def details_for(applicant: str, route: str, education: str) -> type[DetailsForm]:
    """The second form with the fields that the situation depends on, in their order."""
    names = FIELDS.get((applicant, route, education)) or FIELDS.get((applicant, route, "")) or ()
    hidden = dict.fromkeys(name for name in DetailsForm.base_fields if name not in names)
    return type("SituationDetailsForm", (DetailsForm,), {**hidden, "field_order": list(names)})


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """First which case it is; then what this case depends on; then the list of what is needed, with reasons."""
    today = {"applied_on": timezone.localdate(), "applicant": "domestic"}
    form = SituationForm(request.GET if SituationForm.was_sent(request.GET) else None, initial=today)
    context: dict[str, Any] = {"form": form, "step": 1, "carried": _carried(request, of_first=False)}
    if form.is_bound and form.is_valid() and "change" not in request.GET:
        try:
            context |= _second_step(request, form)
        except FactErrors as bad:
            form.take(bad)
    lead = _("Two short steps. Nothing you write is stored.")
    return show(request, "portal/advisor/certificate.html", TITLE, lead=lead, **context)


def _second_step(request: HttpRequest, first: SituationForm) -> dict[str, Any]:
    """The route, the second form, and the answer once that form was sent for this very case."""
    given = first.cleaned_data
    asked = put("certificate.route", **{name: given[name] for name in given if name != "education"})
    route, findings = asked.says("route"), views(asked.answer.findings)
    if route is None:
        return {"advice": Advice(findings[0].message, "warn", (asked,), findings=findings)}
    case = "-".join((given["applicant"], str(route), given["education"]))
    details = details_for(given["applicant"], str(route), given["education"])
    context: dict[str, Any] = {"route": findings[0], "case": case, "step": 2}
    context["carried"] = _carried(request, of_first=True)
    if request.GET.get("details") != case and details.base_fields:
        return {**context, "form": details(initial=_typed(request, details))}
    form = details(request.GET)
    context["form"] = form
    if form.is_valid():
        try:
            context["advice"] = checklist(Situation(asked, str(route), {**given, **form.cleaned_data}))
        except FactErrors as bad:
            form.take(bad)
    return context


def _carried(request: HttpRequest, *, of_first: bool) -> list[tuple[str, str]]:
    """What was typed in the other step, to be sent along."""
    sent = ((name, value) for name, values in request.GET.lists() for value in values if name != "change")
    return [(name, value) for name, value in sent if _belongs(name) is of_first and (of_first or value)]


def _belongs(name: str) -> bool:
    """Whether a name of the request is a field of the first step."""
    return any(name == field or name.startswith(f"{field}_") for field in SituationForm.base_fields)


def _typed(request: HttpRequest, form: type[AdvisorForm]) -> dict[str, Any]:
    """What was typed in the second step for another case, where this one asks for it too."""
    typed = {name: field.widget.value_from_datadict(request.GET, {}, name) for name, field in form.base_fields.items()}
    return {name: value for name, value in typed.items() if value}


class IndefiniteForm(AdvisorForm):
    """A certificate without a term."""

    issued_on = fact(IndefiniteFacts, "issued_on", _("When was it issued?"))
    trained_on = fact(
        MidLevelFacts, "certification_course_on", _("When did your last advanced training end?"),
        _("Leave empty if there was none"), required=False,
    )  # fmt: skip
    on = fact(IndefiniteFacts, "on", _("On which day is it to be valid?"))


@require_safe
def indefinite(request: HttpRequest) -> HttpResponse:
    """Day of issue and of the last training; then whether the certificate is still valid."""
    return advise(
        request, IndefiniteForm, advice_on_indefinite, INDEFINITE,
        lead=_("Certificates without a term stay valid under two conditions."), initial={"on": timezone.localdate()},
        way=(Link(TITLE, "../certificate/"),),
    )  # fmt: skip


def advice_on_indefinite(given: dict[str, Any]) -> Advice:
    """Whether it is still valid."""
    trained: list[date] = [given["trained_on"]] if given["trained_on"] else []
    asked = put("certificate.indefinite", issued_on=given["issued_on"], on=given["on"], trained_on=trained)
    valid = asked.says("still_valid")
    sentence = _("It is still valid.") if valid else _("It is not valid any more.")
    return Advice(sentence, "" if valid else "bad", (asked,), findings=views(asked.answer.findings))
