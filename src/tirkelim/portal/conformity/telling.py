"""The holder tells what happened (p.17, p.18, p.20, p.22): until when what is owed, and a receipt of what was told.

Notices of a new employer and of the end of a contract are given by this very page. A signed contract and changed data
are told so that the clock is seen; the duty itself is the application that follows.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.law.standards.duties import RULES
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import own_certificate, room
from tirkelim.portal.conformity.certificates import line_of
from tirkelim.portal.conformity.duties_seen import duties_of_event
from tirkelim.portal.conformity.happened import BY_EVENT, KINDS, Kind, TellForm
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.saying import href_of
from tirkelim.portal.show import Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.conformity_queries import held_on
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.services.conformity.answers import ChangeKind
from tirkelim.services.conformity.duties import DUTIES_OF
from tirkelim.services.conformity.notices import Notice, give_notice

WRONG: dict[str, Promise] = {
    "missing": _("Write the day"),
    "in_the_future": _("This day has not come yet: tell it when it has happened"),
    "before_issue": _("The day lies before the certificate was issued"),
    "not_in_force": _("The certificate was not in force on this day and is not now: nothing is owed under it"),
    "told_already": _("You have told this already: it stands in the history of the certificate"),
}


REFERENCES: dict[str, Promise] = {
    ConformityEventKind.CONTRACT_SIGNED: _("Number of the labour contract"),
    ConformityEventKind.EMPLOYER_CHANGED: _("Number of the labour contract"),
    ConformityEventKind.CONTRACT_ENDED: _("Ground"),
    ConformityEventKind.DATA_CHANGED: _("What changed"),
}
"""What the reference of a notice is."""


@room("GET", "POST")
def tell(request: HttpRequest, certificate: UUID, kind: str) -> HttpResponse:
    """Tell what happened."""
    moment = now()
    row = own_certificate(request, certificate, moment, "conformity.notice")
    told_of = KINDS.get(kind)
    if told_of is None:
        raise Http404
    today = localdate(moment)
    form = told_of.form(request.POST if request.method == "POST" else None, today=today)
    if request.method != "POST":
        return _show(request, row, told_of, form, today)
    if not form.is_valid():
        return _show(request, row, told_of, form, today, UNPROCESSABLE)
    said = Notice(kind=told_of.kind, event_on=form.cleaned_data["event_on"], **form.terms())
    try:
        done = give_notice(command(request, moment), row.id, said)
    except Invalid as bad:
        for field, code in bad.errors.items():
            name = field if field in form.fields else None
            words = WRONG.get(str(code), _("Check this answer: the register does not take it"))
            form.add_error(name, str(words))
        return _show(request, row, told_of, form, today, UNPROCESSABLE)
    except Denied:
        raise Http404 from None
    except (CommandIdReused, TimeClosed):
        form.add_error(None, _("This page was sent before with other answers. Check them and send once more."))
        return _show(request, row, told_of, form, today, CONFLICT)
    messages.success(request, _("It is told."))
    return redirect("conformity_told", certificate=certificate, notice=int(done.result["event"]))


def _show(
    request: HttpRequest, row: ConformityCertificate, told_of: Kind, form: TellForm, today: date, status: int = 200
) -> HttpResponse:
    place = RULES[DUTIES_OF[told_of.kind][0]].requirement.citation
    context = {
        "line": line_of(held_on(row, today), today),
        "kind": told_of,
        "citation": str(place),
        "law": href_of(place),
        "form": form,
        "hidden": hidden(),
    }
    return render(request, "portal/conformity/tell.html", context, status=status)


@room("GET")
def told(request: HttpRequest, certificate: UUID, notice: int) -> HttpResponse:
    """The receipt: what was told and when, whether in time, and what it leads to."""
    moment = now()
    row = own_certificate(request, certificate, moment)
    event = row.events.select_related("change").filter(pk=notice, kind__in=BY_EVENT).first()
    if event is None:
        raise Http404
    today = localdate(moment)
    line = line_of(held_on(row, today), today)
    kind = BY_EVENT[event.kind]
    context = {
        "line": line,
        "event": event,
        "kind": kind,
        "rows": _rows(event),
        "duties": duties_of_event(event, moment),
        "runs_on": event.kind == ConformityEventKind.CONTRACT_ENDED and line.days_left is not None,
        "leads_to": kind.leads_to if kind.leads_to in line.actions else "",
        "hidden": hidden(),
    }
    return render(request, "portal/conformity/told.html", context)


def _rows(event: ConformityEvent) -> list[Row]:
    """What a notice says, in words; the day it was given first."""
    lang = language()
    changed = {
        ChangeKind.NAME.value: _("Surname, given name or patronymic"),
        ChangeKind.DOCUMENT.value: _("Number or series of the identity document"),
    }
    said: list[tuple[Any, Any]] = [
        (_("Told on"), day_in_words(event.on, lang)),
        (_("It happened on"), day_in_words(event.event_on, lang) if event.event_on else ""),
        (_("Name of the employer"), event.employer),
        (_("BIN or IIN of the employer"), event.employer_number),
        (REFERENCES[event.kind], changed.get(event.reference, event.reference)),
        (_("Last day of the contract"), day_in_words(event.until, lang) if event.until else ""),
    ]
    return [Row(name, value) for name, value in said if value]
