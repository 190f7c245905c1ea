"""The two days in the address of a page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from tirkelim.portal.as_of import Asked, as_of, asked
from tirkelim.register.as_of import AsOf, end_of

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # noon in Almaty


def ask(**parameters: str) -> Asked:
    return asked(RequestFactory().get("/any", parameters), NOON)


def test_an_address_without_days_is_about_now() -> None:
    found = ask()
    assert found.as_of == AsOf.now(NOON) == as_of(RequestFactory().get("/any"), NOON)
    assert not found.past
    assert found.query == found.more == ""


def test_both_days_are_read_and_kept_in_links() -> None:
    found = ask(on="2026-06-30", known="2026-07-10", sort="ab", page="3", name="Сейітова")
    assert found.as_of == (date(2026, 6, 30), end_of(date(2026, 7, 10)))
    assert found.past
    assert found.query == "?on=2026-06-30&known=2026-07-10"
    assert found.present == "?sort=ab", "the place within the list is given up, and no name stands in an address"


def test_known_is_never_after_now() -> None:
    found = ask(known="2031-01-01")
    assert found.as_of.known == NOON
    assert not found.past
    assert found.known_text == "2026-11-21"


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "1800-01-01", "9999-01-01", "20260630x"])
def test_a_day_that_cannot_be_is_said_and_kept_in_its_box(day: str) -> None:
    found = ask(on=day)
    assert found.as_of == AsOf.now(NOON)
    assert found.errors["on"]
    assert found.on_text == day
    with override("en"):
        page = render_to_string("portal/_as_of.html", {"as_of": found})
    assert "govuk-error-message" in page
    assert day in page


def test_the_panel_says_that_the_page_is_about_the_past() -> None:
    with override("en"):
        then = render_to_string("portal/_as_of.html", {"as_of": ask(on="2026-06-30", known="2026-07-10")})
        now = render_to_string("portal/_as_of.html", {"as_of": ask()})
    assert "Nothing can be changed here" in then
    assert "Nothing can be changed here" not in now
