"""Queries that are put into SQL once and then only run: for the few that every page asks.

    @kept
    def _filings(case: UUID) -> QuerySet[Filing]:
        return Filing.objects.filter(case=case, removed_by__isnull=True).order_by("change__at")

    rows = _filings(case.id)

Django makes the SQL of a query anew each time, which takes ten times as long as running a small one. The function
under ``@kept`` is called once, with stand-ins for its arguments; later calls put the arguments where the stand-ins
were. It must therefore not look at them, only pass them on to exact comparisons. None is not among them, since a
comparison with nothing is another query. Two kinds of arguments give the query its shape, and each shape is kept by
itself: whole numbers (for slices), and the length of a tuple (for ``__in``). A tuple is filled up with its last value
to the next power of two, so that lists of all lengths share a few shapes.

What comes back is what the queryset would give, as a list: whole objects, or the rows of ``values_list``.
"""

from __future__ import annotations

import functools
import itertools
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
R = TypeVar("R", bound=Any)

FIELDS: dict[type, models.Field[Any, Any]] = {
    uuid.UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
    str: models.TextField(),
}
"""The kinds of arguments that are compared, with the field that knows how the database wants them."""
MOST_SHAPES = 200


def kept(build: Callable[P, models.QuerySet[Any, R]]) -> Kept[P, R]:
    """Keep the SQL of the query that ``build`` makes. Its arguments are declared as UUID, datetime, date, str, as a
    tuple of these of any length, or as int."""
    return Kept(build)


class _Parameter(NamedTuple):
    """A declared argument."""

    name: str
    kind: type
    many: bool

    @property
    def is_shape(self) -> bool:
        return self.kind is int


Shape = tuple[int, ...]
"""What one query differs in from another of the same function: whole numbers and lengths of tuples."""


Slot = tuple[int | None, Any]
"""A parameter of the query: the number of an argument, or None and a value of the query's own."""
PLAIN_WORD = re.compile(r"[a-z][a-z_]*")


class _Stored:
    """The query as compiled for one database: its SQL, and for each parameter a value or the argument's number."""

    def __init__(self, queryset: models.QuerySet[Any, Any], alias: str, standing_in: Sequence[Any]) -> None:
        if getattr(queryset, "_prefetch_related_lookups", ()):
            raise TypeError("a kept query fetches nothing in a second step")
        self.queryset = queryset
        self.compiler: SQLCompiler = queryset.query.get_compiler(connection=connections[alias])
        sql, params = self.compiler.as_sql()
        slots = [(_number_of(param, standing_in), param) for param in params]
        self.sql, self.slots = _with_words(sql, slots)
        if {number for number, _ in self.slots} - {None} != set(range(len(standing_in))):
            raise TypeError("every argument of a kept query is compared as it is")
        self.width = self.compiler.col_count
        self.converters = list(
            self.compiler.get_converters([column for column, *_ in self.compiler.select[: self.width]]).items()
        )

    def params(self, arguments: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(param if number is None else arguments[number] for number, param in self.slots)


def _number_of(param: Any, standing_in: Sequence[Any]) -> int | None:
    """Which argument a parameter stands for; None for a value of the query itself."""
    found = (number for number, value in enumerate(standing_in) if type(value) is type(param) and value == param)
    return next(found, None)


def _with_words(sql: str, slots: list[Slot]) -> tuple[str, list[Slot]]:
    """The query with its own plain words written out: a database that plans it once for all arguments must see them
    to know that an index over some rows only (``state IN (...)``) will do."""
    parts = sql.split("%s")
    if len(parts) != len(slots) + 1:
        return sql, slots
    left: list[Slot] = []
    for place, (number, param) in enumerate(slots):
        if number is None and isinstance(param, str) and PLAIN_WORD.fullmatch(param):
            parts[place] += f"'{param}'"
        else:
            parts[place] += "%s"
            left.append((number, param))
    return "".join(parts), left


class _Reading:
    """Stands for the queryset, its query and its compiler, while Django's own readers make objects of the rows."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, stored: _Stored, alias: str, params: tuple[Any, ...]) -> None:
        self.db = alias
        self.query = self
        self._fields = getattr(stored.queryset, "_fields", None)
        self.select = stored.compiler.select
        self.klass_info = stored.compiler.klass_info
        self.annotation_col_map = stored.compiler.annotation_col_map
        self._stored = stored
        self._params = params

    def get_compiler(self, using: str | None = None) -> _Reading:
        return self

    def execute_sql(self, **_: Any) -> list[Any]:
        with connections[self.db].cursor() as cursor:  # the connection of this thread
            cursor.execute(self._stored.sql, self._params)
            rows = cursor.fetchall()
        # Columns beyond the wanted ones are there for the order only.
        return [row[: self._stored.width] for row in rows] if self._stored.compiler.has_extra_select else rows

    def results_iter(self, results: Any = None, tuple_expected: bool = False, **_: Any) -> Iterable[Any]:
        rows = self.execute_sql() if results is None else results
        if self._stored.converters:
            rows = self._converted(rows)
        return map(tuple, rows) if tuple_expected else rows

    def _converted(self, rows: Iterable[Any]) -> Iterator[list[Any]]:
        database = connections[self.db]
        for row in map(list, rows):
            for place, (converters, expression) in self._stored.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, database)
            yield row


class Kept(Generic[P, R]):
    """A kept query; call it with its arguments."""

    def __init__(self, build: Callable[P, models.QuerySet[Any, R]]) -> None:
        functools.update_wrapper(self, build)
        self._build = build
        self._stored: dict[tuple[str, Shape], _Stored] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The rows. Raises TypeError for an argument of another kind than declared."""
        given = [*args, *(kwargs[parameter.name] for parameter in self._parameters[len(args) :])]
        shape, values = self._apart(given)
        alias = router.db_for_read(models.Model)
        stored = self._stored.get((alias, shape)) or self._keep(alias, shape)
        if stored is None:
            return []
        rows: Any = stored.queryset._iterable_class
        return list(rows(_Reading(stored, alias, stored.params(_adapted(values, alias)))))

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The first of the rows, or None; the query itself says how many it fetches."""
        rows = self(*args, **kwargs)
        return rows[0] if rows else None

    @functools.cached_property
    def _parameters(self) -> tuple[_Parameter, ...]:
        """The declared arguments; read at the first call, when everything they name is there."""
        hints = {name: kind for name, kind in get_type_hints(self._build).items() if name != "return"}
        return tuple(
            _Parameter(name, get_args(kind)[0] if get_origin(kind) is tuple else kind, get_origin(kind) is tuple)
            for name, kind in hints.items()
        )

    def _apart(self, given: Sequence[Any]) -> tuple[Shape, list[tuple[type, Any]]]:
        """The shape, and the values to compare with, each with its kind. Raises TypeError."""
        shape: list[int] = []
        values: list[tuple[type, Any]] = []
        for parameter, value in zip(self._parameters, given, strict=True):
            parts = value if parameter.many else (value,)
            if not isinstance(parts, tuple) or not all(isinstance(part, parameter.kind) for part in parts):
                raise TypeError(f"{self._build.__name__}: {parameter.name} is another kind than declared")
            if parameter.is_shape:
                shape.append(value)
                continue
            if parameter.many:
                parts = _filled_up(parts)
                shape.append(len(parts))
            values += [(parameter.kind, part) for part in parts]
        return tuple(shape), values

    def _keep(self, alias: str, shape: Shape) -> _Stored | None:
        """Make the SQL for a shape; None where nothing can be found, such as among no values at all."""
        if len(self._stored) >= MOST_SHAPES:
            self._stored.clear()
        standing_in = self._stand_ins(shape)
        _, values = self._apart(standing_in)
        queryset = self._build(*standing_in)  # type: ignore[call-arg]
        try:
            stored = self._stored[alias, shape] = _Stored(queryset, alias, _adapted(values, alias))
        except EmptyResultSet:
            return None
        return stored

    def _stand_ins(self, shape: Shape) -> list[Any]:
        lengths, number = iter(shape), itertools.count()
        found: list[Any] = []
        for parameter in self._parameters:
            if parameter.is_shape:
                found.append(next(lengths))
            elif parameter.many:
                found.append(tuple(_stand_in(parameter.kind, next(number)) for _ in range(next(lengths))))
            else:
                found.append(_stand_in(parameter.kind, next(number)))
        return found


def _filled_up(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """To the next power of two: among the same values twice nothing else is found."""
    if not parts:
        return ()
    return parts + parts[-1:] * ((1 << (len(parts) - 1).bit_length()) - len(parts))


def _adapted(values: Sequence[tuple[type, Any]], alias: str) -> list[Any]:
    """The values as the database wants them."""
    database = connections[alias]
    return [FIELDS[kind].get_db_prep_value(value, database) for kind, value in values]


def _stand_in(kind: type, number: int) -> Any:
    """A value that no real query compares with."""
    stand_ins: dict[type, Callable[[], Any]] = {
        uuid.UUID: lambda: uuid.uuid5(uuid.NAMESPACE_OID, f"tirkelim:kept:{number}"),
        datetime: lambda: datetime(1871, 3, 1, 1, 2, 3, 4, tzinfo=UTC) + timedelta(hours=number),
        date: lambda: date(1871, 3, 1) + timedelta(days=number),
        str: lambda: f"\x1a kept {number} \x1a",
    }
    return stand_ins[kind]()
