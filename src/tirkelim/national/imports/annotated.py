"""The file back with what was found in it: every row as it stood, what is wrong in words, wrong cells coloured.

Both forms are written while they are sent, so that a table of 281,000 rows needs no more memory than one of ten, and
nothing of it is kept. A mended file can be brought again as it is: its two columns of ours are known and left out.
"""

from __future__ import annotations

import csv
import heapq
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils.translation import get_language, gettext, ngettext, override, pgettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.spreadsheet import MARK, harmless
from tirkelim.national.imports.checking import Issue, Severity
from tirkelim.national.imports.columns import COLUMNS, LANGUAGES
from tirkelim.national.imports.issue_texts import issue_text
from tirkelim.national.imports.matching import folded
from tirkelim.national.imports.rows import Cell, RawRow
from tirkelim.national.imports.sheets import MOST_NOTES, Look, Sheet, Shown, workbook

MEND, ROW = _("What to mend"), _("Row of your file")
WIDE, NARROW, USUAL = 60, 10, 20
LINES_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What the file back is made of.

    ``rows`` those of the file and ``issues`` what was found, both in the order of rows. ``columns``: place of a cell
    (from 0) to key of the catalogue. ``only``: which rows are given back; all of them where it is None.
    ``summary``: lines of the first sheet.
    """

    headings: Sequence[str]
    columns: Mapping[int, str]
    rows: Iterable[RawRow]
    issues: Iterable[Issue]
    summary: Sequence[str]
    only: Severity | None = None


def own_headings() -> frozenset[str]:
    """The headings of our two columns in every language, folded: a file that comes back has them, they are left out."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found |= {folded(str(MEND)), folded(str(ROW))}
    return frozenset(found)


def annotated_xlsx(given: Annotation) -> Iterator[bytes]:
    """The workbook in the active language, piece by piece: a summary, then the rows."""
    rows = _sheet_rows(given)
    table = Sheet(
        pgettext("sheet of a table", "Rows"), [WIDE, NARROW, *[USUAL] * len(given.headings)], rows, 1, 1
    )  # fmt: skip
    about = Sheet(pgettext("sheet of a table", "Summary"), [110], _summary(given.summary), 0)
    yield from workbook([about, table])


def annotated_csv(given: Annotation) -> Iterator[bytes]:
    """The same as CSV without colours, marked as UTF-8, with semicolons as Kazakhstan's spreadsheets expect them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    out.write(MARK)
    writer.writerow([str(MEND), str(ROW), *map(harmless, given.headings)])
    words = Words(given)
    for at, (row, issues) in enumerate(together(given)):
        writer.writerow([words.of(issues), str(row.number), *(harmless(text(cell)) for cell in row.cells)])
        if at % LINES_AT_ONCE == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def together(given: Annotation) -> Iterator[tuple[RawRow, list[Issue]]]:
    """Each row that is given back with what was found in it."""
    found = groupby(given.issues, key=attrgetter("row"))
    number, issues = _next(found)
    for row in given.rows:
        while number is not None and number < row.number:
            number, issues = _next(found)
        own = issues if number == row.number else []
        if given.only is None or any(_weighs(issue, given.only) for issue in own):
            yield row, own


def _next(found: Iterator[tuple[int, Iterator[Issue]]]) -> tuple[int | None, list[Issue]]:
    number, issues = next(found, (None, iter(())))
    return number, list(issues)


def _weighs(issue: Issue, least: Severity) -> bool:
    return least is Severity.WARNING or issue.severity is Severity.ERROR


def in_order(checked: Iterable[Issue], refused: Iterable[Issue]) -> Iterator[Issue]:
    """What the check found and what the writing found later, by row. The second is short: it is sorted here."""
    return heapq.merge(checked, sorted(refused, key=attrgetter("row")), key=attrgetter("row"))


class Words:
    """What was found, in words; the same finding is put into words once."""

    def __init__(self, given: Annotation) -> None:
        self.headings = {
            key: given.headings[place] for place, key in given.columns.items() if place < len(given.headings)
        }
        self.known: dict[tuple[str, str, str], str] = {}

    def one(self, issue: Issue) -> str:
        """The column, what is wrong and what to do now."""
        key = issue.column, issue.code, repr(issue.params)
        if key not in self.known:
            if len(self.known) > 10_000:  # texts that repeat the cell differ from row to row
                self.known.clear()
            said = issue_text(issue.code, issue.params)
            heading = self.headings.get(issue.column) or column_name(issue.column)
            self.known[key] = " ".join(part for part in (heading and f"{heading}:", said.what, said.now) if part)
        return self.known[key]

    def of(self, issues: Sequence[Issue]) -> str:
        """All that was found in a row, a line each; errors come first."""
        return "\n".join(self.one(issue) for issue in sorted(issues, key=_errors_first))


def _errors_first(issue: Issue) -> bool:
    return issue.severity is not Severity.ERROR


def column_name(key: str) -> str:
    """What a column of the catalogue is called in the active language; "" for the row as a whole."""
    column = COLUMNS.get(key)
    return column.heading((get_language() or "kk")[:2]) if column else ""


def text(cell: Cell) -> str:
    """A cell as text: days as 31.12.2025."""
    return cell.strftime("%d.%m.%Y") if isinstance(cell, date) else cell


def _sheet_rows(given: Annotation) -> Iterator[Sequence[str | date | Shown]]:
    yield [Shown(str(name), Look.HEADING) for name in (MEND, ROW, *given.headings)]
    words, places = Words(given), {key: place for place, key in given.columns.items()}
    for row, issues in together(given):
        yield _marked(row, issues, words, places) if issues else ["", str(row.number), *row.cells]


def _marked(
    row: RawRow, issues: Sequence[Issue], words: Words, places: Mapping[str, int]
) -> Sequence[str | date | Shown]:
    """A row with its wrong cells coloured and told about; a cell that the row lacks is coloured as well."""
    of_place: defaultdict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.column in places:
            of_place[places[issue.column]].append(issue)
    width = max([len(row.cells), *(place + 1 for place in of_place)])
    cells: list[str | date | Shown] = [*row.cells, *[""] * (width - len(row.cells))]
    for place, found in of_place.items():
        cells[place] = _coloured(cells[place], found, words)  # type: ignore[arg-type]
    return [Shown(words.of(issues), Look.WORDS), str(row.number), *cells]


def _coloured(cell: str | date, issues: Sequence[Issue], words: Words) -> Shown:
    wrong = any(issue.severity is Severity.ERROR for issue in issues)
    look = Look.WRONG if wrong else Look.WARNED
    if isinstance(cell, date):
        look = Look.WRONG_DAY if wrong else Look.WARNED_DAY
    return Shown(cell, look, words.of(issues))


def _summary(lines: Sequence[str]) -> Iterator[Sequence[Shown]]:
    for at, line in enumerate(lines):
        yield [Shown(line, Look.WORDS if at else Look.TITLE)]


def advice(only: Severity | None) -> list[str]:
    """What to do with the file, for its first sheet."""
    lines = [
        gettext("What was found in your table"),
        gettext("Mend the coloured cells on the second sheet and bring this file again."),
        gettext("Its first two columns are left out by themselves."),
        gettext("Red cells are errors: their rows are not written."),
        gettext("Yellow cells are warnings: look at them, their rows are written."),
        ngettext(
            "Notes stand beside the first %(most)d coloured cell; the first column says everything in words.",
            "Notes stand beside the first %(most)d coloured cells; the first column says everything in words.",
            MOST_NOTES,
        ) % {"most": MOST_NOTES},
    ]  # fmt: skip
    if only is not None:
        lines.append(gettext("Only the rows about which there is something to say stand here."))
    return lines


Maker = Callable[[Annotation], Iterator[bytes]]
MAKERS: dict[str, Maker] = {"xlsx": annotated_xlsx, "csv": annotated_csv}
