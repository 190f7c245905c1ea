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
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file of this run: in memory, connections share one lock and never wait for each other."""
    default = connections["default"]
    if default.vendor == "sqlite":
        default.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tirkelim.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _guards_let_tests_clean_up() -> Iterator[None]:
    """Tests with real transactions empty the tables afterwards, which the guards forbid: lift them for that moment.

    Emptying announces a migration, and with that the guards and the reference data come back.
    """
    from tirkelim.journal import guards

    empty = TransactionTestCase._fixture_teardown

    def lift_and_empty(case: TransactionTestCase) -> None:
        for alias in case._databases_names(include_mirrors=False):
            guards.lift(connections[alias])
        empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield
