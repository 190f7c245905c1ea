"""A result is added or corrected: the criterion is chosen, its facts are asked, the units are shown before it is saved.

"Show the units" saves no result; a file that was sent is kept meanwhile, so that it need not be chosen again.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.documents.models import EvidenceFile
from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.portal.advisor.ask import term
from tirkelim.portal.edge import hidden
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.ledger import evidence, suggestions
from tirkelim.portal.ledger.access import Visit, own_result, room, visit
from tirkelim.portal.ledger.forms import NATIONAL, RANKS, ResultForm, initial_of, result_form
from tirkelim.portal.ledger.judging import Judged, judge
from tirkelim.portal.ledger.saving import refuse, save, take
from tirkelim.portal.ledger.specialties import choices_for, own_specialties
from tirkelim.portal.show import Link
from tirkelim.register import activity_queries as register
from tirkelim.register import commands
from tirkelim.register.commands.activities import checked
from tirkelim.register.models import Activity
from tirkelim.services.cpd.activities import criterion_of, rows_of_annex

DECLARED = "declared"
UNPROCESSABLE = 422


class Chapter(NamedTuple):
    """A chapter of annex 1 with its criteria."""

    title: str
    criteria: list[dict[str, Any]]


@room("GET")
def choose(request: HttpRequest) -> HttpResponse:
    """Which of the 21 criteria? Each with what it asks, its document and its place in the order."""
    at = visit(request)
    of_result = request.GET.get("result", "")
    row = own_result(at, UUID(of_result)) if _is_id(of_result) else None
    chapters = [
        Chapter(_sentence(term(f"cpd.chapter.{name}")), [_described(criterion, row) for criterion in of_chapter])
        for name, of_chapter in groupby(rows_of_annex(), key=lambda criterion: str(criterion.chapter))
    ]
    title = _("What do you want to add?") if row is None else _("Under which criterion does it belong?")
    context: dict[str, Any] = {"chapters": chapters, "title": title, "crumbs": crumbs(title), "row": row}
    if row is None:
        context["offered"] = suggestions.offered(at, register.activities_of(at.person, at.moment))
    return render(request, "portal/ledger/choose.html", context)


@room("GET", "POST")
def add(request: HttpRequest, row: int) -> HttpResponse:
    """A new result under a criterion."""
    at = visit(request)
    criterion = _known(row)
    initial = suggestions.prefilled(at, request.GET.get("training", "")) if criterion.row == 1 else {}
    form = _form(at, criterion, None, initial)
    if request.method == "POST":
        outcome = _sent(at, criterion, form, None)
        if isinstance(outcome, HttpResponse):
            return outcome
        return _show(at, criterion, form, None, outcome)
    return _show(at, criterion, form, None, None)


@room("GET", "POST")
def correct(request: HttpRequest, line: UUID) -> HttpResponse:
    """A new version of a result; `?criterion=` moves it under another criterion, with what both have in common."""
    at = visit(request, "activity.correct")
    row = own_result(at, line)
    chosen = request.GET.get("criterion", "")
    criterion = _known(int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 3 else row.criterion)
    form = _form(at, criterion, row, {})
    judged = None
    if request.method == "POST":
        outcome = _sent(at, criterion, form, row)
        if isinstance(outcome, HttpResponse):
            return outcome
        judged = outcome
    return _show(at, criterion, form, row, judged)


def crumbs(title: str, *way: Link) -> list[Link]:
    """The way from the ledger to a page of it."""
    return [Link(_("My development"), reverse("ledger")), *way, Link(title, "")]


# --- the form ---


def _form(at: Visit, criterion: Criterion, row: Activity | None, initial: Mapping[str, Any]) -> ResultForm:
    results = register.activities_of(at.person, at.moment)
    own = own_specialties(at.person, at.today, at.moment, results)
    cls = result_form(criterion, choices_for(own))
    standing = {name: None if row is None else getattr(row, name) for name in evidence.FILES}
    kept = evidence.kept_files(at, standing)
    if at.request.method == "POST":
        return cls(at.request.POST, at.request.FILES, kept=kept, today=at.today)
    first = {"specialty": own[0]} if own else {}
    stored = {} if row is None else initial_of(row, cls)
    return cls(initial={**first, **initial, **stored}, kept=kept, today=at.today)


def _sent(at: Visit, criterion: Criterion, form: ResultForm, row: Activity | None) -> HttpResponse | Judged | None:
    """What became of the form: an answer when it is saved; the units it would earn; None when it is to be mended."""
    valid = form.is_valid()
    try:
        evidence.keep(at, form)
    except (CommandIdReused, TimeClosed):
        refuse(form, _("The file was sent in another window. Choose it again."))
    if not valid or form.errors:
        return None
    values = _values(criterion, form)
    if "look" in at.request.POST:
        return _preview(at, criterion, form, row, values)
    done = save(at, form, _writer(at, criterion, row, values))
    if done is None:
        return None
    messages.success(at.request, _("The result is added.") if row is None else _("The result is corrected."))
    return redirect("ledger_result", line=done.result["activity"])


def _values(criterion: Criterion, form: ResultForm) -> dict[str, Any]:
    """The answers and the files, as the register takes them."""
    values = form.values(criterion)
    files: dict[str, EvidenceFile] = form.kept
    values |= {name: files[name].id if name in files else None for name in evidence.FILES}
    if values["document_language"] in NATIONAL:
        values["translation"] = None
    return {**values, "criterion": criterion.row, "source": DECLARED}


def _writer(at: Visit, criterion: Criterion, row: Activity | None, values: dict[str, Any]) -> Any:
    def write(command: Command) -> Done:
        if row is not None:
            return commands.correct_activity(command, row.line, values, seen=_seen(at) or row.pk)
        rest = {name: value for name, value in values.items() if name != "criterion"}
        return commands.add_activity(command, at.person, criterion.row, **rest)

    return write


def _seen(at: Visit) -> UUID | None:
    """The version that the form showed."""
    text = at.request.POST.get("seen", "")
    return UUID(text) if _is_id(text) else None


def _preview(
    at: Visit, criterion: Criterion, form: ResultForm, row: Activity | None, values: dict[str, Any]
) -> Judged | None:
    """What the result would earn today, without saving it."""
    try:
        clean = checked(values, at.today)
    except commands.Invalid as bad:
        take(form, bad)
        return None
    line = uuid4() if row is None else row.line
    draft = Activity(line=line, person_id=at.person, valid_from=clean["completed_on"], **clean)
    others = [one for one in register.activities_of(at.person, at.moment) if one.line != line]
    specialty = clean["specialty"] or next(iter(own_specialties(at.person, at.today, at.moment)), "")
    return judge(draft, specialty, at.today, current_book(), others, evidence.files_of(
        [draft.evidence, *(one.evidence for one in others)]))  # fmt: skip


def _show(
    at: Visit, criterion: Criterion, form: ResultForm, row: Activity | None, judged: Judged | None
) -> HttpResponse:
    title = _sentence(term(str(criterion.name)))
    way = (Link(_("What do you want to add?"), reverse("ledger_choose")),) if row is None else (
        Link(row.title, reverse("ledger_result", args=[row.line])),)  # fmt: skip
    context = {
        "form": form,
        "title": title,
        "criterion": criterion.row,
        "asks": _sentence(term(str(criterion.asks))),
        "document": _sentence(term(str(criterion.document))),
        "citation": link_to(criterion.citation),
        "judged": judged,
        "row": row,
        "kept": {name: evidence.name_of(file) for name, file in form.kept.items()},
        "kept_ids": {name: file.id for name, file in form.kept.items()},
        "crumbs": crumbs(title, *way),
        "hidden": hidden(),
        "only_abroad": (*RANKS, "original_document"),
        "only_foreign": ("translated_into", "translation"),
        "seen": _shown_version(at, form, row),
    }
    return render(at.request, "portal/ledger/form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _shown_version(at: Visit, form: ResultForm, row: Activity | None) -> UUID | str:
    """The version that the form stands for: after a preview the one seen first, after an error the present one."""
    if row is None:
        return ""
    return row.pk if form.errors else _seen(at) or row.pk


def _described(criterion: Criterion, row: Activity | None) -> dict[str, Any]:
    href = reverse("ledger_add", args=[criterion.row])
    if row is not None:
        href = f"{reverse('ledger_correct', args=[row.line])}?criterion={criterion.row}"
    return {
        "row": criterion.row,
        "name": _sentence(term(str(criterion.name))),
        "asks": _sentence(term(str(criterion.asks))),
        "document": term(str(criterion.document)),
        "citation": link_to(criterion.citation),
        "href": href,
    }


def _known(row: int) -> Criterion:
    found = criterion_of(row)
    if found is None:
        raise Http404
    return found


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
