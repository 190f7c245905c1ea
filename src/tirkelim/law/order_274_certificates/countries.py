"""Country codes: two letters (ISO 3166-1), as facts and lists of the law hold them."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"^[A-Z]{2,3}$")
_THREE_LETTERS = {"ARM": "AM", "BLR": "BY", "KAZ": "KZ", "KGZ": "KG", "RUS": "RU"}
"""Three-letter codes of the states that a rule names; any other stays as written, no rule tells them apart."""
STATELESS = "XX"
"""Stands in passports for a person without citizenship."""


def country_code(written: str) -> str | None:
    """The code in capitals, the states that rules name by two letters; None when it is not a code."""
    code = written.strip().upper()
    if code == "STATELESS":
        return STATELESS
    if not _SHAPE.match(code):
        return None
    return _THREE_LETTERS.get(code, code)
