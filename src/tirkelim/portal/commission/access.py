"""Who comes into the room: members of the commission, and the local executive body that it belongs to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tirkelim.identity.models import Role
from tirkelim.identity.policy import grants
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, visit
from tirkelim.portal.rooms import private_room
from tirkelim.services.conformity.commission.ground import scope_of
from tirkelim.services.conformity.models import AgendaItem, Member, Minutes, Sitting

__all__ = ["Visit", "own_territory", "room", "visit"]

room = private_room
ROLES = (Role.EMPLOYMENT_HEAD, Role.EMPLOYMENT_OFFICER, Role.COMMISSION_MEMBER)


def own_territories(at: Visit) -> list[str]:
    """The regions whose commission the account works with. Raises Http404 where there is none."""
    held = [grant for grant in grants(at.account, at.today) if grant.role in ROLES and grant.territory]
    found = sorted({str(grant.territory) for grant in held})
    if not found:
        raise Http404
    return found


def own_territory(at: Visit, action: str = "commission.read") -> str:
    """The region that the page is about: the one in the address, or the first. Raises Http404."""
    own = own_territories(at)
    chosen = at.request.GET.get("region", "")
    found = chosen if chosen in own else own[0]
    allow(at.request, action, scope_of(found), at.moment)
    return found


def is_office(at: Visit, territory: str) -> bool:
    """Whether the reader calls sittings: an officer or the head of the local body."""
    return at.may("commission.convene", scope_of(territory))


def is_head(at: Visit, territory: str) -> bool:
    """Whether the reader appoints the commission."""
    return at.may("commission.appoint", scope_of(territory))


def open_sitting(at: Visit, id: UUID, action: str = "commission.read") -> Sitting:
    """A sitting of the reader's region. Raises Http404 for any other, as for one that does not exist."""
    found = Sitting.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    allow(at.request, action, scope_of(found.territory), at.moment)
    return found


def open_item(at: Visit, id: UUID, action: str = "commission.read") -> AgendaItem:
    """An agenda item of the reader's region. Raises Http404."""
    found = items().filter(pk=id).first()
    if found is None:
        raise Http404
    allow(at.request, action, scope_of(found.sitting.territory), at.moment)
    return found


def items() -> QuerySet[AgendaItem]:
    """Agenda items with all that their pages show."""
    return AgendaItem.objects.select_related("case__draft", "sitting", "resolution", "scoring_end")


def open_member(at: Visit, id: UUID) -> Member:
    """A membership that the head may change. Raises Http404."""
    found = Member.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    allow(at.request, "commission.appoint", scope_of(found.territory), at.moment)
    return found


def minutes_of(sitting: Sitting) -> Minutes | None:
    """The minutes of a sitting; None while they are not drawn up."""
    return Minutes.objects.select_related("sitting").filter(sitting=sitting).first()
