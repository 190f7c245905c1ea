"""The pages of questions: one thing a page, kept at every press of the button, right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from tirkelim.cases.command import Outcome
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.draft import Page, Step, entry_of, retyped, typed_in, typed_of, was_answered
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.applicant.giving import Screen, give, go_on, moved_on, tell, version_of
from tirkelim.portal.applicant.prefill import profile_of
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.choices import diploma_names
from tirkelim.portal.edge import hidden, now


@room("GET", "POST")
def step(request: HttpRequest, case: UUID, page: str, step: str) -> HttpResponse:
    """One screen of a part of the application."""
    moment = now()
    found = own_case(request, case, moment, "case.draft")
    if found.state != State.DRAFT:
        return moved_on(request, case)
    part = wizard_of(found).pages.get(page)
    if part is None:
        raise Http404
    typed = typed_of(part, found.draft.data.get(page))
    if request.method == "POST":
        return _save(request, found, part, step, typed, moment)
    here = part.step(step, typed)
    if here is None:
        return redirect("application", case=case)
    return _show(request, found, part, here, typed, moment)


def _show(
    request: HttpRequest, case: Case, part: Page, here: Step, typed: Mapping[str, Any], moment: datetime
) -> HttpResponse:
    """The screen with what was typed before; on the first visit with what the register knows."""
    around = Around(localdate(moment), typed)
    if was_answered(here, typed):
        return _render(request, case, part, here, here.form(typed, around=around), 200)
    known = typed_in(here.form, wizard_of(case).known(part.key, profile_of(case, moment), case))
    form = here.form(known, around=around) if known else here.form(around=around)
    return _render(request, case, part, here, _quiet(form) if known else form, 200, known=bool(known))


def _quiet(form: AnswerForm) -> AnswerForm:
    """A form filled in from the register accuses nobody: what is missing there is simply left to be filled in."""
    form.full_clean()
    form.errors.clear()
    return form


class Screens(NamedTuple):
    """The screens of a room in which applications are written: how one is shown again with its form, how a failure is
    told, the names of the pages of the application and of a screen, and what the draft keeps of an entry."""

    show: Callable[[Case, Step, AnswerForm, int, bool], HttpResponse]
    tell: Callable[[HttpRequest, Outcome], None]
    home: str
    step: str
    kept: Callable[[dict[str, Any]], dict[str, Any]] = dict


def save_screen(
    request: HttpRequest,
    case: Case,
    part: Page,
    slug: str,
    before: Mapping[str, Any],
    moment: datetime,
    screens: Screens,
) -> HttpResponse:
    """Keep what was typed; go on where it is right, else show it again with what is wrong. The same in every room."""
    here = next((one for one in part.steps if one.slug == slug), None)
    if here is None:
        raise Http404
    today = localdate(moment)
    typed = retyped(here.form(around=Around(today, before)), before, request.POST)
    form = here.form(typed, around=Around(today, typed))
    entry = screens.kept(entry_of(part, typed, today))
    outcome = give(request, case, "save_draft", moment, data={part.key: entry})
    following = part.after(here, typed)
    home = reverse(screens.home, args=[case.id])
    onward = home if following is None else reverse(screens.step, args=[case.id, part.key, following.slug])

    def show(status: int, stale: bool) -> HttpResponse:
        return screens.show(version_of(case.id), here, form, status, stale)

    return go_on(request, outcome, form, Screen(show, screens.tell, home), onward)


def _save(
    request: HttpRequest, case: Case, part: Page, slug: str, before: Mapping[str, Any], moment: datetime
) -> HttpResponse:
    def show(now_is: Case, here: Step, form: AnswerForm, status: int, stale: bool) -> HttpResponse:
        return _render(request, now_is, part, here, form, status, stale=stale)

    screens = Screens(show, tell, "application", "application_step")
    return save_screen(request, case, part, slug, before, moment, screens)


def _render(
    request: HttpRequest, case: Case, part: Page, here: Step, form: AnswerForm, status: int, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "part": part,
        "step": here,
        "form": form,
        "single": len(form.fields) == 1,
        "hidden": hidden(case),
        "suggestions": diploma_names() if "specialty" in form.fields and part.key == "education" else (),
        **more,
    }
    return render(request, "portal/applicant/step.html", context, status=status)
