"""The living style page /look: every component with sample data, so that all of it can be looked at at once.

Exists in demo and debug mode only. What stands here is invented and mentions nobody.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tirkelim.portal.forms import DayField, EvidenceField, OptionWithHint, PortalForm
from tirkelim.portal.show import (
    Clock,
    Column,
    DocumentView,
    Entry,
    FindingView,
    Link,
    Reading,
    Row,
    Table,
    Task,
)

ZONE = ZoneInfo("Asia/Almaty")
HERE = "#specimen"


class SpecimenForm(PortalForm):
    """One field of each kind."""

    name = forms.CharField(label=_("Surname"), max_length=40, help_text=_("As in the identity document"))
    born = DayField(label=_("Date of birth"), help_text=_("For example, 31 3 1980"), latest=date(2026, 11, 21))
    route = forms.ChoiceField(
        label=_("Where did you study?"),
        widget=forms.RadioSelect,
        choices=[
            ("kz", OptionWithHint(_("In Kazakhstan"), _("We ask the education system for the diploma"))),
            ("abroad", OptionWithHint(_("Abroad"), _("You attach the diploma and its recognition"))),
        ],
    )
    consents = forms.MultipleChoiceField(
        label=_("What may we ask state systems for?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("education", _("Diplomas")), ("work", _("Employment contracts"))],
    )
    level = forms.ChoiceField(
        label=_("Qualification level"), choices=[("", "–"), ("5", "5"), ("6", "6"), ("7.1", "7.1")]
    )
    about = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    scan = EvidenceField(label=_("Certificate of advanced training"), help_text=_("PDF, JPEG or PNG, up to 10 MB"))
    sure = forms.BooleanField(label=_("I confirm that the data are true"))


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Show every component; `?errors=1` shows the form after a failed attempt."""
    failed = "errors" in request.GET
    sent = {"born_day": "31", "born_month": "2", "born_year": "1980", "name": "", "about": "…"}
    context = {
        "specimen": SpecimenForm(sent, {}) if failed else SpecimenForm(),
        **lists(),
        **terms(),
        **reasons(),
        "page": Paginator(range(200), 10).page(7),
        "colours": ["teal-deep", "teal", "gold", "paper", "sand", "leaf", "brick", "ink"],
    }
    if failed:
        context["form"] = context["specimen"]
    return render(request, "portal/look.html", context)


def lists() -> dict[str, Any]:
    """A task list, a summary list, a table, a way here, events."""
    return {
        "tasks": [
            Task(_("Your data"), "done", HERE),
            Task(_("Education"), "in_progress", HERE, _("One diploma of two is confirmed")),
            Task(_("Documents"), "error", HERE),
            Task(_("Consent"), "to_do", HERE),
            Task(_("Check and send"), "cannot_start"),
        ],
        "rows": [
            Row(_("Surname"), "Қожахметұлы", [Link(_("Change"), HERE, _("surname"))]),
            Row(_("Date of birth"), "31.03.1980", [Link(_("Change"), HERE, _("date of birth"))]),
            Row(_("Specialty"), "Кардиология"),
        ],
        "table": Table(
            _("Applications"),
            [Column(_("Number")), Column(_("Service")), Column(_("Credit units"), numeric=True)],
            [
                [Link("KZ26-0417", HERE), _("Certificate of a specialist"), "120,5"],
                [Link("KZ26-0418", HERE), _("Certificate of a specialist"), "87"],
            ],
        ),
        "crumbs": [Link(_("Home"), "/"), Link(_("Applications"), HERE), Link("KZ26-0417", "")],
        "entries": [
            Entry(_("Application received"), datetime(2026, 11, 18, 17, 42, tzinfo=ZONE), _("applicant")),
            Entry(
                _("Accepted"), datetime(2026, 11, 19, 9, 0, tzinfo=ZONE), "",
                _("The term starts on the next working day."),
            ),
            Entry(_("A document was asked for"), date(2026, 11, 20), _("department officer")),
        ],
    }  # fmt: skip


def terms() -> dict[str, Any]:
    """The clock in each of its states."""
    accepted = date(2026, 11, 16)
    return {
        "clocks": [
            Clock(date(2026, 11, 23), 3, 5, accepted),
            Clock(date(2026, 11, 23), 1, 5, accepted),
            Clock(date(2026, 11, 23), 0, 5, accepted),
            Clock(date(2026, 11, 23), -2, 5, accepted),
            Clock(date(2026, 11, 23), 2, 5, accepted, date(2026, 11, 19)),
        ]
    }


def reasons() -> dict[str, Any]:
    """Findings of each status and documents of each status."""
    reading = Reading("C4", _("Units are counted on the day of application."))
    return {
        "sample_findings": [
            FindingView("met", _("The diploma fits the specialty."), "274/2020 p.9", HERE),
            FindingView(
                "not_met", _("There are fewer credit units than required. Add activities of the last five years."),
                "283/2020 p.7", HERE, "87", "120", (reading,), "sample-units",
            ),
            FindingView(
                "unknown", _("The state system of employment contracts has not answered yet."), "274/2020 p.10"
            ),
            FindingView("not_applicable", _("There was no break in employment."), "274/2020 p.12"),
        ],
        "documents": [
            DocumentView(
                _("Certificate of advanced training"), "missing",
                _("Required because the last one is older than five years."),
                "274/2020 ann.2 row 8", HERE, [Link(_("Attach"), HERE, _("certificate of advanced training"))],
            ),
            DocumentView(
                _("Diploma"), "held_by_system", _("The education system has confirmed it."), "274/2020 ann.2 row 8"
            ),
            DocumentView(_("Conclusion of assessment"), "filed", "", "274/2020 ann.2 row 8"),
            DocumentView(
                _("Certificate of change of name"), "not_required", _("The name in all documents is the same.")
            ),
        ],
    }  # fmt: skip
