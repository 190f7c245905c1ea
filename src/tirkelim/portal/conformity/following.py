"""An application: its parts while it is written; once it is sent where it stands, what is asked, what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import decision_in_force, latest_decision, open_request, standing_filings
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.documents.models import Document
from tirkelim.identity.territories import body_names
from tirkelim.law.citation import Citation
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Status
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.restore import restore
from tirkelim.portal.applicant.clock import why_that_day
from tirkelim.portal.applicant.following import timeline
from tirkelim.portal.applicant.giving import give, is_done, take_back
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.of_case import complaints_of_case
from tirkelim.portal.conformity.access import may_still, own_case, room
from tirkelim.portal.conformity.checking import sections
from tirkelim.portal.conformity.commission_seen import sitting_of
from tirkelim.portal.conformity.giving import warn
from tirkelim.portal.conformity.law_today import practice_on
from tirkelim.portal.conformity.pages import TITLES, action_of
from tirkelim.portal.conformity.papers import PAPERS, kinds_of
from tirkelim.portal.conformity.tasks import tasks_of
from tirkelim.portal.conformity.weighing import document_title, stored_points
from tirkelim.portal.desk.milestones import steps_of
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.saying import clock_of, href_of, stored_findings
from tirkelim.portal.serving import serve_document
from tirkelim.portal.show import Row, StepView
from tirkelim.register.conformity_queries import conformity_by_decision
from tirkelim.register.models import PersonIdentifier, Scheme
from tirkelim.register.queries import person_facts
from tirkelim.services.conformity.editions import is_practice

APPLICANT, OFFICE = gettext_lazy("applicant"), gettext_lazy("local executive body")
COMMISSION, COMPLAINTS = gettext_lazy("commission"), gettext_lazy("body that answers complaints")
EVENTS: dict[str, tuple[Any, Any]] = {
    "opened": (gettext_lazy("Application begun"), APPLICANT),
    "submit": (gettext_lazy("Application sent"), APPLICANT),
    "ask_for_documents": (gettext_lazy("Documents asked for"), OFFICE),
    "answer_request": (gettext_lazy("What was asked for is given"), APPLICANT),
    "pass_to_commission": (gettext_lazy("Passed to the commission"), OFFICE),
    "recall_from_commission": (gettext_lazy("Taken back from the commission"), OFFICE),
    "recommend": (gettext_lazy("The commission has said what it recommends"), COMMISSION),
    "intend_refusal": (gettext_lazy("Refusal intended: you may answer"), OFFICE),
    "answer_intention": (gettext_lazy("Answered to the intended refusal"), APPLICANT),
    "grant": (gettext_lazy("Granted"), OFFICE),
    "refuse": (gettext_lazy("Refused"), OFFICE),
    "decline": (gettext_lazy("Not accepted"), OFFICE),
    "withdraw": (gettext_lazy("Application taken back"), APPLICANT),
    "complain": (gettext_lazy("Complaint made"), APPLICANT),
    "take_back_complaint": (gettext_lazy("Complaint taken back"), APPLICANT),
    "dismiss_complaint": (gettext_lazy("Complaint dismissed"), COMPLAINTS),
    "uphold_complaint": (gettext_lazy("Complaint upheld: the application is considered again"), COMPLAINTS),
    "urge_decision": (gettext_lazy("Complaint about how it is considered upheld"), COMPLAINTS),
}
"""What an applicant sees of the journal."""
STAGES = {
    "hand_over": gettext_lazy("Documents passed to the commission"),
    "decision": gettext_lazy("Decision"),
    "result": gettext_lazy("Result in your cabinet"),
}
"""The days within the term, by the name of the milestone."""
OVER = (State.DECLINED, State.REFUSED, State.WITHDRAWN)


@room("GET")
def case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application: its parts while it is written, what becomes of it once it is sent."""
    moment = now()
    found = own_case(request, case, moment)
    if found.state == State.DRAFT:
        return render(request, "portal/conformity/tasks.html", _tasks(request, found, moment))
    return render(request, "portal/conformity/case.html", _followed(request, found, moment))


def _tasks(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    groups = tasks_of(case, moment)
    every = [task for _title, tasks in groups for task in tasks]
    return {
        "case": case,
        "title": TITLES[action_of(case)],
        "head": head_of(request, case, moment),
        "groups": groups,
        "done": sum(task.status == "done" for task in every),
        "total": len(every),
        "practice": practice_on(localdate(moment)),
        "saved_at": case.draft.saved_at,
    }


def head_of(request: HttpRequest, case: Case, moment: datetime) -> list[Row]:
    """For whom the application is; of another person only what the representative wrote themselves."""
    today = localdate(moment)
    facts = person_facts(case.subject_id, today, moment)
    own = case.subject_id == account_of(request).person
    rows = [Row(_("Applicant"), (facts.name(language() if own else "en") if facts else "") or "–")]
    passport = PersonIdentifier.objects.current(today).filter(person=case.subject_id, scheme=Scheme.PASSPORT).first()
    if passport is not None:
        rows.append(Row(_("Passport"), passport.value.partition(":")[2]))
    if not own:
        rows.append(Row(_("You act as"), _("authorised representative")))
    return rows


def office_name(case: Case, on: date) -> str:
    """The body that decides; "" before the application is sent."""
    return (body_names(case.territory, on, case.authority) or {}).get(language(), "") if case.territory else ""


def _followed(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    """What the page of a sent application shows."""
    decision, state, today = decision_in_force(case), State(case.state), localdate(moment)
    asked = open_request(case) if state is State.ASKED else None
    running = state not in (*OVER, State.GRANTED)
    context: dict[str, Any] = {
        "case": case,
        "key": state.value,
        "title": TITLES[action_of(case)],
        "head": head_of(request, case, moment),
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "state_text": state_in_words(state),
        "office": office_name(case, today),
        "clock": clock_of(case, today, decision) if running and case.due_on else None,
        "why": why_that_day(case) if running else [],
        "stages": stages_of(case, moment) if case.submitted_at else [],
        "sitting": sitting_of(case),
        "asked": PAPERS.asked(case, asked, kinds_of(case)) if asked else None,
        "sections": sections(case, moment, change=False),
        "files": [PAPERS.line(case, filing) for filing in standing_filings(case)],
        "timeline": list(timeline(case, EVENTS, document_title)),
        "can": frozenset(commands_open_to(account_of(request), case, moment)),
        "can_again": state in OVER and case.submitted_at is not None,
        "practice": practice_on(localdate(case.submitted_at)) if case.submitted_at else False,
        "complaints": complaints_of_case(request, case, moment),
        "attach": PAPERS.attachable(case, kinds_of(case)) if state is State.HEARING else [],
        "hidden": hidden(case),
        "hidden_again": hidden(),
        "decision": decision,
    }
    return context | (_decided(case, decision) if decision else {})


def state_in_words(state: State) -> str:
    """What the state means for the applicant, in plain words."""
    words = {
        State.CONSIDERED: _("The local executive body considers your application."),
        State.ASKED: _("The local executive body asks you for documents."),
        State.AT_COMMISSION: _("The commission compares your education and service with the profession."),
        State.HEARING: _("The local executive body intends to refuse and wants to hear you first."),
    }
    return words.get(state, "")


def stages_of(case: Case, moment: datetime) -> list[StepView]:
    """The days within the term: by when each step is due, when it was done, whether it was late."""
    return steps_of(case, moment, STAGES)


def _decided(case: Case, decision: Decision) -> dict[str, Any]:
    """The decision, its result, and the reasons line by line."""
    edition = restore(Edition, decision.edition)
    findings = stored_findings(decision.findings)
    return {
        "certificate": conformity_by_decision(decision.id) if decision.outcome == "granted" else None,
        "document": Document.objects.filter(decision=decision.id).first(),
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
        "lacking": [finding for finding in findings if finding.status == Status.NOT_MET],
        "points": stored_points(decision),
        "edition": _("practice edition") if is_practice(edition) else edition_in_words(edition),
    }


@room("GET")
def sent(request: HttpRequest, case: UUID) -> HttpResponse:
    """The application is sent: its number, the day of the result (p.5) and why then, the days within the term."""
    moment = now()
    found = own_case(request, case, moment)
    if found.submitted_at is None:
        return redirect("conformity_case", case=case)
    context = {
        "case": found,
        "title": TITLES[action_of(found)],
        "clock": clock_of(found, localdate(moment), None),
        "why": why_that_day(found),
        "stages": stages_of(found, moment),
        "office": office_name(found, localdate(moment)),
        "is_issue": found.action == "issue",
        "is_duplicate": found.action == "duplicate",
        "practice": practice_on(localdate(found.submitted_at)),
    }
    return render(request, "portal/conformity/sent.html", context)


@room("POST")
def answer_request(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say that what was asked for is attached."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    outcome = give(request, found, "answer_request", moment)
    if is_done(outcome):
        messages.success(request, _("Thank you. The local executive body continues to consider your application."))
    warn(request, outcome)
    return redirect("conformity_case", case=case)


@room("GET", "POST")
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the application is to be taken back, and take it back."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    if request.method == "POST":
        pages = ("conformity_case", "conformity_withdraw")
        return take_back(request, found, moment, reverse("conformity"), pages, warn)
    if "withdraw" not in commands_open_to(account_of(request), found, moment):
        return redirect("conformity_case", case=case)
    context = {"case": found, "title": TITLES[action_of(found)], "hidden": hidden(found)}
    return render(request, "portal/conformity/withdraw.html", context)


@room("GET")
def result(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """The result as PDF: certificate, refusal or non-acceptance. The right is checked at this very read."""
    moment = now()
    found = own_case(request, case, moment)
    decision = latest_decision(found)
    document = Document.objects.filter(decision=decision.id).first() if decision else None
    return serve_document(document, lambda: may_still(request, found, moment))
