"""The cabinet: own applications and certificates; an application's task list, or what has become of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.engine import commands_open_to, open_case
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import cases_of, latest_decision, open_request
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.access import account, home, own_case, own_person, room
from tirkelim.portal.applicant.domestic_wizard import CERTIFICATE
from tirkelim.portal.applicant.following import followed, head_of
from tirkelim.portal.applicant.services import WIZARDS, wizard_of
from tirkelim.portal.applicant.tasks import answer_tasks, consent_tasks, documents_task, send_task
from tirkelim.portal.certificates.held import own_certificates
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.saying import clock_of
from tirkelim.portal.show import Clock

MOST_CASES = 50
COLOURS = {
    State.DRAFT: "grey",
    State.CONSIDERED: "blue",
    State.ASKED: "yellow",
    State.GRANTED: "green",
    State.REFUSED: "red",
    State.WITHDRAWN: "grey",
}


class Line:
    """An application as the cabinet lists it."""

    def __init__(self, case: Case, moment: datetime) -> None:
        state = State(case.state)
        self.case = case
        self.specialty = wizard_of(case).subject(case)
        self.service = "" if case.service == CERTIFICATE.service else wizard_of(case).words.title
        self.state = STATE_NAMES[state]
        self.colour = COLOURS[state]
        self.is_draft = state is State.DRAFT
        self.awaited = open_request(case) is not None if state is State.ASKED else False
        self.decision: Decision | None = latest_decision(case)
        running = state not in (State.DRAFT, State.WITHDRAWN)
        self.clock: Clock | None = clock_of(case, localdate(moment), self.decision) if running else None


@room("GET")
def cabinet(request: HttpRequest) -> HttpResponse:
    """Own applications with their terms, own certificates with their status, and the way to apply."""
    moment = now()
    person = own_person(request, moment)
    cases = list(cases_of(person).filter(service__in=WIZARDS).select_related("draft")[:MOST_CASES])
    held, notices = own_certificates(person, localdate(moment), moment)
    context = {
        "lines": [Line(case, moment) for case in cases],
        "certificates": held,
        "notices": notices,
        "offers": [(wizard.service, wizard.offer, hidden()) for wizard in WIZARDS.values() if wizard.offer],
    }
    return render(request, "portal/applicant/cabinet.html", context)


@room("POST")
def open_application(request: HttpRequest) -> HttpResponse:
    """Begin an application to the chosen service. A double click begins one."""
    moment = now()
    person = own_person(request, moment)
    chosen = WIZARDS.get(request.POST.get("service", CERTIFICATE.service))
    if chosen is None:
        raise Http404
    try:
        case = open_case(chosen.service, person, command(request, moment))
    except (CommandIdReused, TimeClosed):
        return redirect("applications")
    return redirect("application", case=case)


@room("GET")
def application(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application: its task list while it is written, what becomes of it once it is sent."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state != State.DRAFT:
        return render(request, "portal/applicant/case.html", followed(request, found, moment))
    return render(request, "portal/applicant/tasks.html", task_list(request, found, moment))


def task_list(request: HttpRequest, case: Case, moment: datetime) -> dict[str, object]:
    """What the page of tasks shows."""
    wizard, today = wizard_of(case), localdate(moment)
    weighed = wizard.precheck(case, moment)
    answers = answer_tasks(case, today)
    last = [*consent_tasks(case, weighed, moment), documents_task(case, weighed)]
    tasks = [*answers, *last, send_task(case, today)]
    return {
        "case": case,
        "home": home(request, case),
        "words": wizard.words,
        "head": head_of(case, moment),
        "specialty": wizard.subject(case),
        "groups": [(_("Your answers"), answers), (_("Proof"), last), (_("Sending"), [send_task(case, today)])],
        "done": sum(task.status == "done" for task in tasks),
        "total": len(tasks),
        "saved_at": case.draft.saved_at,
        "can_withdraw": "withdraw" in commands_open_to(account(request), case, moment),
        "demo": settings.DEMO,
    }
