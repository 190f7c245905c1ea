"""Where a rule stands: ``283/2020 p.9``, ``283/2020 ann.3 row 2``, ``253/2020 p.8(13)``."""

from __future__ import annotations

import re
from typing import NamedTuple

_ACT = re.compile(r"^(\d+/\d{4})\s+(.+)$")
_PLACE = re.compile(
    r"""^(?:order\s)?(?:
        p\.\d+(?:-\d+)?(?:\(\d+\))?                              # p.9, p.13-14, p.8(13)
      | ann\.\d+(?:\srow\s\d+(?:-\d+)?(?:\(\d+\))?)?             # ann.4, ann.3 row 2, ann.2 row 8(6)
      | block\s[A-D]                                               # block B of the register of 1035/2015
    )$""",
    re.VERBOSE,
)


class CitationError(ValueError):
    """The text is not a citation of the form ``act place``."""


class Citation(NamedTuple):
    """A place in an act: the act's short number and the paragraph, annex or row in it."""

    act: str
    place: str

    def __str__(self) -> str:
        return f"{self.act} {self.place}"


def cite(text: str) -> Citation:
    """The citation written in ``text``. Raises CitationError when it is not one."""
    found = _ACT.match(" ".join(text.split()))
    if found is None or not _PLACE.match(found[2]):
        raise CitationError(f"not a citation: {text!r} (written like '283/2020 ann.3 row 2')")
    return Citation(found[1], found[2])
