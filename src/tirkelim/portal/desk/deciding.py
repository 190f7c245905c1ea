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
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Stale
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.acting import acted_on
from tirkelim.portal.desk.facts import changed_since, prints
from tirkelim.portal.desk.outcomes import settle
from tirkelim.portal.desk.proposal import grounds_of, missing_documents, terms_of, why_not_grant, without_lists
from tirkelim.portal.desk.reading import heading
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.saying import found_findings
from tirkelim.services.certificate.specialty import specialty_name

CONFLICT = 409
Shown = Callable[[Case, Weighed], dict[str, Any]]


@room("GET", "POST")
def grant_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what the certificate would say, and grant it."""
    return _decide(request, case, "grant", _grant_context, gettext_lazy("The certificate is granted."))


@room("GET", "POST")
def refuse_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the grounds, and refuse."""
    return _decide(request, case, "refuse", _refuse_context, gettext_lazy("The application is refused."))


def _decide(request: HttpRequest, case: UUID, name: str, shown: Shown, done: str | Promise) -> HttpResponse:
    moment = now()
    if request.method != "POST":
        found, elsewhere = acted_on(request, case, moment, name)
        return elsewhere or _show(request, found, name, shown, moment)
    found = desk_case(request, case, moment, "case.decide")
    outcome = execute(case_command(request, name, found.id, moment), account_of(request))
    if isinstance(outcome, Stale) and outcome.what == "facts":
        return _show(request, found, name, shown, moment, seen=request.POST.get("seen", ""))
    return settle(request, found, outcome, done)


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
        "changed": None if seen is None else changed_since(seen, weighed.gathered) or [_("the facts")],
        "edition": edition_in_words(weighed.proposal.edition),
        "demo": settings.DEMO,
    }
    return render(request, f"portal/desk/{name}.html", context, status=200 if seen is None else CONFLICT)


def _grant_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    terms = terms_of(weighed)
    stopping = [finding for finding in weighed.proposal.findings if finding.status in ("not_met", "unknown")]
    return {
        "terms": terms,
        "granted_specialty": specialty_name(terms.specialty, language()) if terms else "",
        "why_not": why_not_grant(weighed),
        "stopping": [without_lists(finding) for finding in found_findings(stopping)],
        "met": sum(finding.status == "met" for finding in weighed.proposal.findings),
    }


def _refuse_context(case: Case, weighed: Weighed) -> dict[str, Any]:
    return {
        "grounds": grounds_of(weighed),
        "missing": missing_documents(weighed),
        "outcome": weighed.proposal.verdicts[0].outcome.value,
        "is_due": case.due_on is not None and case.due_on <= weighed.day,
    }
