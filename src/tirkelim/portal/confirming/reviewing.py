"""One row beside its file: accepted or refused with a reason, and the review taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from tirkelim.cases.models import Case
from tirkelim.documents.models import EvidenceFile
from tirkelim.law.book import current_book
from tirkelim.law.messages import render as law_text
from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.portal.choices import language
from tirkelim.portal.confirming.access import Visit, room, sent_case, visit
from tirkelim.portal.confirming.giving import give, is_done, tell, what_went_wrong
from tirkelim.portal.confirming.reading import heading, reviews
from tirkelim.portal.confirming.showing import counted, profile_to_establish, review_tag, units_in_words
from tirkelim.portal.confirming.words import reason_in_words
from tirkelim.portal.edge import hidden
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger.evidence import FILES, files_of
from tirkelim.portal.ledger.judging import alike, reason_of
from tirkelim.portal.ledger.lines import criterion_in_words, sentence
from tirkelim.portal.ledger.results import rows_of
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.saying import found_findings
from tirkelim.portal.serving import IN_ITS_OWN_WINDOW, looked_at, serve_file
from tirkelim.portal.show import Link, Row
from tirkelim.services.cpd.activities import criterion_of, recognition
from tirkelim.services.cpd.gather import HandedIn, Reading, read_case

CONFLICT, UNPROCESSABLE = 409, 422
LONGEST_NOTE = 1000
ACCEPT, REFUSE = "accept", "refuse"
IN_PLACE = IN_ITS_OWN_WINDOW.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""As for every file, but that our own page may show it beside the form."""


class ReviewForm(PortalForm):
    """What HR says of a row."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Is this result confirmed?"),
        widget=forms.RadioSelect,
        choices=[
            (ACCEPT, gettext_lazy("Accept: the document meets what the criterion asks")),
            (REFUSE, gettext_lazy("Refuse: the document does not meet it")),
        ],
        error_messages={"required": gettext_lazy("Choose whether you accept or refuse this result")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it refused?"),
        help_text=gettext_lazy("The worker reads the reason, and it stands on the sheet."),
        widget=forms.Select,
        error_messages={"required": gettext_lazy("Choose the reason for the refusal.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the worker"),
        help_text=gettext_lazy("Say exactly what is missing or wrong."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(reason.value, reason_in_words(reason)) for reason in RefusedReason]
        self.fields["reason"].choices = [("", ""), *reasons]  # type: ignore[attr-defined]
        self.fields["reason"].required = not self.is_bound or self.data.get("decision") == REFUSE

    def clean(self) -> dict[str, Any]:
        """A reason that the list does not have is told in one's own words."""
        said = super().clean() or {}
        is_other = said.get("decision") == REFUSE and said.get("reason") == RefusedReason.OTHER
        if is_other and not said.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say in your own words what is wrong."))
        return said


@room("GET", "POST")
def row(request: HttpRequest, case: UUID, line: UUID) -> HttpResponse:
    """One row with everything that it rests on; its review is given here."""
    at = visit(request)
    found = sent_case(at, case)
    read = read_case(found, at.moment)
    here = read.row(str(line))
    if here is None:
        raise Http404
    if request.method == "POST":
        return _review(at, found, read, here)
    review = here.review
    initial = {} if review is None else {
        "decision": ACCEPT if review.accepted else REFUSE, "reason": review.reason, "note": review.note,
    }  # fmt: skip
    return _show(at, found, read, here, ReviewForm(initial=initial), 200)


def _review(at: Visit, case: Case, read: Reading, here: HandedIn) -> HttpResponse:
    form = ReviewForm(at.request.POST)
    if not form.is_valid() and reviews(at, case):
        return _show(at, case, read, here, form, UNPROCESSABLE)
    said: dict[str, Any] = getattr(form, "cleaned_data", {})
    body = {
        "item": here.line,
        "seen": at.request.POST.get("seen", ""),
        "accepted": said.get("decision") == ACCEPT,
        "reason": said.get("reason", ""),
        "note": said.get("note", ""),
    }
    outcome = give(at, case, "review_row", **body)
    if is_done(outcome):
        return _onwards(at, case, here)
    fresh = Case.objects.select_related("draft").get(pk=case.pk)
    if not reviews(at, fresh):
        tell(at, outcome, "")
        return redirect("confirmation", case=case.id)
    for words in what_went_wrong(outcome):
        messages.warning(at.request, words)
    read = read_case(fresh, at.moment)
    return _show(at, fresh, read, read.row(here.line) or here, form, CONFLICT)


def _onwards(at: Visit, case: Case, here: HandedIn) -> HttpResponse:
    """To the next row that waits, else to the whole."""
    read = read_case(case, at.moment)
    if read.open_rows:
        messages.success(at.request, _("Saved. The next result that waits:"))
        return redirect("confirmation_row", case=case.id, line=read.open_rows[0].line)
    messages.success(at.request, _("Every result is reviewed."))
    return redirect("confirmation", case=case.id)


def _show(at: Visit, case: Case, read: Reading, here: HandedIn, form: ReviewForm, status: int) -> HttpResponse:
    result = here.result
    criterion = criterion_of(result.criterion)
    if criterion is None:
        raise Http404
    files = files_of([result.evidence, result.translation, *(one.result.evidence for one in read.rows)])
    quarters, findings = counted(result, read.specialty, at.today)
    others = [one.result for one in read.rows if one.line != here.line]
    abroad = recognition(result.foreign_ranks, current_book())
    tag, colour = review_tag(here)
    context = {
        **heading(at, case, Link(result.title, "")),
        "row": result,
        "criterion": criterion_in_words(result.criterion),
        "asks": sentence(term(str(criterion.asks), language())),
        "document": sentence(term(str(criterion.document), language())),
        "citation": link_to(criterion.citation),
        "rows": [*rows_of(result, criterion, {}), *_translation(here)],
        "units": units_in_words(quarters),
        "counts": bool(quarters) and isinstance(quarters, int),
        "reason": law_text(reason_of(findings), language()),
        "findings": found_findings((*findings[:-1], *abroad)),
        "abroad": [law_text(one, language()) for one in abroad],
        "profile": profile_to_establish(result, read.specialty),
        "twins": alike(result, others, files),
        "files": _viewers(case, here, files),
        "review": here.review,
        "review_reason": reason_in_words(here.review.reason) if here.review else "",
        "outdated": here.outdated,
        "row_tag": tag,
        "row_colour": colour,
        "reviews": reviews(at, case),
        "form": form,
        "hidden": hidden(case),
        **_neighbours(read, here),
    }
    return render(at.request, "portal/confirming/row.html", context, status=status)


def _neighbours(read: Reading, here: HandedIn) -> dict[str, Any]:
    """Which row this is, and the ones before and after it."""
    place = [one.line for one in read.rows].index(here.line) + 1
    return {
        "number": place,
        "all": len(read.rows),
        "before": read.rows[place - 2] if place > 1 else None,
        "after": read.rows[place] if place < len(read.rows) else None,
    }


def _translation(here: HandedIn) -> list[Row]:
    """Whether a document in a foreign language came with its translation."""
    if here.result.document_language in (None, "kk", "ru"):
        return []
    said = _("attached") if here.result.translation else _("none")
    return [Row(_("Notarised translation"), said)]


def _viewers(case: Case, here: HandedIn, files: dict[UUID, EvidenceFile]) -> list[dict[str, Any]]:
    """The files of a row, each with how it is shown in place."""
    titles = {"evidence": _("Supporting document"), "translation": _("Notarised translation")}
    shown = []
    for which in FILES:
        id = getattr(here.result, which)
        if id is not None and id in files:
            is_picture = files[id].original_name.lower().endswith((".png", ".jpg", ".jpeg"))
            shown.append({"which": which, "title": titles[which], "name": files[id].original_name, "pic": is_picture})
    return shown


@room("POST")
def take_back(request: HttpRequest, case: UUID, line: UUID) -> HttpResponse:
    """Take the review of a row back."""
    at = visit(request)
    found = sent_case(at, case)
    tell(at, give(at, found, "take_back_review", item=str(line)), _("The review is taken back."))
    return redirect("confirmation_row", case=case, line=line)


@xframe_options_sameorigin
@room("GET")
def file(request: HttpRequest, case: UUID, line: UUID, which: str) -> HttpResponse:
    """A file of a row, to be looked at beside it. The right is checked at this very read."""
    at = visit(request)
    found = sent_case(at, case, Purpose.REVIEW)
    here = read_case(found, at.moment).row(str(line))
    id = getattr(here.result, which) if here is not None and which in FILES else None
    stream = f"person:{found.subject_id}"
    if id is None:
        raise Http404
    scope = found.scope()
    response = serve_file(id, stream, lambda: at.may("cpd.read", scope), looked_at)
    response.headers["Content-Security-Policy"] = IN_PLACE
    return response
