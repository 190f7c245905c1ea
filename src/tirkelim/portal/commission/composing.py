"""Who sits on the commission: appointed, named chair and released by the head; seen by all who work with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.commission.access import Visit, is_head, open_member, own_territory, room, visit
from tirkelim.portal.commission.giving import from_form
from tirkelim.portal.commission.showing import page
from tirkelim.portal.commission.words import BODIES
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.show import Link
from tirkelim.services.conformity.commission import composition
from tirkelim.services.conformity.commission.composition import Appointment
from tirkelim.services.conformity.commission.reading import bodies_missing, members_on
from tirkelim.services.conformity.models import Body, Member

UNPROCESSABLE = 422
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class AppointForm(PortalForm):
    """Whom the head appoints."""

    account = forms.ChoiceField(
        label=_("Who is appointed?"),
        help_text=_("Accounts with the role of a member of the commission in this region. The administrator gives it."),
    )
    body = forms.ChoiceField(
        label=_("Which body does the person represent?"),
        choices=[(key, BODIES[key]) for key in Body.values],
        widget=forms.RadioSelect,
    )
    organisation_name = forms.CharField(
        label=_("Name of the body"), help_text=_("Its own name, as the minutes show it."), max_length=300
    )
    is_chair = forms.ChoiceField(label=_("Is the person the chair?"), choices=YES_NO, widget=forms.RadioSelect)
    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    appointed_on = DayField(label=_("First day as a member"))

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", _("Choose a person")), *accounts]  # type: ignore[attr-defined]


class ReleaseForm(PortalForm):
    """From when someone is no member any more."""

    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    released_on = DayField(label=_("First day without membership"))


class ChairForm(PortalForm):
    """From when a member is the chair."""

    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    from_day = DayField(label=_("First day as chair"))


@room("GET")
def members(request: HttpRequest) -> HttpResponse:
    """The members of today with the bodies that are missing, and everyone who was or will be one."""
    at = visit(request)
    territory = own_territory(at)
    today = members_on(territory, at.today)
    history = Member.objects.filter(territory=territory).select_related("change").order_by("-appointed_on", "name")
    context = page(
        at,
        territory,
        head=is_head(at, territory),
        members=[(one, BODIES[one.body]) for one in today],
        missing=[BODIES[body] for body in bodies_missing(today)],
        has_chair=any(one.is_chair for one in today),
        history=[(one, BODIES[one.body]) for one in history],
        crumbs=_crumbs(gettext("Members")),
    )
    return render(request, "portal/commission/members.html", context)


@room("GET", "POST")
def appoint(request: HttpRequest) -> HttpResponse:
    """Appoint a member."""
    at = visit(request)
    territory = own_territory(at, "commission.appoint")
    accounts = [(str(one.id), one.name) for one in composition.candidates(territory, at.today)]
    form = AppointForm(request.POST if request.method == "POST" else None, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = Appointment(
            UUID(said["account"]),
            said["body"],
            said["organisation_name"],
            said["order_number"],
            said["appointed_on"],
            said["is_chair"] == "yes",
        )
        given = command(request, at.moment)
        if from_form(form, lambda: composition.appoint(given, territory, wanted)):
            return _done(at, gettext("The member is appointed."), territory)
    return _form(at, territory, form, gettext("Appoint a member"), nobody=not accounts)


@room("GET", "POST")
def release(request: HttpRequest, member: UUID) -> HttpResponse:
    """End a membership from a day."""
    at = visit(request)
    found = open_member(at, member)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, given = form.cleaned_data, command(request, at.moment)
        if from_form(form, lambda: composition.release(given, found, said["released_on"], said["order_number"])):
            return _done(at, gettext("The membership ends on that day."), found.territory)
    return _form(at, found.territory, form, gettext("Release a member"), member=found)


@room("GET", "POST")
def chair(request: HttpRequest, member: UUID) -> HttpResponse:
    """Name a member the chair from a day."""
    at = visit(request)
    found = open_member(at, member)
    form = ChairForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, given = form.cleaned_data, command(request, at.moment)
        if from_form(form, lambda: composition.name_chair(given, found, said["from_day"], said["order_number"])):
            return _done(at, gettext("The chair is named."), found.territory)
    return _form(at, found.territory, form, gettext("Name the chair"), member=found)


def _form(at: Visit, territory: str, form: PortalForm, title: str, **context: Any) -> HttpResponse:
    whole = page(at, territory, form=form, title=title, crumbs=_crumbs(gettext("Members"), title), hidden=hidden())
    status = UNPROCESSABLE if form.errors else 200
    return render(at.request, "portal/commission/form.html", {**whole, **context}, status=status)


def _done(at: Visit, words: str, territory: str) -> HttpResponse:
    messages.success(at.request, words)
    return redirect(f"{reverse('commission_members')}?region={territory}")


def _crumbs(*titles: str) -> list[Link]:
    hrefs = [reverse("commission_members"), ""] if len(titles) > 1 else [""]
    links = [Link(title, href) for title, href in zip(titles, hrefs, strict=True)]
    return [Link(gettext("Commission"), reverse("commission")), *links]
