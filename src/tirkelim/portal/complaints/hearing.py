"""The hearing before a refusal: the officer shows what is intended; the applicant reads it line by line and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Applied, Forbidden, Repeated
from tirkelim.cases.decisions import Weighed
from tirkelim.cases.engine import commands_open_to, execute
from tirkelim.cases.hearing import LONGEST_ANSWER, grounds_to_hear, is_heard, is_over, is_shown, standing_intention
from tirkelim.cases.models import Case, IntendedRefusal
from tirkelim.law.citation import cite
from tirkelim.law.order_283_cpd.levels import ACT as LEVELS
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.access import own_case, room
from tirkelim.portal.complaints.words import case_page, problems_of, service_name
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.saying import clock_of, stored_findings
from tirkelim.portal.wording import day_in_words

UNPROCESSABLE = 422
LEVEL = "level"
"""The service in which a level is claimed alone."""


class AnswerForm(PortalForm):
    """What the applicant says to the intended refusal."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what is wrong in it. Documents are attached on the page of the application."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_ANSWER,
        error_messages={"required": _("Write your answer")},
    )


@room("GET", "POST")
def hearing_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The intended refusal, line by line, and the answer to it."""
    moment = now()
    found = own_case(request, case, moment)
    intention = standing_intention(found)
    if intention is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and (form.is_valid() or hasattr(intention, "answer")):
        done = _answer(request, found, form, moment)
        if done is not None:
            return done
    context = {
        "case": found,
        "service": service_name(found),
        "back": case_page(found),
        "intention": intention,
        "grounds": grounds_of(intention),
        "level_only": is_level_only(found, intention),
        "answer": getattr(intention, "answer", None),
        "may_answer": "answer_intention" in commands_open_to(account_of(request), found, moment),
        "clock": clock_of(found, localdate(moment), None),
        "form": form,
        "hidden": hidden(found),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/complaints/hearing.html", context, status=status)


def _answer(request: HttpRequest, case: Case, form: AnswerForm, moment: datetime) -> HttpResponse | None:
    text = form.cleaned_data.get("text", "") if form.is_valid() else request.POST.get("text", "")
    outcome = execute(case_command(request, "answer_intention", case.id, moment, {"text": text}), account_of(request))
    if isinstance(outcome, Forbidden):
        raise Http404
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, gettext("Thank you. Your answer is with the officer, who decides now."))
        return redirect(case_page(case))
    for field, words in problems_of(outcome):
        form.add_error(field if field in form.fields else None, words)
    case.refresh_from_db()
    return None


def grounds_of(intention: IntendedRefusal) -> list[dict[str, Any]]:
    """The grounds of an intended refusal with the findings under each, as they were shown."""
    found = []
    for ground in intention.grounds:
        place = cite(f"{ground['citation']['act']} {ground['citation']['place']}")
        under = [one for one in intention.findings if one["requirement"] in ground["requirements"]]
        found.append(
            {
                "number": ground["number"],
                "text": ground_in_words(ground["number"], place.act),
                "citation": str(place),
                "href": law_href(place),
                "reference": ground["reference"],
                "findings": stored_findings(under),
            }
        )
    return found


def is_level_only(case: Case, intention: IntendedRefusal) -> bool:
    """Whether only the level that was claimed beside a certificate is to be refused."""
    return case.service != LEVEL and {ground["citation"]["act"] for ground in intention.grounds} == {LEVELS}


# --- at the desk ---


def heard_at_desk(case: Case) -> dict[str, Any] | None:
    """What the page of a case says of its hearing at the desk; None where nobody is heard."""
    intention = standing_intention(case) if is_heard() else None
    if intention is None:
        return None
    return {
        "at": intention.change.at,
        "answer_by": intention.answer_by,
        "numbers": ", ".join(str(ground["number"]) for ground in intention.grounds),
        "answer": getattr(intention, "answer", None),
    }


def why_not_refuse(case: Case, weighed: Weighed) -> str:
    """Why the application, or a claim beside one that is granted, cannot be refused before the applicant is heard; ""
    where nothing stands against it."""
    if not is_heard() or not grounds_to_hear(weighed.proposal):
        return ""
    intention = standing_intention(case)
    if intention is None or not is_shown(intention, weighed.proposal):
        return gettext("The applicant is heard before a refusal: show the intended refusal first.")
    if is_over(intention, weighed.day):
        return ""
    words = gettext("The applicant may answer until %(day)s. After that day, or after the answer, you can refuse.")
    return words % {"day": day_in_words(intention.answer_by, language(), "until")}


def why_not_intend(case: Case, weighed: Weighed) -> str:
    """Why there is nothing to show: no ground, or it was shown already; "" where it is to be shown."""
    if not grounds_to_hear(weighed.proposal):
        return gettext("The facts give no ground of refusal.")
    intention = standing_intention(case)
    if intention is not None and is_shown(intention, weighed.proposal):
        return gettext("The applicant has been shown these grounds.")
    return ""
