"""One's own record: one timeline, the facts, the downloads, and who looked at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from tirkelim.documents.record import render_record
from tirkelim.identity.policy import Scope
from tirkelim.portal.as_of import asked
from tirkelim.portal.certificates.held import own_certificates, withdrawal_rows
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, open_record, room, visit
from tirkelim.portal.personnel.export import as_extract, as_json
from tirkelim.portal.personnel.listing import PAGE
from tirkelim.portal.personnel.looks import looks_by_day
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.record_view import Links, cards
from tirkelim.portal.personnel.timeline import KINDS, Event, Kind, by_year, events, linked, only
from tirkelim.portal.personnel.whole import Ended, Whole, personal_cases, whole_record
from tirkelim.portal.personnel.worker import frame
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.models import Activity, AssessmentConclusion, Certificate, CpdSheet
from tirkelim.register.queries import Profile
from tirkelim.register.scopes import organisation_scope

Door = Callable[[Any], str]


@room("GET")
def record(request: HttpRequest) -> HttpResponse:
    """The record of the account's own person. The log shows others only; one's own looks are kept, but not listed."""
    at, person = own(request, Purpose.OWN, "person.read", "access_log.read")
    whole = whole_record(person, at.today, at.moment, own=True)
    page = Paginator(queries.accesses(person).exclude(actor=at.account.id), PAGE).get_page(request.GET.get("page"))
    _held, notices = own_certificates(person, at.today, at.moment)
    context = {
        "name": name_of(whole.profile, at),
        "cards": cards(whole.profile, links=Links(withdrawal=withdrawal_rows)),
        "notices": notices,
        "days": looks_by_day(page.object_list),
        "page": page,
        **shown(request, linked(events(whole), own_door(person))),
    }
    return render(request, "portal/personnel/record.html", context)


def own(request: HttpRequest, purpose: Purpose, *actions: str) -> tuple[Visit, UUID]:
    """The visit and the account's own person; the look is logged. Raises Http404 for accounts without a person."""
    at = visit(request)
    person = at.account.person
    if person is None:
        raise Http404
    for action in actions:
        allow(request, action, Scope(person=person), at.moment)
    queries.log_access(at.account.id, person, purpose.value, at.moment)
    return at, person


def name_of(profile: Profile, at: Visit) -> str:
    """The person's name, else that of the account."""
    return (profile.facts.name(language()) if profile.facts is not None else "") or at.account.name


def shown(request: HttpRequest, found: list[Event]) -> dict[str, Any]:
    """The timeline and its filter: every kind that occurs, with its number and whether it is chosen."""
    numbers = {kind: sum(1 for one in found if one.kind is kind) for kind in Kind}
    chosen = {kind for kind in request.GET.getlist("kind") if kind in set(Kind)}
    kinds = [(kind.value, KINDS[kind], numbers[kind], kind in chosen) for kind in Kind if numbers[kind]]
    return {"years": by_year(only(found, chosen)), "kinds": kinds, "chosen": bool(chosen)}


def own_door(person: UUID) -> Door:
    """Where the person may go from an event: to the result, sheet, certificate, application or assessment."""
    services = dict(personal_cases(person).values_list("id", "service"))
    pages = {
        "certificate": "application",
        "foreign_certificate": "application",
        "level": "level_claim",
        "licence": "licences_case",
    }

    def door(row: Any) -> str:
        if isinstance(row, Activity):
            return address("ledger_result", row.line)
        if isinstance(row, Certificate):
            return address("certificate", row.id)
        if isinstance(row, CpdSheet):
            return address("cpd_sheet", row.id)
        if isinstance(row, AssessmentConclusion) and row.case in services:
            return address("assessment_request", row.case)
        return address(pages.get(row.service, ""), row.case) if isinstance(row, Ended) else ""

    return door


def address(page: str, *args: Any) -> str:
    """The address of a page, "" where there is none."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


@room("GET")
def worker_timeline(request: HttpRequest, person: UUID) -> HttpResponse:
    """The same timeline for those who may read the record; applications are nobody else's."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.TIMELINE)
    panel = asked(request, at.moment)
    whole = whole_record(person, *panel.as_of, own=False)
    may_open = at.may("certificate.read", one.scope)

    def door(row: Any) -> str:
        if isinstance(row, CpdSheet):
            sheet_scope = organisation_scope(row.organisation_id, at.today, person)
            return address("cpd_sheet", row.id) if at.may("cpd.read", sheet_scope) else ""
        return address("certificate", row.id) if may_open and isinstance(row, Certificate) else ""

    context = {
        **frame(at, one, whole.profile, Link(gettext("Timeline"), "")),
        **shown(request, linked(events(whole), door)),
        "as_of": panel,
    }
    return render(request, "portal/personnel/timeline.html", context)


@room("GET")
def download_pdf(request: HttpRequest) -> HttpResponse:
    """The record as a page to keep, in the reader's language. Made anew each time; nothing is stored."""
    at, whole = _export(request)
    return _file(
        HttpResponse(render_record(as_extract(whole, name_of(whole.profile, at)))), at, "pdf", "application/pdf"
    )


@room("GET")
def download_json(request: HttpRequest) -> HttpResponse:
    """The record as data, by the schema in docs/reference/record.md."""
    at, whole = _export(request)
    made = JsonResponse(as_json(whole), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _file(made, at, "json", "application/json; charset=utf-8")


def _export(request: HttpRequest) -> tuple[Visit, Whole]:
    at, person = own(request, Purpose.EXPORT, "person.export")
    return at, whole_record(person, at.today, at.moment, own=True)


def _file(answer: HttpResponse, at: Visit, ending: str, kind: str) -> HttpResponse:
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="tirkelim-{at.today.isoformat()}.{ending}"'
    return answer
