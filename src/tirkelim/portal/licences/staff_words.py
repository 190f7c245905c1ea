"""The words of the staff pages: what a subtype needs, who counts until when, what is short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tirkelim.law.order_59_licence.staffing import Need, Shortage
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.wording import day_in_words
from tirkelim.register.licence_queries import AnnexOn
from tirkelim.register.models import PersonFact
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.names import subtype_line
from tirkelim.services.licence.staffing.shortage import AnnexStaffing, LineStaffing

Text = str | Promise
CERTAINTY_WORDS: dict[str, Text] = {
    "high": gettext_lazy("from an official text"),
    "medium": gettext_lazy("from an official text, read by us"),
    "low": gettext_lazy("our list, not an official one"),
}
"""How sure a line is; a low one is nobody's official list (reading L14)."""
CERTAINTY_COLOURS = {"high": "green", "medium": "blue", "low": "yellow"}


class PersonView(NamedTuple):
    """Somebody who counts: the name, and until when ("" without a known end)."""

    name: str
    until: str


class LineView(NamedTuple):
    """A need as the page shows it."""

    subtype: str
    wanted: str
    found: str
    status: Text
    colour: str
    people: list[PersonView]
    coming: list[str]
    certainty: Text
    official: bool


class AnnexStaffView(NamedTuple):
    """The staff of an annex."""

    number: str
    place: str
    name: str
    lines: list[LineView]


def annex_view(one: AnnexStaffing, names: Mapping[UUID, str], day: date) -> AnnexStaffView:
    """An annex with its needs on a day, and with the names that are given."""
    lines = [line_view(one, line, names, day) for line in one.lines]
    return AnnexStaffView(one.on.annex.number, one.on.fact.address, one.on.fact.name, lines)


def line_view(annex: AnnexStaffing, line: LineStaffing, names: Mapping[UUID, str], day: date) -> LineView:
    """A need: what is wanted, how many there are, who, and what is short now or soon."""
    status, colour = standing(line)
    need = line.need
    people = [PersonView(names[person], _until(annex, line, person, day)) for person in line.people if person in names]
    return LineView(
        subtype=subtype_in_words(need),
        wanted=wanted(need),
        found=of_needed(len(line.people), need.least),
        status=status,
        colour=colour,
        people=sorted(people, key=lambda view: alphabetical(view.name)),
        coming=[short_in_words(short) for short in line.shortages[:3]],
        certainty=CERTAINTY_WORDS.get(need.certainty, CERTAINTY_WORDS["low"]),
        official=line.official,
    )


def standing(line: LineStaffing) -> tuple[str, str]:
    """Whether a need is covered, with the colour of its tag."""
    if line.is_short:
        return pgettext("staff", "Short"), "red"
    if line.coming is not None:
        day = day_in_words(line.coming.first, language(), "since")
        return pgettext("staff", "Short from %(day)s") % {"day": day}, "orange"
    return pgettext("staff", "Covered"), "green"


def subtype_in_words(need: Need) -> str:
    """The subtype of a need with its specialty, beginning with a capital."""
    words = subtype_line(need.subtype, need.specialty, language())
    return f"{words[:1].upper()}{words[1:]}"


def wanted(need: Need) -> str:
    """How many people with a certificate in what."""
    return ngettext(
        "%(count)d specialist with a valid certificate in: %(names)s",
        "%(count)d specialists with a valid certificate in: %(names)s",
        need.least,
    ) % {"count": need.least, "names": specialties(need)}


def specialties(need: Need) -> str:
    """In what a certificate counts for a need, by name."""
    names = {specialty_name(code, language()) for code in need.specialties}
    return "; ".join(sorted(names, key=alphabetical))


def of_needed(found: int, least: int) -> str:
    """How many count, of how many needed."""
    return _("%(found)d of %(least)d") % {"found": found, "least": least}


def short_in_words(short: Shortage) -> str:
    """A stretch of days on which too few count."""
    lang = language()
    count = of_needed(short.found, short.need.least)
    since = day_in_words(short.first, lang, "since")
    if short.last is None:
        return _("Short since %(since)s: %(count)s") % {"since": since, "count": count}
    until = day_in_words(short.last, lang, "until")
    return _("Short since %(since)s, until %(until)s, that day included: %(count)s") % {
        "since": since, "until": until, "count": count,
    }  # fmt: skip


def base_in_words(one: AnnexOn) -> str:
    """A base: what its holder calls it, and its address."""
    return f"{one.fact.name}: {one.fact.address}" if one.fact.name else one.fact.address


def names_of(facts: Mapping[UUID, PersonFact]) -> dict[UUID, str]:
    """Names in the language of the page."""
    return {person: row.name(language()) for person, row in facts.items()}


def last_day(days: Iterable[date | None]) -> date | None:
    """The latest of several last days; None where one has no end."""
    found = list(days)
    return None if None in found else max((day for day in found if day is not None), default=None)


def _until(annex: AnnexStaffing, line: LineStaffing, person: UUID, day: date) -> str:
    """Until when somebody who counts on a day counts, as far as it is known."""
    ends = [
        place.days.last
        for place in annex.places
        if place.person == person and place.specialty in line.need.specialties and place.days.holds(day)
    ]
    last = last_day(ends)
    return "" if last is None else day_in_words(last, language(), "until")
