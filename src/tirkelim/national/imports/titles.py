"""The titles of a file that the register does not know for certain: noted by the check, each once, with what is said of
them. They lie beside the file; answers lie in `TitleMemory`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from tirkelim.national.imports import store
from tirkelim.national.imports.checking import CheckedRow
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.meant import DOUBTFUL, SETTLED, Key, title_key
from tirkelim.national.imports.rows import RawRow
from tirkelim.national.models import TitleMemory

TITLES = "titles.json"
ASKED = "asked.json"
MOST = 2_000
"""Different titles of a file that are noted."""


@dataclass(slots=True)
class Title:
    """A title as the file's first such row has it. ``row``: the number of that row; ``count``: how many rows have it.
    ``answer``: how the check read it, None for an error."""

    kind: str
    key: str
    said: str
    row: int
    count: int = 0
    answer: str | None = None

    @property
    def id(self) -> Key:
        """Under what it is remembered."""
        return self.kind, self.key


class Doubts:
    """Gathers the titles while a file is checked."""

    def __init__(self, columns: Mapping[int, str], answers: Mapping[Key, str]) -> None:
        self._places = {key: place for place, key in columns.items()}
        self._answers = answers
        self.found: dict[Key, Title] = {}

    def see(self, raw: RawRow, row: CheckedRow) -> None:
        """Note what a row has of such titles."""
        for issue in row.issues:
            if issue.code not in DOUBTFUL and issue.code not in SETTLED:
                continue
            cell, kind = raw.cells[self._places[issue.column]], COLUMNS[issue.column].kind
            key = None if isinstance(cell, date) else title_key(kind, said := " ".join(cell.split()))
            if key is None:
                continue
            held = self.found.get(key)
            if held is None:
                if len(self.found) == MOST:
                    continue
                answer = self._answers.get(key) if issue.code in SETTLED else None
                held = self.found[key] = Title(*key, said=said, row=raw.number, answer=answer)
            held.count += 1

    def note(self, run: UUID) -> None:
        """Keep them beside the file, the most frequent first."""
        found = sorted(self.found.values(), key=lambda one: (-one.count, one.row))
        with store.writing(run, TITLES) as file:
            json.dump([asdict(one) for one in found], file, ensure_ascii=False)


def titles(run: UUID) -> list[Title]:
    """The titles of a checked file that are not known for certain, the most frequent first."""
    with suppress(OSError, ValueError, TypeError):
        return [Title(**one) for one in json.loads((store.folder(run) / TITLES).read_text(encoding="utf-8"))]
    return []


def said_of_titles(organisation: UUID | None) -> dict[Key, str]:
    """What titles mean in an organisation's files, as its people said."""
    held = TitleMemory.objects.filter(organisation=organisation)
    return {(kind, title): value for kind, title, value in held.values_list("kind", "title", "value")}


def still_open(run: UUID, said: Mapping[Key, str]) -> list[Title]:
    """Titles that nobody has answered, and that were not left aside when this file was looked at."""
    aside = _aside(run)
    return [one for one in titles(run) if one.id not in said and one.id not in aside]


def leave_aside(run: UUID, seen: list[Title]) -> None:
    """Do not ask of these titles again in this file: the person saw them."""
    aside = _aside(run) | {one.id for one in seen}
    with store.writing(run, ASKED) as file:
        json.dump(sorted(aside), file, ensure_ascii=False)


def _aside(run: UUID) -> set[Key]:
    with suppress(OSError, ValueError, TypeError):
        return {(kind, key) for kind, key in json.loads((store.folder(run) / ASKED).read_text(encoding="utf-8"))}
    return set()


def otherwise_now(run: UUID, said: Mapping[Key, str]) -> bool:
    """Whether something was said of the titles since the check: the rows must be checked again."""
    return any(one.answer != said.get(one.id) for one in titles(run))
