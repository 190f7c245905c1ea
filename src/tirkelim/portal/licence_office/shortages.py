"""The department's list of subtypes short of certified staff, as they were told; and the staff of one licence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.law.order_59_licence.staffing import StaffLine
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licence_office.access import offices_of, room, visit
from tirkelim.portal.licences.staff_words import AnnexStaffView, annex_view, names_of, of_needed
from tirkelim.portal.personnel.access import Visit
from tirkelim.portal.show import Link
from tirkelim.register.licence_queries import LicenceOn, base_facts
from tirkelim.register.licence_reference import staff_lines_on
from tirkelim.register.models import LicenceAnnex
from tirkelim.register.queries import facts_of_organisations, facts_of_people, log_accesses
from tirkelim.services.licence.models import ToldShortage
from tirkelim.services.licence.names import subtype_line
from tirkelim.services.licence.staffing.shortage import OFFICIAL, staffing_of

PAGE = 25
STAFF_PURPOSE = "licence.staff"
TITLE = gettext_lazy("Short of certified staff")


class ShortageView(NamedTuple):
    """A told shortage as the list shows it. ``over_on`` None: it goes on."""

    licence: UUID
    number: str
    holder: str
    place: str
    subtype: str
    found: str
    since: date
    told_at: datetime
    over_on: date | None
    official: bool


@room("GET")
def shortages(request: HttpRequest) -> HttpResponse:
    """The shortages of the territory that go on, the longest first; ``?over=1``: those that are over, the latest
    first."""
    at = visit(request)
    offices = offices_of(at)
    over = request.GET.get("over") == "1"
    rows = ToldShortage.objects.filter(over_by__isnull=not over).select_related("change")
    rows = rows.order_by("-over_on", "id") if over else rows.order_by("since", "id")
    page = Paginator(rows if offices is None else rows.filter(office__in=offices), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "portal/licence_office/shortages.html", {
        "title": TITLE,
        "lines": _views(list(page.object_list), at.today, at.moment),
        "page": page,
        "over": over,
        "reading": readings(language()).get("L14", ""),
        "crumbs": [Link(pgettext_lazy("navigation", "Licences"), reverse("licence_office")), Link(TITLE, "")],
    })  # fmt: skip


def staff_views(on: LicenceOn, day: date, at: Visit) -> list[AnnexStaffView]:
    """The staff of a licence's annexes for the department: with names, since it may see the people's records. Each
    finds the look among those at their own record."""
    known = at.moment
    staff = staffing_of(on, day, known)
    people = {person for one in staff for line in one.lines for person in line.people}
    log_accesses(at.account.id, people, STAFF_PURPOSE, known)
    names = names_of(facts_of_people(people, day, known))
    return [annex_view(one, names, day) for one in staff]


def _views(rows: Iterable[ToldShortage], today: date, moment: datetime) -> list[ShortageView]:
    told = list(rows)
    annexes = LicenceAnnex.objects.select_related("licence").in_bulk({row.annex for row in told})
    licences = {annex.licence for annex in annexes.values()}
    holders: dict[Any, str] = {
        id: fact.name(language())
        for id, fact in facts_of_organisations(
            {row.organisation_id for row in licences if row.organisation_id}, today, moment
        ).items()
    }
    holders |= names_of(facts_of_people({row.person_id for row in licences if row.person_id}, today, moment))
    places = base_facts({annex.base_id for annex in annexes.values()}, today, moment)
    lines = {line.key: line for line in staff_lines_on(today, moment)}
    return [_view(row, annexes[row.annex], holders, places[annexes[row.annex].base_id].address, lines) for row in told]


def _view(
    row: ToldShortage, annex: LicenceAnnex, holders: dict[Any, str], place: str, lines: dict[str, StaffLine]
) -> ShortageView:
    licence, line = annex.licence, lines.get(row.rule)
    words = subtype_line(row.subtype, row.specialty, language())
    return ShortageView(
        licence=licence.id,
        number=_("%(licence)s, annex %(annex)s") % {"licence": licence.number, "annex": annex.number},
        holder=holders.get(licence.organisation_id or licence.person_id, licence.number),
        place=place,
        subtype=f"{words[:1].upper()}{words[1:]}",
        found=of_needed(row.found, row.least),
        since=row.since,
        told_at=row.change.at,
        over_on=row.over_on,
        official=line is not None and line.certainty in OFFICIAL,
    )
