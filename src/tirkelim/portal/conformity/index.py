"""The first page of the room: certificates, applications, duties, and what the law says today and of any day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.queries import latest_decision, open_request
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.portal.applicant.giving import UNPROCESSABLE
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import MOST_CASES, cases_seen, own_person, room
from tirkelim.portal.conformity.certificates import line_of
from tirkelim.portal.conformity.duties_seen import open_duties
from tirkelim.portal.conformity.following import OVER
from tirkelim.portal.conformity.law_today import law_on
from tirkelim.portal.conformity.pages import TITLES, action_of, asked_in
from tirkelim.portal.conformity.professions import entry_of, offer_of
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.saying import clock_of
from tirkelim.register.conformity_queries import conformity_of
from tirkelim.register.queries import person_facts


class DayForm(PortalForm):
    """Of which day an application is thought of."""

    day = DayField(
        label=_("Application of what day?"),
        help_text=_("Any day, past or to come: the page says by which wording an application of it is decided"),
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )


@room("GET")
def index(request: HttpRequest) -> HttpResponse:
    """Everything of one's own, and what can be done now."""
    moment = now()
    person = own_person(request, moment)
    today = localdate(moment)
    held = conformity_of(person, today, moment)
    cases = cases_seen(person).exclude(state=State.WITHDRAWN, number__isnull=True)[:MOST_CASES]
    context = {
        "law": law_on(today),
        "day_form": DayForm(),
        "certificates": [line_of(one, today) for one in held],
        "lines": [_line(case, person, moment) for case in cases],
        "duties": open_duties(held, moment),
        "hidden": hidden(),
    }
    return render(request, "portal/conformity/index.html", context)


def _line(case: Case, person: UUID, moment: datetime) -> dict[str, Any]:
    """An application as the page lists it; of another person with the name that the representative wrote."""
    state, today = State(case.state), localdate(moment)
    decision = latest_decision(case)
    entry = entry_of(str(asked_in(case).get("choice", "")))
    facts = person_facts(case.subject_id, today, moment) if case.subject_id != person else None
    return {
        "href": reverse("conformity_case", args=[case.id]),
        "title": TITLES[action_of(case)],
        "profession": offer_of(entry, language()).name if entry else "",
        "number": case.number,
        "for_whom": facts.name("en") if facts else "",
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "clock": clock_of(case, today, decision) if case.due_on and state not in OVER else None,
        "awaited": state is State.ASKED and open_request(case) is not None,
        "saved_at": case.draft.saved_at if state is State.DRAFT else None,
    }


@room("GET")
def law_page(request: HttpRequest) -> HttpResponse:
    """What the law says of an application of a day."""
    moment = now()
    own_person(request, moment)
    form = DayForm(request.GET or None)
    answer = law_on(form.cleaned_data["day"]) if request.GET and form.is_valid() else None
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "answer": answer, "today": law_on(localdate(moment))}
    return render(request, "portal/conformity/law.html", context, status=status)
