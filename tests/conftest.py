"""What every test stands on: which database, and how random the random tests are.

The database is chosen outside: SQLite unless TIRKELIM_DATABASE_URL names another (`make test` runs both).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from tests.fresh import PostgresqlDatabase, SqliteFile, database

# `ci`: the same examples every time and on every machine, so that a red run is red for everyone.
settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# `search`: new examples every time, many of them; HYPOTHESIS_PROFILE=search, for an evening.
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_report_header(config: pytest.Config) -> str:
    """Name the database, so that a copied log says what it was about."""
    return f"database: {os.environ.get('TIRKELIM_DATABASE_URL', 'sqlite').partition(':')[0]}"


@pytest.fixture(scope="session")
def fresh() -> SqliteFile | PostgresqlDatabase:
    """The means to begin with a migrated database, and to put it back."""
    return database(connections["default"])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
    fresh: SqliteFile | PostgresqlDatabase,
) -> None:
    """Begin with the migrated database: kept from one run to the next, or else shared by the workers of this one."""
    kept = getattr(request.config, "cache", None)
    cache = kept.mkdir("migrated") if kept else tmp_path_factory.getbasetemp().parent
    fresh.begin(cache, tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def django_db_keepdb(fresh: SqliteFile | PostgresqlDatabase) -> bool:
    """The copied file is not taken away before its use. On PostgreSQL the copy is made at that moment."""
    return isinstance(fresh, SqliteFile)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, fresh: SqliteFile | PostgresqlDatabase
) -> Iterator[None]:
    """Tests with real transactions leave the database as they found it, guards and reference data included."""

    def put_back(case: TransactionTestCase) -> None:
        connections["default"].close()
        fresh.put_back()

    with django_db_blocker.unblock():
        connections["default"].close()
        fresh.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
    fresh.end()
