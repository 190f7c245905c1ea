"""A kept connection is looked at, not asked; one that the server has ended is noticed all the same. Moments come as
written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DataError, connection, connections
from django.db.backends.postgresql import base

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def kept() -> Iterator[Any]:
    other = connections.create_connection("default")
    other.ensure_connection()
    yield other
    other.close()


@pytest.fixture(autouse=True)
def _only_there() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection that could be lost")


def test_a_quiet_connection_costs_no_question(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", asked.append)
    assert kept.is_usable()
    assert asked == []


def test_an_ended_connection_is_noticed(kept: Any) -> None:
    """As after a restart of the server, or an administrator's word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 1000)", [kept.connection.info.backend_pid])
    assert not kept.is_usable()
    kept.close_if_health_check_failed()


def test_a_closed_connection_is_noticed(kept: Any) -> None:
    kept.connection.close()
    assert not kept.is_usable()


def test_statements_are_prepared_after_a_few_times(kept: Any) -> None:
    with kept.cursor() as cursor:
        for number in range(8):
            cursor.execute("SELECT %s::int", [number])
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone()[0] >= 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 21, 19, 42, 38, 123456, tzinfo=UTC),
        datetime(2026, 11, 21, 19, 42, 38, 120000, tzinfo=UTC),
        datetime(2026, 11, 21, 0, 0, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_moments_come_as_they_were_stored(moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz, NULL::timestamptz", [moment])
        assert cursor.fetchone() == (moment, None)


def test_a_moment_that_python_has_no_date_for_is_an_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '0044-03-15 12:00:00+00 BC'::timestamptz")
        with pytest.raises(DataError):
            cursor.fetchone()


def test_another_zone_of_the_server_changes_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Almaty'")
        cursor.execute("SELECT '2026-11-21 19:42:38.5+00'::timestamptz")
        found = cursor.fetchone()[0]
    assert found == datetime(2026, 11, 21, 19, 42, 38, 500000, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)
