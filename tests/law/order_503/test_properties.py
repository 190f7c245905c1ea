"""What holds for all points, terms and days of 503/2016, whatever the case."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_503.test_second_edition import facts_of

from tirkelim.law.book import current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Outcome
from tirkelim.law.order_503_conformity.decision import decide
from tirkelim.law.order_503_conformity.points import points_findings, total_points
from tirkelim.law.order_503_conformity.terms import extended_until, longest_until, serving_edition
from tirkelim.law.period import Length, add_months, add_years
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.law.unknown import UNKNOWN, Maybe

BOOK = current_book()
ACT = "503/2016"
EDITION = BOOK.latest(ACT)
LAST = EDITION.end or date.max
BANDS = ((1, 2), (3, 4))
"""From so many years, so many points; over ten years, six (reading K3)."""

days = st.dates(EDITION.start, LAST)
lengths = st.builds(Length, st.integers(0, 60), st.integers(0, 11), st.integers(0, 30))
education = st.tuples(st.booleans(), st.booleans(), st.booleans())


def total(has: tuple[Maybe[bool], ...], service: Maybe[Length], day: date = EDITION.start) -> Maybe[int]:
    return total_points(points_findings(has[0], has[1], has[2], service, day, BOOK))


# --- points ---


@given(education, lengths, lengths, days)
def test_points_never_fall_with_service(has: tuple[bool, bool, bool], one: Length, other: Length, day: date) -> None:
    shorter, longer = sorted((one, other))
    assert total(has, shorter, day) <= total(has, longer, day)


@given(education, lengths, days)
def test_points_are_the_sum_of_what_each_thing_earns_alone(
    has: tuple[bool, bool, bool], service: Length, day: date
) -> None:
    nothing, none = (False, False, False), Length(0, 0, 0)
    alone = [total(tuple(has[n] if n == place else False for n in range(3)), none, day) for place in range(3)]
    assert total(has, service, day) == sum(alone) + total(nothing, service, day)


@given(education, st.integers(0, 2), lengths)
def test_one_thing_not_known_leaves_the_sum_not_known(has: tuple[bool, ...], place: int, service: Length) -> None:
    assert total(tuple(UNKNOWN if n == place else has[n] for n in range(3)), service) is UNKNOWN
    assert total(has, UNKNOWN) is UNKNOWN


@given(lengths)
def test_service_lies_in_one_band(service: Length) -> None:
    expected = 6 if service > Length(10, 0, 0) else max([0, *(p for y, p in BANDS if service >= Length(y, 0, 0))])
    assert total((False, False, False), service) == expected


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [((0, 11, 30, 0), (1, 0, 0, 2), (1, 0, 1, 2)), ((2, 11, 30, 2), (3, 0, 0, 4), (3, 0, 1, 4)),
     ((9, 11, 30, 4), (10, 0, 0, 4), (10, 0, 1, 6))],
)  # fmt: skip
def test_the_bands_change_on_their_very_day(
    before: tuple[int, ...], at: tuple[int, ...], after: tuple[int, ...]
) -> None:
    for years, months, some_days, points in (before, at, after):
        assert total((False, False, False), Length(years, months, some_days)) == points


# --- terms ---


@given(days)
def test_three_months_end_on_the_same_date_or_the_months_last_day(issued: date) -> None:
    until = longest_until(issued, BOOK)
    assert (until.year * 12 + until.month) - (issued.year * 12 + issued.month) == 3
    assert until.day == min(issued.day, calendar.monthrange(until.year, until.month)[1])


@given(days)
def test_an_issue_runs_for_three_months(day: date) -> None:
    terms = decide(facts_of(day, service=Length(12, 0, 0)), day, BOOK).verdicts[0].terms
    assert terms is not None
    assert (terms.valid_from, terms.valid_until) == (day, add_months(day, 3))


@given(days, st.none() | st.integers(0, 3000))
def test_an_extension_ends_with_the_contract_or_after_three_years(day: date, length: int | None) -> None:
    contract = None if length is None else day + timedelta(days=length)
    until = extended_until(day, contract, BOOK)
    most = add_years(day, 3)
    assert until <= most
    assert until == (most if contract is None or contract > most else contract)


@given(days, st.integers(0, 200), st.sampled_from([Action.REISSUE, Action.DUPLICATE]))
def test_another_paper_never_lengthens_the_certificate(day: date, length: int, action: Action) -> None:
    until = day + timedelta(days=length)
    filed = frozenset(documents_of(Service.CONFORMITY, action))
    facts = facts_of(day, action=action, filed=filed, certificate_valid_until=until)
    verdict = decide(facts, day, BOOK).verdicts[0]
    assert verdict.outcome is Outcome.GRANT
    assert verdict.terms is not None
    assert verdict.terms.valid_until == until


@given(days, st.integers(0, 400))
def test_it_is_decided_by_the_day_of_application_however_late(day: date, later: int) -> None:
    """A certificate runs from the decision, by the numbers of the day of application (reading K18)."""
    facts = facts_of(day, service=Length(12, 0, 0))
    on = day + timedelta(days=later)
    decision = decide(facts, on, BOOK)
    assert decision.edition == EDITION
    terms = decision.verdicts[0].terms
    assert terms is not None
    assert (terms.valid_from, terms.valid_until) == (on, add_months(on, 3))


# --- spans ---


def every_day() -> list[date]:
    first = date(2015, 1, 1)
    return [first + timedelta(days=step) for step in range((date(2027, 12, 31) - first).days + 1)]


def answer_for(day: date) -> str:
    try:
        return BOOK.edition(ACT, day).by
    except NotInForce as out:
        return f"{out.reason} {out.by}" if out.by else out.reason


def test_every_day_has_exactly_one_answer_and_they_follow_each_other() -> None:
    answers = [(day, answer_for(day)) for day in every_day()]
    turns = [(day, said) for (day, said), (_, before) in zip(answers[1:], answers, strict=False) if said != before]
    assert answers[0][1] == "before_act"
    assert turns == [
        (date(2017, 1, 1), "before_held"),
        (EDITION.start, "537/2020"),
        (LAST + timedelta(days=1), "repealed 236/2023"),
    ]
    assert answers[-1][1] == "repealed 236/2023"


@given(st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_a_decision_is_made_exactly_where_the_act_answers(day: date) -> None:
    if EDITION.covers(day):
        assert decide(facts_of(day), day, BOOK).edition == EDITION
        return
    with pytest.raises(NotInForce) as caught:
        decide(facts_of(day), day, BOOK)
    assert caught.value.day == day


@given(days, st.integers(0, 400), st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_after_the_repeal_only_what_runs_on_is_served(issued: date, length: int, on: date) -> None:
    until = issued + timedelta(days=length)
    if EDITION.covers(on) or LAST < on <= until:
        assert serving_edition(issued, on, until, BOOK) == EDITION
        return
    with pytest.raises(NotInForce):
        serving_edition(issued, on, until, BOOK)


@given(days, st.sampled_from([date(2016, 5, 5), date(2023, 7, 3), date(2031, 1, 1)]))
def test_the_answer_for_a_day_never_depends_on_today(day: date, today: date) -> None:
    before = decide(facts_of(day), day, BOOK)
    with time_machine.travel(today, tick=False):
        assert decide(facts_of(day), day, BOOK) == before
