"""What a verification rests on: collected while it happens, kept with the signature, enough to repeat it offline.

One canonical JSON text. Its own digest stands in it, so an altered byte is noticed before anything is read from it; the
certificates, answers, lists and time stamps in it carry signatures of their own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tirkelim.law.digest import canonical

FORM: Final = "tirkelim-signature-evidence/1"
LISTS: Final = ("certificates", "ocsp", "crls")


class Damaged(ValueError):
    """Evidence that is not what was once kept."""


@dataclass
class Ground:
    """Certificates, OCSP answers and revocation lists (DER); the time stamp that this server had set, if any; for a
    key of the national standards the answer of the service that verified it."""

    certificates: list[bytes] = field(default_factory=list)
    ocsp: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    stamp: bytes | None = None
    service: bytes | None = None

    def add(self, kind: str, content: bytes) -> None:
        """Remember one piece, once."""
        pieces: list[bytes] = getattr(self, kind)
        if content not in pieces:
            pieces.append(content)


@dataclass(frozen=True)
class Evidence:
    """A ground together with what it was used for. `usage` is what the certificate was to be good for."""

    ground: Ground
    cms_digest: str
    content_digest: str
    usage: str
    verified_at: datetime


def pack(evidence: Evidence) -> bytes:
    """The bytes that are kept."""
    ground = evidence.ground
    said: dict[str, Any] = {
        "form": FORM,
        "cms": evidence.cms_digest,
        "content": evidence.content_digest,
        "usage": evidence.usage,
        "verified_at": evidence.verified_at.isoformat(),
        **{name: [_text(each) for each in getattr(ground, name)] for name in LISTS},
        "stamp": None if ground.stamp is None else _text(ground.stamp),
        "service": None if ground.service is None else _text(ground.service),
    }
    return canonical({"said": said, "sha256": _digest(said)})


def unpack(content: bytes) -> Evidence:
    """Read evidence back. Raises Damaged where any byte differs from what `pack` gave."""
    try:
        outer = json.loads(content)
        said = outer["said"]
        if canonical(outer) != content or outer["sha256"] != _digest(said) or said["form"] != FORM:
            raise Damaged("the evidence is not as it was kept")
        lists = {name: [_bytes(each) for each in said[name]] for name in LISTS}
        single = {name: None if said[name] is None else _bytes(said[name]) for name in ("stamp", "service")}
        return Evidence(
            ground=Ground(lists["certificates"], lists["ocsp"], lists["crls"], single["stamp"], single["service"]),
            cms_digest=said["cms"],
            content_digest=said["content"],
            usage=said["usage"],
            verified_at=datetime.fromisoformat(said["verified_at"]),
        )
    except Damaged:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Damaged("the evidence cannot be read") from fault


def _digest(said: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(said)).hexdigest()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
