"""Granting and refusing: what would be decided is shown whole, then confirmed.

The form carries the digest of the facts that were shown. If they changed, nothing is decided and the page says what
changed; if another officer was quicker, the page says who and when.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.cases.command import Stale
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.engine import execute
from tirkelim.cases.hearing import grounds_to_hear
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.law.finding import NeedStatus, Outcome, Status
from tirkelim.portal.complaints.hearing import heard_at_desk, why_not_intend, why_not_refuse
from tirkelim.portal.complaints.undoing import what_is_undone
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.acting import acted_on
from tirkelim.portal.desk.facts import changed_since, prints
from tirkelim.portal.desk.outcomes import settle
from tirkelim.portal.desk.proposal import (
    ground_view,
    grounds_beside,
    grounds_of,
    missing_documents,
    terms_of,
    why_not_grant,
    without_lists,
    without_of,
)
from tirkelim.portal.desk.reading import editions_of, heading, practice_of
from tirkelim.portal.desk.services import desk_service
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.saying import all_documents, found_findings

CONFLICT = 409
DECIDING = {"decline": "case.decline"}
"""Rights of decisions that need another one than to decide."""
Shown = Callable[[Case, Weighed], dict[str, Any]]


@room("GET", "POST")
def grant_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what the result would say, and grant it; a claim beside it that cannot be granted is refused with it."""
    return _decide(request, case, "grant", _grant_context)


@room("GET", "POST")
def refuse_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the grounds, and refuse."""
    return _decide(request, case, "refuse", _refuse_context)


@room("GET", "POST")
def intend_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the grounds as they would be, and show them to the applicant before refusing."""
    return _decide(request, case, "intend_refusal", _intend_context)


@room("GET", "POST")
def decline_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what is missing or has expired, and do not accept the application: no refusal, and no ground (K5)."""
    return _decide(request, case, "decline", _decline_context)


def _decide(request: HttpRequest, case: UUID, name: str, shown: Shown) -> HttpResponse:
    moment = now()
    if request.method != "POST":
        found, elsewhere = acted_on(request, case, moment, name)
        return elsewhere or _show(request, found, name, shown, moment)
    right = DECIDING.get(name, "case.decide")
    found = desk_case(request, case, moment, right, right)
    # Which claims the page said are refused beside the grant: the officer confirms exactly that.
    body = {"without": request.POST.getlist("without")} if request.POST.getlist("without") else {}
    outcome = execute(case_command(request, name, found.id, moment, body), account_of(request))
    if isinstance(outcome, Stale) and outcome.what == "facts":
        return _show(request, found, name, shown, moment, seen=request.POST.get("seen", ""))
    done = {
        "grant": desk_service(found).words.granted,
        "refuse": _("The application is refused."),
        "intend_refusal": _("The applicant is shown the intended refusal and can answer."),
        "decline": _("The application is not accepted. The applicant is told why."),
    }
    return settle(request, found, outcome, done[name])


def _show(
    request: HttpRequest, case: Case, name: str, shown: Shown, moment: datetime, seen: str | None = None
) -> HttpResponse:
    """The page to confirm; after a refused attempt (``seen``) with what changed since."""
    weighed = weigh(case, moment)
    context = {
        **heading(case, moment, None),
        **shown(case, weighed),
        "hidden": hidden(case, facts=weighed.gathered.digest),
        "seen": prints(weighed.gathered),
        "changed": None if seen is None else _changed(case, seen, weighed),
        "editions": editions_of(weighed.proposal),
        "practice": practice_of(case, weighed.proposal.edition),
        "demo": settings.DEMO,
        "undone": what_is_undone(case),
    }
    return render(request, f"portal/desk/{name}.html", context, status=200 if seen is None else CONFLICT)


def _changed(case: Case, seen: str, weighed: Weighed) -> list[str]:
    return changed_since(seen, weighed.gathered, desk_service(case).fields) or [_("the facts")]


def _grant_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    unheard = why_not_refuse(case, weighed) if without_of(weighed) else ""
    terms = None if unheard else terms_of(weighed)
    first, *beside = weighed.proposal.verdicts
    enters = desk_service(case).enters
    own = weighed.proposal.findings_of(first) if terms else weighed.proposal.findings
    stopping = [finding for finding in own if finding.status in ("not_met", "unknown")]
    level_terms = [verdict.terms for verdict in beside if verdict.claim == "level" and verdict.terms]
    return {
        "words": desk_service(case).words,
        "terms": terms,
        "level_granted": level_terms[0].level if level_terms else None,
        "without": without_of(weighed),
        "refused_beside": grounds_beside(weighed),
        "button": _button(case, weighed),
        "granted_subject": desk_service(case).subject_name(terms.specialty, language()) if terms else "",
        "entered": enters(case) if terms and enters else (),
        "names_level": bool(desk_service(case).of_level) or bool(terms and terms.level),
        "why_not": why_not_grant(weighed) or unheard,
        "stopping": [without_lists(finding) for finding in found_findings(stopping)],
        "met": sum(finding.status == "met" for finding in own),
    }


def _button(case: Case, weighed: Weighed) -> str | Promise:
    """What the button says that confirms the grant."""
    if without_of(weighed):
        return _("Grant the certificate and refuse the level")
    return desk_service(case).words.grant if len(weighed.proposal.verdicts) == 1 else _("Grant both")


def _decline_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    acceptance_refused = weighed.proposal.verdicts[0].outcome is Outcome.REFUSE_ACCEPTANCE
    owed = [need for need in weighed.proposal.documents if need.status is NeedStatus.MISSING]
    unmet = [finding for finding in weighed.proposal.findings if finding.status is Status.NOT_MET]
    return {
        "possible": acceptance_refused,
        "declining": desk_service(case).declining,
        "documents": all_documents(owed),
        "unmet": found_findings(finding for finding in unmet if finding.requirement.ground is None),
    }


def _refuse_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    return {
        "grounds": grounds_of(weighed),
        "missing": missing_documents(weighed),
        "outcome": weighed.proposal.verdicts[0].outcome.value,
        "is_due": case.due_on is not None and case.due_on <= weighed.day,
        "why_heard": why_not_refuse(case, weighed),
        "heard": heard_at_desk(case),
    }


def _intend_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    calendar = service(case.service).book().calendar
    return {
        **_refuse_context(case, weighed),
        "grounds": [ground_view(ground, weighed.proposal.findings) for ground in grounds_to_hear(weighed.proposal)],
        "answer_by": calendar.after(weighed.day, settings.REFUSAL_HEARING_DAYS),
        "why_not": why_not_intend(case, weighed),
    }
