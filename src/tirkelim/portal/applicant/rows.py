"""The lists of a draft, such as studies beside the diploma. Each row is kept as typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise

from tirkelim.portal.applicant.draft import as_typed
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.applicant.prefill import Suggestion
from tirkelim.services.common.pages import page_entry

MOST_ROWS = 60
DECLARED, REGISTER = "declared", "register"
Text = str | Promise


class RowPage(NamedTuple):
    """A list: the form of a row, how its answers are kept, and the words around it."""

    key: str
    title: Text
    intro: Text
    any_yet: Text
    any_more: Text
    row_title: Text
    form: type[AnswerForm]
    clean: Callable[[dict[str, Any]], dict[str, Any]]
    named_by: tuple[str, ...] = ("specialty", "organisation", "completed_on_year")
    """What a row is called by, from what was typed into it: what, where, when."""

    def name(self, typed: Mapping[str, str]) -> str:
        """A row in one line."""
        return ", ".join(filter(None, (typed.get(field, "") for field in self.named_by)))


class DraftRow(NamedTuple):
    """A row as the draft keeps it: `origin` tells whether it was typed or taken from the register."""

    id: str
    typed: Mapping[str, str]
    origin: str = DECLARED


def rows_of(entry: Mapping[str, Any] | None) -> list[DraftRow]:
    """The rows of a list as the draft keeps them."""
    if not entry:
        return []
    kept = entry["typed"].get("rows")
    if kept is None:  # kept clean only, by something else than these pages
        return [DraftRow(f"n{number}", as_typed(row)) for number, row in enumerate(_clean_rows(entry))]
    return [DraftRow(row["id"], row["typed"], row["origin"]) for row in kept]


def _clean_rows(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return next(iter((entry["clean"] or {}).values()), [])


def form_of(page: RowPage, row: DraftRow, today: date) -> AnswerForm:
    """The row's form with what was typed."""
    return page.form(row.typed, around=Around(today, {}))


def entry_of_rows(page: RowPage, rows: Iterable[DraftRow], today: date, *, none: bool = False) -> dict[str, Any]:
    """The draft's entry of a list: clean when every row is right, and an empty list only where none was said."""
    kept = list(rows)
    typed = {"rows": [row._asdict() | {"typed": dict(row.typed)} for row in kept], "none": none and not kept}
    bound = [form_of(page, row, today) for row in kept]
    sound = all(form.is_valid() for form in bound) and (bool(kept) or none)
    clean = {page.key: [page.clean(form.cleaned_data) for form in bound]} if sound else None
    return page_entry(typed, clean)


def with_row(rows: Iterable[DraftRow], changed: DraftRow) -> list[DraftRow]:
    """The rows with one of them changed, or added at the end."""
    found = list(rows)
    if any(row.id == changed.id for row in found):
        return [changed if row.id == changed.id else row for row in found]
    return [*found, changed]


def without_row(rows: Iterable[DraftRow], id: str) -> list[DraftRow]:
    """The rows without one."""
    return [row for row in rows if row.id != id]


def with_suggestions(rows: Iterable[DraftRow], taken: Iterable[Suggestion]) -> list[DraftRow]:
    """The rows with those taken over from the register."""
    found = list(rows)
    for one in taken:
        found = with_row(found, DraftRow(one.id, one.typed, REGISTER))
    return found


def status_of_rows(page: RowPage, entry: Mapping[str, Any] | None, today: date) -> str:
    """The status of the list in the task list."""
    if not entry:
        return "to_do"
    if entry["clean"] is not None:
        return "done"
    rows = rows_of(entry)
    return "error" if any(not form_of(page, row, today).is_valid() for row in rows) else "in_progress"
