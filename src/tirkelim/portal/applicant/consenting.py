"""Consent: which data may be taken from which state system, the one-time code, and what the systems answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.gateway.codes import check_code, give_by_code, send_code
from tirkelim.gateway.consent import (
    ConsentMissing,
    ConsentState,
    consent_state,
    consent_states,
    end_of_consent,
    refuse_consent,
)
from tirkelim.gateway.demo import demo_outbox
from tirkelim.gateway.models import OneTimeCode
from tirkelim.gateway.pace import CodeFault, CodeNotSent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.sms_answers import close_questions
from tirkelim.gateway.texts import data_set_name, source_name
from tirkelim.identity.signin import client_address
from tirkelim.journal.change import CommandIdReused, Repeated, TimeClosed, change
from tirkelim.portal.applicant import by_message
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.forms import CodeForm, yes_no
from tirkelim.portal.applicant.giving import UNPROCESSABLE, part_of
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.applicant.tasks import may_ask_consent
from tirkelim.portal.applicant.wizard import Consents
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.saying import href_of
from tirkelim.services.certificate.sources import Answers, ask_all, subject_of

FAULTS = {
    CodeFault.UNAVAILABLE: gettext_lazy(
        "The message could not be sent. Your answers are kept: try again in a few minutes."
    ),
    CodeFault.TOO_SOON: gettext_lazy("A code was sent less than a minute ago. Wait for it, or ask again in a minute."),
    CodeFault.TOO_MANY: gettext_lazy("Too many codes or questions were sent within the hour. Try again in an hour."),
    CodeFault.OPEN_QUESTION: gettext_lazy(
        "A question to this number still waits for its answer. Answer it, or try again in a quarter of an hour."
    ),
    CodeFault.EXPIRED: gettext_lazy("This code is too old: it holds for five minutes. Ask for a new one."),
    CodeFault.SPENT: gettext_lazy("This code can no longer be used. Ask for a new one."),
    CodeFault.UNKNOWN: gettext_lazy("This code can no longer be used. Ask for a new one."),
}


class ConsentForm(PortalForm):
    """One question a data set."""

    def __init__(self, *args: Any, data_sets: Sequence[DataSet], reasons: Mapping[DataSet, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = language()
        for data_set in data_sets:
            source, reason = source_name(data_set, lang), reasons[data_set]
            self.fields[data_set.value] = yes_no(
                data_set_name(data_set, lang),
                help_text=format_html("{}: {}.<br>{}.", _("Source"), source, reason),
                error_messages={"required": gettext_lazy("Choose yes or no")},
            )


@room("GET", "POST")
def consent(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask for each data set; a no is kept at once, a yes needs the one-time code."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    wizard = wizard_of(found)
    consents = consents_of(found)
    if not may_still_answer(found):
        return redirect("application", case=case)
    needed = consents.needed(wizard.precheck(found, moment))
    answered = consent_states(found.id, moment)
    states = {data_set: answered[data_set] for data_set in needed}
    initial = {ds.value: _said(state) for ds, state in states.items()}
    form = ConsentForm(request.POST or None, data_sets=needed, reasons=consents.reasons, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _answered(request, found, form, states, moment)
        status = UNPROCESSABLE
    context = {
        "case": found,
        "form": form,
        "words": consents,
        "hidden": hidden(),
        "until": localdate(end_of_consent(moment)),
        "by_message": by_message.is_open(),
        "ground": {"citation": str(consents.ground), "href": href_of(consents.ground)},
    }
    return render(request, "portal/applicant/consent.html", context, status=status)


def consents_of(case: Case) -> Consents:
    """What the case's service asks consent to. Raises Http404 for one that asks no state system."""
    consents = wizard_of(case).consents
    if consents is None:
        raise Http404
    return consents


def may_still_answer(case: Case) -> bool:
    """Consent is asked for in a draft that says enough, and can be given later while the case is open."""
    return State(case.state) in (State.DRAFT, *OPEN_STATES) and may_ask_consent(case)


def _said(state: ConsentState) -> str:
    return {ConsentState.GIVEN: "yes", ConsentState.NONE: "", ConsentState.ENDED: ""}.get(state, "no")


def _answered(
    request: HttpRequest, case: Case, form: ConsentForm, states: dict[DataSet, ConsentState], moment: datetime
) -> HttpResponse:
    """Keep the refusals; send a code for the consents that are not given yet."""
    yes = [ds for ds, state in states.items() if form.cleaned_data[ds.value] and state is not ConsentState.GIVEN]
    no = [ds for ds, state in states.items() if not form.cleaned_data[ds.value] and _said(state) != "no"]
    if no:
        _refuse(request, case, no, moment)
    if not yes:
        return redirect("application_sources", case=case.id)
    if request.POST.get("way") == "message" and by_message.is_open():
        return _ask_by_message(request, case, yes, moment)
    return _send(request, case, yes, moment)


def _ask_by_message(request: HttpRequest, case: Case, data_sets: Sequence[DataSet], moment: datetime) -> HttpResponse:
    """Send the question and wait for its answer; one on its way is waited for, not sent again."""
    try:
        by_message.send(request, case, data_sets, moment)
    except CodeNotSent as fault:
        messages.warning(request, _not_sent(case, fault))
        asked = by_message.standing(request, case)
        if asked is None or by_message.stands(asked, moment) != by_message.WAITING:
            return redirect("application_consent", case=case.id)
    return redirect("application_question", case=case.id)


def _not_sent(case: Case, fault: CodeNotSent) -> str:
    return str(consents_of(case).no_number if fault.fault is CodeFault.NO_NUMBER else FAULTS[fault.fault])


def _refuse(request: HttpRequest, case: Case, data_sets: list[DataSet], moment: datetime) -> None:
    close_questions(case.id, moment)  # an answer on its way must not undo what is said here
    content = {"case": str(case.id), "data_sets": [ds.value for ds in data_sets]}
    try:
        with change(part_of(request, moment, "refuse"), "gateway.refuse", content) as made:
            for data_set in data_sets:
                refuse_consent(
                    person=case.subject_id,
                    case=case.id,
                    data_set=data_set,
                    language=language(),
                    now=moment,
                    change=made,
                )
            made.result = {}
    except (Repeated, CommandIdReused, TimeClosed):
        pass  # kept by the first click; a page from before a seal is simply shown again


def _send(request: HttpRequest, case: Case, data_sets: Sequence[DataSet], moment: datetime) -> HttpResponse:
    """Send a code and ask for it; a code on its way for the same is asked for again, not sent again."""
    subject = subject_of(case.subject_id)
    try:
        sent = send_code(
            subject,
            case=case.id,
            data_sets=data_sets,
            language=language(),
            now=moment,
            address=client_address(request),
        )
    except CodeNotSent as fault:
        messages.warning(request, _not_sent(case, fault))
        standing = _standing(request, case)
        going = standing is not None and set(standing.data_sets) == {ds.value for ds in data_sets}
        return redirect("application_code" if going else "application_consent", case=case.id)
    request.session["code"] = {"case": str(case.id), "id": str(sent.id), "number": sent.masked_number}
    return redirect("application_code", case=case.id)


def _standing(request: HttpRequest, case: Case) -> OneTimeCode | None:
    """The code that this session waits for, in this case."""
    kept = request.session.get("code") or {}
    if kept.get("case") != str(case.id):
        return None
    return OneTimeCode.objects.filter(pk=kept["id"], person=case.subject_id, case=case.id).first()


@room("GET", "POST")
def code(request: HttpRequest, case: UUID) -> HttpResponse:
    """The one-time code; when it passes, the state systems are asked."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    consents = consents_of(found)
    standing = _standing(request, found)
    if standing is None or not may_still_answer(found):
        return redirect("application_consent", case=case)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _passes(request, found, standing, form, moment):
            ask_all(found.subject_id, found.id, part_of(request, moment, "ask"))
            return redirect("application_sources", case=case)
        status = UNPROCESSABLE
    context = {
        "case": found,
        "form": form,
        "words": consents,
        "hidden": hidden(),
        "number": request.session["code"]["number"],
        "names": [data_set_name(DataSet(name), language()) for name in standing.data_sets],
        "telephone": demo_outbox(subject_of(found.subject_id))[:1] if settings.DEMO else (),
    }
    return render(request, "portal/applicant/code.html", context, status=status)


def _passes(request: HttpRequest, case: Case, standing: OneTimeCode, form: CodeForm, moment: datetime) -> bool:
    """Check the code and give the consents; what is wrong goes to the field. A second click passes like the first."""
    sets = [DataSet(name) for name in standing.data_sets]
    result = check_code(standing.id, form.cleaned_data["code"], case.subject_id, moment)
    if result.passed:
        try:
            with change(part_of(request, moment, "give"), "gateway.consent", {"case": str(case.id)}) as made:
                give_by_code(standing.id, case.subject_id, moment, made)
                made.result = {}
            return True
        except Repeated:
            return True
        except (ConsentMissing, CommandIdReused, TimeClosed):
            pass
    standing.refresh_from_db()
    if standing.used_at is not None and all(consent_state(case.id, ds, moment) is ConsentState.GIVEN for ds in sets):
        return True
    form.add_error("code", _code_fault(result.fault, result.tries_left))
    return False


def _code_fault(fault: CodeFault | None, tries_left: int) -> str:
    if fault is CodeFault.WRONG and tries_left:
        return _("The code is wrong. Check it and try again. Tries left: %(count)s") % {"count": tries_left}
    return str(FAULTS.get(fault or CodeFault.SPENT, FAULTS[CodeFault.SPENT]))


@room("POST")
def code_again(request: HttpRequest, case: UUID) -> HttpResponse:
    """Send another code for the same data sets."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    standing = _standing(request, found)
    if standing is None or not may_still_answer(found):
        return redirect("application_consent", case=case)
    return _send(request, found, [DataSet(name) for name in standing.data_sets], moment)


@room("GET", "POST")
def sources(request: HttpRequest, case: UUID) -> HttpResponse:
    """What each state system answered; POST asks again those that did not."""
    moment = now()
    found = own_case(request, case, moment, "consent.read")
    consents_of(found)
    if request.method == "POST":
        own_case(request, case, moment, "consent.give")
        if State(found.state) in (State.DRAFT, *OPEN_STATES):
            ask_all(found.subject_id, found.id, part_of(request, moment, "ask"))
        return redirect("application_sources", case=case)
    answered = source_lines(found, moment)
    context = {
        "case": found,
        "sources": answered,
        "refused": [line for line in answered if line["state"] == "refused"],
        "silent": any(line["state"] == "unavailable" for line in answered),
        "open": State(found.state) in (State.DRAFT, *OPEN_STATES),
        "draft": found.state == State.DRAFT,
        "hidden": hidden(),
    }
    return render(request, "portal/applicant/sources.html", context)


def source_lines(case: Case, moment: datetime) -> list[dict[str, Any]]:
    """Each data set that was asked for consent: the consent, and what the source answered."""
    consents = wizard_of(case).consents
    if consents is None:
        return []
    lang = language()
    answers = Answers(case.id)
    lines = []
    for data_set, state in consent_states(case.id, moment).items():
        answer = answers.get(data_set)
        if state is ConsentState.NONE and answer is None:
            continue
        given = state in (ConsentState.GIVEN, ConsentState.ENDED)
        found = answer.outcome.value if answer is not None else ("not_asked" if given else "refused")
        if state is ConsentState.ENDED and found in ("unavailable", "not_asked"):
            found = "ended"
        lines.append({
            "name": data_set_name(data_set, lang),
            "source": source_name(data_set, lang),
            "state": found if given else "refused",
            "at": answer.at if answer is not None and given else None,
            "is_ban": data_set is DataSet.BANS,
            "clear": consents.clear,
            "colour": "green" if data_set is DataSet.BANS else "grey",
            "count": len(answer.found) if answer is not None and given else 0,
            "reference": answer.reference if answer is not None and given else "",
            "correlation": answer.correlation if answer is not None and given else "",
        })  # fmt: skip
    return lines
