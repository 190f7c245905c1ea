"""The 87 positions by their nine groups, filtered and searched by GET, so that a result can be shared."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.order_305_positions.nomenclature import Group, Position, groups, positions, unmarked
from tirkelim.law.order_305_positions.search import Hit, How, search
from tirkelim.portal.advisor.fields import AdvisorForm, ShortTextField, WholeField, WordField
from tirkelim.portal.law_pages import language
from tirkelim.portal.positions.common import EDUCATION, NOT_NAMED, crumbs, edition, exports

LONGEST_NUMBER = 99


class BrowseForm(AdvisorForm):
    """Words and filters; all may be left out."""

    q = ShortTextField(
        label=_("Search"),
        help_text=_("A title, old or new, in Kazakh, Russian or English. Slips of spelling do no harm."),
        max_length=300,
        required=False,
    )
    group = WordField(label=_("Group"), required=False, widget=Select)
    education = WordField(
        label=_("Education named by the group"),
        required=False,
        widget=Select,
        choices=[("", "—"), *EDUCATION.items(), (NOT_NAMED, pgettext_lazy("education of a group", "Not named"))],
    )
    paragraph = WholeField(
        label=_("Paragraph (§)"),
        help_text=_("Its number inside the group"),
        min_value=1,
        max_value=LONGEST_NUMBER,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = language()
        headings = [(str(one.number), f"{one.number}. {one.heading[lang]}") for one in groups().values()]
        self.fields["group"].choices = [("", "—"), *headings]  # type: ignore[attr-defined]


class Line(NamedTuple):
    """A position as listed: its name in the language, the order's title, what else is to be said, its address."""

    position: Position
    name: str
    title: str
    """The order's Kazakh title, where the name is another."""
    formerly: str
    """The former title that answered the search."""
    alike: bool
    href: str


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """All positions, or those that fit the words and filters."""
    sent = BrowseForm.was_sent(request.GET)
    form = BrowseForm(request.GET if sent else None)
    given = form.cleaned_data if sent and form.is_valid() else {}
    query = given.get("q", "")
    hits = search(query, len(positions())) if query else tuple(map(_unasked, positions()))
    lines = [line(hit) for hit in hits if _fits(hit.position, given)]
    return render(request, "portal/positions/browse.html", {
        "form": form,
        "query": query,
        "filtered": any(given.values()),
        "lines": lines,
        "groups": [] if query else _by_group(lines),
        "total": len(positions()),
        "edition": edition("305/2020"),
        "exports": exports("positions", "former-positions", "position-concordance"),
        "others": exports("specialties", "professions", "licence-subtypes"),
        "crumbs": crumbs(),
    })  # fmt: skip


def _unasked(position: Position) -> Hit:
    return Hit(position, position.title, False, How.SAME, 1.0)


def _fits(position: Position, given: dict[str, Any]) -> bool:
    """Whether the position passes the filters chosen."""
    group, education, paragraph = given.get("group"), given.get("education"), given.get("paragraph")
    named = position.group.education
    return (
        (not group or position.group.number == int(group))
        and (not education or education in named or (education == NOT_NAMED and not named))
        and (not paragraph or position.paragraph == paragraph)
    )


def line(hit: Hit) -> Line:
    """A hit as a line of the list."""
    position = hit.position
    name, title = position.name(language()), unmarked(position.title)
    formerly = hit.name if hit.former and hit.name not in (position.title, title, name) else ""
    title = "" if name == title else title
    return Line(position, name, title, formerly, hit.how is How.ALIKE, reverse("position", args=[position.row]))


def _by_group(lines: list[Line]) -> list[tuple[Group, list[Line]]]:
    """The groups that have lines, in their order."""
    parted = [(group, [one for one in lines if one.position.group == group]) for group in groups().values()]
    return [(group, inside) for group, inside in parted if inside]
