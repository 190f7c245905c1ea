"""Pages that change a person's facts: a wrong entry is corrected, a fact that has changed goes on from a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.edge import command
from tirkelim.portal.personnel.access import open_record, room, visit
from tirkelim.portal.personnel.forms import GROUPS, TITLES, ChangeForm, PersonnelForm
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import merged, save
from tirkelim.register import commands, queries
from tirkelim.register.models import Scheme

UNCHANGING = "birth"
"""Sex, date and place of birth: citizenship alone can change, the rest can only have been wrong."""


@room("GET", "POST")
def change_facts(request: HttpRequest, person: UUID, group: str) -> HttpResponse:
    """Change one group of facts, and say whether it was wrong or has changed since a day."""
    at = visit(request)
    one = open_record(at, person, "person.correct", Purpose.CHANGE)
    facts = queries.person_facts(person, at.today, at.moment)
    if group not in GROUPS or facts is None:
        raise Http404
    form_class = with_reason(GROUPS[group])
    more: dict[str, Any] = {}
    if group == UNCHANGING:
        profile = queries.person_profile(person, at.today, at.moment)
        more["iin"] = profile.identifier(Scheme.IIN) or ""
    initial = {name: getattr(facts, name) for name in GROUPS[group].base_fields}
    form = form_class(request.POST or None, initial=initial, today=at.today, **more)

    def write(order: Command) -> Done | None:
        values = merged({name: form.facts()[name] for name in GROUPS[group].base_fields}, facts)
        return commands.correct_person(order, person, values, changed_on=form.day()) if values else None

    return save(
        at, one, form, write,
        title=TITLES[group], done=_("The record is changed. What stood there before stays in the history."),
        more={"group": group},
    )  # fmt: skip


def with_reason(form: type[PersonnelForm]) -> Any:
    """The form of a group, with the question why it is changed beneath it."""

    class Changed(ChangeForm, form):  # type: ignore[misc, valid-type]
        field_order = (*form.base_fields, "how", "changed_on")

        def clean(self) -> dict[str, Any]:
            form.clean(self)
            return ChangeForm.clean(self)

    return Changed


@room("POST")
def no_training(request: HttpRequest, person: UUID) -> HttpResponse:
    """Enter the explicit "none" of item 15 (reading R2)."""
    at = visit(request)
    open_record(at, person, "person.correct", Purpose.CHANGE)
    commands.correct_person(command(request, at.moment), person, {"trained": False})
    messages.success(request, _("Entered: there is no further education."))
    return redirect("staff_worker", person=person)
