"""Numbers of people by region as they come from elsewhere: pasted lines or a CSV file, one region a line.

A line names the region by its KATO code or by its name in any of the three languages, and ends with the number:
`Астана қаласы;1 430 117`. A heading and lines of the whole country are left out; any other line that cannot be read is
told, not guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tirkelim.identity.territories import territories

MOST_LINES = 200
NUMBER = re.compile(r"\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
SPACED = re.compile(r"(?P<name>.*?\S)[\s,]+(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)")
"""A line whose columns nothing but blanks or a comma parts."""
CITIES = frozenset({"город", "г", "қаласы", "қала", "қ", "city"})
REGIONS = frozenset({"область", "обл", "облысы", "region", "oblast"})
WHOLE = frozenset({
    "республика казахстан", "қазақстан республикасы", "казахстан", "қазақстан", "kazakhstan", "republic of kazakhstan",
    "всего", "итого", "барлығы", "total",
})  # fmt: skip
ENCODINGS = ("utf-8-sig", "cp1251")


class Read(NamedTuple):
    """What was found: people by KATO code, and the lines (number, text) that say no region or no number; `twice` are
    those about a region that an earlier line gave another number."""

    people: dict[str, int]
    unread: tuple[tuple[int, str], ...]
    twice: tuple[tuple[int, str], ...]


class NotText(ValueError):
    """The file is no text."""


def text_of(content: bytes) -> str:
    """The text of a file of either encoding that office programs write. Raises NotText."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise NotText


def read_numbers(text: str, day: date) -> Read:
    """Read lines for the regions of a day."""
    known = _Regions(day)
    people: dict[str, int] = {}
    unread, twice = [], []
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for place, (number, line) in enumerate(lines[:MOST_LINES]):
        found = _line(line, known)
        if found is None:
            if place or any(sign.isdigit() for sign in line):  # the first line may be a heading
                unread.append((number, line))
        elif found[0] and people.setdefault(*found) != found[1]:
            twice.append((number, line))
    unread += lines[MOST_LINES:]
    return Read(people, tuple(unread), tuple(twice))


def _line(line: str, known: _Regions) -> tuple[str, int] | None:
    """Region and number of a line; region "" for the whole country; None where it cannot be read."""
    for cells in _cells(line):
        for place, cell in enumerate(cells):
            region = known.find(cell)
            if region is None:
                continue
            numbers = [one for at, one in enumerate(cells) if at != place and NUMBER.fullmatch(one)]
            if len(numbers) == 1:
                return region, int(re.sub(r"\D", "", numbers[0]))
    return None


def _cells(line: str) -> Iterable[list[str]]:
    """The cells of a line, in each way in which it can be parted."""
    for mark in ("\t", ";"):
        if mark in line:
            yield [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    if '"' in line:
        yield [cell.strip() for cell in next(csv.reader([line]))]
    spaced = SPACED.fullmatch(line)
    if spaced:
        yield [spaced["name"].strip(), spaced["number"]]


class _Regions:
    """The regions of a day by code and by each of their names."""

    def __init__(self, day: date) -> None:
        self.codes: set[str] = set()
        self.names: dict[tuple[str, str], set[str]] = {}
        for row in territories(day):
            self.codes.add(row.kato)
            for lang in ("kk", "ru", "en"):
                kind, words = _key(str(row.name(lang)))
                for key in ((kind, words), ("", words)):
                    self.names.setdefault(key, set()).add(row.kato)

    def find(self, text: str) -> str | None:
        """The code that a text means: "" is the whole country, None nothing or several."""
        if text in self.codes:
            return text
        if " ".join(_words(text)) in WHOLE:
            return ""
        found = self.names.get(_key(text), set())
        return next(iter(found)) if len(found) == 1 else None


def _key(name: str) -> tuple[str, str]:
    """Whether a name is a city's or a region's, and its other words."""
    words = _words(name)
    kind = "city" if CITIES & set(words) else "region" if REGIONS & set(words) else ""
    return kind, " ".join(word for word in words if word not in CITIES | REGIONS)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
