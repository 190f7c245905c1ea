"""Settings that cannot work are told at the start."""

from __future__ import annotations

from pathlib import Path

from pytest_django.fixtures import Settings
from tests.signatures.authorities import World

from tirkelim.signatures.checks import anchors_can_be_read, the_seal_is_whole


def ids(settings: Settings, **given: object) -> list[str]:
    """What both checks find with these settings."""
    for name, value in given.items():
        setattr(settings, name, value)
    return [str(found.id) for found in (*anchors_can_be_read(), *the_seal_is_whole())]


def test_whom_to_trust(world: World, settings: Settings, tmp_path: Path) -> None:
    """Nobody, a folder that is not there, an empty one, one with nonsense, and a good one."""
    assert ids(settings) == []
    assert ids(settings, TRUST_ANCHORS=str(tmp_path / "nowhere")) == ["signatures.E001"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert ids(settings, TRUST_ANCHORS=str(empty)) == ["signatures.E002"]
    (empty / "nonsense.pem").write_bytes(b"nonsense")
    assert ids(settings, TRUST_ANCHORS=str(empty)) == ["signatures.E001"]
    assert ids(settings, TRUST_ANCHORS="", SIGNATURES_REQUIRED=True) == ["signatures.W001"]
    assert ids(settings, SIGNATURES_REQUIRED=False) == []


def test_a_seal_set_up_by_half(world: World, settings: Settings, tmp_path: Path) -> None:
    """The file, its password, the token's names."""
    file = tmp_path / "file"
    file.write_text("x")
    assert ids(settings, SEAL_KEY=str(file)) == ["signatures.E004"]
    assert ids(settings, SEAL_PASSWORD_FILE=str(file)) == []
    assert ids(settings, SEAL_MODULE=str(file)) == ["signatures.E003"]
    assert ids(settings, SEAL_KEY="") == ["signatures.E004"] * 3
    assert ids(settings, SEAL_TOKEN="token", SEAL_LABEL="key", SEAL_PIN_FILE=str(file)) == []
