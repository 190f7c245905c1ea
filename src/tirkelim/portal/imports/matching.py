"""Which column of the file holds what: matched by headings and by what was remembered, to be looked at and changed."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tirkelim.journal.change import CommandIdReused
from tirkelim.journal.temporal import Stale
from tirkelim.national.imports.annotated import column_name, own_headings
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.issue_texts import issue_text
from tirkelim.national.imports.matching import check_columns, folded, match_columns
from tirkelim.national.imports.preview import preview
from tirkelim.national.imports.rows import TableError
from tirkelim.national.imports.runs import (
    CHECKABLE,
    WrongColumns,
    WrongState,
    remembered,
    set_columns,
    set_sheet,
    start_check,
)
from tirkelim.national.imports.runs import places as places_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.imports.access import Opened, open_run, room
from tirkelim.portal.imports.look import crumbs
from tirkelim.portal.imports.words import PROBLEMS, group_name

CHANGED = _("This table was changed in another window. This is how it stands now.")


class Shown(NamedTuple):
    """A column of the file as the page shows it. ``how``: why it is matched so: last, alike, heading, ours or ""."""

    heading: str
    letter: str
    samples: tuple[str, ...]
    bound: BoundField
    how: str


class ColumnsForm(PortalForm):
    """For each column of the file a field of the catalogue, or nothing."""

    def __init__(self, *args: Any, headings: list[str], many: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings, self.many = headings, many
        for place, heading in enumerate(headings):
            label = heading or gettext("Column %(letter)s") % {"letter": letter(place)}
            field = forms.ChoiceField(label=label, choices=choices(many), required=False)
            field.widget.attrs["class"] = "govuk-select i-field"
            self.fields[name_of(place)] = field

    def chosen(self) -> dict[int, str]:
        """Place to key, for the columns that are not left out."""
        found = {place: self.cleaned_data.get(name_of(place), "") for place in range(len(self.headings))}
        return {place: key for place, key in found.items() if key}

    def clean(self) -> dict[str, Any]:
        """No field twice, and none of those missing without which no row can be read."""
        self.tell(check_columns(self.chosen(), many_organisations=self.many))
        return self.cleaned_data

    def tell(self, problems: tuple[tuple[str, str], ...]) -> None:
        """Problems of a matching beside the columns that they are about."""
        chosen = self.chosen()
        for code, key in problems:
            words = ValidationError(str(PROBLEMS[code]) % {"column": column_name(key) or key}, code=code)
            twice = [place for place, one in chosen.items() if one == key]
            self.add_error(name_of(twice[-1]) if twice else None, words)


def name_of(place: int) -> str:
    """The name of the box of a column."""
    return f"column_{place}"


def letter(place: int) -> str:
    """The letters that a spreadsheet has over a column."""
    found, left = "", place + 1
    while left:
        left, rest = divmod(left - 1, 26)
        found = chr(65 + rest) + found
    return found


def choices(many: bool) -> list[Any]:
    """The catalogue by groups; first, to leave a column out."""
    found: list[Any] = [("", pgettext("column of a table", "Leave out"))]
    for group, columns in groupby(COLUMNS.values(), key=lambda one: one.group):
        listed = [(one.key, one.heading(language())) for one in columns]
        found.append((str(group_name(group)), listed))
    return found


@room("GET", "POST")
def columns(request: HttpRequest, run: UUID) -> HttpResponse:
    """The columns with values from the file; posted, they are kept and the rows are checked."""
    opened = open_run(request, run)
    if opened.run.state not in CHECKABLE:
        return redirect("imports_run", run)
    form = _form(opened)
    if request.method == "POST" and form.is_valid():
        answer = _check(opened, form)
        if answer is not None:
            return answer
    return _page(opened, form)


def _form(opened: Opened) -> ColumnsForm:
    row = opened.run
    data = opened.at.request.POST if opened.at.request.method == "POST" else None
    initial = {name_of(place): key for place, key in places_of(row).items()}
    return ColumnsForm(data, headings=row.headings, many=row.organisation is None, initial=initial)


def _check(opened: Opened, form: ColumnsForm) -> HttpResponse | None:
    """Keep the columns and have the rows checked; None where the form says what is wrong."""
    request, at, run = opened.at.request, opened.at, opened.run.id
    made = command(request, at.moment)
    try:
        version = set_columns(made, run, version_of(request), form.chosen()).result["version"]
        start_check(made._replace(id=uuid5(made.id, "check")), run, version)
    except WrongColumns as wrong:
        form.tell(wrong.problems)
        return None
    except (Stale, WrongState, CommandIdReused):
        messages.warning(request, str(CHANGED))
    return redirect("imports_run", run)


def version_of(request: HttpRequest) -> int:
    """The version of the run that the form showed; 0, which no run has, for none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _page(opened: Opened, form: ColumnsForm) -> HttpResponse:
    row = opened.run
    try:
        seen = preview(row.id, row.file_kind, row.sheet, len(row.headings))
    except (TableError, OSError):
        raise Http404 from None
    shown = _shown(opened, form, seen.samples)
    context = {
        "form": form, "run": row, "owner": opened.owner, "columns": shown, "hidden": hidden(),
        "crumbs": crumbs(gettext("Columns"), row), "sheets": seen.sheets if len(seen.sheets) > 1 else (),
        "sheet": row.sheet or (seen.sheets[0] if seen.sheets else ""),
        "matched": sum(bool(one.bound.value()) for one in shown),
        "left_out": [one for one in shown if not one.bound.value()],
        "not_there": _not_there(form, row.organisation is None),
    }  # fmt: skip
    return render(opened.at.request, "portal/imports/columns.html", context, status=422 if form.errors else 200)


def _shown(opened: Opened, form: ColumnsForm, samples: tuple[tuple[str, ...], ...]) -> list[Shown]:
    row = opened.run
    last = remembered(row.organisation)
    alike, ours = match_columns(row.headings, last).alike, own_headings()
    found = []
    for place, heading in enumerate(row.headings):
        key, bound = folded(heading), form[name_of(place)]
        how = "heading" if bound.value() else ""
        if key in ours:
            how = "ours"
        elif key in last and last[key] == (bound.value() or ""):
            how = "last"
        elif place in alike:
            how = "alike"
        found.append(Shown(heading, letter(place), samples[place] if place < len(samples) else (), bound, how))
    return found


def _not_there(form: ColumnsForm, many: bool) -> list[str]:
    """Items of the order about which the table says nothing: they can be entered later."""
    held = {COLUMNS[str(one.value())].item for one in form if str(one.value() or "") in COLUMNS}
    first = {column.item: column for column in reversed(COLUMNS.values()) if column.item}
    return [
        column.heading(language())
        for item, column in sorted(first.items())
        if item not in held and (many or item != 12)
    ]


@room("POST")
def sheet(request: HttpRequest, run: UUID) -> HttpResponse:
    """Read another sheet of the workbook."""
    opened = open_run(request, run)
    try:
        set_sheet(command(request, opened.at.moment), run, version_of(request), request.POST.get("sheet", "")[:100])
    except TableError as bad:
        said = issue_text(bad.code, bad.params)
        messages.warning(request, f"{said.what} {said.now}")
    except (Stale, WrongState, CommandIdReused):
        messages.warning(request, str(CHANGED))
    return redirect("imports_columns", run)
