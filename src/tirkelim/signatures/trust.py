"""The authorities that this installation trusts: certificates in a folder, PEM or DER."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.conf import settings

logger = logging.getLogger(__name__)
SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})


@dataclass(frozen=True)
class Trust:
    """`roots` are trusted by themselves; `between` only help to build a chain to one of them."""

    roots: tuple[Any, ...]
    between: tuple[Any, ...] = ()

    @staticmethod
    def of(certificates: Iterable[bytes]) -> Trust:
        """Sort certificates (DER): those that vouch for themselves are roots. Raises ValueError for anything else."""
        read = [x509.Certificate.load(each, strict=True) for each in certificates]
        roots = tuple(each for each in read if each.self_issued)
        return Trust(roots, tuple(each for each in read if not each.self_issued))


def configured() -> Trust:
    """What TIRKELIM_TRUST_ANCHORS names; nothing is trusted where it is empty. Raises OSError, ValueError."""
    return load(Path(settings.TRUST_ANCHORS)) if settings.TRUST_ANCHORS else Trust(())


def load(folder: Path) -> Trust:
    """The certificates of a folder, read again when one of them changes."""
    files = tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES))
    return _load(files, tuple(path.stat().st_mtime_ns for path in files))


@lru_cache(maxsize=8)
def _load(files: tuple[Path, ...], _changed: tuple[int, ...]) -> Trust:
    found: list[bytes] = []
    for path in files:
        content = path.read_bytes()
        if pem.detect(content):
            found += [der for _, _, der in pem.unarmor(content, multiple=True)]
        else:
            found.append(content)
    trust = Trust.of(found)
    logger.debug("trust anchors: %d roots, %d between", len(trust.roots), len(trust.between))
    return trust
