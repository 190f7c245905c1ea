"""The worker's request after sending: with whom it is, what was concluded and what that means, taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.applicant.giving import give, is_done
from tirkelim.portal.assessor.access import own_request, room
from tirkelim.portal.assessor.asking import problems_of, request_of
from tirkelim.portal.assessor.showing import (
    conclusion_rows,
    organisation_of,
    request_rows,
    stages_of,
    timeline,
)
from tirkelim.portal.assessor.words import meaning, specialty_of, state_of
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.show import Row
from tirkelim.register.assessment_queries import conclusion_of_case


@room("GET")
def request_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """A request: its questions while it is a draft, what has become of it once it is sent."""
    moment = now()
    found = own_request(request, case, moment)
    if found.state == State.DRAFT:
        return redirect("assessment_check", case=case)
    return render(request, "portal/assessor/request.html", _followed(request, found, moment))


def _followed(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    asked, organisation = request_of(case, moment), organisation_of(case, moment)
    conclusion = conclusion_of_case(case.id)
    state, colour = state_of(case.state, conclusion)
    waiting = case.state == State.CONSIDERED
    return {
        "case": case,
        "specialty": specialty_of(asked),
        "state": state,
        "colour": colour,
        "waiting": waiting,
        "withdrawn": case.state == State.WITHDRAWN,
        "organisation": organisation,
        "rows": [
            *request_rows(asked, specialty_of(asked)),
            Row(_("Organisation"), organisation),
            Row(_("Sheet handed over"), asked.sheet or _("none")),
        ],
        "stages": stages_of(asked, case.subject_id, moment)[1] if waiting else None,
        "conclusion": conclusion,
        "conclusion_rows": conclusion_rows(conclusion) if conclusion else (),
        "meaning": meaning(conclusion) if conclusion else "",
        "timeline": timeline(case, organisation),
        "can_withdraw": "withdraw" in commands_open_to(account_of(request), case, moment),
        "hidden": hidden(),
    }


@room("GET", "POST")
def withdraw_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the request is to be taken back, and take it back."""
    moment = now()
    found = own_request(request, case, moment)
    if request.method == "POST":
        outcome = give(request, found, "withdraw", moment)
        if is_done(outcome):
            messages.success(request, _("The request is taken back. The organisation no longer sees it."))
            return redirect("assessment_requests")
        for words in problems_of(outcome):
            messages.warning(request, words)
        return redirect("assessment_request", case=case)
    if "withdraw" not in commands_open_to(account_of(request), found, moment):
        return redirect("assessment_request", case=case)
    asked = request_of(found, moment)
    context = {"case": found, "specialty": specialty_of(asked), "hidden": hidden(found)}
    return render(request, "portal/assessor/withdraw.html", context)
