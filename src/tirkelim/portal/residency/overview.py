"""Free places by region and specialty, and the page of a base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tirkelim.identity.territories import TerritoryNotKnown, region, territories
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.residency.access import Here, enter, room
from tirkelim.portal.residency.forms import SearchForm
from tirkelim.portal.residency.tables import acts_table, base_table, contracts_table, free_table, residents_table
from tirkelim.portal.residency.words import KINDS, in_words, last_day, name_of
from tirkelim.portal.show import Link
from tirkelim.register import residency_queries as register
from tirkelim.register.models import BaseContract, Organisation, Placement
from tirkelim.register.queries import facts_of_organisations

SOON = timedelta(days=90)
"""How long before its end an act is named as ending soon."""
UNPROCESSABLE = 422


@room("GET")
def index_page(request: HttpRequest) -> HttpResponse:
    """Free places of the bases that are bases on the day."""
    here = enter(request)
    form = SearchForm(request.GET if "region" in request.GET else None, today=here.today)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day = wanted.get("day") or here.today
    rows = register.free_places(day, here.moment, specialty=wanted.get("specialty", ""))
    facts = facts_of_organisations({row.base for row in rows}, day, here.moment)
    codes = {id: _region(row.kato or "") for id, row in facts.items()}
    if wanted.get("region"):
        rows = [row for row in rows if codes.get(row.base) == wanted["region"]]
    able = register.bases_among({row.base for row in rows}, day, here.moment)
    names = {id: row.name(language()) for id, row in facts.items()}
    called = {one.kato: one.name(language()) for one in territories(here.today)}
    regions = {id: called.get(code, "–") for id, code in codes.items()}
    shown = sorted((row for row in rows if row.base in able), key=lambda row: alphabetical(names.get(row.base, "")))
    context = {
        "form": form,
        "day": day,
        "table": free_table(shown, names, regions),
        "free": sum(row.free for row in shown),
        "without": [Link(names.get(one, "–"), reverse("residency_base", args=[one])) for one in
                    sorted({row.base for row in rows} - able, key=lambda one: alphabetical(names.get(one, "")))],
        "here": here,
        "alarms": list(_alarms(here)) if here.ministry else [],
    }  # fmt: skip
    return render(request, "portal/residency/index.html", context, status=UNPROCESSABLE if form.errors else 200)


def _region(kato: str) -> str:
    try:
        return region(kato)
    except TerritoryNotKnown:
        return ""


def _alarms(here: Here) -> Iterator[Link]:
    """Bases where residents are although the status or accreditation has ended: the ministry watches them (B2)."""
    at = Placement.objects.filter(starts_on__lte=here.today, ends_on__gte=here.today)
    for base in sorted({row.base_id for row in register.running(at, here.today, here.moment)}, key=str):
        if not register.standing(base, here.today, here.moment).is_base:
            yield Link(name_of(base, here.today, here.moment), reverse("residency_base", args=[base]))


@room("GET")
def base_page(request: HttpRequest, base: UUID) -> HttpResponse:
    """A base: statuses, accreditation, contracts, places, residents, and what ends soon."""
    here = enter(request)
    if not Organisation.objects.filter(pk=base).exists():
        raise Http404
    rows = register.free_places(here.today, here.moment, base=base)
    name = name_of(base, here.today, here.moment)
    placed = register.placements(base=base)
    seen = placed if here.sees_residents(base) else [row for row in placed if row.school_id in here.schools]
    standing = register.standing(base, here.today, here.moment)
    context: dict[str, Any] = {
        "name": name,
        "standing": standing,
        "acts": acts_table(register.base_statuses(base, here.moment), here),
        "contracts": contracts_table(_contracts(base, here), here, of_school=False, may_change=False),
        "free": base_table(rows),
        "residents": residents_table(seen, here, _("Resident doctors")),
        "number_there": len(register.running(placed, here.today, here.moment)),
        "soon": list(_soon(base, here)),
        "crumbs": [Link(pgettext("navigation", "Residency"), reverse("residency")), Link(name, "")],
    }
    return render(request, "portal/residency/base.html", context)


def _contracts(base: UUID, here: Here) -> list[BaseContract]:
    """The base's contracts: all for the ministry and the base itself, a school's own for a school."""
    rows = register.contracts_of_base(base)
    return [row for row in rows if here.sees_residents(base) or row.school_id in here.schools]


def _soon(base: UUID, here: Here) -> Iterator[str]:
    """What ends within the next months, and whom it concerns."""
    limit = here.today + SOON
    for row in register.base_statuses(base, here.moment):
        if row.valid_from <= here.today and row.valid_to and here.today < row.valid_to <= limit:
            yield _("%(what)s, %(number)s: last day %(day)s.") % {
                "what": KINDS[row.kind], "number": row.number, "day": in_words(last_day(row.valid_to)),
            }  # fmt: skip
    for contract in _contracts(base, here):
        if contract.valid_to and here.today < contract.valid_to <= limit:
            yield _("Contract %(number)s: last day %(day)s.") % {
                "number": contract.number, "day": in_words(last_day(contract.valid_to)),
            }  # fmt: skip
    ending = [row for row in register.placements(base=base) if here.today <= row.ends_on <= limit]
    if ending:
        words = ngettext(
            "%(count)d placement ends within 90 days.", "%(count)d placements end within 90 days.", len(ending)
        )
        yield words % {"count": len(ending)}
