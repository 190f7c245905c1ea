"""Headcount and changes of place (253/2020 p.6, readings R4 and R5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.order_253_register.movement import (
    A_DAY,
    Away,
    Diploma,
    How,
    Job,
    Stay,
    Step,
    break_days,
    place_on,
    stays,
    steps,
)

START = date(2026, 1, 1)
BREAK = 31


def day(number: int) -> date:
    return START + timedelta(days=number)


def job(id: int, first: int, until: int | None = None, organisation: str = "A", **other: Any) -> Job:
    """A main job that began on the first day of the stretch, unless told otherwise."""
    terms = {"position": 20, "specialty": None, "is_main": True, "hired_on": day(first)} | other
    return Job(id=id, organisation=organisation, first=day(first), until=None if until is None else day(until), **terms)


def changes(jobs: list[Job], away: list[Away] = [], diplomas: list[Diploma] = []) -> list[tuple[int, How, str]]:  # noqa: B006
    """What happened: on which day, what, and from where to where."""
    found = steps(stays(jobs, away), away, diplomas, BREAK)
    return [((step.on - START).days, step.how, f"{_at(step.before)}>{_at(step.after)}") for step in found]


def _at(one: Job | None) -> str:
    return "" if one is None else f"{one.organisation}"


def test_nobody_is_counted_without_a_job() -> None:
    assert place_on([], [], START) is None
    assert stays([]) == ()
    assert steps((), (), (), BREAK) == ()


def test_the_main_job_counts_else_the_oldest() -> None:
    side = job(1, 0, is_main=False)
    older = job(2, -900, is_main=False, hired_on=day(-900), organisation="B")
    main = job(3, 10, organisation="C")
    assert place_on([side, older, main], [], day(5)) == older
    assert place_on([side, older, main], [], day(10)) == main
    assert place_on([side], [], day(-1)) is None


def test_of_jobs_that_began_together_the_one_with_the_smaller_id_counts() -> None:
    one, other = job(1, 0, is_main=False), job(2, 0, is_main=False, organisation="B")
    assert place_on([other, one], [], START) == one


def test_the_last_day_counts_and_the_day_after_does_not() -> None:
    held = job(1, 0, 10)
    assert place_on([held], [], day(9)) == held
    assert place_on([held], [], day(10)) is None


def test_who_died_or_moved_abroad_is_not_counted_though_a_job_stands() -> None:
    held = job(1, 0)
    assert place_on([held], [Away("death", day(5))], day(5)) is None
    abroad = [Away("emigration", day(5), day(8), "DEU")]
    assert [place_on([held], abroad, day(n)) for n in (4, 5, 7, 8)] == [held, None, None, held]


def test_a_first_job_is_a_hire_and_an_end_a_departure_with_its_reason() -> None:
    jobs = [job(1, 0, 10, leave_reason="retirement")]
    first, last = steps(stays(jobs), (), (), BREAK)
    assert (first.on, first.how, first.after) == (START, How.HIRED, jobs[0])
    assert (last.on, last.how, last.reason) == (day(10), How.LEFT, "retirement")


def test_a_reason_that_nobody_entered_is_not_known() -> None:
    for reason in ("", "ушёл сам"):
        assert steps(stays([job(1, 0, 10, leave_reason=reason)]), (), (), BREAK)[1].reason == "not_known"


def test_a_transfer_changes_the_place_within_the_organisation() -> None:
    assert changes([job(1, 0, 10), job(1, 10, position=21, hired_on=day(0))]) == [
        (0, How.HIRED, ">A"),
        (10, How.CHANGED, "A>A"),
    ]


def test_a_move_from_one_day_to_the_next() -> None:
    assert changes([job(1, 0, 10), job(2, 10, organisation="B")])[1:] == [(10, How.MOVED, "A>B")]


def test_a_break_of_up_to_the_parameter_is_a_move_out_and_in() -> None:
    """The last day of work is day 9: work that begins on day 40 begins 31 days later."""
    assert changes([job(1, 0, 10), job(2, 40, organisation="B")])[1:] == [
        (10, How.MOVED, "A>"),
        (40, How.MOVED, ">B"),
    ]
    found = steps(stays([job(1, 0, 10), job(2, 40, organisation="B")]), (), (), BREAK)
    assert [_at(step.other) for step in found] == ["", "B", "A"]


def test_a_longer_break_is_a_departure_and_a_return() -> None:
    assert changes([job(1, 0, 10), job(2, 41, organisation="B")])[1:] == [
        (10, How.LEFT, "A>"),
        (41, How.RETURNED, ">B"),
    ]


def test_death_outweighs_the_reason_of_the_dismissal() -> None:
    jobs, gone = [job(1, 0, 10, leave_reason="own_wish")], [Away("death", day(10))]
    assert steps(stays(jobs, gone), gone, (), BREAK)[1].reason == "death"


def test_who_moves_abroad_and_comes_back_within_days_has_left_and_arrived() -> None:
    away = [Away("emigration", day(10), day(20), "DEU")]
    out, back = steps(stays([job(1, 0)], away), away, (), BREAK)[1:]
    assert (out.how, out.reason, out.country) == (How.LEFT, "abroad", "DEU")
    assert (back.on, back.how, back.country) == (day(20), How.ARRIVED, "DEU")


def test_the_first_job_after_studies_or_life_abroad_is_an_arrival() -> None:
    abroad, home = Diploma(day(-100), "RUS"), Diploma(day(-200), "KAZ")
    assert changes([job(1, 0)], [], [abroad, home]) == [(0, How.ARRIVED, ">A")]
    assert changes([job(1, 0)], [], [abroad._replace(graduated_on=day(-300)), home]) == [(0, How.HIRED, ">A")]
    assert changes([job(1, 0)], [], [Diploma(day(-100), None)]) == [(0, How.HIRED, ">A")]
    assert changes([job(1, 0)], [], [abroad._replace(graduated_on=day(1))]) == [(0, How.HIRED, ">A")]
    lived = [Away("emigration", day(-100), day(-50), "TUR")]
    assert changes([job(1, 0)], lived) == [(0, How.ARRIVED, ">A")]


def test_who_loses_the_main_job_moves_to_where_the_second_one_is() -> None:
    jobs = [job(1, 0, 10), job(2, 5, organisation="B", is_main=False)]
    assert changes(jobs)[1:] == [(10, How.MOVED, "A>B")]


def test_the_break_is_a_parameter_that_holds_before_the_edition_too() -> None:
    assert break_days(date(2026, 10, 1), current_book()) == BREAK
    assert break_days(date(2019, 10, 1), current_book()) == BREAK


SPANS = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 40)))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Job], list[Away]]:
    """Up to five jobs in three organisations, transfers among them, and up to two stays abroad or a death."""
    jobs = []
    for number in range(draw(st.integers(0, 5))):
        first, length = draw(SPANS)
        until = None if length is None else first + length
        one = job(number, first, until, draw(st.sampled_from("ABC")), is_main=draw(st.booleans()))
        cut = None if until is None else draw(st.integers(first, until))
        if cut in (None, first, until):
            jobs.append(one)
        else:
            jobs += [one._replace(until=day(cut)), one._replace(first=day(cut), position=21)]
    away = []
    for kind in draw(st.lists(st.sampled_from(["death", "emigration"]), max_size=2)):
        first, length = draw(SPANS)
        open_end = kind == "death" or length is None
        away.append(Away(kind, day(first), None if open_end else day(first + (length or 0)), "DEU"))
    return jobs, away


@given(histories())
def test_stays_are_the_places_day_by_day(history: tuple[list[Job], list[Away]]) -> None:
    jobs, away = history
    path = stays(jobs, away)
    for number in range(-1, 110):
        there = [stay.job for stay in path if _covers(stay, day(number))]
        place = place_on(jobs, away, day(number))
        assert there == ([] if place is None else [place])


@given(histories())
def test_steps_lead_from_each_place_to_the_next(history: tuple[list[Job], list[Away]]) -> None:
    """Whoever walks the steps is at each day where the person is counted; coming in and going out alternate."""
    jobs, away = history
    walked = {step.on: step for step in steps(stays(jobs, away), away, (), BREAK)}
    at: Job | None = None
    for number in range(-1, 110):
        step: Step | None = walked.pop(day(number), None)
        if step is not None:
            assert step.before == at
            at = step.after
        assert at == place_on(jobs, away, day(number))
    assert not walked


@given(histories())
def test_a_move_over_a_break_is_told_from_both_sides(history: tuple[list[Job], list[Away]]) -> None:
    found = steps(stays(*history), history[1], (), BREAK)
    outs = [(step.before, step.other) for step in found if step.how is How.MOVED and step.after is None]
    ins = [(step.other, step.after) for step in found if step.how is How.MOVED and step.before is None]
    assert outs == ins


def _covers(stay: Stay, on: date) -> bool:
    return stay.first <= on and (stay.until is None or on <= stay.until - A_DAY)
