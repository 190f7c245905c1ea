"""The facts of a case side by side with where each came from and the files that prove it.

The same groups show the facts as they stand now and those of a stored sheet. Which groups there are, each service
says for itself (services.py).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.law.digest import digest
from tirkelim.law.messages import write
from tirkelim.law.order_274_certificates.facts import Answered
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.desk.words import language, sentence
from tirkelim.portal.show import Row, is_id

Text = str | Promise

ORIGINS: dict[Origin, Text] = {
    Origin.DECLARED: gettext_lazy("Declared by the applicant"),
    Origin.DOCUMENT: gettext_lazy("Attached document"),
    Origin.STATE_SYSTEM: gettext_lazy("State system"),
    Origin.REGISTER: gettext_lazy("This register"),
    Origin.OFFICER: gettext_lazy("Finding of an officer"),
}
NAMED_DOCUMENT = gettext_lazy("Document")
ANSWERED: dict[Answered, Text] = {
    Answered.FOUND: gettext_lazy("There is a record"),
    Answered.NOT_FOUND: gettext_lazy("There is no record"),
    Answered.UNAVAILABLE: gettext_lazy("The system does not answer"),
    Answered.NOT_ASKED: gettext_lazy("Not asked"),
}


class From(NamedTuple):
    """Where a fact came from: the kind of source, its reference and time."""

    origin: str
    text: Text
    reference: str
    at: datetime | None


class File(NamedTuple):
    """A filed document that belongs to a group."""

    title: str
    name: str
    href: str
    language: str
    at: datetime


class Group(NamedTuple):
    """Facts that belong together: values, source, what was declared beside them, files."""

    key: str
    title: Text
    rows: list[Row]
    source: From | None
    beside: list[Row]
    files: list[File]
    notice: str = ""


class Kind(NamedTuple):
    """How a group is made: the field of the facts, its name, the documents that prove it, and its rows.

    ``part``: the field of the facts that holds this one ("certificate", "level"), "" where the facts hold it
    themselves; ``path``: that of its source, where it is not the field's own. ``notice``: what a reader should notice
    about the facts and the answers beside them, "" where nothing.
    """

    field: str
    title: Text
    documents: tuple[str, ...]
    rows: Callable[[Any], list[Row]]
    beside: Callable[[Any], list[Row]] | None = None
    path: str = ""
    part: str = ""
    notice: Callable[[Any, Any], str] | None = None

    @property
    def key(self) -> str:
        """The path of the field in the facts, as sources and prints write it."""
        return f"level.{self.field}" if self.part == "level" else self.field


def value(found: Any) -> str:
    """A fact as people read it; not known and known not to exist are told apart."""
    if found is UNKNOWN:
        return _("Not known yet")
    if isinstance(found, Answered):
        return str(ANSWERED[found])
    return sentence(write(found, language()))


def is_known(found: Any) -> bool:
    """Whether there is something to show."""
    return found is not UNKNOWN and found is not None


def groups(
    kinds: Iterable[Kind],
    facts: Any,
    sources: Mapping[str, Source],
    answers: Any,
    files: Mapping[str, list[File]],
) -> list[Group]:
    """The facts in groups. ``files`` by the kind of document; what fits no group stands in a last one."""
    left = dict(files)
    found = []
    for kind in kinds:
        part = getattr(facts, kind.part) if kind.part else facts
        if part is None:
            continue
        own = [file for document in kind.documents for file in left.pop(document, [])]
        beside = kind.beside(answers) if kind.beside and answers else []
        shown = origin_of(sources.get(kind.path or kind.key))
        notice = kind.notice(part, answers) if kind.notice and answers else ""
        rows = kind.rows(part)
        if not (rows or beside or own):
            continue
        if kind.key == "work":
            rows = _with_continuity(rows, sources)
        found.append(Group(kind.key.replace(".", "-"), kind.title, rows, shown, beside, own, notice))
    rest = [file for files_ in left.values() for file in files_]
    if rest:
        found.append(Group("filed", _("Other attached documents"), [], None, [], rest))
    return found


def _with_continuity(rows: list[Row], sources: Mapping[str, Source]) -> list[Row]:
    """What an officer established about continuity carries a reference of its own."""
    own = sources.get("work.uninterrupted")
    return [*rows, Row(_("Continuity established by an officer"), own.reference)] if own else rows


def origin_of(source: Source | None) -> From | None:
    """The source as shown; the id of a file or a line is no reference that a reader could use."""
    if source is None:
        return None
    reference = "" if is_id(source.reference) else source.reference
    # What has a number of its own, such as minutes, is not what the applicant attached.
    named = source.origin is Origin.DOCUMENT and reference
    return From(source.origin.value, NAMED_DOCUMENT if named else ORIGINS[source.origin], reference, source.at)


def stored_sources(raw: Mapping[str, Any]) -> dict[str, Source]:
    """The sources of a stored sheet."""
    return {
        path: Source(Origin(one["origin"]), one["reference"], datetime.fromisoformat(one["at"]) if one["at"] else None)
        for path, one in raw.items()
    }


# --- what the officer saw ---------------------------------------------------------------------------------------------


def prints(gathered: Gathered) -> str:
    """A short print of every field of the facts, to tell later which of them changed. Holds no data."""
    return " ".join(f"{name}:{mark}" for name, mark in _prints(gathered).items())


def changed_since(seen: str, gathered: Gathered, names: Mapping[str, Text]) -> list[str]:
    """What is not as it was when ``seen`` was made, by the ``names`` of the fields."""
    before = dict(part.split(":", 1) for part in seen.split() if ":" in part)
    changed = [name for name, mark in _prints(gathered).items() if before.get(name) != mark]
    return list(dict.fromkeys(str(names[name]) for name in changed if name in names))


def _prints(gathered: Gathered) -> dict[str, str]:
    return {name: digest(found)[:8] for name, found in leaves(gathered.facts)}


def leaves(facts: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of the facts by path: those of the certificate under their own names, those of a level claimed with it
    as ``level.<name>``."""
    for field in dataclasses.fields(facts):
        found = getattr(facts, field.name)
        if field.name == "certificate":
            yield from leaves(found)
        elif field.name == "level" and dataclasses.is_dataclass(found):
            yield from leaves(found, "level.")
        else:
            yield prefix + field.name, found
