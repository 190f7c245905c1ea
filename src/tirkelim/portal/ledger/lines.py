"""The results of the ledger as the page lists them: by chapter, each with its units or why none, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tirkelim.documents.models import EvidenceFile
from tirkelim.law.finding import Finding, Status
from tirkelim.law.messages import catalogue, render, term
from tirkelim.law.order_283_cpd.activity import Chapter
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.portal.choices import language
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger.judging import in_units, reason_of, twins_in_words
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.services.cpd.activities import criterion_of
from tirkelim.services.cpd.ledger import Line, WorkersLedger
from tirkelim.services.cpd.words import Word

EARNED, NOTHING, OPEN = "earned", "nothing", "open"


class WordView(NamedTuple):
    """What HR and the head said of a result: a tag with its colour, and a sentence."""

    tag: str | Promise
    colour: str
    text: str


class LineView(NamedTuple):
    """A result as listed. ``kind``: earned, nothing or open; ``quarters`` are the kernel's."""

    id: UUID
    title: str
    href: str
    criterion: str
    completed_on: date
    quarters: Maybe[int]
    kind: str
    units: str
    reason: str
    basis: Link
    until: str
    proof: Link | None
    owed: str
    word: WordView | None
    warnings: list[str]


class ChapterView(NamedTuple):
    """A chapter of annex 1 with its results; ``sum`` is the kernel's sum of the chapter."""

    key: str
    title: str
    sum: Units
    units: str
    lines: list[LineView]


def chapters(
    held: WorkersLedger, words: Mapping[UUID, Word], files: Mapping[UUID, EvidenceFile], today: date
) -> list[ChapterView]:
    """The three chapters, each with its results in the order of the criteria."""
    volume = held.counted.volume
    sums = (volume.further_education, Units(volume.non_formal), Units(volume.competencies))
    lines = {name: [one for one in held.lines if _chapter(one) is name] for name in Chapter}
    return [
        ChapterView(
            key=str(name),
            title=sentence(term(f"cpd.chapter.{name}", language())),
            sum=units,
            units=in_units(units),
            lines=[line_view(one, held, words, files, today) for one in lines[name]],
        )
        for name, units in zip(Chapter, sums, strict=True)
    ]


def line_view(
    line: Line,
    held: WorkersLedger,
    words: Mapping[UUID, Word],
    files: Mapping[UUID, EvidenceFile],
    today: date,
) -> LineView:
    """One result."""
    row, counted = line.row, line.counted
    why = reason_of((*counted.conditions, counted.finding))
    kind = OPEN if counted.quarters is UNKNOWN else EARNED if counted.quarters else NOTHING
    file = files.get(row.evidence) if row.evidence is not None else None
    rows = {str(one.row.line): one.row for one in held.lines}
    return LineView(
        id=row.line,
        title=row.title,
        href=reverse("ledger_result", args=[row.line]),
        criterion=criterion_in_words(row.criterion),
        completed_on=row.completed_on,
        quarters=counted.quarters,
        kind=kind,
        units=_units(counted.quarters),
        reason="" if kind == EARNED else render(why, language()),
        basis=link_to(why.requirement.citation),
        until=_until(counted.counts_until, held.day),
        proof=None if file is None else Link(file.original_name, reverse("ledger_file", args=[row.line, "evidence"])),
        owed=_owed(line, file),
        word=word_view(words.get(row.line)),
        warnings=[*twins_in_words(held.twins, str(row.line), rows), *_abroad(line.recognition)],
    )


def criterion_in_words(row: int) -> str:
    """The number of a criterion and its name: 3. In-person seminar, ..."""
    return f"{row}. {sentence(term(f'cpd.criterion.{row}', language()))}"


def word_view(word: Word | None) -> WordView | None:
    """The last word of HR and the head on a result."""
    if word is None:
        return None
    lang = language()
    if not word.sheet:
        tag, colour = (ACCEPTED_BY_HR, "teal") if word.accepted else (REFUSED_BY_HR, "orange")
        return WordView(tag, colour, "" if word.accepted else _reason(word))
    on = "" if word.on is None else day_in_words(word.on, lang)
    if word.accepted:
        return WordView(CONFIRMED, "green", _("Sheet %(number)s, %(day)s") % {"number": word.sheet, "day": on})
    return WordView(REFUSED, "red", _reason(word))


CONFIRMED = pgettext_lazy("result", "Confirmed")
REFUSED = pgettext_lazy("result", "Refused")
ACCEPTED_BY_HR = pgettext_lazy("result", "Accepted, not signed yet")
REFUSED_BY_HR = pgettext_lazy("result", "Refused, not signed yet")


def sentence(words: str) -> str:
    """With a capital."""
    return words[:1].upper() + words[1:]


def _reason(word: Word) -> str:
    key = f"term.cpd.refused.{word.reason}"
    said = sentence(catalogue()[key][language()]) if key in catalogue() else ""
    return ". ".join(part.rstrip(".") for part in (said, word.note) if part)


def _chapter(line: Line) -> Chapter:
    criterion = criterion_of(line.row.criterion)
    return Chapter.COMPETENCIES if criterion is None else criterion.chapter


def _units(quarters: Maybe[int]) -> str:
    if quarters is UNKNOWN:
        return _("not known yet")
    return in_units(quarters) if quarters else _("none")


def _until(day: date | None, today: date) -> str:
    if day is None:
        return ""
    lang = language()
    if day < today:
        return _("Counted until %(day)s") % {"day": day_in_words(day, lang, "until")}
    return _("Counts until %(day)s") % {"day": day_in_words(day, lang, "until")}


def _owed(line: Line, file: EvidenceFile | None) -> str:
    """The document that is still to be attached."""
    if file is not None or line.counted.activity.evidence_complete is True:
        return ""
    return term(f"cpd.document.{line.row.criterion}", language())


def _abroad(found: tuple[Finding, ...]) -> list[str]:
    """What p.15 still asks of learning abroad."""
    return [render(one, language()) for one in found if one.status is not Status.MET]
