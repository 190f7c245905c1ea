"""Planning a visit to a base, moving it to another time, cancelling it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from tirkelim.cases.command import Applied, Forbidden, Outcome, Repeated
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.order_59_licence.visit import may_begin, next_in_office_hours, notice_hours
from tirkelim.portal.edge import account_of, case_command, hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.inspections.access import (
    PLAN,
    Request,
    asked,
    inspectors,
    is_inspector,
    open_case,
    open_visit,
    room,
)
from tirkelim.portal.inspections.forms import CancelForm, PlanForm
from tirkelim.portal.inspections.showing import claimed, place, told_of, visit_view
from tirkelim.portal.inspections.words import is_done, problems_of
from tirkelim.portal.show import Link
from tirkelim.services.licence.answers import BaseAnswers
from tirkelim.services.licence.models import Visit, VisitNotice
from tirkelim.services.licence.visits.reading import bases_of, standing_visit, to_show, visits_of, zone_of
from tirkelim.services.licence.visits.waiting import is_visited, last_day, waiting_of

UNPROCESSABLE = 422
AHEAD = timedelta(days=14)
"""So far the page shows the inspectors' other visits."""
FIELDS = {"base": "base", "inspector": "inspector", "planned_at": "time", "minutes": "minutes"}
"""Where on the form a problem of the command belongs."""


@room("GET", "POST")
def plan(request: HttpRequest, case: UUID) -> HttpResponse:
    """Plan a visit; ``?base=`` chooses the base, ``?instead=`` the visit that is moved."""
    at = asked(request)
    found = open_case(at, case)
    moved = _moved(at, found)
    bases = _bases(found, moved, posted=request.method == "POST")
    if request.method == "GET" and (not bases or found.state not in CONSIDERING):
        messages.warning(request, gettext("No base of this application waits for a visit."))
        return redirect("inspections")
    form = _form(at, found, bases, moved)
    if request.method == "POST" and form.is_valid():
        outcome = _plan(at, found, form, moved)
        if isinstance(outcome, (Applied, Repeated)):
            messages.success(request, _planned_words(UUID(outcome.result["visit"])))
            return redirect("inspection_visit", visit=UUID(outcome.result["visit"]))
        _add(form, outcome, FIELDS)
    return _show(at, found, form, moved)


def _planned_words(visit: UUID) -> str:
    """What is to be done next: a visit that a colleague took over at its time needs no new notice."""
    if VisitNotice.objects.filter(visit=visit).exists():
        return gettext("The visit is planned. The applicant knows of its day and time already.")
    return gettext("The visit is planned. Now tell the applicant.")


@room("GET", "POST")
def cancel(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Cancel a visit."""
    at = asked(request)
    found = open_visit(at, visit, PLAN)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        body = {"visit": str(found.id), "reason": form.cleaned_data["reason"]}
        wanted = case_command(request, "cancel_visit", found.case_id, at.moment, body)
        outcome = execute(wanted, account_of(request))
        if is_done(outcome):
            messages.success(request, gettext("The visit is cancelled."))
            return redirect("inspection_visit", visit=found.id)
        _add(form, outcome, {"reason": "reason"})
    title = gettext("Cancel the visit")
    context = {
        "form": form,
        "visit": found,
        "told": bool(told_of([found])),
        "zone": zone_of(found.case),
        "title": title,
        "hidden": hidden(found.case),
        "crumbs": [
            Link(gettext("Inspections"), reverse("inspections")),
            Link(gettext("Visit"), reverse("inspection_visit", args=[found.id])),
            Link(title, ""),
        ],
    }
    return render(request, "portal/inspections/cancel.html", context, status=UNPROCESSABLE if form.errors else 200)


def _moved(at: Request, case: Case) -> Visit | None:
    """The visit that is to be moved, where the address names one of this case. A repeated click names one that is
    moved already: the engine knows it."""
    wanted = at.request.GET.get("instead", "")
    visits = visits_of(case) if wanted else []
    one = next((visit for visit in visits if str(visit.id) == wanted), None)
    if one is None or at.request.method == "POST":
        return one
    return one if standing_visit(case, one.base) == one else None


def _bases(case: Case, moved: Visit | None, *, posted: bool) -> list[BaseAnswers]:
    """The bases that can be chosen: that of the moved visit, else those that wait; of what was sent, the engine says
    which wait."""
    if moved is not None:
        return [base for base in bases_of(case) if base.id == str(moved.base)]
    if posted:
        return list(bases_of(case))
    if not is_visited(case):
        return []
    return [one.base for one in waiting_of(case, service(case.service).book())]


def _form(at: Request, case: Case, bases: list[BaseAnswers], moved: Visit | None) -> PlanForm:
    who = inspectors(at, [case.territory])
    options = [(base.id, OptionWithHint(place(base), "; ".join(claimed(base)))) for base in bases]
    wanted = at.request.GET.get("base", "")
    initial: dict[str, Any] = {"minutes": 120 if moved is None else moved.minutes}
    if len(bases) == 1 or any(base.id == wanted for base in bases):
        initial["base"] = wanted if any(base.id == wanted for base in bases) else bases[0].id
    if moved is not None:
        initial["inspector"] = str(moved.inspector)
    elif is_inspector(at):
        initial["inspector"] = str(at.account.id)
    return PlanForm(at.request.POST if at.request.method == "POST" else None, bases=options, who=who, initial=initial)


def _plan(at: Request, case: Case, form: PlanForm, moved: Visit | None) -> Outcome:
    said = form.cleaned_data
    body: dict[str, Any] = {
        "base": said["base"],
        "inspector": said["inspector"],
        "planned_at": form.planned_at(zone_of(case)).isoformat(),
        "minutes": said["minutes"],
    }
    if moved is not None:
        body["instead_of"] = str(moved.id)
    return execute(case_command(at.request, "plan_visit", case.id, at.moment, body), account_of(at.request))


def _add(form: PortalForm, outcome: Outcome, fields: dict[str, str]) -> None:
    if isinstance(outcome, Forbidden):
        form.add_error(None, gettext("You may not do this with this application."))
        return
    for field, words in problems_of(outcome):
        form.add_error(fields.get(field), words)


def _show(at: Request, case: Case, form: PlanForm, moved: Visit | None) -> HttpResponse:
    where = zone_of(case)
    title = gettext("Move the visit") if moved is not None else gettext("Plan a visit")
    context = {
        "case": case,
        "form": form,
        "moved": moved,
        "title": title,
        "zone": where,
        "earliest": _earliest(at.moment, case),
        "last_day": last_day(case.due_on, service(case.service).book()),
        "others": _others(at, case),
        "hidden": hidden(case),
        "crumbs": [Link(gettext("Inspections"), reverse("inspections")), Link(title, "")],
    }
    return render(at.request, "portal/inspections/plan.html", context, status=UNPROCESSABLE if form.errors else 200)


def _earliest(moment: datetime, case: Case) -> datetime | None:
    """When a visit could begin of which the applicant is told now; None outside the calendar."""
    book = service(case.service).book()
    try:
        return next_in_office_hours(may_begin(moment, notice_hours(moment, book)), 60, book, zone_of(case))
    except CalendarNotKnown:
        return None


def _others(at: Request, case: Case) -> list[Any]:
    """The visits ahead of the region's inspectors: nobody is planned on top of another."""
    rows = to_show(
        Visit.objects.filter(
            case__territory=case.territory, planned_at__gte=at.moment, planned_at__lt=at.moment + AHEAD
        )
    )
    visits = list(rows.order_by("planned_at")[:50])
    told = told_of(visits)
    names = {one.id: one.name for one in inspectors(at, [case.territory])}
    return [visit_view(one, names, one.id in told, at.moment) for one in visits]
