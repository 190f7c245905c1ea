"""The answers of an application in the words of its own room, as its page "check and send" shows them.

A room reads the draft of the case. Its words stand here only where the draft says what the content says; otherwise, as
for a service whose room has no such page, every answer shows under the name that it has in the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.cases.signed_content import answers_of
from tirkelim.law.digest import plain
from tirkelim.portal.applicant.checking import sections as wizard_sections
from tirkelim.portal.applicant.services import WIZARDS
from tirkelim.portal.choices import language
from tirkelim.portal.complaints.words import SERVICES
from tirkelim.portal.conformity.checking import sections as conformity_sections
from tirkelim.portal.ledger.lines import criterion_in_words
from tirkelim.portal.level.checking import claim_rows
from tirkelim.portal.licences.checking import sections as licence_sections
from tirkelim.portal.show import Row, is_id
from tirkelim.portal.signing.parts import Part
from tirkelim.register.models import Activity
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.level.answers import read_answers

OTHER_SERVICES = {
    "cpd": gettext_lazy("Confirmation of results"),
    "level": gettext_lazy("Qualification level"),
    "assessment": gettext_lazy("Assessment of professional preparedness"),
}
Sections = Callable[..., list[dict[str, Any]]]
SECTIONS: Mapping[str, Sections] = {"conformity": conformity_sections, "licence": licence_sections}


def service_words(name: str) -> str:
    """What a service is called."""
    return str(SERVICES.get(name) or OTHER_SERVICES.get(name) or name)


def answer_parts(content: Mapping[str, Any]) -> list[Part]:
    """The answers, part by part."""
    if content["service"] == "cpd":
        return [Part(_("Results handed over"), _results(content["answers"]))]
    case = Case.objects.select_related("draft").filter(pk=UUID(content["case"])).first()
    if case is not None and plain(answers_of(case.draft.data)) == content["answers"]:
        found = _in_own_words(case, timezone.now())
        if found is not None:
            return [part for part in found if part.rows or part.parts]
    rows = generic_rows(content["answers"])
    return [Part(_("Answers"), rows, folded=True)] if rows else []


def _in_own_words(case: Case, now: datetime) -> list[Part] | None:
    if case.service == "level":
        claim = read_answers(case.draft.data).claim
        return None if claim is None else [Part(_("Answers"), claim_rows(case, claim, "", change=False))]
    sections = SECTIONS.get(case.service) or (wizard_sections if case.service in WIZARDS else None)
    return None if sections is None else [_part(one) for one in sections(case, now, change=False)]


def _results(answers: Mapping[str, Any]) -> list[Row]:
    """The results that are handed over, each with its criterion. Chosen as they are sent: no draft has them."""
    known = Activity.objects.current().filter(line__in=answers.get("rows") or ()).order_by("criterion", "title", "line")
    rows = [Row(one.title, criterion_in_words(one.criterion)) for one in known]
    return [Row(_("Specialty"), specialty_name(str(answers.get("specialty", "")), language())), *rows]


def _part(section: Mapping[str, Any]) -> Part:
    cards = section["cards"]
    if not cards:
        said = section.get("empty", "")
        return Part(str(section["title"]), [Row(str(section["title"]), said)] if said else [], folded=True)
    if len(cards) == 1 and not cards[0].get("title"):
        return Part(str(section["title"]), cards[0]["rows"], folded=True)
    inside = [Part(str(card.get("title", "")), card["rows"]) for card in cards]
    return Part(str(section["title"]), folded=True, parts=inside)


def generic_rows(content: Any) -> list[Row]:
    """Every value of a content under its place in it; ids of this system say nothing to a reader, and are counted."""
    return [Row(name or "–", value) for name, value in _leaves(content, "")]


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place} · {_words(name)}" if place else _words(name))
    elif isinstance(value, list):
        if value and all(is_id(one) for one in value):
            yield place, str(len(value))
            return
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{place} {number}")
    elif value is not None and value != "" and not is_id(value):
        yield place, {True: _("Yes"), False: _("No")}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
