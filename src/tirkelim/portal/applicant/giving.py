"""Giving commands from the applicant's pages, and saying in plain words how they ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Repeated, Stale
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem
from tirkelim.journal.change import Command
from tirkelim.portal.edge import account_of, case_command, command

UNPROCESSABLE, CONFLICT = 422, 409
PROBLEMS: dict[str, str | Promise] = {
    "page_missing": _("A part of the application is not complete yet."),
    "not_signed": _("Confirm that your data are true."),
    "no_office": _("No department is known for your region. Choose the region again."),
    "not_in_this_state": _("This can no longer be done: the application has moved on."),
    "command_reused": _("This page was sent before with other answers. Check what is saved and send again."),
    "no_such_document": _("This document is not attached any more."),
}
STALE = _("The application was changed in another window. What you typed here is kept: check it and save once more.")


def give(request: HttpRequest, case: Case, name: str, moment: datetime, **body: Any) -> Outcome:
    """Give a command to the case. Raises Http404 where it is forbidden: the page is not there for this account."""
    outcome = execute(case_command(request, name, case.id, moment, body), account_of(request))
    if isinstance(outcome, Forbidden):
        raise Http404
    return outcome


def is_done(outcome: Outcome) -> bool:
    """Whether it is done, now or by an earlier click of the same form."""
    return isinstance(outcome, (Applied, Repeated))


def was_overtaken(outcome: Outcome) -> bool:
    """Whether what was sent is not saved only because something else came first: it is shown again, to be sent anew."""
    if isinstance(outcome, Invalid):
        return {problem.code for problem in outcome.problems} == {"command_reused"}
    return isinstance(outcome, Stale)


def no_words(problem: Problem) -> str:
    """A room that has no words of its own."""
    return ""


def what_went_wrong(outcome: Outcome, own: Callable[[Problem], str] = no_words) -> list[str]:
    """The sentences for an outcome that is not done; a room may have its `own` words for a problem, or "" for none."""
    if isinstance(outcome, Stale):
        return [str(STALE)]
    if isinstance(outcome, Invalid):
        return list(dict.fromkeys(own(problem) or problem_in_words(problem) for problem in outcome.problems))
    return []


def moved_on(request: HttpRequest, case: UUID, page: str = "application") -> HttpResponse:
    """To the application, whose state no longer takes this; who sent an old form is told that it was not kept."""
    if request.method == "POST":
        messages.warning(request, str(PROBLEMS["not_in_this_state"]))
    return redirect(page, case=case)


def problem_in_words(problem: Problem) -> str:
    """What to tell the applicant about a problem."""
    words = PROBLEMS.get(problem.code)
    return str(words) if words else gettext("This could not be done. Check the application and try again.")


def part_of(request: HttpRequest, moment: datetime, part: str) -> Command:
    """One of several commands that a form stands for: the same for the same form and part."""
    whole = command(request, moment)
    return whole._replace(id=uuid5(whole.id, part))


def version_of(case: UUID) -> Case:
    """The case as it stands now."""
    return Case.objects.select_related("draft").get(pk=case)


class Screen(NamedTuple):
    """The screen whose form was sent: how it is shown again (status; whether another window was first), how a failure
    is told, and the address to which one goes who stops here."""

    show: Callable[[int, bool], HttpResponse]
    tell: Callable[[HttpRequest, Outcome], None]
    home: str


def go_on(request: HttpRequest, outcome: Outcome, form: Form, screen: Screen, onward: str) -> HttpResponse:
    """Go on after a screen was kept as typed: to `onward` where it is right, else it is shown again."""
    if was_overtaken(outcome):
        return screen.show(CONFLICT, True)
    if not is_done(outcome):
        screen.tell(request, outcome)
        return redirect(screen.home)
    if "later" in request.POST:
        return redirect(screen.home)
    if not form.is_valid():
        return screen.show(UNPROCESSABLE, False)
    return redirect(onward)


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Show on the next page why the command is not done."""
    for words in what_went_wrong(outcome):
        messages.warning(request, words)


def take_back(
    request: HttpRequest,
    case: Case,
    moment: datetime,
    home: str,
    pages: tuple[str, str],
    say: Callable[[HttpRequest, Outcome], None] = tell,
) -> HttpResponse:
    """Take an application back and go to ``home``. Where that is not done, ``say`` why: on the page of the application
    where it cannot be done any more, else where it was asked for (the two ``pages``, by name)."""
    outcome = give(request, case, "withdraw", moment)
    if is_done(outcome):
        messages.success(request, _("The application is taken back."))
        return redirect(home)
    say(request, outcome)
    shown, asked = pages
    return redirect(shown if isinstance(outcome, Invalid) else asked, case=case.id)
