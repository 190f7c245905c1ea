"""The certificates of an office; finding one by its number or its holder. What is typed is posted, never linked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.choices import language
from tirkelim.portal.conformity.certificates import STATUSES
from tirkelim.portal.conformity_office.access import offices_of, reads, room, visit
from tirkelim.portal.desk.conformity_words import profession_name
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.personnel.access import Visit
from tirkelim.register.conformity_queries import Held, conformity_by_number, with_status
from tirkelim.register.models import ConformityCertificate, PersonFact
from tirkelim.register.public_check import LONGEST
from tirkelim.register.public_numbers import normalise
from tirkelim.register.queries import facts_of_people

PAGE = 25
MOST_WORDS = 4
NAMES = ("surname_kk", "given_kk", "surname_ru", "given_ru", "surname_latin", "given_latin")
NOT_THERE = _("Your office has given no certificate with this number, and none to a holder of this name.")


class FindForm(PortalForm):
    """A number, or a name."""

    sought = forms.CharField(
        label=_("Number of the certificate, or name of the holder"),
        help_text=_("For example, KZ12ABC34567890, or Yılmaz Deniz"),
        max_length=LONGEST,
        error_messages={"required": _("Write a number or a name")},
    )


class Line(NamedTuple):
    """A certificate as the room lists it."""

    id: UUID
    number: str
    name: str
    profession: str
    status: str | Promise
    colour: str
    held: Held


@room("GET", "POST")
def certificates(request: HttpRequest) -> HttpResponse:
    """The newest certificates; posted, the one with the number, or those of holders with the name."""
    at = visit(request)
    offices = offices_of(at)
    rows = _rows(offices)
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sought = form.cleaned_data["sought"]
        found = conformity_by_number(sought)
        if found is not None and reads(at, found):
            return redirect("conformity_office_certificate", found.id)
        rows = rows.none() if normalise(sought) else rows.filter(person__in=_named(sought, at))
        if not rows.exists():
            form.add_error("sought", NOT_THERE)
            rows = _rows(offices)
    searched = request.method == "POST" and not form.errors
    page = Paginator(rows, PAGE).get_page(None if request.method == "POST" else request.GET.get("page"))
    context = {
        "form": form,
        "searched": searched,
        "page": page,
        "lines": _lines(with_status(page.object_list, at.today, at.moment), at),
    }
    return render(request, "portal/conformity_office/find.html", context, status=422 if form.errors else 200)


def _rows(offices: frozenset[str] | None) -> QuerySet[ConformityCertificate]:
    rows = ConformityCertificate.objects.order_by("-issued_on", "-change__at")
    return rows if offices is None else rows.filter(office__in=offices)


def _named(sought: str, at: Visit) -> QuerySet[PersonFact, UUID]:
    """People whose names of today begin with every word typed, in any alphabet."""
    facts = PersonFact.objects.as_of(at.today, at.moment)
    for word in sought.split()[:MOST_WORDS]:
        # A database may not know that Cyrillic letters have capitals.
        spellings = {word, word.title(), word.upper()}
        wanted = Q()
        for column in NAMES:
            for spelling in spellings:
                wanted |= Q(**{f"{column}__startswith": spelling})
        facts = facts.filter(wanted)
    return facts.values_list("person", flat=True)


def _lines(shown: Iterable[Held], at: Visit) -> list[Line]:
    found, lang = list(shown), language()
    people = {one.certificate.person_id for one in found}
    names = {id: row.name(lang) for id, row in facts_of_people(people, at.today, at.moment).items()}
    return [
        Line(
            one.certificate.id,
            one.certificate.number,
            names.get(one.certificate.person_id, ""),
            profession_name(one.certificate.profession, lang),
            *STATUSES[one.status.status],
            one,
        )
        for one in found
    ]
