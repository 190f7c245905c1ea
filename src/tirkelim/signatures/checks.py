"""Start-up checks: settings of signatures and of the seal that cannot work are told before the first person is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from tirkelim.signatures import trust
from tirkelim.signatures.seal_keys import is_wanted

TAG = "tirkelim"
"""Tag of the checks that must pass before the server starts (conf/start.py runs them)."""


def register_checks() -> None:
    """Make the checks known to Django; called when the application is ready."""
    register(anchors_can_be_read, TAG)
    register(the_seal_is_whole, TAG)


def anchors_can_be_read(**_: Any) -> list[CheckMessage]:
    """An error where the folder of trusted authorities is set and holds none; a warning where nobody is trusted."""
    if not settings.TRUST_ANCHORS:
        if not settings.SIGNATURES_REQUIRED:
            return []
        told = "signatures are asked for, but TIRKELIM_TRUST_ANCHORS is empty: none will be taken"
        return [Warning(told, id="signatures.W001")]
    try:
        found = trust.configured()
    except (OSError, ValueError) as fault:
        return [Error(f"TIRKELIM_TRUST_ANCHORS cannot be read: {type(fault).__name__}", id="signatures.E001")]
    if not found.roots:
        return [Error("TIRKELIM_TRUST_ANCHORS holds no certificate that vouches for itself", id="signatures.E002")]
    return []


def the_seal_is_whole(**_: Any) -> list[CheckMessage]:
    """An error for a seal that is set up by half, or whose files are not there."""
    if not is_wanted():
        return []
    if settings.SEAL_KEY and settings.SEAL_MODULE:
        return [Error("TIRKELIM_SEAL_KEY and TIRKELIM_SEAL_MODULE: set one of them", id="signatures.E003")]
    names = ("SEAL_MODULE", "SEAL_PIN_FILE") if settings.SEAL_MODULE else ("SEAL_KEY", "SEAL_PASSWORD_FILE")
    missing = [f"TIRKELIM_{name}" for name in names if not Path(getattr(settings, name) or "?").is_file()]
    if settings.SEAL_MODULE:
        missing += [f"TIRKELIM_{name}" for name in ("SEAL_TOKEN", "SEAL_LABEL") if not getattr(settings, name)]
    told = "the seal needs it, and there is no such file or value"
    return [Error(f"{name}: {told}", id="signatures.E004") for name in missing]
