"""Levels and categories given before this register: entered by HR of the worker's employer, checked, shown."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import NURSING
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.level.board import Board

from tirkelim.identity.models import Account, Role
from tirkelim.register.models import Qualification


@pytest.fixture
def board(db: None) -> Board:
    return Board()


@pytest.fixture
def nurse(board: Board) -> Account:
    return board.nurse()


@pytest.fixture
def hr(board: Board) -> Account:
    return board.account("personnel", Role.HR_OFFICER, organisation=board.clinic)


def enter(account: Account, nurse: Account, **fields: Any) -> Any:
    client = sign_in(account)
    address = f"/personnel/{nurse.person}/levels/add/"
    sent = {"specialty": NURSING, "what": "first", "document_number": "С-7"} | day("obtained_on", "1 4 2012") | fields
    return client.post(address, hidden(client.get(address)) | sent)


def day(field: str, text: str) -> dict[str, str]:
    return {f"{field}_{part}": one for part, one in zip(("day", "month", "year"), text.split(), strict=True)}


def test_a_category_without_a_last_day_is_indefinite(hr: Account, nurse: Account) -> None:
    assert enter(hr, nurse).status_code == 302
    row = Qualification.objects.get(category="first")
    assert (row.indefinite, row.valid_until, row.document_number, row.decision) == (True, None, "С-7", None)
    page = words(sign_in(hr).get(f"/personnel/{nurse.person}/"))
    assert "Бірінші санат" in page
    assert "мерзімсіз" in page


def test_a_category_with_a_last_day(hr: Account, nurse: Account) -> None:
    assert enter(hr, nurse, **day("valid_until", "1 4 2022")).status_code == 302
    assert not Qualification.objects.get(category="first").indefinite


def test_a_level_has_no_end(hr: Account, nurse: Account) -> None:
    assert enter(hr, nurse, what="4.1", **day("valid_until", "1 4 2022")).status_code == 422
    assert enter(hr, nurse, what="4.1").status_code == 302
    assert Qualification.objects.filter(level="4.1").exists()


@pytest.mark.parametrize("until", ["1 3 2012"])
def test_it_does_not_end_before_it_begins(hr: Account, nurse: Account, until: str) -> None:
    assert enter(hr, nurse, **day("valid_until", until)).status_code == 422
    assert not Qualification.objects.filter(category="first").exists()


def test_others_do_not_enter_levels(board: Board, nurse: Account) -> None:
    stranger = board.account("elsewhere", Role.HR_OFFICER, organisation=board.centre)
    head = board.account("chief", Role.HEAD_OF_ORGANISATION, organisation=board.clinic)
    for account in (stranger, head, board.officer_, nurse):
        assert sign_in(account).get(f"/personnel/{nurse.person}/levels/add/").status_code == 404
