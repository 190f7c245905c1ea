"""A request, its stages, its sheet and its conclusion as small tuples for the pages of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.journal.models import JournalEntry
from tirkelim.law.book import current_book
from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.activity import Chapter
from tirkelim.law.units import Units
from tirkelim.portal.assessor.words import result_of, sentence, stage_name, stage_names, wanted
from tirkelim.portal.choices import language
from tirkelim.portal.saying import found_findings
from tirkelim.portal.show import Column, Entry, FindingView, Row, Table
from tirkelim.portal.wording import day_in_words, number_in_digits
from tirkelim.register.assessment_queries import Accredited, accreditation_of, sheet_by_number
from tirkelim.register.models import AssessmentConclusion, CpdSheet
from tirkelim.register.queries import organisation_facts, person_facts
from tirkelim.services.assessment.request import AssessmentRequest
from tirkelim.services.assessment.stages import STAGES, DueStages, due_stages

Text = str | Promise

EVENTS: dict[str, Text] = {
    "submit": gettext_lazy("Request sent"),
    "record_conclusion": gettext_lazy("Conclusion recorded"),
    "correct_conclusion": gettext_lazy("Conclusion corrected"),
    "withdraw": gettext_lazy("Request taken back"),
}


class StagesView(NamedTuple):
    """Which stages are due and why, ready to print."""

    due: str
    waived: str
    needed: bool
    level: str | None
    findings: Sequence[FindingView]


class SheetView(NamedTuple):
    """A confirmed sheet as the organisation reads it: what was accepted, and the sums."""

    number: str
    rows: Sequence[Row]
    table: Table
    has_file: bool


def stages_of(asked: AssessmentRequest, person: UUID, moment: datetime) -> tuple[DueStages, StagesView]:
    """The stages as they are due on the day of ``moment``."""
    found = due_stages(person, str(asked.specialty), asked.level, localdate(moment), moment, current_book())
    return found, StagesView(
        stage_names(found.due), stage_names(found.waived), found.needed, asked.level, found_findings(found.findings)
    )


def request_rows(asked: AssessmentRequest, specialty: str) -> list[Row]:
    """What is asked for."""
    return [Row(_("Specialty"), specialty), Row(_("Asked for"), wanted(asked))]


def conclusion_rows(conclusion: AssessmentConclusion) -> list[Row]:
    """A conclusion, line by line."""
    level = conclusion.conclusion_level or _("none")
    return [
        *(Row(stage_name(stage), result_of(conclusion.stages, stage)) for stage in STAGES),
        Row(_("Result"), _("passed") if conclusion.passed else _("not passed")),
        *([Row(_("Level found"), level)] if conclusion.level else []),
        Row(_("Day of the assessment"), day_in_words(conclusion.assessed_on, language())),
        Row(_("Protocol"), conclusion.protocol_number),
    ]


def sheet_view(number: str) -> SheetView | None:
    """The sheet that was handed over; None where none went with the request."""
    sheet = sheet_by_number(number) if number else None
    if sheet is None:
        return None
    return SheetView(sheet.number, sheet_rows(sheet), _accepted(sheet), document_of(sheet) is not None)


def sheet_rows(sheet: CpdSheet) -> list[Row]:
    """The head of a sheet: by whom and when it was confirmed, and its sums."""
    facts = organisation_facts(sheet.organisation_id, sheet.confirmed_on, sheet.change.at)
    chapters = {chapter.value: getattr(sheet, chapter.value) for chapter in Chapter}
    sums = {sentence(term(f"cpd.chapter.{name}", language())): quarters for name, quarters in chapters.items()}
    sums[_("Total")] = sheet.total
    return [
        Row(_("Confirmed on"), day_in_words(sheet.confirmed_on, language())),
        Row(_("Confirmed by"), facts.name(language()) if facts is not None else "–"),
        *(Row(name, _("%(number)s credit units") % {"number": in_units(quarters)}) for name, quarters in sums.items()),
    ]


def _accepted(sheet: CpdSheet) -> Table:
    rows = [
        (
            str(one.get("title", "")),
            sentence(term(f"cpd.criterion.{one['criterion']}", language())),
            _day(one.get("completed_on")),
            in_units(one.get("quarters", 0)),
        )
        for one in sheet.activities
    ]
    columns = (Column(_("Result")), Column(_("Criterion")), Column(_("Completed on")), Column(_("Credit units"), True))
    return Table(_("Confirmed results"), columns, rows, _("The sheet has no confirmed results."))


def in_units(quarters: int) -> str:
    """Quarters of a unit as units."""
    return number_in_digits(Units(quarters), language())


def document_of(sheet: CpdSheet) -> Document | None:
    """The sheet as a document, once it is made."""
    return Document.objects.filter(decision=sheet.decision, number=sheet.number).first()


def name_for_organisation(case: Case, moment: datetime) -> str:
    """The worker's name as it stood when the request was sent: all that the organisation learns of the person."""
    on = localdate(case.submitted_at or moment)
    facts = person_facts(case.subject_id, on, moment)
    return facts.name(language()) if facts is not None else "–"


def chosen(asked: AssessmentRequest, moment: datetime) -> Accredited | None:
    """The chosen organisation with its accreditation of today; None where it has none."""
    return None if asked.organisation is None else accreditation_of(asked.organisation, localdate(moment), moment)


def organisation_of(case: Case, moment: datetime) -> str:
    """The name of the organisation that has the request."""
    if case.organisation is None:
        return "–"
    facts = organisation_facts(case.organisation, localdate(moment), moment)
    return facts.name(language()) if facts is not None else "–"


def timeline(case: Case, organisation: str) -> list[Entry]:
    """What happened to a request, the newest first."""
    entries = JournalEntry.objects.filter(stream=case.stream, kind__in=EVENTS).select_related("change")
    worker = _("worker")
    return [
        Entry(EVENTS[entry.kind], entry.change.at, worker if entry.kind in ("submit", "withdraw") else organisation)
        for entry in entries.order_by("-seq")
    ]


def is_waiting(case: Case) -> bool:
    """Whether the organisation has still to conclude."""
    return State(case.state) is State.CONSIDERED


def sheet_href(case: Case) -> str:
    """Where the organisation downloads the sheet."""
    return reverse("assessment_sheet", args=[case.id])


def _day(text: object) -> str:
    try:
        return day_in_words(date.fromisoformat(str(text)), language())
    except ValueError:
        return "–"
