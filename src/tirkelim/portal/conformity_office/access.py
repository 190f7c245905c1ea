"""Who comes into the room: the local executive body to the certificates that it gave, the national coordinator to
all."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.models import Authority
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.portal.personnel.access import Visit, visit
from tirkelim.portal.rooms import private_room
from tirkelim.register.commands.conformity import conformity_scope
from tirkelim.register.conformity_queries import Held, held_on
from tirkelim.register.models import ConformityCertificate
from tirkelim.register.queries import log_access

__all__ = ["Opened", "offices_of", "open_held", "reads", "room", "visit"]

PURPOSE = "conformity.read"
room = private_room


class Opened(NamedTuple):
    """A certificate that the reader may see, with its events and status of today."""

    at: Visit
    held: Held

    @property
    def certificate(self) -> ConformityCertificate:
        """The certificate itself."""
        return self.held.certificate

    def may(self, action: str) -> bool:
        """Whether the reader may do this to the certificate; for links and buttons."""
        return self.at.may(action, conformity_scope(self.certificate))


def offices_of(at: Visit) -> frozenset[str] | None:
    """The regions whose certificates the reader finds; None: all. Raises Http404 for whoever has none."""
    if may(at.account, PURPOSE, None, on=at.today):
        return None
    own = {grant.territory for grant in grants(at.account, at.today) if grant.territory is not None}
    found = frozenset(kato for kato in own if at.may(PURPOSE, _of(kato)))
    if not found:
        raise Http404
    return found


def _of(kato: str) -> Scope:
    return Scope(territories=frozenset({kato}), authority=Authority.EMPLOYMENT.value)


def reads(at: Visit, row: ConformityCertificate) -> bool:
    """Whether the reader finds the certificate in this room."""
    offices = offices_of(at)
    return offices is None or not offices.isdisjoint(conformity_scope(row).territories)


def open_held(request: HttpRequest, certificate: UUID, action: str = PURPOSE) -> Opened:
    """Go on to a certificate; the look is logged for the holder. Raises Http404 for anyone who may not."""
    at = visit(request)
    offices_of(at)
    row = ConformityCertificate.objects.select_related("earlier", "change").filter(pk=certificate).first()
    if row is None or not reads(at, row):
        raise Http404
    if action != PURPOSE and not at.may(action, conformity_scope(row)):
        raise Http404
    log_access(at.account.id, row.person_id, action, at.moment)
    return Opened(at, held_on(row, at.today))
