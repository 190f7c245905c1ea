"""How much a result earns once its conditions hold: whole quarters of a unit; UNKNOWN while what is counted is.

Only full weeks, blocks and (row 13) years count; halves of hours are kept (readings C8, C12). Where a fact that the
measure reads is not one the row has a rate for, there is nothing to count: 0, or UNKNOWN while the fact is not known
(``READ_BY_MEASURE`` names the checks that say so in words).
"""

from __future__ import annotations

import math

from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.rows import Measure, Row
from tirkelim.law.units import QUARTERS
from tirkelim.law.unknown import UNKNOWN, Maybe


def _hours(a: Activity, row: Row) -> Maybe[int]:
    halves = a.half_hours
    if halves is not None and halves is not UNKNOWN:
        return halves * row.rate
    if a.credits is None or a.credits is UNKNOWN:
        return UNKNOWN
    return a.credits * row.half_hours_in_credit * row.rate


def _weeks(a: Activity, row: Row) -> Maybe[int]:
    if a.weeks is UNKNOWN or a.significance is UNKNOWN:
        return UNKNOWN
    return a.weeks * row.rates.get(a.significance, 0)


def _congress_days(a: Activity, row: Row) -> Maybe[int]:
    significance = a.significance
    if a.days is UNKNOWN or significance is UNKNOWN:
        return UNKNOWN
    plain_days = a.days - a.days_with_talk
    return plain_days * row.rates.get(significance, 0) + a.days_with_talk * row.talk_rates.get(significance, 0)


def _works(a: Activity, row: Row) -> Maybe[int]:
    return UNKNOWN if a.work is UNKNOWN else a.count * row.rates.get(a.work, 0)


def _documents(a: Activity, row: Row) -> Maybe[int]:
    return a.count * row.rate


def _documents_by_significance(a: Activity, row: Row) -> Maybe[int]:
    return UNKNOWN if a.significance is UNKNOWN else a.count * row.rates.get(a.significance, 0)


def _by_quartile(a: Activity, row: Row) -> Maybe[int]:
    if a.quartile is UNKNOWN:
        return UNKNOWN
    return 0 if a.quartile is None else a.count * row.rates.get(a.quartile, 0)


def _full_years(a: Activity, row: Row) -> Maybe[int]:
    if a.years is not UNKNOWN:
        return int(a.years) * row.rate
    return UNKNOWN if a.months is UNKNOWN else a.months // 12 * row.rate


def _begun_years(a: Activity, row: Row) -> Maybe[int]:
    if a.years is not UNKNOWN:
        return math.ceil(a.years) * row.rate
    return UNKNOWN if a.months is UNKNOWN else (a.months + 11) // 12 * row.rate


def _member(a: Activity, row: Row) -> Maybe[int]:
    return UNKNOWN if a.significance is UNKNOWN else row.rates.get(a.significance, 0)


def _blocks(a: Activity, row: Row) -> Maybe[int]:
    questions, scenarios = a.test_questions, a.clinical_scenarios
    if questions is UNKNOWN and scenarios is UNKNOWN:
        return UNKNOWN
    full = 0 if questions is UNKNOWN else questions // row.blocks[0]
    return (full if scenarios is UNKNOWN else full + scenarios // row.blocks[1]) * QUARTERS


MEASURES: dict[str, Measure] = {
    "hours": _hours,
    "weeks": _weeks,
    "congress_days": _congress_days,
    "works": _works,
    "documents": _documents,
    "documents_by_significance": _documents_by_significance,
    "quartile": _by_quartile,
    "full_years": _full_years,
    "begun_years": _begun_years,
    "membership": _member,
    "blocks": _blocks,
}

READ_BY_MEASURE = frozenset({"hours_stated", "significance", "quartile"})
"""Checks on facts that the measure reads itself: where one does not hold, the measure finds nothing to count."""
