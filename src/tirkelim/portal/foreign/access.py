"""Who comes into the room: those who may apply for foreign specialists in the name of an organisation."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.policy import Scope, grants
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, visit


class Employer(NamedTuple):
    """One request in the name of an organisation."""

    at: Visit
    organisation: UUID
    own: tuple[UUID, ...]


def employer(request: HttpRequest, action: str = "foreign.read") -> Employer:
    """The request and the organisation that it speaks for: the one chosen in the address, or the first.

    Raises Http404 for everyone who may not.
    """
    at = visit(request)
    held = [grant.organisation for grant in grants(at.account, at.today) if grant.organisation is not None]
    own = tuple(one for one in dict.fromkeys(held) if at.may("foreign.write", of(one)))
    chosen = request.GET.get("organisation", "")
    found = next((one for one in own if str(one) == chosen), own[0] if own else None)
    if found is None:
        raise Http404
    allow(request, action, of(found), at.moment)
    return Employer(at, found, own)


def of(organisation: UUID) -> Scope:
    """What belongs to an organisation."""
    return Scope(organisations=frozenset({organisation}))
