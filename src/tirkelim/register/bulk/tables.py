"""Putting many rows into a table: by COPY on PostgreSQL, by INSERT of many rows elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, models

Row = tuple[Any, ...]
"""The values of all columns of a table, in the order of the model's fields."""


class Blank:
    """A row of a table with nothing but defaults, to be filled in."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._defaults = {field.attname: field.get_default() for field in model._meta.concrete_fields}

    def filled(self, values: Mapping[str, Any]) -> Row:
        """The row with these values, by the names of columns (`person_id`). Raises TypeError for another name."""
        row = {**self._defaults, **values}
        if len(row) != len(self._defaults):
            raise TypeError(f"{self.model.__name__} has no {sorted(row.keys() - self._defaults.keys())}")
        return tuple(row.values())


@cache
def blank(model: type[models.Model]) -> Blank:
    """The blank row of a table."""
    return Blank(model)


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Store the rows. Raises IntegrityError where the database refuses one of them; what it says may be personal."""
    if not rows:
        return
    if connection.vendor == "postgresql":
        _copy(model, rows)
        return
    names = [field.attname for field in model._meta.concrete_fields]
    model._default_manager.bulk_create([model(**dict(zip(names, row, strict=True))) for row in rows], batch_size=500)


def next_numbers(model: type[models.Model], count: int) -> Sequence[int]:
    """Numbers for so many new rows of a table that numbers them itself, drawn inside the transaction that uses them."""
    key = model._meta.pk.column
    if connection.vendor != "postgresql":
        # The only writer there is: nobody draws one between this and the insert.
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        return range(last + 1, last + 1 + count)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _copy(model: type[models.Model], rows: Sequence[Row]) -> None:
    """COPY, with the database's refusals as Django names them."""
    import psycopg
    from psycopg.types.json import Jsonb

    quote = connection.ops.quote_name
    said = [place for place, field in enumerate(model._meta.concrete_fields) if isinstance(field, models.JSONField)]
    if said:
        rows = [
            tuple(Jsonb(value) if place in said and value is not None else value for place, value in enumerate(row))
            for row in rows
        ]
    columns = ", ".join(quote(str(field.column)) for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        try:
            with cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.IntegrityError as refused:
            raise IntegrityError(refused.diag.constraint_name or "refused") from refused
        except psycopg.Error as failed:
            raise DatabaseError(type(failed).__name__) from failed
