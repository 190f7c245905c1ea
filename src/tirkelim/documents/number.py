"""Public numbers of documents: KZ, 2 digits, 3 letters, 8 digits, drawn at random so that none can be guessed."""

from __future__ import annotations

import re
import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as 1 and 0
_PATTERN = re.compile(r"KZ[0-9]{2}[A-Z]{3}[0-9]{8}")
#: Cyrillic letters that a person types for the Latin ones they look like.
_LOOKALIKES = str.maketrans("АВСЕНКМРТХУЅЈ", "ABCEHKMPTXYSJ")


def random_number() -> str:
    """A new number; about 1.4e14 are possible. Uniqueness is the database's to hold: on a clash draw again."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(3))
    return f"KZ{secrets.randbelow(100):02d}{letters}{secrets.randbelow(10**8):08d}"


def read_number(typed: str) -> str | None:
    """The number in what a person typed (any case, spaces, hyphens, Cyrillic look-alikes), or None."""
    compact = re.sub(r"[\s\-–—№]", "", typed[:60]).upper().translate(_LOOKALIKES)
    return compact if _PATTERN.fullmatch(compact) else None
