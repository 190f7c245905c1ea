"""The licences of a department: the newest, and those that are looked for. What is typed is posted, never linked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from tirkelim.portal.forms import PortalForm
from tirkelim.portal.licence_office.access import offices_of, reads, room, visit
from tirkelim.portal.licence_register.common import MARKS
from tirkelim.portal.licence_register.forms import LONGEST, VALIDITIES, subtype_choices
from tirkelim.portal.licence_register.listing import holder_names
from tirkelim.portal.personnel.access import Visit
from tirkelim.portal.statuses import Mark
from tirkelim.register.licence_queries import LicenceOn, licence_by_number, licences_on
from tirkelim.register.licence_search import LicenceQuery, Validity, search
from tirkelim.register.models import Licence, LicenceAnnex
from tirkelim.services.licence.models import ToldShortage

PAGE = 25
NOT_THERE = _("Your office keeps no licence with this number, and none of such a holder.")


class FindForm(PortalForm):
    """Whom or what is looked for; all of it may be empty."""

    words = forms.CharField(
        label=_("Number of the licence; name, BIN or IIN of the holder"),
        help_text=_("Of names, the beginnings of words are enough."),
        max_length=LONGEST,
        required=False,
    )
    validity = forms.ChoiceField(label=pgettext_lazy("licence", "Status"), required=False)
    subtype = forms.ChoiceField(label=_("Subtype of medical activity"), required=False)
    short = forms.BooleanField(label=_("Only those short of certified staff"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", pgettext_lazy("filter", "Any"))
        fields: dict[str, Any] = self.fields
        fields["validity"].choices = [anything, *VALIDITIES]
        fields["subtype"].choices = [anything, *subtype_choices()]

    def query(self) -> LicenceQuery:
        """What the form asks."""
        given = self.cleaned_data
        validity = Validity(given["validity"]) if given["validity"] else None
        return LicenceQuery(given["words"], "", given["subtype"], "", validity)


class Line(NamedTuple):
    """A licence as the room lists it. ``bases``: how many annexes stand, in words."""

    id: UUID
    number: str
    name: str
    bases: str
    mark: Mark
    short: bool
    on: LicenceOn


@room("GET", "POST")
def licences(request: HttpRequest) -> HttpResponse:
    """The newest licences; posted, those that fit."""
    at = visit(request)
    offices = offices_of(at)
    posted = request.method == "POST"
    form = FindForm(request.POST if posted else None)
    rows = _rows(offices)
    if posted and form.is_valid():
        exact = licence_by_number(form.cleaned_data["words"]) if form.cleaned_data["words"] else None
        if exact is not None and reads(at, exact):
            return redirect("licence_office_licence", exact.id)
        found = _found(form, offices, at)
        if form.cleaned_data["words"] and not found.exists():
            form.add_error("words", NOT_THERE)
        else:
            rows = found
    searched = posted and not form.errors
    # What was typed is in no address: so what was found stands on one page, the first lines of it.
    page = Paginator(rows, PAGE).get_page(None if posted else request.GET.get("page"))
    context = {
        "form": form,
        "searched": searched,
        "more": page.paginator.count - len(page.object_list) if searched else 0,
        "page": page,
        "lines": _lines(licences_on(page.object_list, at.today, at.moment), at),
        "may_import": _may_import(at),
    }
    return render(request, "portal/licence_office/find.html", context, status=422 if form.errors else 200)


def _may_import(at: Visit) -> bool:
    try:
        return bool(offices_of(at, "licence.record"))
    except Http404:
        return False


def _rows(offices: frozenset[str] | None) -> QuerySet[Licence]:
    rows = Licence.objects.select_related("organisation").order_by("-issued_on", "-change__at", "number")
    return rows if offices is None else rows.filter(office__in=offices)


def _found(form: FindForm, offices: frozenset[str] | None, at: Visit) -> QuerySet[Licence]:
    rows = search(form.query(), at.today).select_related("organisation")
    if offices is not None:
        rows = rows.filter(office__in=offices)
    if form.cleaned_data["short"]:
        rows = rows.filter(annexes__in=_short_annexes()).distinct()
    return rows


def _short_annexes() -> QuerySet[ToldShortage, UUID]:
    return ToldShortage.objects.filter(over_by__isnull=True).values_list("annex", flat=True)


def _lines(shown: Iterable[LicenceOn], at: Visit) -> list[Line]:
    found = list(shown)
    names = holder_names((one.licence for one in found), at.moment)
    short = _short_licences(one.licence.id for one in found)
    return [
        Line(
            one.licence.id,
            one.licence.number,
            names.get(one.licence.id, ""),
            _bases(one),
            MARKS[one.status.status],
            one.licence.id in short,
            one,
        )
        for one in found
    ]


def _short_licences(licences: Iterable[UUID]) -> set[UUID]:
    rows = LicenceAnnex.objects.filter(licence__in=list(licences), id__in=_short_annexes())
    return set(rows.values_list("licence_id", flat=True))


def _bases(one: LicenceOn) -> str:
    count = sum(annex.is_valid for annex in one.annexes)
    return ngettext("%(count)d valid annex", "%(count)d valid annexes", count) % {"count": count}
