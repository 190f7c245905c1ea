"""The holder's five-day duties as the pages show them: what is owed for what, by which day, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.registry import service
from tirkelim.law.citation import cite
from tirkelim.law.standards.duties import Duty
from tirkelim.portal.conformity.access import SERVICE
from tirkelim.portal.saying import href_of
from tirkelim.portal.show import Clock
from tirkelim.register.conformity_queries import Held
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.services.conformity import duties
from tirkelim.services.conformity.duties import DUTIES_OF, DutyState, HolderDuty


class DutyView(NamedTuple):
    """A duty: ``event`` on ``event_on`` started it. ``clock`` runs while it is not done. ``href``: where it is done."""

    title: str | Promise
    event: str | Promise
    event_on: date
    due_on: date
    done_on: date | None
    late: bool
    clock: Clock | None
    citation: str
    law: str
    href: str


TITLES: dict[Duty, tuple[Promise, Promise]] = {
    Duty.CONFORMITY_EXTENSION_REQUEST: (_("Ask for the extension of the certificate"), _("Contract signed")),
    Duty.CONFORMITY_NEW_EMPLOYER_NOTICE: (
        _("Tell of the new employer in writing"),
        _("Contract with the new employer signed"),
    ),
    Duty.CONFORMITY_CONTRACT_END_NOTICE: (_("Tell of the end of the contract in writing"), _("Contract ended")),
    Duty.CONFORMITY_REISSUE_REQUEST: (_("Ask for the re-issue of the certificate"), _("Name or document changed")),
}
"""What each duty asks for, and the event that starts it."""


def duties_of(row: ConformityCertificate, moment: datetime) -> list[DutyView]:
    """The duties of a certificate's holder: those still to be done first."""
    found = duties.duties_of(row, localdate(moment), service(SERVICE).book())
    return [_view(duty, row) for duty in found]


def duties_of_event(event: ConformityEvent, moment: datetime) -> list[DutyView]:
    """The duties that one notice started."""
    wanted = DUTIES_OF[ConformityEventKind(event.kind)]
    found = duties.duties_of(event.certificate, localdate(moment), service(SERVICE).book())
    return [_view(duty, event.certificate) for duty in found if duty.duty in wanted and duty.event_on == event.event_on]


def open_duties(held: Iterable[Held], moment: datetime) -> list[DutyView]:
    """The duties of valid certificates that are not done yet, the one due first at the top."""
    valid = [one.certificate for one in held if one.status.status is ConformityStatus.VALID]
    found = [view for row in valid for view in duties_of(row, moment) if view.done_on is None]
    return sorted(found, key=lambda view: view.due_on)


def _view(duty: HolderDuty, row: ConformityCertificate) -> DutyView:
    title, event = TITLES[duty.duty]
    passed = duty.state is DutyState.OVERDUE
    clock = None if duty.days_left is None else Clock(duty.due_on, duty.days_left, 0, passed=passed)
    return DutyView(
        title=title,
        event=event,
        event_on=duty.event_on,
        due_on=duty.due_on,
        done_on=duty.done_on,
        late=duty.state in (DutyState.DONE_LATE, DutyState.OVERDUE),
        clock=clock,
        citation=duty.citation,
        law=href_of(cite(duty.citation)),
        href=_where(duty, row) if duty.done_on is None else "",
    )


def _where(duty: HolderDuty, row: ConformityCertificate) -> str:
    """The receipt of the notice that started it: from there the application is begun with its data."""
    events = row.events.filter(event_on=duty.event_on).order_by("id")
    started = [one.id for one in events if duty.duty in DUTIES_OF.get(ConformityEventKind(one.kind), ())]
    if started:
        return reverse("conformity_told", args=[row.id, started[-1]])
    return reverse("conformity_certificate", args=[row.id])
