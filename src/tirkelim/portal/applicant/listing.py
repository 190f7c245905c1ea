"""The lists of the application: studies and further education, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Outcome, Stale
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.draft import typed_in
from tirkelim.portal.applicant.forms import Around, MoreForm
from tirkelim.portal.applicant.giving import (
    CONFLICT,
    STALE,
    UNPROCESSABLE,
    give,
    is_done,
    moved_on,
    tell,
    version_of,
    was_overtaken,
)
from tirkelim.portal.applicant.prefill import Suggestion, profile_of
from tirkelim.portal.applicant.rows import (
    MOST_ROWS,
    REGISTER,
    DraftRow,
    RowPage,
    entry_of_rows,
    form_of,
    rows_of,
    with_row,
    with_suggestions,
    without_row,
)
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.choices import diploma_names
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.show import Link

NEW = "new"


class TakeForm(PortalForm):
    """Which rows of the register go into the application."""

    take = django_forms.MultipleChoiceField(
        label=gettext_lazy("The register knows these. Which of them go into the application?"),
        widget=django_forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one, or answer the question below")},
    )

    def __init__(self, *args: Any, known: Iterable[Suggestion], named: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, named(one.typed)) for one in known]
        self.fields["take"].choices = choices  # type: ignore[attr-defined]
        self.fields["take"].initial = [key for key, _words in choices]


@room("GET", "POST")
def rows(request: HttpRequest, case: UUID, page: str) -> HttpResponse:
    """The list, and whether there is more to add."""
    moment = now()
    found, part = _draft(request, case, page, moment)
    if found is None:
        return moved_on(request, case)
    if request.method == "GET" or request.method == "HEAD":
        return _show_list(request, found, part, moment)
    if "taken" in request.POST:
        return _take(request, found, part, moment)
    return _more(request, found, part, moment)


def _draft(request: HttpRequest, case: UUID, page: str, moment: datetime) -> tuple[Case | None, RowPage]:
    """The applicant's own draft and the list; None for an application that is sent already. Raises Http404."""
    found = own_case(request, case, moment, "case.draft")
    part = wizard_of(found).lists.get(page)
    if part is None:
        raise Http404
    return (found if found.state == State.DRAFT else None), part


def _in_register(case: Case, part: RowPage, moment: datetime) -> list[Suggestion]:
    """The rows that the register knows."""
    return wizard_of(case).suggestions(part.key, profile_of(case, moment), case)


def _not_taken(case: Case, part: RowPage, moment: datetime) -> list[Suggestion]:
    """The rows of the register that are not in the list yet."""
    here = {row.id for row in rows_of(case.draft.data.get(part.key))}
    return [one for one in _in_register(case, part, moment) if one.id not in here]


def _more_form(part: RowPage, any_rows: bool, moment: datetime, data: Any = None) -> MoreForm:
    form = MoreForm(data, around=Around(localdate(moment), {}))
    form.fields["more"].label = str(part.any_more if any_rows else part.any_yet)
    return form


def _show_list(request: HttpRequest, case: Case, part: RowPage, moment: datetime, **more: Any) -> HttpResponse:
    entry = case.draft.data.get(part.key)
    kept, known = rows_of(entry), _not_taken(case, part, moment)
    said_none = bool(entry and entry["clean"] is not None and not kept)
    form = more.pop("form", None) or _more_form(part, bool(kept), moment, {"more": "no"} if said_none else None)
    take = more.pop("take", None) or (TakeForm(known=known, named=part.name) if known else None)
    context = {
        "case": case,
        "part": part,
        "cards": [_card(case, part, row, moment) for row in kept],
        "form": form,
        "take": take,
        "full": len(kept) >= MOST_ROWS,
        "hidden": hidden(case),
        "hidden_take": hidden(case),
    }
    return render(request, "portal/applicant/rows.html", {**context, **more}, status=more.pop("status", 200))


def _card(case: Case, part: RowPage, row: DraftRow, moment: datetime) -> dict[str, Any]:
    """A row as a card, with what can be done to it."""
    form = form_of(part, row, localdate(moment))
    name = part.name(row.typed) or str(part.row_title)
    there = {"case": case.id, "page": part.key, "row": row.id}
    links = [
        Link(_("Change"), reverse("application_row", kwargs=there), name),
        Link(_("Remove"), reverse("application_row_remove", kwargs=there), name),
    ]
    sound = form.is_valid()
    return {"title": name, "rows": answers_of(form), "links": links, "sound": sound, "register": row.origin == REGISTER}


def _take(request: HttpRequest, case: Case, part: RowPage, moment: datetime) -> HttpResponse:
    """Take rows over from the register."""
    # Those taken already are known as well: a second click says the same as the first.
    known = _in_register(case, part, moment)
    form = TakeForm(request.POST, known=known, named=part.name)
    if not form.is_valid():
        return _show_list(request, case, part, moment, take=form, status=UNPROCESSABLE)
    taken = [one for one in known if one.id in form.cleaned_data["take"]]
    kept = with_suggestions(rows_of(case.draft.data.get(part.key)), taken)[:MOST_ROWS]
    outcome = _keep(request, case, part, kept, moment)
    return _after(request, case, part, outcome, moment)


def _more(request: HttpRequest, case: Case, part: RowPage, moment: datetime) -> HttpResponse:
    """Another row, or on to the next part."""
    kept = rows_of(case.draft.data.get(part.key))
    if "later" in request.POST:
        return redirect("application", case=case.id)
    form = _more_form(part, bool(kept), moment, request.POST)
    if not form.is_valid():
        return _show_list(request, case, part, moment, form=form, status=UNPROCESSABLE)
    if form.cleaned_data["more"]:
        return redirect("application_row", case=case.id, page=part.key, row=NEW)
    if kept:
        return redirect("application", case=case.id)
    outcome = _keep(request, case, part, [], moment, none=True)
    if is_done(outcome):
        return redirect("application", case=case.id)
    return _after(request, case, part, outcome, moment)


def _keep(
    request: HttpRequest, case: Case, part: RowPage, kept: list[DraftRow], moment: datetime, *, none: bool = False
) -> Outcome:
    entry = entry_of_rows(part, kept, localdate(moment), none=none)
    return give(request, case, "save_draft", moment, data={part.key: entry})


def _after(request: HttpRequest, case: Case, part: RowPage, outcome: Outcome, moment: datetime) -> HttpResponse:
    """Back to the list, with what went wrong if something did."""
    tell(request, outcome)
    return redirect("application_rows", case=case.id, page=part.key)


@room("GET", "POST")
def row(request: HttpRequest, case: UUID, page: str, row: str) -> HttpResponse:
    """One row: a new one, or one to change."""
    moment = now()
    found, part = _draft(request, case, page, moment)
    if found is None:
        return moved_on(request, case)
    kept = rows_of(found.draft.data.get(page))
    if request.method == "POST":
        return _save_row(request, found, part, row, moment)
    if row == NEW:
        return _show_row(request, found, part, row, part.form(around=Around(localdate(moment), {})), 200)
    here = next((one for one in kept if one.id == row), None)
    if here is None:
        return redirect("application_rows", case=case, page=page)
    return _show_row(
        request, found, part, row, form_of(part, here, localdate(moment)), 200, known=here.origin == REGISTER
    )


def _save_row(request: HttpRequest, case: Case, part: RowPage, id: str, moment: datetime) -> HttpResponse:
    """Keep the row as typed; back to the list where it is right."""
    kept = rows_of(case.draft.data.get(part.key))
    if id == NEW:
        id = f"n{command(request, moment).id.hex[:12]}"  # the same for a second click
    if len(kept) >= MOST_ROWS and all(row.id != id for row in kept):
        raise Http404
    form = part.form(typed_in(part.form, request.POST), around=Around(localdate(moment), {}))
    outcome = _keep(request, case, part, with_row(kept, DraftRow(id, typed_in(part.form, request.POST))), moment)
    if was_overtaken(outcome):
        return _show_row(request, version_of(case.id), part, id, form, CONFLICT, stale=True)
    if is_done(outcome) and not form.is_valid() and "later" not in request.POST:
        return _show_row(request, version_of(case.id), part, id, form, UNPROCESSABLE)
    return _after(request, case, part, outcome, moment)


def _show_row(
    request: HttpRequest, case: Case, part: RowPage, id: str, form: PortalForm, status: int, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "part": part,
        "form": form,
        "hidden": hidden(case),
        "action": reverse("application_row", kwargs={"case": case.id, "page": part.key, "row": id}),
        "suggestions": diploma_names() if "specialty" in form.fields else (),
        **more,
    }
    return render(request, "portal/applicant/row.html", context, status=status)


@room("GET", "POST")
def remove(request: HttpRequest, case: UUID, page: str, row: str) -> HttpResponse:
    """Ask whether a row is to go, and let it go."""
    moment = now()
    found, part = _draft(request, case, page, moment)
    if found is None:
        return moved_on(request, case)
    kept = rows_of(found.draft.data.get(page))
    here = next((one for one in kept if one.id == row), None)
    if request.method == "POST":
        outcome = _keep(request, found, part, without_row(kept, row), moment)
        if isinstance(outcome, Stale):
            messages.warning(request, str(STALE))
        return redirect("application_rows", case=case, page=page)
    if here is None:
        return redirect("application_rows", case=case, page=page)
    card = _card(found, part, here, moment)
    return render(
        request, "portal/applicant/row_remove.html",
        {"case": found, "part": part, "card": card, "hidden": hidden(found)},
    )  # fmt: skip
