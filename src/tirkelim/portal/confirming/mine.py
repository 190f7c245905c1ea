"""The worker's own confirmations: where they stand, what was refused and why, what is asked, the sheet."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.cases.queries import latest_decision
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.access import may_do, own_case, own_person, readable_sheet, room, visit
from tirkelim.portal.confirming.giving import give, tell
from tirkelim.portal.confirming.reading import asked
from tirkelim.portal.confirming.sheet_view import sheet_view
from tirkelim.portal.confirming.showing import row_views
from tirkelim.portal.confirming.words import STATES
from tirkelim.portal.edge import hidden
from tirkelim.portal.serving import looked_at, serve_document
from tirkelim.portal.show import Link
from tirkelim.register.models import CpdSheet
from tirkelim.register.queries import organisation_facts
from tirkelim.register.scopes import organisation_scope
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.gather import claimed, read_case
from tirkelim.services.cpd.result import sheet_document
from tirkelim.services.cpd.service import NAME

MOST = 50


class Line(NamedTuple):
    """A confirmation as listed."""

    case: Case
    specialty: str
    tag: Any
    colour: str
    sheet: CpdSheet | None
    superseded: bool


@room("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """All confirmations of one's own, the newest first."""
    at = visit(request)
    person = own_person(at)
    cases = Case.objects.filter(service=NAME, subject=person, submitted_at__isnull=False)
    sheets = {sheet.decision: sheet for sheet in CpdSheet.objects.filter(person=person)}
    replaced = {sheet.supersedes_id for sheet in sheets.values()}
    lines = []
    for case in cases.select_related("draft").order_by("-submitted_at")[:MOST]:
        decision = latest_decision(case)
        sheet = sheets.get(decision.id) if decision else None
        tag, colour = STATES[case.state]
        lines.append(
            Line(
                case,
                specialty_name(claimed(case), language()),
                tag,
                colour,
                sheet,
                sheet is not None and sheet.id in replaced,
            )
        )
    title = _("My confirmations")
    context = {"lines": lines, "title": title, "crumbs": crumbs(Link(title, ""))}
    return render(request, "portal/confirming/mine.html", context)


@room("GET")
def my_confirmation(request: HttpRequest, case: UUID) -> HttpResponse:
    """One confirmation as its worker sees it."""
    at = visit(request)
    found = own_case(at, case)
    decision = latest_decision(found)
    sheet = None
    if decision is not None:
        sheet = CpdSheet.objects.select_related("supersedes").get(decision=decision.id)
    read = read_case(found, at.moment)
    tag, colour = STATES[found.state]
    place = organisation_facts(found.organisation, at.today, at.moment) if found.organisation else None
    context = {
        "case": found,
        "tag": tag,
        "colour": colour,
        "specialty": specialty_name(claimed(found), language()),
        "employer": "" if place is None else place.name(language()),
        "sheet": None if sheet is None else sheet_view(sheet),
        "views": [] if sheet else row_views(read, at.today),
        "asked": asked(found, read),
        "may_answer": bool(may_do(at, found, "answer_request")),
        "may_withdraw": bool(may_do(at, found, "withdraw")),
        "hidden": hidden(found),
        "crumbs": crumbs(Link(_("My confirmations"), reverse("my_confirmations")), Link(str(found.number), "")),
    }
    return render(request, "portal/confirming/my_confirmation.html", context)


def crumbs(*way: Link) -> list[Link]:
    """The way from the ledger."""
    return [Link(_("My development"), reverse("ledger")), *way]


@room("POST")
def answer(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say that what was asked for is mended."""
    at = visit(request)
    found = own_case(at, case)
    tell(at, give(at, found, "answer_request"), _("Your results are with the personnel service again."))
    return redirect("my_confirmation", case=case)


@room("POST")
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the results back."""
    at = visit(request)
    found = own_case(at, case)
    tell(at, give(at, found, "withdraw"), _("The results are taken back. You can hand them over again at any time."))
    return redirect("my_confirmation", case=case)


@room("GET")
def sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """A sheet, for everyone who may see it: the worker, HR and the head of the organisation."""
    at = visit(request)
    found = readable_sheet(at, sheet)
    own = found.person_id == at.account.person
    title = _("Confirmation sheet %(number)s") % {"number": found.number}
    way = (
        crumbs(Link(_("My confirmations"), reverse("my_confirmations")), Link(title, "")) if own else [Link(title, "")]
    )
    context = {"sheet": sheet_view(found), "title": title, "crumbs": way}
    return render(request, "portal/confirming/sheet.html", context)


@room("GET")
def document(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """The PDF of a sheet."""
    at = visit(request)
    found = readable_sheet(at, sheet)
    paper = sheet_document(found)
    if paper is None:
        raise Http404
    scope = organisation_scope(found.organisation_id, at.today, found.person_id)
    return serve_document(paper, lambda: paper.number == found.number and at.may("cpd.read", scope), looked_at)
