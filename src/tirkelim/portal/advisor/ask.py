"""Putting questions to the law for a page: facts from a form's answers, and what a page shows of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise

from tirkelim.law import messages
from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.registry import ask
from tirkelim.law.finding import Finding
from tirkelim.portal.law_pages import label_in_words, language, law_href, order_in_words, readings
from tirkelim.portal.show import FindingView, finding_view


class Asked(NamedTuple):
    """A question as it was put, and its answer."""

    question: str
    facts: dict[str, Any]
    answer: Answer

    def says(self, name: str) -> Any:
        """A value of the answer by its name."""
        return self.answer.values[name]

    @property
    def json(self) -> str:
        """The facts as a program would send them."""
        return json.dumps(self.facts, ensure_ascii=False, indent=2)


class Advice(NamedTuple):
    """What a page answers: one plain sentence, its tone (the panel's kind), a further sentence, the questions put."""

    sentence: str | Promise
    kind: str
    asked: tuple[Asked, ...]
    further: str | Promise = ""
    findings: tuple[FindingView, ...] = ()
    more: dict[str, Any] = {}

    @property
    def editions(self) -> list[str]:
        """The editions that answered, each once."""
        return list(dict.fromkeys(label_in_words(asked.answer.edition.label) for asked in self.asked))

    @property
    def later(self) -> list[str]:
        """Orders that changed an act later and whose wording is not held."""
        found = (asked.answer.edition.later_amendment for asked in self.asked)
        return list(dict.fromkeys(order_in_words(order) for order in found if order))


def put(question: str, *, nulls: bool = False, **facts: Any) -> Asked:
    """Ask with those facts that are known; `nulls` sends the others as null, where the contract wants every field.

    Raises FactErrors where they do not fit.
    """
    given = {name: as_json(value) for name, value in facts.items() if nulls or value is not None}
    return Asked(question, given, ask(question, given))


def as_json(value: Any) -> Any:
    """An answer of a form as the interface takes it: dates as text, numbers plain, unknown parts left out."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items() if inner is not None}
    return [as_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def views(findings: Iterable[Finding]) -> tuple[FindingView, ...]:
    """Findings as the findings component shows them, with links to the paragraphs and the readings' texts."""
    lang = language()
    texts = readings(lang)
    return tuple(finding_view(one, lang, law_href(one.requirement.citation), texts) for one in findings)


def counted(value: int | Decimal, noun: str) -> str:
    """A number with its noun in the language of the page: 5 working days."""
    return messages.counted(value, noun, language())


def term(key: str) -> str:
    """A word of the law's vocabulary in the language of the page; the key's last part where there is none."""
    try:
        return messages.term(key, language())
    except KeyError:
        return key.rpartition(".")[2]
