"""The two days in the address of a page: `?on=2026-06-30&known=2026-11-21`, what held on one, as known on the other.

    panel = asked(request, moment)
    rows = workers(organisation, *panel.as_of)
    context = {"as_of": panel, ...}      # {% include "portal/_as_of.html" %} shows the boxes
    link = address + panel.query         # keeps the two days

A day that cannot be read is answered with today's, and the panel says what is wrong with it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words
from tirkelim.register.as_of import AsOf

EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 1, 1)
NOT_KEPT = frozenset({"on", "known", "page", "after", "name"})
"""What a form of two days does not carry on: the days themselves, the place within a list, and a name, which may stand
in no address."""
LONGEST = 200
"""Signs of another parameter that the form carries on."""


class Asked(NamedTuple):
    """What the address asks for: the two days, and how the panel shows them again.

    `on_text` and `known_text` stand in the boxes as they were written; `errors` say by box what is wrong;
    `carried` are the other parameters of the page; `past`: either day is not today.
    """

    as_of: AsOf
    today: date
    on_text: str
    known_text: str
    errors: dict[str, str]
    carried: tuple[tuple[str, str], ...]

    @property
    def known_day(self) -> date:
        """The day at whose end it was known so; today: what is known now."""
        return localdate(self.as_of.known)

    @property
    def past(self) -> bool:
        """Whether the page is not about today as known today. Such a page offers no changes."""
        return self.as_of.valid != self.today or self.known_day != self.today

    @property
    def query(self) -> str:
        """`?on=...&known=...` for links to other pages; empty for today as known today."""
        return f"?{self.pairs}" if self.past else ""

    @property
    def more(self) -> str:
        """The same for an address that has parameters already: `&on=...&known=...`."""
        return f"&{self.pairs}" if self.past else ""

    @property
    def pairs(self) -> str:
        """The two days as parameters, without a sign before them."""
        return urlencode({"on": self.as_of.valid.isoformat(), "known": self.known_day.isoformat()})

    @property
    def present(self) -> str:
        """The address of the same page about today."""
        return "?" + urlencode(self.carried)


def as_of(request: HttpRequest, moment: datetime) -> AsOf:
    """What the address asks for; today as known now where it asks for nothing."""
    return asked(request, moment).as_of


def asked(request: HttpRequest, moment: datetime) -> Asked:
    """The same with what the panel needs."""
    today = localdate(moment)
    errors: dict[str, str] = {}
    valid = _day(request, "on", errors) or today
    known = _day(request, "known", errors) or today
    carried = [(name, value[:LONGEST]) for name, values in request.GET.lists() for value in values]
    return Asked(
        as_of=AsOf.at_end_of(known, valid, moment),
        today=today,
        on_text=_text(request, "on") if "on" in errors else valid.isoformat(),
        known_text=_text(request, "known") if "known" in errors else min(known, today).isoformat(),
        errors=errors,
        carried=tuple(pair for pair in carried if pair[0] not in NOT_KEPT),
    )


def _day(request: HttpRequest, name: str, errors: dict[str, str]) -> date | None:
    """The day that a parameter names. None, with a line in `errors`, for one that cannot be."""
    text = _text(request, name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        errors[name] = _("There is no such date. Write the year, the month and the day, such as 2026-06-30.")
        return None
    if not EARLIEST <= found <= LATEST:
        limit = EARLIEST if found < EARLIEST else LATEST
        words = day_in_words(limit, language())
        later, earlier = _("The date must be %(limit)s or later"), _("The date must be %(limit)s or earlier")
        errors[name] = (later if found < EARLIEST else earlier) % {"limit": words}
        return None
    return found


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:20]
