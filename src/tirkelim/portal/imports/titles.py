"""What is meant by titles that the register does not know for certain: asked once for a file, and remembered."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext, pgettext

from tirkelim.journal.change import CommandIdReused
from tirkelim.journal.temporal import Stale
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.national.imports.meant import KEPT, Key, suggested
from tirkelim.national.imports.runs import CHECKABLE, WrongState, set_titles, start_check
from tirkelim.national.imports.titles import Title, leave_aside, otherwise_now, said_of_titles, still_open, titles
from tirkelim.national.models import ImportRun
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.imports.access import Opened, open_run, room
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.imports.matching import CHANGED, version_of

PORTION = 40
"""Titles on one page, the most frequent first; the next ones follow."""
OUTSIDE = "outside"
"""The choice that a title is none of the nomenclature: `KEPT` is no value of a box."""


@dataclass(frozen=True, slots=True)
class Line:
    """A title with its box. ``known``: it was answered before."""

    title: Title
    bound: BoundField
    rows: str
    known: bool


class TitlesForm(PortalForm):
    """For each title a position or a specialty, or nothing."""

    def __init__(self, *args: Any, asked: Sequence[Title], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            field = forms.ChoiceField(label=one.said, choices=choices(one), required=False)
            field.widget.attrs["class"] = "govuk-select i-field i-field--title"
            self.fields[name_of(one)] = field

    def answers(self) -> dict[Key, str | None]:
        """What is said of each title; None for nothing."""
        chosen = {one.id: self.cleaned_data.get(name_of(one), "") for one in self.asked}
        return {key: KEPT if value == OUTSIDE else value or None for key, value in chosen.items()}


def name_of(title: Title) -> str:
    """The name of the box of a title, the same for the same title whatever page it stands on."""
    return "title_" + hashlib.sha256("\n".join(title.id).encode()).hexdigest()[:16]


def choices(title: Title) -> list[Any]:
    """Nothing; what is alike; that it is none of the nomenclature; all the others."""
    named = {"position": _positions, "specialty": _specialties}[title.kind](language())
    near = [(value, named[value]) for value in suggested(title.kind, title.said) if value in named]
    found: list[Any] = [("", pgettext("a title of a table", "Choose"))]
    if near:
        found.append((gettext("Alike"), near))
    if title.kind == "position":
        found.append((OUTSIDE, gettext("None of the nomenclature: keep the title as the order words it")))
    shown = {value for value, _ in near}
    every = gettext("All positions") if title.kind == "position" else gettext("All specialties")
    return [*found, (every, [pair for pair in named.items() if pair[0] not in shown])]


@functools.lru_cache(maxsize=8)
def _positions(spoken: str) -> dict[str, str]:
    return {str(one.row): f"{one.row} {one.name(spoken)}" for one in positions()}


@functools.lru_cache(maxsize=8)
def _specialties(spoken: str) -> dict[str, str]:
    """Names by code; of a name with several codes each with its programme, by which they differ."""
    times = Counter(row.names[spoken] for row in specialties().values())
    named = {
        code: f"{row.names[spoken]} ({row.programme_code or code})"
        if times[row.names[spoken]] > 1
        else row.names[spoken]
        for code, row in specialties().items()
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def to_answer(row: ImportRun) -> list[Title]:
    """Titles of a checked table about which the person has not been asked yet."""
    return still_open(row.id, said_of_titles(row.organisation))


def titles_of(row: ImportRun) -> dict[str, Any]:
    """For the page of the outcome: how many titles are errors for want of an answer, in how many rows; and whether any
    was answered."""
    held = titles(row.id)
    unanswered = [one for one in held if one.answer is None]
    return {
        "titles_open": len(unanswered),
        "titles_rows": sum(one.count for one in unanswered),
        "titles_known": len(held) - len(unanswered),
    }


@room("GET", "POST")
def meant(request: HttpRequest, run: UUID) -> HttpResponse:
    """The titles with what may be meant; posted, the answers are kept and the rows are checked again."""
    opened = open_run(request, run)
    row = opened.run
    held = titles(run)
    if row.state not in CHECKABLE or not held:
        return redirect("imports_run", run)
    said = said_of_titles(row.organisation)
    sent = request.method == "POST"
    fresh = still_open(run, said)[:PORTION]
    if sent:
        asked = [one for one in held if name_of(one) in request.POST]
    else:
        asked = fresh or held[:PORTION]
    form = TitlesForm(request.POST if sent else None, asked=asked, initial=_initial(asked, said))
    if sent and form.is_valid():
        return _answered(opened, form, said)
    context = {
        "form": form, "run": row, "owner": opened.owner, "hidden": hidden(), "lines": _lines(form, said),
        "crumbs": crumbs(gettext("Titles"), row), "following": max(0, len(still_open(run, said)) - len(asked)),
    }  # fmt: skip
    return render(request, "portal/imports/titles.html", context, status=422 if form.errors else 200)


def _initial(asked: Sequence[Title], said: Mapping[Key, str]) -> dict[str, str]:
    return {name_of(one): said[one.id] or OUTSIDE for one in asked if one.id in said}


def _lines(form: TitlesForm, said: Mapping[Key, str]) -> list[Line]:
    return [Line(one, form[name_of(one)], _rows(one), one.id in said) for one in form.asked]


def _rows(title: Title) -> str:
    words = ngettext("%(count)d row", "%(count)d rows", title.count) % {"count": title.count}
    at = pgettext("a title of a table", "row %(row)d") if title.count == 1 else gettext("the first is row %(row)d")
    return f"{words}, {at % {'row': title.row}}" if title.count > 1 else at % {"row": title.row}


def _answered(opened: Opened, form: TitlesForm, said: Mapping[Key, str]) -> HttpResponse:
    """Keep what was said; ask of the next titles, or have the rows checked again, or show what was found."""
    request, run = opened.at.request, opened.run.id
    made, version = command(request, opened.at.moment), version_of(request)
    new = {key: value for key, value in form.answers().items() if value != said.get(key)}
    try:
        if new:
            version = set_titles(made, run, version, new).result["version"]
        leave_aside(run, list(form.asked))
        said = said_of_titles(opened.run.organisation)
        if still_open(run, said):
            return redirect("imports_titles", run)
        if otherwise_now(run, said):
            start_check(made._replace(id=uuid5(made.id, "check")), run, version)
    except (Stale, WrongState, CommandIdReused):
        messages.warning(request, str(CHANGED))
    return redirect("imports_run", run)
