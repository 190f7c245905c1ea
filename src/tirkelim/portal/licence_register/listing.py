"""The search of the licence register, and what it finds.

Whom somebody looks for comes by POST only: a name or a BIN or IIN stands in no address and in no log. The other filters
lead to an address that can be shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tirkelim.portal import edge
from tirkelim.portal.choices import language
from tirkelim.portal.licence_register.common import MARKS, capital, crumbs, department, page, too_often
from tirkelim.portal.licence_register.forms import SearchForm
from tirkelim.portal.statuses import Mark
from tirkelim.register.licence_queries import LicenceOn, licences_on
from tirkelim.register.licence_search import search
from tirkelim.register.licence_status import ENDS
from tirkelim.register.models import Licence
from tirkelim.register.queries import facts_of_organisations, facts_of_people
from tirkelim.services.licence.names import subtype_line

PAGE = 20
MOST_NAMED = 3
"""Subtypes that a card names; of the others it says how many."""
SHAREABLE = ("region", "subtype", "specialty", "validity")


class Card(NamedTuple):
    """A licence as the search lists it."""

    id: UUID
    holder: str
    number: str
    mark: Mark
    department: str
    bases: list[str]
    subtypes: list[str]
    more: int


# Exempt, so that nobody needs a cookie to look something up: a look-up changes nothing that a stranger could abuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: HttpRequest) -> HttpResponse:
    """The search; with what it found, twenty a page."""
    moment = edge.now()
    posted = request.method == "POST"
    sent = request.POST if posted else request.GET
    asked = posted or any(sent.get(name) for name in SHAREABLE)
    data = {**{name: sent.get(name, "") for name in SHAREABLE}, "words": sent.get("words", "") if posted else ""}
    form = SearchForm(data if asked else None, today=localdate(moment))
    if not asked or not form.is_valid():
        return page(request, "search", 422 if form.errors else 200, form=form, crumbs=crumbs(), searched=False)
    if posted and not data["words"].strip():
        # Without whom, the question may stand in an address.
        return HttpResponseRedirect(f"{reverse('licence_register')}?{urlencode(_shared(data))}")
    refused = too_often(request)
    return refused or _found(request, form, sent.get("page"), moment)


def _shared(data: dict[str, str]) -> dict[str, str]:
    return {name: data[name] for name in SHAREABLE if data[name]}


def _found(request: HttpRequest, form: SearchForm, wanted: str | None, moment: datetime) -> HttpResponse:
    today = localdate(moment)
    paged = Paginator(search(form.query(), today), PAGE).get_page(wanted)
    return page(
        request, "search", 200, form=form, crumbs=crumbs(), searched=True, page=paged,
        number=paged.paginator.count, cards=cards(list(paged.object_list), moment),
        by_post=bool(form.cleaned_data["words"]), today=today,
    )  # fmt: skip


def cards(licences: Sequence[Licence], moment: datetime) -> list[Card]:
    """Licences as cards, in the order given; a handful of queries, however many they are."""
    today = localdate(moment)
    names = holder_names(licences, moment)
    return [_card(held, names.get(held.licence.id, "")) for held in licences_on(licences, today, moment)]


def holder_names(licences: Iterable[Licence], moment: datetime) -> dict[UUID, str]:
    """The names that the holders have today in the language of the page, by licence. Two queries."""
    rows, today, lang = list(licences), localdate(moment), language()
    entities = facts_of_organisations((row.organisation_id for row in rows if row.organisation_id), today, moment)
    people = facts_of_people((row.person_id for row in rows if row.person_id), today, moment)
    found: dict[UUID, str] = {}
    for row in rows:
        facts: Any = entities.get(row.organisation_id) if row.organisation_id else None
        if row.person_id is not None:
            facts = people.get(row.person_id)
        found[row.id] = "" if facts is None else facts.name(lang)
    return found


def _card(held: LicenceOn, holder: str) -> Card:
    standing = [one for one in held.annexes if one.status.status not in ENDS.values()] or list(held.annexes)
    lines = dict.fromkeys(subtype_line(row.code, row.specialty, language()) for one in standing for row in one.subtypes)
    licence = held.licence
    return Card(
        licence.id,
        holder,
        licence.number,
        MARKS[held.status.status],
        department(licence.office, licence.issued_on),
        list(dict.fromkeys(one.fact.address for one in standing))[:MOST_NAMED],
        [capital(line) for line in list(lines)[:MOST_NAMED]],
        max(0, len(lines) - MOST_NAMED),
    )
