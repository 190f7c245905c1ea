"""The worker asks for a level: own levels and claims, then the questions of a new claim, one a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from tirkelim.cases.command import Stale
from tirkelim.cases.engine import open_case
from tirkelim.cases.models import Case
from tirkelim.cases.queries import cases_of, standing_filings
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.law.book import current_book
from tirkelim.portal.applicant.giving import give, is_done, what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.ledger.specialties import choices_for, own_specialties
from tirkelim.portal.level.access import SERVICE, own_claim, own_person, room
from tirkelim.portal.level.forms import OTHER, LevelForm, SpecialtyForm
from tirkelim.portal.level.showing import held_lines
from tirkelim.services.common.pages import page_entry, read_page
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.level.answers import LevelAnswers, SpecialtyAnswers, read_answers
from tirkelim.services.level.facts import REPORT
from tirkelim.services.level.offers import Offers, is_initial, offers_for

UNPROCESSABLE, CONFLICT = 422, 409
MOST_CLAIMS = 50


@room("GET")
def levels_page(request: HttpRequest) -> HttpResponse:
    """Levels held, claims made, and the way to ask for one."""
    moment = now()
    person = own_person(request, moment)
    cases = cases_of(person).filter(service=SERVICE).exclude(state=State.WITHDRAWN, number__isnull=True)
    context = {
        "held": held_lines(person, localdate(moment), moment),
        "lines": [_line(case) for case in cases.select_related("draft")[:MOST_CLAIMS]],
        "hidden": hidden(),
    }
    return render(request, "portal/level/levels.html", context)


def _line(case: Case) -> dict[str, Any]:
    state, claim = State(case.state), read_answers(case.draft.data).claim
    return {
        "case": case,
        "specialty": specialty_name(claim.specialty, language()) if claim else "",
        "level": claim.level.value if claim else "",
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
    }


@room("POST")
def open_page(request: HttpRequest) -> HttpResponse:
    """Begin a claim. A double click begins one."""
    moment = now()
    person = own_person(request, moment)
    try:
        case = open_case(SERVICE, person, command(request, moment))
    except (CommandIdReused, TimeClosed):
        return redirect("levels")
    return redirect("level_specialty", case=case)


@room("GET", "POST")
def specialty_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The specialty. Another one makes the level an open question again."""
    moment = now()
    found = own_claim(request, case, moment, "case.draft")
    if found.state != State.DRAFT:
        return redirect("level_claim", case=case)
    said = specialty_of(found)
    choices = choices_for(own_specialties(found.subject_id, localdate(moment), moment))
    initial = {"specialty": said.specialty, "main_specialty": said.main_specialty} if said else {}
    form = SpecialtyForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if request.method != "POST":
        return _show(request, found, "specialty", form)
    if not form.is_valid():
        return _show(request, found, "specialty", form, UNPROCESSABLE)
    clean = form.cleaned_data
    data = {"specialty": page_entry(clean, clean)}
    if said is None or (said.specialty, said.main_specialty) != (clean["specialty"], clean["main_specialty"]):
        data["claim"] = page_entry({}, None)
    return _save(request, found, "specialty", form, moment, data)


@room("GET", "POST")
def level_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The level: those that the record suggests first, the likeliest chosen."""
    moment = now()
    found = own_claim(request, case, moment, "case.draft")
    said = specialty_of(found)
    if found.state != State.DRAFT or said is None:
        return redirect("level_claim", case=case)
    offered = offers_for(found.subject_id, said.specialty, localdate(moment), moment, current_book())
    form = LevelForm(
        request.POST if request.method == "POST" else None, offers=offered.offers, initial=_initial(found, offered)
    )
    context: dict[str, Any] = {"held": offered.held, "specialty": specialty_name(said.specialty, language())}
    if request.method != "POST":
        return _show(request, found, "level", form, **context)
    if not form.is_valid():
        return _show(request, found, "level", form, UNPROCESSABLE, **context)
    clean = {"specialty": said.specialty, "level": form.chosen(), "main_specialty": said.main_specialty}
    data = {"claim": page_entry(form.cleaned_data, clean)}
    return _save(request, found, "level", form, moment, data, **context)


def _initial(case: Case, offered: Offers) -> dict[str, str]:
    claim = read_answers(case.draft.data).claim
    if claim is None:
        return {"level": offered.offers[0].level.value if offered.offers else OTHER}
    if any(offer.level == claim.level for offer in offered.offers):
        return {"level": claim.level.value}
    return {"level": OTHER, "other": claim.level.value}


def specialty_of(case: Case) -> SpecialtyAnswers | None:
    """The answer to the first question."""
    return read_page(SpecialtyAnswers, case.draft.data.get("specialty"))


def needs_report(claim: LevelAnswers, moment: datetime) -> bool:
    """Whether labour functions are asked for: not for an initial level and not for level 8."""
    return not is_initial(claim.level, localdate(moment), current_book())


def next_page(case: Case, moment: datetime) -> str:
    """The first question that is open; when there is none, all on one page."""
    claim = read_answers(case.draft.data).claim
    if specialty_of(case) is None:
        return "level_specialty"
    if claim is None:
        return "level_level"
    filed = any(filing.document == REPORT for filing in standing_filings(case))
    return "level_report" if needs_report(claim, moment) and not filed else "level_check"


def _save(
    request: HttpRequest,
    case: Case,
    step: str,
    form: PortalForm,
    moment: datetime,
    data: dict[str, Any],
    **context: Any,
) -> HttpResponse:
    outcome = give(request, case, "save_draft", moment, data=data)
    if is_done(outcome):
        fresh = Case.objects.select_related("draft").get(pk=case.id)
        return redirect(next_page(fresh, moment), case=case.id)
    for words in what_went_wrong(outcome):
        form.add_error(None, words)
    status = CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE
    return _show(request, Case.objects.select_related("draft").get(pk=case.id), step, form, status, **context)


def _show(
    request: HttpRequest, case: Case, step: str, form: PortalForm, status: int = 200, **context: Any
) -> HttpResponse:
    back = reverse("levels") if step == "specialty" else reverse("level_specialty", args=[case.id])
    shown = {"case": case, "form": form, "back": back, "hidden": hidden(case), **context}
    return render(request, f"portal/level/{step}.html", shown, status=status)
