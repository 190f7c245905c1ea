"""The lines that a visit checks: those that came with the system, with the department's edits (reading L13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tirkelim.law.order_59_licence.checklist import ChecklistItem, checklist
from tirkelim.register.licence_reference import checklist_edits
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
    asked = dict.fromkeys((one.code, one.specialty or "") for one in claimed)
    items = items_on(day, known)
    general = (_line(item, "") for item in items if not item.subtype)
    own = (_line(item, specialty) for code, specialty in asked for item in items if item.subtype == code)
    return (*general, *own)


def items_on(day: date, known: datetime) -> tuple[ChecklistItem, ...]:
    """All lines as they stand on a day: an edit takes the place of the line of its key, a dropped one is gone, a key
    of its own stands at the end."""
    standing = {item.key: item for item in checklist()}
    for edit in checklist_edits(day, known).values():
        if edit.is_dropped:
            standing.pop(edit.key, None)
        else:
            texts = (edit.text_kk, edit.text_ru, edit.text_en)
            standing[edit.key] = ChecklistItem(edit.key, edit.subtype, *texts, edit.certainty)
    return tuple(standing.values())


def _line(item: ChecklistItem, specialty: str) -> ChecklistLine:
    return ChecklistLine(item.key, item.subtype, specialty, item.texts, item.certainty)
