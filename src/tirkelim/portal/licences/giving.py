"""Saving parts of an application, and saying in plain words what did not work."""

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
from tirkelim.portal.wording import day_in_words

OURS: dict[str, str | Promise] = {
    "no_office": _("%(base)s: no department is known for this region. Choose the region again."),
    "no_consent": _("Agree to the use of personal data: without it the licence is refused."),
    "no_such_licence": _("The licence that this application is about is not among yours. Begin from its page."),
    "no_such_annex": _("The annex that this application is about is not among yours. Begin from its page."),
    "licence_not_valid": _("Licence %(number)s is not in force: this cannot be asked for it now."),
    "reason_of_another_action": _("This reason does not belong to what you ask for. Choose it again."),
    "in_the_future": _("The day given has not come yet. Check what changed or was lost, and when."),
    "before_licence": _("The day given lies before the day of the licence, %(day)s. Check it."),
    "one_base_only": _("One annex is re-issued for one base: remove the others."),
    "base_not_moved": _("This is the base of the annex itself: remove it and add the new one, or give another reason."),
    "base_twice": _("A base stands in the list twice. Remove one of them."),
    "subtype_unknown": _("%(base)s: a subtype is not on the list any more. Choose the subtypes again."),
    "specialty_missing": _("%(base)s: a subtype goes by specialties and none is named. Name them."),
    "specialty_not_asked": _("%(base)s: a subtype does not go by specialties. Choose the subtypes again."),
    "subtype_twice": _("%(base)s: a subtype stands there twice. Choose the subtypes again."),
    "several_regions": _(
        "All bases of one application lie in one region. Apply for the others in an application of their own."
    ),
    "moved_out_of_region": _(
        "The base moves to another region, where another department decides. Ask for another annex for the new base."
    ),
    "base_of_another": _("A base of the list is not among yours. Remove it and add it anew."),
    "annex_has_it": _(
        "%(base)s: annex %(annex)s allows subtype %(code)s there already. Take this subtype out: another annex would "
        "change nothing."
    ),
    "not_in_force": _("The rules of this day are not held here: such an application cannot be sent today."),
    "open_already": _("The same is asked for already in application %(number)s. Wait for it or take it back."),
}
"""Problems that this service has beside those of every application."""


def in_words(problem: Problem) -> str:
    """What to tell about a problem; "" where this service has no words of its own for it."""
    words = OURS.get(problem.code)
    if words is None:
        return ""
    said = {
        name: day_in_words(value, language()) if isinstance(value, date) else value for name, value in problem.params
    }
    return str(words) % said


def sentences(outcome: Outcome) -> list[str]:
    """What to tell about a command that is not done."""
    return what_went_wrong(outcome, in_words)


def warn(request: HttpRequest, outcome: Outcome) -> None:
    """Show on the next page why the command is not done."""
    for words in sentences(outcome):
        messages.warning(request, words)


def moved_on(request: HttpRequest, case: UUID) -> HttpResponse:
    """To the application, whose state no longer takes this."""
    return giving.moved_on(request, case, "licences_case")
