"""Names of instances and answers, and what is wrong with a command about a complaint or a hearing, in plain words."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.cases.command import Invalid, Outcome, Stale
from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.service import Problem
from tirkelim.identity.models import Authority
from tirkelim.law.standards.complaints import Instance
from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words

Text = str | Promise

HEADS: dict[str, Text] = {
    Authority.HEALTH.value: _("Head of the department that decides"),
    Authority.EMPLOYMENT.value: _("Head of the local executive body"),
    Authority.MINISTRY.value: _("Head of the authorised body"),
}
AUTHORITIES: dict[str, Text] = {
    Authority.HEALTH.value: _("Authorised body in health care"),
    Authority.EMPLOYMENT.value: _("Authorised body for employment"),
    Authority.MINISTRY.value: _("Authorised body in health care"),
}
OUTCOMES: dict[str, tuple[Text, str]] = {
    "upheld": (pgettext_lazy("complaint", "Upheld"), "green"),
    "dismissed": (pgettext_lazy("complaint", "Dismissed"), "red"),
    "taken_back": (pgettext_lazy("complaint", "Taken back"), "grey"),
}
"""How complaints end, with the colour of the tag."""

SERVICES: dict[str, Text] = {
    "certificate": _("Specialist certificate"),
    "foreign_certificate": _("Certificate of a foreign specialist"),
    "level": _("Qualification level"),
    "conformity": _("Certificate of conformity"),
    "placement": _("Placement of a resident doctor"),
    "licence": _("Licence for medical activity"),
}
CASE_PAGES = {
    "certificate": "application",
    "foreign_certificate": "application",
    "level": "level_claim",
    "conformity": "conformity_case",
    "placement": "residency_placement",
    "licence": "licences_case",
    "cpd": "my_confirmation",
    "assessment": "assessment_request",
}
"""The applicant's page of a case, by its service."""

PROBLEMS: dict[str, Text] = {
    "no_hearing_here": _("This office does not hear applicants before a refusal: refuse at once."),
    "no_ground": _("The application cannot be refused: the facts give no ground."),
    "hearing_owed": _("The applicant is heard before a refusal: show the intended refusal first."),
    "hearing_open": _("The applicant may answer until %(day)s. After that day, or after the answer, you can refuse."),
    "answer_missing": _("Write your answer"),
    "answer_too_long": _("Shorten your answer: there is room for %(limit)s characters"),
    "no_such_intention": _("No refusal is intended any more: there is nothing to answer."),
    "text_missing": _("Write the text"),
    "text_too_long": _("Shorten the text: there is room for %(limit)s characters"),
    "reference_missing": _("Name the court, the number and the day"),
    "no_such_instance": _("Choose one of those offered"),
    "instance_not_open": _("This instance is not open to you now: look below when it will be."),
    "no_such_complaint": _("There is no such complaint in this application."),
    "answered_already": _("This complaint has ended already. Your answer was not carried out."),
    "another_instance": _("This complaint is made to another instance: it answers, not you."),
    "own_decision": _("The decision is yours. Somebody else answers a complaint about it."),
    "own_answer": _("You have answered a complaint about this matter at another instance. Somebody else answers here."),
    "complaint_about_delay": _("The complaint is about how the application is considered: set a day, or dismiss it."),
    "complaint_about_decision": _("The complaint is about a decision: uphold it or dismiss it."),
    "decided_again_since": _("The application has been decided again since: this complaint can only be closed."),
    "no_such_day": _("There is no such date"),
    "day_has_passed": _("This day has passed: set a day from today on"),
    "granted_before": _("The application was granted once: it is not taken back, it is decided again."),
    "acceptance_owed": _("The application is complete: it has to be accepted."),
    "not_in_this_state": _("This can no longer be done: the application has moved on."),
    "command_reused": _("This page was sent before with other answers. Look at what was saved, then send once more."),
}
"""What is wrong, and what to do now, by the code of the problem."""
STALE = _("The application has changed in the meantime. What you typed is kept: look at it and send once more.")


def instance_name(instance: str, authority: str) -> Text:
    """Who answers for an instance in services of an authority."""
    names: dict[str, Text] = {
        Instance.HEAD.value: HEADS[authority],
        Instance.QUALITY_BODY.value: _("Body for the quality of public services"),
        Instance.AUTHORITY.value: AUTHORITIES[authority],
        Instance.COURT.value: _("Court"),
    }
    return names[instance]


def of_complaint(complaint: Complaint) -> Text:
    """Who answers a complaint."""
    return instance_name(complaint.instance, complaint.case.authority)


def service_name(case: Case) -> Text:
    """What is applied for."""
    return SERVICES.get(case.service, case.service)


def case_page(case: Case) -> str:
    """The address of the applicant's page of a case; the start page for a service that has none."""
    try:
        return reverse(CASE_PAGES.get(case.service, ""), args=[case.id])
    except NoReverseMatch:
        return reverse("home")


def problem_in_words(problem: Problem) -> str:
    """What to tell about a problem."""
    words = str(PROBLEMS.get(problem.code, _("This could not be done. Look at the application and try again.")))
    return words % {name: _param(value) for name, value in problem.params}


def _param(value: Any) -> object:
    return day_in_words(value, language(), "until") if hasattr(value, "isoformat") else value


def problems_of(outcome: Outcome) -> list[tuple[str, str]]:
    """What went wrong, each with the field it is about ("" for none)."""
    if isinstance(outcome, Stale):
        return [("", str(STALE))]
    if isinstance(outcome, Invalid):
        return [(problem.field, problem_in_words(problem)) for problem in outcome.problems]
    return []
