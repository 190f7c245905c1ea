"""Am I ready for the next level? Which level replaces my category?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tirkelim.law.finding import Status
from tirkelim.law.order_283_cpd.level_questions import CategoryFacts, EligibilityFacts
from tirkelim.portal.advisor.ask import Advice, put, views
from tirkelim.portal.advisor.fields import AdvisorForm, fact
from tirkelim.portal.advisor.page import advise

TITLE = _("Am I ready for the next level?")
CATEGORY = _("Which level replaces my category?")
UNITS = "cpd.further_education"


class LevelForm(AdvisorForm):
    """Education, levels, service, credit units, assessment."""

    education = fact(EligibilityFacts, "education", _("Education"), words="education")
    current_level = fact(
        EligibilityFacts,
        "current_level",
        _("Present level"),
        _("Leave empty if you have none yet"),
        required=False,
    )
    claimed_level = fact(EligibilityFacts, "claimed_level", _("Level you want"))
    years = fact(
        EligibilityFacts, "service.years", _("Continuous service since the present level: years"), required=False
    )
    months = fact(EligibilityFacts, "service.months", _("and months"), required=False)
    basic = fact(
        EligibilityFacts, f"{UNITS}.basic", _("Units of further education, basic programmes"),
        _("As the confirmation sheet states them; leave a box empty if there are none"), required=False,
    )  # fmt: skip
    middle = fact(
        EligibilityFacts, f"{UNITS}.middle", _("Units of further education, middle programmes"), required=False
    )
    high = fact(EligibilityFacts, f"{UNITS}.high", _("Units of further education, high programmes"), required=False)
    specialised = fact(
        EligibilityFacts,
        f"{UNITS}.specialised",
        _("Units of further education, specialised programmes"),
        required=False,
    )
    non_formal = fact(EligibilityFacts, "cpd.non_formal", _("Units of non-formal education"), required=False)
    competencies = fact(EligibilityFacts, "cpd.competencies", _("Units of additional competencies"), required=False)
    expert_commission_participations = fact(
        EligibilityFacts, "expert_commission_participations",
        _("Participations in the independent expert commission in the last three years"), required=False, initial=0,
    )  # fmt: skip
    assessment_passed = fact(EligibilityFacts, "assessment_passed", _("Is the assessment passed?"), required=False)
    labour_functions_confirmed = fact(
        EligibilityFacts, "labour_functions_confirmed",
        _("Does your employer confirm that you perform the labour functions of the level?"), required=False,
    )  # fmt: skip
    cpd_confirmed = fact(
        EligibilityFacts, "cpd_confirmed", _("Are the results of continuous professional development confirmed?"),
        required=False,
    )  # fmt: skip

    parts = (
        (_("Level"), ("education", "current_level", "claimed_level", "years", "months")),
        (_("Credit units of the last five years"), (
            "basic", "middle", "high", "specialised", "non_formal", "competencies", "expert_commission_participations",
        )),
        (_("Confirmations"), ("assessment_passed", "labour_functions_confirmed", "cpd_confirmed")),
    )  # fmt: skip
    """The fields under headings."""


@require_safe
def level(request: HttpRequest) -> HttpResponse:
    """What one has; then whether the level can be given, and what is missing."""
    lead = _("What you leave out is shown as not known; nothing is assumed.")
    return advise(request, LevelForm, advice_on_level, TITLE, lead=lead)


def advice_on_level(given: dict[str, Any]) -> Advice:
    """Whether the level can be given; each requirement that is not met or not known."""
    facts: dict[str, Any] = {
        "education": given["education"],
        "current_level": given["current_level"],
        "claimed_level": given["claimed_level"],
        "service": _service(given),
        "cpd": _units(given),
        "expert_commission_participations": given["expert_commission_participations"],
        "assessment_passed": given["assessment_passed"],
        "labour_functions_confirmed": given["labour_functions_confirmed"],
        "cpd_confirmed": given["cpd_confirmed"],
    }
    asked = put("level.eligibility", nulls=True, **facts)
    eligible = asked.says("eligible")
    unmet = sum(finding.status is Status.NOT_MET for finding in asked.answer.findings)
    name = {"level": given["claimed_level"]}
    sentence: str | Promise
    if eligible:
        sentence, kind = _("Level %(level)s can be given.") % name, ""
    elif eligible is None:
        sentence, kind = _("It cannot be told yet whether level %(level)s can be given.") % name, "warn"
    else:
        count = {"count": unmet, **name}
        text = ngettext(
            "Level %(level)s cannot be given yet: %(count)d requirement is not met.",
            "Level %(level)s cannot be given yet: %(count)d requirements are not met.",
            unmet,
        )
        sentence, kind = text % count, "bad"
    return Advice(sentence, kind, (asked,), findings=views(asked.answer.findings))


def _service(given: dict[str, Any]) -> dict[str, Any] | None:
    """The length of service; None when neither years nor months are given."""
    years, months = given["years"], given["months"]
    return None if years is None and months is None else {"years": years or 0, "months": months or 0, "days": 0}


def _units(given: dict[str, Any]) -> dict[str, Any] | None:
    """The sums of units; None when no box is filled in, otherwise an empty box is 0."""
    names = ("basic", "middle", "high", "specialised", "non_formal", "competencies")
    if all(given[name] is None for name in names):
        return None
    sums = {name: given[name] or 0 for name in names}
    return {
        "further_education": {name: sums[name] for name in names[:4]},
        "non_formal": sums["non_formal"],
        "competencies": sums["competencies"],
    }


class CategoryForm(AdvisorForm):
    """A category of the earlier system."""

    category = fact(CategoryFacts, "category", _("Category"), words="category")
    education = fact(CategoryFacts, "education", _("Education"), words="education")
    indefinite = fact(CategoryFacts, "indefinite", _("Is the category certificate without a term?"))
    valid_until = fact(
        CategoryFacts, "valid_until", _("Last day of the category certificate"),
        _("Leave empty if it has no term"), required=False,
    )  # fmt: skip
    applied_on = fact(CategoryFacts, "applied_on", _("Day of application"), _("Today, or the day you plan"))

    def clean(self) -> dict[str, Any]:
        """A certificate with a term has a last day."""
        given: dict[str, Any] = super().clean() or {}
        with_term = given.get("indefinite") is False and given.get("category") not in (None, "none")
        if with_term and given.get("valid_until") is None and "valid_until" not in self.errors:
            words = _("Write the last day of the certificate, or say that it has no term")
            self.add_error("valid_until", forms.ValidationError(words, code="needed"))
        return given


@require_safe
def category(request: HttpRequest) -> HttpResponse:
    """The category; then the level in its place, and what of the assessment remains."""
    lead = _("Categories of the earlier system are replaced by qualification levels.")
    today = {"applied_on": timezone.localdate()}
    return advise(request, CategoryForm, advice_on_category, CATEGORY, lead=lead, initial=today)


def advice_on_category(given: dict[str, Any]) -> Advice:
    """The level, and whether tests remain."""
    asked = put("level.from_category", **given)
    sentence = _("The level is %(level)s.") % {"level": asked.says("level")}
    further: str | Promise
    required, waived = asked.says("assessment_required"), asked.says("knowledge_test_waived")
    if required is False:
        further = _("No assessment is needed.")
    elif waived:
        further = _("The knowledge test and case testing are waived; the assessment is still needed.")
    else:
        further = _("An assessment is needed.") if required else ""
    return Advice(sentence, "", (asked,), further, views(asked.answer.findings))
