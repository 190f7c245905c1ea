"""The search for people within one's rights: the form, the list, and the list as a file.

Whom somebody looks for comes by POST only, with the place in the list: no name stands in an address or a log. What
else is asked may stand in an address, so that a filter can be kept. Searches are counted: nobody copies the register
page by page.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tirkelim.portal.again import keep, on_other_days
from tirkelim.portal.as_of import Asked, asked
from tirkelim.portal.choices import Choice, alphabetical, language
from tirkelim.portal.errors import too_many
from tirkelim.portal.exporting import Format, TooMany, export, format_of
from tirkelim.portal.people.file import listing
from tirkelim.portal.people.forms import SHARED, PeopleForm
from tirkelim.portal.people.lines import lines
from tirkelim.portal.personnel.access import Visit, room, visit
from tirkelim.portal.personnel.lookups import minutes_to_wait
from tirkelim.register.people_search import MOST, Page, Reach, Standing, find, reach_of
from tirkelim.register.queries import facts_of_organisations

log = logging.getLogger(__name__)
PAGE = 20
PAGES_AN_HOUR = 200
"""Lists that one account may have shown: more than anyone reads."""
FILES_AN_HOUR = 10
HOUR = timedelta(hours=1)


class Search(NamedTuple):
    """One request of the search."""

    at: Visit
    within: Reach
    days: Asked
    form: PeopleForm
    sent: QueryDict

    @property
    def own_only(self) -> bool:
        """Whether the reader sees the workers of own organisations and nobody else."""
        return not (self.within.everything or self.within.regions)


@room("GET", "POST")
def people(request: HttpRequest) -> HttpResponseBase:
    """The search; with what it found, twenty a page, or as a file."""
    moved = on_other_days(request)
    if moved is not None:
        return moved
    at = visit(request)
    within = reach_of(at.account, at.moment)
    if within.empty:
        raise Http404
    keep(request)
    sent = request.POST if request.method == "POST" else _without_who(request.GET)
    wanted = request.method == "POST" or any(sent.get(name) for name in SHARED)
    form = PeopleForm(sent if wanted else None, today=at.today, own=_own(within, at))
    search = Search(at, within, asked(request, at.moment), form, sent)
    if not wanted or not form.is_valid():
        return _show(search, status=422 if form.errors else 200)
    refused = _too_often(search)
    if refused is not None:
        return refused
    kind = format_of(request)
    return _file(search, kind) if kind else _found(search)


def _without_who(given: QueryDict) -> QueryDict:
    """The address without what may not stand there."""
    plain = given.copy()
    plain.pop("who", None)
    return plain


def _own(within: Reach, at: Visit) -> list[Choice] | None:
    """The organisations of a reader who sees no others; None for everybody else."""
    if within.everything or within.regions:
        return None
    facts = facts_of_organisations(within.organisations, at.today, at.moment)
    rows = [(str(one), facts[one].name(language()) if one in facts else str(one)) for one in within.organisations]
    return sorted(rows, key=lambda row: alphabetical(row[1]))


def _too_often(search: Search) -> HttpResponseBase | None:
    """Count the search; the page that asks to wait, where it was one too many."""
    at, minutes = search.at, 0
    if search.form.by_number:
        minutes = minutes_to_wait(at.account, at.moment)
    if not minutes:
        kind, most = ("people file", FILES_AN_HOUR) if format_of(at.request) else ("people", PAGES_AN_HOUR)
        minutes = minutes_to_wait(at.account, at.moment, kind, most, HOUR)
    return too_many(at.request, minutes=minutes) if minutes else None


def _found(search: Search) -> HttpResponseBase:
    """The page of the list."""
    query, skip = search.form.query(), _skip(search.sent)
    page = find(query, search.days.as_of, search.within, skip, PAGE)
    # Who searched, by what and how much there was; never for whom.
    kinds = ",".join(name for name, value in query._asdict().items() if value not in ("", None, ()))
    log.info("people searched by=%s kinds=%s skip=%d found=%d", search.at.account.id, kinds, skip, len(page.hits))
    return _show(
        search, page=page, lines=lines(page.hits, query, search.days.as_of, search.within, search.at.today),
        first=skip + 1, last=skip + len(page.hits), former=query.standing is Standing.LEFT and search.own_only,
        previous=max(0, skip - PAGE) if skip else None, following=skip + PAGE if page.more else None,
        by_name=bool(query.name or query.identifier),
    )  # fmt: skip


def _skip(sent: QueryDict) -> int:
    """How many people stand before the page: a whole number of pages."""
    text = sent.get("skip", "")
    return min(int(text), MOST) // PAGE * PAGE if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _file(search: Search, wanted: Format) -> HttpResponseBase:
    """The whole list as a file, or the page that says that it is too long."""
    try:
        made = listing(search.form.query(), search.days.as_of, search.within)
        return export(search.at.request, made, wanted, search.at.moment)
    except TooMany as limit:
        return _show(search, status=422, too_long=limit.most)


def _filled_in(search: Search, shared: dict[str, str]) -> str:
    """What the boxes of the filter depend on: they are printed once for all who fill them in alike."""
    own = sorted(map(str, search.within.organisations)) if search.own_only else []
    return repr((language(), search.at.today, own, sorted(shared.items()), search.form.errors.as_json()))


def _show(search: Search, *, status: int = 200, page: Page | None = None, **more: Any) -> HttpResponseBase:
    """The page with the form as it was filled in."""
    shared = {name: search.sent.get(name, "") for name in SHARED if search.sent.get(name)}
    context = {
        "form": search.form, "page": page, "as_of": search.days, "own_only": search.own_only, "most": MOST,
        "opened": bool(shared.keys() - {"standing"}) or bool(search.form.errors), "address": urlencode(shared),
        "searched": page is not None, "filled_in": _filled_in(search, shared), **more,
    }  # fmt: skip
    return render(search.at.request, "portal/people/search.html", context, status=status)
