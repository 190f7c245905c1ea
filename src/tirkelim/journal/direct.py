"""Writing one row without putting the statement together anew: for the tables that every command writes.

What is written is what the model would write: the same columns, the same defaults, each value adapted by its field.
Nothing else of a model happens here, so it is only for models without a ``save`` of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from django.db import connection, models


def insert(row: models.Model, *, unless_there: bool = False) -> None:
    """Store a new row. ``unless_there``: do nothing where a unique value of it is taken already.

    A number that the database gives (an automatic primary key) is set on the row, except with ``unless_there``.
    """
    statement, fields, numbered = _insertion(type(row), unless_there)
    params = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        if numbered:
            row.pk = cursor.fetchone()[0]
    row._state.adding = False
    row._state.db = connection.alias


def update(model: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Set fields of the rows whose fields equal those of ``where``; returns how many rows that were.

    Both name fields as the model does, foreign keys by ``..._id``; None is not for ``where``.
    """
    statement, fields = _updating(model, tuple(values), tuple(where))
    given = (*values.values(), *where.values())
    params = [field.get_db_prep_save(value, connection) for field, value in zip(fields, given, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


@functools.cache
def _insertion(model: type[models.Model], unless_there: bool) -> tuple[str, list[models.Field[Any, Any]], bool]:
    """The statement, its fields, and whether it answers with the number that the database gave."""
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    numbered = isinstance(meta.pk, models.AutoField) and not unless_there
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places})'  # noqa: S608 - our own names
    if unless_there:
        statement += " ON CONFLICT DO NOTHING"
    elif numbered:
        statement += f' RETURNING "{meta.pk.column}"'
    return statement, fields, numbered


@functools.cache
def _updating(
    model: type[models.Model], names: tuple[str, ...], where: tuple[str, ...]
) -> tuple[str, list[models.Field[Any, Any]]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in (*names, *where)]
    sets = ", ".join(f'"{by_name[name].column}" = %s' for name in names)
    equal = " AND ".join(f'"{by_name[name].column}" = %s' for name in where)
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {equal}', fields  # noqa: S608 - our own names
