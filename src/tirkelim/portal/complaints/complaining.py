"""The applicant's side: choosing the instance, the complaint, what became of it, taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Applied, Forbidden, Repeated
from tirkelim.cases.complaints import (
    LONGEST_REFERENCE,
    LONGEST_TEXT,
    TAKEN_BACK,
    complaints_about,
    complaints_of,
    contested,
    ways_now,
)
from tirkelim.cases.engine import commands_open_to, execute
from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.registry import service
from tirkelim.law.book import current_book
from tirkelim.law.standards.complaints import COURSE, PLACE, Instance, Standing, Way, answer_due
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.access import may_complain, own_case, own_complaint, room
from tirkelim.portal.complaints.of_case import answer_words, clock_of_complaint, complaints_of_case
from tirkelim.portal.complaints.paper import document_of
from tirkelim.portal.complaints.words import case_page, instance_name, of_complaint, problems_of, service_name
from tirkelim.portal.desk.results import document_of_case
from tirkelim.portal.edge import account_of, case_command, hidden, now
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.law_pages import law_href, readings
from tirkelim.portal.serving import looked_at, serve_document
from tirkelim.portal.show import Reading
from tirkelim.portal.wording import day_in_words

Text = str | Promise
UNPROCESSABLE, CONFLICT = 422, 409


class ComplaintForm(PortalForm):
    """To whom, what about, and for a court the claim."""

    instance = forms.ChoiceField(
        label=gettext_lazy("Whom do you complain to?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom you complain to")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your complaint"),
        help_text=gettext_lazy("Say what is wrong and why. Name the documents that show it."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT,
        error_messages={"required": gettext_lazy("Write what is wrong")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Your claim to the court"),
        help_text=gettext_lazy(
            "For a court only: which court, the number and the day of your claim. The claim itself is made at the "
            "court; here it is only noted."
        ),
        max_length=LONGEST_REFERENCE,
        required=False,
    )

    def __init__(self, *args: Any, ways: list[tuple[str, OptionWithHint]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instance"].choices = ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A claim to a court is named."""
        cleaned = super().clean() or {}
        if cleaned.get("instance") == Instance.COURT and not cleaned.get("reference", "").strip():
            self.add_error("reference", _("Name the court, the number and the day of your claim"))
        return cleaned


class WayView(NamedTuple):
    """An instance that is not open, and why."""

    name: Text
    why: str


@room("GET", "POST")
def new_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Make a complaint about the decision, or about how the application is considered."""
    moment = now()
    found = own_case(request, case, moment)
    if request.method != "POST" and "complain" not in commands_open_to(account_of(request), found, moment):
        messages.warning(request, _("Nothing can be complained about here now."))
        return redirect(case_page(found))
    today = localdate(moment)
    ways = ways_now(found, service(found.service).complaints, today)
    form = ComplaintForm(request.POST or None, ways=[_option(found, way, today) for way in ways if _is_open(way)])
    if request.method == "POST" and (form.is_valid() or _was_sent(found, request)):
        done = _complain(request, found, form, moment)
        if done is not None:
            return done
    status = UNPROCESSABLE if form.errors else 200
    context = {
        "case": found,
        "service": service_name(found),
        "form": form,
        "hidden": hidden(found),
        "back": case_page(found),
        "about": contested(found),
        "open": [way for way in ways if _is_open(way)],
        "closed": [
            WayView(instance_name(way.instance, found.authority), _why_closed(way)) for way in ways if not _is_open(way)
        ],
        **basis(found),
    }
    return render(request, "portal/complaints/new.html", context, status=status)


def _is_open(way: Way) -> bool:
    return way.standing is Standing.OPEN


def _was_sent(case: Case, request: HttpRequest) -> bool:
    """Whether the page shows an older state: a second click of a form that was carried out chooses what is gone."""
    return request.POST.get("version") != str(case.version)


def _complain(request: HttpRequest, case: Case, form: ComplaintForm, moment: datetime) -> HttpResponse | None:
    """To the complaint that was made; None where the form has to be shown again."""
    body = {name: request.POST.get(name, "") for name in ("instance", "text", "reference")}
    if form.is_valid():
        body = {name: form.cleaned_data[name] for name in body}
    outcome = execute(case_command(request, "complain", case.id, moment, body), account_of(request))
    if isinstance(outcome, Forbidden):
        raise Http404
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, _("Your complaint is registered."))
        return redirect("my_complaint", UUID(outcome.result["complaint"]))
    for field, words in problems_of(outcome):
        form.add_error(field if field in form.fields else None, words)
    case.refresh_from_db()
    return None


def _option(case: Case, way: Way, today: date) -> tuple[str, OptionWithHint]:
    return way.instance.value, OptionWithHint(instance_name(way.instance, case.authority), _term(way.instance, today))


def _term(instance: Instance, today: date) -> str:
    """The term of an instance, in a sentence."""
    book = current_book()
    due = answer_due(instance, today, book)
    if due is not None:
        days = book.calendar.count(today, due)
        words = _("Answers within %(days)s working days; if you complain today, until %(day)s.")
        return words % {"days": days, "day": day_in_words(due, language(), "until")}
    if instance is Instance.COURT:
        return _("You make the claim at the court itself, at any time. Here you note that you made it.")
    return _("The order names no term for its answer.")


def _why_closed(way: Way) -> str:
    if way.standing is Standing.CONSIDERING:
        return _("considers your complaint now")
    if way.standing is Standing.ANSWERED:
        return _("has answered your complaint")
    if way.standing is Standing.SILENT:
        return _("has not answered in time")
    if way.opens_on is not None:
        words = _("opens when the instance before it answers, on %(day)s at the latest")
        return words % {"day": day_in_words(way.opens_on, language(), "on")}
    return _("opens when the instance before it has answered, or has let its term pass")


def basis(case: Case) -> dict[str, Any]:
    """The paragraph that complaints rest on, and the readings, in words."""
    known = readings(language())
    routes = service(case.service).complaints
    names = list(dict.fromkeys(name for route in routes for name in route.readings))
    if contested(case) is None:
        names.append(COURSE)
    return {"place": str(PLACE), "place_href": law_href(PLACE), "readings": [Reading(n, known[n]) for n in names]}


@room("GET")
def of_case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """All complaints in a case, those of the applicant's own."""
    moment = now()
    found = own_case(request, case, moment)
    context = {
        "case": found,
        "service": service_name(found),
        "back": case_page(found),
        "complaints": complaints_of_case(request, found, moment),
    }
    return render(request, "portal/complaints/of_case.html", context)


@room("GET")
def case_document_page(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """A document of the applicant's own case, of a decision that stands no longer too."""
    moment = now()
    found = own_case(request, case, moment)
    row = document_of_case(found, document)
    return serve_document(row, lambda: may_complain(account_of(request), found, moment), looked_at)


@room("GET")
def my_page(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """A complaint of one's own: its clock, its answer, what can be done next."""
    moment = now()
    found = own_complaint(request, complaint, moment)
    return render(request, "portal/complaints/mine.html", _shown(request, found, moment))


@room("GET")
def answer_page(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """The answer as a page to print."""
    moment = now()
    found = own_complaint(request, complaint, moment)
    if not hasattr(found, "answer"):
        return redirect("my_complaint", found.id)
    return render(request, "portal/complaints/printed.html", _shown(request, found, moment))


def _shown(request: HttpRequest, complaint: Complaint, moment: datetime) -> dict[str, Any]:
    case, today = complaint.case, localdate(moment)
    outcome, colour = answer_words(complaint)
    can = commands_open_to(account_of(request), case, moment)
    ways = ways_now(case, service(case.service).complaints, today) if _goes_on(complaint) else ()
    return {
        "complaint": complaint,
        "case": case,
        "service": service_name(case),
        "to": of_complaint(complaint),
        "answer": getattr(complaint, "answer", None),
        "document": document_of(complaint),
        "outcome": outcome,
        "colour": colour,
        "clock": clock_of_complaint(complaint, moment),
        "may_take_back": "take_back_complaint" in can and not hasattr(complaint, "answer"),
        "may_go_on": "complain" in can and any(way.standing in (Standing.OPEN, Standing.LATER) for way in ways),
        "next_open": [instance_name(way.instance, case.authority) for way in ways if _is_open(way)],
        "next_later": [
            WayView(instance_name(way.instance, case.authority), _why_closed(way))
            for way in ways
            if way.standing is Standing.LATER
        ],
        "back": case_page(case),
        "hidden": hidden(case),
        "again": complaint.decision is not None and contested(case) is None,
        **basis(case),
    }


@room("GET")
def answer_document_page(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """The answer as a PDF."""
    moment = now()
    found = own_complaint(request, complaint, moment)
    return serve_document(document_of(found), lambda: may_complain(account_of(request), found.case, moment), looked_at)


def _goes_on(complaint: Complaint) -> bool:
    """Whether one can turn to an instance about the same matter: not once the case was, or is, decided anew. One that
    was taken back stands in nobody's way."""
    if hasattr(complaint, "answer") and complaint.answer.outcome == TAKEN_BACK:
        return complaint.decision == contested(complaint.case)
    return complaint in complaints_about(complaint.case, complaints_of(complaint.case))


@room("GET", "POST")
def take_back(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """Ask whether the complaint is to be taken back, and take it back."""
    moment = now()
    found = own_complaint(request, complaint, moment)
    if request.method == "POST":
        wanted = case_command(request, "take_back_complaint", found.case_id, moment, {"complaint": str(found.id)})
        outcome = execute(wanted, account_of(request))
        if isinstance(outcome, (Applied, Repeated)):
            messages.success(request, _("The complaint is taken back."))
        for _field, words in problems_of(outcome):
            messages.warning(request, words)
        return redirect("my_complaint", found.id)
    if hasattr(found, "answer"):
        return redirect("my_complaint", found.id)
    context = {"complaint": found, "to": of_complaint(found), "hidden": hidden(found.case)}
    return render(request, "portal/complaints/take_back.html", context)
