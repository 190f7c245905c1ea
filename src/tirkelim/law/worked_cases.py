"""The worked cases of the contract and the places of law that each one tests.

The cases belong to the tests, so they are at hand in a checkout only; an installed package simply shows none. Their
citations are written for people ("annex 2 (domestic), row 8, first-time part, item 6"); here they become our places.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from tirkelim.law.citation import Citation

FOLDER = Path(__file__).parents[3] / "tests" / "law" / "cases"

_ACT = re.compile(r"ДСМ-(\d+/\d{4})|№ (\d+) of (\d{4})|№ (\d+) \(file")
_LONE_ACTS = {"503": "503/2016"}
_ABOUT_THE_ORDER = re.compile(r"Order № \d+[^,]*, (?:p\.\d+ and repeal|annex 2 \(list)")
_ASIDE = re.compile(r"\((?:ed\.|file) [^)]*\)")
_PART = re.compile(
    r"annex(?:es)? (?P<annex>\d+(?:(?:/| and )\d+)*)"
    r"|(?:rows?|criterion) (?P<row>\d+(?:, \d+)*)(?: p\.(?P<point>\d+))?"
    r"|(?<!mid-level part, )item (?P<item>\d+)"
    r"|p\.(?P<first>\d+)(?:-(?P<last>\d+))?"
    r"|block (?P<block>\w)"
)
_BLOCK_LETTERS = str.maketrans("АВС", "ABC")


class WorkedCase(NamedTuple):
    """One case: its id and question, and the places its citation names."""

    id: str
    question: str
    places: tuple[Citation, ...]


@functools.cache
def worked_cases() -> tuple[WorkedCase, ...]:
    """All worked cases of this checkout, in the order of their files."""
    cases = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw: dict[str, Any] = json.loads(line)
            cases.append(WorkedCase(raw["id"], raw["question"], places(raw["citation"])))
    return tuple(cases)


def places(text: str) -> tuple[Citation, ...]:
    """The places that a citation written for people names."""
    act = _act(text)
    if act is None:
        return ()
    prefix = "order " if _ABOUT_THE_ORDER.match(text) else ""
    found: list[str] = []
    within: list[str] = []  # the annexes, then their rows, that the next part is about
    for part in _PART.finditer(_ASIDE.sub(" ", text)):
        if part["annex"]:
            within = [f"ann.{number}" for number in _numbers(part["annex"])]
            found += within
        elif part["row"] or part["item"]:
            inside = _inside(within, part)
            found = [place for place in found if place not in within] + inside
            within = inside
        elif part["first"]:
            found += [f"p.{number}" for number in range(int(part["first"]), int(part["last"] or part["first"]) + 1)]
        else:
            found.append(f"block {part['block'].translate(_BLOCK_LETTERS)}")
    return tuple(Citation(act, prefix + place) for place in dict.fromkeys(found))


def _inside(within: list[str], part: re.Match[str]) -> list[str]:
    """The rows of the annexes, or the item of the rows, that the part names."""
    if part["item"]:
        return [f"{row}({part['item']})" for row in within]
    point = f"({part['point']})" if part["point"] else ""
    return [f"{annex} row {number}{point}" for annex in within for number in _numbers(part["row"])]


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _act(text: str) -> str | None:
    match = _ACT.search(text)
    if match is None:
        return None
    return match[1] or (f"{match[2]}/{match[3]}" if match[2] else _LONE_ACTS.get(match[4]))
