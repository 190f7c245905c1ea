"""Rows of a confirmation as the room shows them: units, what to look at, what was said of each; and the head of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tirkelim.cases.models import Case
from tirkelim.documents.models import EvidenceFile
from tirkelim.law.book import current_book
from tirkelim.law.finding import Finding, Status
from tirkelim.law.messages import render, term, write
from tirkelim.law.order_283_cpd.assess import explain
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.volume import Volume
from tirkelim.law.order_305_positions.nomenclature import unmarked
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.words import reason_in_words
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger.evidence import files_of
from tirkelim.portal.ledger.judging import alike, in_units, reason_of
from tirkelim.portal.ledger.lines import criterion_in_words, sentence
from tirkelim.portal.personnel.values import position_name
from tirkelim.portal.show import Column, Link, Row, Table
from tirkelim.portal.wording import day_in_words
from tirkelim.register.models import Activity, Employment
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.activities import criterion_of, recognition
from tirkelim.services.cpd.experience import SheetHead, stretch_of
from tirkelim.services.cpd.gather import HandedIn, Reading, as_accepted

Text = str | Promise
TO_REVIEW = (pgettext_lazy("review", "To review"), "blue")
CHANGED = (pgettext_lazy("review", "Changed since it was reviewed"), "orange")
ACCEPTED = (pgettext_lazy("review", "Accepted"), "green")
REFUSED = (pgettext_lazy("review", "Refused"), "red")


class RowView(NamedTuple):
    """A result as listed. ``attention``: what whoever signs should look at; ``why`` and ``note`` of a refusal."""

    line: str
    title: str
    criterion: str
    completed_on: date
    units: str
    counts: bool
    basis: Link
    attention: list[str]
    tag: Text
    colour: str
    why: str
    note: str
    has_file: bool
    is_open: bool


class ChapterView(NamedTuple):
    """A chapter of annex 1 with the rows handed in under it."""

    title: str
    rows: list[RowView]


class SumView(NamedTuple):
    """A part of the total and its units in words."""

    title: str
    units: str


def chapters_of(rows: Iterable[RowView], results: Mapping[str, Activity]) -> list[ChapterView]:
    """The rows under their chapters, in the order of the annex."""

    def chapter(row: RowView) -> str:
        found = criterion_of(results[row.line].criterion)
        return str(found.chapter) if found else ""

    return [
        ChapterView(sentence(term(f"cpd.chapter.{name}", language())), list(of_chapter))
        for name, of_chapter in groupby(rows, key=chapter)
    ]


def row_views(read: Reading, day: date) -> list[RowView]:
    """All rows of a confirmation."""
    results = [row.result for row in read.rows]
    files = files_of(result.evidence for result in results)
    return [_row_view(row, read.specialty, day, results, files) for row in read.rows]


def _row_view(
    row: HandedIn, specialty: str, day: date, results: list[Activity], files: Mapping[UUID, EvidenceFile]
) -> RowView:
    quarters, findings = counted(row.result, specialty, day)
    why, counts = reason_of(findings), quarters is not UNKNOWN and bool(quarters)
    refused = row.review is not None and not row.review.accepted
    abroad = [f for f in recognition(row.result.foreign_ranks, current_book()) if f.status is not Status.MET]
    others = [one for one in results if one.line != row.result.line]
    tag, colour = review_tag(row)
    return RowView(
        line=row.line,
        title=row.result.title,
        criterion=criterion_in_words(row.result.criterion),
        completed_on=row.result.completed_on,
        units=_("none") if refused else units_in_words(quarters),
        counts=counts and not refused,
        basis=link_to(why.requirement.citation),
        attention=[]
        if refused
        else [
            *([] if counts else [render(why, language())]),
            *filter(None, [profile_to_establish(row.result, specialty)]),
            *(render(one, language()) for one in abroad),
            *alike(row.result, others, files),
        ],
        tag=tag,
        colour=colour,
        why=reason_in_words(row.review.reason) if row.review else "",
        note=row.review.note if row.review else "",
        has_file=row.result.evidence is not None,
        is_open=row.review is None,
    )


def review_tag(row: HandedIn) -> tuple[Text, str]:
    """What was said of a row, as a tag with its colour."""
    if row.review is not None:
        return ACCEPTED if row.review.accepted else REFUSED
    return CHANGED if row.outdated else TO_REVIEW


def counted(result: Activity, specialty: str, day: date) -> tuple[Maybe[int], tuple[Finding, ...]]:
    """What a result earns on a day if it is accepted, and why."""
    table, activity = tariff(current_book(), day), as_accepted(result, specialty)
    return explain(activity, table.rows[activity.criterion], table.window(day))


def profile_to_establish(result: Activity, specialty: str) -> str:
    """What an acceptance says beyond the document: that the result is of the profile (p.8); "" where that is plain."""
    criterion = criterion_of(result.criterion)
    if criterion is None or "profile" not in criterion.checks or fits_profile(result.specialty, specialty) is True:
        return ""
    lang = language()
    names = {"claimed": specialty_name(specialty, lang)}
    if result.specialty is None:
        said = _("No specialty is named. To accept it means to say that it is of the profile of “%(claimed)s”.")
        return said % names
    names["named"] = specialty_name(result.specialty, lang)
    said = _("It was entered for “%(named)s”. To accept it means to say that it is of the profile of “%(claimed)s”.")
    return said % names


def units_in_words(quarters: Maybe[int]) -> str:
    """Units, or that there are none, or that they are not known."""
    if quarters is UNKNOWN:
        return _("not known yet")
    return in_units(quarters) if quarters else _("none")


def sums_of(volume: Volume) -> list[SumView]:
    """The three parts and the total."""
    parts = (
        ("further_education", volume.further_education),
        ("non_formal", volume.non_formal),
        ("competencies", volume.competencies),
    )
    lang = language()
    shown = [SumView(sentence(term(f"cpd.chapter.{name}", lang)), in_units(units)) for name, units in parts]
    return [*shown, SumView(_("Total"), in_units(volume.total))]


def head_rows(case: Case, head: SheetHead, specialty: str) -> list[Row]:
    """What annex 2 says of the worker."""
    lang = language()
    category = "" if head.category is None else term(f"category.{head.category}", lang)
    postgraduate = [
        ", ".join(filter(None, (term(f"education.{one.kind}", lang), one.institution, str(one.graduated_on.year))))
        for one in head.postgraduate
    ]
    return [
        Row(_("Full name"), "" if head.facts is None else head.facts.name(lang)),
        Row(_("Claimed specialty"), specialty_name(specialty, lang)),
        Row(_("Total service"), write(head.total, lang)),
        Row(_("Service in the specialty"), write(head.in_specialty, lang)),
        Row(_("Workplace"), "" if head.workplace is None else head.workplace.name(lang)),
        Row(_("Position"), "" if head.main is None else position_of(head.main)),
        Row(_("Qualification level"), head.level or "–"),
        Row(_("Qualification category"), category or "–"),
        Row(_("Postgraduate education"), "; ".join(postgraduate) or "–"),
    ]


def job_table(head: SheetHead) -> Table:
    """The employment table of annex 2: jobs in the claimed specialty, each up to its end or to a transfer."""
    lang = language()
    names = {id: facts.name(lang) for id, facts in head.employers.items()}
    columns = [_("Hired"), _("Left"), _("Workplace"), _("Position"), _("Order"), _("Date of the order")]
    rows = [
        (
            day_in_words(first, lang),
            "–" if last is None else day_in_words(last, lang),
            names.get(job.organisation_id, "") if job.organisation_id else job.organisation_name,
            position_of(job),
            job.order_number or "–",
            "–" if job.order_date is None else day_in_words(job.order_date, lang),
        )
        for job, (first, last) in zip(head.jobs, map(stretch_of, head.jobs), strict=True)
    ]
    empty = _("The register knows no job in this specialty.")
    return Table(_("Jobs in the claimed specialty"), [Column(name) for name in columns], rows, empty)


def position_of(job: Employment) -> str:
    """The position as in the order, else by the nomenclature."""
    return unmarked(job.position_title) or ("" if job.position is None else position_name(job.position))
