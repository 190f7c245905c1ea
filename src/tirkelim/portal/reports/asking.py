"""A report on request: any days that are over, any part of the register, as known on any day; looked at, or kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirkelim.national.reports.counting import count
from tirkelim.national.reports.figures import Dimension, Filters
from tirkelim.national.reports.orders import order_request
from tirkelim.national.reports.words import Names
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.reports.access import EVERYWHERE, MAKE, Place, Visit, come_in, may_make, places_of, room
from tirkelim.portal.reports.forms import RequestForm
from tirkelim.portal.reports.reading import Read
from tirkelim.portal.reports.report import content
from tirkelim.portal.reports.saying import crumbs, filter_words, period
from tirkelim.portal.show import Link
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import Organisation, OrganisationFact


@room("GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """The form and, once it is filled in, the figures. Posting keeps them under a number."""
    at, place = come_in(request)
    if request.method == "POST":
        allow(request, MAKE, None, at.moment)
    sent = _in_words(request.POST if request.method == "POST" else request.GET)
    is_asked = "first_day" in sent
    form = RequestForm(sent if is_asked or request.method == "POST" else None, today=at.today,
                       names=Names(at.today, at.moment))  # fmt: skip
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        _within(at, form)
    if form.is_bound and form.is_valid():
        filters = form.filters()
        first, last = form.cleaned_data["first_day"], form.cleaned_data["closing_on"]
        if request.method == "POST":
            done = order_request(command(request, at.moment), first, last, _narrow(filters, place))
            return redirect("reports_order", order=UUID(done.result["order"]))
        known = _known(form, at)
        names = Names(last, known)
        seen = Read(EVERYWHERE, count(first, last, known, _narrow(filters, place)))
        context = {"asked": True, "period": period(first, last), "known": known, "as_now": known == at.moment,
                   "filters": filter_words(_narrow(filters, place), names), **content(seen, names, None)}  # fmt: skip
    context |= {
        "form": form,
        "sent": [(name, value) for name, value in sent.items() if name in form.fields],
        "may_make": may_make(at),
        "hidden": hidden(),
        "place_fixed": not place.is_all,
        "crumbs": crumbs(None, Link(_("Report on request"), "")),
    }
    return render(request, "portal/reports/request.html", context, status=422 if form.errors else 200)


def _in_words(sent: QueryDict) -> QueryDict:
    """What was sent; in place of an organisation's id, as links of reports hold it, its BIN: a person can read that."""
    try:
        id = UUID(sent.get("organisation", ""))
    except ValueError:
        return sent
    one = Organisation.objects.filter(pk=id).first()
    if one is None:
        return sent
    plain = sent.copy()
    plain["organisation"] = one.bin
    return plain


def _known(form: RequestForm, at: Visit) -> datetime:
    day = form.cleaned_data["known"]
    return at.moment if day is None else AsOf.at_end_of(day, at.today, at.moment).known


def _narrow(filters: Filters, place: Place) -> Filters:
    """A reader of one region or organisation asks within it; what was chosen there stands."""
    stored = filters.stored()
    if place.dimension == Dimension.REGION:
        return Filters.read({**stored, "region": place.key})
    if place.dimension == Dimension.ORGANISATION:
        return Filters.read({**stored, "organisation": place.key})
    return filters


def _within(at: Visit, form: RequestForm) -> None:
    """An organisation or region outside of the reader's own is refused in words rather than answered with another."""
    places = places_of(at)
    if places == (EVERYWHERE,):
        return
    regions = {place.key for place in places if place.dimension == Dimension.REGION}
    organisations = {place.key for place in places if place.dimension == Dimension.ORGANISATION}
    chosen = str(form.cleaned_data.get("organisation") or "")
    if form.cleaned_data.get("region") and form.cleaned_data["region"] not in regions:
        form.add_error("region", _("You see the figures of your own part of the register only. Leave this open."))
    if chosen and chosen not in organisations and not _in_regions(chosen, regions, at):
        form.add_error("organisation", _("You see the figures of your own part of the register only. Leave this open."))


def _in_regions(organisation: str, regions: set[str], at: Visit) -> bool:
    fact = OrganisationFact.objects.as_of(at.today, at.moment).filter(organisation=UUID(organisation)).first()
    return fact is not None and (fact.kato or "")[:2] in {code[:2] for code in regions}
