"""File names that are safe to show, to send in a header and to save."""

from __future__ import annotations

import unicodedata

_LONGEST = 100
_FORBIDDEN = frozenset('<>:"/\\|?*;')


def safe_name(given: str, suffix: str) -> str:
    """The last part of a sender's file name without control, direction and separator characters.

    The ending becomes `suffix`, that of the real type. Letters of any alphabet stay. At most 100 characters.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char if _is_plain(char) else " " for char in last)
    stem = kept.rsplit(".", 1)[0] if "." in kept.lstrip(".") else kept
    stem = " ".join(stem.split()).strip(" .")[: _LONGEST - len(suffix)].strip(" .")
    return (stem or "file") + suffix


def _is_plain(char: str) -> bool:
    # Category C holds control and direction-turning characters, Z other than the space odd separators.
    return char not in _FORBIDDEN and (char == " " or unicodedata.category(char)[0] not in "CZ")
