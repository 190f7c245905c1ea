"""The test database: migrated once for everybody, and put back as it was after each test with real transactions.

Applying the migrations takes far longer than most tests, and so does emptying a hundred tables and filling in the
reference data again. So they are applied to a database that no test touches, each worker begins with a copy of it,
and after a test whose transactions were real the copy as it was at the beginning takes its place again. That brings
back also guards and reference data, whatever the test did to them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
WORDS = ("*/migrations/*.py", "journal/extensions.py", "journal/migrating.py")
"""What the migrated tables depend on. Reference data and guards are not here: each copy is migrated once more, which
renews them, and costs little where no migration is left to apply."""
STUCK = 200
"""So often, a quarter of a second apart, is a copy tried while somebody else writes."""


def digest() -> str:
    """Says which migrations a database was made by."""
    found = hashlib.sha256(django.get_version().encode())
    for path in sorted(path for pattern in WORDS for path in (ROOT / "src" / "tirkelim").glob(pattern)):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _migrate(address: str) -> None:
    """Apply all migrations, in a process that knows this database as its own."""
    environment = os.environ | {"TIRKELIM_DATABASE_URL": address, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "django", "migrate", "--settings=tests.settings", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Of several workers that begin together one makes what all need; the others wait."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteFile:
    """Copies of a file, by SQLite's own means: somebody may have it open."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def begin(self, cache: Path, own: Path) -> None:
        """Give this worker a file of its own, migrated. In memory, connections would never wait for each other."""
        self.file = own / "tirkelim.sqlite3"
        self.kept = own / "fresh.sqlite3"
        made = cache / f"{digest()}.sqlite3"
        with _alone(cache):
            if not made.exists():
                for old in cache.glob("*.sqlite3*"):
                    old.unlink()
                making = cache / "making.sqlite3"
                _migrate(f"sqlite:///{making}")
                making.rename(made)
            shutil.copyfile(made, self.file)
        self.connection.settings_dict["TEST"]["NAME"] = str(self.file)

    def keep(self) -> None:
        """Remember the database as it is now."""
        _copy(self.file, self.kept)

    def put_back(self) -> None:
        """Let the database be again as it was kept."""
        _copy(self.kept, self.file)

    def end(self) -> None:
        """The files go with the folder of the run."""


def _copy(source: Path, target: Path) -> None:
    tries = 0

    def count(status: int, remaining: int, total: int) -> None:
        nonlocal tries
        tries += 1
        if tries > STUCK:
            raise TimeoutError(f"a connection to {target.name} was left in the middle of a transaction")

    with closing(sqlite3.connect(source)) as this, closing(sqlite3.connect(target)) as that:
        this.backup(that, progress=count)


class PostgresqlDatabase:
    """Copies of a database by CREATE DATABASE ... TEMPLATE."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def begin(self, cache: Path, own: Path) -> None:
        """Let the test database be made from the migrated one."""
        made = f"tirkelim_migrated_{digest()}"
        with _alone(cache):
            if made not in (there := self._names("tirkelim_migrated_%")):
                for old in there:
                    self._do("DROP DATABASE {}", old)
                making = "tirkelim_migrated_now"
                self._do("CREATE DATABASE {}", making)
                _migrate(urlsplit(os.environ["TIRKELIM_DATABASE_URL"])._replace(path=f"/{making}").geturl())
                self._do("ALTER DATABASE {} RENAME TO {}", making, made)
        self.connection.settings_dict["TEST"]["TEMPLATE"] = made

    def keep(self) -> None:
        """See SqliteFile."""
        self.name = str(self.connection.settings_dict["NAME"])
        self.kept = f"{self.name}_fresh"
        self.end()
        self._do("CREATE DATABASE {} TEMPLATE {}", self.kept, self.name)

    def put_back(self) -> None:
        """See SqliteFile."""
        self._do("DROP DATABASE {} WITH (FORCE)", self.name)
        self._do("CREATE DATABASE {} TEMPLATE {}", self.name, self.kept)

    def end(self) -> None:
        """Leave no copy behind."""
        self._do("DROP DATABASE IF EXISTS {}", self.kept)

    def _names(self, like: str) -> list[str]:
        with closing(self._server()) as server:
            rows = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall()
        return [str(name) for (name,) in rows]

    def _do(self, statement: str, *names: str) -> None:
        with closing(self._server()) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]

    def _server(self) -> psycopg.Connection[Any]:
        known = self.connection.settings_dict
        where = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
        return psycopg.connect(dbname="postgres", autocommit=True, **{name: it for name, it in where.items() if it})


def database(connection: BaseDatabaseWrapper) -> SqliteFile | PostgresqlDatabase:
    """The means of this kind of database."""
    return SqliteFile(connection) if connection.vendor == "sqlite" else PostgresqlDatabase(connection)
