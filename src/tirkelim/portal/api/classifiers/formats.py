"""A classifier as JSON, CSV, XLSX or FHIR: bytes that are the same whenever the data are the same."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from tirkelim.law.book import current_book
from tirkelim.law.classifiers.lists import CODES, classifier
from tirkelim.law.classifiers.model import Classifier, Concordance
from tirkelim.law.messages import LANGUAGES
from tirkelim.law.spreadsheet import write_csv
from tirkelim.portal.api.classifiers.fhir import CONTENT_TYPE, resource

Held = Classifier | Concordance


class Format(NamedTuple):
    """A format: its kind of content, the ending of a file that is saved ("" where it is read at once), its maker."""

    content_type: str
    ending: str
    make: Callable[[Held, str, date], bytes]


def described(held: Held, day: date) -> dict[str, Any]:
    """What is said of a classifier beside its codes."""
    edition = held.edition
    return {
        "code": held.code,
        "title": {lang: held.title(lang) for lang in LANGUAGES},
        "about": {lang: held.about(lang) for lang in LANGUAGES},
        "citation": held.citation,
        "version": held.version,
        "edition": edition and edition.label,
        "in_force_from": edition and edition.start.isoformat(),
        "in_force_until": edition and edition.end and edition.end.isoformat(),
        "assumed": bool(edition and edition.assumed),
        "status": held.status(day),
        "count": len(held.rows()),
        "formats": {name: f"/api/v1/classifiers/{held.code}/{name}" for name in FORMATS},
    }


def _json(held: Held, base: str, day: date) -> bytes:
    columns = held.columns()
    items = [dict(zip(columns, row, strict=True)) for row in held.rows()]
    return _text({**described(held, day), "columns": list(columns), "items": items})


def _fhir(held: Held, base: str, day: date) -> bytes:
    return _text(resource(held, base, day))


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _csv(held: Held, base: str, day: date) -> bytes:
    return write_csv(held.columns(), held.rows()).encode()


def _xlsx(held: Held, base: str, day: date) -> bytes:
    """One sheet of codes with its head kept in sight, one that says what they are. Texts only: nothing is a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = held.edition.start if held.edition is not None else date(2020, 1, 1)
    book.set_properties({"title": held.title("kk"), "created": datetime(made.year, made.month, made.day, tzinfo=UTC)})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(held.code[:31])
    sheet.write_row(0, 0, held.columns(), bold)
    for at, row in enumerate(held.rows(), start=1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, column, cell, wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(held.rows()), len(held.columns()) - 1)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, len(held.columns()) - 1, 28)
    about = book.add_worksheet("about")
    for at, (name, value) in enumerate(_about(held, base, day)):
        about.write_string(at, 0, name, bold)
        about.write_string(at, 1, value, wrapped)
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 90)
    book.close()
    return out.getvalue()


def _about(held: Held, base: str, day: date) -> list[tuple[str, str]]:
    """The lines of the second sheet."""
    known = described(held, day)
    lines = [(f"{part}_{lang}", known[part][lang]) for part in ("title", "about") for lang in LANGUAGES]
    names = ("code", "citation", "version", "edition", "in_force_from", "in_force_until", "status")
    lines += [(name, str(known[name] or "")) for name in names]
    source = f"{base}/api/v1/classifiers/{held.code}/xlsx"
    return [*lines, ("assumed", "yes" if known["assumed"] else "no"), ("source", source)]


FORMATS: dict[str, Format] = {
    "json": Format("application/json", "", _json),
    "csv": Format("text/csv; charset=utf-8", "csv", _csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _xlsx),
    "fhir": Format(CONTENT_TYPE, "", _fhir),
}
"""The formats by the last part of the address."""


@functools.lru_cache(maxsize=64)
def export(code: str, name: str, base: str, day: date) -> bytes:
    """A classifier in a format as of the day. Raises KeyError for an unknown classifier or format."""
    return FORMATS[name].make(classifier(code, current_book()), base, day)


def listed(day: date) -> list[dict[str, Any]]:
    """All classifiers, without their codes."""
    return [described(classifier(code, current_book()), day) for code in CODES]
