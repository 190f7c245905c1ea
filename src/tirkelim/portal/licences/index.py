"""The first page of the room: licences, applications, and what can be begun now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.cases.queries import latest_decision, open_request
from tirkelim.cases.states import STATE_NAMES, State
from tirkelim.law.book import current_book
from tirkelim.law.standards.services import Action
from tirkelim.portal.desk.words import STATE_COLOURS
from tirkelim.portal.edge import hidden
from tirkelim.portal.licences.access import SERVICE, Here, Holder, enter, room
from tirkelim.portal.licences.bases import rows_of
from tirkelim.portal.licences.following import OVER
from tirkelim.portal.licences.heads import name_of
from tirkelim.portal.licences.held import annex_view, licence_view, staff_warnings
from tirkelim.portal.licences.links import staff_link
from tirkelim.portal.licences.pages import BASES, action_of, entry_at
from tirkelim.portal.licences.words import TITLES
from tirkelim.portal.saying import clock_of
from tirkelim.portal.show import Link
from tirkelim.register.licence_queries import LicenceOn, licences_of_organisation, licences_of_person
from tirkelim.services.licence.models import Payment
from tirkelim.services.licence.payments import fee_for
from tirkelim.services.licence.staffing.shortage import AnnexStaffing, staffing_of_all

MOST_CASES = 50


@room("GET")
def index(request: HttpRequest) -> HttpResponse:
    """Everything of the holder, and what can be done now."""
    here = enter(request)
    held = licences_of(here.holder, here.moment)
    staffing = staffing_of_all(held, here.today, here.moment)
    context = {
        "name": name_of(here.holder, here.moment),
        "holder": here.holder,
        "others": [_other(one, here) for one in here.others],
        "licences": [_licence(one, staffing[one.licence.id], here) for one in held],
        "lines": [_line(case, here.moment) for case in cases_of(here.holder)[:MOST_CASES]],
        "writes": here.writes,
        "no_person": here.writes and here.account.person is None,
        "fee": fee_for(Action.ISSUE, here.today, current_book()),
        "first": not held,
        "hidden": hidden(),
    }
    return render(request, "portal/licences/index.html", context)


def _other(holder: Holder, here: Here) -> Link:
    """The way to what the account sees in another name."""
    words = _("Your own, as an individual") if holder.organisation is None else name_of(holder, here.moment)
    return Link(words, f"{reverse('licences')}?holder={holder.key}")


def licences_of(holder: Holder, moment: datetime) -> tuple[LicenceOn, ...]:
    """The licences of a holder as they stand today."""
    today = localdate(moment)
    if holder.organisation is not None:
        return licences_of_organisation(holder.organisation, today, moment)
    return licences_of_person(holder.person, today, moment) if holder.person else ()


def cases_of(holder: Holder) -> list[Case]:
    """The applications in a holder's name, the newest first. Drafts that were thrown away are left out, unless a fee
    was paid for one: what becomes of the money is seen there."""
    rows = Case.objects.filter(service=SERVICE, organisation=holder.organisation)
    if holder.organisation is None:
        rows = rows.filter(subject=holder.person)
    paid = Payment.objects.values("order__case")
    rows = rows.filter(~Q(state=State.WITHDRAWN) | Q(number__isnull=False) | Q(pk__in=paid))
    return list(rows.select_related("draft").order_by("-change__at")[:MOST_CASES])


def _licence(held: LicenceOn, staffing: tuple[AnnexStaffing, ...], here: Here) -> dict[str, Any]:
    """A licence as the list shows it."""
    return {
        **licence_view(held),
        "href": reverse("licences_licence", args=[held.licence.id]),
        "warnings": staff_warnings(staffing),
        "staff_href": staff_link(held.licence.id),
        "annexes": [annex_view(held, one, writes=here.writes) for one in held.annexes],
    }


def _line(case: Case, moment: datetime) -> dict[str, Any]:
    """An application as the list shows it."""
    state, today = State(case.state), localdate(moment)
    rows = rows_of(entry_at(case, BASES)) if action_of(case) in (Action.ISSUE, Action.ISSUE_ANNEX) else []
    return {
        "href": reverse("licences_case", args=[case.id]),
        "title": TITLES[action_of(case)],
        "addresses": [str(row.typed.get("address")) for row in rows if row.typed.get("address")],
        "number": case.number,
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "clock": clock_of(case, today, latest_decision(case)) if case.due_on and state not in OVER else None,
        "awaited": state is State.ASKED and open_request(case) is not None,
        "saved_at": case.draft.saved_at if state is State.DRAFT else None,
    }
