"""My development: all results, what they earn on a day, what leaves the period, and the way to the next level."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tirkelim.documents.models import EvidenceFile
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.order_283_cpd.levels import ACT
from tirkelim.law.period import add_years
from tirkelim.portal.choices import Choice, language
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.law_pages import label_in_words, order_in_words
from tirkelim.portal.ledger import suggestions
from tirkelim.portal.ledger.access import Visit, room, visit
from tirkelim.portal.ledger.evidence import files_of
from tirkelim.portal.ledger.judging import in_units
from tirkelim.portal.ledger.lines import chapters
from tirkelim.portal.ledger.progressing import ahead_of
from tirkelim.portal.ledger.specialties import Choices, choices_for, own_specialties
from tirkelim.portal.ledger.window import window_of
from tirkelim.portal.show import Link
from tirkelim.register import activity_queries as register
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.background import Background, background_of
from tirkelim.services.cpd.ledger import WorkersLedger, ledger_of, profile_established
from tirkelim.services.cpd.words import words_of

YEARS_AHEAD = 5
BESIDE: dict[str | Promise, str] = {
    gettext_lazy("My confirmations"): "my_confirmations",
    gettext_lazy("My assessments"): "assessment_requests",
    gettext_lazy("Qualification levels"): "levels",
}
"""Pages of other rooms where the way goes on."""


class Choose(PortalForm):
    """For which specialty and which day the results are counted."""

    specialty = forms.ChoiceField(label=gettext_lazy("Specialty"), required=False)
    day = DayField(
        label=gettext_lazy("Count as of another day"),
        required=False,
        help_text=gettext_lazy("For example the day on which you want to confirm your results"),
    )

    def __init__(self, *args: Any, specialties: Choices, earliest: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["specialty"]
        chosen.choices = specialties
        day: Any = self.fields["day"]
        day.earliest, day.latest = earliest, latest


@room("GET")
def ledger(request: HttpRequest) -> HttpResponse:
    """The whole ledger on one page."""
    at, book = visit(request), current_book()
    results = register.activities_of(at.person, at.moment)
    own = own_specialties(at.person, at.today, at.moment, results)
    form = _form(at, own, book)
    specialty, day = _chosen(form, own, at.today)
    background = background_of(at.person, specialty, day, at.moment, book) if specialty else Background()
    files = files_of(row.evidence for row in results)
    digests = {id: str(file.blob_id) for id, file in files.items()}
    established = profile_established(results, specialty, register.sheets_of(at.person, at.moment))
    held = ledger_of(results, specialty, background, day, book, digests, established)
    context = {
        **shown(held, at, files),
        "form": form,
        "choosable": len(own) != 1,
        "specialty": specialty_name(specialty, language()) if specialty else "",
        "offered": suggestions.offered(at, results),
        "hand_over": page_or_nothing("hand_over"),
        "beside": [Link(words, href) for words, page in BESIDE.items() if (href := page_or_nothing(page))],
        "edition": label_in_words(book.edition(ACT, day).label),
        "later": order_in_words(later) if (later := book.edition(ACT, day).later_amendment) else "",
    }
    return render(request, "portal/ledger/ledger.html", context, status=422 if form.errors else 200)


def shown(held: WorkersLedger, at: Visit, files: dict[Any, EvidenceFile]) -> dict[str, Any]:
    """The ledger as its page shows it."""
    listed = chapters(held, words_of(at.person, at.moment), files, at.today)
    hrefs = {str(line.id): line.href for chapter in listed for line in chapter.lines}
    return {
        "day": held.day,
        "today": at.today,
        "chapters": listed,
        "empty": not held.lines,
        "total": in_units(held.counted.volume.total),
        "open": any(line.kind == "open" for chapter in listed for line in chapter.lines),
        "background": held.background,
        "ahead": ahead_of(held),
        "window": window_of(held, hrefs),
    }


def page_or_nothing(name: str) -> str:
    """The address of a page of another room; nothing where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _form(at: Visit, own: list[str], book: LawBook) -> Choose:
    specialties: Choices = [_choice(code) for code in own] if len(own) > 1 else choices_for(own)
    limits = {"earliest": book.latest(ACT).start, "latest": add_years(at.today, YEARS_AHEAD)}
    data = at.request.GET if {"specialty", "day_day", "day_month", "day_year"} & set(at.request.GET) else None
    return Choose(data, specialties=specialties, initial={"specialty": own[0] if own else ""}, **limits)


def _choice(code: str) -> Choice:
    return code, specialty_name(code, language())


def _chosen(form: Choose, own: list[str], today: date) -> tuple[str, date]:
    """The specialty and the day; what was not chosen, or cannot be, is the first one and today."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else getattr(form, "cleaned_data", {})
    return given.get("specialty") or (own[0] if own else ""), given.get("day") or today
