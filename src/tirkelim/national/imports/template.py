"""The empty table that people fill in: XLSX with drop-down lists and explanations, or the bare headings as CSV.

Headings, lists and explanations are in the language that is active. Cells of identifiers are texts, so that the zeros
at the beginning of an IIN stay. The example stands on the sheet of explanations alone: no import ever reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import xlsxwriter
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tirkelim.identity.territories import territories
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.spreadsheet import MARK
from tirkelim.national.imports.columns import COLUMNS, LANGUAGES, Column

LAST_ROW = 1_048_575
"""Of a sheet, from 0."""
LONGEST_SHEET_NAME = 31
TEAL, SAND, GOLD, LINE = "#11616A", "#F2EEE6", "#FBF1D9", "#DCD5C8"
OF_MANY = "bin"
"""The column that only a table of many organisations needs."""
JOINED = "full_name"
"""Kind of the columns that hold a whole name: tables have them, the template asks for the parts."""
LISTED = frozenset({"position", "specialty", "region"})
"""Kinds whose values come from a list of the law or of the regions."""
READ_AT_ONCE = 24
"""Values that are named in the explanations; longer lists stand in the drop-down list alone."""


class Styles(NamedTuple):
    """How cells look."""

    required: Format
    optional: Format
    text: Format
    day: Format
    number: Format
    title: Format
    group: Format
    wrapped: Format
    quiet: Format


def language() -> str:
    """The active language: kk, ru or en."""
    return (get_language() or "kk")[:2]


def template_columns(*, many_organisations: bool) -> list[Column]:
    """The columns of the table, in their order; the BIN only where one table holds many organisations."""
    wanted = [one for one in COLUMNS.values() if one.kind != JOINED]
    return [one for one in wanted if many_organisations or one.key != OF_MANY]


def template_csv(*, many_organisations: bool) -> str:
    """The headings alone, marked as UTF-8; with semicolons, which spreadsheets of the country expect."""
    out = io.StringIO()
    columns = template_columns(many_organisations=many_organisations)
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([one.heading(language()) for one in columns])
    return MARK + out.getvalue()


def template_xlsx(today: date, *, many_organisations: bool) -> bytes:
    """The table to fill in, its explanations and a hidden sheet of lists. ``today`` decides which regions exist."""
    columns = template_columns(many_organisations=many_organisations)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles = make_styles(book)
    table = book.add_worksheet(pgettext("sheet of a table", "Workers")[:LONGEST_SHEET_NAME])
    about = book.add_worksheet(pgettext("sheet of a table", "Explanations")[:LONGEST_SHEET_NAME])
    lists = book.add_worksheet(pgettext("sheet of a table", "Lists")[:LONGEST_SHEET_NAME])
    lists.hide()
    ranges = write_lists(lists, columns, today)
    for place, column in enumerate(columns):
        write_heading(table, place, column, styles, today)
        offer(table, place, column, ranges.get(column.key, ""))
    table.freeze_panes(1, 1)
    table.set_row(0, 45)
    explain(about, columns, styles, today)
    table.activate()
    book.close()
    return out.getvalue()


def make_styles(book: xlsxwriter.Workbook) -> Styles:
    """The looks of the file."""
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": LINE}
    return Styles(
        required=book.add_format({**head, "bg_color": TEAL, "font_color": "#FFFFFF"}),
        optional=book.add_format({**head, "bg_color": SAND}),
        text=book.add_format({"num_format": "@"}),
        day=book.add_format({"num_format": "dd.mm.yyyy", "align": "left"}),
        number=book.add_format({"num_format": "0", "align": "left"}),
        title=book.add_format({"bold": True, "font_size": 16, "font_color": TEAL}),
        group=book.add_format({"bold": True, "bg_color": GOLD, "valign": "top"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        quiet=book.add_format({"text_wrap": True, "valign": "top", "font_color": "#56605F"}),
    )


def write_heading(sheet: Worksheet, place: int, column: Column, styles: Styles, today: date) -> None:
    """A heading with its explanation as a note, and the format of the cells below it."""
    heading = column.heading(language())
    below = {"date": styles.day, "number": styles.number}.get(column.kind, styles.text)
    sheet.set_column(place, place, width(column), below)
    sheet.write_string(0, place, heading, styles.required if column.required else styles.optional)
    note = "\n".join(part for part in (heading, need(column), how(column), told_example(column, today)) if part)
    sheet.write_comment(0, place, note, {"x_scale": 2, "y_scale": 1.3, "font_size": 10})


def width(column: Column) -> int:
    """Characters that fit into the column without scrolling."""
    fits = {"date": 14, "iin": 15, "bin": 15, "number": 12, "yes_no": 14, "level": 14}.get(column.kind)
    return fits or max(14, min(34, len(column.heading(language())) // 2 + 6))


def offer(sheet: Worksheet, place: int, column: Column, source: str) -> None:
    """A drop-down list, or that a day is expected. What is not of the list is taken too: the check says so by cell."""
    heading = column.heading(language())[:32]
    told = {
        "error_type": "information",
        "error_title": heading,
        "error_message": how(column)[:255],
    }
    if source:
        sheet.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": source, **told})
    elif column.kind == "date":
        days = {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1)}
        sheet.data_validation(1, place, LAST_ROW, place, {**days, **told})


def write_lists(sheet: Worksheet, columns: Sequence[Column], today: date) -> dict[str, str]:
    """The values of every closed list on the hidden sheet; where each stands, by column."""
    found: dict[str, str] = {}
    stands: dict[tuple[str, ...], str] = {}
    for column in columns:
        words = tuple(allowed(column, today))
        if not words:
            continue
        if words not in stands:
            at = len(stands)
            sheet.write_column(0, at, words)
            letter = xl_col_to_name(at, col_abs=True)
            stands[words] = f"='{sheet.get_name()}'!{letter}$1:{letter}${len(words)}"
        found[column.key] = stands[words]
    return found


def allowed(column: Column, today: date) -> list[str]:
    """The values that a cell may have, in words, each once; none where it is free."""
    lang = language()
    words = list(dict.fromkeys(named[lang] for named in names(column, today)))
    return sorted(words, key=str.casefold) if column.kind == "specialty" else words


def names(column: Column, today: date) -> list[dict[str, str]]:
    """The same by language."""
    if column.choices:
        return [choice.words for choice in column.choices]
    if column.kind == "position":
        return [one.names for one in positions()]
    if column.kind == "specialty":
        return [one.names for one in specialties().values()]
    if column.kind == "region":
        return [{lang: one.name(lang) for lang in LANGUAGES} for one in territories(today)]
    return []


def explain(sheet: Worksheet, columns: Sequence[Column], styles: Styles, today: date) -> None:
    """What to write in each column: needed or not, the item of the order, an example, the values allowed."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 52)
    sheet.set_column(3, 3, 26)
    sheet.set_column(4, 4, 12)
    sheet.write_string(0, 0, _("How to fill in the table"), styles.title)
    row = 1
    for line in advice():
        sheet.merge_range(row, 0, row, 4, line, styles.wrapped)
        sheet.set_row(row, 32)
        row += 1
    heads = (_("Column"), _("Needed"), _("What to write"), _("Example"), _("Item of 253/2020, p. 8"))
    sheet.write_row(row + 1, 0, heads, styles.required)
    for at, column in enumerate(columns, start=row + 2):
        cells = (column.heading(language()), need(column), what(column, today), example(column, today))
        for place, text in enumerate(cells):
            sheet.write_string(at, place, text, styles.wrapped)
        sheet.write_string(at, 4, str(column.item or ""), styles.wrapped)
    sheet.freeze_panes(row + 2, 1)


def advice() -> tuple[str, ...]:
    """What is true of the whole table."""
    return (
        _("One row is one worker with one job."),
        _("A second job, education or training of the same worker is one more row with the same IIN."),
        _("Only the first sheet is read. Leave the headings as they are: then nothing has to be matched by hand."),
        _("Dates are written as 31.12.2025. Identifiers are texts: zeros at the beginning stay."),
        _("Positions may be called as they were before 2025: the register knows the former titles."),
        _("Nothing is written before you have seen what was found in the table and agreed to it."),
    )  # fmt: skip


def need(column: Column) -> str:
    """Whether the column has to be filled in."""
    if column.required:
        return pgettext("column of a table", "always")
    return pgettext("column of a table", "if known")


def what(column: Column, today: date) -> str:
    """What to write, with the values where there are few enough to read."""
    words = allowed(column, today)
    if words and len(words) <= READ_AT_ONCE:
        return f"{how(column)}: {'; '.join(words)}"
    return how(column)


def how(column: Column) -> str:
    """What kind of value the cells hold, in words."""
    if column.choices or column.kind in LISTED:
        return _("Choose from the list")
    texts: dict[str, str] = {
        "date": _("A day, as 31.12.2025"),
        "iin": _("12 digits"),
        "bin": _("12 digits"),
        "number": _("A whole number"),
        "country": _("The country, in words or by its three-letter code"),
        "mobile": _("A mobile number, as +7 701 123 45 67"),
        "level": _("The level, as 4.1 or 7.2 (R)"),
        "passport": _("For a foreigner without IIN: country and number, as KGZ:AC1234567"),
    }
    return texts.get(column.kind) or _("Text, at most %(most)d characters") % {"most": column.most}


def example(column: Column, today: date) -> str:
    """The example of a column, in the active language where it is a value of a list; "" where there is none."""
    known = next((named for named in names(column, today) if named["kk"] == column.example), None)
    return known[language()] if known else column.example


def told_example(column: Column, today: date) -> str:
    """The example as a line of a note."""
    shown = example(column, today)
    return _("Example: %(example)s") % {"example": shown} if shown else ""


def described(today: date, *, many_organisations: bool) -> list[dict[str, Any]]:
    """The same explanations for the page: heading, whether needed, what to write, example, item."""
    return [
        {
            "heading": one.heading(language()),
            "required": one.required,
            "need": need(one),
            "how": how(one),
            "example": example(one, today),
            "item": one.item,
        }
        for one in template_columns(many_organisations=many_organisations)
    ]
