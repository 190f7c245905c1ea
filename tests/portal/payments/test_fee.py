"""The public page about the fee: a sum with its making for any day, in three languages, and what is not known."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portal.desk.forms import words

from tirkelim.law.standards.services import STANDARDS, Service

pytestmark = pytest.mark.django_db


def ask(action: str, day: str, language: str = "en") -> str:
    """What the page answers."""
    client = Client()
    client.cookies["til"] = language
    year, month, number = day.split("-")
    sent = {"action": action, "paid_on_day": number, "paid_on_month": month, "paid_on_year": year}
    response = client.get("/payments/fee/", sent)
    assert response.status_code == 200
    return words(response)


@pytest.mark.parametrize(
    ("action", "day", "making"),
    [
        ("issue", "2026-03-02", "10 MCI × 4 325 ₸ = 43 250 ₸"),
        ("issue", "2025-12-31", "10 MCI × 3 932 ₸ = 39 320 ₸"),
        ("reissue", "2026-03-02", "1 MCI × 4 325 ₸ = 4 325 ₸"),
        ("duplicate", "2026-03-02", "10 MCI × 4 325 ₸ = 43 250 ₸"),
    ],
)
def test_the_sum_and_how_it_is_made(action: str, day: str, making: str) -> None:
    assert making in ask(action, day)


@pytest.mark.parametrize("action", ["issue_annex", "reissue_annex", "duplicate_annex"])
def test_an_annex_alone_costs_nothing_by_our_reading(action: str) -> None:
    shown = ask(action, "2026-03-02")
    assert "Nothing has to be paid." in shown
    assert "This is our reading." in shown


def test_a_day_whose_index_is_not_known() -> None:
    shown = ask("issue", "2027-01-01")
    assert "no sum can be named" in shown
    assert "The fee is 10 MCI." in shown


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_action_in_every_language(language: str) -> None:
    for action in STANDARDS[Service.LICENCE].actions:
        shown = ask(action, "2026-03-02", language)
        assert "standard." not in shown


def test_what_is_wrong_is_said_and_the_page_is_linked_from_the_advisor() -> None:
    assert "There is a problem" in words(Client(headers={"cookie": "til=en"}).get("/payments/fee/?paid_on_day=40"))
    assert "/payments/fee/" in Client().get("/advisor/").content.decode()
