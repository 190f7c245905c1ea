"""The two tables of the bare views, made and filled with plain SQL."""

from __future__ import annotations

from datetime import date

READ, WRITTEN = "bench_bare_row", "bench_bare_written"
ROW = ("Ахметова Айгерім Серікқызы", "Балалар кардиологиясы", "7.1 (R)", date(2024, 3, 1), date(2029, 3, 1))


def fill(numbers: list[str]) -> None:
    """Make both tables; the one that is read holds a row for each number."""
    from django.db import connection  # the bare server reads the names above before it has settings

    with connection.cursor() as cursor:
        for table in (READ, WRITTEN):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(
            f"CREATE TABLE {READ} (number varchar(60) PRIMARY KEY, name varchar(200), specialty varchar(200), "
            "level varchar(10), issued_on date, valid_until date)"
        )
        cursor.execute(f"CREATE TABLE {WRITTEN} (id uuid PRIMARY KEY, text varchar(200))")
        cursor.executemany(
            f"INSERT INTO {READ} VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608 - our own name
            [(number, *ROW) for number in numbers],
        )
