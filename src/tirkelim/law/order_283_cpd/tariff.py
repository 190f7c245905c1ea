"""The tariff of 283/2020 annex 1 made ready for a day: rows, conditions and rates, read once from the law book."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Param, Status
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import Chapter
from tirkelim.law.order_283_cpd.checks import COMMON, COMMON_RECENT, ROW_TESTS
from tirkelim.law.order_283_cpd.criteria import Criterion, criteria
from tirkelim.law.order_283_cpd.levels import ACT
from tirkelim.law.order_283_cpd.measures import MEASURES, READ_BY_MEASURE
from tirkelim.law.order_283_cpd.rows import Assessed, Check, Row, Test, Window
from tirkelim.law.parameter import ParameterValue
from tirkelim.law.period import add_years
from tirkelim.law.units import QUARTERS, Units
from tirkelim.law.unknown import UNKNOWN, Maybe

_RECENT_ROW = 18
_IN_ONE_STEP = READ_BY_MEASURE | {"profile"}


class Tariff(NamedTuple):
    """Annex 1 on a day; ``rows[n]`` is row n (there is no row 0: its place repeats row 1)."""

    rows: tuple[Row, ...]
    window_years: int
    recent_years: int

    def window(self, confirmed_on: date) -> Window:
        """The periods up to a confirmation."""
        return _window(self.window_years, self.recent_years, confirmed_on)


@functools.lru_cache(maxsize=4096)
def _window(years: int, recent_years: int, confirmed_on: date) -> Window:
    return Window(add_years(confirmed_on, -years), add_years(confirmed_on, -recent_years), confirmed_on)


_SINGLE_RATES = ("hour", "document", "year")
_RATE_TABLES = ("week", "day", "work", "document", "quartile", "level")


@functools.lru_cache(maxsize=64)
def tariff(book: LawBook, day: date) -> Tariff:
    """Annex 1 as it stands on a day. Raises NotInForce."""
    edition = book.edition(ACT, day)
    rows = tuple(_row(criterion, book, day) for criterion in criteria(edition.by))
    years = book.number("cpd.window_years", day), book.number("cpd.recent_window_years", day)
    return Tariff((rows[0], *rows), *years)


def _row(criterion: Criterion, book: LawBook, day: date) -> Row:
    prefix = f"cpd.row.{criterion.row}."
    values = {p.id.removeprefix(prefix): p.value for p in book.parameters if p.id.startswith(prefix) and p.covers(day)}
    single = next((_quarters(values[name]) for name in _SINGLE_RATES if name in values), 0)
    limit = _whole(values.get("first_authors", values.get("membership_months", 0)))
    checks, params = _checks(criterion), _params(criterion, limit)
    return Row(
        criterion=criterion,
        requirement=req.ROW[criterion.row],
        checks=checks,
        chapter=tuple(Chapter).index(criterion.chapter),
        own=_joined(tuple(c.test for c in checks[len(COMMON) :] if c.name not in _IN_ONE_STEP)),
        any_profile="profile" not in criterion.checks,
        measure=MEASURES[criterion.measure],
        recent=criterion.row == _RECENT_ROW,
        rate=single // 2 if "hour" in values else single,
        rates=_table(values, _RATE_TABLES),
        talk_rates=_table(values, ("talk_day",)),
        limit=limit,
        blocks=(_whole(values.get("questions_in_unit", 1)), _whole(values.get("scenarios_in_unit", 1))),
        half_hours_in_credit=2 * book.number("certificate.training.hours_in_credit", day),
        languages=book.texts("cpd.translation_languages", day),
        params=params,
        earned={},
        refused=_outcomes(criterion, checks, params, Status.NOT_MET),
        unanswered=_outcomes(criterion, checks, params, Status.UNKNOWN),
    )


def _joined(tests: tuple[Test, ...]) -> Test | None:
    """The tests as one; the rows of today have one at most."""
    if len(tests) < 2:
        return tests[0] if tests else None
    return lambda a, row, window: all(test(a, row, window) is True for test in tests)


def _checks(criterion: Criterion) -> tuple[Check, ...]:
    common = COMMON_RECENT if criterion.row == _RECENT_ROW else COMMON
    own = (
        Check(req.ROW_CHECK[criterion.row, name], ROW_TESTS[name], name, criterion.readings)
        for name in criterion.checks
    )
    return (*common, *own)


def _params(criterion: Criterion, limit: int) -> tuple[Param, ...]:
    names = (("criterion", criterion.name), ("document", criterion.document))
    return (("row", criterion.row), *names, ("limit", limit))


def _outcomes(
    criterion: Criterion, checks: tuple[Check, ...], params: tuple[Param, ...], status: Status
) -> Mapping[str, Assessed]:
    """The outcomes of a row that earned nothing, by the check that is the reason ("": there is nothing to count)."""
    requirement, found = req.ROW[criterion.row], Units(0) if status is Status.NOT_MET else None
    quarters: Maybe[int] = 0 if status is Status.NOT_MET else UNKNOWN
    measure = "nothing" if status is Status.NOT_MET else "unknown"
    whole = Finding(
        requirement, status, found, None, f"cpd.measure.{criterion.measure}.{measure}", params, criterion.readings
    )
    by_check = {
        check.name: Finding(requirement, status, found, None, f"{check.key}.{status}", params, check.readings)
        for check in checks
    }
    window = by_check["recent_window" if criterion.row == _RECENT_ROW else "window"]
    return {name: (quarters, finding) for name, finding in {"": whole, **by_check, "window": window}.items()}


def _table(values: Mapping[str, ParameterValue], names: tuple[str, ...]) -> Mapping[str, int]:
    split = ((name.partition("."), value) for name, value in values.items())
    return {key: _quarters(value) for (name, _, key), value in split if key and name in names}


def _quarters(value: ParameterValue) -> int:
    """A rate of the tariff (10, or "0.5" of a unit) in whole quarters."""
    quarters = Decimal(str(value)) * QUARTERS
    if quarters != int(quarters):
        raise ValueError(f"a rate of {value} units is not a whole number of quarters")
    return int(quarters)


def _whole(value: ParameterValue) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value
