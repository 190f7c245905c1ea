"""Writing what a form says into the register, or showing the form again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form

from tirkelim.journal.change import CommandIdReused, Done, TimeClosed
from tirkelim.journal.temporal import OutOfOrder
from tirkelim.portal.residency.words import FORM_CHANGED, REASONS
from tirkelim.register.commands.writing import Invalid, NotFound

FIELD_OF = {"valid_to": "last_day", "valid_from": "first_day", "base": "bin"}


def is_written(form: Form, write: Callable[[], Done]) -> bool:
    """Whether the form was right and is written."""
    if not form.is_valid():
        return False
    try:
        write()
        return True
    except Invalid as invalid:
        for name, reason in invalid.errors.items():
            field = FIELD_OF.get(name, name)
            form.add_error(field if field in form.fields else None, str(REASONS.get(reason, reason)))
    except (CommandIdReused, TimeClosed, OutOfOrder, NotFound):
        form.add_error(None, str(FORM_CHANGED))
    return False
