"""The decision about a checked table: write it, check it again, or give it up."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, CommandIdReused, Done
from tirkelim.journal.temporal import Stale
from tirkelim.national.imports import runs
from tirkelim.national.imports.runs import HasErrors, WrongColumns, WrongState
from tirkelim.national.models import Mode, RunState
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.imports.access import Opened, open_run, room
from tirkelim.portal.imports.following import outcome
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.imports.matching import CHANGED, version_of

MODES = {"all": Mode.ALL, "good": Mode.GOOD}


@room("POST")
def write(request: HttpRequest, run: UUID) -> HttpResponse:
    """Have the rows written as the person decided."""
    opened = open_run(request, run)
    chosen = request.POST.get("mode", "")
    corrects = request.POST.get("corrects") == "yes"
    wrong = int(opened.run.counts.get("wrong", 0))
    if not wrong:
        chosen = chosen if chosen in ("mend", "good") else "all"
    if chosen == "mend":
        messages.info(request, _("Nothing was written. Bring the mended table here."))
        return redirect("imports_bring")
    if chosen not in MODES and opened.run.state == RunState.CHECKED:
        context = {
            "run": opened.run, "owner": opened.owner, "hidden": hidden(), "crumbs": crumbs(opened.run.file_name),
            "undecided": True, "corrects": corrects, **outcome(opened),
        }  # fmt: skip
        return render(request, "portal/imports/checked.html", context, status=422)
    mode = MODES.get(chosen, Mode.GOOD)
    return _step(opened, lambda made, version: runs.start_write(made, run, version, mode, corrects=corrects))


@room("POST")
def again(request: HttpRequest, run: UUID) -> HttpResponse:
    """Have the rows checked once more, with the same columns."""
    opened = open_run(request, run)
    return _step(opened, lambda made, version: runs.start_check(made, run, version))


@room("GET", "POST")
def give_up(request: HttpRequest, run: UUID) -> HttpResponse:
    """Ask once more, then give the table up."""
    opened = open_run(request, run)
    if request.method != "POST":
        context = {
            "run": opened.run, "owner": opened.owner, "hidden": hidden(), "crumbs": crumbs(_("Give up"), opened.run),
            "may": opened.run.state not in (RunState.DONE, RunState.GIVEN_UP),
            "writing": opened.run.state in (RunState.WRITE_WAITS, RunState.WRITING),
        }  # fmt: skip
        return render(request, "portal/imports/give_up.html", context)
    return _step(opened, lambda made, version: runs.give_up(made, run, version))


def _step(opened: Opened, step: Callable[[Command, int], Done]) -> HttpResponse:
    """Take a step; say so where it cannot be taken any more."""
    request = opened.at.request
    try:
        step(command(request, opened.at.moment), version_of(request))
    except (Stale, WrongState, CommandIdReused):
        messages.warning(request, str(CHANGED))
    except HasErrors:
        messages.warning(request, _("Some rows have errors: choose whether the others are written."))
    except WrongColumns:
        return redirect("imports_columns", opened.run.id)
    return redirect("imports_run", opened.run.id)
