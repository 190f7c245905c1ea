"""The pages of the production bases: the list, a base screen by screen, its subtypes, their specialties."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Outcome
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.territories import office_code
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.answers import answers_of
from tirkelim.portal.applicant.draft import Step, retyped
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.applicant.giving import (
    CONFLICT,
    STALE,
    UNPROCESSABLE,
    Screen,
    give,
    go_on,
    is_done,
    version_of,
    was_overtaken,
)
from tirkelim.portal.choices import language, region_choices
from tirkelim.portal.edge import command, hidden, now
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.licences.access import own_case, room
from tirkelim.portal.licences.bases import (
    MOST_BASES,
    STEPS,
    SUBTYPES,
    BaseRow,
    entry_of_rows,
    form_of,
    is_whole,
    row_at,
    rows_of,
    with_row,
    without_row,
)
from tirkelim.portal.licences.forms import MoreForm, SpecialtyForm, SubtypesForm
from tirkelim.portal.licences.gaps import opened
from tirkelim.portal.licences.giving import OURS, moved_on, warn
from tirkelim.portal.licences.information import kept_lines
from tirkelim.portal.licences.known_bases import KnownBase, known_bases, licence_in
from tirkelim.portal.licences.pages import BASES, INFORMATION, action_of, entry_at, parts_of
from tirkelim.portal.licences.words import subtype_in_words
from tirkelim.portal.show import Link, Row
from tirkelim.register.licence_models import ProductionBase
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.claimed import claimed_already

MORE = gettext_lazy("Do you want to add another base?")
MOST_SPECIALTIES = 40


class Card(NamedTuple):
    """A base as the list shows it."""

    title: str
    links: list[Link]
    rows: list[Row]
    whole: bool


def draft_with_bases(request: HttpRequest, case: UUID, moment: datetime) -> Case:
    """An application of one's own that names bases. Raises Http404."""
    found = own_case(request, case, moment, "licence.write")
    if BASES not in parts_of(found):
        raise Http404
    return found


def only_one(case: Case) -> bool:
    """Whether the application is about a single base: one that moves."""
    return action_of(case) is Action.REISSUE_ANNEX


@room("GET", "POST")
def bases(request: HttpRequest, case: UUID) -> HttpResponse:
    """The bases so far, and whether another follows."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    rows = rows_of(entry_at(found, BASES))
    form = MoreForm(request.POST or None, question=MORE)
    if request.method == "POST":
        if "later" in request.POST:
            return redirect("licences_case", case=case)
        if form.is_valid():
            if not form.cleaned_data["more"]:
                return redirect("licences_case", case=case)
            return _added(request, found, None, moment)
    if not rows and not known_bases(found, moment):
        return _begin(request, found)
    return _list(request, found, form, moment, UNPROCESSABLE if form.errors else 200)


def _begin(request: HttpRequest, case: Case) -> HttpResponse:
    """No base yet: the page that begins the first one."""
    return render(request, "portal/licences/bases_begin.html", {"case": case, "hidden": hidden(case)})


def _list(request: HttpRequest, case: Case, form: PortalForm, moment: datetime, status: int) -> HttpResponse:
    rows = rows_of(entry_at(case, BASES))
    taken = {row.id for row in rows}
    context = {
        "case": case,
        "form": form,
        "cards": [card_of(case, row, moment, change=True) for row in rows],
        "known": [one for one in known_bases(case, moment) if one.id not in taken],
        "full": len(rows) >= MOST_BASES or (only_one(case) and bool(rows)),
        "hidden": hidden(case),
    }
    return render(request, "portal/licences/bases.html", context, status=status)


def card_of(case: Case, row: BaseRow, moment: datetime, *, change: bool) -> Card:
    """A base with its answers, each with the way to change it."""
    today = localdate(moment)
    lines: list[Row] = []
    own = steps_of(row)
    for step in STEPS:
        form = form_of(step, row, today)
        form.full_clean()
        href = reverse("licences_base", args=[case.id, row.id, step.slug]) if change and step in own else ""
        lines += answers_of(form, href)
    said = [subtype_in_words(one.code, one.specialty or "") for one in row.claims()]
    named = {one.code for one in row.claims()}
    said += [_("%(subtype)s: no specialty yet") % {"subtype": subtype_in_words(code)}
             for code in row.by_specialty if code not in named]  # fmt: skip
    label = _("Subtypes of medical activity")
    links = [Link(_("Change"), reverse("licences_base_subtypes", args=[case.id, row.id]), label)] if change else []
    lines.append(Row(label, "; ".join(said) or _("None named yet"), links))
    title = str(row.typed.get("address") or _("A new base"))
    remove = [Link(_("Remove"), reverse("licences_base_remove", args=[case.id, row.id]), title)] if change else []
    return Card(title, remove, lines, is_whole(row, today))


@room("POST")
def add(request: HttpRequest, case: UUID) -> HttpResponse:
    """A new base, or one of the register's that the holder has already. A double click adds one."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    wanted = request.POST.get("base", "")
    known = next((one for one in known_bases(found, moment) if str(one.id) == wanted), None)
    if wanted and known is None:
        raise Http404
    return _added(request, found, known, moment)


def _added(request: HttpRequest, case: Case, known: KnownBase | None, moment: datetime) -> HttpResponse:
    """To the first screen of the base that was added."""
    rows = rows_of(entry_at(case, BASES))
    new = BaseRow(uuid5(command(request, moment).id, "base"), {}) if known is None else known.as_row()
    if row_at(rows, new.id) is None:
        if len(rows) >= MOST_BASES or (only_one(case) and rows):
            raise Http404
        outcome = _keep(request, case, [*rows, new], moment)
        if not is_done(outcome):
            messages.warning(request, str(STALE)) if was_overtaken(outcome) else warn(request, outcome)
            return redirect("licences_bases", case=case.id)
    return redirect("licences_base", case=case.id, base=new.id, step=steps_of(new)[0].slug)


def steps_of(row: BaseRow) -> tuple[Step, ...]:
    """The screens of a base. Where a base of the register lies is not asked: a new address is a new base."""
    return STEPS[1:] if ProductionBase.objects.filter(pk=row.id).exists() else STEPS


def _keep(request: HttpRequest, case: Case, rows: list[BaseRow], moment: datetime) -> Outcome:
    """Keep the bases, and of the information form only the lines that still belong to one."""
    data: dict[str, Any] = {BASES: entry_of_rows(rows, localdate(moment))}
    if entry_at(case, INFORMATION):
        data[INFORMATION] = kept_lines(case, rows, moment)
    return give(request, case, "save_draft", moment, data=data)


def _row(case: Case, base: UUID) -> BaseRow:
    row = row_at(rows_of(entry_at(case, BASES)), base)
    if row is None:
        raise Http404
    return row


@room("GET", "POST")
def screen(request: HttpRequest, case: UUID, base: UUID, step: str) -> HttpResponse:
    """One screen of a base."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    here = next((one for one in STEPS if one.slug == step), None)
    if here is None:
        raise Http404
    if found.state != State.DRAFT:
        return moved_on(request, case)
    row = _row(found, base)
    if here not in steps_of(row):
        return redirect("licences_base", case=case, base=base, step=steps_of(row)[0].slug)
    if request.method == "POST":
        return _save_screen(request, found, row, here, moment)
    return _show(request, found, row, here.title, opened(here, row.typed, Around(localdate(moment), row.typed)))


def _save_screen(request: HttpRequest, case: Case, row: BaseRow, here: Step, moment: datetime) -> HttpResponse:
    """Keep the screen as typed; on to the next one where it is right."""
    changed = row._replace(typed=retyped(here.form, row.typed, request.POST))
    form = form_of(here, changed, localdate(moment))
    if here is STEPS[0]:
        _add_region_error(form, case, changed, moment)
    following = next(iter(STEPS[STEPS.index(here) + 1 :]), None)
    if following is not None:
        onward = reverse("licences_base", args=[case.id, row.id, following.slug])
    else:
        onward = reverse("licences_base_subtypes", args=[case.id, row.id])
    return _saved(request, case, changed, form, here.title, onward, moment)


def _saved(
    request: HttpRequest, case: Case, row: BaseRow, form: PortalForm, title: Any, onward: str, moment: datetime
) -> HttpResponse:
    """Keep the base; show the form again where it is wrong, else go on."""
    outcome = _keep(request, case, with_row(rows_of(entry_at(case, BASES)), row), moment)

    def show(status: int, stale: bool) -> HttpResponse:
        return _show(request, version_of(case.id), row, title, form, status, stale=stale)

    return go_on(request, outcome, form, Screen(show, warn, reverse("licences_case", args=[case.id])), onward)


def _show(
    request: HttpRequest, case: Case, row: BaseRow, title: Any, form: PortalForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "caption": row.typed.get("address") or _("A new base"),
        "single": len(form.fields) == 1,
        "title": title,
        "back": reverse("licences_bases", args=[case.id]),
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/licences/step.html", context, status=status)


def _add_region_error(form: PortalForm, case: Case, row: BaseRow, moment: datetime) -> None:
    """Say at once what sending would say: all bases lie in one region, a base that moves stays in its licence's."""
    region = str(form.cleaned_data.get("kato", "")) if form.is_valid() else ""
    others = {str(one.typed.get("kato", "")) for one in rows_of(entry_at(case, BASES)) if one.id != row.id} - {""}
    held = licence_in(case, moment) if only_one(case) else None
    if region and held is not None and office_code(region, localdate(moment)) != held.licence.office:
        form.add_error("kato", str(OURS["moved_out_of_region"]))
    elif region and others and region not in others:
        names = ", ".join(name for code, name in region_choices(localdate(moment)) if code in others)
        words = _("The other bases lie in another region: %(region)s. Apply for this base in an application of its own")
        form.add_error("kato", words % {"region": names})


@room("GET", "POST")
def subtypes(request: HttpRequest, case: UUID, base: UUID) -> HttpResponse:
    """What is done at the base."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    row = _row(found, base)
    title = _("What is done at the base")
    if request.method != "POST":
        return _show(request, found, row, title, SubtypesForm(initial={SUBTYPES: row.subtypes}))
    form = SubtypesForm(request.POST)
    chosen = [code for code in dict.fromkeys(request.POST.getlist(SUBTYPES)) if code in claimable()]
    specialties = {code: several for code, several in row.specialties.items() if code in chosen}
    changed = row._replace(subtypes=chosen, specialties=specialties)
    for words in _held_there(found, changed, moment) if form.is_valid() else ():
        form.add_error(SUBTYPES, words)
    return _saved(request, found, changed, form, title, _after_subtypes(found, changed), moment)


def _held_there(case: Case, row: BaseRow, moment: datetime) -> list[str]:
    """What is claimed although an annex in force allows it at this base."""
    held = licence_in(case, moment) if action_of(case) is Action.ISSUE_ANNEX else None
    if held is None:
        return []
    kato, address = (str(row.typed.get(name, "")) for name in ("kato", "address"))
    words = _("Annex %(annex)s allows this at the base already: %(subtype)s. Take it out")
    return [
        words % {"annex": one.annex, "subtype": subtype_in_words(one.code, one.specialty)}
        for one in claimed_already(held, str(row.id), kato, address, row.claims())
    ]


def _after_subtypes(case: Case, row: BaseRow) -> str:
    """To the first subtype whose specialties are still to be named, else back to the bases."""
    lacking = next((code for code in row.by_specialty if not row.specialties_of(code)), None)
    if lacking is None:
        return reverse("licences_bases", args=[case.id])
    return reverse("licences_base_specialties", args=[case.id, row.id, lacking])


@room("GET", "POST")
def specialties(request: HttpRequest, case: UUID, base: UUID, code: str) -> HttpResponse:
    """The specialties of a subtype that goes by specialties: one after another."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    row = _row(found, base)
    if code not in row.by_specialty:
        raise Http404
    taken = row.specialties_of(code)
    if request.method != "POST":
        return _show_specialties(request, found, row, code, SpecialtyForm())
    if "remove" in request.POST:
        left = [one for one in taken if one != request.POST["remove"]]
        return _keep_specialties(request, found, row, code, left, SpecialtyForm(), moment)
    if "done" in request.POST and taken and not request.POST.get("specialty"):
        return redirect(_after_subtypes(found, row))
    form = SpecialtyForm(request.POST, taken=taken)
    if form.is_valid():
        alone = row._replace(subtypes=[code], specialties={code: [form.cleaned_data["specialty"]]})
        for words in _held_there(found, alone, moment):
            form.add_error("specialty", words)
    if not form.is_valid() or len(taken) >= MOST_SPECIALTIES:
        return _show_specialties(request, found, row, code, form, UNPROCESSABLE)
    return _keep_specialties(request, found, row, code, [*taken, form.cleaned_data["specialty"]], form, moment)


def _keep_specialties(
    request: HttpRequest, case: Case, row: BaseRow, code: str, named: list[str], form: PortalForm, moment: datetime
) -> HttpResponse:
    changed = row._replace(specialties={**row.specialties, code: named})
    outcome = _keep(request, case, with_row(rows_of(entry_at(case, BASES)), changed), moment)
    if was_overtaken(outcome):
        return _show_specialties(request, version_of(case.id), row, code, form, CONFLICT, stale=True)
    if not is_done(outcome):
        warn(request, outcome)
        return redirect("licences_case", case=case.id)
    if "done" in request.POST:
        return redirect(_after_subtypes(case, changed))
    return redirect("licences_base_specialties", case=case.id, base=row.id, code=code)


def _show_specialties(
    request: HttpRequest, case: Case, row: BaseRow, code: str, form: PortalForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "title": subtype_in_words(code),
        "caption": row.typed.get("address") or _("A new base"),
        "named": [(one, specialty_name(one, language())) for one in row.specialties_of(code)],
        "back": reverse("licences_base_subtypes", args=[case.id, row.id]),
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/licences/specialties.html", context, status=status)


@room("GET", "POST")
def remove(request: HttpRequest, case: UUID, base: UUID) -> HttpResponse:
    """Ask whether a base is to go, and let it go with its lines of the information form."""
    moment = now()
    found = draft_with_bases(request, case, moment)
    if found.state != State.DRAFT:
        return moved_on(request, case)
    rows = rows_of(entry_at(found, BASES))
    row = row_at(rows, base)
    if row is None:
        return redirect("licences_bases", case=case)
    if request.method == "POST":
        outcome = _keep(request, found, without_row(rows, base), moment)
        warn(request, outcome)
        return redirect("licences_bases", case=case)
    context = {"case": found, "card": card_of(found, row, moment, change=False), "hidden": hidden(found)}
    return render(request, "portal/licences/base_remove.html", context)
