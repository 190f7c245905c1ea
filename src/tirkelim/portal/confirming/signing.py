"""What is done with a confirmation as a whole: the worker asked, a word given, the head sending it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Invalid, Stale
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.sheet_decision import totals
from tirkelim.portal.confirming.access import Visit, may_do, room, sent_case, visit
from tirkelim.portal.confirming.giving import give, tell
from tirkelim.portal.confirming.reading import heading, reviews, why_not, word_of
from tirkelim.portal.confirming.showing import row_views, sums_of
from tirkelim.portal.edge import hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.ledger.lines import criterion_in_words
from tirkelim.portal.show import Link
from tirkelim.services.cpd.gather import Reading, read_case, seen_digest

CONFLICT, UNPROCESSABLE = 409, 422
LONGEST_NOTE = 1000

TITLES: dict[str, str | Promise] = {
    "confirm_hr": gettext_lazy("Confirm for the personnel service"),
    "confirm_head": gettext_lazy("Confirm as head"),
    "confirm_alone": gettext_lazy("Confirm as head, without a personnel service"),
}
DONE: dict[str, str | Promise] = {
    "confirm_hr": gettext_lazy("Confirmed. The results are with the head now."),
    "confirm_head": gettext_lazy("Confirmed. The sheet is made out."),
    "confirm_alone": gettext_lazy("Confirmed. The sheet is made out."),
}


class AskForm(PortalForm):
    """Which results the worker is to mend, and how."""

    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Which results have to be corrected?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one result.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What is to be done?"),
        help_text=gettext_lazy("The worker reads this. Say exactly what is missing."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_NOTE,
        error_messages={"required": gettext_lazy("Say in your own words what is wrong.")},
    )

    def __init__(self, *args: Any, read: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (row.line, OptionWithHint(row.result.title, criterion_in_words(row.result.criterion))) for row in read.rows
        ]
        self.fields["documents"].choices = rows  # type: ignore[attr-defined]
        refused = [row.line for row in read.rows if row.review is not None and not row.review.accepted]
        self.fields["documents"].initial = refused


class BackForm(PortalForm):
    """Why the head does not confirm yet."""

    note = forms.CharField(
        label=gettext_lazy("Why do you send it back?"),
        help_text=gettext_lazy("The personnel service reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_NOTE,
        error_messages={"required": gettext_lazy("Say in your own words what is wrong.")},
    )


@room("GET", "POST")
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask the worker to mend results."""
    at = visit(request)
    found = sent_case(at, case)
    title = _("Ask the worker")
    if request.method != "POST" and not (reviews(at, found) and may_do(at, found, "ask_for_documents")):
        return redirect("confirmation", case=case)
    form = AskForm(request.POST or None, read=read_case(found, at.moment))
    if request.method == "POST" and (form.is_valid() or _is_late(at, found)):
        said: dict[str, Any] = getattr(form, "cleaned_data", {})
        outcome = give(at, found, "ask_for_documents", documents=said.get("documents", []), note=said.get("note", ""))
        if tell(at, outcome, _("The worker is asked.")) or not isinstance(outcome, Stale):
            return redirect("confirmation", case=case)
        found = sent_case(at, case)
    context = {**heading(at, found, Link(title, "")), "title": title, "form": form, "hidden": hidden(found)}
    return render(request, "portal/confirming/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("GET", "POST")
def send_back(request: HttpRequest, case: UUID) -> HttpResponse:
    """Send the results back to the personnel service."""
    at = visit(request)
    found = sent_case(at, case)
    title = _("Send back to the personnel service")
    if request.method != "POST" and not may_do(at, found, "send_back"):
        return redirect("confirmation", case=case)
    form = BackForm(request.POST or None)
    if request.method == "POST" and (form.is_valid() or _is_late(at, found)):
        outcome = give(at, found, "send_back", note=getattr(form, "cleaned_data", {}).get("note", ""))
        if tell(at, outcome, _("Sent back. The personnel service reads why.")) or not isinstance(outcome, Stale):
            return redirect("confirmation", case=case)
        found = sent_case(at, case)
    context = {**heading(at, found, Link(title, "")), "title": title, "form": form, "hidden": hidden(found)}
    return render(request, "portal/confirming/back.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("GET", "POST")
def confirm(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what the reader's word would stand for, and give it."""
    at = visit(request)
    found = sent_case(at, case)
    name = request.POST.get("word", "")
    if request.method == "POST" and name in TITLES:
        outcome = give(at, found, name)
        if isinstance(outcome, Stale) and outcome.what == "facts":
            return _show(at, sent_case(at, case), changed=True)
        if isinstance(outcome, (Invalid, Stale)):
            tell(at, outcome, "")
            return redirect("confirmation", case=case)
        tell(at, outcome, str(DONE[name]))
        return redirect("confirmation", case=case)
    return _show(at, found)


def _show(at: Visit, case: Case, *, changed: bool = False) -> HttpResponse:
    weighed = weigh(case, at.moment) if case.state in ("considered", "at_head") else None
    name = "" if weighed is None else word_of(at, case, weighed)
    if weighed is None or not name or why_not(at, case, weighed):
        return redirect("confirmation", case=case.id)
    title = str(TITLES[name])
    context = {**heading(at, case, Link(title, "")), "title": title, "word": name, **_shown(at, case, weighed)}
    return render(
        at.request,
        "portal/confirming/confirm.html",
        {**context, "changed": changed},
        status=CONFLICT if changed else 200,
    )


def _shown(at: Visit, case: Case, weighed: Weighed) -> dict[str, Any]:
    facts, read = weighed.gathered.facts, weighed.gathered.read
    views = row_views(read, at.today)
    accepted = {row.line for row in read.rows if row.review is not None and row.review.accepted}
    return {
        "accepted": [view for view in views if view.line in accepted],
        "refused": [view for view in views if view.line not in accepted],
        "sums": sums_of(totals(facts, at.today, current_book())),
        "hidden": hidden(case, facts=seen_digest(facts, read, weighed.day)),
        "edition": edition_in_words(weighed.proposal.edition),
        "words": read.words,
        "demo": settings.DEMO,
    }


def _is_late(at: Visit, case: Case) -> bool:
    """Whether the page that was sent shows an older version: then the form's complaints are beside the point."""
    return at.request.POST.get("version") != str(case.version)
