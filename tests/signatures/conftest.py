"""What the tests of signatures share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.signatures.authorities import World, made, use


@pytest.fixture(scope="session")
def the_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One authority for the run."""
    with made(tmp_path_factory.mktemp("authority")) as world:
        yield world


@pytest.fixture
def world(the_world: World, settings: Settings, tmp_path: Path) -> World:
    """The authority as it was at first, trusted here."""
    use(the_world, settings, tmp_path)
    return the_world
