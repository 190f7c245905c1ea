"""A licence's page for its holder: status, annexes, documents, history, and what can be begun from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from tirkelim.documents.models import Document
from tirkelim.identity.policy import may
from tirkelim.identity.territories import body_names
from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licence_register.common import ANNEX_MARKS, HAPPENED, MARKS
from tirkelim.portal.licence_register.grounds import ground_words
from tirkelim.portal.licences.access import Holder, own_licence, room
from tirkelim.portal.licences.heads import name_of
from tirkelim.portal.licences.links import public_link, staff_link, what_if_link
from tirkelim.portal.licences.offers import offered
from tirkelim.portal.licences.staff_words import standing
from tirkelim.portal.licences.staff_words import subtype_in_words as need_in_words
from tirkelim.portal.licences.words import TITLES, subtype_in_words
from tirkelim.portal.serving import serve_document
from tirkelim.portal.show import Entry
from tirkelim.portal.statuses import Mark
from tirkelim.register.licence_queries import AnnexOn, HistoryLine, LicenceOn, history_of, licence_on
from tirkelim.register.licence_status import LicenceStatus, LicenceStatusOn
from tirkelim.register.models import Licence
from tirkelim.services.licence.staffing.shortage import AnnexStaffing, staffing_of


def status_view(found: LicenceStatusOn, marks: dict[LicenceStatus, Mark]) -> dict[str, Any]:
    """A status with its colour, and since and until when where that is not the day of issue."""
    words, colour = marks[found.status]
    since = None if found.status is LicenceStatus.VALID else found.since
    return {"status": words, "colour": colour, "since": since, "until": found.until}


def licence_view(held: LicenceOn) -> dict[str, Any]:
    """A licence by itself."""
    return {"row": held.licence, **status_view(held.status, MARKS)}


def annex_view(held: LicenceOn, annex: AnnexOn, *, writes: bool) -> dict[str, Any]:
    """An annex: its base, what is done there, and what can be begun."""
    return {
        "row": annex.annex,
        "address": annex.fact.address,
        "name": annex.fact.name,
        "subtypes": [subtype_in_words(one.code, one.specialty) for one in annex.subtypes],
        "actions": _buttons(offered(held, annex)) if writes else [],
        **status_view(annex.status, ANNEX_MARKS),
    }


def staff_warnings(staffing: Iterable[AnnexStaffing]) -> list[dict[str, Any]]:
    """The subtypes that are short of certified staff, or will be: a warning, the licence stays in force (L14)."""
    found = []
    for one in staffing:
        for line in one.lines:
            if line.is_short or line.coming is not None:
                words, colour = standing(line)
                said = {"annex": one.on.annex.number, "subtype": need_in_words(line.need)}
                found.append({**said, "words": words, "colour": colour})
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _buttons(actions: tuple[Action, ...]) -> list[dict[str, Any]]:
    """What can be begun, each with a command of its own."""
    return [{"action": action.value, "title": TITLES[action], "hidden": hidden()} for action in actions]


@room("GET")
def licence_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """The licence as its holder sees it."""
    moment = now()
    found = own_licence(request, licence, moment)
    held = licence_on(found, localdate(moment), moment)
    writes = may(account_of(request), "licence.write", found, on=localdate(moment))
    holder = Holder(found.organisation_id, found.person_id)
    context = {
        **licence_view(held),
        "held": held,
        "name": name_of(holder, moment),
        "room_query": f"?holder={holder.key}",
        "office": (body_names(found.office, localdate(moment), "health") or {}).get(language(), ""),
        "annexes": [annex_view(held, one, writes=writes) for one in held.annexes],
        "actions": _buttons(offered(held)) if writes else [],
        "writes": writes,
        "warnings": staff_warnings(staffing_of(held, localdate(moment), moment)),
        "documents": documents_of(held),
        "history": [_entry(line) for line in history_of(found, moment)],
        "public_href": public_link(found.id),
        "staff_href": staff_link(found.id),
        "what_if_href": what_if_link(found.id),
        "reading_paper": readings(language()).get("L6", ""),
    }
    return render(request, "portal/licences/licence.html", context)


def documents_of(held: LicenceOn) -> list[dict[str, Any]]:
    """The documents of the licence and its annexes that no later one has replaced, the newest first."""
    rows = Document.objects.filter(decision__in=_decisions(held), superseded_by__isnull=True)
    rows = rows.exclude(kind=Document.Kind.REFUSAL).select_related("change").order_by("-change__at", "number")
    return [
        {
            "number": row.number,
            "at": row.change.at,
            "href": reverse("licences_document", args=[held.licence.id, row.id]),
        }
        for row in rows
    ]


def _decisions(held: LicenceOn) -> set[UUID]:
    found = {held.licence.decision, *(one.annex.decision for one in held.annexes)}
    found |= {event.decision for event in held.events}
    return {one for one in found if one is not None}


def _entry(line: HistoryLine) -> Entry:
    """What happened, from which day it counts, and on which ground."""
    of_licence, of_annex = HAPPENED[line.what]
    title = str(of_licence) if line.annex is None else str(of_annex) % {"number": line.annex.number}
    event = line.event
    said = [ground_words(event.ground), event.reference, event.note] if event else []
    return Entry(title, line.on, "", ". ".join(filter(None, said)))


@room("GET")
def document(request: HttpRequest, licence: UUID, document: UUID) -> HttpResponseBase:
    """A document of the licence as PDF. The right is checked at this very read."""
    moment = now()
    found = own_licence(request, licence, moment)
    held = licence_on(found, localdate(moment), moment)
    row = Document.objects.filter(pk=document, decision__in=_decisions(held)).exclude(kind=Document.Kind.REFUSAL)
    return serve_document(row.first(), lambda: _may_still(request, found, moment))


def _may_still(request: HttpRequest, licence: Licence, moment: datetime) -> bool:
    return may(account_of(request), "licence.read", licence, on=localdate(moment))
