"""The extract of the register as an archive and a reader see it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tirkelim.documents.payload import PayloadError
from tirkelim.documents.record import Block, Moment, RecordExtract, Section, render_record, render_record_png

WORDS = {
    "register": "Тіркелім", "title": "Үзінді", "note": "Ескерту", "demo": "Демо", "timeline": "Хронология",
    "day": "Күні", "what": "Не болды", "nothing": "Ештеңе жоқ", "page": "{}-бет, барлығы {}",
}  # fmt: skip


def extract(**values: Any) -> RecordExtract:
    """A small extract, unless told otherwise."""
    base: dict[str, Any] = {
        "language": "kk", "holder": "Сейітова Әсем", "known_at": datetime(2026, 3, 2, 5, 0, 7, 9, tzinfo=UTC),
        "stated_at": "2026 жылғы 2 наурыз, 10:00", "words": WORDS, "demo": True,
        "sections": (Section("Деректер", (Block("Аты-жөні", (("Тегі", "Сейітова"),)),)), Section("Жұмыс", (), "Жоқ")),
        "timeline": (Moment("2 наурыз", "Қабылданды", "емхана"),),
    }  # fmt: skip
    return RecordExtract(**base | values)


def text_of(pdf: bytes) -> str:
    """All text with plain spaces."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def test_everything_is_said_once_and_the_bytes_are_the_same_again() -> None:
    pdf = render_record(extract())
    assert pdf == render_record(extract())
    text = text_of(pdf)
    for said in ("Үзінді", "Сейітова Әсем", "Аты-жөні", "Жоқ", "Қабылданды", "1-бет, барлығы 1", "Демо"):
        assert said in text
    assert "Демо" not in text_of(render_record(extract(demo=False)))
    assert "Ештеңе жоқ" in text_of(render_record(extract(timeline=())))


def test_a_long_life_goes_over_many_pages_that_are_numbered() -> None:
    rows = tuple(Moment(f"{n} күн", f"Оқиға {n}", "сөз " * 40) for n in range(120))
    pages = PdfReader(BytesIO(render_record(extract(timeline=rows)))).pages
    assert len(pages) > 5
    assert f"{len(pages)}-бет, барлығы {len(pages)}" in " ".join(pages[-1].extract_text().split())


def test_names_are_data_and_never_markup_and_long_words_break() -> None:
    nasty = '#panic("x") $a^2$ *b* _c_ <d> @e \\ \u0007'
    text = text_of(render_record(extract(holder=nasty, stated_at="ә" * 400)))
    assert '#panic("x") $a^2$ *b*' in text
    assert render_record_png(extract(holder="Ұ" * 500))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_file_says_its_language(language: str) -> None:
    assert f"({language})".encode() in render_record(extract(language=language)).replace(b" ", b"")


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(PayloadError):
        extract(language="de")
    with pytest.raises(PayloadError):
        extract(known_at=datetime(2026, 3, 2))  # noqa: DTZ001 - that is the mistake
