"""Check and send: what is asked for, what the rules say of it line by line, what is missing and the way there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import Stale
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.territories import office_names
from tirkelim.law.finding import Status
from tirkelim.portal.applicant.giving import give, is_done, what_went_wrong
from tirkelim.portal.choices import language
from tirkelim.portal.desk.target import target_from
from tirkelim.portal.desk.words import WAITS, level_route
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words, law_href
from tirkelim.portal.level.access import own_claim, room
from tirkelim.portal.level.claiming import CONFLICT, UNPROCESSABLE, needs_report, next_page
from tirkelim.portal.level.forms import StatementForm
from tirkelim.portal.level.reporting import report_line
from tirkelim.portal.level.showing import gaps
from tirkelim.portal.saying import found_findings
from tirkelim.portal.show import Link, Row
from tirkelim.services.common.pages import page_entry
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.level.answers import LevelAnswers, read_answers
from tirkelim.services.level.service import office_of


@room("GET", "POST")
def check_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    moment = now()
    found = own_claim(request, case, moment, "case.submit")
    claim = read_answers(found.draft.data).claim
    if found.state != State.DRAFT:
        return redirect("level_claim", case=case)
    if claim is None:
        return redirect(next_page(found, moment), case=case)
    if request.method != "POST":
        return _show(request, found, claim, StatementForm(), moment)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _show(request, found, claim, form, moment, UNPROCESSABLE)
    declaration = {"declaration": page_entry({"true": "on"}, {"true": True})}
    outcome = give(request, found, "submit", moment, data=declaration)
    if is_done(outcome):
        messages.success(request, _("Your claim is sent to the department."))
        return redirect("level_claim", case=case)
    for words in what_went_wrong(outcome):
        form.add_error(None, words)
    fresh = Case.objects.select_related("draft").get(pk=case)
    return _show(request, fresh, claim, form, moment, CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE)


def _show(
    request: HttpRequest, case: Case, claim: LevelAnswers, form: StatementForm, moment: datetime, status: int = 200
) -> HttpResponse:
    weighed = weigh(case, moment)
    office = office_of(case.subject_id, moment)
    today = localdate(moment)
    context = {
        "case": case,
        "form": form,
        "rows": claim_rows(case, claim, weighed.proposal.route or ""),
        "proposal": proposed(weighed),
        "gaps": gaps(weighed.proposal.findings, case.id),
        "findings": found_findings(weighed.proposal.findings),
        "report": report_line(case),
        "needs_report": needs_report(claim, moment),
        "office": (office_names(office, today) or {}).get(language(), "") if office else "",
        "target": target_from(today),
        "edition": edition_in_words(weighed.proposal.edition),
        "demo": settings.DEMO,
        "hidden": hidden(case),
    }
    return render(request, "portal/level/check.html", context, status=status)


def claim_rows(case: Case, claim: LevelAnswers, route: str, *, change: bool = True) -> list[Row]:
    """What is asked for, with links to change it while it is a draft."""

    def link(page: str, about: str) -> list[Link]:
        return [Link(_("Change"), reverse(page, args=[case.id]), about)] if change else []

    lang = language()
    rows = [Row(_("Specialty"), specialty_name(claim.specialty, lang), link("level_specialty", _("Specialty")))]
    if claim.main_specialty:
        rows.append(Row(_("Main specialty"), specialty_name(claim.main_specialty, lang)))
    rows.append(Row(_("Level asked for"), claim.level.value, link("level_level", _("Level asked for"))))
    return [*rows, Row(_("Why"), level_route(route))] if route else rows


def proposed(weighed: Weighed) -> dict[str, Any]:
    """What would be decided as it stands, in plain words."""
    verdict = weighed.proposal.verdicts[0]
    return {
        "outcome": verdict.outcome.value,
        "grounds": [
            {
                "number": ground.number,
                "text": ground_in_words(ground.number, ground.citation.act),
                "citation": str(ground.citation),
                "href": law_href(ground.citation),
            }
            for ground in verdict.grounds
        ],
        "waits": [str(WAITS.get(name, name)) for name in verdict.waiting_for],
        "unmet": sum(finding.status is Status.NOT_MET for finding in weighed.proposal.findings),
    }
