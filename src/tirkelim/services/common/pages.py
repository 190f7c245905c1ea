"""Pages of a draft: how one is kept, and how it is read back.

A page is kept twice: as typed, so that nothing is lost, and clean, once it makes sense. Only clean pages are read here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import NullIf

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.facts import parse

Page = TypeVar("Page")


@dataclass(frozen=True, slots=True)
class DeclarationAnswers:
    """The statement of truth, with which the application is signed."""

    true: bool


def page_entry(typed: Mapping[str, Any], clean: Mapping[str, Any] | None) -> dict[str, Any]:
    """How a page is kept in the draft: as typed, and clean where it makes sense."""
    return {"typed": dict(typed), "clean": None if clean is None else dict(clean)}


def read_page(cls: type[Page], entry: Any) -> Page | None:
    """The clean answers of a page as its class; None where it does not make sense yet."""
    if not isinstance(entry, Mapping) or entry.get("clean") is None:
        return None
    try:
        return parse(cls, entry["clean"])
    except FactErrors:
        return None


def answer_text(draft: Mapping[str, Any], page: str, name: str) -> str:
    """One clean answer of a draft, as text, a list as JSON; "" where it is not given."""
    entry = draft.get(page)
    clean = entry.get("clean") if isinstance(entry, Mapping) else None
    found = clean.get(name) if isinstance(clean, Mapping) else None
    if isinstance(found, list):
        return json.dumps(found, ensure_ascii=False)
    return "" if found is None else str(found)


def answer_in_query(page: str, name: str) -> NullIf:
    """The same in a query over cases, for lists that cannot read whole drafts; null where it is not given."""
    answer = KeyTextTransform(name, KeyTransform("clean", KeyTransform(page, "draft__data")))
    # SQLite gives the word "null" for a null in JSON.
    return NullIf(answer, Value("null"), output_field=TextField())


CLAIMED_SPECIALTY = KeyTextTransform("specialty", KeyTransform("clean", KeyTransform("claim", "draft__data")))
"""The claimed specialty in a query over cases, for lists that cannot read whole drafts."""
LEVEL = ("claim", "level")
"""Page and name of the answer that claims a level."""
CLAIMED_LEVEL = answer_in_query(*LEVEL)
"""The claimed level in such a query; null where none is claimed."""
