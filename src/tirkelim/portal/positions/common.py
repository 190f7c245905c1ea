"""What the pages of the positions share: the way to them, exports, editions, words for education."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.book import current_book
from tirkelim.law.classifiers.lists import classifier
from tirkelim.portal.law_pages import edition_in_words, language
from tirkelim.portal.show import Link

EDUCATION: dict[str, str | Promise] = {
    "technical_vocational": pgettext_lazy("education of a group", "Technical and vocational"),
    "post_secondary": pgettext_lazy("education of a group", "Post-secondary"),
    "higher": pgettext_lazy("education of a group", "Higher"),
    "postgraduate": pgettext_lazy("education of a group", "Postgraduate"),
}
NOT_NAMED = "none"
"""The filter's word for groups whose heading names no education."""
NAMES = {"csv": "CSV", "xlsx": "XLSX", "fhir": "FHIR", "json": "JSON"}


def crumbs(*further: Link) -> list[Link]:
    """The way from the home page to a page of the positions."""
    return [Link(_("Home"), reverse("home")), Link(_("Positions"), reverse("positions") if further else ""), *further]


def exports(*codes: str) -> list[tuple[str, list[Link]]]:
    """The classifiers with links to their formats; ``about`` says of each link what it holds."""
    found = []
    for code in codes:
        title = classifier_title(code)
        links = [Link(NAMES[name], f"/api/v1/classifiers/{code}/{name}", title) for name in NAMES]
        found.append((title, links))
    return found


def classifier_title(code: str) -> str:
    """What a classifier is called in the language of the page."""
    return classifier(code, current_book()).title(language())


def edition(act: str) -> str:
    """The newest held edition of an act in words, with the mark where a day is assumed."""
    return edition_in_words(current_book().latest(act))
