"""Settings are declared once, read strictly, and take effect in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tirkelim.conf.options import OPTIONS, BadSetting, Values, database, settings_reference

HOME = Path("/srv/tirkelim")


def test_every_option_is_declared_once_and_explained() -> None:
    """The reference page has a line for each."""
    names = [option.name for option in OPTIONS]
    assert len(names) == len(set(names))
    assert all(option.meaning.endswith(".") for option in OPTIONS)
    page = settings_reference()
    assert [name for name in names if f"`{name}`" not in page] == []


def test_an_undeclared_setting_cannot_be_read() -> None:
    """Otherwise the reference would be incomplete."""
    with pytest.raises(KeyError):
        Values({"TIRKELIM_OTHER": "1"}).text("TIRKELIM_OTHER")


@pytest.mark.parametrize("text", ["2", "maybe", "-"])
def test_a_flag_is_yes_or_no(text: str) -> None:
    """A misspelt "yes" must not quietly mean no."""
    with pytest.raises(BadSetting, match="TIRKELIM_DEMO"):
        Values({"TIRKELIM_DEMO": text}).flag("TIRKELIM_DEMO")


@pytest.mark.parametrize("text", ["", "ten", "-1", "1.5", "٣"])
def test_a_number_is_whole(text: str) -> None:
    """Zero or more, in plain digits."""
    with pytest.raises(BadSetting, match="TIRKELIM_LOCK_MINUTES"):
        Values({"TIRKELIM_LOCK_MINUTES": text}).number("TIRKELIM_LOCK_MINUTES")


def test_database_addresses() -> None:
    """Relative paths start at home; passwords may hold any sign."""
    assert database("sqlite:///var/a.sqlite3", HOME)["NAME"] == "/srv/tirkelim/var/a.sqlite3"
    assert database("sqlite:////data/a.sqlite3", HOME)["NAME"] == "/data/a.sqlite3"
    found = database("postgresql://u:p%40s@db.example:5433/name?sslmode=require", HOME, 30)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("u", "p@s", "db.example", "5433")
    assert (found["NAME"], found["CONN_MAX_AGE"]) == ("name", 30)
    assert found["OPTIONS"] == {
        "options": "-c jit=off", "server_side_binding": True, "prepare_threshold": 5, "sslmode": "require",
    }  # fmt: skip


def test_a_pooler_in_front_wants_nothing_prepared() -> None:
    """Each transaction may come to another connection, which has not seen the statement."""
    assert database("postgresql://u@h/n", HOME, prepare=0)["OPTIONS"] == {"options": "-c jit=off"}


@pytest.mark.parametrize("url", ["", "mysql://u@h/n", "sqlite://", "sqlite:///"])
def test_other_databases_are_refused(url: str) -> None:
    """With the name of the setting."""
    with pytest.raises(BadSetting, match="TIRKELIM_DATABASE_URL"):
        database(url, HOME)


@pytest.mark.django_db
def test_sqlite_is_set_up_as_decided() -> None:
    """Decision 4: write-ahead log, immediate transactions, foreign keys, triggers on replaced rows."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs no such settings")
    assert connection.transaction_mode == "IMMEDIATE"
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {
        "journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 20000,
    }  # fmt: skip


def test_the_state_has_one_clock_and_three_languages() -> None:
    """Kazakh first."""
    assert (settings.TIME_ZONE, settings.USE_TZ, settings.LANGUAGE_CODE) == ("Asia/Almaty", True, "kk")
    assert [code for code, _ in settings.LANGUAGES] == ["kk", "ru", "en"]
