"""The interior ministry's register of civilian positions, by block, link and step (1035/2015)."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.citation import cite
from tirkelim.law.order_305_positions.spelling import loose, loose_words
from tirkelim.law.order_1035_interior.register import LINKS, Entry, entries
from tirkelim.portal.advisor.ask import term
from tirkelim.portal.advisor.fields import AdvisorForm, ShortTextField, WordField
from tirkelim.portal.law_pages import language, law_href, readings
from tirkelim.portal.positions.common import crumbs, edition, exports
from tirkelim.portal.show import Link, Reading

BLOCKS: dict[str, Promise] = {
    "A": _("Block A: managers"),
    "B": _("Block B: main staff"),
    "C": _("Block C: administrative staff"),
    "D": _("Block D: auxiliary staff"),
}
SPHERES: dict[str, Promise] = {
    "health": pgettext_lazy("register", "health"),
    "other": pgettext_lazy("register", "other spheres"),
}
ABBREVIATIONS = (
    ("ММ", _("state institution")),
    ("ІІМ", _("Ministry of Internal Affairs")),
    ("ТЖК", _("Committee for Emergency Situations")),
    ("ҚАЖК", _("Committee of the Penal System")),
    ("ТЖД", _("departments for emergency situations")),
    ("ПД", _("police departments")),
    ("ҚАЖД", _("departments of the penal system")),
)


class InteriorForm(AdvisorForm):
    """Words and a link; both may be left out."""

    q = ShortTextField(label=_("Search in the register"), max_length=300, required=False)
    link = WordField(
        label=_("Link"), required=False, widget=Select,
        choices=[("", "—"), *((link, link) for links in LINKS.values() for link in links)],
    )  # fmt: skip


class Shown(NamedTuple):
    """A row of the register as shown. ``step`` empty: none, or lost, then ``probable`` says what it may have been."""

    entry: Entry
    name: str
    wording: str


class Part(NamedTuple):
    """The rows of one step of a link and sphere."""

    step: str
    probable: str
    lost: bool
    sphere: str | Promise
    category: str
    rows: list[Shown]


class Tier(NamedTuple):
    """A link with its steps. ``inferred``: its label is lost in the held text."""

    link: str
    inferred: bool
    parts: list[Part]


@require_safe
def interior(request: HttpRequest) -> HttpResponse:
    """The register, or the rows that fit."""
    sent = InteriorForm.was_sent(request.GET)
    form = InteriorForm(request.GET if sent else None)
    given = form.cleaned_data if sent and form.is_valid() else {}
    found = [entry for entry in entries() if _fits(entry, given)]
    texts = readings(language())
    return render(request, "portal/positions/interior.html", {
        "form": form,
        "blocks": [(BLOCKS[block], _tiers(block, found)) for block in LINKS if any(e.block == block for e in found)],
        "count": len(found),
        "total": len(entries()),
        "filtered": any(given.values()),
        "readings": [Reading(name, texts[name]) for name in ("P7", "P8", "P9", "P10")],
        "abbreviations": ABBREVIATIONS,
        "href": law_href(cite("1035/2015 p.1")),
        "edition": edition("1035/2015"),
        "exports": exports("interior-positions"),
        "crumbs": crumbs(Link(_("Register of the interior ministry"), "")),
    })  # fmt: skip


def _fits(entry: Entry, given: dict[str, Any]) -> bool:
    """Whether the row passes the link chosen and holds all the words typed."""
    if given.get("link") and entry.link != given["link"]:
        return False
    written = loose(" ".join((*entry.names.values(), *entry.aliases, *entry.institutions)))
    return all(word in written for word in loose_words(given.get("q") or ""))


def _tiers(block: str, found: list[Entry]) -> list[Tier]:
    """The links of a block with those of their rows that were found."""
    tiers = []
    for link in LINKS[block]:
        rows = [entry for entry in found if entry.link == link]
        if rows:
            tiers.append(Tier(link, any("link" in entry.inferred for entry in rows), _parts(rows)))
    return tiers


def _parts(rows: list[Entry]) -> list[Part]:
    """Rows that share sphere, step and what is known of a lost step, in the order of the register."""
    lang = language()

    def key(entry: Entry) -> tuple[str, str, str, bool, str]:
        # The sphere parts main staff only; among managers it is said in the wording.
        sphere = (entry.sphere or "") if entry.block == "B" else ""
        probable = (entry.probable_step or "") if entry.step_lost else ""
        return sphere, entry.step or "", probable, entry.step_lost, entry.category or ""

    parts = []
    for (sphere, step, probable, lost, category), inside in groupby(rows, key):
        shown = [Shown(one, one.names[lang], "" if one.names[lang] == one.wording else one.wording) for one in inside]
        parts.append(
            Part(step, probable, lost, SPHERES.get(sphere, ""), category and term(f"category.{category}"), shown)
        )
    return parts
