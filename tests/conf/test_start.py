"""The server starts only when nothing forbids it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tirkelim.conf import start
from tirkelim.conf.start import problems

pytestmark = pytest.mark.django_db


def test_nothing_forbids_the_start_of_a_fresh_system() -> None:
    """Tables, guards, no demo accounts where they must not be."""
    assert problems() == []


def test_without_a_key_only_a_demo_starts(settings: Any) -> None:
    """A key made up at each start would end all sessions and differ between workers."""
    settings.SECRET_KEY_IS_SET = False
    settings.DEMO = True
    assert problems() == []
    settings.DEMO = False
    assert [problem.id for problem in problems()] == ["tirkelim.E001"]


def test_waiting_migrations_forbid_the_start() -> None:
    """Code that does not know its tables does not write to them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'register'")
    assert "tirkelim.E002" in [problem.id for problem in problems()]


def test_every_problem_is_named(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """One start, one list of what to mend; the connection is not handed to the workers."""
    closed: list[int] = []
    monkeypatch.setattr(type(start.connections), "close_all", lambda self: closed.append(1))
    settings.SECRET_KEY_IS_SET, settings.DEMO = False, False
    with pytest.raises(ImproperlyConfigured, match="E001: TIRKELIM_SECRET_KEY"):
        start.refuse_unsafe_start()
    assert closed == [1]
