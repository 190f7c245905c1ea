"""An address counts once its owner has typed in the code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.notices.conftest import NOW, Told

from tirkelim.notices.contacts import (
    CODES_AN_HOUR,
    LIFE,
    TRIES,
    EmailFault,
    NotConfirmed,
    confirm,
    contact_of,
    send_code,
)


def code_in(letter: Any) -> str:
    """The six digits of a letter."""
    found = re.search(r"\d{6}", letter.body)
    assert found
    return found[0]


def test_a_new_address_takes_the_place_of_the_one_before_when_confirmed(told: Told, mailoutbox: list[Any]) -> None:
    send_code(told.account, "new@example.kz", NOW)
    assert contact_of(told.account).email == "aigerim@example.kz"
    assert mailoutbox[0].to == ["new@example.kz"]
    confirm(told.account, code_in(mailoutbox[0]), NOW)
    assert contact_of(told.account).email == "new@example.kz"


def test_the_code_is_kept_as_a_digest_only(told: Told, mailoutbox: list[Any]) -> None:
    send_code(told.account, "new@example.kz", NOW)
    assert code_in(mailoutbox[0]) not in contact_of(told.account).code_digest


def test_a_code_opens_once(told: Told, mailoutbox: list[Any]) -> None:
    send_code(told.account, "new@example.kz", NOW)
    confirm(told.account, code_in(mailoutbox[0]), NOW)
    with pytest.raises(NotConfirmed):
        confirm(told.account, code_in(mailoutbox[0]), NOW)


def fault_of(told: Told, typed: str, at: Any) -> EmailFault:
    """Why a code does not confirm."""
    with pytest.raises(NotConfirmed) as wrong:
        confirm(told.account, typed, at)
    return wrong.value.fault


def test_few_tries(told: Told, mailoutbox: list[Any]) -> None:
    send_code(told.account, "new@example.kz", NOW)
    right = code_in(mailoutbox[0])
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(TRIES):
        assert fault_of(told, wrong, NOW) is EmailFault.WRONG
    assert fault_of(told, right, NOW) is EmailFault.SPENT


def test_half_an_hour(told: Told, mailoutbox: list[Any]) -> None:
    send_code(told.account, "new@example.kz", NOW)
    assert fault_of(told, code_in(mailoutbox[0]), NOW + LIFE) is EmailFault.EXPIRED


def test_few_letters_an_hour(told: Told, mailoutbox: list[Any]) -> None:
    for minute in range(CODES_AN_HOUR):
        send_code(told.account, "new@example.kz", NOW + timedelta(minutes=minute))
    with pytest.raises(NotConfirmed) as wrong:
        send_code(told.account, "new@example.kz", NOW + timedelta(minutes=10))
    assert wrong.value.fault is EmailFault.TOO_MANY
    assert len(mailoutbox) == CODES_AN_HOUR


def test_a_mail_server_that_is_down_is_told(told: Told, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    with pytest.raises(NotConfirmed) as wrong:
        send_code(told.account, "new@example.kz", NOW)
    assert wrong.value.fault is EmailFault.NOT_SENT
