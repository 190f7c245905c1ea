"""What was found in a table: by kind with its number, row by row, and as the file itself with its errors marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

from tirkelim.national.imports import store
from tirkelim.national.imports.annotated import MAKERS, Annotation, advice, column_name, in_order, text
from tirkelim.national.imports.checking import Issue, Severity
from tirkelim.national.imports.findings import Group, groups, of_kind
from tirkelim.national.imports.issue_texts import issue_text
from tirkelim.national.imports.meant import DOUBTFUL, SETTLED
from tirkelim.national.imports.rows import read_rows
from tirkelim.national.imports.runs import CHECKABLE, places
from tirkelim.national.imports.titles import titles
from tirkelim.national.models import ImportRun
from tirkelim.portal.imports.access import Opened, open_run, room
from tirkelim.portal.imports.bringing import CSV, XLSX
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.imports.words import OUTCOMES

PAGE = 50
VARIANTS = 8
KINDS = 40
"""Kinds of findings on one page."""
FAR = {"csv": 50_000, "xlsx": 3_000}
"""Rows of a file down to which its cells are read for a page."""
LONGEST = 80
Cells = dict[tuple[int, str], str]
ALL, WRONG, WARNED = "all", "errors", "remarks"
ONLY = {ALL: None, WRONG: Severity.ERROR, WARNED: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class Line:
    """One wording of a kind of findings: what is wrong, what to do now, how many rows, some of them."""

    what: str
    now: str
    count: int
    rows: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of findings in one column. ``lines`` are its wordings, ``more`` rows have others."""

    title: str
    now: str
    column: str
    count: int
    is_error: bool
    href: str
    lines: list[Line]
    more: int
    values: list[str]
    asks: bool
    """Whether it is settled by saying once what titles mean."""


def found_lists(opened: Opened) -> dict[str, Any]:
    """Kinds of findings as the filter of the page leaves them, with what the filter offers."""
    request, row = opened.at.request, opened.run
    asked, column = request.GET.get("kind", ""), request.GET.get("column", "")
    held = groups(row.id)
    headings = _headings(row)
    wanted = [one for one in held if asked in ("", one.severity) and column in ("", one.column or "row")]
    page = Paginator(wanted, KINDS).get_page(request.GET.get("page"))
    cells = cells_of(row, {number for one in page.object_list for line in one.variants[:1] for number in line.rows})
    return {
        "kinds": [kind(row, one, headings, cells) for one in page.object_list],
        "page": page,
        "asked_kind": asked,
        "asked_column": column,
        "any_found": bool(held),
        "columns_found": sorted(
            {(one.column or "row", headings.get(one.column) or gettext("The whole row")) for one in held},
            key=lambda pair: pair[1],
        ),
    }


def _headings(row: ImportRun) -> dict[str, str]:
    """The headings of the file by key; for keys that it lacks, those of the catalogue."""
    found = {key: row.headings[place] for place, key in places(row).items() if place < len(row.headings)}
    return _Named(found)


class _Named(dict[str, str]):
    """Headings that fall back on the catalogue's."""

    def get(self, key: str, default: Any = None) -> Any:
        """The heading of the file, else of the catalogue."""
        return super().get(key) or column_name(key) or default


def cells_of(row: ImportRun, numbers: set[int]) -> Cells:
    """What stands in some rows of the file, by row and key; nothing for rows so far down that reading takes long."""
    last = max((number for number in numbers if number <= FAR[row.file_kind]), default=0)
    found: Cells = {}
    if not last or not store.source(row.id).is_file():
        return found
    columns = places(row)
    for raw in read_rows(store.source(row.id), row.file_kind, row.sheet):
        if raw.number > last:
            break
        if raw.number in numbers:
            for place, key in columns.items():
                if place < len(raw.cells) and raw.cells[place]:
                    found[raw.number, key] = text(raw.cells[place])[:LONGEST]
    return found


def kind(row: ImportRun, group: Group, headings: dict[str, str], cells: Cells) -> Kind:
    """A kind of findings in words. Where all rows have one wording, it is the title."""
    values = [cells[number, group.column] for number in group.variants[0].rows if (number, group.column) in cells]
    lines = [
        Line(*issue_text(group.code, one.params), one.count, rows_named(one.rows, one.count))
        for one in group.variants[:VARIANTS]
    ]
    first = lines[0]
    query = urlencode({"column": group.column})
    return Kind(
        title=first.what,
        now=first.now,
        column=headings.get(group.column) or "",
        count=group.count,
        is_error=group.is_error,
        href=f"{reverse('imports_found', args=[row.id, group.code])}?{query}",
        lines=lines,
        more=group.count - sum(line.count for line in lines),
        values=list(dict.fromkeys(values)),
        asks=row.state in CHECKABLE and group.code in DOUBTFUL | SETTLED and bool(titles(row.id)),
    )


def rows_named(rows: list[int], count: int) -> str:
    """Some rows by their numbers: row 5; rows 5, 8, 13 and 20 more."""
    named = ", ".join(map(str, rows))
    words = ngettext("row %(rows)s", "rows %(rows)s", count) % {"rows": named}
    more = count - len(rows)
    return words if more <= 0 else gettext("%(rows)s and %(more)d more") % {"rows": words, "more": more}


@room("GET")
def found(request: HttpRequest, run: UUID, code: str) -> HttpResponse:
    """The rows of one kind of findings, page by page."""
    opened = open_run(request, run)
    row, column = opened.run, request.GET.get("column")
    group = next((one for one in groups(run) if one.code == code and column in (None, one.column)), None)
    if group is None:
        raise Http404
    column = group.column
    page = Paginator(range(group.count), PAGE).get_page(request.GET.get("page"))
    shown = of_kind(run, code, column, (page.number - 1) * PAGE, PAGE)
    cells = cells_of(row, {one.row for one in shown})
    context = {
        "run": row,
        "owner": opened.owner,
        "kind": kind(row, group, _headings(row), cells),
        "lines": [(one.row, cells.get((one.row, column), ""), issue_text(one.code, one.params).what) for one in shown],
        "page": page,
        "crumbs": crumbs(gettext("Rows"), row),
    }
    return render(request, "portal/imports/found.html", context)


@room("GET")
def annotated(request: HttpRequest, run: UUID, which: str, kind: str) -> HttpResponseBase:
    """The file back with what was found in it, written while it is sent."""
    opened = open_run(request, run)
    row = opened.run
    if which not in ONLY or kind not in MAKERS or not store.source(run).is_file() or row.checked_at is None:
        raise Http404
    given = Annotation(
        headings=row.headings,
        columns=places(row),
        rows=read_rows(store.source(run), row.file_kind, row.sheet),
        issues=_issues(run),
        summary=_summary(row, which),
        only=ONLY[which],
    )
    pieces = _in_language(MAKERS[kind](given), get_language() or "kk")
    answer = StreamingHttpResponse(pieces, content_type=XLSX if kind == "xlsx" else CSV)
    remarks = pgettext("end of a file's name", "remarks")
    name = f"{row.file_name.rpartition('.')[0] or row.file_name} - {remarks}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _in_language(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """The pieces, each made in a language: by the time they are sent the request may be over."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        if piece:
            yield piece


def _issues(run: UUID) -> Iterator[Issue]:
    return in_order(store.issues(run, [store.ISSUES]), store.issues(run, [store.REFUSED]))


def _summary(row: ImportRun, which: str) -> list[str]:
    title, *lines = advice(ONLY[which])
    counts = [f"{name}: {row.counts.get(key, 0)}" for key, (name, _about) in OUTCOMES.items()]
    return [title, row.file_name, *counts, "", *lines]
