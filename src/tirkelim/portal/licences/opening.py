"""Beginning an application: a first licence, something for a licence that is held, or once more after it ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.command import CaseCommand
from tirkelim.cases.engine import execute, open_case
from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command, CommandIdReused, TimeClosed
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.draft import entry_of
from tirkelim.portal.edge import command, now
from tirkelim.portal.licences.access import SERVICE, Here, Holder, enter, own_case, own_licence, room
from tirkelim.portal.licences.bases import BaseRow, entry_of_rows
from tirkelim.portal.licences.offers import offered
from tirkelim.portal.licences.pages import BASES, HELD, PAGES, REQUEST, action_of, held_in
from tirkelim.register.licence_queries import AnnexOn, licence_on
from tirkelim.register.queries import organisation_facts, person_facts
from tirkelim.services.common.pages import page_entry

NOT_KEPT = frozenset({"declaration"})
"""What is said anew in every application."""


@room("POST")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an application for a first licence. A double click begins one."""
    here = enter(request, request.POST.get("holder", ""), "licence.write")
    return _begun(request, here, Action.ISSUE, {})


@room("POST")
def begin_from(request: HttpRequest, licence: UUID) -> HttpResponse:
    """Begin an annex, a re-issue or a duplicate for a licence that is held."""
    moment = now()
    found = own_licence(request, licence, moment, "licence.write")
    here = enter(request, Holder(found.organisation_id, found.person_id).key, "licence.write")
    held = licence_on(found, here.today, moment)
    typed = request.POST.get("annex", "")
    annex = next((one for one in held.annexes if str(one.annex.id) == typed), None)
    if typed and annex is None:
        raise Http404
    try:
        action = Action(request.POST.get("action", ""))
    except ValueError:
        raise BadRequest("action") from None
    if action not in offered(held, annex):
        messages.warning(request, _("This cannot be asked for as the licence stands today."))
        return redirect("licences_licence", licence=licence)
    said = {"licence": str(found.id)} | ({"annex": str(annex.annex.id)} if annex else {})
    data: dict[str, Any] = {HELD: page_entry(said, said)}
    if action is Action.REISSUE_ANNEX and annex is not None:
        data[BASES] = _moving(annex, command(request, moment), here.today)
    return _begun(request, here, action, data)


def _moving(annex: AnnexOn, whole: Command, today: date) -> dict[str, Any]:
    """The base that would take the place of the annex's: with what is done there already. Read only where it moves."""
    named: dict[str, list[str]] = {}
    for one in annex.subtypes:
        named.setdefault(one.code, [])
        if one.specialty:
            named[one.code].append(one.specialty)
    kept = {code: several for code, several in named.items() if several}
    new = BaseRow(uuid5(whole.id, "base"), {"kato": _region(annex.fact.kato)}, list(named), kept)
    return entry_of_rows([new], today)


def _region(kato: str) -> str:
    return f"{kato[:2]}0000000"


@room("POST")
def again(request: HttpRequest, case: UUID) -> HttpResponse:
    """Apply once more with what was typed kept: after a refusal, a refusal to accept, or a withdrawal."""
    moment = now()
    before = own_case(request, case, moment, "licence.write")
    if State(before.state) not in (State.DECLINED, State.REFUSED, State.WITHDRAWN):
        raise Http404
    here = enter(request, Holder(before.organisation, before.subject_id).key, "licence.write")
    data = {key: entry for key, entry in before.draft.data.items() if key not in NOT_KEPT}
    return _begun(request, here, action_of(before), data)


def _begun(request: HttpRequest, here: Here, action: Action, data: Mapping[str, Any]) -> HttpResponse:
    """To the new application, or to the one of the same kind that is being written."""
    if here.account.person is None:
        messages.warning(request, _("Your account is not linked to a person of the register: read below what to do."))
        return redirect(f"{reverse('licences')}?holder={here.holder.key}")
    standing = draft_of(here.holder, action, data)
    if standing is not None:
        messages.info(request, _("You have begun this application already: here it is."))
        return redirect("licences_case", case=standing.id)
    sent = sent_already(here.holder, action, data)
    if sent is not None:
        messages.info(request, _("You have asked for this already and it is being considered: here it is."))
        return redirect("licences_case", case=sent.id)
    try:
        case = start(command(request, here.moment), here.account, here.holder, action, data)
    except (CommandIdReused, TimeClosed):
        return redirect("licences")
    return redirect("licences_case", case=case)


def drafts_of(holder: Holder) -> list[Case]:
    """The applications that are being written in the holder's name."""
    rows = Case.objects.filter(service=SERVICE, state=State.DRAFT, organisation=holder.organisation)
    if holder.organisation is None:
        rows = rows.filter(subject=holder.person)
    return list(rows.select_related("draft").order_by("-change__at"))


def draft_of(holder: Holder, action: Action, data: Mapping[str, Any]) -> Case | None:
    """The draft for the same action about the same licence and annex, if one is being written."""
    wanted = (data.get(HELD) or {}).get("clean") or {}
    for case in drafts_of(holder):
        if action_of(case) is action and held_in(case) == wanted:
            return case
    return None


def sent_already(holder: Holder, action: Action, data: Mapping[str, Any]) -> Case | None:
    """The application for the very same that is being considered: another one could be paid for, but not sent.

    Annexes can be asked for several at a time, for other bases.
    """
    if action is Action.ISSUE_ANNEX:
        return None
    rows = Case.objects.filter(service=SERVICE, state__in=OPEN_STATES, action=action, organisation=holder.organisation)
    if holder.organisation is None:
        rows = rows.filter(subject=holder.person)
    wanted = (data.get(HELD) or {}).get("clean") or {}
    return next((case for case in rows.select_related("draft") if held_in(case) == wanted), None)


def start(whole: Command, account: Account, holder: Holder, action: Action, data: Mapping[str, Any]) -> UUID:
    """Open the case and say in it what is asked for, both or neither; the same for the same command.

    The subject is the person of the account that applies.
    """
    if account.person is None:
        raise ValueError("an account without a person applies for nobody")
    asked = {"action": action.value}
    first = {**_known(holder, whole.now), **data, REQUEST: page_entry(asked, asked)}
    with transaction.atomic():
        case = open_case(SERVICE, account.person, whole, organisation=holder.organisation)
        says = whole._replace(id=uuid5(whole.id, "first"))
        execute(CaseCommand("save_draft", case, 1, says, {"data": first}), account)
    return case


def _known(holder: Holder, moment: datetime) -> dict[str, Any]:
    """The applicant's part from the register, to be checked: address and telephone."""
    today = localdate(moment)
    found: dict[str, str | None] = {}
    if holder.organisation is not None:
        entity = organisation_facts(holder.organisation, today, moment)
        if entity is not None:
            found = {"kato": entity.kato, "address": entity.address, "telephone": entity.phone}
    elif holder.person is not None:
        facts = person_facts(holder.person, today, moment)
        if facts is not None:
            found = {"kato": facts.residence_kato, "address": facts.residence, "telephone": facts.mobile}
    typed = {name: _region(value) if name == "kato" else value for name, value in found.items() if value}
    return {"holder": entry_of(PAGES["holder"], typed, today)} if typed else {}
