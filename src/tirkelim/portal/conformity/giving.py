"""Saving pages of an application, and saying in plain words what did not work."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Outcome
from tirkelim.cases.service import Problem
from tirkelim.portal.applicant import giving
from tirkelim.portal.applicant.giving import what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.pages import PAGES, title_of
from tirkelim.portal.wording import day_in_words

OURS: dict[str, str | Promise] = {
    "no_office": _("No local executive body is known for your region. Choose the region again."),
    "no_consent": _("Agree to the processing of your data: without it the application cannot be considered."),
    "authority_missing": _("Say by which power of attorney you act: its number and day."),
    "power_of_attorney_missing": _("Attach the power of attorney: you apply for another person."),
    "no_such_certificate": _("No certificate with this number is known for this person. Check the number."),
    "contract_end_missing": _("Say on which day the labour contract ends, or that it is open-ended."),
    "in_the_future": _("%(part)s: the day given has not come yet. Check it."),
    "before_certificate": _("%(part)s: the day given lies before the day of your certificate, %(day)s. Check it."),
    "act_repealed": _("The order is repealed: an application of today cannot be sent under it."),
    "wording_not_held": _("The wording of that day is not held: such an application is decided by hand."),
    "act_not_yet": _("The order was not in force yet on that day."),
}
"""Problems that this service has beside those of every application. ``part``: the part of the application."""


def _in_words(problem: Problem) -> str:
    """What to tell about a problem; "" where this service has no words of its own for it."""
    words = OURS.get(problem.code)
    if words is None:
        return ""
    params = dict(problem.params)
    day = params.get("day")
    said = {
        "part": title_of(problem.field) if problem.field in PAGES else "",
        "day": day_in_words(day, language()) if isinstance(day, date) else "",
    }
    return str(words) % said


def sentences(outcome: Outcome) -> list[str]:
    """What to tell about a command that is not done."""
    return what_went_wrong(outcome, _in_words)


def warn(request: HttpRequest, outcome: Outcome) -> None:
    """Show on the next page why the command is not done."""
    for words in sentences(outcome):
        messages.warning(request, words)


def moved_on(request: HttpRequest, case: UUID) -> HttpResponse:
    """To the application, whose state no longer takes this."""
    return giving.moved_on(request, case, "conformity_case")
