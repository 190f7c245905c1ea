"""Queries that are put into SQL once and then only run: for the few that every page asks.

    @kept
    def _filings(case: UUID) -> QuerySet[Filing]:
        return Filing.objects.filter(case=case, removed_by__isnull=True).order_by("change__at")

    rows = _filings(case.id)

Django makes the SQL of a query anew each time, which takes ten times as long as running a small one. The function
under ``@kept`` is called once a database, with stand-ins for its arguments; later calls put the arguments where the
stand-ins were. It must therefore not look at its arguments, only pass them on to exact comparisons, and its query
always has the same shape: no lists, no None. What comes back is what the queryset would give, as a list: whole
objects, or the rows of ``values_list``.
"""

from __future__ import annotations

import copy
import functools
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

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
"""The kinds of arguments, with the field that knows how the database wants them."""


def kept(build: Callable[P, models.QuerySet[Any, R]]) -> Kept[P, R]:
    """Keep the SQL of the query that ``build`` makes. Its arguments are declared as UUID, datetime, date or str."""
    return Kept(build)


class _Stored:
    """The query as compiled for one database: its SQL, and for each parameter a value or the argument's number."""

    def __init__(self, queryset: models.QuerySet[Any, Any], alias: str, standing_in: Sequence[Any]) -> None:
        if getattr(queryset, "_prefetch_related_lookups", ()):
            raise TypeError("a kept query fetches nothing in a second step")
        self.queryset = queryset
        self.compiler: SQLCompiler = queryset.query.get_compiler(connection=connections[alias])
        self.sql, params = self.compiler.as_sql()
        numbers = {(type(value), value): number for number, value in enumerate(standing_in)}
        self.slots = [(numbers.get((type(param), param)), param) for param in params]
        used = {number for number, _ in self.slots}
        if used - {None} != set(range(len(standing_in))):
            raise TypeError("every argument of a kept query is compared as it is")

    def params(self, arguments: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(param if number is None else arguments[number] for number, param in self.slots)


class _Reading:
    """Stands for the queryset, and for its query, while the rows are read."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, stored: _Stored, alias: str, params: tuple[Any, ...]) -> None:
        self.db = alias
        self.query = self
        self.compiler = copy.copy(stored.compiler)
        self.compiler.connection = connections[alias]  # that of this thread
        self.compiler.as_sql = lambda *_, **__: (stored.sql, params)  # type: ignore[method-assign]

    def get_compiler(self, using: str | None = None) -> SQLCompiler:
        return self.compiler


class Kept(Generic[P, R]):
    """A kept query; call it with its arguments."""

    def __init__(self, build: Callable[P, models.QuerySet[Any, R]]) -> None:
        functools.update_wrapper(self, build)
        self._build = build
        self._stored: dict[str, _Stored] = {}
        self._names: tuple[str, ...] | None = None
        self._kinds: tuple[type, ...] = ()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The rows. Raises TypeError for an argument of another kind than declared."""
        given = self._given(args, kwargs)
        alias = router.db_for_read(models.Model)
        stored = self._stored.get(alias)
        if stored is None:
            stored = self._stored[alias] = self._compile(alias)
        database = connections[alias]
        adapted = [
            FIELDS[kind].get_db_prep_value(value, database) for kind, value in zip(self._kinds, given, strict=True)
        ]
        rows: Any = stored.queryset._iterable_class
        return list(rows(_Reading(stored, alias, stored.params(adapted))))

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The first of the rows, or None; the query itself says how many it fetches."""
        rows = self(*args, **kwargs)
        return rows[0] if rows else None

    def _given(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        if self._names is None:
            hints = {name: kind for name, kind in get_type_hints(self._build).items() if name != "return"}
            self._kinds, self._names = tuple(hints.values()), tuple(hints)
        given = [*args, *(kwargs[name] for name in self._names[len(args) :])]
        for kind, value in zip(self._kinds, given, strict=True):
            if not isinstance(value, kind):
                raise TypeError(f"{self._build.__name__}: {type(value).__name__} is no {kind.__name__}")
        return given

    def _compile(self, alias: str) -> _Stored:
        standing_in = [_stand_in(kind, number) for number, kind in enumerate(self._kinds)]
        queryset = self._build(*standing_in)  # type: ignore[call-arg]
        database = connections[alias]
        adapted = [
            FIELDS[kind].get_db_prep_value(value, database)
            for kind, value in zip(self._kinds, standing_in, strict=True)
        ]
        return _Stored(queryset, alias, adapted)


def _stand_in(kind: type, number: int) -> Any:
    """A value that no real query compares with."""
    stand_ins: dict[type, Callable[[], Any]] = {
        uuid.UUID: lambda: uuid.uuid5(uuid.NAMESPACE_OID, f"tirkelim:kept:{number}"),
        datetime: lambda: datetime(1871, 3, 1, 1, 2, 3, 4, tzinfo=UTC) + timedelta(hours=number),
        date: lambda: date(1871, 3, 1) + timedelta(days=number),
        str: lambda: f"\x1a kept {number} \x1a",
    }
    return stand_ins[kind]()
