"""Asking for many rows by what they are known by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q
from django.db.models.sql.compiler import SQLCompiler


def among(field: str, values: Iterable[Any]) -> Q | Lookup[Any]:
    """The rows whose field has one of the values, as `field__in`: for `filter`.

    On PostgreSQL the values are one array: a thousand places for values cost more to be put into a query than the rows
    cost to be found.
    """
    if connection.vendor != "postgresql":
        return Q(**{f"{field}__in": list(values)})
    return _Any(F(field), list(values))


class _Any(Lookup):
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*params, self.rhs)
