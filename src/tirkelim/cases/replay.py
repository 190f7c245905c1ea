"""Decides a stored fact sheet again with today's kernel and book, beside what was decided then. Never writes."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tirkelim.cases.decisions import stored_finding
from tirkelim.cases.models import Decision
from tirkelim.cases.registry import service
from tirkelim.law.applied import applied_on
from tirkelim.law.book import KERNEL, LawBook
from tirkelim.law.digest import UNKNOWN_MARK, plain
from tirkelim.law.edition import NotInForce


class Cause(enum.StrEnum):
    """Why a replay differs from the decision."""

    SAME = "same"
    BOOK = "book"
    KERNEL = "kernel"
    FACTS = "facts"
    """Today's rules read a fact that was not recorded then; it counts as not known."""
    DAY = "day"
    """The other day: its wording, its numbers, or what a span of time comes to by then."""
    NOT_IN_FORCE = "not_in_force"
    """On the other day no wording of the act was in force, or none is held."""
    UNEXPLAINED = "unexplained"


class Difference(NamedTuple):
    """A requirement whose outcome or values differ: its findings then and now, as they are stored."""

    requirement: str
    then: tuple[Mapping[str, Any], ...]
    now: tuple[Mapping[str, Any], ...]


class Replay(NamedTuple):
    """Both results: ``then`` and ``now`` are verdicts, ``changed`` what differs under them.

    ``editions`` are the wordings that answer now, the leading one first; none where no wording does, and ``out`` then
    says why. ``book`` is the digest of today's book.
    """

    then: Any
    now: Any
    changed: tuple[Difference, ...]
    cause: Cause
    book: str
    editions: tuple[Any, ...] = ()
    out: NotInForce | None = None


def replay(stored: Decision, on: date | None = None) -> Replay:
    """The decision as the kernel of today would propose it on the same facts: on the same day, or as if the
    application had been made and decided on another day. Raises as the service's ``load_facts``."""
    chosen = service(stored.case.service)
    book, then = chosen.book(), stored.verdicts["proposed"]
    facts = chosen.load_facts(stored.sheet.schema, stored.sheet.facts)
    moved = on is not None and on != stored.decided_on
    day = stored.decided_on if on is None else on
    try:
        proposal = chosen.decide(applied_on(facts, day) if moved else facts, day, book)
    except NotInForce as out:
        return Replay(then, [], (), Cause.NOT_IN_FORCE, book.digest, out=out)
    verdicts = plain(proposal.verdicts)
    changed = _changed(stored.findings, [stored_finding(finding) for finding in proposal.findings])
    cause = Cause.SAME
    if verdicts != then or changed:
        cause = Cause.DAY if moved else _cause(stored, facts, book)
    editions = (proposal.edition, *proposal.editions_beside)
    return Replay(then, verdicts, changed, cause, book.digest, tuple(map(plain, editions)))


def _cause(stored: Decision, facts: Any, book: LawBook) -> Cause:
    if _reads_more(plain(facts), stored.sheet.facts):
        return Cause.FACTS
    if stored.kernel != KERNEL:
        return Cause.KERNEL
    return Cause.BOOK if stored.book_digest != book.digest else Cause.UNEXPLAINED


def _reads_more(now: Any, then: Any) -> bool:
    """Whether facts read back hold something as not known that the stored ones do not name at all."""
    if isinstance(now, Mapping) and isinstance(then, Mapping):
        return any(_reads_more(now[name], then[name]) if name in then else now[name] == UNKNOWN_MARK for name in now)
    if isinstance(now, list) and isinstance(then, list):
        return any(_reads_more(*pair) for pair in zip(now, then, strict=False))
    return False


def _changed(then: list[Any], now: list[Any]) -> tuple[Difference, ...]:
    """The requirements that differ, in the order of their findings; several findings of one (rows of results) stay
    together. A mere change of wording is no difference."""
    before, after = _by_requirement(then), _by_requirement(now)
    pairs = ((id, before.get(id, ()), after.get(id, ())) for id in dict.fromkeys((*before, *after)))
    return tuple(Difference(*pair) for pair in pairs if _said(pair[1]) != _said(pair[2]))


def _by_requirement(findings: list[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for finding in findings:
        id = finding["requirement"]
        found[id] = (*found.get(id, ()), finding)
    return found


def _said(findings: tuple[Any, ...]) -> list[str]:
    """Outcome and values of the findings of one requirement, whatever their order."""
    kept = ([finding[name] for name in ("status", "found", "required")] for finding in findings)
    return sorted(json.dumps(one, sort_keys=True) for one in kept)
