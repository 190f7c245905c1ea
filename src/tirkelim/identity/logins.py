"""What a sign-in name may look like. It is never an IIN: names are shown and logged, IINs are not."""

from __future__ import annotations

import re

LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,49}")
TWELVE_DIGITS = re.compile(r"(?:\d[._-]?){12}")


class BadLogin(ValueError):
    """The sign-in name cannot be used; the message says why, without repeating it."""


def check_login(login: str) -> str:
    """The name, lower-cased, when it may be used: 3 to 50 of a-z, 0-9, dot, dash, underscore, a letter first, and
    no twelve digits in a row that could be an IIN. Raises BadLogin."""
    name = login.strip().lower()
    if not LOGIN.fullmatch(name):
        raise BadLogin("a sign-in name has 3 to 50 Latin letters, digits, dots, dashes, and begins with a letter")
    if TWELVE_DIGITS.search(name):
        raise BadLogin("a sign-in name never holds an IIN")
    return name
