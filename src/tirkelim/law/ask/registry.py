"""The questions by name, and how one is asked. Order modules register theirs with ``@question``."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.facts import parse
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.citation import Citation, cite
from tirkelim.law.edition import NotInForce

MODULES = (
    "ask.acts",
    "standards.questions",
    "order_253_register.questions",
    "order_283_cpd.questions",
    "order_274_certificates.questions",
    "order_59_licence.questions",
    "order_503_conformity.questions",
    "order_305_positions.questions",
    "order_1035_interior.questions",
    "order_1035_interior.next_questions",
)
"""Where questions are defined; the one list to extend."""

Facts = TypeVar("Facts")


class Question(NamedTuple):
    """A question of the contract: its facts class, the rule that answers it, and the places it rests on."""

    name: str
    facts: type
    answer: Callable[[Any, LawBook], Answer]
    citations: tuple[Citation, ...]
    day_field: str
    """The fact that says on which day the law is asked; errors about the day name it."""


_questions: dict[str, Question] = {}


def question(
    name: str, facts: type[Facts], *citations: str, day_field: str = ""
) -> Callable[[Callable[[Facts, LawBook], Answer]], Callable[[Facts, LawBook], Answer]]:
    """Register the decorated function as the rule that answers ``name`` from ``facts``."""

    def register(answer: Callable[[Facts, LawBook], Answer]) -> Callable[[Facts, LawBook], Answer]:
        if name in _questions:
            raise ValueError(f"question {name} is defined twice")
        _questions[name] = Question(name, facts, answer, tuple(map(cite, citations)), day_field)
        return answer

    return register


def questions() -> dict[str, Question]:
    """All questions by name, in the order of the contract, whichever module was imported first."""
    _load()
    return _questions


@functools.cache
def _load() -> None:
    for module in MODULES:
        importlib.import_module(f"tirkelim.law.{module}")
    folders = [f"tirkelim.law.{module.rpartition('.')[0]}." for module in MODULES]
    places = {
        name: next((n for n, folder in enumerate(folders) if found.answer.__module__.startswith(folder)), len(folders))
        for name, found in _questions.items()
    }
    for name in sorted(_questions, key=places.__getitem__):
        _questions[name] = _questions.pop(name)


def ask(name: str, raw: object, book: LawBook | None = None) -> Answer:
    """Answer a question from JSON facts. Raises FactErrors when the question or a fact does not fit."""
    found = questions().get(name)
    if found is None:
        raise FactErrors([FieldError("question", "question_not_known")])
    facts: Any = parse(found.facts, raw)
    try:
        return found.answer(facts, book or current_book())
    except NotInForce as out:
        raise FactErrors([not_in_force_error(found.day_field or "on", out)]) from out
    except CalendarNotKnown as out:
        params = (("first", out.first), ("last", out.last))
        raise FactErrors([FieldError(found.day_field or "on", "calendar_not_known", params)]) from out


def not_in_force_error(field: str, out: NotInForce) -> FieldError:
    """The error that says why no held wording answers for the day, and by which order it ended."""
    params = (("act", out.act), ("day", out.day), ("boundary", out.boundary), ("by", out.by))
    return FieldError(field, f"not_in_force_{out.reason}", params)
