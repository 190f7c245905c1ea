"""A request as the organisation reads it: the name, the claim, the stages that are due, the sheet. No more."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.identity.policy import may
from tirkelim.portal.assessor.access import received_case, room
from tirkelim.portal.assessor.asking import request_of
from tirkelim.portal.assessor.showing import (
    conclusion_rows,
    document_of,
    is_waiting,
    name_for_organisation,
    organisation_of,
    request_rows,
    sheet_view,
    stages_of,
    timeline,
)
from tirkelim.portal.assessor.words import specialty_of, state_of
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.serving import serve_document
from tirkelim.portal.show import Link
from tirkelim.register.assessment_queries import conclusion_of_case, sheet_by_number

READ, SHEET, RECORD = "assessment.read", "assessment.sheet", "assessment.record"
"""What the log says that a request was opened for."""


@room("GET")
def assessment_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """A request sent to the organisation."""
    moment = now()
    found = received_case(request, case, moment, READ)
    return render(request, "portal/assessor/assessment.html", _read(request, found, moment))


def _read(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    asked, conclusion = request_of(case, moment), conclusion_of_case(case.id)
    commands = commands_open_to(account_of(request), case, moment)
    return {
        **heading(case, moment),
        "rows": request_rows(asked, specialty_of(asked)),
        "stages": stages_of(asked, case.subject_id, moment)[1] if is_waiting(case) else None,
        "sheet": sheet_view(asked.sheet),
        "conclusion": conclusion,
        "conclusion_rows": conclusion_rows(conclusion) if conclusion else (),
        "may_conclude": "record_conclusion" in commands,
        "may_correct": "correct_conclusion" in commands,
        "own": account_of(request).person == case.subject_id,
        "timeline": timeline(case, organisation_of(case, moment)),
    }


def heading(case: Case, moment: datetime) -> dict[str, Any]:
    """What every page of a request begins with."""
    asked = request_of(case, moment)
    state, colour = state_of(case.state, conclusion_of_case(case.id))
    return {
        "case": case,
        "name": name_for_organisation(case, moment),
        "specialty": specialty_of(asked),
        "state": state,
        "colour": colour,
        "crumbs": [Link(pgettext("navigation", "Assessments"), reverse("assessments")), Link(str(case.number), "")],
    }


@room("GET")
def sheet_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The sheet that was handed over, as PDF. The right is checked at this very read."""
    moment = now()
    found = received_case(request, case, moment, SHEET)
    sheet = sheet_by_number(request_of(found, moment).sheet)
    document = document_of(sheet) if sheet is not None else None
    on = localdate(moment)
    return serve_document(document, lambda: may(account_of(request), "assessment.read", found, on=on))
