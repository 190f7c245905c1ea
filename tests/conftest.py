"""What every test stands on: which database, and how random the random tests are.

The database is chosen outside: SQLite unless TIRKELIM_DATABASE_URL names another (`make test` runs both).
"""

from __future__ import annotations

import os

import pytest
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
