"""Any list, as filtered, as a file for a spreadsheet: CSV as it is read, XLSX with real dates and numbers.

    return export(request, Listing("people", COLUMNS, rows, people=ids, asked=query.without_names()), wanted, moment)

The caller has asked for the rights: who may read a list may have it as a file. What leaves the system is told twice:
once in the journal of the account with the filter and the number, and for every person in the own record.
"""

from __future__ import annotations

import enum
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any, NamedTuple
from uuid import UUID, uuid4

import xlsxwriter
from django.conf import settings
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, change
from tirkelim.law.spreadsheet import MARK, harmless, write_csv
from tirkelim.portal.edge import account_of
from tirkelim.register.models import AccessLog

AT_ONCE = 500
"""Rows put into words at a time."""
PURPOSE = "people.export"
"""What stands in the access log of everybody in an exported list."""
WIDEST = 60


class Format(enum.StrEnum):
    """Kinds of files."""

    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Column(NamedTuple):
    """A column: its heading in the reader's language, and how many letters wide it is."""

    heading: str | Promise
    width: int = 24


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be written. `name` stands in the file's name: a word of ours, never anybody's data.

    `rows` may be read as they are written. `people`: everybody in it, each of whom is told. `asked`: the filter for
    the journal, without names or identifiers.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    people: Sequence[UUID] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)


class TooMany(ValueError):
    """More lines than one file may hold; `most` is the limit of this installation."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} lines")
        self.most = most


def most_lines() -> int:
    """How many lines one file may hold (TIRKELIM_EXPORT_MOST)."""
    return int(settings.EXPORT_MOST)


def format_of(request: HttpRequest) -> Format | None:
    """The file that a page is asked for by `?format=` or a button of that name; None: the page itself."""
    wanted = request.POST.get("format") or request.GET.get("format", "")
    return Format(wanted) if wanted in set(Format) else None


def export(request: HttpRequest, listing: Listing, wanted: Format, moment: datetime) -> HttpResponseBase:
    """The list as a file, logged before it leaves. Raises TooMany."""
    most = most_lines()
    if len(listing.people) > most:
        raise TooMany(most)
    log_export(account_of(request).id, listing, wanted, moment)
    lang = translation.get_language() or "kk"
    rows = _limited(listing.rows, most)
    file_name = f"tirkelim-{listing.name}-{timezone.localdate(moment).isoformat()}.{wanted.value}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"', "Cache-Control": "no-store"}
    heads = [str(column.heading) for column in listing.columns]
    if wanted is Format.CSV:
        made = StreamingHttpResponse(_csv(heads, rows, lang), content_type=MEDIA_TYPES[wanted], headers=headers)
        return made
    return FileResponse(_xlsx(listing, heads, rows), content_type=MEDIA_TYPES[wanted], headers=headers)


def log_export(actor: UUID, listing: Listing, wanted: Format, moment: datetime) -> None:
    """An entry in the account's journal, and a look at each person's record."""
    with change(Command(uuid4(), actor, moment), "portal.export") as made:
        body = {"list": listing.name, "format": wanted.value, "people": len(listing.people), "asked": listing.asked}
        append(f"account:{actor}", made, "list_exported", body)
        looks = (AccessLog(actor=actor, person_id=one, purpose=PURPOSE, at=moment) for one in listing.people)
        while some := list(islice(looks, AT_ONCE)):
            AccessLog.objects.bulk_create(some)


def _limited(rows: Iterable[Sequence[object]], most: int) -> Iterator[Sequence[object]]:
    """The rows, and a last line that says so where there are more than a file may hold."""
    given = iter(rows)
    yield from islice(given, most)
    if next(given, None) is not None:
        yield [_("The list goes on: a file holds at most %(most)d lines. Narrow the filter.") % {"most": most}]


def _csv(heads: Sequence[str], rows: Iterator[Sequence[object]], lang: str) -> Iterator[str]:
    """The file in pieces. It is made while it is sent, when the request's language is gone: hence `lang`."""
    yield MARK + write_csv([harmless(head) for head in heads], (), mark=False)
    while True:
        with translation.override(lang):
            some = [[_plain(cell) for cell in row] for row in islice(rows, AT_ONCE)]
        if not some:
            return
        yield write_csv((), some, mark=False).removeprefix("\r\n")


def _plain(cell: object) -> object:
    """A cell of CSV: days and moments as ISO 8601, lazy texts in words; text is made harmless by write_csv."""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    return cell if cell is None or isinstance(cell, (int, float, Decimal)) else str(cell)


def _xlsx(listing: Listing, heads: Sequence[str], rows: Iterator[Sequence[object]]) -> IO[bytes]:
    """The workbook in a nameless temporary file, written row by row: memory does not grow with it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, plain)
    book.set_properties({"author": "", "created": datetime(2000, 1, 1)})  # noqa: DTZ001  says nothing about who
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    shapes: dict[type, Any] = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for at, column in enumerate(listing.columns):
        sheet.set_column(at, at, min(column.width, WIDEST))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(chain([heads], rows)):
        for at, cell in enumerate(row):
            _write(sheet, number, at, cell, shapes, head if number == 0 else None)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, row: int, at: int, cell: object, shapes: Mapping[type, Any], head: Any) -> None:
    """A cell as what it is: a day a day, a number a number, and text never a formula."""
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime):
        sheet.write_datetime(row, at, timezone.localtime(cell).replace(tzinfo=None), shapes[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), shapes[date])  # noqa: DTZ001
    elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        sheet.write_number(row, at, cell)
    else:
        sheet.write_string(row, at, harmless(str(_plain(cell))), head)
