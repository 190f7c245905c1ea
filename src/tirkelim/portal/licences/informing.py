"""The pages of the information form: what is to be answered at which base, and the lines of one subtype at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.law.citation import cite
from tirkelim.portal.applicant.giving import Screen, give, go_on, version_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licences.access import own_case, room
from tirkelim.portal.licences.bases import row_at, rows_of
from tirkelim.portal.licences.forms import LinesForm
from tirkelim.portal.licences.giving import moved_on, warn
from tirkelim.portal.licences.information import (
    LONGEST_NOTE,
    Part,
    all_parts,
    answered_in,
    entry_of_lines,
    line_key,
    parts_of_base,
    status_of_part,
    typed_lines,
)
from tirkelim.portal.licences.pages import BASES, INFORMATION, entry_at, parts_of
from tirkelim.portal.licences.words import subtype_in_words
from tirkelim.portal.saying import href_of
from tirkelim.portal.show import Task

CHECKED = cite("59/2020 ann.1 row 8")


def own_draft(request: HttpRequest, case: UUID, moment: datetime) -> Case:
    """An application of one's own that has an information form. Raises Http404."""
    found = own_case(request, case, moment, "licence.write")
    if INFORMATION not in parts_of(found):
        raise Http404
    return found


@room("GET")
def information(request: HttpRequest, case: UUID) -> HttpResponse:
    """What is to be answered at which base, and how far it is."""
    moment = now()
    found = own_draft(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    typed = typed_lines(entry_at(found, INFORMATION))
    groups: dict[UUID, tuple[str, list[Task]]] = {}
    for part in all_parts(found, moment):
        title = str(part.row.typed.get("address") or _("A new base"))
        href = reverse("licences_information_part", args=[case, part.row.id, part.name])
        said = ngettext("%(done)s of %(all)s line", "%(done)s of %(all)s lines", len(part.lines))
        hint = said % {"done": answered_in(part, typed), "all": len(part.lines)}
        task = Task(title_of(part), status_of_part(part, typed), href, hint)
        groups.setdefault(part.row.id, (title, []))[1].append(task)
    context = {"case": found, "groups": list(groups.values()), "reading": readings(language()).get("L13", "")}
    return render(request, "portal/licences/information.html", context)


def title_of(part: Part) -> str:
    """What a part is called."""
    return subtype_in_words(part.code, part.specialty) if part.code else _("The base as a whole")


@room("GET", "POST")
def part_page(request: HttpRequest, case: UUID, base: UUID, part: str) -> HttpResponse:
    """The lines of one subtype at one base: yes or no, and how."""
    moment = now()
    found = own_draft(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    row = row_at(rows_of(entry_at(found, BASES)), base)
    here = next((one for one in parts_of_base(row, moment) if one.name == part), None) if row else None
    if here is None:
        raise Http404
    typed = typed_lines(entry_at(found, INFORMATION))
    if request.method != "POST":
        return _show(request, found, here, _form(here, typed), moment)
    return _save(request, found, here, typed, moment)


def _save(
    request: HttpRequest, case: Case, part: Part, typed: dict[str, dict[str, str]], moment: datetime
) -> HttpResponse:
    """Keep every line as typed; on to the next part where all are answered."""
    for number, line in enumerate(part.lines):
        typed[line_key(part.row, line)] = {
            name: str(request.POST.get(f"{name}_{number}", "")).replace("\x00", "")[:LONGEST_NOTE]
            for name in ("meets", "note")
        }
    form = _form(part, typed, bound=True)
    entry = entry_of_lines(rows_of(entry_at(case, BASES)), typed, moment)
    outcome = give(request, case, "save_draft", moment, data={INFORMATION: entry})

    def show(status: int, stale: bool) -> HttpResponse:
        return _show(request, version_of(case.id), part, form, moment, status, stale=stale)

    screen = Screen(show, warn, reverse("licences_information", args=[case.id]))
    return go_on(request, outcome, form, screen, _onward(case, part, typed, moment))


def _onward(case: Case, part: Part, typed: dict[str, dict[str, str]], moment: datetime) -> str:
    """To the next part that is not answered yet, else to the list."""
    parts = all_parts(case, moment)
    places = [(one.row.id, one.name) for one in parts]
    after = places.index((part.row.id, part.name)) + 1
    for one in [*parts[after:], *parts[:after]]:
        if status_of_part(one, typed) != "done":
            return reverse("licences_information_part", args=[case.id, one.row.id, one.name])
    return reverse("licences_information", args=[case.id])


def _form(part: Part, typed: dict[str, dict[str, str]], *, bound: bool = False) -> LinesForm:
    """The lines with what was answered; before they are sent they show no mistake."""
    said = {
        f"{name}_{number}": value
        for number, line in enumerate(part.lines)
        for name, value in typed.get(line_key(part.row, line), {}).items()
    }
    texts = [line.texts[language()] for line in part.lines]
    return LinesForm(said, texts=texts) if bound else LinesForm(initial=said, texts=texts)


def _show(
    request: HttpRequest,
    case: Case,
    part: Part,
    form: LinesForm,
    moment: datetime,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "case": case,
        "title": title_of(part),
        "caption": part.row.typed.get("address") or _("A new base"),
        "form": form,
        "citation": str(CHECKED),
        "href": href_of(CHECKED),
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/licences/lines.html", context, status=status)
