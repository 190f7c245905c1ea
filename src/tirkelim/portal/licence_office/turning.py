"""Suspension, resumption, withdrawal and end of a licence or annex: what it rests on, a second look, the command."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.licence_office.access import Opened, open_licence, room
from tirkelim.portal.licence_office.forms import TurnForm
from tirkelim.portal.licence_office.page import crumbs, holder_in_words
from tirkelim.portal.licence_office.words import ALL_ANNEXES, DOING, DONE, FOLLOWS, PROBLEMS, TITLES, TURNS
from tirkelim.portal.licence_register.grounds import ground_words
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.portal.writing import Telling, is_written
from tirkelim.register.commands.licence_events import own_status, turns
from tirkelim.register.commands.licences import LicenceEventTerms
from tirkelim.register.licence_queries import AnnexOn
from tirkelim.register.models import LicenceEventKind
from tirkelim.services.licence.office import change_licence

UNPROCESSABLE = 422
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "command", "step"})


class Turning(NamedTuple):
    """What is about to be done, with which licence and annex."""

    opened: Opened
    annex: AnnexOn | None
    kind: LicenceEventKind

    @property
    def title(self) -> str:
        """The heading."""
        of_licence, of_annex = TITLES[self.kind]
        return str(of_licence) if self.annex is None else str(of_annex) % {"number": self.annex.annex.number}

    @property
    def issued_on(self) -> date:
        """The first day on which it can happen."""
        return self.opened.licence.issued_on if self.annex is None else self.annex.annex.issued_on


@room("GET", "POST")
def turn(request: HttpRequest, licence: UUID, what: str, annex: UUID | None = None) -> HttpResponse:
    """The form, the second look, or the deed, by the button that was pressed. What was typed is never lost."""
    turning = _turning(request, licence, what, annex)
    opened = turning.opened
    form = TurnForm(
        request.POST or None,
        kind=turning.kind,
        issued_on=turning.issued_on,
        today=opened.at.today,
        initial={"on": opened.at.today},
    )
    if request.method == "GET" and not _is_open(turning):
        messages.info(request, _("This cannot be done with it now: see what it is worth today."))
        return redirect("licence_office_licence", opened.licence.id)
    if request.method == "POST" and form.is_valid():
        step = request.POST.get("step", "")
        if step == "do":
            done = _done(turning, form)
            if done is not None:
                return done
        elif step != "change":
            return render(request, "portal/licence_office/second_look.html", _look(turning, form))
    context = {**_frame(turning), "form": form}
    return render(request, "portal/licence_office/turn.html", context, status=UNPROCESSABLE if form.errors else 200)


def _turning(request: HttpRequest, licence: UUID, what: str, annex: UUID | None) -> Turning:
    kind = TURNS.get(what)
    if kind is None:
        raise Http404
    opened = open_licence(request, licence, "licence.event")
    found = None if annex is None else opened.now.annex(annex)
    if annex is not None and found is None:
        raise Http404
    return Turning(opened, found, kind)


def _is_open(turning: Turning) -> bool:
    """Whether it can be done today."""
    opened = turning.opened
    annex = None if turning.annex is None else turning.annex.annex.id
    status = own_status(opened.now, annex, opened.at.today).status
    return not opened.now.is_ended and turning.kind in turns(status)


def _done(turning: Turning, form: TurnForm) -> HttpResponse | None:
    """Record it and go to the licence; None where the register does not take it, with the reasons."""
    opened, given = turning.opened, form.cleaned_data
    request = opened.at.request
    event = LicenceEventTerms(
        kind=turning.kind,
        on=given["on"],
        until=given.get("until"),
        ground=given["ground"],
        annex=None if turning.annex is None else turning.annex.annex.id,
        reference=given["reference"],
        note=given["note"],
    )
    telling = Telling(PROBLEMS, _("This form was sent before. Look at the licence, then send again."))
    given_now = command(request, opened.at.moment)
    if not is_written(form, lambda: change_licence(given_now, opened.licence.id, event), telling):
        return None
    messages.success(request, str(DONE[turning.kind]))
    return redirect("licence_office_licence", opened.licence.id)


def _look(turning: Turning, form: TurnForm) -> dict[str, Any]:
    """Everything that is about to be written, what will follow, and the boxes as they were sent."""
    given, lang = form.cleaned_data, language()
    rows = [
        Row(pgettext("licence", "Holder"), holder_in_words(turning.opened)),
        Row(_("Licence"), turning.opened.licence.number),
    ]
    if turning.annex is not None:
        rows.append(Row(_("Annex"), f"{turning.annex.annex.number}, {turning.annex.fact.address}"))
    rows += [
        Row(_("Ground"), ground_words(given["ground"])),
        Row(_("The act or document that it rests on"), given["reference"]),
        Row(_("From"), day_in_words(given["on"], lang)),
    ]
    if turning.kind is LicenceEventKind.SUSPENDED:
        until = given["until"]
        rows.append(Row(_("Last day"), day_in_words(until, lang) if until else _("Until it is resumed")))
    if given["note"]:
        rows.append(Row(_("Note for the department"), given["note"]))
    kept = [(name, value) for name, value in turning.opened.at.request.POST.items() if name not in NOT_KEPT]
    return {**_frame(turning), "rows": rows, "kept": kept}


def _frame(turning: Turning) -> dict[str, Any]:
    row = turning.opened.licence
    here = Link(row.number, reverse("licence_office_licence", args=[row.id]))
    return {
        "licence": row,
        "name": holder_in_words(turning.opened),
        "annex": turning.annex,
        "title": turning.title,
        "button": DOING[turning.kind],
        "follows": FOLLOWS[turning.kind],
        "also": "" if turning.annex is not None else ALL_ANNEXES,
        "weighty": turning.kind in (LicenceEventKind.WITHDRAWN, LicenceEventKind.TERMINATED),
        "crumbs": crumbs(here, Link(turning.title, "")),
        "hidden": hidden(),
    }
