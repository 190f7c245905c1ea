"""Migrations that a running system can take: what would lock or break it under the feet of those who work is found
in the SQL that PostgreSQL would be sent."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

SQUAWK = Path(sys.executable).with_name("squawk")
BEFORE_THE_REGISTER_HELD_PEOPLE = {
    "journal": 1, "identity": 3, "documents": 3, "gateway": 3, "cases": 7, "register": 7, "licence": 2, "conformity": 3,
    "national": 0,
}  # fmt: skip
"""The last migration of each application that was made for empty tables."""
NOT_ASKED = {
    "require-lock-timeout": "set for the whole session: docs/operate.md",
    "require-statement-timeout": "the same; validating a check on a large table may take its time",
    "prefer-text-field": "lengths are part of the model and grow by migrations without a rewrite",
    "prefer-bigint-over-int": "counts of rows of one file, never a key",
    "prefer-identity": "Django draws keys its own way",
    "prefer-robust-stmts": "a migration is recorded as applied; docs/operate.md says what to do after an interruption",
    "prefer-timestamp-tz": "Django's moments have a zone",
    "transaction-nesting": "BEGIN and COMMIT are printed by sqlmigrate",
}
MADE_HERE = re.compile(r'CREATE TABLE "([a-z_]+)"')
SUBJECT = re.compile(r'(?:ALTER TABLE|CREATE (?:UNIQUE )?INDEX "[a-z0-9_]+" ON) "([a-z_]+)"')


def migrations_to_read() -> list[tuple[str, str]]:
    """Application and name of every migration made since."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sorted(
        (app, name)
        for app, name in known
        if app in BEFORE_THE_REGISTER_HELD_PEOPLE
        if int(name.partition("_")[0]) > BEFORE_THE_REGISTER_HELD_PEOPLE[app]
    )


def sql_of(app: str, name: str) -> str:
    """What PostgreSQL would be sent."""
    out = io.StringIO()
    call_command("sqlmigrate", app, name, stdout=out, no_color=True)
    return out.getvalue()


def findings(sql: str) -> list[dict[str, str]]:
    """What squawk says of it."""
    command = [str(SQUAWK), "--pg-version", "15", "--reporter", "Json", "--exclude", ",".join(NOT_ASKED)]
    run = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    found: list[dict[str, str]] = json.loads(run.stdout or "[]")
    return found


def unsafe(sql: str) -> list[str]:
    """Rules that the SQL breaks on tables that are there already; a table made in the same step is empty."""
    new, lines = set(MADE_HERE.findall(sql)), sql.splitlines()
    broken = []
    for one in findings(sql):
        where = SUBJECT.search("\n".join(lines[int(one["line"]) : int(one["line"]) + 1])) or SUBJECT.search(
            "\n".join(lines[max(0, int(one["line"]) - 1) : int(one["line"]) + 2])
        )
        if where is None or where[1] not in new:
            broken.append(f"{one['rule_name']}: {lines[min(int(one['line']), len(lines) - 1)][:160]}")
    return broken


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(("app", "name"), migrations_to_read())
def test_a_running_system_can_take_it(app: str, name: str) -> None:
    assert connection.vendor == "postgresql"
    explained = getattr(import_module(f"{package_of(app)}.{name}"), "EXPLAINED", {})
    assert [one for one in unsafe(sql_of(app, name)) if one.partition(":")[0] not in explained] == []


def package_of(app: str) -> str:
    """Where an application's migrations lie."""
    from django.apps import apps

    return f"{apps.get_app_config(app).name}.migrations"


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "sql",
    [
        'CREATE INDEX "a" ON "register_employment" ("position");',
        'ALTER TABLE "register_employment" ADD COLUMN "b" integer NOT NULL;',
        'ALTER TABLE "register_employment" ADD CONSTRAINT "c" CHECK ("position" > 0);',
        'ALTER TABLE "register_employment" ALTER COLUMN "position" TYPE bigint;',
        'ALTER TABLE "register_employment" DROP COLUMN "position";',
    ],
)
def test_what_would_hold_people_up_is_found(sql: str) -> None:
    assert unsafe(sql)


@pytest.mark.postgresql
def test_a_table_made_in_the_same_step_may_get_an_index() -> None:
    assert not unsafe('CREATE TABLE "new" ("id" uuid NOT NULL PRIMARY KEY);\nCREATE INDEX "a" ON "new" ("id");')
