"""What a classifier is, whichever order it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.edition import Edition
from tirkelim.law.messages import text

Scalar = str | int | bool | None


class Property(NamedTuple):
    """A property that the codes of a classifier have: its code, its kind (string, integer, boolean), its meaning."""

    code: str
    kind: str
    meaning: str
    """In English: a description for people who write programs."""


class Concept(NamedTuple):
    """One code: its names by language and its properties; a property that is None does not apply."""

    code: str
    names: Mapping[str, str]
    properties: Mapping[str, Scalar]


@dataclass(frozen=True)
class Published:
    """What every list has. ``edition`` None: reference data of this system, not the list of an order."""

    code: str
    citation: str
    edition: Edition | None

    def title(self, lang: str) -> str:
        """What it is called."""
        return text(f"classifier.{self.code}.title", lang)

    def about(self, lang: str) -> str:
        """What it holds and where it comes from."""
        return text(f"classifier.{self.code}.about", lang)

    @property
    def version(self) -> str:
        """The order that gave the wording, or ``unofficial``."""
        return "unofficial" if self.edition is None else self.edition.by

    def status(self, day: date) -> str:
        """``active`` on a day of its edition, ``retired`` after it, ``draft`` before it and for unofficial lists."""
        if self.edition is None or day < self.edition.start:
            return "draft"
        return "active" if self.edition.covers(day) else "retired"


@dataclass(frozen=True)
class Classifier(Published):
    """A list of codes."""

    properties: tuple[Property, ...]
    concepts: tuple[Concept, ...]

    def columns(self) -> tuple[str, ...]:
        """The columns of the list as a table."""
        return ("code", "name_kk", "name_ru", "name_en", *(one.code for one in self.properties))

    def rows(self) -> list[tuple[Scalar, ...]]:
        """The list as a table, one row a code."""
        return [
            (one.code, one.names["kk"], one.names["ru"], one.names["en"],
             *(one.properties.get(column.code) for column in self.properties))
            for one in self.concepts
        ]  # fmt: skip


class Pair(NamedTuple):
    """A former title and the position that it is now. Either side is None where there is none."""

    former: Concept | None
    current: Concept


@dataclass(frozen=True)
class Concordance(Published):
    """Former titles beside current positions; ``source`` and ``target`` are codes of classifiers."""

    source: str
    target: str
    pairs: tuple[Pair, ...]

    def columns(self) -> tuple[str, ...]:
        """The columns of the concordance as a table."""
        sides = (f"{side}_{column}" for side in ("former", "current") for column in ("code", "kk", "ru", "en"))
        return (*sides, "relation")

    def rows(self) -> list[tuple[Scalar, ...]]:
        """The concordance as a table: ``same`` wording, ``renamed``, or ``new`` where there was none before."""
        return [(*_side(pair.former), *_side(pair.current), relation(pair)) for pair in self.pairs]


def _side(concept: Concept | None) -> tuple[Scalar, ...]:
    names = (None,) * 3 if concept is None else tuple(concept.names[lang] for lang in ("kk", "ru", "en"))
    return (None if concept is None else concept.code, *names)


def relation(pair: Pair) -> str:
    """How the two sides of a pair stand to each other."""
    if pair.former is None:
        return "new"
    return "same" if pair.former.names["kk"] == pair.current.names["kk"] else "renamed"
