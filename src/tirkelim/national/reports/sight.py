"""Who sees what of a report: all of it, what belongs to a region, or what belongs to an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.national.models import Report
from tirkelim.national.reports.figures import Dimension, Figure, Figures, Filters
from tirkelim.national.reports.values import Organisations

READ = "report.read"


@dataclass(frozen=True, slots=True)
class Sight:
    """What an account sees of reports: everything, or some regions and organisations."""

    everything: bool
    regions: frozenset[str] = frozenset()
    organisations: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.regions or self.organisations)


def sight_of(account: Account, on: date) -> Sight:
    """What an account may see of reports on a day."""
    if may(account, READ, None, on=on):
        return Sight(everything=True)
    held = grants(account, on)
    regions = {one.territory for one in held if one.territory is not None}
    organisations = {one.organisation for one in held if one.organisation is not None}
    return Sight(
        everything=False,
        regions=frozenset(one for one in regions if _may_there(account, Scope(territories=frozenset({one})), on)),
        organisations=frozenset(
            one for one in organisations if _may_there(account, Scope(organisations=frozenset({one})), on)
        ),
    )


def reports_for(account: Account, on: date) -> QuerySet[Report]:
    """The reports of which an account may see something, the newest first."""
    sight = sight_of(account, on)
    found = Report.objects.order_by("-closing_on", "-known_at", "number")
    if sight.everything:
        return found
    if not sight:
        return found.none()
    everywhere = Q(filters__region__isnull=True, filters__organisation__isnull=True)
    own = Q(filters__region__in=sorted(sight.regions))
    own |= Q(filters__organisation__in=sorted(map(str, sight.organisations)))
    return found.filter(everywhere | own)


def figures_for(account: Account, report: Report, on: date) -> Figures | None:
    """The numbers of a report that an account may see: all, its region's, or its organisation's; None: none of it."""
    sight = sight_of(account, on)
    if not sight:
        return None
    figures, filters = figures_of(report), Filters.read(report.filters)
    if sight.everything or filters.region in sight.regions or filters.organisation in sight.organisations:
        return figures
    organisations = set(map(str, sight.organisations))
    for region in sight.regions:
        there = Organisations(report.known_at).fitting(Filters(region=region), report.closing_on)
        organisations |= set(map(str, there or ()))
    seen = {place: value for place, value in figures if _visible(place, sight.regions, organisations)}
    return Figures(seen) if seen else None


def figures_of(report: Report) -> Figures:
    """The numbers of a report as they were frozen."""
    rows = report.figures.values_list("dimension", "key", "measure", "value")
    return Figures({Figure(*place): value for *place, value in rows})


def _visible(place: Figure, regions: frozenset[str], organisations: set[str]) -> bool:
    match place.dimension:
        case Dimension.REGION:
            return place.key in regions
        case Dimension.ORGANISATION:
            return place.key in organisations
        case Dimension.REGION_FLOW:
            return not regions.isdisjoint(place.key.split(">"))
        case Dimension.ORGANISATION_FLOW:
            return not organisations.isdisjoint(place.key.split(">"))
        case _:
            return False


def _may_there(account: Account, scope: Scope, on: date) -> bool:
    return may(account, READ, scope, on=on)
