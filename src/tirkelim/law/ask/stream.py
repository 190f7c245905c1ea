"""A stream of questions, one JSON object a line: bad lines carry their errors and the stream goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.registry import ask

LINE_FIELDS = {"id", "question", "facts"}
LONGEST_NUMBER = 400
"""Digits of a whole number that is still read exactly (longer ones would take quadratic time to read)."""


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """One answer line for every question line that is not blank, in the same order."""
    for line in lines:
        if line.strip():
            yield dump_json(answer_line(line))


def dump_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON text that any output takes: letters as they are, half a surrogate pair as its escape."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return written if _encodes(written) else json.dumps(value, indent=indent)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def answer_line(line: str) -> dict[str, Any]:
    """The answer to one line; what is wrong with it stands in ``errors``."""
    try:
        raw = load_json(line)
    except FactErrors as bad:
        return _head(_as_written(line)) | errors_as_json(bad)
    if not isinstance(raw, dict):
        return _head(raw) | errors_as_json(_error("", "not_an_object"))
    head = _head(raw)
    extra = sorted(set(raw) - LINE_FIELDS)
    if extra:
        return head | errors_as_json(_error(extra[0], "field_not_known"))
    try:
        return head | ask(str(raw.get("question")), raw.get("facts")).as_json()
    except FactErrors as bad:
        return head | errors_as_json(bad)


def _head(raw: Any) -> dict[str, Any]:
    """What an answer line carries over from its question line; null where there is none to be read."""
    given = raw if isinstance(raw, dict) else {}
    return {name: _echo(given.get(name)) for name in ("id", "question")}


def _echo(value: Any) -> Any:
    """A value as it was given, unless JSON cannot say it again (1e999 is read as infinite)."""
    try:
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return value


def _as_written(line: str) -> Any:
    """A line that names a field twice, read without minding (its id is kept); None when it is not JSON at all."""
    try:
        return json.loads(_plain(line), parse_constant=_refuse_constant, parse_int=_number)
    except (ValueError, RecursionError):
        return None


def load_json(text: str) -> Any:
    """The JSON value of a text. Raises FactErrors when it is not JSON, holds NaN or names a field twice."""
    try:
        return json.loads(
            _plain(text), parse_constant=_refuse_constant, parse_int=_number, object_pairs_hook=_without_repeats
        )
    except FactErrors:
        raise
    except (ValueError, RecursionError):
        raise _error("", "not_json") from None


def _plain(text: str) -> str:
    """The text without the byte order mark that some editors write first."""
    return text.removeprefix("\ufeff")


def _number(digits: str) -> int | float:
    """A whole number; one longer than any quantity has digits is read as infinite, which fits no field."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


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
