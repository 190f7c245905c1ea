"""An application: its parts while it is written; once it is sent where it stands, what is awaited, what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import decision_in_force, open_request, standing_filings
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.identity.territories import body_names
from tirkelim.law.citation import Citation
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Status
from tirkelim.law.order_59_licence.decision import ACT
from tirkelim.law.restore import restore
from tirkelim.portal.applicant.clock import why_that_day
from tirkelim.portal.applicant.following import timeline
from tirkelim.portal.applicant.giving import give, is_done, take_back
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.of_case import complaints_of_case
from tirkelim.portal.desk.results import document_of_case, results_of
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words, readings
from tirkelim.portal.licences.access import holder_of, may_still, may_write, own_case, room
from tirkelim.portal.licences.checking import sections
from tirkelim.portal.licences.giving import warn
from tirkelim.portal.licences.heads import head_of, old_name
from tirkelim.portal.licences.links import payment_link
from tirkelim.portal.licences.pages import action_of
from tirkelim.portal.licences.papers import PAPERS, kinds_of
from tirkelim.portal.licences.tasks import tasks_of
from tirkelim.portal.licences.visits_seen import act_of, visits_seen
from tirkelim.portal.licences.weighing import document_title, fee_view, is_visited
from tirkelim.portal.licences.words import TITLES
from tirkelim.portal.saying import clock_of, href_of, stored_findings
from tirkelim.portal.serving import serve_document
from tirkelim.register.licence_queries import licence_by_decision
from tirkelim.services.licence.payments import counted_payment, is_given_back, open_orders, payments_of
from tirkelim.services.licence.visits.content import document_of

APPLICANT, DEPARTMENT = gettext_lazy("applicant"), gettext_lazy("department")
INSPECTOR, PAYMENTS = gettext_lazy("inspector"), gettext_lazy("payment system")
COMPLAINTS = gettext_lazy("body that answers complaints")
EVENTS: dict[str, tuple[Any, Any]] = {
    "opened": (gettext_lazy("Application begun"), APPLICANT),
    "start_payment": (gettext_lazy("Payment of the fee begun"), APPLICANT),
    "confirm_payment": (gettext_lazy("Payment of the fee confirmed"), PAYMENTS),
    "check_payment": (gettext_lazy("Payment system asked about the fee"), DEPARTMENT),
    "submit": (gettext_lazy("Application sent"), APPLICANT),
    "ask_for_documents": (gettext_lazy("Documents asked for"), DEPARTMENT),
    "answer_request": (gettext_lazy("What was asked for is given"), APPLICANT),
    "notify_visit": (gettext_lazy("Told of a visit to a base"), DEPARTMENT),
    "cancel_visit": (gettext_lazy("A visit is off"), DEPARTMENT),
    "sign_act": (gettext_lazy("Act of a visit signed"), INSPECTOR),
    "refresh_sources": (gettext_lazy("State systems asked again"), DEPARTMENT),
    "intend_refusal": (gettext_lazy("Refusal intended: you may answer"), DEPARTMENT),
    "answer_intention": (gettext_lazy("Answered to the intended refusal"), APPLICANT),
    "grant": (gettext_lazy("Granted"), DEPARTMENT),
    "refuse": (gettext_lazy("Refused"), DEPARTMENT),
    "decline": (gettext_lazy("Not accepted"), DEPARTMENT),
    "withdraw": (gettext_lazy("Application taken back"), APPLICANT),
    "complain": (gettext_lazy("Complaint made"), APPLICANT),
    "take_back_complaint": (gettext_lazy("Complaint taken back"), APPLICANT),
    "dismiss_complaint": (gettext_lazy("Complaint dismissed"), COMPLAINTS),
    "uphold_complaint": (gettext_lazy("Complaint upheld: the application is considered again"), COMPLAINTS),
    "urge_decision": (gettext_lazy("Complaint about how it is considered upheld"), COMPLAINTS),
}
"""What an applicant sees of the journal."""
OVER = (State.DECLINED, State.REFUSED, State.WITHDRAWN)


@room("GET")
def case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application: its parts while it is written, what becomes of it once it is sent."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state == State.DRAFT:
        return render(request, "portal/licences/tasks.html", _tasks(request, found, moment))
    return render(request, "portal/licences/case.html", _followed(request, found, moment))


def _tasks(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    writes = may_write(request, case, moment)
    groups = tasks_of(case, moment, writes=writes)
    every = [task for _title, tasks in groups for task in tasks]
    return {
        "case": case,
        "title": TITLES[action_of(case)],
        "head": head_of(case, moment),
        "old_name": old_name(case, moment),
        "room_query": f"?holder={holder_of(case).key}",
        "groups": groups,
        "done": sum(task.status == "done" for task in every),
        "total": len(every),
        "writes": writes,
        "saved_at": case.draft.saved_at,
        "demo": settings.DEMO,
    }


def office_name(case: Case, on: date) -> str:
    """The department that decides; "" before the application is sent."""
    return (body_names(case.territory, on, case.authority) or {}).get(language(), "") if case.territory else ""


def _followed(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    """What the page of a sent application shows."""
    decision, state, today = decision_in_force(case), State(case.state), localdate(moment)
    asked = open_request(case) if state is State.ASKED else None
    writes = may_write(request, case, moment)
    running = state not in (*OVER, State.GRANTED)
    context: dict[str, Any] = {
        "case": case,
        "key": state.value,
        "title": TITLES[action_of(case)],
        "head": head_of(case, moment),
        "room_query": f"?holder={holder_of(case).key}",
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "state_text": awaited(case, state),
        "office": office_name(case, today),
        "clock": clock_of(case, today, decision) if running and case.due_on else None,
        "why": why_that_day(case) if running else [],
        "running": running,
        "visited": is_visited(case),
        "visits": visits_seen(case),
        "asked": PAPERS.asked(case, asked, kinds_of(case), writes=writes) if asked else None,
        "sections": sections(case, moment, change=False),
        "files": [PAPERS.line(case, filing, writes=False) for filing in standing_filings(case)],
        "timeline": list(timeline(case, EVENTS, document_title)),
        "can": frozenset(commands_open_to(account_of(request), case, moment)),
        "can_again": writes and state in OVER and case.submitted_at is not None,
        "complaints": complaints_of_case(request, case, moment),
        "attach": PAPERS.attachable(case, kinds_of(case)) if writes and state is State.HEARING else [],
        "hidden": hidden(case),
        "hidden_again": hidden(),
        "decision": decision,
        **money(case, moment),
    }
    return context | (_decided(case, decision) if decision else {})


def money(case: Case, moment: datetime) -> dict[str, Any]:
    """The fee of today, what was paid, and what goes back."""
    return {
        "fee": fee_view(case, moment),
        "paid": counted_payment(case),
        "payments": payments_of(case),
        "payment_href": payment_link(case),
    }


def awaited(case: Case, state: State) -> str:
    """What is awaited of whom, in plain words."""
    if state is State.ASKED:
        return _("The department waits for documents from you. The term runs on.")
    if state is State.HEARING:
        return _("The department intends to refuse and wants to hear you first.")
    if state is not State.CONSIDERED:
        return ""
    seen = [visit for visit in visits_seen(case) if not visit.cancelled]
    if any(visit.act is None for visit in seen):
        return _("An inspector will visit a base: see below when. Be there, or let your contact be there.")
    if is_visited(case) and not seen:
        return _("The department considers your application. You will be told of the visit to each base at least 24 "
                 "hours before.")  # fmt: skip
    return _("The department considers your application.")


def _decided(case: Case, decision: Decision) -> dict[str, Any]:
    """The decision, its documents, and the reasons line by line."""
    findings = stored_findings(decision.findings)
    return {
        "licence": licence_by_decision(decision.id) if decision.outcome == "granted" else None,
        "documents": results_of(decision),
        "grounds": [
            {
                "number": ground["number"],
                "text": ground_in_words(ground["number"], ACT),
                "citation": str(Citation(**ground["citation"])),
                "href": href_of(Citation(**ground["citation"])),
                "reference": ground["reference"],
            }
            for ground in decision.verdicts["grounds"]
        ],
        "findings": findings,
        "unmet": [finding for finding in findings if finding.status == Status.NOT_MET],
        "edition": edition_in_words(restore(Edition, decision.edition)),
    }


@room("GET")
def sent(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application is sent: its number, the day of the answer and why then, the visit, the fee."""
    moment = now()
    found = own_case(request, case, moment)
    if found.submitted_at is None:
        return redirect("licences_case", case=case)
    context = {
        "case": found,
        "title": TITLES[action_of(found)],
        "clock": clock_of(found, localdate(moment), None),
        "why": why_that_day(found),
        "office": office_name(found, localdate(moment)),
        "visited": is_visited(found),
        **money(found, moment),
    }
    return render(request, "portal/licences/sent.html", context)


@room("POST")
def answer_request(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say that what was asked for is attached."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    outcome = give(request, found, "answer_request", moment)
    if is_done(outcome):
        messages.success(request, _("Thank you. The department continues to consider your application."))
    warn(request, outcome)
    return redirect("licences_case", case=case)


@room("GET", "POST")
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the application is to be taken back, saying what becomes of the fee, and take it back."""
    moment = now()
    found = own_case(request, case, moment, "licence.write")
    if request.method == "POST":
        home = f"{reverse('licences')}?holder={holder_of(found).key}"
        return take_back(request, found, moment, home, ("licences_case", "licences_withdraw"), warn)
    if "withdraw" not in commands_open_to(account_of(request), found, moment):
        return redirect("licences_case", case=case)
    context = {
        "case": found,
        "title": TITLES[action_of(found)],
        "paid": counted_payment(found),
        "begun": open_orders(found),
        "given_back": is_given_back(found, localdate(moment)),
        "reading": readings(language()).get("L15", ""),
        "hidden": hidden(found),
    }
    return render(request, "portal/licences/withdraw.html", context)


@room("GET")
def result(request: HttpRequest, case: UUID, document: UUID) -> HttpResponseBase:
    """A document that a decision of the application gave out, as PDF. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment)
    return serve_document(document_of_case(found, document), lambda: may_still(request, found, moment))


@room("GET")
def act(request: HttpRequest, case: UUID, visit: UUID) -> HttpResponseBase:
    """The signed act of a visit as PDF. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment)
    signed = act_of(found, visit)
    if signed is None:
        raise Http404
    return serve_document(document_of(signed), lambda: may_still(request, found, moment))
