"""Sittings: called by the office, put together, cancelled; and the page on which everyone sees how far one is."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.choices import language
from tirkelim.portal.commission.access import (
    Visit,
    is_office,
    minutes_of,
    open_item,
    open_sitting,
    own_territory,
    room,
    visit,
)
from tirkelim.portal.commission.giving import from_button, from_form
from tirkelim.portal.commission.index import DUTIES, duty_of
from tirkelim.portal.commission.showing import CaseView, case_view, item_view, page, practice_of, sitting_view
from tirkelim.portal.commission.words import BODIES
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.services.conformity.commission import minutes as minutes_commands
from tirkelim.services.conformity.commission import sittings, taking_part
from tirkelim.services.conformity.commission.reading import (
    day_of,
    member_on,
    members_on,
    standing_items,
    standing_of,
    waiting_cases,
)
from tirkelim.services.conformity.models import Sitting

UNPROCESSABLE = 422
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class CasesForm(PortalForm):
    """Which applications go on an agenda."""

    cases = forms.MultipleChoiceField(
        label=_("Applications"),
        help_text=_("Those whose decision is due first stand at the top."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, waiting: list[CaseView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [(str(one.id), _option(one)) for one in waiting]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[UUID]:
        """The applications, in the order of the list."""
        return [UUID(one) for one in self.cleaned_data["cases"]]


class SittingForm(CasesForm):
    """When and where."""

    day = DayField(label=_("Day of the sitting"))
    time = forms.CharField(
        label=_("Time"),
        help_text=_("Hours and minutes, such as 10:30."),
        max_length=5,
        error_messages={"required": _("Write the hour and the minutes, such as 10:30")},
    )
    place = forms.CharField(label=_("Place"), max_length=300)
    field_order = ("day", "time", "place", "cases")

    def clean_time(self) -> tuple[int, int]:
        """Hour and minute. Raises ValidationError."""
        found = CLOCK.fullmatch(self.cleaned_data["time"].strip())
        if found is None:
            raise ValidationError(gettext("Write the hour and the minutes, such as 10:30"))
        return int(found[1]), int(found[2])

    @property
    def held_at(self) -> datetime:
        """The moment at which the sitting begins."""
        day, (hour, minute) = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=get_current_timezone())


class CancelForm(PortalForm):
    """Why a sitting is cancelled."""

    reason = forms.CharField(
        label=_("Why is the sitting cancelled?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


@room("GET", "POST")
def convene(request: HttpRequest) -> HttpResponse:
    """Call a sitting."""
    at = visit(request)
    territory = own_territory(at, "commission.convene")
    waiting = [case_view(case, at.today) for case in waiting_cases(territory)]
    form = SittingForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        said, given = form.cleaned_data, command(request, at.moment)
        done = from_form(form, lambda: sittings.convene(given, territory, form.held_at, said["place"], form.chosen))
        if done is not None:
            messages.success(request, gettext("The sitting is called."))
            return redirect("commission_sitting", sitting=UUID(done.result["sitting"]))
    title = gettext("Call a sitting")
    context = page(
        at,
        territory,
        form=form,
        title=title,
        waiting=waiting,
        members=len(members_on(territory, at.today)),
        crumbs=[Link(gettext("Commission"), reverse("commission")), Link(title, "")],
        hidden=hidden(),
    )
    return render(request, "portal/commission/convene.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("GET")
def sitting_page(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """A sitting with its agenda, who takes part and what is still to be done."""
    at = visit(request)
    return _show(at, open_sitting(at, sitting))


@room("POST")
def add(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Put applications on the agenda."""
    at = visit(request)
    found = open_sitting(at, sitting, "commission.convene")
    form = CasesForm(request.POST, waiting=_waiting(at, found))
    if form.is_valid():
        given = command(request, at.moment)
        if from_form(form, lambda: sittings.add_items(given, found, form.chosen)):
            messages.success(request, gettext("The agenda is extended."))
            return redirect("commission_sitting", sitting=sitting)
    return _show(at, found, form)


@room("POST")
def remove(request: HttpRequest, item: UUID) -> HttpResponse:
    """Take an application off the agenda."""
    at = visit(request)
    found = open_item(at, item, "commission.convene")
    from_button(
        at,
        lambda: sittings.remove_item(command(request, at.moment), found),
        gettext("The application is off the agenda."),
    )
    return redirect("commission_sitting", sitting=found.sitting_id)


@room("GET", "POST")
def cancel(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Cancel a sitting."""
    at = visit(request)
    found = open_sitting(at, sitting, "commission.convene")
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = command(request, at.moment)
        if from_form(form, lambda: sittings.cancel(given, found, form.cleaned_data["reason"])):
            messages.success(request, gettext("The sitting is cancelled. Its applications wait for another one."))
            return redirect("commission")
    title = gettext("Cancel the sitting")
    context = page(at, found.territory, form=form, title=title, hidden=hidden(), crumbs=crumbs_of(found, title))
    return render(request, "portal/commission/form.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("POST")
def join(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Take part."""
    at = visit(request)
    found = open_sitting(at, sitting, "commission.sign")
    from_button(
        at,
        lambda: taking_part.attend(command(request, at.moment), found),
        gettext("You take part in the sitting."),
    )
    return redirect("commission_sitting", sitting=sitting)


@room("POST")
def draw_up(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Draw up the minutes."""
    at = visit(request)
    found = open_sitting(at, sitting, "commission.convene")
    drawn = from_button(
        at,
        lambda: minutes_commands.draw_up(command(request, at.moment), found),
        gettext("The minutes are drawn up. Everyone who took part signs them now."),
    )
    return redirect("commission_minutes" if drawn else "commission_sitting", sitting=sitting)


def crumbs_of(sitting: Sitting, *titles: str) -> list[Link]:
    """The way to a page of a sitting."""
    name = gettext("Sitting on %(day)s") % {"day": day_in_words(day_of(sitting), language())}
    here = reverse("commission_sitting", args=[sitting.id]) if titles else ""
    links = [Link(title, "") for title in titles]
    return [Link(gettext("Commission"), reverse("commission")), Link(name, here), *links]


def _show(at: Visit, sitting: Sitting, form: CasesForm | None = None) -> HttpResponse:
    day = day_of(sitting)
    members = members_on(sitting.territory, day)
    standings = [standing_of(item, members) for item in standing_items(sitting)]
    view, present = sitting_view(at, sitting), set(sitting.attendances.values_list("member", flat=True))
    office = is_office(at, sitting.territory)
    minutes = minutes_of(sitting)
    changing = office and minutes is None and view.key != "cancelled"
    form = form or (CasesForm(waiting=_waiting(at, sitting)) if changing else None)
    context = page(
        at,
        sitting.territory,
        sitting=sitting,
        day=day,
        view=view,
        duty=DUTIES[duty_of(at, sitting, view.key)],
        duty_key=duty_of(at, sitting, view.key),
        items=[item_view(one, day, at.today) for one in standings],
        members=[(one, BODIES[one.body], one.id in present) for one in members],
        here=len(present),
        me=member_on(sitting.territory, at.account.id, day),
        office=office,
        changing=changing,
        form=form,
        ready=bool(standings) and all(one.is_resolved for one in standings),
        minutes=minutes,
        awaited=[] if minutes is None else [one.name for one in minutes_commands.awaited(minutes)],
        practice=any(practice_of(one.item.case) for one in standings),
        crumbs=crumbs_of(sitting),
        hidden=hidden(),
    )
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(at.request, "portal/commission/sitting.html", context, status=status)


def _waiting(at: Visit, sitting: Sitting) -> list[CaseView]:
    return [case_view(case, day_of(sitting)) for case in waiting_cases(sitting.territory)]


def _option(one: CaseView) -> OptionWithHint:
    due = "–" if one.decision_due is None else day_in_words(one.decision_due, language())
    parts = [one.number, one.profession, gettext("decision due: %(day)s") % {"day": due}]
    if one.is_late:
        parts.append(pgettext("decision", "late"))
    return OptionWithHint(one.name, " · ".join(parts))
