"""The lines that a visit checks: those that came with the system, with the department's edits (reading L13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tirkelim.services.licence.answers import SubtypeAnswers


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A line to be checked at one base. ``subtype`` "": asked at every base; ``specialty`` "": of the subtype as such.

    ``texts`` by language (kk, ru, en). One key may stand for several lines, one a specialty.
    """

    key: str
    subtype: str
    specialty: str
    texts: Mapping[str, str]
    certainty: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells the lines of one base apart: subtype, specialty, key."""
        return (self.subtype, self.specialty, self.key)


def lines_for(claimed: Iterable[SubtypeAnswers], day: date, known: datetime) -> tuple[ChecklistLine, ...]:
    """The lines of a base at which these subtypes are claimed: those asked at every base first, then by subtype.

    As the register knew them at ``known`` for ``day``.
    """
    raise NotImplementedError
