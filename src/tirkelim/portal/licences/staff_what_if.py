"""What if somebody leaves, comes, or does not renew a certificate? Answered subtype by subtype; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.portal import edge
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licences.access import own_licence, room
from tirkelim.portal.licences.staff import bases_of, frame
from tirkelim.portal.licences.staff_forms import WhatIfForm
from tirkelim.portal.licences.staff_words import (
    CERTAINTY_WORDS,
    base_in_words,
    names_of,
    short_in_words,
    subtype_in_words,
    wanted,
)
from tirkelim.portal.wording import day_in_words
from tirkelim.register.licence_queries import licence_on
from tirkelim.register.licence_reference import staff_lines_on
from tirkelim.register.queries import facts_of_people
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.staffing.posts import Places, places_at
from tirkelim.services.licence.staffing.shortage import OFFICIAL
from tirkelim.services.licence.staffing.watched import WATCHED
from tirkelim.services.licence.staffing.what_if import Answer, answers

HORIZON = timedelta(days=365)
"""A year ahead: long enough for notice, hiring and a certificate."""


class AnswerView(NamedTuple):
    """One need as the page answers it."""

    place: str
    subtype: str
    wanted: str
    status: str
    colour: str
    stretches: list[str]
    left: list[str]
    could: list[str]
    certainty: object
    official: bool
    weight: int


@room("GET", "POST")
def what_if_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """The question, and beneath it the answer. It is posted, so that no address says whom it is about."""
    moment = edge.now()
    found = own_licence(request, licence, moment)
    today = localdate(moment)
    held = licence_on(found, today, moment)
    annexes = [one for one in held.annexes if one.status.status in WATCHED]
    bases = dict(bases_of(found, moment)) or {one.annex.base_id: base_in_words(one) for one in annexes}
    places = places_at(bases, moment)
    names = names_of(facts_of_people({place.person for all_ in places.values() for place in all_}, today, moment))
    form = WhatIfForm(
        request.POST or None,
        people=_people(places, names, today),
        bases=sorted(bases.items(), key=lambda base: alphabetical(base[1])),
        certificates=_certificates(places, names, today),
    )
    shown = None
    if request.method == "POST" and form.is_valid():
        lines = staff_lines_on(today, moment)
        given = answers(annexes, places, lines, form.scenario(), today, HORIZON)
        shown = sorted((_view(one, names, bases) for one in given), key=lambda view: view.weight)
    return render(request, "portal/licences/what_if.html", {
        **frame(found, moment), "form": form, "answers": shown, "until": today + HORIZON,
        "readings": [("L14", readings(language()).get("L14", ""))],
    }, status=422 if form.errors else 200)  # fmt: skip


def _people(places: Places, names: Mapping[UUID, str], today: date) -> list[tuple[UUID, str]]:
    """Everyone who counts today or later, by name, with the specialties."""
    known: dict[UUID, set[str]] = {}
    for found in places.values():
        for place in found:
            if place.days.last is None or place.days.last >= today:
                known.setdefault(place.person, set()).add(specialty_name(place.specialty, language()))
    rows = [(person, f"{names.get(person, '–')} ({', '.join(sorted(words))})") for person, words in known.items()]
    return sorted(rows, key=lambda row: alphabetical(row[1]))


def _certificates(places: Places, names: Mapping[UUID, str], today: date) -> list[tuple[UUID, str]]:
    """The certificates that end within the horizon."""
    found = {}
    for rows in places.values():
        for place in rows:
            last = place.certified.last
            if last is not None and place.certified.holds(today) and last <= today + HORIZON:
                found[place.certificate] = (last, _("%(name)s: %(specialty)s, until %(day)s") % {
                    "name": names.get(place.person, "–"),
                    "specialty": specialty_name(place.specialty, language()),
                    "day": day_in_words(last, language(), "until"),
                })  # fmt: skip
    return [(id, words) for id, (_last, words) in sorted(found.items(), key=lambda row: row[1])]


def _view(one: Answer, names: Mapping[UUID, str], bases: Mapping[UUID, str]) -> AnswerView:
    status, colour, weight = _status(one)
    return AnswerView(
        place=base_in_words(one.annex),
        subtype=subtype_in_words(one.need),
        wanted=wanted(one.need),
        status=status,
        colour=colour,
        stretches=[short_in_words(short) for short in one.then[:3]],
        left=sorted((names.get(person, "–") for person in one.left), key=alphabetical),
        could=[f"{names.get(cover.person, '–')}: {bases.get(cover.base, '')}" for cover in one.could],
        certainty=CERTAINTY_WORDS.get(one.need.certainty, CERTAINTY_WORDS["low"]),
        official=one.need.certainty in OFFICIAL,
        weight=weight,
    )


def _status(one: Answer) -> tuple[str, str, int]:
    """What comes of a need, its colour, and how far up it stands."""
    first = one.first_short
    if first is None:
        if one.is_cured:
            return pgettext("staff", "Covered then"), "green", 2
        return pgettext("staff", "Stays covered"), "green", 3
    day = day_in_words(first.first, language(), "since")
    if not one.is_new:
        return pgettext("staff", "Short from %(day)s in any case") % {"day": day}, "orange", 1
    return pgettext("staff", "Short from %(day)s") % {"day": day}, "red", 0
