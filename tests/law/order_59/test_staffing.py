"""Certified staff that a subtype needs: short exactly on the days on which too few people count (reading L14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.citation import cite
from tirkelim.law.finding import Status
from tirkelim.law.messages import LANGUAGES, render
from tirkelim.law.order_59_licence.staffing import (
    Need,
    Post,
    needs_of,
    people_on,
    shortages,
    staff_lines,
    staffing_on,
)
from tirkelim.law.order_59_licence.subtypes import claimable, subtypes
from tirkelim.law.order_274_certificates.specialties import specialties

START, END = date(2026, 1, 1), date(2026, 1, 31)
CARDIOLOGY, SURGERY = "residency.cardiology", "residency.general-surgery"


def need(least: int = 1, *codes: str) -> Need:
    """A need for cardiologists, or for any of the specialties."""
    return Need("1.3.doctor", "1.3", CARDIOLOGY, frozenset(codes or (CARDIOLOGY,)), least, "low")


def post(person: str, first: int, last: int | None, specialty: str = CARDIOLOGY) -> Post:
    """Days of January 2026 on which someone counts."""
    return Post(person, specialty, date(2026, 1, first), None if last is None else date(2026, 1, last))


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], [(1, None, 0)]),
        ([post("Ana", 1, None)], []),
        # The last day at work still counts: she is missing from the day after.
        ([post("Ana", 1, 14)], [(15, None, 0)]),
        ([post("Ana", 1, 14), post("Bek", 15, None)], []),
        ([post("Ana", 1, 14), post("Bek", 17, None)], [(15, 16, 0)]),
        ([post("Ana", 1, None, SURGERY)], [(1, None, 0)]),
        # Two certificates make nobody two people, but either of them is enough.
        ([post("Ana", 1, 10), post("Ana", 8, 20)], [(21, None, 0)]),
    ],
)
def test_one_person_needed(posts: list[Post], expected: list[tuple[int, int | None, int]]) -> None:
    found = shortages([need()], posts, START, END)
    assert [(one.first.day, one.last.day if one.last else None, one.found) for one in found] == expected


def test_two_needed_and_one_there_is_short_by_one() -> None:
    found = shortages([need(2)], [post("Ana", 1, None), post("Bek", 1, 9), post("Cem", 20, 25)], START, END)
    assert [(one.first.day, one.found) for one in found] == [(10, 1), (26, 1)]
    assert found[0].last == date(2026, 1, 19)


def test_a_base_is_short_again_with_another_number() -> None:
    """From one too few to nobody is told as a stretch of its own."""
    found = shortages([need(2)], [post("Ana", 1, 9)], START, END)
    assert [(one.first.day, one.last.day if one.last else None, one.found) for one in found] == [
        (1, 9, 1),
        (10, None, 0),
    ]


days = st.integers(0, 30).map(lambda number: START + timedelta(days=number))
posts_of_anyone = st.builds(
    lambda person, specialty, first, length: Post(
        person, specialty, first, None if length is None else first + timedelta(days=length)
    ),
    st.sampled_from("ABC"),
    st.sampled_from([CARDIOLOGY, SURGERY]),
    st.integers(-10, 40).map(lambda number: START + timedelta(days=number)),
    st.none() | st.integers(0, 30),
)


either = st.sampled_from([(CARDIOLOGY,), (CARDIOLOGY, SURGERY)])


@given(st.lists(posts_of_anyone, max_size=6), st.integers(1, 2), either)
def test_short_on_exactly_the_days_with_too_few(posts: list[Post], least: int, codes: tuple[str, ...]) -> None:
    """Against counting people day by day."""
    wanted = need(least, *codes)
    found = shortages([wanted], posts, START, END)
    day = START
    while day <= END:
        there = {one.person for one in posts if one.specialty in codes and one.first <= day <= (one.last or END)}
        told = [one for one in found if one.first <= day <= (one.last or END)]
        assert [one.found for one in told] == ([len(there)] if len(there) < least else [])
        (finding,) = staffing_on([wanted], posts, day)
        assert (finding.status is Status.NOT_MET) == bool(told)
        assert people_on(wanted, posts, day) == there
        day += timedelta(days=1)


@given(st.lists(posts_of_anyone, max_size=6), posts_of_anyone)
def test_nobody_who_comes_makes_a_base_short(posts: list[Post], one_more: Post) -> None:
    """More people never mean more days short; so a what-if about a new worker can only help."""
    before, after = ({*_days_short(some)} for some in (posts, [*posts, one_more]))
    assert after <= before


def _days_short(posts: list[Post]) -> list[date]:
    found = shortages([need()], posts, START, END)
    every = [START + timedelta(days=number) for number in range(31)]
    return [day for day in every if any(one.first <= day <= (one.last or END) for one in found)]


# --- the list ---


def test_every_subtype_that_can_be_asked_for_has_a_line() -> None:
    assert {line.subtype for line in staff_lines()} == set(claimable())
    assert set(claimable()) == set(subtypes()) - {"1"}


def test_the_list_names_known_specialties_and_is_nobodys_official_list() -> None:
    for line in staff_lines():
        assert line.specialties <= set(specialties())
        assert bool(line.specialties) or claimable()[line.subtype].by_specialty
        assert line.least >= 1
        assert line.certainty == "low"
    keys = [line.key for line in staff_lines()]
    assert len(keys) == len(set(keys))


def test_a_subtype_by_specialties_needs_the_specialty_that_it_was_given_for() -> None:
    (found,) = needs_of([("1.3", CARDIOLOGY)], staff_lines())
    assert found.specialties == {CARDIOLOGY}


def test_a_line_that_needs_nobody_asks_for_nothing() -> None:
    lines = [line._replace(least=0) for line in staff_lines()]
    assert needs_of([("1.2", "")], lines) == ()


@pytest.mark.parametrize(
    ("last", "covered", "found"), [("2026-05-03", False, 0), ("2026-05-04", True, 1), (None, True, 1)]
)
def test_the_question_answers_for_a_day(last: str | None, covered: bool, found: int) -> None:
    specialist = {"person": "A", "specialty": CARDIOLOGY, "first": "2025-01-01", "last": last}
    facts = {"subtype": "1.3", "specialty": CARDIOLOGY, "on": "2026-05-04", "specialists": [specialist]}
    answer = ask("licence.staffing", facts)
    assert answer.values == {"covered": covered}
    assert [(one.found, one.readings) for one in answer.findings] == [(found, ("L14",))]
    assert answer.findings[0].requirement.citation == cite("59/2020 ann.1 row 8")
    sentences = {render(answer.findings[0], lang) for lang in LANGUAGES}
    assert len(sentences) == 3
    assert not any(code in sentence for sentence in sentences for code in (CARDIOLOGY, "1.3"))


@pytest.mark.parametrize("name", [CARDIOLOGY, "Cardiology adult, children", "Кардиология взрослая, детская"])
def test_a_specialty_may_be_named_or_given_by_its_code(name: str) -> None:
    specialist = {"person": "A", "specialty": name, "first": "2025-01-01"}
    facts = {"subtype": "1.3", "specialty": name, "on": "2026-05-04", "specialists": [specialist]}
    assert ask("licence.staffing", facts).values == {"covered": True}


@pytest.mark.parametrize(
    ("given", "code"), [({}, "specialty_missing"), ({"specialty": "Звездочётство"}, "not_a_specialty")]
)
def test_a_subtype_by_specialties_asks_for_a_listed_one(given: dict[str, str], code: str) -> None:
    with pytest.raises(FactErrors) as wrong:
        ask("licence.staffing", {"subtype": "1.3", "on": "2026-05-04", **given})
    assert [(error.field, error.code) for error in wrong.value.errors] == [("specialty", code)]
