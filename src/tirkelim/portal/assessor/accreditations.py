"""The administrator's pages on statuses and accreditations of organisations: which, under which number, until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tirkelim.journal.change import Done
from tirkelim.portal.assessor.access import room
from tirkelim.portal.assessor.words import STALE, organisation_name
from tirkelim.portal.edge import allow, command, hidden, now
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.residency.words import KINDS
from tirkelim.portal.show import Link
from tirkelim.portal.writing import Telling, is_written
from tirkelim.register.assessment_queries import assessing_organisations, statuses_of
from tirkelim.register.commands import correct_status, record_status
from tirkelim.register.commands.statuses import ACTION
from tirkelim.register.models import Organisation, OrganisationStatus, StatusKind
from tirkelim.register.queries import organisation_facts
from tirkelim.register.residency_queries import bases

UNPROCESSABLE = 422
LONGEST_BIN = 20
REASONS: dict[str, str | Promise] = {
    "taken": _("The organisation has an act of this kind and number already"),
    "before_start": _("The last day lies before the first"),
    "missing": _("Fill this in"),
    "nothing_changed": _("Nothing differs from what is recorded. Change what is wrong"),
}
TELLING = Telling(REASONS, STALE, {"valid_to": "last_day", "valid_from": "first_day"})


class AccreditationForm(PortalForm):
    """The number of the act, and the days on which the status or accreditation holds."""

    number = forms.CharField(
        label=_("Number of the act"), max_length=60, error_messages={"required": _("Write the number of the act")}
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Leave it empty where it has no term."), required=False)

    def days(self) -> tuple[date, date | None]:
        """The first day, and the first day after the last one."""
        last = self.cleaned_data["last_day"]
        return self.cleaned_data["first_day"], None if last is None else last + timedelta(days=1)


class AddForm(AccreditationForm):
    """The same, and what it is."""

    kind = forms.ChoiceField(
        label=_("What is recorded?"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        initial=StatusKind.ASSESSMENT_ACCREDITATION.value,
    )
    field_order = ("kind", "number", "first_day", "last_day")


class ChangeForm(AccreditationForm):
    """The same, and why it is changed."""

    reason = forms.CharField(
        label=_("Why is it changed?"),
        help_text=_("For example: withdrawn by order no. 12 of 3 March 2026. It stays in the journal."),
        max_length=500,
        error_messages={"required": _("Say why it is changed")},
    )


@room("GET")
def accreditations_page(request: HttpRequest) -> HttpResponse:
    """The organisations with a status or an accreditation, or the one of a BIN, to record its first."""
    moment = now()
    allow(request, ACTION, None, moment)
    today = localdate(moment)
    number = request.GET.get("bin", "").strip()[:LONGEST_BIN].replace("\x00", "")
    found = Organisation.objects.filter(bin=number) if number else assessing_organisations() | bases()
    rows = [_organisation(one, today, moment) for one in found.distinct()]
    context = {
        "number": number,
        "rows": sorted(rows, key=lambda row: str(row["name"]).casefold()),
        "crumbs": [
            Link(pgettext("navigation", "Accounts"), reverse("accounts")),
            Link(gettext("Statuses and accreditations"), ""),
        ],
    }
    return render(request, "portal/assessor/accreditations.html", context)


def _organisation(one: Organisation, today: date, moment: datetime) -> dict[str, Any]:
    return {
        "id": one.id,
        "bin": one.bin,
        "name": organisation_name(organisation_facts(one.id, today, moment)),
        "accreditations": [_status(row, today) for row in statuses_of(one.id)],
    }


def _status(row: OrganisationStatus, today: date) -> dict[str, Any]:
    last = None if row.valid_to is None else row.valid_to - timedelta(days=1)
    if row.valid_from > today:
        key = "not_yet_valid"
    else:
        key = "valid" if last is None or last >= today else "expired"
    return {
        "kind": KINDS[row.kind],
        "line": row.line,
        "number": row.number,
        "first": row.valid_from,
        "last": last,
        "status": key,
    }


@room("GET", "POST")
def add_page(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Enter a status or an accreditation."""
    moment = now()
    allow(request, ACTION, None, moment)
    if not Organisation.objects.filter(pk=organisation).exists():
        raise Http404
    form = AddForm(request.POST if request.method == "POST" else None)

    def write() -> Done:
        first, after = form.days()
        kind, number = form.cleaned_data["kind"], form.cleaned_data["number"]
        given = command(request, moment, "accreditation")
        return record_status(given, organisation, kind, number=number, valid_from=first, valid_to=after)

    return _answer(request, form, organisation, write, moment, changing=False)


@room("GET", "POST")
def change_page(request: HttpRequest, status: UUID) -> HttpResponse:
    """Correct an accreditation, or let it end on another day."""
    moment = now()
    allow(request, ACTION, None, moment)
    row = OrganisationStatus.objects.current().filter(line=status).first()
    if row is None:
        raise Http404
    kept = _status(row, localdate(moment))
    initial = {"number": row.number, "first_day": kept["first"], "last_day": kept["last"]}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)

    def write() -> Done:
        first, after = form.days()
        said = form.cleaned_data
        given = command(request, moment, "accreditation")
        return correct_status(
            given, status, number=said["number"], valid_from=first, valid_to=after, reason=said["reason"]
        )

    return _answer(request, form, row.organisation_id, write, moment, changing=True)


def _answer(
    request: HttpRequest,
    form: AccreditationForm,
    organisation: UUID,
    write: Callable[[], Done],
    moment: datetime,
    *,
    changing: bool,
) -> HttpResponse:
    """Write what the form says, or show it again with what is wrong."""
    posted = request.method == "POST"
    if posted and is_written(form, write, TELLING):
        messages.success(request, gettext("It is recorded."))
        return redirect("accreditations")
    context = {
        "form": form,
        "changing": changing,
        "name": organisation_name(organisation_facts(organisation, localdate(moment), moment)),
        "hidden": hidden(),
    }
    return render(request, "portal/assessor/accreditation.html", context, status=UNPROCESSABLE if posted else 200)
