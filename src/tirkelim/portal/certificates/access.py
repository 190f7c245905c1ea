"""Who comes to a certificate: its holder, its department, the holder's employers and the national coordinator."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Scope, may, roles
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, room, visit
from tirkelim.register.commands.certificates import certificate_scope
from tirkelim.register.models import Certificate
from tirkelim.register.queries import log_access
from tirkelim.register.status import StatusOn, status_on
from tirkelim.register.training_days import training_days

__all__ = ["FINDERS", "Opened", "open_certificate", "reads", "room", "status_of", "visit"]

FINDERS = frozenset({Role.DEPARTMENT_OFFICER.value, Role.NATIONAL_COORDINATOR.value})
"""Who finds certificates by their number, and sees on what ground one was withdrawn, beside the holder."""
PURPOSE_READ, PURPOSE_CHANGE, PURPOSE_DOCUMENT = "certificate.read", "certificate.change", "certificate.document"


class Opened(NamedTuple):
    """A certificate that the reader may see, and where it belongs."""

    at: Visit
    certificate: Certificate
    scope: Scope

    @property
    def account(self) -> Account:
        """The reader."""
        return self.at.account

    @property
    def own(self) -> bool:
        """Whether the reader is the holder."""
        return self.account.person == self.certificate.person_id

    @property
    def sees_grounds(self) -> bool:
        """Whether the reader sees why a certificate was withdrawn: employers learn only that it was."""
        return self.own or bool(FINDERS & roles(self.account, self.at.today))

    def may(self, action: str) -> bool:
        """Whether the reader may do this to the certificate; for links and buttons."""
        return self.at.may(action, self.scope)


def open_certificate(
    request: HttpRequest, certificate: UUID, action: str = "certificate.read", purpose: str = PURPOSE_READ
) -> Opened:
    """Go on to a certificate; the look is logged for the holder. Raises Http404 for anyone who may not."""
    at = visit(request)
    row = Certificate.objects.filter(pk=certificate).select_related("change").first()
    if row is None:
        raise Http404
    scope = certificate_scope(row, at.today)
    allow(request, "certificate.read", scope, at.moment)
    allow(request, action, scope, at.moment)
    log_access(at.account.id, row.person_id, purpose, at.moment)
    return Opened(at, row, scope)


def reads(at: Visit, certificate: Certificate) -> bool:
    """Whether the reader may see the certificate's full record."""
    return may(at.account, "certificate.read", certificate_scope(certificate, at.today), on=at.today)


def status_of(certificate: Certificate, on: date, known: datetime) -> StatusOn:
    """The status on a day as known at a moment."""
    events = certificate.events.filter(change__at__lte=known).order_by("id")
    indefinite = certificate.valid_until is None
    days = training_days([certificate.person_id], known).get(certificate.person_id, ()) if indefinite else ()
    return status_on(certificate, events, on, days)
