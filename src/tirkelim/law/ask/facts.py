"""Reads facts from JSON into the frozen facts class of a question, and describes that class as JSON Schema.

The annotations of the class are the contract: ``int``, ``bool``, ``date``, ``datetime``, enums, kinds with bounds,
nested classes and ``tuple[X, ...]``. ``X | None``: null says that it does not exist. ``Maybe[X] = UNKNOWN``: may be
left out, and then (or when null) it is not known. Every error names its field; all errors are reported at once.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.kinds import Bounds, Text
from tirkelim.law.finding import Param
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN, Unknown

Facts = TypeVar("Facts")
DEFAULT_TEXT = Text(500)


class _Bad(ValueError):
    """A value that does not fit; turned into a FieldError by the field that meets it."""

    def __init__(self, code: str, *params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Shape(NamedTuple):
    """How one field is read: its reader and schema, and what null and absence mean."""

    read: Callable[[Any], Any]
    schema: dict[str, Any]
    null_is_none: bool
    null_is_unknown: bool
    required: bool
    default: Any


def parse(cls: type[Facts], raw: object) -> Facts:
    """The facts in ``raw``. Raises FactErrors with every field that does not fit."""
    errors: list[FieldError] = []
    facts = _read_class(cls, raw, "", errors)
    if errors:
        raise FactErrors(errors)
    return typing.cast(Facts, facts)


def schema(cls: type) -> dict[str, Any]:
    """The JSON Schema of a facts class (OpenAPI 3.1 dialect)."""
    shapes = shapes_of(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: shape.schema for name, shape in shapes.items()},
        "required": [name for name, shape in shapes.items() if shape.required],
    }


@functools.cache
def shapes_of(cls: type) -> dict[str, Shape]:
    """How each field of a facts class is read."""
    hints = typing.get_type_hints(cls, include_extras=True)
    if cls is Length:
        return {name: _length_shape(name) for name in Length._fields}
    return {field.name: _shape(hints[field.name], field) for field in dataclasses.fields(cls)}


def _length_shape(name: str) -> Shape:
    high = {"years": 100, "months": 11, "days": 31}[name]
    read, described = _number_reader(int, Bounds(0, high))
    return Shape(read, described, False, False, True, None)


def _shape(hint: Any, field: dataclasses.Field[Any]) -> Shape:
    inner, options = _split_union(hint)
    read, described = _reader(inner)
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    required = default is dataclasses.MISSING
    null_is_none, null_is_unknown = type(None) in options, Unknown in options
    if null_is_none or null_is_unknown:
        described = {"anyOf": [described, {"type": "null"}]}
    return Shape(read, described, null_is_none, null_is_unknown, required, default)


def _split_union(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        members = typing.get_args(hint)
        inner = [member for member in members if member not in (type(None), Unknown)]
        if len(inner) != 1:
            raise TypeError(f"a fact has one kind, not {hint}")
        return inner[0], members
    return hint, ()


def _reader(hint: Any) -> tuple[Callable[[Any], Any], dict[str, Any]]:
    """The reader and schema of one kind of value."""
    if typing.get_origin(hint) is typing.Annotated:
        base, limits = typing.get_args(hint)[:2]
        return _number_reader(base, limits) if isinstance(limits, Bounds) else _text_reader(limits)
    if typing.get_origin(hint) is tuple:
        return _list_reader(typing.get_args(hint)[0])
    if hint is str:
        return _text_reader(DEFAULT_TEXT)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _enum_reader(hint)
    if isinstance(hint, type) and (hint is Length or dataclasses.is_dataclass(hint)):
        return functools.partial(_read_nested, hint), schema(hint)
    return _SIMPLE[hint]


def _read_bool(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _Bad("not_a_yes_or_no")
    return raw


def _read_date(raw: Any) -> date:
    if not isinstance(raw, str) or len(raw) != len("2026-01-31"):
        raise _Bad("not_a_date")
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        raise _Bad("not_a_date") from None
    if not 1900 <= day.year <= 2100:
        raise _Bad("date_out_of_range")
    return day


def _read_datetime(raw: Any) -> datetime:
    if not isinstance(raw, str):
        raise _Bad("not_a_time")
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        raise _Bad("not_a_time") from None
    if moment.tzinfo is None:
        raise _Bad("time_without_offset")
    if not 1900 < moment.year < 2100:
        raise _Bad("date_out_of_range")
    return moment


_SIMPLE: dict[Any, tuple[Callable[[Any], Any], dict[str, Any]]] = {
    bool: (_read_bool, {"type": "boolean"}),
    date: (_read_date, {"type": "string", "format": "date"}),
    datetime: (_read_datetime, {"type": "string", "format": "date-time"}),
}


def _number_reader(base: type, bounds: Bounds) -> tuple[Callable[[Any], Any], dict[str, Any]]:
    whole = base is int

    def read(raw: Any) -> int | Decimal:
        if isinstance(raw, bool) or not isinstance(raw, (int, float)):
            raise _Bad("not_a_number")
        number = Decimal(str(raw))
        if not number.is_finite():
            raise _Bad("not_a_number")
        if not bounds.low <= number <= bounds.high:
            raise _Bad("number_out_of_range", ("low", bounds.low), ("high", bounds.high))
        if bounds.step is not None and number % bounds.step:
            raise _Bad("not_whole" if whole else "not_a_step", ("step", bounds.step))
        return int(number) if whole else number

    described: dict[str, Any] = {"type": "integer" if whole else "number"}
    described |= {"minimum": bounds.low, "maximum": bounds.high}
    if not whole and bounds.step is not None:
        described["multipleOf"] = float(bounds.step)
    return read, described


def _text_reader(limit: Text) -> tuple[Callable[[Any], Any], dict[str, Any]]:
    def read(raw: Any) -> str:
        if not isinstance(raw, str):
            raise _Bad("not_a_text")
        if len(raw) > limit.longest:
            raise _Bad("text_too_long", ("longest", limit.longest))
        return raw

    return read, {"type": "string", "maxLength": limit.longest}


def _enum_reader(kind: type[enum.Enum]) -> tuple[Callable[[Any], Any], dict[str, Any]]:
    values = [member.value for member in kind]

    def read(raw: Any) -> enum.Enum:
        if not isinstance(raw, str) or raw not in values:
            raise _Bad("not_in_list", ("values", ", ".join(values)))
        return kind(raw)

    return read, {"type": "string", "enum": values}


LONGEST_LIST = 1_000


def _list_reader(item: Any) -> tuple[Callable[[Any], Any], dict[str, Any]]:
    read_item, item_schema = _reader(item)

    def read(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise _Bad("not_a_list")
        if len(raw) > LONGEST_LIST:
            raise _Bad("list_too_long", ("longest", LONGEST_LIST))
        errors: list[FieldError] = []
        items = tuple(_read_item(read_item, value, str(n), errors) for n, value in enumerate(raw))
        if errors:
            raise FactErrors(errors)
        return items

    return read, {"type": "array", "items": item_schema, "maxItems": LONGEST_LIST}


def _read_nested(cls: type, raw: Any) -> Any:
    errors: list[FieldError] = []
    facts = _read_class(cls, raw, "", errors)
    if errors:
        raise FactErrors(errors)
    return facts


def _read_class(cls: type, raw: object, path: str, errors: list[FieldError]) -> Any:
    if not isinstance(raw, Mapping):
        errors.append(FieldError(path, "not_an_object"))
        return None
    shapes = shapes_of(cls)
    errors.extend(FieldError(_join(path, str(name)), "field_not_known") for name in raw if name not in shapes)
    before = len(errors)
    values = {name: _read_field(name, shape, raw, path, errors) for name, shape in shapes.items()}
    return cls(**values) if len(errors) == before else None


def _read_field(name: str, shape: Shape, raw: Mapping[str, Any], path: str, errors: list[FieldError]) -> Any:
    if name not in raw:
        if shape.required:
            errors.append(FieldError(_join(path, name), "field_missing"))
            return None
        return shape.default
    value = raw[name]
    if value is None:
        return _read_null(name, shape, path, errors)
    return _read_item(shape.read, value, _join(path, name), errors)


def _read_null(name: str, shape: Shape, path: str, errors: list[FieldError]) -> Any:
    if shape.null_is_none:
        return None
    if not shape.required:
        return UNKNOWN if shape.null_is_unknown else shape.default
    if shape.null_is_unknown:
        return UNKNOWN
    errors.append(FieldError(_join(path, name), "null_not_allowed"))
    return None


def _read_item(read: Callable[[Any], Any], value: Any, path: str, errors: list[FieldError]) -> Any:
    try:
        return read(value)
    except _Bad as bad:
        errors.append(FieldError(path, bad.code, bad.params))
    except FactErrors as nested:
        errors.extend(error._replace(field=_join(path, error.field)) for error in nested.errors)
    return None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name else path or name
