"""The pages of questions: one thing a page, kept at every press of the button, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.draft import Page, Step, entry_of, typed_in, typed_of, was_answered
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.applicant.giving import give, is_done, moved_on, version_of, was_overtaken, what_went_wrong
from tirkelim.portal.applicant.prefill import profile_of
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.choices import diploma_names
from tirkelim.portal.edge import hidden, now

CONFLICT, UNPROCESSABLE = 409, 422


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


def _save(
    request: HttpRequest, case: Case, part: Page, slug: str, before: Mapping[str, Any], moment: datetime
) -> HttpResponse:
    """Keep what was typed; go on where it is right, else show it again with what is wrong."""
    here = next((one for one in part.steps if one.slug == slug), None)
    if here is None:
        raise Http404
    today = localdate(moment)
    # Unticked radio buttons are not sent at all: what stood there before is replaced as a whole.
    shown = here.form(around=Around(today, before))
    kept = {name: value for name, value in before.items() if name not in typed_in(shown, before)}
    typed = {**kept, **typed_in(shown, request.POST)}
    form = here.form(typed, around=Around(today, typed))
    outcome = give(request, case, "save_draft", moment, data={part.key: entry_of(part, typed, today)})
    if was_overtaken(outcome):
        return _render(request, version_of(case.id), part, here, form, CONFLICT, stale=True)
    if not is_done(outcome):
        for words in what_went_wrong(outcome):
            messages.warning(request, words)
        return redirect("application", case=case.id)
    if "later" in request.POST:
        return redirect("application", case=case.id)
    if not form.is_valid():
        return _render(request, version_of(case.id), part, here, form, UNPROCESSABLE)
    following = part.after(here, typed)
    if following is None:
        return redirect("application", case=case.id)
    return redirect("application_step", case=case.id, page=part.key, step=following.slug)


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
