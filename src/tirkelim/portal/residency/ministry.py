"""The authorised body's room: recommendations that wait, their reasons, agreeing or not, asking for a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tirkelim.cases.command import Applied, Forbidden, Outcome, Repeated
from tirkelim.cases.engine import commands_open_to, execute
from tirkelim.cases.hearing import is_heard, next_step
from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.portal.complaints.hearing import heard_at_desk
from tirkelim.portal.edge import account_of, allow, case_command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.residency.access import MINISTRY, enter, placement_case, room
from tirkelim.portal.residency.forms import AgreeForm, AskForm, RefuseForm
from tirkelim.portal.residency.showing import asked_for, decided, events_of, files_of, heading, weighed, words_said
from tirkelim.portal.residency.tables import cases_table
from tirkelim.portal.residency.words import WORDS, problems_of
from tirkelim.portal.show import Link
from tirkelim.register.queries import log_access
from tirkelim.services.placement.giving import Answer, answer
from tirkelim.services.placement.officer import Word
from tirkelim.services.placement.service import NAME

PAGE = 50
UNPROCESSABLE = 422
SHOWN = {
    "waiting": (gettext_lazy("Waiting"), (State.CONSIDERED, State.HEARING)),
    "asked": (gettext_lazy("A document is awaited"), (State.ASKED,)),
    "agreed": (pgettext_lazy("placements", "Agreed"), (State.GRANTED,)),
    "refused": (pgettext_lazy("placements", "Not agreed"), (State.REFUSED,)),
}


@room("GET")
def list_page(request: HttpRequest) -> HttpResponse:
    """The recommendations, those sent first at the top while they wait."""
    here = enter(request)
    allow(request, "case.desk", MINISTRY, here.moment)
    show = request.GET.get("show", "waiting")
    show = show if show in SHOWN else "waiting"
    rows = _cases(show).order_by("submitted_at" if show in ("waiting", "asked") else "-submitted_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    table = cases_table(
        list(page.object_list), here, page="residency_case", caption=_("Recommendations"), empty=_("Nothing is here.")
    )
    filters = [
        {"key": key, "text": text, "number": _cases(key).count(), "here": key == show}
        for key, (text, _states) in SHOWN.items()
    ]
    context = {"table": table, "filters": filters, "page": page, "show": show}
    return render(request, "portal/residency/ministry.html", context)


def _cases(show: str) -> QuerySet[Case]:
    return Case.objects.filter(service=NAME, state__in=SHOWN[show][1]).select_related("draft")


@room("GET")
def case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """A recommendation: findings, facts with sources, and what can be done."""
    moment = now()
    found = _sent(request, case, moment, "case.read")
    account, state = account_of(request), State(found.state)
    log_access(account.id, found.subject_id, "case.read", moment)
    is_open = state in OPEN_STATES
    context = {
        **heading(found, moment, localdate(moment)),
        **(weighed(found, moment) if is_open else {}),
        **decided(found),
        "is_open": is_open,
        "commands": commands_open_to(account, found, moment),
        "asked": asked_for(found),
        "heard": heard_at_desk(found),
        "said": words_said(found),
        "hidden": hidden(found),
        "files": files_of(found),
        "events": events_of(found),
        "crumbs": [
            Link(pgettext("navigation", "Residency"), reverse("residency")),
            Link(_("Recommendations"), reverse("residency_ministry")),
            Link(str(found.number), ""),
        ],
    }
    return render(request, "portal/residency/case.html", context)


def _sent(request: HttpRequest, case: UUID, moment: datetime, action: str) -> Case:
    """A recommendation that was sent, for those on whose desk it lies; the school and the resident read theirs on
    another page. Raises Http404."""
    found = placement_case(request, case, moment, "case.desk")
    allow(request, action, found, moment)
    if found.submitted_at is None:
        raise Http404
    return found


@room("GET", "POST")
def agree_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The ministry agrees: the placement and the job at the base begin with it."""
    form, moment = AgreeForm(request.POST if request.method == "POST" else None), now()
    return _decide(request, case, moment, form, "agree.html", Word.AGREED, _("The placement is agreed."))


@room("GET", "POST")
def refuse_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The ministry does not agree, or requirements are not met."""
    moment = now()
    found = _sent(request, case, moment, "case.decide")
    is_open = State(found.state) in OPEN_STATES
    shown: dict[str, Any] = weighed(found, moment) if is_open else {"has_grounds": True, "words": list(WORDS)}
    form = RefuseForm(
        request.POST if request.method == "POST" else None, has_grounds=shown["has_grounds"], words=shown["words"]
    )
    return _decide(request, case, moment, form, "refuse.html", Word.NOT_AGREED, _("The refusal is recorded."))


def _decide(
    request: HttpRequest, case: UUID, moment: datetime, form: PortalForm, template: str, word: Word, done: str
) -> HttpResponse:
    """Show the form with what stands for and against, and carry out what it says."""
    found = _sent(request, case, moment, "case.decide")
    posted = request.method == "POST"
    if posted and form.is_valid():
        outcome = _carry_out(request, found, moment, word, form.cleaned_data)
        found = _sent(request, case, moment, "case.decide")
        if not _is_kept(request, form, outcome, found):
            return _settle(request, case, outcome, _heard(outcome) or done)
    if State(found.state) not in OPEN_STATES:
        return redirect("residency_case", case=case)
    shown = weighed(found, moment)
    context = {
        **heading(found, moment, localdate(moment)), **shown, "form": form,
        "heard_first": word is Word.NOT_AGREED and is_heard(), "heard": heard_at_desk(found),
        "back_href": reverse("residency_case", args=[case]), "hidden": hidden(found, shown["digest"]),
    }  # fmt: skip
    return render(request, f"portal/residency/{template}", context, status=UNPROCESSABLE if posted else 200)


def _is_kept(request: HttpRequest, form: PortalForm, outcome: Outcome, case: Case) -> bool:
    """Whether the form is to be shown again because something else came first: what was typed stands in it.

    Where nothing can be decided any more, what was typed is repeated in the message.
    """
    if isinstance(outcome, (Applied, Repeated, Forbidden)):
        return False
    if State(case.state) in OPEN_STATES:
        for words in problems_of(outcome):
            form.add_error(None, words)
        return True
    typed = "; ".join(str(form.cleaned_data[name]) for name in ("reference", "note") if form.cleaned_data.get(name))
    if typed:
        messages.info(request, _("What you wrote was not recorded: “%(text)s”") % {"text": typed})
    return False


def _heard(outcome: Outcome) -> str:
    """What is said where the school is heard first; "" where it was decided."""
    is_hearing = isinstance(outcome, (Applied, Repeated)) and outcome.result.get("state") == State.HEARING
    return _("The school is shown the intended refusal and can answer.") if is_hearing else ""


def _carry_out(request: HttpRequest, case: Case, moment: datetime, word: Word, said: dict[str, Any]) -> Outcome:
    wanted = case_command(request, next_step(case, moment), case.id, moment)
    reference = str(said["reference"]).strip()
    if word is Word.NOT_AGREED and not reference:
        return execute(wanted, account_of(request))
    if wanted.facts_digest is None:
        raise BadRequest("facts")
    spoken = Answer(Word(said.get("word") or word), reference)
    return answer(case.id, wanted.version, wanted.facts_digest, spoken, wanted.command, account_of(request))


@room("GET", "POST")
def ask_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask the school for a document."""
    moment = now()
    found = _sent(request, case, moment, "case.ask")
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = case_command(request, "ask_for_documents", case, moment, dict(form.cleaned_data))
        outcome = execute(wanted, account_of(request))
        found = _sent(request, case, moment, "case.ask")
        if not _is_kept(request, form, outcome, found):
            return _settle(request, case, outcome, _("The school is asked."))
    context = {
        "form": form, "title": _("Ask the school for a document"), "caption": found.number,
        "back_href": reverse("residency_case", args=[case]), "hidden": hidden(found), "save_text": _("Ask"),
    }  # fmt: skip
    return render(request, "portal/residency/form.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@room("POST")
def take_back_page(request: HttpRequest, case: UUID, finding: UUID) -> HttpResponse:
    """The ministry takes back what it had said of a recommendation; it stays in the journal."""
    moment = now()
    _sent(request, case, moment, "case.record_finding")
    wanted = case_command(request, "remove_finding", case, moment, {"finding": str(finding)})
    return _settle(request, case, execute(wanted, account_of(request)), _("It is taken back."))


def _settle(request: HttpRequest, case: UUID, outcome: Outcome, done: str) -> HttpResponse:
    if isinstance(outcome, Forbidden):
        raise Http404
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, done)
    for words in problems_of(outcome):
        messages.warning(request, words)
    return redirect("residency_case", case=case)
