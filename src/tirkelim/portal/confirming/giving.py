"""Giving commands from this room, and saying in plain words how they ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Repeated
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.portal.confirming.access import Visit
from tirkelim.portal.confirming.words import problem_in_words
from tirkelim.portal.edge import case_command


def give(at: Visit, case: Case, name: str, **body: object) -> Outcome:
    """Give a command to a confirmation. Raises Http404 where it is forbidden: the page is not there for this reader."""
    outcome = execute(case_command(at.request, name, case.id, at.moment, body), at.account)
    if isinstance(outcome, Forbidden):
        raise Http404
    return outcome


def is_done(outcome: Outcome) -> bool:
    """Whether it is done, now or by an earlier click of the same form."""
    return isinstance(outcome, (Applied, Repeated))


def tell(at: Visit, outcome: Outcome, done: str) -> bool:
    """Say how it ended; returns whether it is done."""
    if is_done(outcome):
        messages.success(at.request, done)
        return True
    for words in what_went_wrong(outcome):
        messages.warning(at.request, words)
    return False


def what_went_wrong(outcome: Outcome) -> list[str]:
    """The sentences for an outcome that is not done."""
    if isinstance(outcome, Invalid):
        return list(dict.fromkeys(problem_in_words(problem.code) for problem in outcome.problems))
    return [_("Something changed after you opened this page, so nothing was done. Look at it as it stands now.")]
