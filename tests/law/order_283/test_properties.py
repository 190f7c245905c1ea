"""What must hold for every activity and every portfolio, whatever its facts."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_283.strategies import DAY, SLOWLY, activities, maybe

from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.assess import assess, explain, walk
from tirkelim.law.order_283_cpd.columns import total_units, volume_reached
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.order_283_cpd.volume import Volume, sum_up, volume_findings, volume_rules
from tirkelim.law.unknown import UNKNOWN

TARIFF = tariff(current_book(), DAY)
RULES = volume_rules(current_book(), DAY)
WINDOW = TARIFF.window(DAY)
PORTFOLIOS = st.lists(activities(), max_size=12)


def quarters_of(a: Activity) -> object:
    return assess(a, TARIFF.rows[a.criterion], WINDOW)[0]


def volume_of(portfolio: list[Activity]) -> Volume:
    return sum_up(portfolio, WINDOW, RULES)[0]


@SLOWLY
@given(activities(maybe))
def test_the_short_cut_says_what_the_walk_through_all_checks_says(a: Activity) -> None:
    row = TARIFF.rows[a.criterion]

    assert assess(a, row, WINDOW) == walk(a, row, WINDOW)


@SLOWLY
@given(activities(maybe))
def test_units_are_never_negative_and_the_finding_agrees(a: Activity) -> None:
    quarters, findings = explain(a, TARIFF.rows[a.criterion], WINDOW)

    status = findings[-1].status
    statuses = {finding.status for finding in findings[:-1]}
    if quarters is UNKNOWN:
        assert status is Status.UNKNOWN
        assert Status.NOT_MET not in statuses
    else:
        assert quarters >= 0
        assert status is (Status.MET if quarters else Status.NOT_MET)
        if quarters:
            assert statuses <= {Status.MET, Status.NOT_APPLICABLE}


@SLOWLY
@given(PORTFOLIOS, activities(maybe))
def test_more_evidence_never_lowers_a_total(portfolio: list[Activity], more: Activity) -> None:
    before, after = volume_of(portfolio), volume_of([*portfolio, more])

    assert after.total >= before.total
    assert after.further_education >= before.further_education
    assert after.rest >= before.rest


@SLOWLY
@given(activities(), st.integers(0, 4000))
def test_a_later_confirmation_never_revives_an_old_activity(a: Activity, later: int) -> None:
    row = TARIFF.rows[a.criterion]
    day = max(a.completed_on, DAY)
    now, then = (assess(a, row, TARIFF.window(on))[0] for on in (day, day + timedelta(days=later)))

    assert then in (0, now)


@SLOWLY
@given(activities(maybe))
def test_learning_a_missing_fact_never_changes_what_was_certain(a: Activity) -> None:
    before = quarters_of(a)
    unknown = [f.name for f in dataclasses.fields(a) if getattr(a, f.name) is UNKNOWN and f.name in _FILLED]
    filled = dataclasses.replace(a, **{name: _FILLED[name] for name in unknown})

    if before is not UNKNOWN and a.criterion not in _READ_IN_TURN:
        assert quarters_of(filled) == before


_FILLED = {
    "profile_match": True,
    "evidence_complete": True,
    "programme_level_match": True,
    "health_authority_took_part": True,
}
_READ_IN_TURN = (13, 14, 20)


@SLOWLY
@given(PORTFOLIOS, st.sampled_from(ProgrammeLevel))
def test_a_higher_programme_level_never_lowers_what_counts_in_the_band(
    portfolio: list[Activity], lowest: ProgrammeLevel
) -> None:
    order = list(ProgrammeLevel)
    raised = [
        dataclasses.replace(a, programme_level=max((a.programme_level or order[0], lowest), key=order.index))
        for a in portfolio
    ]
    before, after = volume_of(portfolio), volume_of(raised)

    assert after.further_education == before.further_education
    for band in range(1, 5):
        assert sum(after.by_level[band:]) >= sum(before.by_level[band:])


@SLOWLY
@given(PORTFOLIOS)
def test_the_order_of_activities_does_not_matter(portfolio: list[Activity]) -> None:
    assert volume_of(portfolio) == volume_of(portfolio[::-1])


@SLOWLY
@given(PORTFOLIOS, st.sampled_from((1, 2, 3)))
def test_the_findings_are_those_of_the_column_rule(portfolio: list[Activity], step: int) -> None:
    volume, need = volume_of(portfolio), RULES.needs[step]
    assert need is not None
    total = total_units(sum(volume.by_level), volume.non_formal, volume.competencies)
    in_band = sum(volume.by_level[need.band :])

    reached = volume_reached(total, in_band, volume.rest, need.total, need.further_education, need.rest)
    statuses = {finding.status for finding in volume_findings(volume, need, 0)}
    assert reached is (Status.NOT_MET not in statuses)


@SLOWLY
@given(activities(maybe))
def test_an_incomplete_document_earns_nothing_under_any_row(a: Activity) -> None:
    assert quarters_of(dataclasses.replace(a, evidence_complete=False)) == 0
