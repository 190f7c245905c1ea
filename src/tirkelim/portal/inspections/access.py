"""Who comes into the room: inspectors and officers of a department, to the visits of their own territory."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.policy import Scope, grants
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit as Request
from tirkelim.portal.personnel.access import visit as asked
from tirkelim.portal.rooms import private_room
from tirkelim.services.licence.models import Visit

__all__ = ["Request", "asked", "room"]

room = private_room
ROLES = (Role.INSPECTOR, Role.DEPARTMENT_OFFICER)
READ, PLAN, RECORD = "licence.read", "visit.plan", "visit.record"
SERVICE = "licence"


def own_territories(at: Request) -> list[str]:
    """The regions whose visits the account works with. Raises Http404 where there is none."""
    held = [grant for grant in grants(at.account, at.today) if grant.role in ROLES and grant.territory]
    found = sorted({str(grant.territory) for grant in held})
    if not found:
        raise Http404
    return found


def is_inspector(at: Request) -> bool:
    """Whether the account goes out to visits itself."""
    return any(grant.role == Role.INSPECTOR for grant in grants(at.account, at.today))


def inspectors(at: Request, territories: list[str]) -> list[Account]:
    """The open accounts that are inspectors in these regions today, by name."""
    rows = RoleGrant.objects.filter(role=Role.INSPECTOR, territory__in=territories, account__is_active=True)
    found = {grant.account_id: grant.account for grant in rows.select_related("account") if grant.active(at.today)}
    return sorted(found.values(), key=lambda account: account.name)


def open_case(at: Request, id: UUID, action: str = PLAN) -> Case:
    """An application for a licence of the reader's territory. Raises Http404."""
    found = Case.objects.select_related("draft").filter(pk=id, service=SERVICE).first()
    if found is None:
        raise Http404
    _allow(at, action, found.scope())
    return found


def open_visit(at: Request, id: UUID, action: str = READ) -> Visit:
    """A visit of the reader's territory. Raises Http404 for any other, as for one that does not exist."""
    rows = Visit.objects.select_related("case__draft", "act", "change", "cancelled_by")
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    _allow(at, action, found.scope())
    return found


def _allow(at: Request, action: str, scope: Scope) -> None:
    own_territories(at)  # heads and holders read visits in rooms of their own
    allow(at.request, action, scope, at.moment)
