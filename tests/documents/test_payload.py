"""Payloads: plain data that goes through JSON and back, and refuses what cannot be printed."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from tests.documents import samples

from tirkelim.documents.payload import (
    LONGEST_NAME,
    Bilingual,
    Payload,
    PayloadError,
    RefusalGround,
    from_plain,
    to_plain,
)
from tirkelim.documents.qr import check_address
from tirkelim.documents.wording import GROUNDS_OF_ROW_9, citation_words
from tirkelim.law.citation import cite


@pytest.mark.parametrize("payload", [samples.certificate(), samples.certificate(level=None), samples.refusal()])
def test_a_payload_survives_json(payload: Payload) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(payload)))) == payload


@pytest.mark.parametrize(
    "other",
    [
        {"number": " "},
        {"number": "9" * 41},
        {"holder": Bilingual.same("я" * (LONGEST_NAME + 1))},
        {"valid_until": date(2026, 3, 5)},
        {"decided_at": datetime(2026, 3, 5, 11, 0)},  # noqa: DTZ001 - the fault being tested
        {"check_address": ""},
    ],
)
def test_a_certificate_that_cannot_be_printed_is_refused(other: dict[str, object]) -> None:
    with pytest.raises(PayloadError):
        samples.certificate(**other)


def test_a_text_stands_in_both_languages() -> None:
    with pytest.raises(PayloadError):
        Bilingual("иә", " ")


def test_grounds_stand_once_and_in_order() -> None:
    two, four = samples.refusal().grounds
    for grounds in ((), (four, two), (two, two)):
        with pytest.raises(PayloadError):
            samples.refusal(grounds=grounds)
    with pytest.raises(PayloadError):
        RefusalGround(0, GROUNDS_OF_ROW_9[1])


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(PayloadError):
        from_plain({"form": "something/9"})


def test_all_six_grounds_have_words() -> None:
    assert list(GROUNDS_OF_ROW_9) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("citation", "kk", "ru"),
    [
        ("274/2020 p.9", "274/2020 бұйрығы, 9-тармақ", "приказ 274/2020, пункт 9"),
        ("503/2016 p.13-14", "503/2016 бұйрығы, 13–14-тармақтар", "приказ 503/2016, пункты 13–14"),
        ("253/2020 p.8(13)", "253/2020 бұйрығы, 8-тармақ, 13) тармақша", "приказ 253/2020, пункт 8, подпункт 13)"),
        ("274/2020 ann.4", "274/2020 бұйрығы, 4-қосымша", "приказ 274/2020, приложение 4"),
        ("274/2020 ann.2 row 8(6)", "274/2020 бұйрығы, 2-қосымша, 8-жол, 6) тармақша",
         "приказ 274/2020, приложение 2, строка 8, подпункт 6)"),
        ("283/2020 ann.3 row 2-3", "283/2020 бұйрығы, 3-қосымша, 2–3-жолдар",
         "приказ 283/2020, приложение 3, строки 2–3"),
    ],
)  # fmt: skip
def test_citations_in_words(citation: str, kk: str, ru: str) -> None:
    assert citation_words(cite(citation)) == Bilingual(kk, ru)


def test_the_address_carries_only_the_number() -> None:
    assert check_address("https://a.kz/", "KZ1/ 2") == "https://a.kz/check/KZ1%2F%202"
