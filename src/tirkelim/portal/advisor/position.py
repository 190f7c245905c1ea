"""Which position is this now? Current and former titles, and the steps of the interior ministry's register."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.order_305_positions.nomenclature import Position, by_row, positions
from tirkelim.law.order_305_positions.search import search
from tirkelim.law.order_1035_interior.questions import InteriorFacts
from tirkelim.law.order_1035_interior.register import entries
from tirkelim.portal.advisor.ask import Advice, Asked, put, views
from tirkelim.portal.advisor.fields import AdvisorForm, ShortTextField, fact
from tirkelim.portal.advisor.page import advise
from tirkelim.portal.law_pages import language
from tirkelim.portal.show import Link, Row

TITLE = _("Which position is this now?")
MOST = 12
"""Suggestions shown at most."""
INTERIOR = _("Positions in internal affairs bodies")


@functools.cache
def titles(lang: str) -> tuple[str, ...]:
    """Titles that the browser offers while one types: current names in the language, and former titles."""
    names = [one.name(lang) for one in positions()] + [one.former_title for one in positions() if one.former_title]
    return tuple(dict.fromkeys(names))


@functools.cache
def interior_titles(lang: str) -> tuple[str, ...]:
    """The register's positions, for the browser to offer while one types."""
    return tuple(dict.fromkeys(entry.names[lang] for entry in entries()))


class PositionForm(AdvisorForm):
    """A title, old or new."""

    title = ShortTextField(
        label=_("Title of the position"),
        help_text=_("Old or new. Capital letters, hyphens and brackets do not matter."),
        max_length=2_000,
        error_messages={"required": _("Write the title of the position")},
    )
    paths = {"former_title": "title"}
    suggestions = {"title": titles}


@require_safe
def position(request: HttpRequest) -> HttpResponse:
    """A title; then the position of the nomenclature, its former title and its group."""
    return advise(
        request,
        PositionForm,
        advice_on_position,
        TITLE,
        lead=_("Many positions have new names. Write the title you know."),
        template="portal/advisor/position.html",
    )


def advice_on_position(given: dict[str, Any]) -> Advice:
    """The position that is called so now, else the one that was called so before, else what is spelt most alike."""
    title = given["title"]
    now = put("position.find", title=title)
    before = None if now.says("row") else put("position.find", former_title=title)
    asked = before if before is not None and before.says("row") else now
    if asked.says("row") is None:
        found = tuple(dict.fromkeys(hit.name for hit in search(title, MOST)))
        links = [Link(name, f"?{urlencode({'title': name})}") for name in found]
        sentence = _("The nomenclature has no such position.")
        return Advice(sentence, "quiet", (asked,), findings=views(asked.answer.findings), more={"alike": links})
    held = by_row(asked.says("row"))
    return advice_with(asked, held) if held is not None else Advice("", "quiet", (asked,))


def advice_with(asked: Asked, held: Position) -> Advice:
    """The position found, as a sentence and as a list."""
    lang = language()
    name = held.name(lang)
    former = asked.question == "position.find" and "former_title" in asked.facts
    words = _("It is now called: %(name)s.") if former else _("This is a current position: %(name)s.")
    rows = [
        Row(_("Title in the order (in Kazakh)"), held.title),
        Row(_("Former title (in Kazakh)"), held.former_title or _("none: the position is new")),
        Row(_("Group"), held.group.heading[lang]),
        Row(_("Row"), held.row, [Link(_("The page of the position"), reverse("position", args=[held.row]))]),
    ]
    return Advice(words % {"name": name}, "", (asked,), findings=views(asked.answer.findings), more={"rows": rows})


SPHERES = {"health": pgettext_lazy("sphere", "healthcare"), "other": pgettext_lazy("sphere", "another")}
BANDS = {"high": pgettext_lazy("band", "high (higher education)"), "middle": pgettext_lazy("band", "middle")}
INSTITUTIONS = {
    "republican": pgettext_lazy("institution", "republican"),
    "oblast": pgettext_lazy("institution", "regional"),
    "district": pgettext_lazy("institution", "district"),
    "republican_branch": pgettext_lazy("institution", "branch of a republican one"),
}
"""What the interior ministry's register tells positions apart by, in words."""


class InteriorForm(AdvisorForm):
    """A position of a civil servant in an internal affairs body."""

    position = ShortTextField(
        label=_("Position"),
        help_text=_("In Kazakh, Russian or English, close to the wording of the register"),
        max_length=500,
        error_messages={"required": _("Write the position")},
    )
    sphere = fact(InteriorFacts, "sphere", _("Sphere"), words=SPHERES, required=False)
    band = fact(InteriorFacts, "band", _("Level of qualification"), words=BANDS, required=False)
    category = fact(InteriorFacts, "category", _("Category"), words="category", required=False)
    institution = fact(
        InteriorFacts, "institution", _("Significance of the institution"), _("For heads and their deputies"),
        words=INSTITUTIONS, required=False,
    )  # fmt: skip
    suggestions = {"position": interior_titles}


@require_safe
def interior(request: HttpRequest) -> HttpResponse:
    """A position of an internal affairs body; then its block, link and step."""
    return advise(
        request,
        InteriorForm,
        advice_on_interior,
        INTERIOR,
        lead=_("The interior ministry's register gives each civilian position a block, a link and a step."),
        template="portal/advisor/position.html",
        way=(Link(TITLE, reverse("advisor_position")),),
    )


def advice_on_interior(given: dict[str, Any]) -> Advice:
    """Block, link and step, as far as the register and the facts tell."""
    asked = put("position.interior", **given)
    sentence: str | Promise
    block, link, step = asked.says("block"), asked.says("link"), asked.says("step")
    if link is None:
        sentence, kind = _("The register does not tell where this position stands."), "quiet"
    elif step is None:
        sentence, kind = _("Block %(block)s, link %(link)s.") % {"block": block, "link": link}, ""
    else:
        words = {"block": block, "link": link, "step": step}
        sentence, kind = _("Block %(block)s, link %(link)s, step %(step)s.") % words, ""
    return Advice(sentence, kind, (asked,), findings=views(asked.answer.findings))
