"""The worker asks: own requests, and the questions of a new one, one a page; then all on one page, and sending."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Invalid, Outcome, Stale
from tirkelim.cases.engine import open_case
from tirkelim.cases.models import Case
from tirkelim.cases.queries import cases_of
from tirkelim.cases.states import State
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.assessed_levels import levels_of, needs_sheet
from tirkelim.portal.applicant.giving import give, is_done
from tirkelim.portal.assessor.access import SERVICE, own_person, own_request, room
from tirkelim.portal.assessor.ask_forms import ClaimForm, HandOverForm, LevelForm, OrganisationForm
from tirkelim.portal.assessor.showing import chosen, organisation_of, request_rows, sheet_rows, stages_of
from tirkelim.portal.assessor.words import (
    STALE,
    organisation_name,
    problem_in_words,
    specialty_of,
    state_of,
    until_words,
    wanted,
)
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.show import Link, Row
from tirkelim.register.assessment_queries import accredited_on, conclusion_of_case, newest_sheet
from tirkelim.register.models import CpdSheet
from tirkelim.services.assessment.request import AssessmentRequest, read_request

UNPROCESSABLE, CONFLICT = 422, 409
MOST_REQUESTS = 50
STEPS = ("claim", "level", "organisation")


def request_of(case: Case, moment: datetime) -> AssessmentRequest:
    """What a request says; one that was sent, in the levels of its day."""
    return read_request(case.draft.data, localdate(case.submitted_at or moment), current_book())


def problems_of(outcome: Outcome) -> list[str]:
    """The sentences for an outcome that is not done."""
    if isinstance(outcome, Invalid):
        return list(dict.fromkeys(problem_in_words(problem) for problem in outcome.problems))
    return [str(STALE)] if isinstance(outcome, Stale) else []


@room("GET")
def requests_page(request: HttpRequest) -> HttpResponse:
    """Own requests, the newest first, and the way to ask."""
    moment = now()
    person = own_person(request, moment)
    sent_or_open = cases_of(person).filter(service=SERVICE).exclude(state=State.WITHDRAWN, number__isnull=True)
    cases = sent_or_open.select_related("draft")[:MOST_REQUESTS]
    context = {"lines": [_line(case, moment) for case in cases], "hidden": hidden()}
    return render(request, "portal/assessor/requests.html", context)


def _line(case: Case, moment: datetime) -> dict[str, Any]:
    asked = request_of(case, moment)
    state, colour = state_of(case.state, conclusion_of_case(case.id) if case.state == State.DONE else None)
    return {
        "case": case,
        "specialty": specialty_of(asked),
        "wanted": wanted(asked) if asked.purpose else "",
        "organisation": organisation_of(case, moment) if case.organisation else "",
        "state": state,
        "colour": colour,
        "is_draft": case.state == State.DRAFT,
    }


@room("POST")
def open_page(request: HttpRequest) -> HttpResponse:
    """Begin a request. A double click begins one."""
    moment = now()
    person = own_person(request, moment)
    try:
        case = open_case(SERVICE, person, command(request, moment))
    except (CommandIdReused, TimeClosed):
        return redirect("assessment_requests")
    return redirect("assessment_step", case=case, step=STEPS[0])


@room("GET", "POST")
def step_page(request: HttpRequest, case: UUID, step: str) -> HttpResponse:
    """One question."""
    moment = now()
    found = own_request(request, case, moment)
    if step not in STEPS:
        raise Http404
    if found.state != State.DRAFT:
        return redirect("assessment_request", case=case)
    asked = request_of(found, moment)
    if step != "claim" and "claim" in asked.missing:
        return redirect("assessment_step", case=case, step="claim")
    posted = request.method == "POST"
    form = _form(step, asked, moment, request.POST if posted else None)
    if not posted:
        return _show_step(request, found, step, form)
    if not form.is_valid():
        return _show_step(request, found, step, form, UNPROCESSABLE)
    outcome = give(request, found, "save_draft", moment, data={step: form.cleaned_data})
    if is_done(outcome):
        return redirect(_after(Case.objects.select_related("draft").get(pk=case), moment))
    for words in problems_of(outcome):
        form.add_error(None, words)
    return _show_step(request, Case.objects.get(pk=case), step, form, CONFLICT)


def _form(step: str, asked: AssessmentRequest, moment: datetime, data: Any) -> PortalForm:
    day = localdate(moment)
    if step == "claim":
        initial = {"specialty": asked.specialty, "purpose": asked.purpose}
        return ClaimForm(data, initial=initial)
    if step == "level":
        levels = levels_of(str(asked.specialty), day, current_book())
        return LevelForm(data, levels=levels, initial={"level": asked.level})
    initial = {"organisation": str(asked.organisation) if asked.organisation else None}
    return OrganisationForm(data, accredited=accredited_on(day, moment), initial=initial)


def _after(case: Case, moment: datetime) -> str:
    """The first question that is not answered yet; when there is none, all on one page."""
    missing = request_of(case, moment).missing
    if missing:
        return reverse("assessment_step", kwargs={"case": case.id, "step": missing[0]})
    return reverse("assessment_check", args=[case.id])


def _show_step(request: HttpRequest, case: Case, step: str, form: PortalForm, status: int = 200) -> HttpResponse:
    above = {
        "claim": reverse("assessment_requests"),
        "level": reverse("assessment_step", kwargs={"case": case.id, "step": "claim"}),
    }
    context = {
        "case": case,
        "step": step,
        "form": form,
        "hidden": hidden(case),
        "back": above.get(step) or reverse("assessment_step", kwargs={"case": case.id, "step": "claim"}),
        "none_accredited": step == "organisation" and not form.fields["organisation"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "portal/assessor/step.html", context, status=status)


@room("GET", "POST")
def check_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """What is asked for, which stages are due, which sheet goes along; and the button that sends it."""
    moment = now()
    found = own_request(request, case, moment)
    if found.state != State.DRAFT:
        return redirect("assessment_request", case=case)
    asked = request_of(found, moment)
    if asked.missing:
        return redirect(_after(found, moment))
    sheet = _sheet(found, asked, moment)
    form = HandOverForm(request.POST if request.method == "POST" else None, sheet=sheet.number if sheet else "")
    if request.method != "POST":
        return _show_check(request, found, asked, form, moment)
    if not form.is_valid():
        return _show_check(request, found, asked, form, moment, UNPROCESSABLE)
    seen = {"sheet": request.POST.get("sheet", ""), "agreed": True}
    outcome = give(request, found, "submit", moment, data={"handover": seen})
    if is_done(outcome):
        messages.success(request, _("The request is sent. The organisation tells you day and place."))
        return redirect("assessment_request", case=case)
    for words in problems_of(outcome):
        form.add_error(None, words)
    return _show_check(
        request, Case.objects.select_related("draft").get(pk=case), asked, form, moment,
        CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE,
    )  # fmt: skip


def _sheet(case: Case, asked: AssessmentRequest, moment: datetime) -> CpdSheet | None:
    """The sheet that goes along: none with a request for a certificate alone."""
    return newest_sheet(case.subject_id, str(asked.specialty), moment) if asked.level else None


def _show_check(
    request: HttpRequest, case: Case, asked: AssessmentRequest, form: HandOverForm, moment: datetime, status: int = 200
) -> HttpResponse:
    sheet = _sheet(case, asked, moment)
    _due, stages = stages_of(asked, case.subject_id, moment)
    context = {
        "case": case,
        "form": form,
        "rows": _answers(case, asked, moment),
        "stages": stages,
        "sheet": sheet,
        "sheet_rows": sheet_rows(sheet) if sheet else (),
        "sheet_missing": sheet is None and needs_sheet(asked.level, localdate(moment), current_book()),
        "hidden": hidden(case),
    }
    return render(request, "portal/assessor/check.html", context, status=status)


def _answers(case: Case, asked: AssessmentRequest, moment: datetime) -> list[Row]:
    """What was answered, each with a way to change it."""
    organisation = chosen(asked, moment)

    def change(step: str, about: str) -> list[Link]:
        return [Link(_("Change"), reverse("assessment_step", kwargs={"case": case.id, "step": step}), about)]

    specialty, what = request_rows(asked, specialty_of(asked))
    name = _("no longer accredited")
    if organisation:
        said = _("accreditation %(number)s, %(until)s")
        said %= {"number": organisation.number, "until": until_words(organisation)}
        name = f"{organisation_name(organisation.facts)}, {said}"
    return [
        specialty._replace(links=change("claim", str(specialty.key))),
        what._replace(links=change("level" if asked.level else "claim", str(what.key))),
        Row(_("Organisation"), name, change("organisation", _("Organisation"))),
    ]
