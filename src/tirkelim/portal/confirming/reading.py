"""One confirmation on a page: the worker as annex 2 describes them, the rows, what would be confirmed now."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case, OfficerFinding
from tirkelim.cases.queries import latest_decision, open_request
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.sheet_decision import totals
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.access import Visit, may_do, room, sent_case, visit
from tirkelim.portal.confirming.sheet_view import sheet_view
from tirkelim.portal.confirming.showing import chapters_of, head_rows, job_table, row_views, sums_of
from tirkelim.portal.confirming.words import STATES, problem_in_words
from tirkelim.portal.show import Link
from tirkelim.register.models import CpdSheet
from tirkelim.register.queries import person_facts
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.experience import sheet_head
from tirkelim.services.cpd.gather import HR, Reading, claimed, without_hr_service, words_digest
from tirkelim.services.cpd.steps import SENT_BACK, why_not_ready

WORDS = ("confirm_hr", "confirm_head", "confirm_alone")


class Said(NamedTuple):
    """A word given: by whom, as what, when."""

    role: str
    name: str
    at: Any


@room("GET")
def confirmation(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything about one confirmation, and what the reader may do with it."""
    at = visit(request)
    found = sent_case(at, case)
    decision = latest_decision(found)
    if decision is not None:
        sheet = CpdSheet.objects.select_related("supersedes").get(decision=decision.id)
        context = {**heading(at, found), "sheet": sheet_view(sheet)}
        return render(request, "portal/confirming/done.html", context)
    weighed = weigh(found, at.moment)
    read: Reading = weighed.gathered.read
    head = sheet_head(found.subject_id, read.specialty, at.today, at.moment)
    views = row_views(read, at.today)
    results = {row.line: row.result for row in read.rows}
    context = {
        **heading(at, found),
        "head": head_rows(found, head, read.specialty),
        "jobs": job_table(head),
        "chapters": chapters_of(views, results),
        "gone": len(read.gone),
        "open": sum(view.is_open for view in views),
        "rows": len(views),
        "reviews": reviews(at, found),
        "sums": sums_of(totals(weighed.gathered.facts, at.today, current_book())),
        "said": said(read),
        "sent_back": OfficerFinding.objects.filter(case=found, kind=SENT_BACK, removed_by__isnull=True)
        .select_related("change")
        .last(),
        "asked": asked(found, read),
        "word": word_of(at, found, weighed),
        "why_not": why_not(at, found, weighed),
        "may_send_back": bool(may_do(at, found, "send_back")),
        "may_ask": reviews(at, found) and bool(may_do(at, found, "ask_for_documents")),
    }
    return render(request, "portal/confirming/case.html", context)


def heading(at: Visit, case: Case, *way: Link) -> dict[str, Any]:
    """What stands above every page of a confirmation."""
    facts = person_facts(case.subject_id, at.today, at.moment)
    name = case.number if facts is None else facts.name(language())
    tag, colour = STATES[case.state]
    here = Link(str(name), reverse("confirmation", args=[case.id]) if way else "")
    return {
        "case": case,
        "name": name,
        "specialty": specialty_name(claimed(case), language()),
        "tag": tag,
        "colour": colour,
        "is_own": case.subject_id == at.account.person,
        "without_hr": case.organisation is not None and without_hr_service(case, localdate(at.moment)),
        "crumbs": [Link(_("Confirmations"), reverse("confirming")), here, *way],
    }


def reviews(at: Visit, case: Case) -> bool:
    """Whether the reader reviews rows now: HR, or the head where there is no HR."""
    if not may_do(at, case, "review_row"):
        return False
    return at.may("cpd.confirm_hr", case.scope()) or without_hr_service(case, at.today)


def word_of(at: Visit, case: Case, weighed: Weighed) -> str:
    """The command by which the reader would give a word now; "" where that is nothing for the reader."""
    names = may_do(at, case, *WORDS)
    if "confirm_alone" in names and not weighed.gathered.facts.without_hr_service:
        names -= {"confirm_alone"}
    hr = weighed.gathered.read.words.get(HR)
    if hr is not None and hr.account == at.account.id:
        names -= {"confirm_head"}
    return next((name for name in WORDS if name in names), "")


def why_not(at: Visit, case: Case, weighed: Weighed) -> str:
    """What stands before a word of the reader, in a sentence; "" where nothing does."""
    hr = weighed.gathered.read.words.get(HR)
    if may_do(at, case, "confirm_head") and hr is not None and hr.account == at.account.id:
        return problem_in_words("same_person")
    name = word_of(at, case, weighed)
    if not name:
        return ""
    problem = why_not_ready(weighed)
    if name == "confirm_head" and not problem and has_changed(weighed):
        problem = "changed_since_hr"
    return problem_in_words(problem) if problem else ""


def has_changed(weighed: Weighed) -> bool:
    """Whether the facts are others than those on which HR gave its word."""
    hr = weighed.gathered.read.words.get(HR)
    return hr is None or hr.facts_digest != words_digest(weighed.gathered.facts)


def said(read: Reading) -> list[Said]:
    """The words that stand."""
    names = {HR: _("For the personnel service"), "head": _("As head")}
    return [Said(names[key], word.name, word.change.at) for key, word in read.words.items()]


def asked(case: Case, read: Reading) -> dict[str, Any] | None:
    """What the worker was asked to mend."""
    request = open_request(case)
    if request is None:
        return None
    rows = [row.result for row in read.rows if row.line in request.documents]
    return {"note": request.note, "at": request.change.at, "rows": rows}
