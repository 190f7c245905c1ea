"""Maker of docs/reference/record.md: the schema of the record that a person downloads."""

from __future__ import annotations

from collections.abc import Iterable

from reference import page, table
from tirkelim.portal.personnel.export_schema import ITEMS, PARTS, SCHEMA, TOP


def record_page() -> str:
    """The parts of the document with their fields."""

    def part(title: str, fields: Iterable[tuple[str, str, str]]) -> str:
        return f"## {title}\n\n" + table(("field", "kind", "meaning"), ((f"`{n}`", k, m) for n, k, m in fields))

    note = (
        f"A person downloads their own record as one JSON document, schema `{SCHEMA}`. Days are written 2026-03-02, "
        "moments with their offset. `null` is not known; an empty text is known not to exist. Fields may be added "
        "under this name; one that changes its meaning or goes away makes a new one."
    )
    blocks = [part("The document", TOP), part("`items`", ITEMS)]
    blocks += [part(f"`{name}`", fields) for name, fields in PARTS.items()]
    return page("The downloaded record", note, *blocks)
