"""Contracts, recorded by the school; places, recorded by the base."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.journal.change import Done
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.residency.access import base_of, enter, of, room, school_of
from tirkelim.portal.residency.forms import ContractChangeForm, ContractForm, PlacesChangeForm, PlacesForm
from tirkelim.portal.residency.tables import contracts_table, places_table, residents_table
from tirkelim.portal.residency.words import TELLING, last_day, name_of
from tirkelim.portal.writing import is_written
from tirkelim.register import commands
from tirkelim.register import residency_queries as register
from tirkelim.register.models import BaseContract, BasePlaces
from tirkelim.services.common.specialty import specialty_name

UNPROCESSABLE = 422


@room("GET", "POST")
def contract_add_page(request: HttpRequest) -> HttpResponse:
    """The school records a contract with a base."""
    here, school = school_of(request, "residency.contract")
    form = ContractForm(request.POST if request.method == "POST" else None)

    def write() -> Done:
        said = form.cleaned_data
        given = command(request, here.moment, "contract")
        return commands.record_contract(
            given, school, said["bin"], number=said["number"], signed_on=said["signed_on"], **form.days()
        )

    if request.method == "POST" and is_written(form, write, TELLING):
        messages.success(request, _("The contract is recorded."))
        return redirect("residency_school")
    name = name_of(school, here.today, here.moment)
    return _show(request, form, _("Record a contract with a base"), name, reverse("residency_school"))


@room("GET", "POST")
def contract_page(request: HttpRequest, contract: UUID) -> HttpResponse:
    """The school corrects a contract, or lets it end on another day."""
    here = enter(request)
    row = BaseContract.objects.current().filter(line=contract).first()
    if row is None:
        raise Http404
    allow(request, "residency.contract", of(row.school_id), here.moment)
    initial = {
        "number": row.number, "signed_on": row.signed_on, "first_day": row.valid_from,
        "last_day": last_day(row.valid_to),
    }  # fmt: skip
    form = ContractChangeForm(request.POST if request.method == "POST" else None, initial=initial)

    def write() -> Done:
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("number", "signed_on", "reason")}
        return commands.correct_contract(command(request, here.moment, "contract"), contract, **said, **form.days())

    if request.method == "POST" and is_written(form, write, TELLING):
        messages.success(request, _("The contract is recorded."))
        return redirect("residency_school")
    name = name_of(row.base_id, here.today, here.moment)
    return _show(request, form, _("Change the contract"), name, reverse("residency_school"))


@room("GET")
def places_page(request: HttpRequest) -> HttpResponse:
    """The base's own room: its places and its residents."""
    here, base = base_of(request)
    context: dict[str, Any] = {
        "name": name_of(base, here.today, here.moment),
        "base": base,
        "standing": register.standing(base, here.today, here.moment),
        "places": places_table(register.places_of(base), here),
        "contracts": contracts_table(list(register.contracts_of_base(base)), here, of_school=False, may_change=False),
        "residents": residents_table(register.placements(base=base), here, _("Resident doctors")),
    }
    return render(request, "portal/residency/places.html", context)


@room("GET", "POST")
def places_add_page(request: HttpRequest) -> HttpResponse:
    """The base records how many places it has."""
    here, base = base_of(request)
    form = PlacesForm(request.POST if request.method == "POST" else None)

    def write() -> Done:
        said = form.cleaned_data
        given = command(request, here.moment, "places")
        return commands.record_places(given, base, said["specialty"], said["places"], **form.days())

    if request.method == "POST" and is_written(form, write, TELLING):
        messages.success(request, _("The places are recorded."))
        return redirect("residency_places")
    name = name_of(base, here.today, here.moment)
    return _show(request, form, _("Record places for resident doctors"), name, reverse("residency_places"))


@room("GET", "POST")
def places_change_page(request: HttpRequest, line: UUID) -> HttpResponse:
    """The base corrects what it said of its places, or lets it end."""
    here = enter(request)
    row = BasePlaces.objects.current().filter(line=line).first()
    if row is None:
        raise Http404
    allow(request, "residency.places", of(row.base_id), here.moment)
    initial = {"places": row.places, "first_day": row.valid_from, "last_day": last_day(row.valid_to)}
    form = PlacesChangeForm(request.POST if request.method == "POST" else None, initial=initial)

    def write() -> Done:
        said, given = form.cleaned_data, command(request, here.moment, "places")
        return commands.correct_places(given, line, said["places"], reason=said["reason"], **form.days())

    if request.method == "POST" and is_written(form, write, TELLING):
        messages.success(request, _("The places are recorded."))
        return redirect("residency_places")
    name = specialty_name(row.specialty, language())
    return _show(request, form, _("Change the number of places"), name, reverse("residency_places"))


def _show(request: HttpRequest, form: PortalForm, title: str, caption: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "caption": caption, "back_href": back, "hidden": hidden()}
    return render(request, "portal/residency/form.html", context, status=UNPROCESSABLE if form.is_bound else 200)
