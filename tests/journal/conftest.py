"""Commands to try the journal with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tirkelim.journal.change import Command

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def command() -> Callable[..., Command]:
    """Make commands of the system, a minute apart from each other."""
    made = 0

    def make(now: datetime | None = None, id: UUID | None = None, actor: UUID | None = None) -> Command:
        nonlocal made
        made += 1
        return Command(id or uuid4(), actor, now or START + timedelta(minutes=made), "a test")

    return make
