"""Giving the register's commands from the ledger's forms, and saying in plain words why one was not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed
from tirkelim.journal.temporal import OutOfOrder, Overlap, Stale
from tirkelim.portal.edge import command
from tirkelim.portal.ledger.access import Visit
from tirkelim.register import commands

REASONS: dict[str, str | Promise] = {
    "missing": _("Fill this in"),
    "in_the_future": _("This day has not come yet: a result is added once it is complete"),
    "date_out_of_range": _("This day is too long ago: check the year"),
    "after_end": _("It cannot begin after it ended"),
    "started_after_completed": _("It cannot begin after it ended"),
    "not_positive": _("The number must be greater than 0"),
    "not_a_number": _("Write a number in digits, such as 7.5"),
    "not_a_step": _("Write whole or half hours, such as 62.5"),
    "not_whole": _("Write a whole number in digits, such as 12"),
    "number_out_of_range": _("This number is too large or too small: check it"),
    "position_above_authors": _("Your place cannot be greater than the number of authors"),
    "too_long": _("This is too long"),
}
OTHERWISE = _("The register does not take this: check it")
MEANWHILE = (Stale, OutOfOrder, Overlap, TimeClosed)


def save(at: Visit, form: Form, write: Callable[[Command], Done]) -> Done | None:
    """Give the command of the form; None where it was not taken: the form then says why. Raises Http404."""
    try:
        return write(command(at.request, at.moment))
    except commands.Invalid as bad:
        take(form, bad)
    except CommandIdReused:
        refuse(form, _("This form was sent before with other answers. Look at your results, then send it again."))
    except MEANWHILE:
        refuse(form, _("This result was changed in another window. What you typed is kept: check it and save again."))
    except (Denied, commands.NotFound):
        raise Http404 from None
    return None


def take(form: Form, bad: commands.Invalid) -> None:
    """The register's reasons beside the fields that they concern."""
    for name, reason in bad.errors.items():
        words: Any = REASONS.get(reason, OTHERWISE)
        form.add_error(name if name in form.fields else None, ValidationError(words, code=reason))


def refuse(form: Form, words: str | Promise) -> None:
    """An error of the form as a whole."""
    form.add_error(None, ValidationError(str(words), code="meanwhile"))
