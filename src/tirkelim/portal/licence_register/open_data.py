"""The licence register as open data: one line a subtype of an annex, streamed, without any IIN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tirkelim.law.spreadsheet import write_csv
from tirkelim.portal import edge
from tirkelim.portal.licence_register.common import crumbs, page, too_often
from tirkelim.portal.show import Link
from tirkelim.register.licence_queries import AnnexOn, LicenceOn, licences_on
from tirkelim.register.models import AnnexSubtype, Licence
from tirkelim.register.queries import facts_of_organisations, facts_of_people
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.names import subtype_name

AT_ONCE = 500
"""Licences read at a time."""
COLUMNS: dict[str, str | Promise] = {
    "licence_number": _("number of the licence"),
    "licence_status": _("valid, suspended, withdrawn, terminated or undone (replaced by another decision), today"),
    "licence_status_since": _("since when it has this status"),
    "licence_issued_on": _("day of issue"),
    "department_kato": _("KATO code of the region whose department answers for the licence"),
    "holder_kind": _("organisation or individual"),
    "holder_bin": _("BIN of an organisation; empty for an individual"),
    "holder_name_kk": _("name of the holder in Kazakh"),
    "holder_name_ru": _("name of the holder in Russian"),
    "annex_number": _("number of the annex: 001, 002, ..."),
    "annex_status": _("status of the annex, the same words"),
    "annex_status_since": _("since when it has this status"),
    "annex_issued_on": _("day on which the annex was issued"),
    "base_name": _("what the holder calls the production base"),
    "base_kato": _("KATO code of the place of the base"),
    "base_address": _("address of the base"),
    "subtype_code": _("code of the subtype of medical activity, as in the classifier licence-subtypes"),
    "subtype_kk": _("name of the subtype in Kazakh"),
    "subtype_ru": _("name of the subtype in Russian"),
    "subtype_en": _("name of the subtype in English"),
    "specialty_code": _("code of the specialty, where the subtype goes by specialties"),
    "specialty_kk": _("name of the specialty in Kazakh"),
    "specialty_ru": _("name of the specialty in Russian"),
}
"""The columns in their order, each with what it holds."""


class Holder(NamedTuple):
    """The holder as the public may know it."""

    kind: str
    bin: str
    name_kk: str
    name_ru: str


@require_safe
def about_page(request: HttpRequest) -> HttpResponse:
    """What the file holds, column by column, and how it may be used."""
    return page(
        request, "data", 200, crumbs=crumbs(Link(gettext("Open data"), "")), columns=COLUMNS.items(),
        today=localdate(edge.now()),
    )  # fmt: skip


@require_safe
def licences_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The whole register of today; it is read as it is sent, so its size takes no memory."""
    refused = too_often(request)
    if refused is not None:
        return refused
    moment = edge.now()
    name = f"tirkelim-licences-{localdate(moment).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(_file(moment), content_type="text/csv; charset=utf-8", headers=headers)


def _file(moment: datetime) -> Iterator[str]:
    yield write_csv(tuple(COLUMNS), ())
    for licences in _batches(localdate(moment)):
        yield write_csv((), _rows(licences, moment), mark=False).removeprefix("\r\n")


def _batches(today: date) -> Iterator[list[Licence]]:
    """The licences issued so far in the order of their numbers; each batch goes on after the last number."""
    after = ""
    while True:
        rows = Licence.objects.filter(number__gt=after, issued_on__lte=today).select_related("organisation")
        batch = list(rows.order_by("number")[:AT_ONCE])
        if not batch:
            return
        yield batch
        after = batch[-1].number


def _rows(licences: Sequence[Licence], moment: datetime) -> Iterator[Sequence[object]]:
    today = localdate(moment)
    holders = _holders(licences, moment)
    for held in licences_on(licences, today, moment):
        for annex in held.annexes:
            for subtype in annex.subtypes:
                yield _row(held, holders[held.licence.id], annex, subtype)


def _row(held: LicenceOn, holder: Holder, annex: AnnexOn, subtype: AnnexSubtype) -> Sequence[object]:
    licence, specialty = held.licence, subtype.specialty
    return (
        licence.number, held.status.status.value, held.status.since.isoformat(), licence.issued_on.isoformat(),
        licence.office, *holder,
        annex.annex.number, annex.status.status.value, annex.status.since.isoformat(),
        annex.annex.issued_on.isoformat(), annex.fact.name, annex.fact.kato, annex.fact.address,
        subtype.code, *(subtype_name(subtype.code, lang) for lang in ("kk", "ru", "en")),
        specialty, *(specialty_name(specialty, lang) if specialty else "" for lang in ("kk", "ru")),
    )  # fmt: skip


def _holders(licences: Iterable[Licence], moment: datetime) -> dict[UUID, Holder]:
    """The holders by licence. Two queries."""
    rows, today = list(licences), localdate(moment)
    entities = facts_of_organisations((row.organisation_id for row in rows if row.organisation_id), today, moment)
    people = facts_of_people((row.person_id for row in rows if row.person_id), today, moment)
    found: dict[UUID, Holder] = {}
    for row in rows:
        if row.organisation is not None:
            entity = entities.get(row.organisation.id)
            names: Any = ("", "") if entity is None else (entity.name_kk or "", entity.name_ru or "")
            found[row.id] = Holder("organisation", row.organisation.bin, *names)
        else:
            person = None if row.person_id is None else people.get(row.person_id)
            names = ("", "") if person is None else (person.name("kk"), person.name("ru"))
            found[row.id] = Holder("individual", "", *names)
    return found
