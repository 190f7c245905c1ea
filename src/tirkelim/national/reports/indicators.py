"""Indicators of the WHO national health workforce accounts, as far as the register can give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A part and the whole it is of, exactly as counted."""

    key: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its number in the accounts, and either rows or a reason why it cannot be given.

    Name, definition and reason are texts by the code (`portal/reports` words them): ``code``, ``reason``.
    """

    number: str
    """As the WHO handbook of the national health workforce accounts numbers it, such as 1-04."""
    code: str
    per: str
    """What `part` and `whole` make: ``share`` (per cent) or ``density`` (per 10,000 people)."""
    dimension: str
    """Of what the keys of the rows are; see figures.Dimension."""
    rows: tuple[Share, ...] = ()
    not_known: int = 0
    """People left out because the register does not know what is asked of them."""
    reason: str | None = None
    """Why it cannot be given, or only in part; None: nothing is missing."""


def indicators(
    first_day: date, closing_on: date, known: datetime, population: Mapping[str, int] | None = None
) -> tuple[Indicator, ...]:
    """All indicators for a period (a year, as a rule). `population`: people by KATO code of region on the last day."""
    raise NotImplementedError
