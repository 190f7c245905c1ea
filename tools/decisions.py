"""Maker of the list in docs/decisions/README.md."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
INTRODUCTION = """# Decisions

One page for each choice that a newcomer would question. A record opens with its **Question**, gives the **Choice** and
what it rests on, says what was looked at **Instead of** it, what **It costs**, and when **We look again**.

A record is not rewritten when we change our mind: a new one takes its place, and the old one says so under its title.
Numbers are never reused. The list is made by `make generated` from the titles.
"""


def decisions_page() -> str:
    """The introduction, and one line for each record."""
    lines = []
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        number, _, name = title.partition(". ")
        lines.append(f"| {number} | [{name}]({path.name}) |")
    return "\n".join((INTRODUCTION, "| | record |", "|---|---|", *lines)) + "\n"
