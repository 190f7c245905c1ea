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
from tirkelim.cases.models import Case
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.acting import acted_on
from tirkelim.portal.desk.facts import changed_since, prints
from tirkelim.portal.desk.outcomes import settle
from tirkelim.portal.desk.proposal import (
    grounds_beside,
    grounds_of,
    missing_documents,
    terms_of,
    why_not_grant,
    without_lists,
    without_of,
)
from tirkelim.portal.desk.reading import editions_of, heading
from tirkelim.portal.desk.services import desk_service
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.saying import found_findings
from tirkelim.services.common.specialty import specialty_name

CONFLICT = 409
Shown = Callable[[Case, Weighed], dict[str, Any]]


@room("GET", "POST")
def grant_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what the result would say, and grant it; a claim beside it that cannot be granted is refused with it."""
    return _decide(request, case, "grant", _grant_context)


@room("GET", "POST")
def refuse_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the grounds, and refuse."""
    return _decide(request, case, "refuse", _refuse_context)


def _decide(request: HttpRequest, case: UUID, name: str, shown: Shown) -> HttpResponse:
    moment = now()
    if request.method != "POST":
        found, elsewhere = acted_on(request, case, moment, name)
        return elsewhere or _show(request, found, name, shown, moment)
    found = desk_case(request, case, moment, "case.decide")
    # Which claims the page said are refused beside the grant: the officer confirms exactly that.
    body = {"without": request.POST.getlist("without")} if request.POST.getlist("without") else {}
    outcome = execute(case_command(request, name, found.id, moment, body), account_of(request))
    if isinstance(outcome, Stale) and outcome.what == "facts":
        return _show(request, found, name, shown, moment, seen=request.POST.get("seen", ""))
    granted = desk_service(found).words.granted
    return settle(request, found, outcome, granted if name == "grant" else _("The application is refused."))


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
        "demo": settings.DEMO,
    }
    return render(request, f"portal/desk/{name}.html", context, status=200 if seen is None else CONFLICT)


def _changed(case: Case, seen: str, weighed: Weighed) -> list[str]:
    return changed_since(seen, weighed.gathered, desk_service(case).fields) or [_("the facts")]


def _grant_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    terms = terms_of(weighed)
    first, *beside = weighed.proposal.verdicts
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
        "granted_specialty": specialty_name(terms.specialty, language()) if terms else "",
        "why_not": why_not_grant(weighed),
        "stopping": [without_lists(finding) for finding in found_findings(stopping)],
        "met": sum(finding.status == "met" for finding in own),
    }


def _button(case: Case, weighed: Weighed) -> str | Promise:
    """What the button says that confirms the grant."""
    if without_of(weighed):
        return _("Grant the certificate and refuse the level")
    return desk_service(case).words.grant if len(weighed.proposal.verdicts) == 1 else _("Grant both")


def _refuse_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    return {
        "grounds": grounds_of(weighed),
        "missing": missing_documents(weighed),
        "outcome": weighed.proposal.verdicts[0].outcome.value,
        "is_due": case.due_on is not None and case.due_on <= weighed.day,
    }
