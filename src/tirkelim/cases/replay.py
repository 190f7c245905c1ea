"""Decides a stored fact sheet again with today's kernel and book, beside what was decided then. Never writes."""

from __future__ import annotations

import enum
from typing import Any, NamedTuple

from tirkelim.cases.models import Decision
from tirkelim.cases.registry import service
from tirkelim.law.ask.answer import finding_as_json
from tirkelim.law.book import KERNEL, current_book
from tirkelim.law.digest import plain


class Cause(enum.StrEnum):
    """Why a replay differs from the decision."""

    SAME = "same"
    BOOK = "book"
    KERNEL = "kernel"
    UNEXPLAINED = "unexplained"


class Replay(NamedTuple):
    """Both results. ``changed`` names the requirements whose status differs, as (id, then, now)."""

    then: Any
    now: Any
    changed: tuple[tuple[str, str | None, str | None], ...]
    cause: Cause


def replay(stored: Decision) -> Replay:
    """The decision as the kernel of today would propose it on the same facts and the same day."""
    chosen = service(stored.case.service)
    facts = chosen.load_facts(stored.sheet.schema, stored.sheet.facts)
    proposal = chosen.decide(facts, stored.decided_on, current_book())
    verdicts = plain(proposal.verdicts)
    changed = _changed(stored.findings, [finding_as_json(finding) for finding in proposal.findings])
    same = verdicts == stored.verdicts["proposed"] and not changed
    return Replay(stored.verdicts["proposed"], verdicts, changed, Cause.SAME if same else _cause(stored))


def _cause(stored: Decision) -> Cause:
    if stored.kernel != KERNEL:
        return Cause.KERNEL
    return Cause.BOOK if stored.book_digest != current_book().digest else Cause.UNEXPLAINED


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
