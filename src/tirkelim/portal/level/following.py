"""A claim after sending: where it stands, what is asked for, the level or the refusal with every reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import decision_in_force, latest_decision, open_request
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.documents.models import Document
from tirkelim.identity.policy import may
from tirkelim.identity.territories import office_names
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Status
from tirkelim.law.restore import restore
from tirkelim.portal.applicant.following import timeline
from tirkelim.portal.applicant.giving import give, is_done, what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.of_case import complaints_of_case
from tirkelim.portal.desk.reading import stored_ground
from tirkelim.portal.desk.target import target_day
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.level.access import own_claim, room
from tirkelim.portal.level.checking import claim_rows
from tirkelim.portal.level.claiming import next_page
from tirkelim.portal.level.reporting import report_line
from tirkelim.portal.saying import document_name, stored_findings
from tirkelim.portal.serving import serve_document
from tirkelim.register.qualification_queries import qualification_by_decision
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.level.answers import read_answers


@room("GET")
def claim_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """A claim: its open question while it is a draft, what has become of it once it is sent."""
    moment = now()
    found = own_claim(request, case, moment)
    if found.state == State.DRAFT:
        return redirect(next_page(found, moment), case=case)
    return render(request, "portal/level/claim.html", _followed(request, found, moment))


def _followed(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    state, decision = State(case.state), decision_in_force(case)
    claim, asked = read_answers(case.draft.data).claim, open_request(case)
    today = localdate(moment)
    context: dict[str, Any] = {
        "case": case,
        "key": state.value,
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "specialty": specialty_name(claim.specialty, language()) if claim else "",
        "level": claim.level.value if claim else "",
        "rows": claim_rows(case, claim, case.action, change=False) if claim else [],
        "office": (office_names(case.territory, today) or {}).get(language(), "") if case.territory else "",
        "target": target_day(case) if decision is None and state is not State.WITHDRAWN else None,
        "asked": {"names": [document_name(one) for one in asked.documents], "note": asked.note}
        if asked and state is State.ASKED
        else None,
        "report": report_line(case),
        "timeline": list(timeline(case)),
        "can": frozenset(commands_open_to(account_of(request), case, moment)),
        "hidden": hidden(case),
        "decision": decision,
        "complaints": complaints_of_case(request, case, moment),
    }
    return context | (_decided(case, decision) if decision else {})


def _decided(case: Case, decision: Decision) -> dict[str, Any]:
    document = Document.objects.filter(decision=decision.id).first()
    findings = stored_findings(decision.findings)
    return {
        "qualification": qualification_by_decision(decision.id),
        "document": document,
        "document_href": reverse("level_result", args=[case.id]) if document else "",
        "grounds": [stored_ground(ground, decision) for ground in decision.verdicts["grounds"]],
        "findings": findings,
        "lacking": [finding for finding in findings if finding.status == Status.NOT_MET],
        "edition": edition_in_words(restore(Edition, decision.edition)),
    }


@room("POST")
def answer(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say that what was asked for is attached."""
    moment = now()
    found = own_claim(request, case, moment, "case.answer")
    outcome = give(request, found, "answer_request", moment)
    if is_done(outcome):
        messages.success(request, _("Thank you. The department continues to consider your claim."))
    for words in what_went_wrong(outcome):
        messages.warning(request, words)
    return redirect("level_claim", case=case)


@room("GET", "POST")
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask whether the claim is to be taken back, and take it back."""
    moment = now()
    found = own_claim(request, case, moment, "case.withdraw")
    if request.method == "POST":
        outcome = give(request, found, "withdraw", moment)
        if is_done(outcome):
            messages.success(request, _("The claim is taken back."))
            return redirect("levels")
        for words in what_went_wrong(outcome):
            messages.warning(request, words)
        return redirect("level_claim", case=case)
    if "withdraw" not in commands_open_to(account_of(request), found, moment):
        return redirect("level_claim", case=case)
    claim = read_answers(found.draft.data).claim
    context = {"case": found, "level": claim.level.value if claim else "", "hidden": hidden(found)}
    return render(request, "portal/level/withdraw.html", context)


@room("GET")
def result(request: HttpRequest, case: UUID) -> HttpResponseBase:
    """The document of the level, or the refusal, as PDF. The right is checked at this very read."""
    moment = now()
    found = own_claim(request, case, moment, "document.read")
    decision = latest_decision(found)
    document = Document.objects.filter(decision=decision.id).first() if decision else None
    on = localdate(moment)
    return serve_document(document, lambda: may(account_of(request), "document.read", found, on=on))
