"""Pages of the law: acts, what each paragraph says in our words, editions, numbers, readings.

They print what ``tirkelim law CITATION`` prints (law/index.py). Citations under findings lead here by ``law_href``.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tirkelim.law.ask.facts import schema
from tirkelim.law.ask.registry import questions
from tirkelim.law.book import current_book
from tirkelim.law.citation import Citation
from tirkelim.law.edition import Edition
from tirkelim.law.index import Description, UnknownCitation, describe, editions_of, read_citation
from tirkelim.law.messages import text, write
from tirkelim.law.paragraph import Paragraph, paragraphs
from tirkelim.law.parameter import Parameter
from tirkelim.law.reading import Reading
from tirkelim.portal.advisor.titles import title
from tirkelim.portal.show import Link
from tirkelim.portal.wording import citation_in_words
from tirkelim.services.conformity.editions import PRACTICE

TITLES: dict[str, Promise] = {
    "253/2020": _("The professional register of health workers"),
    "283/2020": _("Continuous professional development and qualification levels"),
    "274/2020": _("Certificates of specialists"),
    "59/2020": _("Licences for medical activity"),
    "503/2016": _("Certificates of conformity for foreigners"),
    "305/2020": _("Positions of health workers"),
    "304/2020": _("Clinical and residency bases"),
    "1035/2015": _("Positions of civil servants of internal affairs bodies"),
    "66/2025": _("Order that changes 253/2020, 283/2020, 304/2020 and 305/2020"),
    "23/2024": _("Order that changes 274/2020"),
    "93/2025": _("Order that changes 59/2020"),
    "920/2019": _("Order that changes 1035/2015"),
}
LONG_LIST = 12


class Act(NamedTuple):
    """An act as listed: number, subject, address, editions in words, number of paragraphs listed."""

    id: str
    title: str | Promise
    href: str
    editions: list[str]
    paragraphs: int


class Line(NamedTuple):
    """A paragraph as listed: place, our words, why it is not coded (empty: it is), address."""

    place: str
    text: str
    reason: str
    href: str


class Number(NamedTuple):
    """A number or list of the law as listed: its name, value, and from when to when it holds."""

    name: str
    value: str
    days: str


def language() -> str:
    """The language of the page: kk, ru or en."""
    return (get_language() or "kk")[:2]


def law_href(citation: Citation) -> str:
    """The address of the page about a place of law. The requirements' citations all have one."""
    return _law_href(citation, get_script_prefix())


@functools.lru_cache(maxsize=4096)
def _law_href(citation: Citation, prefix: str) -> str:
    return reverse("law_place", args=[citation.act.replace("/", "-"), citation.place.replace(" ", "_")])


def link_to(citation: Citation) -> Link:
    """A link to the page of a place of law, in words of the page's language."""
    return Link(citation_in_words(str(citation), language()), law_href(citation))


def readings(lang: str) -> dict[str, str]:
    """The readings' texts in a language by id, as the findings component takes them."""
    return {reading.id: reading.text[lang] for reading in current_book().readings.values()}


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The acts; `?q=` opens the paragraph that a text names, however it is written."""
    asked = request.GET.get("q", "").strip()[:200]
    context = {"acts": acts(), "asked": asked, "crumbs": crumbs()}
    if asked:
        try:
            return redirect(law_href(describe(asked).citation))
        except UnknownCitation as unknown:
            context["nearest"] = [
                Link(citation_in_words(name, language()), law_href(read_citation(name))) for name in unknown.nearest
            ]
    return render(request, "portal/acts/acts.html", context)


@require_safe
def act(request: HttpRequest, act: str) -> HttpResponse:
    """The paragraphs of an act."""
    found = next((one for one in acts() if one.id == act.replace("-", "/", 1)), None)
    if found is None:
        raise Http404
    lines = [line(paragraph) for citation, paragraph in paragraphs().items() if citation.act == found.id]
    way = crumbs(Link(found.id, ""))
    return render(request, "portal/acts/act.html", {"act": found, "lines": lines, "crumbs": way})


@require_safe
def place(request: HttpRequest, act: str, place: str) -> HttpResponse:
    """Everything that the kernel knows of a place of law."""
    try:
        found = describe(f"{act.replace('-', '/', 1)} {place.replace('_', ' ')}")
    except UnknownCitation:
        raise Http404 from None
    number = found.citation.act
    return render(request, "portal/acts/place.html", {
        "citation": found.citation,
        "place": place_in_words(found.citation),
        "title": TITLES.get(number, ""),
        "lines": [line(paragraph) for paragraph in found.paragraphs],
        "editions": [edition_in_words(edition) for edition in found.editions],
        "numbers": numbers(found),
        "readings": readings_of(found),
        "code": found.code,
        "cases": found.cases,
        "crumbs": crumbs(Link(number, reverse("law_act", args=[act])), Link(place_in_words(found.citation), "")),
    })  # fmt: skip


@require_safe
def all_readings(request: HttpRequest) -> HttpResponse:
    """What we decided where the orders are silent or contradict themselves."""
    lang = language()
    shown = [(reading.id, reading.text[lang]) for reading in current_book().readings.values()]
    way = crumbs(Link(_("How we read unclear paragraphs"), ""))
    return render(request, "portal/acts/readings.html", {"readings": shown, "crumbs": way})


def crumbs(*further: Link) -> list[Link]:
    """The way from the home page to a page of the law."""
    law_page = Link(_("The law"), reverse("law") if further else "")
    return [Link(_("Home"), reverse("home")), law_page, *further]


def acts() -> list[Act]:
    """The acts whose paragraphs are listed: those that answer questions first, the changing orders last."""
    numbers = dict.fromkeys(citation.act for citation in paragraphs())
    order = list(TITLES)
    return [
        Act(
            id=number,
            title=TITLES.get(number, ""),
            href=reverse("law_act", args=[number.replace("/", "-")]),
            editions=[edition_in_words(edition) for edition in editions_of(number, current_book())],
            paragraphs=sum(citation.act == number for citation in paragraphs()),
        )
        for number in sorted(numbers, key=lambda number: order.index(number) if number in order else len(order))
    ]


def edition_in_words(edition: Edition) -> str:
    """The edition, its days, and what is uncertain about it, in one line."""
    lang = language()
    span = (("start", edition.start), ("end", edition.end))
    parts = [f"{label_in_words(edition.label)}: {text('index.until' if edition.end else 'index.from', lang, span)}"]
    if edition.assumed:
        parts.append(text("index.assumed", lang))
    if edition.later_amendment:
        parts.append(text("index.later", lang, (("by", order_in_words(edition.later_amendment)),)))
    return "; ".join(parts)


def label_in_words(label: str) -> str:
    """An edition's name for a reader: "283/2020 ed. 66/2025", with the language's own word for edition."""
    act, _mark, by = label.partition(" ed. ")
    if by == PRACTICE:
        return _("%(act)s, practice edition") % {"act": act}
    return label if language() == "en" else label.replace(" ed. ", " ред. ")


def order_in_words(order: str) -> str:
    """A later order as the editions name it: by its number, or as "order of" a day, which each language says itself."""
    day = order.removeprefix("order of ")
    return order if day == order else _("order of %(day)s") % {"day": day}


def line(paragraph: Paragraph) -> Line:
    """A paragraph with its words in the language of the page."""
    lang = language()
    reason = text(f"index.reason.{paragraph.reason}", lang) if paragraph.reason else ""
    return Line(place_in_words(paragraph.citation), paragraph.text[lang], reason, law_href(paragraph.citation))


def place_in_words(citation: Citation) -> str:
    """The place without the act: 9-тармақ; п. 9; p.9."""
    return citation_in_words(str(citation), language()).removeprefix(citation.act).lstrip(", ")


def numbers(found: Description) -> list[Number]:
    """The numbers and lists that stand in the place, with their days."""
    return [Number(one.id, value_in_words(one), days_of(one)) for one in found.parameters]


def value_in_words(parameter: Parameter) -> str:
    """The value; of long lists only the beginning."""
    value = parameter.value
    if parameter.id.endswith("year"):
        return str(value)
    if isinstance(value, tuple) and len(value) > LONG_LIST:
        return f"{write(value[:LONG_LIST], language())}, … ({len(value)})"
    return write(value, language())


def days_of(parameter: Parameter) -> str:
    """From when to when the value holds."""
    span = (("start", parameter.start), ("end", parameter.end))
    return text("index.until" if parameter.end else "index.from", language(), span)


def readings_of(found: Description) -> list[Reading]:
    """The readings on which the numbers of the place rest."""
    ids = dict.fromkeys(id for parameter in found.parameters for id in parameter.readings)
    return [current_book().readings[id] for id in ids]


class Asked(NamedTuple):
    """A question as listed: name, what it asks, places, facts (name and kind; an optional name ends in ?)."""

    name: str
    title: str
    citations: list[Link]
    facts: list[tuple[str, str]]


@require_safe
def all_questions(request: HttpRequest) -> HttpResponse:
    """The questions of the interface with their facts: a page for people who write programs."""
    listed = [
        Asked(
            one.name,
            title(one.name),
            [link_to(citation) for citation in one.citations],
            facts_of(one.facts),
        )
        for one in questions().values()
    ]
    context = {
        "questions": listed,
        "crumbs": crumbs(Link(_("The questions that programs can ask"), "")),
        "address": request.build_absolute_uri("/api/v1/ask/"),
    }
    return render(request, "portal/acts/questions.html", context)


def facts_of(cls: type) -> list[tuple[str, str]]:
    """The facts of a question: names, and kinds in the words of JSON Schema."""
    described = schema(cls)
    required = set(described["required"])
    return [(name if name in required else f"{name}?", kind(inner)) for name, inner in described["properties"].items()]


def kind(described: dict[str, Any]) -> str:
    """A JSON Schema fragment in a few words: `date`, `integer 0…100`, `a | b`, `list of {...}`."""
    if "anyOf" in described:
        return " | ".join(kind(option) for option in described["anyOf"])
    if "enum" in described:
        return " | ".join(f'"{option}"' for option in described["enum"])
    if described["type"] == "array":
        return f"[{kind(described['items'])}]"
    if described["type"] == "object":
        return "{" + ", ".join(described["properties"]) + "}"
    word = str(described.get("format", described["type"]))
    low, high = described.get("minimum"), described.get("maximum")
    return word if low is None else f"{word} {low}…{high}"
