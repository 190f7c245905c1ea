"""The confirmation sheet as a reader, an archive and a telephone see it."""

from __future__ import annotations

import dataclasses
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.documents import samples
from tests.documents.test_typeset import codes_of, text_of

from tirkelim.documents.payload import Bilingual, PayloadError, from_plain, to_plain
from tirkelim.documents.sheet import SheetJob, SheetLine, SheetPayload, SheetRefused, SheetResult, SheetSignature
from tirkelim.documents.typeset import render_pages_png, render_pdf
from tirkelim.law.book import current_book
from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.criteria import criteria

NUMBER = "S-7KQ2M-94XTP"
ADDRESS = "https://tirkelim.example.kz/confirming/sheets/0b7c7d0e-2c63-4a5c-9d57-3f4e6d7f8a90/"


def sheet(**other: Any) -> SheetPayload:
    """A sheet; any field can be given otherwise."""
    rows = criteria(current_book().latest("283/2020").by)
    lines = tuple(
        SheetLine(
            one.row, one.chapter.value, Bilingual(term(one.name, "kk"), term(one.name, "ru")), "12,5" * (one.row == 3)
        )
        for one in rows
    )
    work = Bilingual("№ 5 қалалық емхана", "Городская поликлиника № 5")
    nurse = Bilingual("Мейіргер", "Медицинская сестра")
    fields: dict[str, Any] = {
        "number": NUMBER,
        "holder": samples.HOLDER,
        "specialty": samples.SPECIALTY,
        "service_total": Bilingual("6 жыл 2 ай 3 күн", "6 лет 2 месяца 3 дня"),
        "service_in_specialty": Bilingual("5 жыл", "5 лет"),
        "workplace": work,
        "position": nurse,
        "jobs": (SheetJob(date(2020, 9, 1), None, work, nurse, "15-к", date(2020, 8, 30)),),
        "level": "4.1",
        "category": None,
        "postgraduate": (),
        "lines": lines,
        "sums": ("0", "12,5", "0", "12,5"),
        "results": (SheetResult(3, "Инфекциялық бақылау", date(2025, 4, 2), "12,5"),),
        "refused": (),
        "hr": SheetSignature("Кадрова Айгүл", date(2026, 3, 4)),
        "head": SheetSignature("Басшыев Ерлан", date(2026, 3, 5)),
        "confirmed_on": date(2026, 3, 5),
        "supersedes": None,
        "edition": samples.EDITION,
        "later_amendment": None,
        "check_address": ADDRESS,
        "decided_at": samples.DECIDED_AT,
        "demo": True,
    }
    return SheetPayload(**{**fields, **other})


REFUSED = SheetRefused(
    4,
    "Вебинар",
    Bilingual("құжатта сағат көрсетілмеген", "в документе не указаны часы"),
    Bilingual("283/2020 бұйрығы, 1-қосымша, 4-жол", "приказ 283/2020, приложение 1, строка 4"),
    "Сертификатта сағат саны жоқ",
)


def test_it_says_everything_in_both_languages() -> None:
    text = text_of(render_pdf(sheet()))
    for said in (
        "растау парағы",
        "Лист подтверждения",
        NUMBER,
        samples.HOLDER.kk,
        samples.HOLDER.ru,
        samples.SPECIALTY.ru,
        "6 лет 2 месяца 3 дня",
        "№ 5 қалалық емхана",
        "15-к",
        "30.08.2020",
        "12,5",
        "Кадрова Айгүл",
        "Басшыев Ерлан",
        "4 марта 2026 года",
        "2026 жылғы 5 наурыз",
        "Инфекциялық бақылау",
        "02.04.2025",
        "Демонстрациялық қолтаңба",
    ):
        assert said in text, said
    assert "Неподтверждённые" not in text
    assert "заменяет" not in text


def test_all_twenty_one_criteria_are_there_and_those_without_units_are_dashed() -> None:
    payload = sheet()
    text = text_of(render_pdf(payload))
    for line in payload.lines:
        assert " ".join(line.criterion.ru.split())[:25] in text, line.row
    assert text.count("–") >= 20


def test_refused_rows_stand_with_their_reasons() -> None:
    text = text_of(render_pdf(sheet(refused=(REFUSED,))))
    for said in (
        "Неподтверждённые результаты", "Вебинар", REFUSED.reason.kk, REFUSED.reason.ru, REFUSED.note, "строка 4"
    ):  # fmt: skip
        assert said in text


def test_it_names_the_sheet_that_it_supersedes() -> None:
    assert "заменяет лист № S-22222-33333" in text_of(render_pdf(sheet(supersedes="S-22222-33333")))
    with pytest.raises(PayloadError):
        sheet(supersedes=NUMBER)


def test_a_head_alone_is_told() -> None:
    text = text_of(render_pdf(sheet(hr=None)))
    assert "один руководитель" in text
    assert "Кадрова" not in text


def test_it_is_archival_and_accessible_and_always_the_same() -> None:
    pdf = render_pdf(sheet(refused=(REFUSED,)))
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == "kk"
    assert render_pdf(sheet(refused=(REFUSED,))) == pdf


def test_a_telephone_reads_the_address() -> None:
    assert codes_of(sheet()) == [ADDRESS]


def test_plain_and_back() -> None:
    whole = sheet(
        refused=(REFUSED,),
        category=Bilingual("бірінші", "первая"),
        postgraduate=(Bilingual("резидентура", "резидентура"),),
    )
    assert from_plain(to_plain(whole)) == whole
    alone = dataclasses.replace(whole, hr=None)
    assert from_plain(to_plain(alone)) == alone


def test_very_long_texts_stay_on_the_paper() -> None:
    long = Bilingual("Ұ" * 150, "Щ" * 150)
    many = tuple(SheetResult(3, "Өте ұзақ атау " * 20, date(2025, 4, 2), "12,5") for _ in range(40))
    jobs = (SheetJob(date(2001, 1, 1), date(2002, 1, 1), long, long, "№" * 60, None),) * 12
    pages = render_pages_png(sheet(holder=long, workplace=long, results=many, jobs=jobs))
    assert len(pages) > 3
