"""A report as an XLSX workbook: the whole of it first, then a sheet for each dimension, and what the words mean.

Numbers are numbers, the headings stay in sight, and the charts are the spreadsheet's own, so they can be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter
from django.utils.translation import gettext as _

from tirkelim.law.spreadsheet import harmless
from tirkelim.national.reports.figures import ADDING, BALANCED, FLOWS, LEFT, TAKING, Dimension, Measure
from tirkelim.national.reports.words import DEFINITIONS, DIMENSIONS, MEASURES, OF_ORGANISATIONS, Names, key_heading

Rows = Mapping[str, Mapping[str, int]]
TEAL, TEAL_DEEP, GOLD = "#11616a", "#0d4347", "#c8962e"
CHARTED = (Dimension.REGION, Dimension.GROUP, Dimension.AGE, Dimension.SECTOR)
LONGEST_CHART = 40
SHEETS = (*(one for one in BALANCED if one not in (Dimension.ALL, Dimension.PYRAMID)), *FLOWS, Dimension.COUNTRY)


class Cover(NamedTuple):
    """What the first sheet says before the numbers: the title, and lines of a name and a value."""

    title: str
    lines: Sequence[tuple[str, str]]
    known_at: datetime


class _Looks(NamedTuple):
    """The formats of the workbook."""

    title: Any
    head: Any
    text: Any
    number: Any
    total: Any
    total_number: Any
    quiet: Any


def workbook(cover: Cover, whole: Mapping[str, int], rows: Callable[[str], Rows], filled: frozenset[str], names: Names
             ) -> bytes:  # fmt: skip
    """The workbook as bytes, the same bytes for the same report. `rows`: the figures of a dimension by key."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": cover.title, "author": "", "created": cover.known_at.replace(tzinfo=None)})
    looks = _looks(book)
    _first(book, looks, cover, whole)
    for dimension in SHEETS:
        if dimension in filled:
            _sheet(book, looks, dimension, rows(dimension), names)
    _meanings(book, looks)
    book.close()
    return out.getvalue()


def _looks(book: Any) -> _Looks:
    digits = {"num_format": "# ##0", "font_name": "Arial"}
    plain = {"font_name": "Arial", "text_wrap": True, "valign": "top"}
    return _Looks(
        title=book.add_format({"font_name": "Arial", "bold": True, "font_size": 16, "font_color": TEAL_DEEP}),
        head=book.add_format({"font_name": "Arial", "bold": True, "text_wrap": True, "valign": "top",
                              "bg_color": TEAL_DEEP, "font_color": "#ffffff"}),
        text=book.add_format(plain),
        number=book.add_format(digits),
        total=book.add_format({**plain, "bold": True, "top": 1}),
        total_number=book.add_format({**digits, "bold": True, "top": 1}),
        quiet=book.add_format({**plain, "font_color": "#56605f"}),
    )  # fmt: skip


def _first(book: Any, looks: _Looks, cover: Cover, whole: Mapping[str, int]) -> None:
    """The cover with the arithmetic: the closing is a formula over the lines above, which a person can check."""
    sheet = book.add_worksheet(_named(_("Report")))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 70)
    sheet.write_string(0, 0, harmless(cover.title), looks.title)
    row = 2
    for name, said in cover.lines:
        sheet.write_string(row, 0, harmless(name), looks.quiet)
        sheet.write_string(row, 1, harmless(said))
        row += 1
    row += 1
    for at, heading in enumerate((_("The arithmetic of the period"), _("People"), _("What it means"))):
        sheet.write_string(row, at, heading, looks.head)
    top = row + 2
    for measure in (Measure.OPENING, *ADDING, *TAKING):
        row += 1
        sign = "" if measure == Measure.OPENING else "+ " if measure in ADDING else "− "
        sheet.write_string(row, 0, f"{sign}{MEASURES[measure]}", looks.text)
        sheet.write_number(row, 1, _signed(measure, whole), looks.number)
        meaning = DEFINITIONS["left"] if measure in LEFT else DEFINITIONS[measure]
        sheet.write_string(row, 2, str(meaning), looks.quiet)
    closing = whole.get(Measure.CLOSING, 0)
    sheet.write_string(row + 1, 0, f"= {MEASURES[Measure.CLOSING]}", looks.total)
    sheet.write_formula(row + 1, 1, f"=SUM(B{top}:B{row + 1})", looks.total_number, closing)
    sheet.write_string(row + 1, 2, str(DEFINITIONS[Measure.CLOSING]), looks.quiet)
    for number, measure in enumerate((Measure.REGISTERED, Measure.LATE_ENTRIES)):
        sheet.write_string(row + 3 + number, 0, str(MEASURES[measure]), looks.text)
        sheet.write_number(row + 3 + number, 1, whole.get(measure, 0), looks.number)
        sheet.write_string(row + 3 + number, 2, str(DEFINITIONS[measure]), looks.quiet)


def _signed(measure: str, whole: Mapping[str, int]) -> int:
    """What is taken away stands below nought, so that the column adds up."""
    return -whole.get(measure, 0) if measure in TAKING else whole.get(measure, 0)


def _sheet(book: Any, looks: _Looks, dimension: str, rows: Rows, names: Names) -> None:
    """All values of a dimension: key, name, and a column for each measure that any of them has."""
    measures = _measures(dimension, rows)
    if not measures:
        return
    sheet = book.add_worksheet(_named(str(DIMENSIONS[dimension])))
    if dimension in OF_ORGANISATIONS:
        names.load(rows)
    main = Measure.CLOSING if Measure.CLOSING in measures else measures[0]
    by_number = dimension in (Dimension.AGE, Dimension.GROUP)
    keys = sorted(rows) if by_number else sorted(rows, key=lambda key: (-rows[key].get(main, 0), key))
    sheet.set_column(0, 0, 30 if dimension == Dimension.ORGANISATION_FLOW else 14)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 1 + len(measures), 13)
    for at, heading in enumerate(
        (key_heading(dimension), str(DIMENSIONS[dimension]), *(str(MEASURES[one]) for one in measures))
    ):
        sheet.write_string(0, at, heading, looks.head)
    for line, key in enumerate(keys, start=1):
        sheet.write_string(line, 0, harmless(names.code(dimension, key)), looks.quiet)
        sheet.write_string(line, 1, harmless(names.of(dimension, key)))
        for at, measure in enumerate(measures, start=2):
            sheet.write_number(line, at, rows[key].get(measure, 0), looks.number)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(keys), 1 + len(measures))
    if dimension in CHARTED and main in measures:
        _chart(book, sheet, dimension, len(keys), 2 + measures.index(main), len(measures) + 3)


def _measures(dimension: str, rows: Rows) -> list[str]:
    """The measures that some value of the dimension has, in the order of the arithmetic."""
    if dimension in FLOWS:
        order: Sequence[str] = (Measure.MOVED,)
    else:
        order = (Measure.OPENING, *ADDING, *TAKING, Measure.CLOSING, Measure.REGISTERED, Measure.LATE_ENTRIES)
    found = {measure for row in rows.values() for measure, value in row.items() if value}
    return [str(measure) for measure in order if measure in found]


def _chart(book: Any, sheet: Any, dimension: str, count: int, column: int, at: int) -> None:
    """A ranking beside the table, in the spreadsheet's own chart."""
    last = min(count, LONGEST_CHART)
    name = sheet.get_name()
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": str(MEASURES[Measure.CLOSING]),
            "categories": [name, 1, 1, last, 1],
            "values": [name, 1, column, last, column],
            "fill": {"color": TEAL},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "# ##0"},
        }
    )
    chart.set_title({"name": str(DIMENSIONS[dimension]), "name_font": {"size": 12, "color": TEAL_DEEP}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": dimension != Dimension.AGE, "num_font": {"size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 620, "height": 90 + 24 * last})
    sheet.insert_chart(1, at, chart, {"description": str(DIMENSIONS[dimension])})


def _meanings(book: Any, looks: _Looks) -> None:
    """The last sheet: what each measure means."""
    sheet = book.add_worksheet(_named(_("Definitions")))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 100)
    for at, heading in enumerate((_("Measure"), _("What it means"))):
        sheet.write_string(0, at, heading, looks.head)
    for line, measure in enumerate(MEASURES, start=1):
        meaning = DEFINITIONS.get(measure, DEFINITIONS["left"] if measure in LEFT else "")
        sheet.write_string(line, 0, str(MEASURES[measure]), looks.text)
        sheet.write_string(line, 1, str(meaning), looks.text)
    sheet.freeze_panes(1, 0)


def _named(name: str) -> str:
    """A name that a sheet may have: at most 31 letters, none of those that stand in addresses."""
    return "".join(letter for letter in name if letter not in "[]:*?/\\'")[:31]
