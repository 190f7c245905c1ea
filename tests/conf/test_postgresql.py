"""A kept connection is looked at, not asked; one that the server has ended is noticed all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
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
