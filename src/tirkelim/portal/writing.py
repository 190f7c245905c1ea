"""Writing what a form says into the register, or saying on the form why the register does not take it; the same in
every room that changes the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.journal.temporal import OutOfOrder, Stale
from tirkelim.portal.forms import Text
from tirkelim.register.commands.writing import Invalid, NotFound

CAME_FIRST = (CommandIdReused, TimeClosed, OutOfOrder, NotFound, Stale)
"""Something else came first: another form, another window, another person."""
NOT_TAKEN = _("The register does not take this: check it")


class Telling(NamedTuple):
    """How a room tells it: the words for each reason of the register, the words where something else came first, and
    which box a field of the register is asked in, where the names differ."""

    reasons: Mapping[str, Text]
    changed: Text
    boxes: Mapping[str, str] = {}


def is_written(form: Form, write: Callable[[], Any], telling: Telling) -> bool:
    """Whether the form was right and is written; if not, the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        write()
    except Invalid as invalid:
        tell_reasons(form, invalid, telling)
        return False
    except CAME_FIRST:
        form.add_error(None, ValidationError(str(telling.changed), code="changed"))
        return False
    return True


def is_taken(request: HttpRequest, write: Callable[[], Any], telling: Telling, done: str) -> bool:
    """Whether what a button stands for is written; how it ended is said on the next page."""
    try:
        write()
    except CAME_FIRST:
        messages.warning(request, str(telling.changed))
        return False
    messages.success(request, done)
    return True


def tell_reasons(form: Form, invalid: Invalid, telling: Telling) -> None:
    """Show each reason of the register beside the box that it is about."""
    for name, reason in invalid.errors.items():
        box = telling.boxes.get(name, name)
        words = str(telling.reasons.get(reason, NOT_TAKEN))
        form.add_error(box if box in form.fields else None, ValidationError(words, code=reason))
