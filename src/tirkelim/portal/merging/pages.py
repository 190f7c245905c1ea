"""Pages: who may stand in the register twice, two entries side by side, the merges that were made, and undoing one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.policy import Denied
from tirkelim.journal.change import CommandIdReused, Done
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.merging.access import enter, open_people
from tirkelim.portal.merging.comparing import Entry, compare, entry
from tirkelim.portal.merging.words import REASONS, WHY
from tirkelim.portal.personnel.access import Visit, room, visit
from tirkelim.portal.personnel.saving import MEANWHILE
from tirkelim.portal.show import Link
from tirkelim.register import commands
from tirkelim.register.commands.merging import LONGEST
from tirkelim.register.duplicates import ENOUGH, Pair, suspects, with_one_document
from tirkelim.register.merged import is_merged
from tirkelim.register.models import Merge, PersonFact

UNPROCESSABLE = 422
PAGE = 50


@room("GET")
def duplicates(request: HttpRequest) -> HttpResponse:
    """Suspected pairs, by birthday or by document; read on where the page before stopped."""
    at = visit(request)
    enter(at)
    context: dict[str, Any]
    if request.GET.get("by") == "document":
        start = _number(request.GET.get("from", ""))
        found = with_one_document(start, ENOUGH)
        following = f"?by=document&from={start + ENOUGH}" if len(found) >= ENOUGH else ""
        context = {"by": "document", "lines": lines(found), "next": following}
    else:
        page = suspects(_day(request.GET.get("after", "")))
        following = f"?after={page.until.isoformat()}" if page.more and page.until else ""
        context = {"by": "name", "lines": lines(page.pairs), "next": following, "until": page.until}
    return render(request, "portal/merging/duplicates.html", context)


def lines(pairs: list[Pair]) -> list[dict[str, Any]]:
    """The pairs as the list shows them."""
    return [
        {
            "names": [row.name(language()) for row in (pair.one, pair.other)],
            "born": list(dict.fromkeys(row.birth_date for row in (pair.one, pair.other) if row.birth_date)),
            "why": WHY[pair.why],
            "href": reverse("duplicates_compare", args=[pair.one.person_id, pair.other.person_id]),
        }
        for pair in pairs
    ]


class MergeForm(PortalForm):
    """Which entry is kept, and how it was established that both are of one person."""

    kept = forms.ChoiceField(
        label=_("Which entry is kept?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the entry that is kept")},
    )
    ground = forms.CharField(
        label=_("How was it established that they are one person?"),
        help_text=_("For example: letter of the hospital No. 15 of 3 March; both documents were seen"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Write how it was established")},
    )

    def __init__(self, *args: Any, entries: tuple[Entry, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        choices = [(str(one.person), OptionWithHint(f"{one.name}, {one.number}", _hint(one))) for one in entries]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]

    def duplicate(self) -> Entry:
        """The entry that is not kept."""
        return next(one for one in self.entries if str(one.person) != self.cleaned_data.get("kept"))

    def clean(self) -> dict[str, Any]:
        """What was decided about an entry cannot go over: that one is kept."""
        if self.cleaned_data.get("kept") and self.duplicate().stands:
            words: Any = REASONS["decided"]
            self.add_error("kept", ValidationError(words, code="decided"))
        return self.cleaned_data


def _hint(one: Entry) -> str:
    if not one.stands:
        return ""
    return gettext("Has to be kept, because it has: %(things)s") % {"things": ", ".join(map(str, one.stands))}


@room("GET", "POST")
def comparison(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """The two side by side, which is kept, and the merge."""
    at = visit(request)
    if one == other:
        raise Http404
    open_people(at, one, other)
    if request.method == "GET" and (is_merged(one) or is_merged(other)):
        messages.info(request, gettext("One of the two is merged already: here are the merges."))
        return redirect("merges")
    entries = entry(at, one), entry(at, other)
    must = [held for held in entries if held.stands]
    first = must[0] if len(must) == 1 else entries[0] if not must else None
    form = MergeForm(request.POST or None, entries=entries, initial={"kept": first and str(first.person)})
    if request.method == "POST" and form.is_valid() and _merged(at, form):
        return redirect("merges")
    context = {
        "entries": entries, "lines": compare(*entries), "form": form, "hidden": hidden(), "stuck": len(must) == 2,
        "crumbs": [Link(pgettext("navigation", "Duplicates"), reverse("duplicates")), Link(gettext("Comparison"), "")],
    }  # fmt: skip
    return render(request, "portal/merging/comparison.html", context, status=UNPROCESSABLE if form.errors else 200)


def _merged(at: Visit, form: MergeForm) -> bool:
    """Merge; False where the register does not take it, with the reason in the form."""
    kept, duplicate = UUID(form.cleaned_data["kept"]), form.duplicate().person

    def write() -> Done:
        return commands.merge_people(command(at.request, at.moment), duplicate, kept, form.cleaned_data["ground"])

    if not _written(form, write):
        return False
    messages.success(at.request, gettext("The two entries are one. Here the merge can be undone."))
    return True


def _written(form: PortalForm, write: Any) -> bool:
    try:
        write()
    except commands.Invalid as bad:
        for name, reason in bad.errors.items():
            words: Any = REASONS.get(reason, gettext("The register does not take this: check it"))
            form.add_error(name if name in form.fields else None, ValidationError(words, code=reason))
    except CommandIdReused:
        form.add_error(None, ValidationError(gettext("This form was sent before. Look at the list of merges.")))
    except MEANWHILE:
        form.add_error(None, ValidationError(gettext("The record has changed meanwhile. Look at it, then send again.")))
    except Denied:
        form.add_error(None, ValidationError(gettext("This is not in your rights any more.")))
    return not form.errors


@room("GET")
def merges(request: HttpRequest) -> HttpResponse:
    """The merges that were made, the newest first; those that were undone are told so."""
    at = visit(request)
    enter(at)
    rows = Merge.objects.select_related("change", "closed_by").order_by("-known_from", "id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = names_of({row.kept_id for row in page} | {row.duplicate_id for row in page})
    shown = [(row, names.get(row.kept_id, ""), names.get(row.duplicate_id, "")) for row in page]
    crumbs = [Link(pgettext("navigation", "Duplicates"), reverse("duplicates")), Link(gettext("Merges"), "")]
    return render(request, "portal/merging/merges.html", {"page": page, "lines": shown, "crumbs": crumbs})


def names_of(people: set[UUID]) -> dict[UUID, str]:
    """The names under which people were last known, also those of merged entries."""
    rows = PersonFact.objects.filter(person__in=people).order_by("known_from", "valid_from")
    return {row.person_id: row.name(language()) for row in rows}


class PartForm(PortalForm):
    """Why the two are not one person."""

    reason = forms.CharField(
        label=_("Why are they not one person?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Write why the merge was wrong")},
    )


@room("GET", "POST")
def part(request: HttpRequest, duplicate: UUID) -> HttpResponse:
    """Undo a merge, with the reason."""
    at = visit(request)
    merge = Merge.objects.current().filter(duplicate=duplicate).select_related("change").first()
    if merge is None:
        raise Http404
    open_people(at, merge.kept_id, duplicate)
    form = PartForm(request.POST or None)

    def write() -> Done:
        return commands.part_people(command(request, at.moment), duplicate, form.cleaned_data["reason"])

    if request.method == "POST" and form.is_valid() and _written(form, write):
        messages.success(request, gettext("The merge is undone: there are two entries again."))
        return redirect("duplicates_compare", one=merge.kept_id, other=duplicate)
    names = names_of({merge.kept_id, duplicate})
    context = {
        "merge": merge, "kept": names.get(merge.kept_id, ""), "duplicate": names.get(duplicate, ""), "form": form,
        "hidden": hidden(),
        "crumbs": [Link(gettext("Merges"), reverse("merges")), Link(gettext("Undo a merge"), "")],
    }  # fmt: skip
    return render(request, "portal/merging/part.html", context, status=UNPROCESSABLE if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
