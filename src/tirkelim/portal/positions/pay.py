"""Block, link and step of a worker of an interior-ministry institution, and what the next level would bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.law.order_305_positions.match import match
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_305_positions.search import in_full
from tirkelim.law.order_1035_interior.bridge import category_of
from tirkelim.law.order_1035_interior.next_questions import NextFacts
from tirkelim.law.order_1035_interior.next_step import Standing, with_band
from tirkelim.law.order_1035_interior.nomenclature_rows import counterparts_of
from tirkelim.law.order_1035_interior.place import ladder, place
from tirkelim.law.order_1035_interior.register import entries
from tirkelim.portal.advisor.ask import Advice, Asked, put, term, views
from tirkelim.portal.advisor.fields import AdvisorForm, ShortTextField, fact
from tirkelim.portal.advisor.position import BANDS, INSTITUTIONS, SPHERES
from tirkelim.portal.positions.common import crumbs
from tirkelim.portal.show import Column, FindingView, Link, Table

RISING = ("none", "second", "first", "highest")


def titles(lang: str) -> tuple[str, ...]:
    """Positions that the browser offers: those of the register, then those of the nomenclature."""
    names = (*(entry.names[lang] for entry in entries()), *(one.name(lang) for one in positions()))
    return tuple(dict.fromkeys(names))


class PayForm(AdvisorForm):
    """A position, and a category or a level."""

    position = ShortTextField(
        label=gettext_lazy("Position"),
        help_text=gettext_lazy("As the register or the nomenclature calls it, in Kazakh, Russian or English"),
        max_length=500,
        error_messages={"required": gettext_lazy("Write the position")},
    )
    level = fact(
        NextFacts, "level", gettext_lazy("Qualification level"), gettext_lazy("Or give the category below"),
        required=False,
    )  # fmt: skip
    category = fact(NextFacts, "category", gettext_lazy("Category"), words="category", required=False)
    band = fact(
        NextFacts, "band", gettext_lazy("Band of qualification in the register"),
        gettext_lazy("Only where the register names the position in several links"), words=BANDS, required=False,
    )  # fmt: skip
    sphere = fact(NextFacts, "sphere", gettext_lazy("Sphere"), words=SPHERES, required=False)
    institution = fact(
        NextFacts, "institution", gettext_lazy("Significance of the institution"),
        gettext_lazy("For heads and their deputies"), words=INSTITUTIONS, required=False,
    )  # fmt: skip
    suggestions = {"position": titles}


@require_safe
def pay(request: HttpRequest) -> HttpResponse:
    """The form, and the answer when it was sent and fits."""
    sent = PayForm.was_sent(request.GET)
    form = PayForm(request.GET if sent else None)
    advice: Advice | None = None
    if sent and form.is_valid():
        try:
            advice = advice_on_step(form.cleaned_data)
        except FactErrors as bad:
            form.take(bad)
    title = _("Block, link and step of a worker")
    way = crumbs(Link(_("Register of the interior ministry"), reverse("interior_positions")), Link(title, ""))
    return render(request, "portal/positions/pay.html", {
        "form": form, "advice": advice, "title": title, "crumbs": way,
        "lead": _("For civilian workers of institutions of the Ministry of Internal Affairs."),
    })  # fmt: skip


def advice_on_step(given: dict[str, Any]) -> Advice:
    """Where the worker stands and what comes next, as far as the register and the facts tell."""
    facts = dict(given)
    typed = facts.pop("position")
    said = (given["sphere"], given["band"], None, given["institution"])
    wording = next((one for one in (typed, in_full(typed)) if place(one, *said).rows), None)
    if wording is None:
        wording, found = typed, match(in_full(typed))
        if found.certain and found.position is not None:
            return _answer(put("position.interior_next", row=found.position.row, **facts))
    return _answer(put("position.interior_next", position=wording, **facts), wording, given)


def _answer(asked: Asked, wording: str = "", given: dict[str, Any] | None = None) -> Advice:
    """One sentence on the place, one on what the next level or category brings, and the steps of all categories."""
    block, link, step = asked.says("block"), asked.says("link"), asked.says("step")
    sentence: str | Promise
    if link is None:
        sentence, kind = _("The register does not tell where this position stands."), "quiet"
    elif step is None:
        sentence, kind = _("Block %(block)s, link %(link)s.") % {"block": block, "link": link}, ""
    else:
        words = {"block": block, "link": link, "step": step}
        sentence, kind = _("Block %(block)s, link %(link)s, step %(step)s.") % words, ""
    shown = views(asked.answer.findings)
    following = _further(asked, shown)
    table = _ladder_of_row(asked) if given is None else _ladder(asked, wording, given)
    return Advice(sentence, kind, (asked,), following, shown, {"ladder": table} if table else {})


def _further(asked: Asked, shown: Sequence[FindingView]) -> str:
    """What the next level brings; where the place, its step or the category is not told, why, and what to give."""
    by_name = {one.anchor.removeprefix("position-interior-"): one for one in shown}
    block = by_name.get(f"block_{(asked.says('block') or '').lower()}")
    if asked.says("link") is None:
        open_names: tuple[str, ...] = ("band", "counterpart", "listed")
    elif block is not None and asked.says("block") == "A" and asked.says("step") is None:
        return str(block.message)
    else:
        open_names = ("category",)
    found = (by_name[name] for name in open_names if name in by_name and by_name[name].status != "met")
    following = by_name["next"].message if asked.says("link") and "next" in by_name else ""
    return str(next((one.message for one in found), following))


def _ladder_of_row(asked: Asked) -> Table | None:
    counterpart = next(
        (one.found for one in asked.answer.findings if one.requirement.id == "position.interior.counterpart"), None
    )
    if not isinstance(counterpart, str):
        return None
    (pair,) = counterparts_of(asked.facts["row"])
    known = {"sphere": asked.facts.get("sphere") or pair.sphere, "band": asked.facts.get("band") or pair.band}
    return _ladder(asked, counterpart, known)


def _ladder(asked: Asked, wording: str, given: dict[str, Any]) -> Table | None:
    """The step of each category with the levels beside it; None where steps do not follow categories."""
    level, now, following = asked.facts.get("level"), asked.says("category"), asked.says("next_category")
    standing, _told = with_band(Standing(wording, given["sphere"], given["band"]), level, current_book())
    steps = ladder(wording, standing.sphere, standing.band) if asked.says("link") else {}
    if len(steps) < 2:
        return None
    marks = {now: _("now"), following: _("next")}
    rows = [
        (term(f"category.{one}").capitalize(), ", ".join(_levels(one, level)), steps[one], marks.get(one, ""))
        for one in RISING
        if one in steps
    ]
    columns = (
        Column(_("Category")), Column(_("Levels that count as it")), Column(_("Step"), numeric=True),
        Column(pgettext_lazy("ladder", "This worker")),
    )  # fmt: skip
    return Table(_("Steps of this position"), columns, rows)


def _levels(category: str, held: str | None) -> list[str]:
    """The levels beside which annex 3 of 283/2020 sets the category: of the worker's own track, where a level is known.

    A track is told by the first digit and the letter: 7.2 (R) goes with 7.1 (R), not with 7.1 (I).
    """
    beside = [str(level) for level in LevelName if category_of(level, current_book()) == category]
    return [level for level in beside if held is None or (level[0], level[3:]) == (held[0], held[3:])]
