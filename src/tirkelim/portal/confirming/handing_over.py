"""The worker hands results over: chooses the specialty and the rows, says that the documents are their own, sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import CaseCommand
from tirkelim.cases.engine import execute, open_case
from tirkelim.cases.models import Case
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.law.messages import render as law_text
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.access import Visit, own_person, room, visit
from tirkelim.portal.confirming.giving import is_done, what_went_wrong
from tirkelim.portal.confirming.showing import counted, profile_to_establish, units_in_words
from tirkelim.portal.confirming.words import problem_in_words
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.ledger.evidence import files_of
from tirkelim.portal.ledger.judging import alike, reason_of
from tirkelim.portal.ledger.lines import criterion_in_words, word_view
from tirkelim.portal.ledger.specialties import choices_for, own_specialties
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.register.activity_queries import activities_of
from tirkelim.register.models import Activity
from tirkelim.register.queries import organisation_facts
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.experience import main_employer
from tirkelim.services.cpd.service import NAME
from tirkelim.services.cpd.transitions import OPEN
from tirkelim.services.cpd.words import words_of

UNPROCESSABLE = 422
FIRST_VERSION = 1


class SpecialtyForm(PortalForm):
    """For which specialty results are confirmed."""

    specialty = forms.ChoiceField(label=gettext_lazy("Claimed specialty"))

    def __init__(self, *args: Any, own: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specialty"].choices = choices_for(own)  # type: ignore[attr-defined]


class HandOverForm(PortalForm):
    """Which results are handed over."""

    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Which results do you hand over?"),
        help_text=gettext_lazy(
            "Those that count today are chosen already. A new sheet takes the place of the last one."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one result.")},
    )
    statement = forms.BooleanField(
        label=gettext_lazy("The documents are my own, and what I entered is what they say."),
        error_messages={"required": gettext_lazy("Confirm that the documents are your own.")},
    )


@room("GET", "POST")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Choose and send. ``?specialty=`` chooses the specialty."""
    at = visit(request)
    person = own_person(at)
    results = activities_of(person, at.moment)
    own = own_specialties(person, at.today, at.moment, results)
    asked = request.POST.get("specialty") or request.GET.get("specialty", "")
    specialty = asked if asked in specialties() else next(iter(own), "")
    employer = main_employer(person, at.today, at.moment)
    form = _form(at, person, specialty, results)
    if request.method == "POST" and employer is not None and form.is_valid():
        sent = _send(at, person, specialty, form)
        if sent is not None:
            return redirect("my_confirmation", case=sent)
    return _show(at, person, specialty, own, form)


def _show(at: Visit, person: UUID, specialty: str, own: list[str], form: HandOverForm) -> HttpResponse:
    employer = main_employer(person, at.today, at.moment)
    facts = None if employer is None else organisation_facts(employer, at.today, at.moment)
    waiting = Case.objects.filter(service=NAME, subject=person, state__in=OPEN, draft__data__specialty=specialty)
    title = _("Hand results over for confirmation")
    context = {
        "title": title,
        "crumbs": [Link(_("My development"), reverse("ledger")), Link(title, "")],
        "employer": "" if facts is None else facts.name(language()),
        "no_employer": problem_in_words("no_main_workplace") if employer is None else "",
        "waiting": waiting.first(),
        "specialty": specialty,
        "specialty_name": specialty_name(specialty, language()) if specialty else "",
        "choose": SpecialtyForm({"specialty": specialty} if specialty else None, own=own),
        "form": form,
        "any": bool(form.fields["rows"].choices),  # type: ignore[attr-defined]
        "hidden": hidden(),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(at.request, "portal/confirming/hand_over.html", context, status=status)


def _form(at: Visit, person: UUID, specialty: str, results: tuple[Activity, ...]) -> HandOverForm:
    form = HandOverForm(at.request.POST if at.request.method == "POST" else None)
    choices, chosen = _choices(at, person, specialty, results)
    form.fields["rows"].choices = choices  # type: ignore[attr-defined]
    form.fields["rows"].initial = chosen
    return form


def _choices(
    at: Visit, person: UUID, specialty: str, results: tuple[Activity, ...]
) -> tuple[list[tuple[str, OptionWithHint]], list[str]]:
    """The results with their units and what to look at; and those that count."""
    if not specialty:
        return [], []
    said, files = words_of(person, at.moment), files_of(one.evidence for one in results)
    choices, chosen = [], []
    for result in results:
        quarters, findings = counted(result, specialty, at.today)
        counts, profile = isinstance(quarters, int) and quarters > 0, profile_to_establish(result, specialty)
        word = word_view(said.get(result.line))
        others = [one for one in results if one.line != result.line]
        hints = [
            criterion_in_words(result.criterion),
            day_in_words(result.completed_on, language()),
            _("Units: %(units)s") % {"units": units_in_words(quarters)},
            *([] if counts else [law_text(reason_of(findings), language())]),
            *filter(None, [profile]),
            *alike(result, others, files),
            *([] if word is None else [f"{word.tag}. {word.text}"]),
        ]
        choices.append((str(result.line), OptionWithHint(result.title, " · ".join(hints))))
        if counts and not (profile and result.specialty):
            chosen.append(str(result.line))
    return choices, chosen


def _send(at: Visit, person: UUID, specialty: str, form: HandOverForm) -> UUID | None:
    """Open the confirmation and send it; the same click twice sends it once. None where something stands against it."""
    whole = command(at.request, at.moment)
    try:
        case = open_case(NAME, person, whole._replace(id=uuid5(whole.id, "open")))
    except (CommandIdReused, TimeClosed):
        form.add_error(None, problem_in_words("command_reused"))
        return None
    said: Mapping[str, Any] = form.cleaned_data
    data = {"specialty": specialty, "rows": said["rows"], "statement": said["statement"]}
    outcome = execute(CaseCommand("submit", case, FIRST_VERSION, whole, {"data": data}), at.account)
    if is_done(outcome):
        messages.success(at.request, _("Handed over. Your personnel service reviews the results."))
        return case
    for words in what_went_wrong(outcome):
        form.add_error(None, words)
    return None
