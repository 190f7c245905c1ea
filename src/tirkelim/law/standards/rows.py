"""The ten rows of each service's standard, in our words (data/standards/)."""

from __future__ import annotations

import functools
from typing import Any

from tirkelim.law.data import read_toml
from tirkelim.law.standards.services import Service

ROWS = ("provider", "channel", "term", "form", "result", "fee", "hours", "documents", "refusal_grounds", "other")
"""The rows of a standard, in their order: row n is ``ROWS[n - 1]``."""

Text = dict[str, str]


@functools.cache
def rows_of(service: Service) -> dict[str, Any]:
    """The rows by name. A text is {kk, ru, en}; documents and refusal grounds are lists of such with id or number."""
    raw = read_toml(f"standards/{service}.toml")
    if raw["service"] != service:
        raise ValueError(f"standards/{service}.toml says it is {raw['service']}")
    return {row: raw[row] for row in ROWS}


def documents_of(service: Service, action: str) -> tuple[str, ...]:
    """The ids of the documents that row 8 names for an action, in the order of the standard."""
    return tuple(item["id"] for item in rows_of(service)["documents"] if action in item["actions"])


def ground_text(service: Service, number: int) -> Text:
    """What a refusal ground of row 9 says. Raises KeyError for a number the standard does not have."""
    for ground in rows_of(service)["refusal_grounds"]:
        if ground["number"] == number:
            return {lang: ground[lang] for lang in ("kk", "ru", "en")}
    raise KeyError(number)
