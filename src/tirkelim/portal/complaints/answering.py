"""An instance answers: dismiss, uphold, or for a complaint about the course of a case set a day; each is confirmed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Applied, Forbidden, Repeated
from tirkelim.cases.complaints import LONGEST_REFERENCE, LONGEST_TEXT, contested
from tirkelim.cases.engine import commands_open_to, execute
from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.registry import service
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.identity.territories import zone
from tirkelim.law.standards.complaints import Instance
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.access import instance_complaint, room
from tirkelim.portal.complaints.reading import case_of, shown
from tirkelim.portal.complaints.words import problems_of
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.law_pages import readings
from tirkelim.portal.show import Link, Reading
from tirkelim.portal.wording import day_in_words

Text = str | Promise
UNPROCESSABLE = 422
NEW_TERM = "A2"


class Act(NamedTuple):
    """An answer that can be given: its words on the page, on the page to confirm and on its button, and once done."""

    command: str
    text: Text
    title: Text
    kind: str
    done: Text


ACTS: dict[str, Act] = {
    "uphold": Act(
        "uphold_complaint",
        _("Uphold: have it decided again"),
        _("Uphold the complaint"),
        "",
        _("The complaint is upheld. The application is considered again."),
    ),
    "dismiss": Act(
        "dismiss_complaint",
        pgettext_lazy("complaint", "Dismiss"),
        _("Dismiss the complaint"),
        "secondary",
        _("The complaint is dismissed."),
    ),
    "urge": Act(
        "urge_decision",
        _("Uphold: it was not considered as it should be"),
        _("Uphold the complaint about how the application is considered"),
        "",
        _("The complaint is upheld."),
    ),
}


class AnswerForm(PortalForm):
    """The reason, the act of a court, and for an open case the day set for its decision."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it. Say what you examined and what follows from it."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write the reason of your answer")},
    )
    reference = forms.CharField(
        label=_("The act that the answer rests on"),
        help_text=_("Whose act, its number and its day."),
        max_length=LONGEST_REFERENCE,
        required=False,
    )
    decide_by = DayField(
        label=_("To be decided by"),
        help_text=_("The last day for the decision, if you set one."),
        required=False,
    )

    def __init__(self, *args: Any, complaint: Complaint, act: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if complaint.instance == Instance.COURT:
            self.fields["reference"].required = True
            self.fields["reference"].error_messages["required"] = _("Name the court, the number and the day")
        if act != "urge" or State(complaint.case.state) not in OPEN_STATES:
            del self.fields["decide_by"]
        else:
            self.fields["decide_by"].earliest = today  # type: ignore[attr-defined]


@room("GET")
def complaint_page(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """A complaint with the whole case behind it, and the answers that can be given."""
    moment = now()
    found = instance_complaint(request, complaint, moment)
    acts, why = acts_of(request, found, moment)
    context = {
        **case_of(found, moment),
        **shown(found, moment),
        "acts": [{"act": ACTS[key], "href": reverse(f"complaint_{key}", args=[found.id])} for key in acts],
        "why_none": why,
        "crumbs": [Link(pgettext("navigation", "Complaints"), reverse("complaints")), Link(found.number, "")],
    }
    return render(request, "portal/complaints/complaint.html", context)


def acts_of(request: HttpRequest, complaint: Complaint, moment: datetime) -> tuple[list[str], str]:
    """The answers that the reader can give now, or why there are none."""
    if hasattr(complaint, "answer"):
        return [], ""
    account = account_of(request)
    if complaint.instance != Instance.COURT and complaint.decision and complaint.decision.officer == account.id:
        return [], gettext("The decision is yours. Somebody else answers a complaint about it.")
    can = commands_open_to(account, complaint.case, moment)
    found = [key for key in _fitting(complaint) if ACTS[key].command in can]
    return found, "" if found else gettext("You may read this complaint. Others answer it.")


def _fitting(complaint: Complaint) -> list[str]:
    if complaint.decision is None:
        return ["urge", "dismiss"]
    stands = contested(complaint.case)
    return ["uphold", "dismiss"] if stands is not None and stands.id == complaint.decision_id else ["dismiss"]


@room("GET", "POST")
def answer_page(request: HttpRequest, complaint: UUID, act: str) -> HttpResponse:
    """Confirm an answer with its reason."""
    moment = now()
    found = instance_complaint(request, complaint, moment)
    if request.method != "POST" and act not in acts_of(request, found, moment)[0]:
        return redirect("complaint", found.id)
    today = localdate(moment)
    form = AnswerForm(request.POST or None, complaint=found, act=act, today=today)
    if request.method == "POST" and (form.is_valid() or hasattr(found, "answer")):
        done = _answer(request, found, act, form, moment)
        if done is not None:
            return done
    context = {
        **shown(found, moment),
        "act": ACTS[act],
        "key": act,
        "form": form,
        "hidden": hidden(found.case),
        "new_due": _new_due(found.case, moment) if act == "uphold" else None,
        "no_term": act == "uphold" and found.case.due_on is None,
        "granted": found.decision is not None and found.decision.outcome == "granted",
        "readings": [Reading(NEW_TERM, readings(language())[NEW_TERM])] if act == "uphold" else [],
        "is_court": found.instance == Instance.COURT,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/complaints/answer.html", context, status=status)


def _answer(
    request: HttpRequest, complaint: Complaint, act: str, form: AnswerForm, moment: datetime
) -> HttpResponse | None:
    """To the answered complaint; None where the form has to be shown again."""
    said = getattr(form, "cleaned_data", {})
    day = said.get("decide_by")
    body = {
        "complaint": str(complaint.id),
        "reason": said.get("reason", request.POST.get("reason", "")),
        "reference": said.get("reference", request.POST.get("reference", "")),
        **({"decide_by": day.isoformat()} if day else {}),
    }
    outcome = execute(case_command(request, ACTS[act].command, complaint.case_id, moment, body), account_of(request))
    if isinstance(outcome, Forbidden):
        raise Http404
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, str(ACTS[act].done))
        return redirect("complaint", complaint.id)
    fresh = Complaint.objects.select_related("answer").get(pk=complaint.pk)
    if hasattr(fresh, "answer") and hasattr(fresh.answer, "officer"):
        messages.warning(request, _already(fresh))
        return redirect("complaint", complaint.id)
    for field, words in problems_of(outcome):
        form.add_error(field if field in form.fields else None, words)
    complaint.case.refresh_from_db()
    return None


def _already(complaint: Complaint) -> str:
    said = {"day": day_in_words(complaint.answer.answered_on, language(), "on")}
    return gettext("This complaint was answered already, on %(day)s. Your answer was not carried out.") % said


def _new_due(case: Case, moment: datetime) -> date | None:
    """The last day of the new term, were the complaint upheld now; None where no standard sets one."""
    if not case.territory:
        return None
    clock = service(case.service).clock(case.action, moment, zone(case.territory, localdate(moment)))
    return clock.due_on if clock is not None else None
