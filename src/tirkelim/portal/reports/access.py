"""Who comes into the room: organisations to their own figures, departments to their region's, the rest to all."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.policy import Scope, grants
from tirkelim.national.models import Report
from tirkelim.national.reports.figures import ALL_KEY, Dimension, Filters
from tirkelim.national.reports.making import reports_for
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, visit
from tirkelim.portal.rooms import private_room
from tirkelim.register.queries import organisation_facts
from tirkelim.register.scopes import organisation_scope

__all__ = ["Place", "Visit", "come_in", "filters_of", "may_make", "open_report", "places_of", "room", "visit"]

READ, MAKE = "report.read", "report.make"
CHOSEN = "reports_place"
"""Where the session keeps which of several places the reader looks at: the links of the room need not carry it."""
room = private_room


class Place(NamedTuple):
    """What a reader's figures are about: everything, a region, or an organisation."""

    dimension: str
    key: str

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.dimension == Dimension.ALL


EVERYWHERE = Place(Dimension.ALL, ALL_KEY)


def places_of(at: Visit) -> tuple[Place, ...]:
    """What the reader may see of reports, the widest first; empty for whoever may see nothing."""
    if at.may(READ, None):
        return (EVERYWHERE,)
    found: dict[Place, None] = {}
    for grant in grants(at.account, at.today):
        if grant.territory and at.may(READ, Scope(territories=frozenset({grant.territory}))):
            found[Place(Dimension.REGION, grant.territory)] = None
    for grant in grants(at.account, at.today):
        if grant.organisation and at.may(READ, Scope(organisations=frozenset({grant.organisation}))):
            found[Place(Dimension.ORGANISATION, str(grant.organisation))] = None
    return tuple(found)


def come_in(request: HttpRequest) -> tuple[Visit, Place]:
    """The visit, and which of the reader's places the page is about: `?place=`, else the one chosen before, else the
    first. Raises Http404."""
    at = visit(request)
    places = places_of(at)
    if not places:
        raise Http404
    held = {place.key: place for place in places}
    if (chosen := request.GET.get("place", "")) in held and request.session.get(CHOSEN) != chosen:
        request.session[CHOSEN] = chosen
    return at, held.get(request.session.get(CHOSEN, ""), places[0])


def come_in_for_all(request: HttpRequest) -> Visit:
    """The visit to a page about the whole register. Raises Http404 where the reader's place is only a part of it."""
    at, place = come_in(request)
    if not place.is_all:
        raise Http404
    return at


def open_report(request: HttpRequest, report: UUID) -> tuple[Visit, Place, Report]:
    """Go on to a report of which the reader may see something. Raises Http404."""
    at, place = come_in(request)
    found = reports_for(at.account, at.today).select_related("change").filter(pk=report).first()
    if found is None:
        raise Http404
    return at, place, found


def may_make(at: Visit) -> bool:
    """Whether the reader makes reports; for buttons."""
    return at.may(MAKE, None)


def require_making(request: HttpRequest) -> Visit:
    """Go on only for whoever makes reports. Raises Http404."""
    at = visit(request)
    allow(request, MAKE, None, at.moment)
    return at


def filters_of(place: Place) -> Filters:
    """The part of the register that a place is."""
    if place.dimension == Dimension.REGION:
        return Filters(region=place.key)
    return Filters(organisation=UUID(place.key)) if place.dimension == Dimension.ORGANISATION else Filters()


def open_organisation(request: HttpRequest, organisation: UUID) -> Visit:
    """Go on to an organisation whose figures the reader may see. Raises Http404 for others and for nobody's id."""
    at = visit(request)
    allow(request, READ, organisation_scope(organisation, at.today), at.moment)
    if organisation_facts(organisation, at.today, at.moment) is None and places_of(at) != (EVERYWHERE,):
        raise Http404
    return at
