"""A confirmed sheet on a page: what the paper says, in the reader's language. Any room may show it.

``{% include "portal/confirming/_sheet.html" with sheet=... %}`` takes what ``sheet_view`` gives. Rights are the room's.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.refusals import RefusedReason, cited
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.showing import SumView
from tirkelim.portal.confirming.words import reason_in_words
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger.judging import in_units
from tirkelim.portal.ledger.lines import criterion_in_words, sentence
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register.models import CpdSheet
from tirkelim.register.queries import organisation_facts, person_facts
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.result import sheet_document


class Accepted(NamedTuple):
    """A confirmed result."""

    line: str
    title: str
    criterion: str
    completed_on: date
    units: str


class Refused(NamedTuple):
    """A result that was not confirmed, why, and the place of the order."""

    line: str
    title: str
    criterion: str
    reason: str
    note: str
    basis: Link


class SheetView(NamedTuple):
    """A sheet, ready to print. ``has_document``: the PDF is made."""

    id: UUID
    number: str
    rows: list[Row]
    accepted: list[Accepted]
    refused: list[Refused]
    sums: list[SumView]
    without_hr: bool
    supersedes: CpdSheet | None
    superseded_by: CpdSheet | None
    has_document: bool


def sheet_view(sheet: CpdSheet) -> SheetView:
    """What the page says of a sheet."""
    return SheetView(
        id=sheet.id,
        number=sheet.number,
        rows=_rows(sheet),
        accepted=[
            Accepted(
                row["line"],
                row["title"],
                criterion_in_words(row["criterion"]),
                date.fromisoformat(row["completed_on"]),
                in_units(row["quarters"]) if row["quarters"] else _("none"),
            )
            for row in sheet.activities
        ],
        refused=[
            Refused(
                row["line"],
                row["title"],
                criterion_in_words(row["criterion"]),
                reason_in_words(row["reason"]),
                row["note"],
                link_to(cited(RefusedReason(row["reason"]), row["criterion"])),
            )
            for row in sheet.refused
        ],
        sums=_sums(sheet),
        without_hr=sheet.without_hr_service,
        supersedes=sheet.supersedes,
        superseded_by=CpdSheet.objects.filter(supersedes=sheet).first(),
        has_document=sheet_document(sheet) is not None,
    )


def _rows(sheet: CpdSheet) -> list[Row]:
    lang, known = language(), sheet.change.at
    person = person_facts(sheet.person_id, sheet.confirmed_on, known)
    place = organisation_facts(sheet.organisation_id, sheet.confirmed_on, known)
    signed = [
        *([] if sheet.hr_on is None else [Row(_("For the personnel service"), _signature(sheet.hr_name, sheet.hr_on))]),
        Row(_("As head"), _signature(sheet.head_name, sheet.head_on)),
    ]
    return [
        Row(_("Full name"), "" if person is None else person.name(lang)),
        Row(_("Claimed specialty"), specialty_name(sheet.specialty, lang)),
        Row(_("Workplace"), "" if place is None else place.name(lang)),
        *signed,
    ]


def _signature(name: str, on: date) -> str:
    return f"{name}, {day_in_words(on, language())}"


def _sums(sheet: CpdSheet) -> list[SumView]:
    parts = (
        ("further_education", sheet.further_education),
        ("non_formal", sheet.non_formal),
        ("competencies", sheet.competencies),
    )
    shown = [SumView(sentence(term(f"cpd.chapter.{name}", language())), in_units(units)) for name, units in parts]
    return [*shown, SumView(_("Total"), in_units(sheet.total))]
