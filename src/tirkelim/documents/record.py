"""The extract of the register that a person downloads: one language, made anew each time, kept nowhere.

Every sentence arrives finished in the reader's language; the template holds none of its own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

import typst

from tirkelim.documents.payload import PayloadError
from tirkelim.documents.texts import breakable

_TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
LANGUAGES = ("kk", "ru", "en")
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Block:
    """A card of the extract: its title and its lines, each a name and a value."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the extract; `empty` says in words that there is nothing."""

    title: str
    blocks: tuple[Block, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline: day, what happened, and the rest in smaller print."""

    day: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordExtract:
    """What the extract says. `known_at` (an aware time) is the only clock that the file knows; `stated_at` the same in
    words; `words` holds the standing sentences: title, holder, note, timeline, page (with two marks {}), demo."""

    language: str
    holder: str
    known_at: datetime
    stated_at: str
    sections: tuple[Section, ...]
    timeline: tuple[Moment, ...]
    words: Mapping[str, str]
    demo: bool

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise PayloadError(f"no extract in {self.language!r}")
        if self.known_at.tzinfo is None:
            raise PayloadError("the time of an extract must carry its time zone")


def render_record(extract: RecordExtract) -> bytes:
    """The extract as PDF/A-2a and PDF/UA-1. The same extract gives the same bytes."""
    moment = extract.known_at.astimezone(UTC).replace(microsecond=0)
    return cast(bytes, _compile(extract, "pdf", pdf_standards=STANDARDS, timestamp=moment))


def render_record_png(extract: RecordExtract, ppi: float = 80) -> list[bytes]:
    """Pictures of the pages, for tests."""
    made = _compile(extract, "png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(extract: RecordExtract, kind: Literal["pdf", "png"], **options: Any) -> Any:
    if not hasattr(_local, "compiler"):  # one for each thread: starting one reads all fonts
        _local.compiler = typst.Compiler(root=_TEMPLATES, ignore_system_fonts=True)
    inputs = {"payload": json.dumps(_view(extract), ensure_ascii=False, separators=(",", ":"))}
    path = _TEMPLATES / "record.typ"
    return _local.compiler.compile(input=path, root=_TEMPLATES, format=kind, sys_inputs=inputs, **options)


def _view(extract: RecordExtract) -> Any:
    """The extract as the template takes it: plain, and with no word longer than a line."""
    plain = {name: value for name, value in asdict(extract).items() if name != "known_at"}
    plain["words"] = dict(extract.words)
    return _printable(plain)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, dict):
        return {name: _printable(item) for name, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, (list, tuple)) else value
