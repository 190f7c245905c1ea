"""Findings, documents and the clock of an application, as small tuples for the templates of every room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from tirkelim.cases.clock import read_clock
from tirkelim.cases.models import Case, Decision
from tirkelim.law.book import current_book
from tirkelim.law.citation import Citation, cite
from tirkelim.law.finding import Finding, Need
from tirkelim.law.messages import catalogue, render_need, term, write
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.requirements import TRANSLATION
from tirkelim.law.period import Length
from tirkelim.portal.choices import language, language_name
from tirkelim.portal.law_pages import law_href, readings
from tirkelim.portal.show import Clock, DocumentView, FindingView, Link, Reading, finding_view
from tirkelim.portal.wording import day_in_words, number_in_digits
from tirkelim.services.common.specialty import specialty_name

FORM_DOCUMENTS = frozenset({"application", "information_form"})
"""Documents that this site itself is: they are filled in here, not attached."""
NO_LINKS: Mapping[str, Sequence[Link]] = MappingProxyType({})


def href_of(citation: Citation) -> str:
    """The page about a place of law."""
    return law_href(citation)


def found_findings(found: Iterable[Finding]) -> list[FindingView]:
    """Findings of the kernel as the page shows them."""
    lang = language()
    known = readings(lang)
    views = []
    for finding in found:
        view = finding_view(finding, lang, href_of(finding.requirement.citation), known)
        if isinstance(finding.found, bool) or isinstance(finding.required, bool):
            view = view._replace(found="", required="")
        elif finding.requirement is TRANSLATION:
            view = view._replace(found=_languages(finding.found), required=_languages(finding.required))
        elif finding.found in specialties():
            view = view._replace(found=specialty_name(str(finding.found), lang))
        views.append(view)
    return views


def _languages(codes: object) -> str:
    """Languages of a document by their names."""
    each = codes if isinstance(codes, (tuple, list)) else (codes,)
    return ", ".join(language_name(code) for code in each if isinstance(code, str))


def stored_findings(stored: Iterable[Mapping[str, Any]]) -> list[FindingView]:
    """Findings as they were stored with a decision: the texts of that day."""
    lang = language()
    known = readings(lang)
    return [
        FindingView(
            status=one["status"],
            message=one["message"][lang],
            citation=one["citation"],
            href=href_of(cite(one["citation"])),
            found=value_in_words(one["found"]),
            required=value_in_words(one["required"]),
            readings=tuple(Reading(id, known.get(id, "")) for id in one["readings"]),
            anchor=one["requirement"].replace(".", "-"),
        )
        for one in stored
    ]


def value_in_words(value: Any) -> str:
    """A stored value as people read it; yes and no say nothing beside the message, so they are left out."""
    lang = language()
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(value_in_words, value)))
    if isinstance(value, (int, float)):
        return number_in_digits(value, lang)
    if isinstance(value, Mapping):
        return _mapping_in_words(value, lang)
    if value in specialties():
        return specialty_name(value, lang)
    if f"term.{value}" in catalogue():
        return term(value, lang)
    try:
        return day_in_words(date.fromisoformat(value), lang)
    except ValueError:
        return str(value)


def _mapping_in_words(value: Mapping[str, Any], lang: str) -> str:
    """A length of time as it was stored, in the words of the language; of anything else the names and numbers."""
    if set(value) == {"years", "months", "days"}:
        return write(Length(**value), lang)
    return ", ".join(f"{number} {unit}" for unit, number in value.items() if number)


def document_name(document: str) -> str:
    """What a document is called, beginning with a capital."""
    keys = tuple(f"{act}.document.{document}" for act in ("certificate", "level", "conformity", "licence"))
    keys += (f"document.{document}",)  # of a service that brings its own law
    name = next((term(key, language()) for key in keys if f"term.{key}" in catalogue()), document)
    return name[:1].upper() + name[1:]


def needed_documents(needs: Sequence[Need], links: Mapping[str, Sequence[Link]]) -> list[DocumentView]:
    """The checklist of what is attached: what is missing first, then what is open, then the rest in the order of the
    standard."""
    return all_documents([need for need in needs if need.document not in FORM_DOCUMENTS], links)


def all_documents(needs: Sequence[Need], links: Mapping[str, Sequence[Link]] = NO_LINKS) -> list[DocumentView]:
    """The same with the documents that this site itself is."""
    order = ("missing", "unknown", "filed", "held_by_system", "not_required")
    lang = language()
    return [
        DocumentView(
            document_name(need.document),
            str(need.status),
            render_need(need, lang),
            str(need.citation),
            href_of(need.citation),
            links.get(need.document, ()),
        )
        for need in sorted(needs, key=lambda need: order.index(str(need.status)))
    ]


def clock_of(case: Case, today: date, decision: Decision | None) -> Clock | None:
    """The term of a sent application as it stands today."""
    book = current_book()
    read = read_clock(case, today, book)
    if read is None:
        return None
    total = book.calendar.count(read.accepted_on, read.due_on)
    decided = decision.decided_on if decision else None
    return Clock(read.due_on, read.days_left, total, read.accepted_on, decided, today > read.due_on)
