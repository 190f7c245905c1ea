"""A certificate of one's own: what it is worth today, what has happened to it, what is owed and can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.law.order_503_conformity.professions import activities, find
from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import own_certificate, room
from tirkelim.portal.conformity.duties_seen import duties_of
from tirkelim.portal.conformity.happened import KINDS
from tirkelim.portal.conformity.professions import Offer, entry_of, offer_of
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.show import Entry, Row
from tirkelim.register.conformity_queries import Held, held_on
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.services.conformity.held import actions_open
from tirkelim.services.conformity.issue import REPLACED_DECISION

STATUSES: dict[ConformityStatus, tuple[Promise, str]] = {
    ConformityStatus.NOT_YET: (gettext_lazy("Not valid yet"), "yellow"),
    ConformityStatus.VALID: (gettext_lazy("Valid"), "green"),
    ConformityStatus.EXPIRED: (gettext_lazy("Expired"), "red"),
    ConformityStatus.WITHDRAWN: (gettext_lazy("Withdrawn"), "red"),
    ConformityStatus.LOST: (gettext_lazy("Reported lost or damaged: not valid"), "red"),
    ConformityStatus.SUPERSEDED: (gettext_lazy("Re-issued with another number"), "orange"),
}
EVENTS: dict[str, Promise] = {
    ConformityEventKind.EXTENDED: gettext_lazy("Extended"),
    ConformityEventKind.SUPERSEDED: gettext_lazy("Re-issued with another number"),
    ConformityEventKind.LOST: gettext_lazy("Reported lost or damaged"),
    ConformityEventKind.RESTORED: pgettext_lazy("certificate event", "Restored"),
    ConformityEventKind.WITHDRAWN: gettext_lazy("Withdrawn"),
    ConformityEventKind.CONTRACT_SIGNED: gettext_lazy("You told of a labour contract"),
    ConformityEventKind.EMPLOYER_CHANGED: gettext_lazy("You told of a new employer"),
    ConformityEventKind.CONTRACT_ENDED: gettext_lazy("You told that the contract ended"),
    ConformityEventKind.DATA_CHANGED: gettext_lazy("You told of a change of name or document"),
}
DECIDED_AGAIN = gettext_lazy("Decided again after an upheld complaint")
TAKEN_BACK = gettext_lazy("The extension is taken back")
TELLS: dict[ConformityStatus, tuple[str, ...]] = {
    ConformityStatus.VALID: tuple(KINDS),
    ConformityStatus.EXPIRED: ("end",),
}
"""What can be told: a contract often ends together with the certificate that was extended for it."""


class Line(NamedTuple):
    """A certificate as the pages list it."""

    row: ConformityCertificate
    profession: str
    place: str
    status: str | Promise
    colour: str
    until: date
    days_left: int | None
    """Calendar days to the last day, that day included; None of one that is not valid."""
    successor: str
    href: str
    actions: tuple[str, ...]


def line_of(held: Held, on: date) -> Line:
    """A certificate with its status of the day."""
    row, status = held.certificate, held.status
    offer, (words, colour) = profession_of(row), STATUSES[status.status]
    valid = status.status is ConformityStatus.VALID
    return Line(
        row=row,
        profession=offer.name if offer else row.profession,
        place=offer.place if offer else activity_name(row.activity),
        status=words,
        colour=colour,
        until=status.until,
        days_left=(status.until - on).days + 1 if valid else None,
        successor=status.successor,
        href=reverse("conformity_certificate", args=[row.id]),
        actions=tuple(action.value for action in actions_open(status)),
    )


def profession_of(row: ConformityCertificate) -> Offer | None:
    """The profession of a certificate in the language of the page; None for one that the list does not hold."""
    named = next(iter(find(row.profession, row.activity)), None)
    entry = entry_of(f"{row.activity}|{row.profession}") or named
    return None if entry is None else offer_of(entry, language())


def activity_name(code: str) -> str:
    """The kind of activity of a code; the code where the list has none."""
    found = activities().get(code)
    return getattr(found, language()) if found else code


@room("GET")
def certificate_page(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The certificate, its history, duties and what can be done."""
    moment = now()
    row = own_certificate(request, certificate, moment)
    today = localdate(moment)
    held = held_on(row, today)
    line = line_of(held, today)
    context = {
        "line": line,
        "rows": rows_of(line, held),
        "history": history(held.events),
        "hidden_extend": hidden(),
        "hidden_reissue": hidden(),
        "can": frozenset(line.actions),
        "duties": duties_of(row, moment),
        "kinds": {slug: KINDS[slug] for slug in TELLS.get(held.status.status, ())},
    }
    return render(request, "portal/conformity/certificate.html", context)


def rows_of(line: Line, held: Held) -> list[Row]:
    """What stands on the certificate."""
    row, offer = line.row, profession_of(line.row)
    rows = [Row(_("Number"), row.number), Row(_("Profession"), line.profession)]
    if offer is not None:
        rows += [Row(_("Sector"), offer.sector), Row(_("Kind of activity"), offer.activity)]
    if row.framework_level is not None:
        rows.append(Row(_("Level of the qualification framework"), str(row.framework_level)))
    if row.identity_document:
        rows.append(Row(_("Identity document"), row.identity_document))
    employer = next((event.employer for event in reversed(held.events) if event.employer), "")
    if employer:
        rows.append(Row(_("Employer, as told last"), employer))
    if row.earlier is not None:
        rows.append(Row(_("In place of"), row.earlier.number))
    return rows


def history(events: Sequence[ConformityEvent]) -> list[Entry]:
    """What happened to the certificate, the newest first."""
    found = []
    for event in reversed(events):
        told = "" if event.kind == ConformityEventKind.DATA_CHANGED else event.reference
        again = str(DECIDED_AGAIN) if event.ground == REPLACED_DECISION else ""
        parts = [event.employer, again, told, event.successor]
        found.append(Entry(title_of(event), event.on, "", ", ".join(filter(None, parts))))
    return found


def title_of(event: ConformityEvent, titles: Mapping[str, str | Promise] = EVENTS) -> str | Promise:
    """What an event is called. The term from before an extension is written as an event of the same kind."""
    set_back = event.kind == ConformityEventKind.EXTENDED and event.ground == REPLACED_DECISION
    return TAKEN_BACK if set_back else titles[event.kind]


@room("GET")
def lost(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Warns that a lost certificate is invalid from the day of the application, before one is begun (p.22)."""
    moment = now()
    row = own_certificate(request, certificate, moment, "conformity.write")
    line = line_of(held_on(row, localdate(moment)), localdate(moment))
    if Action.DUPLICATE.value not in line.actions:
        return redirect("conformity_certificate", certificate=certificate)
    return render(request, "portal/conformity/lost.html", {"line": line, "hidden": hidden()})
