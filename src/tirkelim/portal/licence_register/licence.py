"""The public page of a licence: its holder, what it is worth on a day, its annexes, their staff, what happened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tirkelim.law.citation import cite
from tirkelim.portal import edge
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.licence_register.common import (
    ANNEX_MARKS,
    HAPPENED,
    SIGNS,
    capital,
    crumbs,
    department,
    page,
    too_often,
)
from tirkelim.portal.licence_register.forms import DayForm
from tirkelim.portal.licence_register.grounds import ground_words
from tirkelim.portal.licence_register.listing import holder_names
from tirkelim.portal.licences.staff_words import of_needed, specialties
from tirkelim.portal.show import Entry, Link
from tirkelim.portal.statuses import Mark
from tirkelim.portal.wording import day_in_words
from tirkelim.register.licence_queries import AnnexOn, HistoryLine, LicenceOn, history_of, licence_on
from tirkelim.register.licence_status import ENDS, LicenceStatusOn
from tirkelim.register.models import Licence
from tirkelim.services.licence.names import subtype_line
from tirkelim.services.licence.staffing.shortage import AnnexStaffing, LineStaffing, staffing_of

STAFFING = "59/2020 ann.1 row 8"


class StaffView(NamedTuple):
    """What is said of one need: numbers, nobody's name. ``official`` False: the line is ours (reading L14)."""

    short: bool
    text: str
    official: bool


class SubtypeView(NamedTuple):
    """A subtype that an annex names, with its staff: nothing where the annex has ended."""

    name: str
    staff: list[StaffView]


class AnnexView(NamedTuple):
    """An annex as shown."""

    number: str
    base: UUID
    name: str
    address: str
    mark: Mark
    status: LicenceStatusOn
    ended: bool
    issued_on: date
    subtypes: list[SubtypeView]


@require_safe
def licence_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """The licence today, or on the day of ``?on=``."""
    refused = too_often(request)
    if refused is not None:
        return refused
    moment = edge.now()
    row = find(licence)
    today = localdate(moment)
    form = DayForm(day_parts(request) or None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
    held = licence_on(row, day, moment)
    holder = holder_names([row], moment)[row.id]
    return page(
        request, "licence", 422 if form.errors else 200, crumbs=crumbs(Link(row.number, "")), form=form,
        licence=row, holder=holder, bin=row.organisation.bin if row.organisation else "", day=day, today=today,
        moment=moment, status=held.status, sign=SIGNS[held.status.status],
        department=department(row.office, row.issued_on), annexes=annexes(held, day, moment),
        history=history(row, moment), reading=cite(STAFFING), reading_href=law_href(cite(STAFFING)),
    )  # fmt: skip


def find(id: UUID) -> Licence:
    """The licence with this id. Raises Http404."""
    row = Licence.objects.select_related("organisation").filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def day_parts(request: HttpRequest) -> dict[str, str]:
    """The day of the address in the three boxes of its form: written as ``on=2026-05-31`` or in three parts."""
    given = request.GET
    parts = {f"on_{part}": given.get(f"on_{part}", "") for part in ("day", "month", "year")}
    if any(parts.values()):
        return parts
    year, _dash, rest = given.get("on", "")[:10].partition("-")
    month, _dash, day = rest.partition("-")
    return {"on_day": day, "on_month": month, "on_year": year} if year else {}


def annexes(held: LicenceOn, day: date, moment: datetime) -> list[AnnexView]:
    """The annexes with their staff, those that stand before those that have ended."""
    staff = {one.on.annex.id: one for one in staffing_of(held, day, moment)}
    views = [_annex(one, staff.get(one.annex.id)) for one in held.annexes]
    return sorted(views, key=lambda view: (view.ended, view.number))


def _annex(one: AnnexOn, staff: AnnexStaffing | None) -> AnnexView:
    lines = () if staff is None else staff.lines
    subtypes = [
        SubtypeView(
            capital(subtype_line(row.code, row.specialty, language())),
            [_staff(line) for line in lines if (line.need.subtype, line.need.specialty) == (row.code, row.specialty)],
        )
        for row in one.subtypes
    ]
    return AnnexView(
        one.annex.number, one.annex.base_id, one.fact.name, one.fact.address, ANNEX_MARKS[one.status.status],
        one.status, one.status.status in ENDS.values(), one.annex.issued_on, subtypes,
    )  # fmt: skip


def _staff(line: LineStaffing) -> StaffView:
    text = _("%(count)s with a valid certificate: %(names)s") % {
        "count": of_needed(len(line.people), line.need.least), "names": specialties(line.need),
    }  # fmt: skip
    return StaffView(line.is_short, text, line.official)


def history(row: Licence, moment: datetime) -> list[Entry]:
    """What was written of the licence, the latest first, with the ground in words; not the acts themselves."""
    return [_entry(one) for one in history_of(row, moment)]


def _entry(line: HistoryLine) -> Entry:
    own, of_annex = HAPPENED[line.what]
    title = str(own) if line.annex is None else str(of_annex) % {"number": line.annex.number}
    texts: list[Any] = []
    if line.event is not None:
        texts = [ground_words(line.event.ground)]
        if line.event.until is not None:
            texts.append(_("Last day: %(day)s") % {"day": day_in_words(line.event.until, language())})
    return Entry(title, line.on, text=". ".join(filter(None, texts)))
