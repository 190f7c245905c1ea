"""The page of one position: its names, its place, what was repaired, its duties, its place in the interior register."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from tirkelim.law.citation import cite
from tirkelim.law.messages import text
from tirkelim.law.order_305_positions.nomenclature import Characteristic, Position, by_row, characteristics, positions
from tirkelim.law.order_1035_interior.nomenclature_rows import counterparts_of
from tirkelim.law.order_1035_interior.place import place
from tirkelim.law.order_1035_interior.register import named
from tirkelim.portal.law_pages import language, law_href, readings
from tirkelim.portal.positions.common import EDUCATION, crumbs, edition
from tirkelim.portal.show import Link, Reading, Row

BASES: dict[str, Promise] = {
    "name": gettext_lazy("The register has a position of the same name."),
    "former": gettext_lazy("The register has a position of its former name."),
    "work": gettext_lazy("The register names the same work otherwise."),
    "specialty": gettext_lazy("The register names physicians of all specialties together."),
    "part": gettext_lazy("Those who hold it as physicians stand among the physicians."),
}


class Standing(NamedTuple):
    """A place in the interior ministry's register: the register's words, where, why, and the way to the step."""

    wording: str
    where: str
    why: str | Promise
    href: str


@require_safe
def position(request: HttpRequest, row: int) -> HttpResponse:
    """Everything held of one position."""
    held = by_row(row)
    if held is None:
        raise Http404
    name = held.name(language())
    return render(request, "portal/positions/position.html", {
        "position": held,
        "name": name,
        "rows": rows(held),
        "repaired": repaired(held),
        "readings": _readings(held),
        "characteristic": characteristic(held),
        "standings": standings(held),
        "before": by_row(row - 1),
        "after": by_row(row + 1),
        "total": len(positions()),
        "citation": cite("305/2020 ann.2"),
        "href": law_href(cite("305/2020 ann.2")),
        "index_href": law_href(cite("305/2020 ann.1")),
        "reading": readings(language())["P12"],
        "edition": edition("305/2020"),
        "advisor": f"{reverse('advisor_position')}?{urlencode({'title': held.title})}",
        "crumbs": crumbs(Link(name, "")),
    })  # fmt: skip


def rows(held: Position) -> list[Row]:
    """Names and place of the position."""
    lang = language()
    found = [Row(_("Title in the order (in Kazakh)"), held.title)]
    labels = {"kk": _("Short name in Kazakh"), "ru": _("Name in Russian"), "en": _("Name in English")}
    found += [Row(labels[one], held.name(one)) for one in labels if held.names[one] != held.title]
    found.append(Row(_("Former title (in Kazakh)"), held.former_title or _("none: the position is new")))
    if held.former_names and lang != "kk" and held.former_names[lang] != held.name(lang):
        found.append(Row(_("Former title, our translation"), held.former_names[lang]))
    named_education = ", ".join(str(EDUCATION[one]) for one in held.group.education)
    group = [Link(_("All of the group"), f"{reverse('positions')}?group={held.group.number}")]
    found += [
        Row(_("Group"), f"{held.group.number}. {held.group.heading[lang]}", group),
        Row(_("Education named by the group"), named_education or pgettext("education of a group", "Not named")),
        Row(_("Paragraph and page of the characteristics"), _("§ %(paragraph)s, page %(page)s")
            % {"paragraph": held.paragraph, "page": held.page}),
        Row(_("Code for exchange"), held.code),
    ]  # fmt: skip
    return found


def repaired(held: Position) -> str:
    """What of the row was repaired or restored, in words; empty where nothing was."""
    return text(f"position.repaired.{held.row}", language()) if held.note else ""


def _readings(held: Position) -> list[Reading]:
    """The readings on which the row rests: its asterisk, its restored title."""
    texts = readings(language())
    ids = [*(["P1"] if held.asterisk else []), *(["P4"] if "title_kk" in held.inferred else [])]
    return [Reading(one, texts[one]) for one in ids]


def characteristic(held: Position) -> tuple[Characteristic, list[str], str] | None:
    """The duties of the position, in the language, and the page of the paragraph; None where none are held."""
    lang = language()
    for one in characteristics():
        if one.position_row == held.row:
            return one, [duty.text[lang] for duty in one.duties], law_href(cite(one.citation))
    return None


def standings(held: Position) -> list[Standing]:
    """Where the position stands in the interior ministry's register, as far as it can be told (reading P12)."""
    found = []
    for one in counterparts_of(held.row):
        there = place(one.wording, one.sphere, one.band, None, None)
        links = sorted({entry.link for entry in there.rows})
        facts = {"position": one.wording, "sphere": one.sphere, "band": one.band}
        address = urlencode({name: value for name, value in facts.items() if value})
        words = next((entry.names[language()] for entry in named(one.wording)), one.wording)
        where = _("Block %(block)s, link %(link)s") % {"block": there.block or "", "link": " / ".join(links)}
        found.append(Standing(words, where, BASES[one.basis], f"{reverse('interior_step')}?{address}"))
    return found
