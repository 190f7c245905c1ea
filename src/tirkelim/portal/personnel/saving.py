"""What every page that changes a record shares: the command, and what the register answers when it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed
from tirkelim.journal.temporal import OutOfOrder, Overlap, Stale
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.personnel.access import Visit, Worker
from tirkelim.portal.personnel.choices import position_titles
from tirkelim.portal.personnel.forms import PersonnelForm
from tirkelim.portal.personnel.worker import frame
from tirkelim.portal.show import Link
from tirkelim.register import commands, queries

REASONS: dict[str, str | Promise] = {
    "missing": _("Fill this in"),
    "in_the_future": _("This day has not come yet"),
    "before_hiring": _("This day lies before the hiring"),
    "outside_employment": _("This day lies outside the job"),
    "after_transfer": _("This day lies after a later transfer"),
    "overlaps": _("Another leave covers these days already"),
    "before_start": _("This day lies before the beginning"),
    "after_end": _("This day lies after the end"),
    "before_issue": _("This day lies before the issue"),
    "taken": _("The register has a certificate with this number already"),
    "differs_from_iin": _("The IIN says otherwise"),
    "not_left": _("The job has not ended"),
    "other_main_stands": _("Another main job still stands: its organisation has to end it first"),
    "not_claimed": _("This job is not waiting to become the main place"),
    "own_main_stands": _("The person has a main job with you already. End that one first, or enter a second job"),
    "dead": _("By the register this person has died by then. If that is wrong, the death has to be taken back first"),
    "after_death": _("By the register the person had died by then. Write the day of death or an earlier day"),
    "not_returned": _("By the register the person has not returned"),
    "unchanged": _("The register has this day already"),
    "gone_again": _("Later the person moved abroad again or died: choose a day before that, or put that right first"),
    "hired_meanwhile": _("A job began on these days: put its first day right, or withdraw the hiring, first"),
    "too_long": _("This is too long. Shorten it"),
    "abroad": _("By the register this person is abroad then. Record the return first"),
    "not_abroad": _("By the register this person is not abroad"),
    "before_departure": _("This day lies before, or on, the day of an earlier departure"),
    "other_main": _("Another main job still stands: its organisation has to end it first"),
}
MEANWHILE = (Stale, OutOfOrder, Overlap, TimeClosed, commands.NotFound)
"""What happens when two people change one thing, or the page was open for too long."""


def save(
    at: Visit,
    one: Worker,
    form: PersonnelForm,
    write: Callable[[Command], Done | None],
    *,
    title: str | Promise,
    done: str,
    lead: str = "",
    button: str = "",
    template: str = "portal/personnel/change.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it was sent and fits, write, say so and go to the record. What was typed is never lost."""
    if at.request.method == "POST" and form.is_valid():
        try:
            if write(command(at.request, at.moment)) is None:
                messages.info(at.request, gettext("Nothing was changed: all is as it was."))
            else:
                messages.success(at.request, done)
            return redirect("staff_worker", person=one.person)
        except commands.Invalid as bad:
            take(form, bad)
        except CommandIdReused:
            form.add_error(
                None, ValidationError(gettext("This form was sent before. Look at the record, then send again."))
            )
        except MEANWHILE:
            form.add_error(
                None, ValidationError(gettext("The record has changed meanwhile. Look at it, then send again."))
            )
        except Denied:
            refuse(form, gettext("This is not in your rights any more."))
    profile = queries.person_profile(one.person, at.today, at.moment)
    context = {
        **frame(at, one, profile, Link(title, "")), "form": form, "title": title, "lead": lead, "hidden": hidden(),
        "button": button or gettext("Save"), "positions": position_titles_for(form), **(more or {}),
    }  # fmt: skip
    return render(at.request, template, context, status=422 if form.errors else 200)


def refuse(form: PersonnelForm, words: str) -> None:
    """An error of the form as a whole."""
    form.add_error(None, ValidationError(words))


def position_titles_for(form: PersonnelForm) -> tuple[str, ...]:
    """What the browser offers in the box of positions, if the form has one."""
    return position_titles(language()) if "position_words" in form.fields else ()


def take(form: PersonnelForm, bad: commands.Invalid) -> None:
    """The register's reasons beside the fields they are about."""
    for name, reason in bad.errors.items():
        words: Any = REASONS.get(reason, gettext("The register does not take this: check it"))
        form.add_error(name if name in form.fields else None, ValidationError(words, code=reason))


def merged(values: Mapping[str, Any], old: Any) -> dict[str, Any]:
    """Those of the values that differ from what the register holds; an empty box is no answer to what is not known."""
    return {
        name: value
        for name, value in values.items()
        if getattr(old, name) != value and not (getattr(old, name) is None and value == "")
    }
