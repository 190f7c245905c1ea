"""The act of a visit read back: both languages, every line with its remark, photos, long texts, what is not allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tirkelim.documents.payload import Bilingual, PayloadError, from_plain, to_plain
from tirkelim.documents.typeset import render_pages_png, render_pdf
from tirkelim.documents.visit_act import ActLine, ActPhoto, ActSubtype, LineResult, VisitActPayload

BEGUN = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
DENTAL = Bilingual("стоматологиялық көмек", "стоматологическая помощь")
RAMP = Bilingual("Кіреберісте пандус бар", "У входа есть пандус")
UNIT = Bilingual("Қондырғы жұмыс істейді", "Установка работает")
REMARK = "Пандус жоқ, баспалдақ биік"


def act(**other: Any) -> VisitActPayload:
    """An act of a base that does not conform."""
    said: dict[str, Any] = {
        "number": "P-YPCEH-ZH26H",
        "application_number": "A-HFZQJ-XEN42",
        "department": Bilingual("Астана қаласы бойынша департамент", "Департамент по городу Астана"),
        "applicant": Bilingual("Сейітова Әсем", "Сеитова Асем"),
        "base_name": "Ақ тіс",
        "base_address": "Астана, Сарыарқа даңғылы, 12",
        "inspector": "Ахметов Ерлан",
        "planned_at": BEGUN,
        "begun_at": BEGUN,
        "ended_at": BEGUN + timedelta(minutes=50),
        "notice": Bilingual("SMS-хабарлама, № 17", "SMS, № 17"),
        "lines": (
            ActLine(None, RAMP, LineResult.DOES_NOT, REMARK),
            ActLine(DENTAL, UNIT, LineResult.CONFORMS, ""),
            ActLine(DENTAL, UNIT, LineResult.NOT_CONCERNED, "Мұнда рентген жоқ"),
        ),
        "subtypes": (ActSubtype(DENTAL, False),),
        "conforms": False,
        "photos": (ActPhoto("ab" * 32, BEGUN, RAMP), ActPhoto("cd" * 32, BEGUN, None)),
        "edition": Bilingual("59/2020 бұйрығы", "приказ 59/2020"),
        "later_amendment": None,
        "reading": Bilingual("Жолдар біздікі.", "Строки наши."),
        "time_zone": "Asia/Almaty",
        "digest": "ef" * 32,
        "decided_at": BEGUN + timedelta(hours=1),
        "demo": True,
    }
    return VisitActPayload(**{**said, **other})


def text_of(payload: VisitActPayload) -> str:
    """All words of the document, as a reader copies them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(render_pdf(payload))).pages).split())


def test_both_languages_and_every_line() -> None:
    text = text_of(act())
    for words in (
        "Рұқсат беру бақылауының актісі", "Акт разрешительного контроля", RAMP.kk, RAMP.ru, UNIT.kk, REMARK,
        "сәйкес емес", "не соответствует", "10:00–10:50", "P-YPCEH-ZH26H", "Ахметов Ерлан", "ef" * 32, "ab" * 32,
        "не относится", "Строки наши.", "Форма документа временная",
    ):  # fmt: skip
        assert words in text, words
    assert "соответствует квалификационным требованиям по всем" not in text


def test_base_that_conforms() -> None:
    lines = (ActLine(None, RAMP, LineResult.CONFORMS, ""),)
    good = act(lines=lines, subtypes=(ActSubtype(DENTAL, True),), conforms=True, photos=(), demo=False, base_name="")
    text = text_of(good)
    assert "База соответствует квалификационным требованиям" in text
    assert "SHA-256" in text
    assert "Фотографии" not in text
    assert "не имеет юридической силы" not in text


def test_same_payload_same_bytes_and_back() -> None:
    assert render_pdf(act()) == render_pdf(act())
    assert from_plain(to_plain(act())) == act()


def test_long_remarks_and_many_lines_go_over_pages() -> None:
    lines = tuple(ActLine(None, RAMP, LineResult.DOES_NOT, REMARK * 20) for _line in range(40))
    assert len(render_pages_png(act(lines=lines), ppi=20)) > 6


def test_remark_is_no_markup() -> None:
    hostile = '#panic("x") *bold* $1/0$ <script> \\ "'
    assert "#panic" in text_of(act(lines=(ActLine(None, RAMP, LineResult.DOES_NOT, hostile),)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"conforms": True},
        {"lines": ()},
        {"subtypes": ()},
        {"inspector": " "},
        {"ended_at": BEGUN - timedelta(minutes=1)},
        {"decided_at": datetime(2026, 3, 4, 11, 0)},  # noqa: DTZ001
    ],
)
def test_what_no_act_may_say(wrong: dict[str, Any]) -> None:
    with pytest.raises(PayloadError):
        replace(act(), **wrong)


@pytest.mark.parametrize("result", [LineResult.DOES_NOT, LineResult.NOT_CONCERNED])
def test_line_is_explained(result: LineResult) -> None:
    with pytest.raises(PayloadError):
        ActLine(None, RAMP, result, " ")
