"""The first page of the room: what a member has to do, and for the office what waits and how far sittings are."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.commission.access import Visit, is_head, is_office, own_territories, own_territory, room, visit
from tirkelim.portal.commission.showing import SittingView, case_view, page, region_name, sitting_view
from tirkelim.services.conformity.commission.minutes import awaited
from tirkelim.services.conformity.commission.reading import (
    bodies_missing,
    day_of,
    member_on,
    members_on,
    standing_items,
    standing_of,
    waiting_cases,
)
from tirkelim.services.conformity.models import Minutes, Sitting
from tirkelim.services.conformity.threshold import threshold_on

PAGE = 20

DUTIES: dict[str, str | Promise] = {
    "join": _("Take part"),
    "score": _("Applications to score"),
    "resolve": _("Applications to resolve"),
    "sign": _("Sign the minutes"),
    "none": "",
}
"""What a member still has to do at a sitting."""


class Mine(NamedTuple):
    """A sitting with what the reader has to do there."""

    view: SittingView
    duty: str | Promise


@room("GET")
def index(request: HttpRequest) -> HttpResponse:
    """The reader's sittings; for the office the applications that wait. ``?region=`` where there are several."""
    at = visit(request)
    territory = own_territory(at)
    sittings = Sitting.objects.filter(territory=territory).order_by("-held_at")
    shown = Paginator(sittings, PAGE).get_page(request.GET.get("page"))
    member = member_on(territory, at.account.id, at.today)
    members = members_on(territory, at.today)
    context = page(
        at,
        territory,
        regions=[(kato, region_name(kato, at.today)) for kato in own_territories(at)],
        office=is_office(at, territory),
        head=is_head(at, territory),
        member=member,
        sittings=[_mine(at, one) for one in shown],
        page=shown,
        waiting=[case_view(case, at.today) for case in waiting_cases(territory)] if is_office(at, territory) else [],
        members=len(members),
        chair=next((one.name for one in members if one.is_chair), ""),
        missing=len(bodies_missing(members)),
        threshold=threshold_on(territory, at.today),
    )
    return render(request, "portal/commission/index.html", context)


def _mine(at: Visit, sitting: Sitting) -> Mine:
    view = sitting_view(at, sitting)
    return Mine(view, DUTIES[duty_of(at, sitting, view.key)])


def duty_of(at: Visit, sitting: Sitting, key: str) -> str:
    """What the reader still has to do at a sitting as a member: join, score, resolve, sign, or none."""
    member = member_on(sitting.territory, at.account.id, day_of(sitting))
    if member is None or key in ("called", "cancelled", "final"):
        return "none"
    present = sitting.attendances.filter(member=member).exists()
    if key == "signing":
        minutes = Minutes.objects.get(sitting=sitting)
        return "sign" if member in awaited(minutes) else "none"
    if not present:
        return "join"
    standings = [standing_of(item) for item in standing_items(sitting)]
    open_ones = [one for one in standings if not one.is_resolved]
    if any(part.member.id == member.id for one in open_ones for part in one.awaited):
        return "score"
    return "resolve" if member.is_chair and any(one.scores for one in open_ones) else "none"
