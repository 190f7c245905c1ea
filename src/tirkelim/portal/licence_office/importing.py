"""Entering a licence that was given before this register: its holder, its number, its annexes with their subtypes.

The page grows by its own buttons, without scripts: another annex, another subtype. Everything typed comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.journal.change import Command, CommandIdReused, TimeClosed
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.licence_office.access import offices_of, room, visit
from tirkelim.portal.licence_office.forms import ON_PAPER, AnnexForm, LicenceForm, SubtypeForm
from tirkelim.portal.licence_office.page import crumbs
from tirkelim.portal.licence_office.words import PROBLEMS
from tirkelim.portal.personnel.access import Visit
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register.commands import Invalid, import_licence
from tirkelim.register.commands.licence_import import EarlierAnnex, EarlierLicence
from tirkelim.register.commands.licences import Claimed, Holder
from tirkelim.register.models import Organisation
from tirkelim.register.queries import find_person, log_access
from tirkelim.services.licence.names import holder_name, subtype_line

UNPROCESSABLE = 422
MOST_ANNEXES, MOST_SUBTYPES = 20, 40
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "command", "step"})


class Annex(NamedTuple):
    """The boxes of one annex. ``counter`` is the name and value of the hidden box that counts its subtypes."""

    place: int
    form: AnnexForm
    subtypes: list[SubtypeForm]
    counter: tuple[str, int]

    def claimed(self) -> tuple[Claimed, ...]:
        """The subtypes as typed."""
        return tuple(Claimed(one.cleaned_data["code"], one.cleaned_data["specialty"]) for one in self.subtypes)


class Whole:
    """All forms of the page, for the summary of what is wrong."""

    def __init__(self, forms: list[PortalForm]) -> None:
        self.forms = forms

    @property
    def errors(self) -> bool:
        """Whether anything is wrong."""
        return any(form.errors for form in self.forms)

    def non_field_errors(self) -> list[str]:
        """What is wrong with no box of its own."""
        return [str(error) for form in self.forms for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        """Every box of the page."""
        return (bound for form in self.forms for bound in form)


class Sheet(NamedTuple):
    """The whole page."""

    licence: LicenceForm
    annexes: list[Annex]

    def forms(self) -> list[PortalForm]:
        """All forms, in the order of the page."""
        return [self.licence, *(form for one in self.annexes for form in (one.form, *one.subtypes))]

    def is_valid(self) -> bool:
        """Whether everything can be read, and nothing stands twice."""
        valid = [form.is_valid() for form in self.forms()]  # every form, so that each says what is wrong with it
        return all(valid) and not any(_twice(one) for one in self.annexes)


def _twice(annex: Annex) -> bool:
    """Whether a subtype stands twice in an annex; the second one is marked."""
    seen: set[Claimed] = set()
    for form, claimed in zip(annex.subtypes, annex.claimed(), strict=True):
        if claimed in seen:
            form.add_error("code", ValidationError(str(PROBLEMS["twice"]), code="twice"))
            return True
        seen.add(claimed)
    return False


@room("GET", "POST")
def import_page(request: HttpRequest) -> HttpResponse:
    """The page, grown by an annex or subtype; the second look; or the deed."""
    at = visit(request)
    offices = offices_of(at, "licence.record")
    if request.method == "GET":
        return _show(at, _sheet(at, offices, {}, None))
    step = request.POST.get("step", "")
    sheet = _sheet(at, offices, _counts(request, step), request.POST)
    if step.startswith(("annex", "subtype", "fewer", "change")):
        return _show(at, _unchecked(at, offices, sheet, request))
    holder = _holder(at, sheet) if sheet.is_valid() else None
    if holder is None:
        return _show(at, sheet)
    if step == "do":
        return _done(at, sheet, holder) or _show(at, sheet)
    return render(request, "portal/licence_office/import_look.html", _look(at, sheet, holder))


def _counts(request: HttpRequest, step: str) -> dict[int, int]:
    """How many subtypes each annex has, after the button that was pressed."""
    annexes = _number(request.POST.get("annexes", ""), MOST_ANNEXES)
    counts = {place: _number(request.POST.get(f"a{place}-subtypes", ""), MOST_SUBTYPES) for place in range(annexes)}
    what, _colon, place = step.partition(":")
    if what == "annex" and annexes < MOST_ANNEXES:
        counts[annexes] = 1
    elif what == "fewer" and annexes > 1:
        del counts[annexes - 1]
    elif what == "subtype" and place.isdigit() and int(place) in counts:
        counts[int(place)] = min(counts[int(place)] + 1, MOST_SUBTYPES)
    elif what == "fewersubtypes" and place.isdigit() and counts.get(int(place), 0) > 1:
        counts[int(place)] -= 1
    return counts


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _sheet(at: Visit, offices: frozenset[str] | None, counts: dict[int, int], data: Any) -> Sheet:
    annexes = []
    for place, count in (counts or {0: 1}).items():
        subtypes = [SubtypeForm(data, prefix=f"a{place}-s{one}") for one in range(count)]
        form = AnnexForm(data, prefix=f"a{place}", today=at.today, initial={"number": f"{place + 1:03}"})
        annexes.append(Annex(place, form, subtypes, (f"a{place}-subtypes", count)))
    return Sheet(LicenceForm(data, today=at.today, offices=offices), annexes)


def _unchecked(at: Visit, offices: frozenset[str] | None, sheet: Sheet, request: HttpRequest) -> Sheet:
    """The same page with what was typed as its beginning: growing it marks nothing as wrong yet."""

    def typed(form: PortalForm) -> dict[str, Any]:
        sent = {name: form[name].data for name in form.fields}
        return {name: value for name, value in sent.items() if value is not None}

    annexes = [
        Annex(
            one.place,
            AnnexForm(
                prefix=one.form.prefix, today=at.today, initial={"number": f"{one.place + 1:03}"} | typed(one.form)
            ),
            [SubtypeForm(prefix=form.prefix, initial=typed(form)) for form in one.subtypes],
            one.counter,
        )
        for one in sheet.annexes
    ]
    return Sheet(LicenceForm(today=at.today, offices=offices, initial=typed(sheet.licence)), annexes)


def _holder(at: Visit, sheet: Sheet) -> Holder | None:
    """Whom the number means; None where the register has nobody with it, which the form then says."""
    digits = sheet.licence.cleaned_data["holder"]
    organisation = Organisation.objects.filter(bin=digits).values_list("id", flat=True).first()
    person = None if organisation else find_person(digits)
    if organisation is None and person is None:
        words = _("The register has no organisation or person with this number. Enter them first.")
        sheet.licence.add_error("holder", ValidationError(words, code="unknown"))
        return None
    if person is not None:
        log_access(at.account.id, person, "licence.record", at.moment)
    return Holder(organisation, person)


def _earlier(sheet: Sheet, holder: Holder, given: Command) -> EarlierLicence:
    """What the register is told. Annexes at one address share their base; its id follows from the command's, so that
    a repeated click says the same."""
    said = sheet.licence.cleaned_data
    annexes = []
    for one in sheet.annexes:
        typed = one.form.cleaned_data
        base = uuid5(given.id, "|".join((typed["kato"], typed["address"], typed["name"])))
        annexes.append(EarlierAnnex(**typed, base=base, subtypes=one.claimed()))
    return EarlierLicence(
        holder=holder,
        number=said["number"],
        issued_on=said["issued_on"],
        office=said["office"],
        on_paper=said["original"] == ON_PAPER,
        annexes=tuple(annexes),
    )


def _done(at: Visit, sheet: Sheet, holder: Holder) -> HttpResponse | None:
    """Enter it and go to its page; None where the register does not take it, with the reasons."""
    given = command(at.request, at.moment)
    try:
        done = import_licence(given, _earlier(sheet, holder, given))
    except Invalid as bad:
        for field, reason in bad.errors.items():
            _mark(sheet, field, reason)
        return None
    except (CommandIdReused, TimeClosed):
        words = _("This form was sent before. Look whether the licence is there, then send again.")
        sheet.licence.add_error(None, ValidationError(words))
        return None
    messages.success(at.request, _("The licence is entered. The public register shows it."))
    return redirect("licence_office_licence", UUID(done.result["licence"]))


def _mark(sheet: Sheet, field: str, reason: str) -> None:
    """Show a reason beside the box that it is about: ``annexes.1.number`` is the number of the second annex."""
    words = PROBLEMS.get(reason) or _("The register does not take this: check it")
    error = ValidationError(str(words), code=reason)
    parts = field.split(".")
    form: PortalForm = sheet.licence
    if len(parts) == 3:
        form, field = sheet.annexes[int(parts[1])].form, parts[2]
    form.add_error(field if field in form.fields else None, error)


def _show(at: Visit, sheet: Sheet) -> HttpResponse:
    whole = Whole(sheet.forms())
    context = {**_frame(sheet), "whole": whole}
    status = UNPROCESSABLE if whole.errors else 200
    return render(at.request, "portal/licence_office/import.html", context, status=status)


def _look(at: Visit, sheet: Sheet, holder: Holder) -> dict[str, Any]:
    """Everything that is about to be written, and the boxes as they were sent."""
    said, lang = sheet.licence.cleaned_data, language()
    named = holder_name(holder.organisation, holder.person, at.today, at.moment)
    rows = [
        Row(pgettext("licence", "Holder"), named.ru if lang == "ru" else named.kk),
        Row(_("Number of the licence"), said["number"]),
        Row(_("Issued on"), day_in_words(said["issued_on"], lang)),
        Row(_("Original"), _("On paper") if said["original"] == ON_PAPER else _("Electronic")),
    ]
    for one in sheet.annexes:
        typed = one.form.cleaned_data
        lines = [", ".join(filter(None, (typed["name"], typed["address"]))), day_in_words(typed["issued_on"], lang)]
        lines += [subtype_line(code, specialty, lang) for code, specialty in one.claimed()]
        rows.append(Row(_("Annex %(number)s") % {"number": typed["number"]}, "; ".join(lines)))
    kept = [(name, value) for name, value in at.request.POST.items() if name not in NOT_KEPT]
    return {**_frame(sheet), "rows": rows, "kept": kept}


def _frame(sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "crumbs": crumbs(Link(_("Enter an earlier licence"), "")),
        "hidden": hidden(),
        "full": len(sheet.annexes) >= MOST_ANNEXES,
    }
