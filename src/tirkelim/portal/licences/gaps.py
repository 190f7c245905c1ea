"""What the register filled in before anybody wrote has gaps, and no mistakes: it is not shown as wrong."""

from __future__ import annotations

from tirkelim.portal.applicant.draft import Step, Typed
from tirkelim.portal.applicant.forms import AnswerForm, Around


def is_wrong(form: AnswerForm) -> bool:
    """Whether something is written there that is wrong; what is left empty is a gap."""
    return any(error.code != "required" for errors in form.errors.as_data().values() for error in errors)


def opened(step: Step, typed: Typed, around: Around) -> AnswerForm:
    """A screen as it is opened: with what was typed, and with its mistakes only where something wrong was typed."""
    form = step.form(typed, around=around)
    if form.is_valid() or is_wrong(form):
        return form
    found = {name: typed[name] for name in form.fields if name in typed}
    return step.form(initial={**form.cleaned_data, **found}, around=around)
