"""Decides a stored fact sheet again with today's kernel and book, beside what was decided then. Never writes."""

from __future__ import annotations

import enum
from datetime import date
from typing import Any, NamedTuple

from tirkelim.cases.models import Decision
from tirkelim.cases.registry import service
from tirkelim.law.applied import applied_on
from tirkelim.law.ask.answer import finding_as_json
from tirkelim.law.book import KERNEL, LawBook
from tirkelim.law.digest import plain
from tirkelim.law.edition import NotInForce


class Cause(enum.StrEnum):
    """Why a replay differs from the decision."""

    SAME = "same"
    BOOK = "book"
    KERNEL = "kernel"
    DAY = "day"
    """The other day, whose wording differs."""
    NOT_IN_FORCE = "not_in_force"
    """On the other day no wording of the act was in force, or none is held."""
    UNEXPLAINED = "unexplained"


class Replay(NamedTuple):
    """Both results. ``changed`` names the requirements whose status differs, as (id, then, now).

    ``edition`` is the wording that answers now, None where none does; ``out`` then says why.
    """

    then: Any
    now: Any
    changed: tuple[tuple[str, str | None, str | None], ...]
    cause: Cause
    edition: Any = None
    out: NotInForce | None = None


def replay(stored: Decision, on: date | None = None) -> Replay:
    """The decision as the kernel of today would propose it on the same facts: on the same day, or as if the
    application had been made and decided on another day. Raises as the service's ``load_facts``."""
    chosen = service(stored.case.service)
    facts = chosen.load_facts(stored.sheet.schema, stored.sheet.facts)
    then = stored.verdicts["proposed"]
    try:
        if on is None:
            proposal = chosen.decide(facts, stored.decided_on, chosen.book())
        else:
            proposal = chosen.decide(applied_on(facts, on), on, chosen.book())
    except NotInForce as out:
        return Replay(then, [], (), Cause.NOT_IN_FORCE, out=out)
    verdicts = plain(proposal.verdicts)
    changed = _changed(stored.findings, [finding_as_json(finding) for finding in proposal.findings])
    same = verdicts == then and not changed
    cause = Cause.SAME if same else _cause(stored, on, chosen.book())
    return Replay(then, verdicts, changed, cause, plain(proposal.edition))


def _cause(stored: Decision, on: date | None, book: LawBook) -> Cause:
    if on is not None and on != stored.decided_on:
        return Cause.DAY
    if stored.kernel != KERNEL:
        return Cause.KERNEL
    return Cause.BOOK if stored.book_digest != book.digest else Cause.UNEXPLAINED


def _changed(then: list[Any], now: list[Any]) -> tuple[tuple[str, str | None, str | None], ...]:
    before, after = _statuses(then), _statuses(now)
    ids = sorted(before.keys() | after.keys())
    return tuple((id, before.get(id), after.get(id)) for id in ids if before.get(id) != after.get(id))


def _statuses(findings: list[Any]) -> dict[str, str]:
    """The status of each requirement; of one that was examined several times (rows of results) all of them."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        found.setdefault(finding["requirement"], []).append(finding["status"])
    return {id: ", ".join(sorted(statuses)) for id, statuses in found.items()}
