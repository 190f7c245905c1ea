"""Sealing what must be read again but lie nowhere in the clear: secrets of authenticators, forms kept for a moment.

The key of each purpose is derived from TIRKELIM_SECRET_KEY. After a change of that key, with the earlier one named in
TIRKELIM_OLD_SECRET_KEYS, what was sealed before is still read; what is sealed anew takes the present key.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class BrokenSeal(ValueError):
    """What was to be opened is not sealed by us, not for this purpose, or too long ago."""


def seal(purpose: str, content: bytes, now: datetime) -> str:
    """The content, readable only to this installation and for this purpose."""
    return _boxes(purpose)[0].encrypt_at_time(content, int(now.timestamp())).decode()


def unseal(purpose: str, sealed: str, now: datetime, within: timedelta | None = None) -> bytes:
    """What was sealed, at most `within` ago. Raises BrokenSeal."""
    boxes = _boxes(purpose)
    try:
        content = MultiFernet(boxes).decrypt(sealed.encode())
        if within is not None:
            age = now.timestamp() - _made(boxes, sealed)
            if not -1 <= age <= within.total_seconds():
                raise BrokenSeal(purpose)
    except InvalidToken:
        raise BrokenSeal(purpose) from None
    return content


def _made(boxes: list[Fernet], sealed: str) -> int:
    for box in boxes:
        try:
            return box.extract_timestamp(sealed.encode())
        except InvalidToken:
            continue
    raise InvalidToken


def _boxes(purpose: str) -> list[Fernet]:
    """One for the present key, then one for each earlier."""
    return [Fernet(_key(secret, purpose)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"tirkelim.sealing.{purpose}".encode()).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
