"""How a command ended, told to the officer, and where the page goes from there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Repeated
from tirkelim.cases.models import Case
from tirkelim.cases.queries import latest_decision
from tirkelim.cases.states import DECIDED_STATES, State
from tirkelim.portal.desk.history import last_event, who_decided
from tirkelim.portal.desk.words import language, problem_in_words
from tirkelim.portal.wording import moment_in_words

Text = str | Promise


def settle(request: HttpRequest, case: Case, outcome: Outcome, done: Text) -> HttpResponseRedirect:
    """Say how it ended and go back to the case. Raises Http404 where the officer may not do this at all."""
    if isinstance(outcome, Forbidden):
        raise Http404
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, str(done))
    elif isinstance(outcome, Invalid):
        for code in dict.fromkeys(problem.code for problem in outcome.problems):
            late = code == "not_in_this_state"
            messages.error(request, who_was_first(case) if late else problem_in_words(code))
    elif outcome.what == "time":
        messages.warning(request, _("This moment is sealed in the journal already. Please do it once more."))
    else:
        messages.warning(request, who_was_first(case))
    return redirect("desk_case", case.id)


def _state(case: Case) -> str:
    """Where the case stands now, not where it stood when the page was read."""
    return Case.objects.values_list("state", flat=True).get(pk=case.pk)


def who_was_first(case: Case) -> str:
    """What happened to the case since the officer's page was shown: who did what, and when."""
    decision = latest_decision(case) if State(_state(case)) in DECIDED_STATES else None
    lang = language()
    if decision is not None:
        said = {
            "by": who_decided(decision.officer) or _("another officer"),
            "at": moment_in_words(decision.change.at, lang),
        }
        if decision.outcome == "granted":
            return _("%(by)s granted this application already, %(at)s. Your action was not carried out.") % said
        if decision.outcome == "declined":
            return _("%(by)s did not accept this application, %(at)s. Your action was not carried out.") % said
        return _("%(by)s refused this application already, %(at)s. Your action was not carried out.") % said
    event = last_event(case)
    if event is None:
        return _("The application has changed. Your action was not carried out.")
    said = {"what": str(event.title), "by": str(event.by), "at": moment_in_words(event.at, lang)}  # type: ignore[arg-type]
    return _("The application has changed: %(what)s (%(by)s, %(at)s). Your action was not carried out.") % said
