"""The 21 criteria of 283/2020 annex 1: chapter, how each is measured, what it asks for, which facts a form collects.

The rows are data (``data/order_283/criteria.csv``), one set for each amending order; names, requirements and supporting
documents are texts under ``term.cpd.criterion.<row>``, ``term.cpd.asks.<row>`` and ``term.cpd.document.<row>``.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.citation import Citation, cite
from tirkelim.law.data import read_csv
from tirkelim.law.finding import Term
from tirkelim.law.order_283_cpd.activity import Chapter

COMMON_FIELDS = ("completed_on", "profile_match", "evidence_complete")
"""Facts that every row needs, in the order in which a form asks them."""
COMMON_OPTIONAL = ("document_language", "translated_into")
"""Facts of the document that every row may have."""


class Criterion(NamedTuple):
    """One row of annex 1. ``checks`` are the row's own conditions in the order in which they are examined.

    ``needs`` holds the facts that the row asks for: each entry is a group of which one is enough (hours or credits).
    ``may`` holds facts that sharpen the answer. Field names are those of ``Activity`` as the contract calls them.
    """

    row: int
    chapter: Chapter
    measure: str
    checks: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    may: tuple[str, ...]
    readings: tuple[str, ...]

    @property
    def citation(self) -> Citation:
        """The row of the annex."""
        return cite(f"283/2020 ann.1 row {self.row}")

    @property
    def name(self) -> Term:
        """The criterion's name."""
        return Term(f"cpd.criterion.{self.row}")

    @property
    def asks(self) -> Term:
        """What the annex asks of a result under this row."""
        return Term(f"cpd.asks.{self.row}")

    @property
    def document(self) -> Term:
        """The supporting document that the annex names."""
        return Term(f"cpd.document.{self.row}")

    @property
    def fields(self) -> tuple[str, ...]:
        """All facts that a form for this row shows, in order."""
        needed = tuple(field for group in self.needs for field in group)
        common = COMMON_FIELDS if "profile" in self.checks else tuple(f for f in COMMON_FIELDS if f != "profile_match")
        return (*common, *needed, *self.may, *COMMON_OPTIONAL)


@functools.cache
def criteria(by: str) -> tuple[Criterion, ...]:
    """The rows of annex 1 in the wording given by the order ``by``, in their order. Raises KeyError when not held."""
    rows = tuple(_criterion(raw) for raw in read_csv("order_283/criteria.csv") if raw["by"] == by)
    if not rows:
        raise KeyError(by)
    return rows


def _criterion(raw: dict[str, str]) -> Criterion:
    return Criterion(
        row=int(raw["row"]),
        chapter=Chapter(raw["chapter"]),
        measure=raw["measure"],
        checks=tuple(raw["checks"].split()),
        needs=tuple(tuple(group.split("|")) for group in raw["needs"].split()),
        may=tuple(raw["may"].split()),
        readings=tuple(raw["readings"].split()),
    )
