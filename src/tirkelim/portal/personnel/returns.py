"""A worker's moves abroad so far, and putting right a return that was entered wrongly."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.access import Visit, room
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.departure_forms import WrongReturnForm
from tirkelim.portal.personnel.departures import leaving
from tirkelim.portal.personnel.saving import save
from tirkelim.portal.personnel.worker import frame
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.register import commands, queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departures_of, has_returned
from tirkelim.register.models import Departure, DepartureKind


class Move(NamedTuple):
    """A move abroad, and the return from it where there was one."""

    row: Departure
    country: str
    returned: bool


@room("GET")
def moves(request: HttpRequest, person: UUID) -> HttpResponse:
    """All moves abroad of one's own worker, each with what can be put right."""
    at, one = leaving(request, person)
    profile = queries.person_profile(one.person, at.today, at.moment)
    title = _("Moves abroad so far")
    context = {**frame(at, one, profile, Link(title, "")), "title": title, "moves": moves_of(person, at)}
    return render(request, "portal/personnel/departures.html", context)


def moves_of(person: UUID, at: Visit) -> list[Move]:
    """The moves abroad that the register knows of, the latest first."""
    rows = departures_of(person, AsOf.now(at.moment))
    countries = dict(country_choices())
    return [
        Move(row, str(countries.get(row.country or "", "")), has_returned(row, rows))
        for row in reversed(rows)
        if row.kind == DepartureKind.EMIGRATION
    ]


@room("GET", "POST")
def wrong_return(request: HttpRequest, person: UUID, departure: UUID) -> HttpResponse:
    """The return was on another day, or never; the move itself stays."""
    at, one = leaving(request, person)
    move = next((found for found in moves_of(person, at) if found.row.line == departure), None)
    if move is None or not move.returned or move.row.valid_to is None:
        raise Http404
    form = WrongReturnForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.correct_return(command, departure, form.day(), form.cleaned_data["reason"])

    lang = language()
    days = {"left": day_in_words(move.row.on, lang), "back": day_in_words(move.row.valid_to, lang)}
    return save(
        at, one, form, write, title=_("Put the return right"), done=_("The return is put right."),
        lead=_("By the register the person moved abroad on %(left)s; the first day back was %(back)s.") % days,
    )  # fmt: skip
