"""A stream of questions, one JSON object a line: bad lines carry their errors and the stream goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.registry import ask

LINE_FIELDS = {"id", "question", "facts"}


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """One answer line for every question line that is not blank, in the same order."""
    for line in lines:
        if line.strip():
            yield json.dumps(answer_line(line), ensure_ascii=False)


def answer_line(line: str) -> dict[str, Any]:
    """The answer to one line; what is wrong with it stands in ``errors``."""
    try:
        raw = load_json(line)
    except FactErrors as bad:
        return {"id": None, "question": None, **errors_as_json(bad)}
    if not isinstance(raw, dict):
        return {"id": None, "question": None, **errors_as_json(_error("", "not_an_object"))}
    head = {"id": raw.get("id"), "question": raw.get("question")}
    extra = sorted(set(raw) - LINE_FIELDS)
    if extra:
        return head | errors_as_json(_error(extra[0], "field_not_known"))
    try:
        return head | ask(str(raw.get("question")), raw.get("facts")).as_json()
    except FactErrors as bad:
        return head | errors_as_json(bad)


def load_json(text: str) -> Any:
    """The JSON value of a text. Raises FactErrors when it is not JSON, holds NaN or names a field twice."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_repeats)
    except FactErrors:
        raise
    except (ValueError, RecursionError):
        raise _error("", "not_json") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        raise _error(next(name for name in names if names.count(name) > 1), "field_repeated")
    return fields


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _error(field: str, code: str) -> FactErrors:
    return FactErrors([FieldError(field, code)])


def errors_as_json(bad: FactErrors) -> dict[str, Any]:
    """The public form of all errors."""
    return {"errors": [error.as_json() for error in bad.errors]}
