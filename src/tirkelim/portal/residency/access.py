"""Who comes into the room of residency bases, and in whose name: schools, bases, the ministry, the coordinator."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Authority
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.portal.edge import account_of, allow, now
from tirkelim.portal.rooms import private_room
from tirkelim.services.placement.service import NAME

MINISTRY = Scope(authority=Authority.MINISTRY.value)

room = private_room


class Here(NamedTuple):
    """One request: who asks, when, and in whose name they may act."""

    account: Account
    moment: datetime
    schools: tuple[UUID, ...]
    """The organisations for which the account may recommend."""
    bases: tuple[UUID, ...]
    """The organisations of whose places the account says how many there are."""
    ministry: bool

    @property
    def today(self) -> date:
        """The day of the request."""
        return localdate(self.moment)

    def sees_residents(self, base: UUID) -> bool:
        """Whether the names of everyone placed at a base are this account's business."""
        return self.ministry or base in self.bases


def enter(request: HttpRequest) -> Here:
    """Go on for those who have business here. Raises Http404 for everyone else."""
    moment, account = now(), account_of(request)
    today = localdate(moment)
    allow(request, "residency.read", None, moment)
    held = (grant.organisation for grant in grants(account, today))
    own = tuple(dict.fromkeys(organisation for organisation in held if organisation is not None))

    def those(action: str) -> tuple[UUID, ...]:
        return tuple(one for one in own if may(account, action, of(one), on=today))

    ministry = may(account, "case.desk", MINISTRY, on=today)
    return Here(account, moment, those("placement.write"), those("residency.places"), ministry)


def of(organisation: UUID) -> Scope:
    """What belongs to an organisation."""
    return Scope(organisations=frozenset({organisation}))


def school_of(request: HttpRequest, action: str = "placement.write") -> tuple[Here, UUID]:
    """The school that the page is about: the one chosen in the address, or the first. Raises Http404."""
    here = enter(request)
    found = _chosen(request, here.schools)
    allow(request, action, of(found), here.moment)
    return here, found


def base_of(request: HttpRequest) -> tuple[Here, UUID]:
    """The base whose places the account looks after. Raises Http404."""
    here = enter(request)
    found = _chosen(request, here.bases)
    allow(request, "residency.places", of(found), here.moment)
    return here, found


def _chosen(request: HttpRequest, own: tuple[UUID, ...]) -> UUID:
    chosen = request.GET.get("organisation", "")
    found = next((one for one in own if str(one) == chosen), own[0] if own else None)
    if found is None:
        raise Http404
    return found


def placement_case(request: HttpRequest, case: UUID, moment: datetime, action: str) -> Case:
    """A recommendation, for those who may. Raises Http404 for everyone else, as for one that does not exist."""
    found = Case.objects.select_related("draft").filter(pk=case, service=NAME).first()
    if found is None:
        raise Http404
    allow(request, action, found, moment)
    return found
