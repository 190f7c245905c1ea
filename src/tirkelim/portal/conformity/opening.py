"""Beginning an application: for oneself, for another person, from a certificate that is held, or once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from tirkelim.portal.applicant.giving import UNPROCESSABLE
from tirkelim.portal.applicant.prefill import day_typed
from tirkelim.portal.conformity.access import SERVICE, cases_seen, own_case, own_certificate, own_person, room
from tirkelim.portal.conformity.law_today import can_begin
from tirkelim.portal.conformity.pages import PAGES, REQUEST, TITLES, action_of
from tirkelim.portal.conformity.represented import NotThisPerson, RepresentedForm, find_or_enter, log_look
from tirkelim.portal.edge import account_of, command, hidden, now
from tirkelim.portal.errors import too_many
from tirkelim.portal.personnel.lookups import minutes_to_wait
from tirkelim.register.commands.writing import AlreadyKnown, Invalid
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.services.common.pages import page_entry
from tirkelim.services.conformity.answers import ChangeKind
from tirkelim.services.conformity.duties import number_held

OF_A_CERTIFICATE = (Action.EXTEND, Action.REISSUE, Action.DUPLICATE)
NOT_KEPT = frozenset({"declaration"})
"""What is said anew in every application."""


@room("POST")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an application for a certificate of one's own. A double click begins one."""
    moment = now()
    person = own_person(request, moment, "conformity.write")
    return _begun(request, Action.ISSUE, person, None, {}, moment)


@room("POST")
def begin_from(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Begin the extension, re-issue or duplicate of a certificate of one's own, with what is known filled in."""
    moment = now()
    held = own_certificate(request, certificate, moment, "conformity.write")
    asked = request.POST.get("action", "")
    if asked not in [action.value for action in OF_A_CERTIFICATE]:
        raise BadRequest("action")
    said = carried_over(_notice(held, request.POST.get("notice", "")), localdate(moment))
    number = {"number": held.number}
    data = {"held": page_entry(number, number), **said}
    me = account_of(request).person
    acting = me if me != held.person_id else None
    standing = _standing_for(held, acting, Action(asked), data)
    if standing is not None:
        sent = _("This is asked for already: the application is being considered.")
        begun = _("You have begun this application already: here it is.")
        messages.info(request, begun if standing.state == State.DRAFT else sent)
        return redirect("conformity_case", case=standing.id)
    return _begun(request, Action(asked), held.person_id, acting, data, moment)


def _standing_for(
    held: ConformityCertificate, acting: UUID | None, action: Action, data: Mapping[str, Any]
) -> Case | None:
    """The application of the same kind about this certificate that is open: sent, or a draft that has these parts."""
    states = (State.DRAFT, *OPEN_STATES)
    cases = Case.objects.filter(service=SERVICE, subject=held.person_id, representative=acting, state__in=states)
    for case in cases.select_related("draft").order_by("-change__at"):
        has_all = case.state != State.DRAFT or set(data) <= set(case.draft.data)
        if action_of(case) is action and number_held(case) == held.number and has_all:
            return case
    return None


def carried_over(notice: ConformityEvent | None, today: date) -> dict[str, Any]:
    """What a notice said already, as the first entries of the draft."""
    if notice is None or notice.event_on is None:
        return {}
    if notice.kind == ConformityEventKind.DATA_CHANGED:
        known = {ChangeKind.NAME.value, ChangeKind.DOCUMENT.value}
        what = {"what": notice.reference} if notice.reference in known else {}
        return {"change": entry_of(PAGES["change"], what | day_typed("changed_on", notice.event_on), today)}
    if notice.kind not in (ConformityEventKind.CONTRACT_SIGNED, ConformityEventKind.EMPLOYER_CHANGED):
        return {}
    said = {
        "new_employer": "yes" if notice.kind == ConformityEventKind.EMPLOYER_CHANGED else "no",
        "employer": notice.employer,
        "employer_number": notice.employer_number,
        "number": notice.reference,
        "open_ended": "yes" if notice.until is None else "no",
        **day_typed("signed_on", notice.event_on),
        **day_typed("until", notice.until),
    }
    return {"contract": entry_of(PAGES["contract"], said, today)}


def _notice(certificate: ConformityCertificate, typed: str) -> ConformityEvent | None:
    """The notice that the application follows, if it names one of this certificate."""
    return certificate.events.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 12 else None


@room("POST")
def again(request: HttpRequest, case: UUID) -> HttpResponse:
    """Apply once more with what was typed kept: after a refusal to accept, a refusal, or an application taken back."""
    moment = now()
    before = own_case(request, case, moment, "conformity.write")
    if State(before.state) not in (State.DECLINED, State.REFUSED, State.WITHDRAWN):
        raise Http404
    data = {key: entry for key, entry in before.draft.data.items() if key not in NOT_KEPT}
    action = Action(data.get(REQUEST, {}).get("typed", {}).get("action", Action.ISSUE.value))
    return _begun(request, action, before.subject_id, before.representative, data, moment)


def _begun(
    request: HttpRequest,
    action: Action,
    subject: UUID,
    representative: UUID | None,
    data: Mapping[str, Any],
    moment: datetime,
) -> HttpResponse:
    """To the new application, or to the law where none can be begun today."""
    today = localdate(moment)
    if action is Action.ISSUE and not can_begin(today):
        messages.warning(request, _("No application can be begun today: read below why."))
        return redirect("conformity")
    try:
        whole = command(request, moment)
        case = start(whole, account_of(request), action, subject, representative, _with_person(data, request, subject))
    except (CommandIdReused, TimeClosed):
        return redirect("conformity")
    return redirect("conformity_case", case=case)


def _with_person(data: Mapping[str, Any], request: HttpRequest, subject: UUID) -> dict[str, Any]:
    """With the applicant's part of the last application that this account made for the person: what was typed once is
    not asked again. A changed document is typed anew."""
    person = account_of(request).person
    if "person" in data or person is None:
        return dict(data)
    before = cases_seen(person).filter(subject_id=subject).exclude(number__isnull=True).first()
    entry = (before.draft.data.get("person") if before else None) or {}
    typed = {name: value for name, value in entry.get("typed", {}).items() if not name.startswith("document_")}
    return {**data, "person": page_entry(typed, None)} if typed else dict(data)


def start(
    whole: Command,
    account: Account,
    action: Action,
    subject: UUID,
    representative: UUID | None,
    data: Mapping[str, Any],
) -> UUID:
    """Open the case and say in it what is asked for, both or neither; the same for the same command."""
    asked = {"action": action.value}
    request = data.get(REQUEST) or page_entry(asked, None if action is Action.ISSUE else asked)
    first = {**data, REQUEST: request}
    with transaction.atomic():
        case = open_case(SERVICE, subject, whole, representative=representative)
        says = whole._replace(id=uuid5(whole.id, "first"))
        execute(CaseCommand("save_draft", case, 1, says, {"data": first}), account)
    return case


@room("GET", "POST")
def begin_for(request: HttpRequest) -> HttpResponse:
    """Begin an application for another person as their authorised representative (p.3)."""
    moment = now()
    me = own_person(request, moment, "conformity.write")
    form = RepresentedForm(request.POST or None, today=localdate(moment))
    if request.method == "POST" and form.is_valid():
        minutes = minutes_to_wait(account_of(request), moment)
        if minutes:
            return too_many(request, minutes=minutes)
        begun = _begin_for(request, form, me, moment)
        if begun is not None:
            return begun
    context = {"form": form, "titles": TITLES, "hidden": hidden(), "can_begin": can_begin(localdate(moment))}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/conformity/represented.html", context, status=status)


def _begin_for(request: HttpRequest, form: RepresentedForm, me: UUID, moment: datetime) -> HttpResponse | None:
    """To the application; None where the form has to be shown again."""
    action, whole = Action(form.cleaned_data["action"]), command(request, moment)
    try:
        with transaction.atomic():
            person = find_or_enter(form, whole, localdate(moment))
            if person == me:
                form.add_error("passport_number", _("This is your own passport: apply for yourself."))
                return None
            standing = _draft_for(person, me, action)
            log_look(account_of(request).id, person, moment)
            if standing is not None:
                messages.info(request, _("You have begun this application already: here it is."))
                return redirect("conformity_case", case=standing.id)
            return _begun(request, action, person, me, {}, moment)
    except NotThisPerson:
        words = _(
            "The application cannot be begun with these data. Compare passport, names and date of birth with the "
            "document. If all are right, the person applies in person, or the local executive body helps."
        )
        form.add_error(None, words)
    except Invalid as bad:
        for field in bad.errors:
            name = field if field in form.fields else None
            form.add_error(name, _("Check this answer: the register does not take it"))
    except (AlreadyKnown, CommandIdReused, TimeClosed):
        form.add_error(None, _("This page was sent before with other answers. Check them and send once more."))
    return None


def _draft_for(person: UUID, me: UUID, action: Action) -> Case | None:
    """The application that was begun before and is not sent."""
    drafts = Case.objects.filter(service=SERVICE, subject=person, representative=me, state=State.DRAFT)
    standing = drafts.select_related("draft").order_by("-change__at")
    return next((one for one in standing if one.draft.data[REQUEST]["typed"]["action"] == action.value), None)
