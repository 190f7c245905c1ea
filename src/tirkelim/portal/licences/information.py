"""The information form on the qualification requirements as the draft keeps it: the lines that the inspector will
check, base by base, each with yes or no and how. Nothing is answered beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.portal.licences.bases import BaseRow, rows_of
from tirkelim.portal.licences.pages import BASES, INFORMATION, entry_at
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.visits.checklist import ChecklistLine, lines_for

EVERYWHERE = "base"
"""Names the lines that are asked at every base, as the code of a subtype names its own."""
BESIDE = "~"
"""Stands between a subtype and its specialty in the name of a part."""
LONGEST_NOTE = 2_000


class Part(NamedTuple):
    """The lines of one base that belong together: those asked everywhere, or those of one subtype."""

    row: BaseRow
    name: str
    lines: tuple[ChecklistLine, ...]

    @property
    def code(self) -> str:
        """The code of the subtype; "" for the lines that are asked at every base."""
        return "" if self.name == EVERYWHERE else self.name.partition(BESIDE)[0]

    @property
    def specialty(self) -> str:
        """The specialty of the subtype; "" where it has none."""
        return self.name.partition(BESIDE)[2]


def part_name(line: ChecklistLine) -> str:
    """The part to which a line belongs."""
    if not line.subtype:
        return EVERYWHERE
    return f"{line.subtype}{BESIDE}{line.specialty}" if line.specialty else line.subtype


def parts_of_base(row: BaseRow, moment: datetime) -> list[Part]:
    """The parts of a base in the order of its lines."""
    found: dict[str, list[ChecklistLine]] = {}
    for line in lines_for(row.claims(), localdate(moment), moment):
        found.setdefault(part_name(line), []).append(line)
    return [Part(row, name, tuple(lines)) for name, lines in found.items()]


def all_parts(case: Case, moment: datetime) -> list[Part]:
    """The parts of all bases of the application."""
    return [part for row in rows_of(entry_at(case, BASES)) for part in parts_of_base(row, moment)]


def line_key(row: BaseRow, line: ChecklistLine) -> str:
    """How a line of a base is called in the draft."""
    return "|".join((str(row.id), line.subtype, line.specialty, line.key))


def typed_lines(entry: Mapping[str, Any] | None) -> dict[str, dict[str, str]]:
    """What was typed, by line; of a draft that has clean answers only, as it would have been typed."""
    if not entry:
        return {}
    kept = entry["typed"].get("lines")
    if isinstance(kept, Mapping):
        return {key: dict(said) for key, said in kept.items()}
    return dict(_line_typed(clean) for clean in (entry["clean"] or {}).get("lines", ()))


def _line_typed(clean: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    key = "|".join((clean["base"], clean.get("subtype") or "", clean.get("specialty") or "", clean["key"]))
    return key, {"meets": "yes" if clean["meets"] else "no", "note": clean.get("note") or ""}


def is_answered(said: Mapping[str, str] | None) -> bool:
    """Whether a line has its yes or no, and a note that is not too long to be kept."""
    return bool(said) and (said or {}).get("meets") in ("yes", "no") and len((said or {}).get("note", "")) <= 500


def entry_of_lines(rows: Iterable[BaseRow], typed: Mapping[str, Mapping[str, str]], moment: datetime) -> dict[str, Any]:
    """The draft's entry: the lines that belong to these bases, clean once every one of them is answered."""
    places = [(part.row, line) for row in rows for part in parts_of_base(row, moment) for line in part.lines]
    kept = {line_key(row, line): dict(typed[line_key(row, line)]) for row, line in places
            if line_key(row, line) in typed}  # fmt: skip
    sound = bool(places) and all(is_answered(kept.get(line_key(row, line))) for row, line in places)
    clean = {"lines": [_clean(row, line, kept[line_key(row, line)]) for row, line in places]} if sound else None
    return page_entry({"lines": kept}, clean)


def _clean(row: BaseRow, line: ChecklistLine, said: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"base": str(row.id), "key": line.key, "meets": said["meets"] == "yes"}
    if line.subtype:
        found["subtype"] = line.subtype
    if line.specialty:
        found["specialty"] = line.specialty
    if said.get("note", "").strip():
        found["note"] = said["note"].strip()
    return found


def kept_lines(case: Case, rows: Iterable[BaseRow], moment: datetime) -> dict[str, Any]:
    """The entry after the bases changed: lines of what is gone go with it."""
    return entry_of_lines(rows, typed_lines(entry_at(case, INFORMATION)), moment)


def answered_in(part: Part, typed: Mapping[str, Mapping[str, str]]) -> int:
    """How many lines of a part are answered."""
    return sum(is_answered(typed.get(line_key(part.row, line))) for line in part.lines)


def status_of_part(part: Part, typed: Mapping[str, Mapping[str, str]]) -> str:
    """The status of a part in the list."""
    answered = answered_in(part, typed)
    if answered == len(part.lines):
        return "done"
    return "in_progress" if any(line_key(part.row, line) in typed for line in part.lines) else "to_do"


def status_of_information(case: Case, moment: datetime) -> str:
    """The status of the whole form in the task list; it begins once the bases say what is done there."""
    parts = all_parts(case, moment)
    if not parts:
        return "cannot_start"
    typed = typed_lines(entry_at(case, INFORMATION))
    found = {status_of_part(part, typed) for part in parts}
    if found == {"done"}:
        return "done"
    return "to_do" if found == {"to_do"} else "in_progress"
