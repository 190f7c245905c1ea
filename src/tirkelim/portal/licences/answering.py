"""The ordinary screens of an application: kept at every press of the button, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.applicant.answering import Screens, save_screen
from tirkelim.portal.applicant.draft import Page, Step
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.licences.access import own_case, room
from tirkelim.portal.licences.gaps import opened
from tirkelim.portal.licences.giving import moved_on, warn
from tirkelim.portal.licences.pages import PAGES, kept, parts_of, typed_at


@room("GET", "POST")
def step(request: HttpRequest, case: UUID, page: str, step: str) -> HttpResponse:
    """One screen of a part of the application."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if page not in PAGES or page not in parts_of(found):
        raise Http404
    if found.state != State.DRAFT:
        return moved_on(request, case)
    part, typed = PAGES[page], typed_at(found, page)
    if request.method == "POST":
        return _save(request, found, part, step, typed, moment)
    here = part.step(step, typed)
    if here is None:
        return redirect("licences_case", case=case)
    return _show(request, found, part, here, opened(here, typed, Around(localdate(moment), typed)))


def _save(
    request: HttpRequest, case: Case, part: Page, slug: str, before: Mapping[str, Any], moment: datetime
) -> HttpResponse:
    def show(now_is: Case, here: Step, form: AnswerForm, status: int, stale: bool) -> HttpResponse:
        return _show(request, now_is, part, here, form, status, stale=stale)

    screens = Screens(show, warn, "licences_case", "licences_step", kept)
    return save_screen(request, case, part, slug, before, moment, screens)


def _show(
    request: HttpRequest, case: Case, part: Page, here: Step, form: AnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "caption": part.title,
        "single": len(form.fields) == 1,
        "title": here.title or part.title,
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/licences/step.html", context, status=status)
