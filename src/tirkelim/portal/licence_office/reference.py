"""The administrator's pages on what each subtype needs: staff lines and lines of the checklist, each with how sure it
is and on what it rests, changed from a day on (readings L13, L14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.identity.models import Account
from tirkelim.law.order_59_licence.checklist import checklist
from tirkelim.law.order_59_licence.staffing import StaffLine, staff_lines
from tirkelim.portal import edge
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licence_office.reference_forms import TELLING, ChecklistLineForm, StaffLineForm, StaffNewForm
from tirkelim.portal.licences.staff_words import CERTAINTY_COLOURS, CERTAINTY_WORDS
from tirkelim.portal.rooms import private_room
from tirkelim.portal.show import Column, Link, Table
from tirkelim.portal.wording import day_in_words, moment_in_words
from tirkelim.portal.writing import is_taken, is_written
from tirkelim.register import licence_reference as register
from tirkelim.register.models import ChecklistRequirement, StaffRequirement
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.names import subtype_name

ACTION = "licence.reference"
TITLE = gettext_lazy("Requirements of licences")
ENDED = gettext_lazy("The line that came with the system stands again from today.")


class LineView(NamedTuple):
    """A line of the list: what it asks, how sure it is, since when it is edited (None: as it came)."""

    key: str
    text: str
    certainty: Any
    colour: str
    since: date | None
    is_off: bool


class GroupView(NamedTuple):
    """The lines of one subtype ("" for every base)."""

    code: str
    name: str
    staff: list[LineView]
    checks: list[LineView]


@private_room("GET")
def lines(request: HttpRequest) -> HttpResponse:
    """Every line as it stands today, by subtype."""
    moment = edge.now()
    edge.allow(request, ACTION, None, moment)
    today = localdate(moment)
    texts = readings(language())
    return render(request, "portal/licence_office/reference.html", {
        "title": TITLE,
        "groups": _groups(today, moment),
        "readings": [(id, texts.get(id, "")) for id in ("L14", "L13")],
        "crumbs": [Link(TITLE, "")],
    })  # fmt: skip


@private_room("GET", "POST")
def staff_line(request: HttpRequest, key: str) -> HttpResponse:
    """One staff line: what it is from a day on, and what it was."""
    moment = edge.now()
    edge.allow(request, ACTION, None, moment)
    standing = {line.key: line for line in register.staff_lines_on(localdate(moment), moment)}
    history = register.staff_history(key)
    line = standing.get(key) or (_of_edit(history[0]) if history else None)
    if line is None:
        raise Http404
    form = StaffLineForm(request.POST or None, initial=StaffLineForm.answers(line, localdate(moment)))
    if request.method == "POST" and _saved(request, moment, form, key, line.subtype):
        return redirect("licence_reference")
    return _edit_page(request, form, moment, title=subtype_name(line.subtype, language()), caption=key,
                      history=_history(history), ends=_edited(history))  # fmt: skip


@private_room("GET", "POST")
def add_staff(request: HttpRequest) -> HttpResponse:
    """Another staff line of a subtype."""
    moment = edge.now()
    edge.allow(request, ACTION, None, moment)
    form = StaffNewForm(request.POST or None, initial={"valid_from": localdate(moment), "least": 1, "certainty": "low"})
    if request.method == "POST" and form.is_valid():
        subtype = form.cleaned_data["subtype"]
        if _saved(request, moment, form, _free_key(subtype), subtype):
            return redirect("licence_reference")
    return _edit_page(request, form, moment, title=str(_("Another staff line")), caption=str(TITLE))


@private_room("GET", "POST")
def checklist_line(request: HttpRequest, key: str) -> HttpResponse:
    """One line of the checklist: what it asks from a day on, and what it asked."""
    moment = edge.now()
    edge.allow(request, ACTION, None, moment)
    today = localdate(moment)
    own = {item.key: item for item in checklist()}
    edit = register.checklist_edits(today, moment).get(key)
    if key not in own and edit is None:
        raise Http404
    subtype = edit.subtype if edit is not None else own[key].subtype
    form = ChecklistLineForm(request.POST or None, initial=ChecklistLineForm.answers(own.get(key), edit, today))
    if request.method == "POST":
        command = edge.command(request, moment)
        if request.POST.get("step") == "end":
            is_taken(request, lambda: register.end_checklist_edit(command, key, from_day=today), TELLING, str(ENDED))
            return redirect("licence_reference")
        if is_written(
            form, lambda: register.edit_checklist_line(command, key, subtype=subtype, **form.terms()), TELLING
        ):
            messages.success(request, _("The line is changed."))
            return redirect("licence_reference")
    history = register.checklist_history(key)
    title = subtype_name(subtype, language()) if subtype else str(_("Asked at every base"))
    return _edit_page(request, form, moment, title=title, caption=key, history=_history(history), ends=edit is not None)


def _saved(request: HttpRequest, moment: datetime, form: StaffLineForm, key: str, subtype: str) -> bool:
    """Whether what was posted about a staff line is written."""
    command = edge.command(request, moment)
    if request.POST.get("step") == "end":
        today = localdate(moment)
        is_taken(request, lambda: register.end_staff_edit(command, key, from_day=today), TELLING, str(ENDED))
        return True
    if not is_written(form, lambda: register.edit_staff_line(command, key, subtype=subtype, **form.terms()), TELLING):
        return False
    messages.success(request, _("The line is changed."))
    return True


def _edit_page(
    request: HttpRequest,
    form: Any,
    moment: datetime,
    *,
    title: str,
    caption: str,
    history: Table | None = None,
    ends: bool = False,
) -> HttpResponse:
    return render(request, "portal/licence_office/reference_line.html", {
        "form": form, "title": f"{title[:1].upper()}{title[1:]}", "caption": caption, "history": history, "ends": ends,
        "hidden": edge.hidden(), "crumbs": [Link(TITLE, reverse("licence_reference")), Link(caption, "")],
    }, status=422 if form.errors else 200)  # fmt: skip


def _groups(today: date, moment: datetime) -> list[GroupView]:
    staff = register.staff_lines_on(today, moment)
    since = register.edited_since(today, moment)
    checks = _checks(today, moment)
    codes = dict.fromkeys(["", *(line.subtype for line in staff), *(subtype for subtype, _view in checks)])
    return [
        GroupView(
            code,
            subtype_name(code, language()) if code else str(_("Asked at every base")),
            [_staff_view(line, since.get(line.key)) for line in staff if line.subtype == code],
            [view for subtype, view in checks if subtype == code],
        )
        for code in sorted(codes, key=_in_order)
    ]


def _in_order(code: str) -> list[int]:
    return [int(part) for part in code.split(".") if part.isdigit()]


def _staff_view(line: StaffLine, since: date | None) -> LineView:
    names = "; ".join(sorted({specialty_name(code, language()) for code in line.specialties}, key=alphabetical))
    text = _("%(count)d with a certificate in: %(names)s") % {
        "count": line.least, "names": names or _("the specialty of the annex"),
    }  # fmt: skip
    return LineView(line.key, text, *_certainty(line.certainty), since, line.least == 0)


def _checks(today: date, moment: datetime) -> list[tuple[str, LineView]]:
    """The lines of the checklist with their subtypes; dropped ones stay in sight."""
    edits = register.checklist_edits(today, moment)
    found = []
    for item in checklist():
        edit = edits.pop(item.key, None)
        found.append(_edit_view(edit) if edit is not None else (
            item.subtype, LineView(item.key, item.texts[language()], *_certainty(item.certainty), None, is_off=False)
        ))  # fmt: skip
    return found + [_edit_view(edit) for edit in edits.values()]


def _edit_view(edit: ChecklistRequirement) -> tuple[str, LineView]:
    text = str(getattr(edit, f"text_{language()}"))
    return edit.subtype, LineView(edit.key, text, *_certainty(edit.certainty), edit.valid_from, edit.is_dropped)


def _certainty(certainty: str) -> tuple[Any, str]:
    return CERTAINTY_WORDS.get(certainty, certainty), CERTAINTY_COLOURS.get(certainty, "grey")


def _of_edit(row: StaffRequirement) -> StaffLine:
    return StaffLine(row.key, row.subtype, frozenset(row.specialties), row.least, row.certainty)


def _edited(history: Iterable[StaffRequirement]) -> bool:
    """Whether an edit stands whose end brings something else back."""
    rows = list(history)
    return any(row.known_to is None and row.valid_to is None for row in rows)


def _free_key(subtype: str) -> str:
    """A key that no line has yet."""
    taken = {line.key for line in staff_lines()}
    number = 1
    while f"{subtype}.added-{number}" in taken or register.staff_history(f"{subtype}.added-{number}"):
        number += 1
    return f"{subtype}.added-{number}"


def _history(rows: Iterable[StaffRequirement | ChecklistRequirement]) -> Table:
    """Every edit, the newest entry first: from when to when, what, how sure, on what it rests, entered when and by
    whom; one that was replaced says so."""
    found = list(rows)
    names = dict(Account.objects.filter(pk__in={row.change.actor for row in found}).values_list("id", "name"))
    columns = [Column(_("From")), Column(_("What")), Column(_("How sure")), Column(_("Rests on")), Column(_("Entered"))]
    cells = [
        [
            _days(row),
            _what(row),
            str(CERTAINTY_WORDS.get(row.certainty, row.certainty)),
            row.source,
            " ".join(filter(None, (
                moment_in_words(row.known_from, language()),
                names.get(row.change.actor, "") if row.change.actor else "",
                "" if row.known_to is None else _("(replaced)"),
            ))),
        ]
        for row in found
    ]  # fmt: skip
    return Table(_("History"), columns, cells, _("Never edited: as it came with the system."))


def _days(row: StaffRequirement | ChecklistRequirement) -> str:
    first = day_in_words(row.valid_from, language())
    return first if row.valid_to is None else f"{first} – {day_in_words(row.valid_to, language())}"


def _what(row: StaffRequirement | ChecklistRequirement) -> str:
    if isinstance(row, StaffRequirement):
        return str(_staff_view(_of_edit(row), None).text) if row.least else str(_("Taken off"))
    return str(_("Taken off")) if row.is_dropped else str(getattr(row, f"text_{language()}"))
