"""The holder's five-day duties as the pages show them: what is owed for what, by which day, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.law.standards.duties import RULES, Duty, due_after_event
from tirkelim.law.standards.services import Action
from tirkelim.portal.conformity.access import SERVICE
from tirkelim.portal.saying import href_of
from tirkelim.portal.show import Clock
from tirkelim.register.conformity_queries import Held, chain_of
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityEvent, ConformityEventKind


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


class _Owed(NamedTuple):
    duty: Duty
    action: Action | None
    """The application by which it is done; None: the notice itself does it."""


OWED: dict[str, tuple[_Owed, ...]] = {
    ConformityEventKind.CONTRACT_SIGNED: (_Owed(Duty.CONFORMITY_EXTENSION_REQUEST, Action.EXTEND),),
    ConformityEventKind.EMPLOYER_CHANGED: (
        _Owed(Duty.CONFORMITY_NEW_EMPLOYER_NOTICE, None),
        _Owed(Duty.CONFORMITY_EXTENSION_REQUEST, Action.EXTEND),
    ),
    ConformityEventKind.CONTRACT_ENDED: (_Owed(Duty.CONFORMITY_CONTRACT_END_NOTICE, None),),
    ConformityEventKind.DATA_CHANGED: (_Owed(Duty.CONFORMITY_REISSUE_REQUEST, Action.REISSUE),),
}
"""What each event obliges to."""
TITLES: dict[Duty, Promise] = {
    Duty.CONFORMITY_EXTENSION_REQUEST: _("Ask for the extension of the certificate"),
    Duty.CONFORMITY_NEW_EMPLOYER_NOTICE: _("Tell of the new employer in writing"),
    Duty.CONFORMITY_CONTRACT_END_NOTICE: _("Tell of the end of the contract in writing"),
    Duty.CONFORMITY_REISSUE_REQUEST: _("Ask for the re-issue of the certificate"),
}
EVENTS: dict[str, Promise] = {
    ConformityEventKind.CONTRACT_SIGNED: _("Contract signed"),
    ConformityEventKind.EMPLOYER_CHANGED: _("Contract with the new employer signed"),
    ConformityEventKind.CONTRACT_ENDED: _("Contract ended"),
    ConformityEventKind.DATA_CHANGED: _("Name or document changed"),
}


def duties_of(held: Held, moment: datetime) -> list[DutyView]:
    """The duties that a certificate's notices started, the newest event first."""
    numbers = frozenset(row.number for row in chain_of(held.certificate))
    applied = _applied(held.certificate.person_id, numbers)
    return [view for event in reversed(held.events) for view in _of_event(event, applied, moment)]


def duties_of_event(event: ConformityEvent, moment: datetime) -> list[DutyView]:
    """The duties that one notice started."""
    row = event.certificate
    applied = _applied(row.person_id, frozenset(one.number for one in chain_of(row)))
    return list(_of_event(event, applied, moment))


def open_duties(held: Iterable[Held], moment: datetime) -> list[DutyView]:
    """The duties of valid certificates that are not done yet, the one due first at the top."""
    valid = [one for one in held if one.status.status is ConformityStatus.VALID and one.events]
    found = [view for one in valid for view in duties_of(one, moment) if view.done_on is None]
    return sorted(found, key=lambda view: view.due_on)


def _applied(person: UUID, numbers: frozenset[str]) -> list[tuple[Action, datetime]]:
    """What was applied for under certificates with these numbers, and when."""
    cases = Case.objects.filter(service=SERVICE, subject=person, submitted_at__isnull=False)
    return [
        (Action(case.action), case.submitted_at)
        for case in cases.select_related("draft").order_by("submitted_at")
        if case.submitted_at and ((case.draft.data.get("held") or {}).get("clean") or {}).get("number") in numbers
    ]


def _of_event(event: ConformityEvent, applied: list[tuple[Action, datetime]], moment: datetime) -> Iterable[DutyView]:
    if event.event_on is None:
        return
    book, today = service(SERVICE).book(), localdate(moment)
    for owed in OWED.get(event.kind, ()):
        due = due_after_event(owed.duty, event.event_on, book)
        done = event.on if owed.action is None else _first(applied, owed.action, event.event_on)
        clock = Clock(due, book.calendar.count(today, due), 0) if done is None else None
        place = RULES[owed.duty].requirement.citation
        yield DutyView(
            title=TITLES[owed.duty],
            event=EVENTS[event.kind],
            event_on=event.event_on,
            due_on=due,
            done_on=done,
            late=(done or today) > due,
            clock=clock,
            citation=str(place),
            law=href_of(place),
            href="" if done else reverse("conformity_told", args=[event.certificate_id, event.id]),
        )


def _first(applied: list[tuple[Action, datetime]], action: Action, since: date) -> date | None:
    """The day of the first application of the action since a day."""
    days = (localdate(at) for asked, at in applied if asked is action)
    return next((day for day in days if day >= since), None)
