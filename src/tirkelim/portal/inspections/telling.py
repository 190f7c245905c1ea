"""Telling the applicant of a visit: a short message sent from here, or the record of a call or a letter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from tirkelim.cases.engine import execute
from tirkelim.cases.registry import service
from tirkelim.journal.models import Change
from tirkelim.law.order_59_licence.visit import may_begin
from tirkelim.portal.edge import account_of, case_command, hidden
from tirkelim.portal.inspections.access import PLAN, Request, asked, open_visit, room
from tirkelim.portal.inspections.forms import NoticeForm, at_office
from tirkelim.portal.inspections.showing import notice_clock, state_of, told_of, visit_view
from tirkelim.portal.inspections.words import STALE, in_words, is_done, problems_of
from tirkelim.portal.show import Link
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.planning import in_time_if_told
from tirkelim.services.licence.visits.reading import zone_of
from tirkelim.services.licence.visits.telling import Telling, send_notice

UNPROCESSABLE = 422
FIELDS = {"channel": "channel", "reference": "reference", "sent_at": "time"}
SMS = "sms"


@room("GET", "POST")
def notify(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Tell the applicant. Where it is too late for the planned time, the page offers to move the visit."""
    at = asked(request)
    found = open_visit(at, visit, PLAN)
    if request.method == "POST" and _is_repeated(request):
        return redirect("inspection_visit", visit=found.id)
    if state_of(found, told=True) != "told":
        messages.warning(request, gettext("This visit is not ahead any more: nobody can be told of it."))
        return redirect("inspection_visit", visit=found.id)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _tell(at, found, form):
        messages.success(request, gettext("The notice is on record."))
        return redirect("inspection_visit", visit=found.id)
    return _show(at, found, form)


def _is_repeated(request: HttpRequest) -> bool:
    """Whether this very form was carried out before: a message goes out once, however often the button is pressed."""
    try:
        return Change.objects.filter(
            command_id=UUID(request.POST.get("command", "")), action="case.notify_visit"
        ).exists()
    except ValueError:
        return False


def _tell(at: Request, visit: Visit, form: NoticeForm) -> bool:
    """Send or record the notice; what stands against it becomes an error of the form."""
    body = _by_message(at, visit, form) if form.cleaned_data["channel"] == SMS else _by_record(visit, form)
    if body is None:
        return False
    wanted = case_command(at.request, "notify_visit", visit.case_id, at.moment, body)
    outcome = execute(wanted, account_of(at.request))
    if is_done(outcome):
        return True
    for field, words in problems_of(outcome):
        form.add_error(FIELDS.get(field), words)
    return False


def _by_record(visit: Visit, form: NoticeForm) -> dict[str, Any]:
    said = form.cleaned_data
    sent_at = at_office(said["day"], said["time"], zone_of(visit.case))
    return {
        "visit": str(visit.id),
        "channel": said["channel"],
        "reference": said["reference"],
        "sent_at": sent_at.isoformat(),
    }


def _by_message(at: Request, visit: Visit, form: NoticeForm) -> dict[str, Any] | None:
    """Send the message. Checked before: an old page, or one that is too late, sends none."""
    wanted = case_command(at.request, "notify_visit", visit.case_id, at.moment)
    if wanted.version != visit.case.version:
        form.add_error(None, str(STALE))
        return None
    if not in_time_if_told(visit, at.moment, service(visit.case.service).book()):
        clock = notice_clock(visit, at.moment)
        params = {"hours": clock.hours, "earliest": may_begin(at.moment, clock.hours)}
        form.add_error("channel", in_words("notice_too_late", params))
        return None
    told = send_notice(visit, at.moment)
    if told.how is not Telling.SENT:
        form.add_error("channel", in_words(told.how.value, {}))
        return None
    return {
        "visit": str(visit.id),
        "channel": SMS,
        "reference": told.reference,
        "sent_at": at.moment.isoformat(),
    }


def _show(at: Request, visit: Visit, form: NoticeForm) -> HttpResponse:
    clock = notice_clock(visit, at.moment)
    title = gettext("Tell the applicant of the visit")
    context = {
        "visit": visit,
        "view": visit_view(visit, {}, bool(told_of([visit])), at.moment),
        "form": form,
        "clock": clock,
        "zone": zone_of(visit.case),
        "title": title,
        "move": f"{reverse('inspection_plan', args=[visit.case_id])}?instead={visit.id}",
        "hidden": hidden(visit.case),
        "crumbs": [
            Link(gettext("Inspections"), reverse("inspections")),
            Link(gettext("Visit"), reverse("inspection_visit", args=[visit.id])),
            Link(title, ""),
        ],
    }
    return render(at.request, "portal/inspections/notify.html", context, status=UNPROCESSABLE if form.errors else 200)
