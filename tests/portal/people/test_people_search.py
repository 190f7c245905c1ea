"""The search for people on its page: whom it finds for whom, what stands in no address, and that it is counted."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.portal.people.conftest import Country
from tests.portal.personnel.conftest import visible

from tirkelim.portal.people import searching

PAGE = "/people/"
CASES = [
    ("hr", "", {"near"}),
    ("hr", "left", {"gone"}),
    ("head", "", {"near"}),
    ("stranger", "", {"beside"}),
    ("department", "", {"near", "beside"}),
    ("coordinator", "", {"near", "beside", "far", "gone"}),
    ("coordinator", "left", {"gone"}),
]


def found(country: Country, by: str, /, **asked: Any) -> set[str]:
    """Whom an account finds, by the names of the fixture."""
    text = visible(country.looking(by).post(PAGE, asked))
    surnames = {"near": "Қуанышева", "beside": "Сейітова", "far": "Ахметова", "gone": "Оспанова"}
    return {name for name, surname in surnames.items() if surname in text}


@pytest.mark.parametrize(("by", "standing", "people"), CASES)
def test_everybody_finds_those_within_reach(country: Country, by: str, standing: str, people: set[str]) -> None:
    assert found(country, by, who="Әсем", standing=standing) == people


@pytest.mark.parametrize("typed", ["куанышева", "Kuanysheva", "Куаншева", "АСЕМ Қуаныш"])
def test_a_name_in_any_spelling(country: Country, typed: str) -> None:
    assert found(country, "department", who=typed) == {"near"}


def test_why_is_said(country: Country) -> None:
    assert "Sounds like it" in visible(country.looking("hr").post(PAGE, {"who": "Kuanysheva"}))
    assert "Spelt nearly so" in visible(country.looking("hr").post(PAGE, {"who": "Куаншева"}))


def test_a_name_in_the_address_is_not_looked_at(country: Country) -> None:
    text = visible(country.looking("coordinator").get(PAGE + "?who=Қуанышева"))
    assert "Қуанышева" not in text


def test_filters_may_stand_in_an_address(country: Country) -> None:
    browser = country.looking("coordinator")
    text = browser.text(PAGE + "?region=100000000")
    assert "Ахметова" in text
    assert "Сейітова" not in text
    assert "Address of this filter" in text


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        ({"position": "20"}, {"far"}),
        ({"position": "59"}, {"near", "beside"}),
        ({"organisation": "абай аурухана"}, {"far"}),
        ({"certificate": "none"}, {"near", "beside", "far", "gone"}),
        ({"certificate": "valid"}, set()),
        ({"sex": "male"}, set()),
        ({"age_from": "30", "age_to": "40", "standing": "working"}, {"near", "beside", "far"}),
        ({"age_from": "60"}, set()),
    ],
)
def test_filters(country: Country, asked: dict[str, str], people: set[str]) -> None:
    assert found(country, "coordinator", **asked) == people


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Write whom you look for, or choose a filter"),
        ({"who": "!!!"}, "Write a word of the name, or a number"),
        ({"who": "123"}, "an IIN has 12 digits"),
        ({"organisation": "жоқ"}, "The register has no such organisation"),
        ({"age_from": "50", "age_to": "40"}, "The upper age must not be lower"),
    ],
)
def test_what_cannot_be_looked_for_is_said(country: Country, asked: dict[str, str], said: str) -> None:
    answer = country.looking("coordinator").post(PAGE, asked)
    assert answer.status_code == 422
    assert said in visible(answer)


def test_who_left_is_shown_with_that_job_alone(country: Country) -> None:
    text = visible(country.looking("hr").post(PAGE, {"who": "Оспанова", "standing": "left"}))
    assert "last day 1 December 2025" in text
    assert f"/personnel/{country.gone}/" not in country.looking("hr").post(PAGE, {"standing": "left"}).content.decode()


def test_an_earlier_day(country: Country) -> None:
    browser = country.looking("coordinator")
    answer = browser.post(PAGE + "?on=2025-11-01", {"who": "Оспанова", "standing": "working"})
    assert "Оспанова" in visible(answer)
    assert "About 1 November 2025" in visible(answer)


def test_others_do_not_know_the_page(country: Country) -> None:
    worker = country.applicant()
    assert country.browser(worker).get(PAGE).status_code == 404


def test_the_log_tells_that_somebody_searched_and_not_for_whom(
    country: Country, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, searching.__name__):
        country.looking("hr").post(PAGE, {"who": "Қуанышева"})
    said = " ".join(caplog.messages)
    assert str(country.hr.id) in said
    assert "kinds=name" in said
    assert "уаныш" not in said


def test_whoever_turns_page_after_page_is_asked_to_wait(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGES_AN_HOUR", 3)
    browser = country.looking("coordinator")
    answers = [browser.post(PAGE, {"certificate": "none"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_numbers_are_counted_by_themselves(country: Country) -> None:
    browser = country.looking("coordinator")
    for _ in range(30):
        assert browser.post(PAGE, {"who": "KAZ:N0000000"}).status_code == 200
    assert browser.post(PAGE, {"who": "KAZ:N0000000"}).status_code == 429


def test_pages_are_turned_by_post(country: Country) -> None:
    for number in range(25):
        country.worker(f"Тестова{chr(ord('а') + number)}")
    browser = country.looking("hr")
    first = visible(browser.post(PAGE, {"who": "Тестова"}))
    assert "People 1 to 20; the list goes on" in first
    second = visible(browser.post(PAGE, {"who": "Тестова", "skip": "20"}))
    assert "People 21 to 25" in second


def test_the_number_of_queries_does_not_grow_with_the_list(country: Country) -> None:
    browser = country.looking("department")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            browser.post(PAGE, {"who": "Өскенова"})
        return len(made)

    country.worker("Өскенова")
    asked()
    few = asked()
    for _ in range(12):
        country.worker("Өскенова")
    assert asked() <= few


@pytest.mark.parametrize(("by", "opens"), [("hr", False), ("coordinator", True)])
def test_of_a_past_day_no_record_is_offered_that_is_closed_since(country: Country, by: str, opens: bool) -> None:
    answer = country.looking(by).post(f"{PAGE}?on=2025-11-03", {"who": "Оспанова"})
    text = answer.content.decode()
    assert "Оспанова" in text
    assert (f"/personnel/{country.gone}/" in text) is opens
