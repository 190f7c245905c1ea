"""Consent by an answer to a short message: the question goes out, the page waits and tells, the systems are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.gateway.demo import demo_outbox
from tirkelim.gateway.models import SmsQuestion
from tirkelim.gateway.pace import CodeFault, CodeNotSent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.sms_answers import SentQuestion, ask_by_sms, close_question
from tirkelim.gateway.texts import data_set_name
from tirkelim.identity.signin import client_address
from tirkelim.portal.applicant.access import own_case, room
from tirkelim.portal.applicant.giving import part_of
from tirkelim.portal.choices import language
from tirkelim.portal.edge import hidden, now
from tirkelim.services.certificate.sources import ask_all, subject_of

WAITING, YES, NO, OVER = "waiting", "yes", "no", "over"
WORDS: dict[str, str | Promise] = {
    WAITING: gettext_lazy("No answer has come yet."),
    YES: gettext_lazy("Your answer has come: you consent."),
    NO: gettext_lazy("Your answer has come: you do not consent."),
    OVER: gettext_lazy("No answer came in time. Ask again, or choose the one-time code."),
}
"""How a question stands, in words."""


def is_open() -> bool:
    """Whether answers by message reach this installation."""
    return bool(settings.SMS_CALLBACK_SECRET) or bool(settings.DEMO)


def send(request: HttpRequest, case: Case, data_sets: Sequence[DataSet], moment: datetime) -> SentQuestion:
    """Send the question and remember it in the session. Raises CodeNotSent."""
    subject, address = subject_of(case.subject_id), client_address(request)
    try:
        sent = ask_by_sms(subject, case=case.id, data_sets=data_sets, language=language(), now=moment, address=address)
    except CodeNotSent as fault:
        if fault.fault is CodeFault.OPEN_QUESTION and standing(request, case) is not None:
            raise CodeNotSent(CodeFault.TOO_SOON) from None
        raise
    request.session["question"] = {"case": str(case.id), "id": str(sent.id), "number": sent.masked_number}
    return sent


def standing(request: HttpRequest, case: Case) -> SmsQuestion | None:
    """The question that this session waits for, in this case."""
    kept = request.session.get("question") or {}
    if kept.get("case") != str(case.id):
        return None
    return SmsQuestion.objects.filter(pk=kept["id"], person=case.subject_id, case=case.id).first()


def stands(asked: SmsQuestion, moment: datetime) -> str:
    """How a question stands."""
    if asked.answer:
        return asked.answer
    return OVER if asked.closed_at is not None or asked.expires_at <= moment else WAITING


@room("GET", "POST")
def question(request: HttpRequest, case: UUID) -> HttpResponse:
    """Wait for the answer; POST goes on once it has come, and asks the systems."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    asked = standing(request, found)
    if asked is None:
        return redirect("application_consent", case=case)
    how = stands(asked, moment)
    if request.method == "POST":
        if how == YES:
            ask_all(found.subject_id, found.id, part_of(request, moment, "ask"))
        if how in (YES, NO):
            return redirect("application_sources", case=case)
        messages.warning(request, str(WORDS[how]))
        return redirect("application_question" if how == WAITING else "application_consent", case=case)
    return render(request, "portal/applicant/question.html", _context(request, found, asked, how))


def _context(request: HttpRequest, case: Case, asked: SmsQuestion, how: str) -> dict[str, Any]:
    lang = language()
    return {
        "case": case,
        "asked": asked,
        "how": how,
        "words": WORDS[how],
        "hidden": hidden(),
        "number": request.session["question"]["number"],
        "names": [data_set_name(DataSet(name), lang) for name in asked.data_sets],
        "telephone": demo_outbox(subject_of(case.subject_id))[:1] if settings.DEMO else (),
    }


@room("GET")
def question_state(request: HttpRequest, case: UUID) -> JsonResponse:
    """How the question stands, for the waiting page."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    asked = standing(request, found)
    if asked is None:
        raise Http404
    how = stands(asked, moment)
    return JsonResponse({"words": str(WORDS[how]), "stuck": "", "over": how != WAITING})


@room("POST")
def question_close(request: HttpRequest, case: UUID) -> HttpResponse:
    """Wait no longer: nothing answers the question any more, and consent can be given by code."""
    moment = now()
    found = own_case(request, case, moment, "consent.give")
    asked = standing(request, found)
    if asked is not None:
        close_question(asked.id, moment)
    return redirect(reverse("application_consent", kwargs={"case": case}))
