"""The organisation's list: requests that wait, those concluded, and finding one by its number."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.assessor.access import own_organisations, received_cases, room
from tirkelim.portal.assessor.asking import request_of
from tirkelim.portal.assessor.showing import name_for_organisation
from tirkelim.portal.assessor.words import organisation_name, specialty_of, state_of, until_words, wanted
from tirkelim.portal.edge import now
from tirkelim.register.assessment_queries import accreditation_of
from tirkelim.register.models import AssessmentConclusion
from tirkelim.register.queries import organisation_facts

PAGE = 25
LONGEST_NUMBER = 20
SHOWN: dict[str, tuple[State, str | Promise]] = {
    "waiting": (State.CONSIDERED, pgettext_lazy("requests", "Waiting")),
    "concluded": (State.DONE, pgettext_lazy("requests", "Concluded")),
}


@room("GET")
def assessments_page(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by ``?show=`` or to one number by ``?number=``."""
    moment = now()
    organisations = own_organisations(request, moment)
    received = received_cases(organisations)
    show = request.GET.get("show", "waiting")
    show = show if show in SHOWN else "waiting"
    number = request.GET.get("number", "").strip().upper()[:LONGEST_NUMBER].replace("\x00", "")
    rows = (
        received.filter(number=number).order_by("id")
        if number
        else _in_order(received.filter(state=SHOWN[show][0]), show)
    )
    page = Paginator(rows.select_related("draft"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(list(page.object_list), moment),
        "filters": [
            {"key": key, "text": text, "number": received.filter(state=state).count(), "chosen": key == show}
            for key, (state, text) in SHOWN.items()
        ],
        "show": "" if number else show,
        "number": number,
        "organisations": [_organisation(one, moment) for one in organisations],
    }
    return render(request, "portal/assessor/list.html", context)


def _in_order(rows: QuerySet[Case], show: str) -> QuerySet[Case]:
    """Who waits longest stands first; of what is concluded, what was sent last."""
    return rows.order_by("submitted_at" if show == "waiting" else F("submitted_at").desc())


def _lines(cases: list[Case], moment: datetime) -> list[dict[str, Any]]:
    concluded = AssessmentConclusion.objects.current().filter(case__in=[case.id for case in cases])
    conclusions = {row.case: row for row in concluded}
    return [_line(case, conclusions.get(case.id), moment) for case in cases]


def _line(case: Case, conclusion: AssessmentConclusion | None, moment: datetime) -> dict[str, Any]:
    asked = request_of(case, moment)
    state, colour = state_of(case.state, conclusion)
    return {
        "case": case,
        "name": name_for_organisation(case, moment),
        "specialty": specialty_of(asked),
        "wanted": wanted(asked),
        "state": state,
        "colour": colour,
        "day": conclusion.assessed_on if conclusion else None,
    }


def _organisation(organisation: UUID, moment: datetime) -> dict[str, Any]:
    """An organisation of the account with its accreditation of today."""
    today = localdate(moment)
    accredited = accreditation_of(organisation, today, moment)
    facts = organisation_facts(organisation, today, moment)
    return {
        "name": organisation_name(facts),
        "number": accredited.number if accredited else "",
        "until": until_words(accredited) if accredited else "",
        "accredited": accredited is not None,
    }
