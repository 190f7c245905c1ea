"""A run on its way: how far it is, what was found, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.national.imports import store
from tirkelim.national.imports.issue_texts import issue_text
from tirkelim.national.imports.progress import Progress
from tirkelim.national.imports.progress import of as progress_of
from tirkelim.national.imports.writes import holds_everybody
from tirkelim.national.models import ImportRun, RunState
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.imports.access import Opened, open_run, room
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.imports.reading import found_lists
from tirkelim.portal.imports.titles import titles_of, to_answer
from tirkelim.portal.imports.words import CHECKING, FAILURES, OUTCOMES, UNDER_WAY
from tirkelim.portal.wording import number_in_digits

WAITS = timedelta(seconds=20)
"""How long a run may wait before the page says that nobody has begun; a free worker begins within two seconds."""
SILENT = timedelta(seconds=120)
"""How long a worker may give no sign of life."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of rows with its name."""

    key: str
    count: int
    name: str
    about: str


@room("GET")
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """The page of a run, whatever state it is in."""
    opened = open_run(request, run)
    state = opened.run.state
    if state == RunState.UPLOADED:
        return redirect("imports_columns", run)
    if state == RunState.CHECKED and not request.GET and to_answer(opened.run):
        return redirect("imports_titles", run)
    context = {"run": opened.run, "owner": opened.owner, "hidden": hidden(), "crumbs": crumbs(opened.run.file_name)}
    if state in UNDER_WAY:
        return render(request, "portal/imports/progress.html", {**context, **under_way(opened.run, opened.at.moment)})
    if state in (RunState.CHECKED, RunState.DONE):
        context |= outcome(opened) | titles_of(opened.run)
    name = {RunState.CHECKED: "checked", RunState.DONE: "done"}.get(RunState(state), "stopped")
    return render(request, f"portal/imports/{name}.html", {**context, "why": why(opened.run)})


@room("GET")
def progress(request: HttpRequest, run: UUID) -> HttpResponse:
    """How far it is, for the script of the page: numbers and words, nothing of anybody."""
    row = open_run(request, run).run
    return JsonResponse({"over": row.state not in UNDER_WAY, **under_way(row, now())})


def under_way(row: ImportRun, moment: datetime) -> dict[str, Any]:
    """How far a run is, in numbers and in words; ``stuck`` says that nobody works on it."""
    at = progress_of(row)
    checking = row.state in CHECKING
    return {
        "share": at.share,
        "title": _("Your table is being checked") if checking else _("The rows are being written"),
        "words": far(row, at),
        "stuck": stuck(row, moment),
    }


def far(row: ImportRun, at: Progress) -> str:
    """Rows done of all rows."""
    if row.state in (RunState.CHECK_WAITS, RunState.WRITE_WAITS):
        return _("It waits for its turn.")
    done = number_in_digits(at.done, language())
    if not at.total:
        return _("Rows so far: %(done)s") % {"done": done}
    return _("%(done)s of %(total)s rows") % {"done": done, "total": number_in_digits(at.total, language())}


def stuck(row: ImportRun, moment: datetime) -> str:
    """What to say where nothing goes on; "" where all is well."""
    silent = moment - (row.touched_at or row.created_at)
    if row.state in (RunState.CHECK_WAITS, RunState.WRITE_WAITS):
        if silent < WAITS:
            return ""
        before = ImportRun.objects.filter(
            state__in=UNDER_WAY, created_at__lt=row.created_at, touched_at__gt=moment - SILENT
        ).count()
        if before:
            return ngettext(
                "%(count)d table is before yours. You can leave this page: the work goes on without it.",
                "%(count)d tables are before yours. You can leave this page: the work goes on without it.",
                before,
            ) % {"count": before}
        return nobody()
    return nobody() if silent > SILENT else ""


def nobody() -> str:
    """Nobody works on tables at the moment."""
    return _(
        "Nobody works on tables at the moment: the service that does may be stopped. Your table is kept, and the "
        "work goes on by itself as soon as the service runs. If nothing happens within half an hour, call the contact "
        "centre."
    )


def why(row: ImportRun) -> str:
    """Why a run stopped, in words; "" where it did not."""
    if not row.failure:
        return ""
    if row.failure in FAILURES:
        return str(FAILURES[row.failure])
    said = issue_text(row.failure, {})
    return f"{said.what} {said.now}"


def outcome(opened: Opened) -> dict[str, Any]:
    """The numbers of a checked or written run, and what was found."""
    row = opened.run
    written = row.state == RunState.DONE
    # Warnings are those of the check also when the rows are written: the list below tells them.
    counts = row.counts.get("written", {}) | {"warned": row.counts.get("warned", 0)} if written else row.counts
    wrong = int(row.counts.get("wrong", 0))
    good = (row.rows_total or 0) - wrong
    left_out = wrong + int(counts.get("refused", 0)) if written else wrong
    return {
        "tiles": tiles(counts, left_out),
        "wrong": left_out,
        "good": good,
        "to_write": good - int(row.counts.get("same", 0)),
        "warned": int(row.counts.get("warned", 0)),
        "holds_everybody": not wrong and holds_everybody(row, warned=True),
        "has_file": store.source(row.id).is_file(),
        **found_lists(opened),
    }


def tiles(counts: dict[str, Any], wrong: int) -> list[Tile]:
    """The numbers by outcome; errors count what is left out."""
    numbers = {**counts, "wrong": wrong}
    return [Tile(key, int(numbers.get(key, 0)), str(name), str(about)) for key, (name, about) in OUTCOMES.items()]
