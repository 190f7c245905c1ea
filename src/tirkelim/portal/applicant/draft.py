"""The pages of a draft: how what was typed is kept, and when a page makes sense. Which pages a service has stands in
``services.py``.

A page is kept as typed, right or wrong, and clean once all of its steps are right (services/certificate/answers.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.forms import Field
from django.utils.functional import Promise

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.forms import DayWidget
from tirkelim.services.common.pages import page_entry

LONGEST_TYPED = 2_000
DAYS = ("_on", "_from", "_until")
"""How the names of answers end that are dates."""
Typed = Mapping[str, Any]
Text = str | Promise


class Step(NamedTuple):
    """One screen of a page: `title` heads it where there is more than one question; `applies` may leave it out."""

    slug: str
    form: type[AnswerForm]
    title: Text = ""
    applies: Callable[[Typed], bool] = lambda typed: True


class Page(NamedTuple):
    """A part of the application that is answered in one or more screens. `clean` makes the answers of all steps."""

    key: str
    title: Text
    steps: tuple[Step, ...]
    clean: Callable[[dict[str, Any]], dict[str, Any]]
    typed: Callable[[Mapping[str, Any]], dict[str, str]] | None = None
    """The way back from clean answers to what was typed, where it is not simply one box an answer."""

    def open_steps(self, typed: Typed) -> list[Step]:
        """The steps that apply to what was typed so far."""
        return [step for step in self.steps if step.applies(typed)]

    def step(self, slug: str, typed: Typed) -> Step | None:
        """The step of that name, if it applies."""
        return next((step for step in self.open_steps(typed) if step.slug == slug), None)

    def after(self, step: Step, typed: Typed) -> Step | None:
        """The step that follows, if any."""
        steps = self.open_steps(typed)
        return next(iter(steps[steps.index(step) + 1 :]), None) if step in steps else None


def iso(day: date | None) -> str | None:
    """A date as the draft keeps it."""
    return None if day is None else day.isoformat()


def sent_names(name: str, field: Field) -> list[str]:
    """The names under which a browser sends a field."""
    return [f"{name}_{part}" for part in DayWidget.parts] if isinstance(field.widget, DayWidget) else [name]


def typed_in(form: AnswerForm | type[AnswerForm], sent: Typed) -> dict[str, str]:
    """What was typed into a form, as it came: shortened where it is absurdly long, without what no database keeps."""
    fields = form.base_fields if isinstance(form, type) else form.fields
    names = [sent_name for name, field in fields.items() for sent_name in sent_names(name, field)]
    return {name: str(sent[name]).replace("\x00", "")[:LONGEST_TYPED] for name in names if name in sent}


def retyped(form: AnswerForm | type[AnswerForm], before: Typed, sent: Typed) -> dict[str, Any]:
    """What is typed after a form was sent. Radio buttons that are not ticked are not sent at all: what stood there
    before is replaced as a whole."""
    replaced = typed_in(form, before)
    return {name: value for name, value in before.items() if name not in replaced} | typed_in(form, sent)


def entry_of(page: Page, typed: Typed, today: date) -> dict[str, Any]:
    """The draft's entry of a page: as typed, and clean if every step that applies is right."""
    around = Around(today, typed)
    found: dict[str, Any] = {}
    for step in page.open_steps(typed):
        form = step.form(typed, around=around)
        if not form.is_valid():
            return page_entry(typed, None)
        found.update(form.cleaned_data)
    return page_entry(typed, page.clean(found))


def as_typed(clean: Mapping[str, Any]) -> dict[str, str]:
    """Clean answers as they would have been typed."""
    typed: dict[str, str] = {}
    for name, value in clean.items():
        if isinstance(value, bool):
            typed[name] = "yes" if value else "no"
        elif name.endswith(DAYS) and value:
            year, month, day = str(value).split("-")
            typed |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        elif value is not None:
            typed[name] = str(value)
    return typed


def typed_of(page: Page, entry: Mapping[str, Any] | None) -> dict[str, str]:
    """What was typed on a page; where only clean answers were kept, as they would have been typed."""
    if not entry:
        return {}
    if entry["typed"] != entry["clean"]:
        return dict(entry["typed"])
    return (page.typed or as_typed)(entry["clean"])


def claimed_code(case: Case) -> str:
    """The code of the specialty that the draft claims, or "" while none is chosen."""
    entry = case.draft.data.get("claim") or {}
    return str(entry.get("typed", {}).get("specialty", ""))


def was_answered(step: Step, typed: Typed) -> bool:
    """Whether anything was typed into the step."""
    return any(str(value).strip() for value in typed_in(step.form, typed).values())


def status_of(page: Page, entry: Mapping[str, Any] | None, today: date) -> str:
    """The status of the part in the task list."""
    if not entry:
        return "to_do"
    if entry["clean"] is not None:
        return "done"
    typed = typed_of(page, entry)
    for step in page.open_steps(typed):
        if was_answered(step, typed) and not step.form(typed, around=Around(today, typed)).is_valid():
            return "error"
    return "in_progress"
