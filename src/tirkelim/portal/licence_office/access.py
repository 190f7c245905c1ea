"""Who comes into the room: the department to the licences that it keeps, the national coordinator to all."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.models import Role
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.portal.personnel.access import Visit, visit
from tirkelim.portal.rooms import private_room
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.models import Licence
from tirkelim.register.queries import log_access

__all__ = ["Opened", "offices_of", "open_licence", "reads", "room", "visit"]

PURPOSE = "licence.read"
OF_DEPARTMENT = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_HEAD})
room = private_room


class Opened(NamedTuple):
    """A licence that the reader may see, as it stands today."""

    at: Visit
    now: LicenceOn

    @property
    def licence(self) -> Licence:
        """The licence itself."""
        return self.now.licence

    def on(self, day: date) -> LicenceOn:
        """The same licence on another day, by the present knowledge."""
        return licence_on(self.licence, day, self.at.moment)

    def may(self, action: str) -> bool:
        """Whether the reader may do this to the licence; for links and buttons."""
        return self.at.may(action, self.licence.scope())


def offices_of(at: Visit, action: str = PURPOSE) -> frozenset[str] | None:
    """The regions whose licences the reader works with; None: all. Raises Http404 for whoever has none."""
    if may(at.account, action, None, on=at.today):
        return None
    held = [grant for grant in grants(at.account, at.today) if grant.role in OF_DEPARTMENT and grant.territory]
    found = frozenset(
        grant.territory
        for grant in held
        if grant.territory is not None and at.may(action, Scope(territories=frozenset({grant.territory})))
    )
    if not found:
        raise Http404
    return found


def reads(at: Visit, row: Licence) -> bool:
    """Whether the reader finds the licence in this room."""
    offices = offices_of(at)
    return offices is None or row.office in offices


def open_licence(request: HttpRequest, licence: UUID, action: str = PURPOSE) -> Opened:
    """Go on to a licence; the look at a person's is logged for them. Raises Http404 for anyone who may not."""
    at = visit(request)
    offices_of(at)
    row = Licence.objects.select_related("organisation", "change").filter(pk=licence).first()
    if row is None or not reads(at, row):
        raise Http404
    if action != PURPOSE and not at.may(action, row.scope()):
        raise Http404
    if row.person_id is not None:
        log_access(at.account.id, row.person_id, action, at.moment)
    return Opened(at, licence_on(row, at.today, at.moment))
