"""The page for operators: every command on it is run, in its order, against a database with data in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from django.db import connection

from tirkelim.journal import guards

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "operate.md"
PG_BIN = Path(os.environ.get("PG_BIN", "/usr/lib/postgresql/15/bin"))
DATA = """
from datetime import date, datetime, UTC
from uuid import UUID, uuid4
from django.utils import timezone
from tirkelim.journal.change import Command
from tirkelim.journal.seal import seal
from tirkelim.register import commands
def do(): return Command(uuid4(), None, timezone.now())
clinic = commands.add_organisation(
    do(), "310640000124", {"name_kk": "Мысал", "kind": "medical"}, valid_from=date(2019, 2, 1)
)
facts = {"surname_kk": "Әбілова", "given_kk": "Сая", "birth_date": date(1890, 1, 1), "sex": "female"}
person = commands.add_person(do(), facts, passport="KGZ:N0000001").result["person"]
clinic = UUID(clinic.result["organisation"])
commands.hire(do(), person=UUID(person), organisation=clinic, hired_on=date(2024, 5, 6), is_main=True)
seal(timezone.now())
"""


class Office(NamedTuple):
    """Two names of databases on the server of this test, and the settings of an office that uses the first."""

    settings: dict[str, str]
    server: str
    used: str
    restored: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose register is empty yet. Both databases are gone afterwards."""
    tmp_path = tmp_path_factory.mktemp("office")
    at = connection.settings_dict
    server = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}"
    used, restored = f"office_{os.getpid()}", f"restored_{os.getpid()}"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "evidence.bin").write_bytes(b"evidence")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "tirkelim"
    program.write_text(f"#!{sys.executable}\nfrom tirkelim.cli import main\n\nraise SystemExit(main())\n")
    program.chmod(0o755)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIRKELIM_", "DJANGO_"))}
    settings = {
        **clean,
        "PATH": f"{bin_folder}:{PG_BIN}:{clean['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "TIRKELIM_SECRET_KEY": "a key for tests only, long enough and unlike itself: 0123456789",
        "TIRKELIM_DATABASE_URL": f"{server}/{used}",
        "TIRKELIM_MEDIA_ROOT": str(tmp_path / "files"),
        "TIRKELIM_STATIC_ROOT": str(tmp_path / "static"),
        "TIRKELIM_ALLOWED_HOSTS": "register.example",
        "TIRKELIM_PUBLIC_URL": "https://register.example",
        "BACKUPS": str(tmp_path / "backups"),
        "MAINTENANCE_URL": f"{server}/postgres",
        "RESTORED_URL": f"{server}/{restored}",
    }
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {used}")
        yield Office(settings, server, used, restored)
        for name in (used, restored):
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def blocks() -> list[str]:
    """The commands of the page, block by block."""
    return re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def shell(office: Office, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the operator would; what it says on the way stays readable in a failure."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], env=office.settings, capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip


def rows(office: Office, name: str) -> str:
    """All data of a database as text, in an order of their own."""
    dump = subprocess.run(
        [str(PG_BIN / "pg_dump"), "--data-only", "--inserts", f"{office.server}/{name}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return "\n".join(sorted(line for line in dump.stdout.splitlines() if line.startswith("INSERT")))


@pytest.fixture(scope="module")
def operated(office: Office) -> tuple[Office, str]:
    """The office after its operator has gone through the page; a person came into the register after the upgrade."""
    begun = shell(office, "\n".join(blocks()[:3]))
    assert begun.returncode == 0, begun.stdout + begun.stderr
    filled = subprocess.run(
        [sys.executable, "-m", "tirkelim.manage", "shell", "--verbosity", "0", "-c", DATA], env=office.settings,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert filled.returncode == 0, filled.stderr
    kept = shell(office, "\n".join(blocks()[3:]))
    assert kept.returncode == 0, kept.stdout + kept.stderr
    return office, kept.stdout


def test_the_restored_register_is_the_same(operated: tuple[Office, str]) -> None:
    office, said = operated
    assert "The journal is unaltered." in said
    assert "Әбілова" in rows(office, office.restored)
    assert rows(office, office.restored) == rows(office, office.used)
    copied = list(Path(office.settings["BACKUPS"]).glob("*/restored/evidence.bin"))
    assert [one.read_bytes() for one in copied] == [b"evidence"]


def test_guards_are_restored_too(operated: tuple[Office, str]) -> None:
    office, _ = operated
    with psycopg.connect(f"{office.server}/{office.restored}") as restored:
        found = restored.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'tirkelim_guard_row'").fetchone()
    assert found == (len(guards.guarded_models()),)


def test_a_copy_that_was_altered_is_not_restored(operated: tuple[Office, str]) -> None:
    office, _ = operated
    files = next(Path(office.settings["BACKUPS"]).glob("*/files.tar"))
    files.write_bytes(files.read_bytes() + b"more")
    check = next(block for block in blocks() if "sha256sum --check" in block)
    refused = shell(office, f"day={files.parent.name}\n{check}")
    assert refused.returncode != 0
    assert "files.tar" in refused.stdout + refused.stderr
