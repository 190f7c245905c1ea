"""What was found in a file, put together for reading: how often each finding occurs, in which columns, in which rows.

A file may have a million findings and few kinds of them. They are counted once; the counts lie beside the findings
until those change. The rows of one kind are then read from the file of findings, page by page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from tirkelim.national.imports import store
from tirkelim.national.imports.checking import Issue, Severity

COUNTED = "counted.json"
MOST_VARIANTS = 200
"""Different wordings of one finding that are counted apart, such as unknown titles of positions."""
ROWS_NAMED = 5


@dataclass(slots=True)
class Variant:
    """One wording of a finding: its parameters, how many rows have it, the first of them."""

    params: Mapping[str, Any]
    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """One kind of finding in one column: ``count`` rows, its wordings from the most frequent on. ``more``: how many
    findings have a wording that is not among them."""

    severity: str
    code: str
    column: str
    count: int
    variants: list[Variant]
    more: int = 0

    @property
    def is_error(self) -> bool:
        """Whether it keeps rows out of the register."""
        return self.severity == Severity.ERROR


def groups(run: UUID) -> list[Group]:
    """The kinds of findings of a run, errors first, then the most frequent. Counted again when the findings changed."""
    stamp = _stamp(run)
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads((store.folder(run) / COUNTED).read_text(encoding="utf-8"))
        if held["stamp"] == stamp:
            return [_group(one) for one in held["groups"]]
    found = count(store.issues(run))
    if stamp:
        with store.writing(run, COUNTED) as file:
            json.dump({"stamp": stamp, "groups": [asdict(one) for one in found]}, file, ensure_ascii=False)
    return found


def _group(held: dict[str, Any]) -> Group:
    return Group(**{**held, "variants": [Variant(**one) for one in held["variants"]]})


def _stamp(run: UUID) -> list[list[int]]:
    """By what one sees that the findings are others: size and time of their files; [] where there are none."""
    found = []
    for name in (store.ISSUES, store.REFUSED):
        with suppress(OSError):
            about = (store.folder(run) / name).stat()
            found.append([about.st_size, about.st_mtime_ns])
    return found


def count(issues: Iterator[Issue]) -> list[Group]:
    """The same from the findings themselves."""
    found: dict[tuple[str, str, str], Group] = {}
    wordings: dict[tuple[str, str, str], dict[str, Variant]] = {}
    for issue in issues:
        key = issue.severity.value, issue.code, issue.column
        group = found.get(key)
        if group is None:
            group = found[key] = Group(*key, count=0, variants=[])
            wordings[key] = {}
        group.count += 1
        worded = json.dumps(issue.params, sort_keys=True, ensure_ascii=False) if issue.params else ""
        variant = wordings[key].get(worded)
        if variant is None:
            if len(wordings[key]) == MOST_VARIANTS:
                group.more += 1
                continue
            variant = wordings[key][worded] = Variant(dict(issue.params))
        variant.count += 1
        if len(variant.rows) < ROWS_NAMED:
            variant.rows.append(issue.row)
    for key, group in found.items():
        group.variants = sorted(wordings[key].values(), key=lambda one: -one.count)
    return sorted(found.values(), key=lambda one: (not one.is_error, -one.count, one.column, one.code))


def of_kind(run: UUID, code: str, column: str, start: int, most: int) -> list[Issue]:
    """The findings of one kind from the ``start``-th on, at most ``most``."""
    mine = (issue for issue in store.issues(run) if issue.code == code and issue.column == column)
    return list(islice(mine, start, start + most))
