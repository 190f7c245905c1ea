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
from tirkelim.portal.applicant.draft import Page, Step, entry_of, typed_in, was_answered
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.applicant.giving import give, is_done, was_overtaken
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.licences.access import own_case, room
from tirkelim.portal.licences.giving import CONFLICT, UNPROCESSABLE, fresh, moved_on, warn
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
    around = Around(localdate(moment), typed)
    form = here.form(typed, around=around) if was_answered(here, typed) else here.form(around=around)
    return _show(request, found, part, here, form)


def _save(
    request: HttpRequest, case: Case, part: Page, slug: str, before: Mapping[str, Any], moment: datetime
) -> HttpResponse:
    """Keep what was typed; go on where it is right, else show it again with what is wrong."""
    here = next((one for one in part.steps if one.slug == slug), None)
    if here is None:
        raise Http404
    today = localdate(moment)
    # Unticked radio buttons are not sent at all: what stood there before is replaced as a whole.
    others = {name: value for name, value in before.items() if name not in typed_in(here.form, before)}
    typed = {**others, **typed_in(here.form, request.POST)}
    form = here.form(typed, around=Around(today, typed))
    outcome = give(request, case, "save_draft", moment, data={part.key: kept(entry_of(part, typed, today))})
    if was_overtaken(outcome):
        return _show(request, fresh(case.id), part, here, form, CONFLICT, stale=True)
    if not is_done(outcome):
        warn(request, outcome)
        return redirect("licences_case", case=case.id)
    if "later" in request.POST:
        return redirect("licences_case", case=case.id)
    if not form.is_valid():
        return _show(request, fresh(case.id), part, here, form, UNPROCESSABLE)
    following = part.after(here, typed)
    if following is None:
        return redirect("licences_case", case=case.id)
    return redirect("licences_step", case=case.id, page=part.key, step=following.slug)


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
