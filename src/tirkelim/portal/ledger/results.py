"""One result on its page: what it earns and why, its file, its correction, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.law.book import current_book
from tirkelim.law.messages import term, write
from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.portal.advisor.activity_fields import LABELS, LANGUAGES, WORDS
from tirkelim.portal.choices import language, language_name
from tirkelim.portal.edge import hidden
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger import evidence
from tirkelim.portal.ledger.access import Visit, own_result, room, visit
from tirkelim.portal.ledger.entering import crumbs
from tirkelim.portal.ledger.forms import RANKS
from tirkelim.portal.ledger.judging import judge
from tirkelim.portal.ledger.lines import criterion_in_words, sentence, word_view
from tirkelim.portal.ledger.saving import save
from tirkelim.portal.ledger.specialties import own_specialties
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register import activity_queries as register
from tirkelim.register import commands
from tirkelim.register.commands.activities import details_of
from tirkelim.register.models import Activity
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.activities import criterion_of
from tirkelim.services.cpd.words import words_of


@room("GET")
def result(request: HttpRequest, line: UUID) -> HttpResponse:
    """A result: what was said of it, what it earns today and every condition, what HR and the head said."""
    at = visit(request)
    row = own_result(at, line)
    criterion = _criterion(row)
    others = [one for one in register.activities_of(at.person, at.moment) if one.line != line]
    specialty = row.specialty or next(iter(own_specialties(at.person, at.today, at.moment)), "")
    files = evidence.files_of([row.evidence, row.translation, *(one.evidence for one in others)])
    context = {
        "row": row,
        "rows": rows_of(row, criterion, files),
        "criterion": criterion_in_words(row.criterion),
        "citation": link_to(criterion.citation),
        "document": sentence(term(str(criterion.document), language())),
        "judged": judge(row, specialty, at.today, current_book(), others, files),
        "word": word_view(words_of(at.person, at.moment).get(line)),
        "crumbs": crumbs(row.title),
    }
    return render(request, "portal/ledger/result.html", context)


@room("GET", "POST")
def withdraw(request: HttpRequest, line: UUID) -> HttpResponse:
    """Ask whether a result is to be taken back, and take it back."""
    at = visit(request, "activity.correct")
    row = own_result(at, line)
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def write_it(command: Command) -> Done:
            return commands.withdraw_activity(command, line, seen=_seen(at, row))

        if save(at, form, write_it) is not None:
            messages.success(request, _("The result is taken back."))
            return redirect("ledger")
    said = words_of(at.person, at.moment).get(line)
    title = _("Take this result back?")
    context = {
        "row": row,
        "criterion": criterion_in_words(row.criterion),
        "form": form,
        "title": title,
        "hidden": hidden(),
        "confirmed": said is not None and said.accepted and bool(said.sheet),
        "crumbs": crumbs(title, Link(row.title, reverse("ledger_result", args=[line]))),
    }
    return render(request, "portal/ledger/withdraw.html", context, status=422 if form.errors else 200)


@room("GET")
def file(request: HttpRequest, line: UUID, which: str) -> HttpResponseBase:
    """One's own file of a result: the document or its translation."""
    at = visit(request, "evidence.read")
    row = own_result(at, line)
    if which not in evidence.FILES:
        raise Http404
    return evidence.give(at, getattr(row, which))


def rows_of(row: Activity, criterion: Criterion, files: dict[UUID, Any]) -> list[Row]:
    """What the register holds of a result, in words; what was not said is left out."""
    lang = language()
    facts: list[tuple[Any, object]] = [
        (_("Specialty"), specialty_name(row.specialty, lang) if row.specialty else ""),
        (_("Organisation"), row.organisation_name),
        (_("Began"), day_in_words(row.started_on, lang) if row.started_on else ""),
        (_("Completed"), day_in_words(row.completed_on, lang)),
        *((LABELS[name][0], in_words(name, row.details.get(name))) for name in details_of(criterion)),
        (_("Number of the document"), row.document_number),
        (_("Link to the publication in the database"), row.link),
        (LABELS["document_language"][0], language_of(row)),
        *_ranks(row),
    ]
    found = [Row(name, value) for name, value in facts if value not in ("", None)]
    return [*found, *_files(row, files)]


def language_of(row: Activity) -> object:
    """The language of the document by its name; "" where none was said."""
    code = row.document_language or ""
    return dict(LANGUAGES).get(code) or (language_name(code) if code else "")


def in_words(name: str, value: Any) -> str:
    """A detail as people read it."""
    if value is None:
        return ""
    words = WORDS.get(name, "")
    if isinstance(words, str) and words and isinstance(value, str):
        return term(f"{words}.{value}", language())
    if not isinstance(words, str):
        return str(words[value])
    return value.replace(".", ",") if isinstance(value, str) and language() != "en" else write(value, language())


def _ranks(row: Activity) -> list[tuple[Any, object]]:
    if row.foreign_ranks is None:
        return []
    lang = language()
    places = [(label, write(row.foreign_ranks[name], lang)) for name, label in RANKS.items()]
    return [*places, (_("Original document"), write(row.foreign_ranks["original_document"], lang))]


def _files(row: Activity, files: dict[UUID, Any]) -> list[Row]:
    named = (("evidence", _("Scan of the document")), ("translation", _("Scan of the notarised translation")))
    shown = []
    for which, label in named:
        id = getattr(row, which)
        if id is not None and id in files:
            href = reverse("ledger_file", args=[row.line, which])
            shown.append(Row(label, files[id].original_name, [Link(_("Open"), href, label)]))
    return shown


def _criterion(row: Activity) -> Criterion:
    found = criterion_of(row.criterion)
    if found is None:
        raise Http404
    return found


def _seen(at: Visit, row: Activity) -> UUID:
    """The version that the page showed."""
    try:
        return UUID(at.request.POST.get("seen", ""))
    except ValueError:
        return row.pk
