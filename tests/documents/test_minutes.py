"""Minutes of a sitting read back: ten people, long names, special opinions, who cannot sign, page breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tirkelim.documents.minutes import (
    MinutesConflict,
    MinutesFacts,
    MinutesMember,
    MinutesPayload,
    MinutesPerson,
    MinutesPutOff,
    MinutesScore,
    MinutesSigned,
    MinutesUnsigned,
)
from tirkelim.documents.payload import Bilingual, PayloadError, from_plain, to_plain
from tirkelim.documents.typeset import render_pages_png, render_pdf

HELD = datetime(2022, 3, 16, 5, 0, tzinfo=UTC)
CHAIR, TEACHER, POLICE, ABSENT = (
    "Сейітқали Жанболат",
    "Әбдіғаппарова Гүлжанат Нұрмұхамедқызы",
    "Ким Ирина",
    "Отставнов Лев",
)
LONG = "Мухаммад-Абдуррахман ибн Абдулазиз аль-Хассан-Баракзай-Нуристани"
OPINION = "Өтілді растайтын құжатта мөр анық емес, сондықтан қосымша сұрау салу керек деп есептеймін. " * 4


def facts(years: int = 4, *, meets: bool = True) -> MinutesFacts:
    """A higher education and so many years of service."""
    points = 2 if years < 3 else 4
    return MinutesFacts(True, False, False, (years, 2, 10), meets, (3, 0, 0, points), 3 + points)


def score(name: str, years: int = 4, note: str = "") -> MinutesScore:
    """A score that recommends issue unless it has a note."""
    standard = "«Дәрігер ісі» кәсіптік стандарты, біліктілік анықтамалығы"
    return MinutesScore(name, facts(years, meets=not note), standard, not note, note)


def person(number: int, **change: Any) -> MinutesPerson:
    """One person of whom the members think differently."""
    long = number % 3 == 0
    name = LONG if long else f"Смит Джон {number}"
    base = MinutesPerson(
        case_number=f"A-AAAAA-BBBB{number % 10}",
        person=Bilingual.same(name),
        profession=Bilingual("Анестезиолог-реаниматолог дәрігер", "Врач анестезиолог-реаниматолог"),
        applied_on=date(2022, 3, 14),
        conflicts=(MinutesConflict(POLICE, "Өтініш беруші бұрын қол астымда жұмыс істеген"),) if long else (),
        excluded=(),
        not_scored=(),
        scores=(score(CHAIR), score(TEACHER, 2, "Өтіл екі жылға ғана расталған.")),
        diverging=("service", "qualification_meets"),
        agreed=facts(),
        divergence="Еңбек кітапшасы отырыста оқылды, төрт жыл екі ай расталды.",
        votes_for=1,
        votes_against=1,
        decided_by_chair=True,
        recommends_issue=True,
        ground=None,
        threshold=None,
        threshold_source="",
        reason="",
    )
    return replace(base, **change)


def minutes(persons: int = 1, **change: Any) -> MinutesPayload:
    """Minutes of three who were present and one who was not."""
    seats = (
        (CHAIR, "local_executive_body"),
        (TEACHER, "education"),
        (POLICE, "internal_affairs"),
        (ABSENT, "atameken"),
    )
    base = MinutesPayload(
        number="M-23456-BCDFG",
        sitting="K-23456-BCDFG",
        body=Bilingual("Астана қаласы", "город Астана"),
        held_at=HELD,
        place="Бейбітшілік көшесі, 11",
        quorum_percent=50,
        members=tuple(
            MinutesMember(name, body, "Астана қаласының басқармасы", name == CHAIR, name != ABSENT)
            for name, body in seats
        ),
        persons=tuple(person(number) for number in range(1, persons + 1)),
        put_off=(),
        edition=Bilingual("503/2016 бұйрығы, 537/2020 редакциясы", "приказ 503/2016 в редакции приказа 537/2020"),
        later_amendment=None,
        practice=False,
        signatures=tuple(MinutesSigned(name, HELD, "") for name in (CHAIR, TEACHER, POLICE)),
        unsigned=(),
        digest="a" * 64,
        check_address="https://tirkelim.example/commission/sittings/0/minutes/",
        decided_at=HELD,
        demo=True,
    )
    return replace(base, **change)


def text_of(payload: MinutesPayload) -> str:
    """All text of the PDF, in one line, without the marks where a word may break."""
    pages = PdfReader(BytesIO(render_pdf(payload))).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())


def test_both_languages_and_every_word_of_the_members() -> None:
    text = text_of(minutes())
    for said in (
        "Комиссия отырысының хаттамасы", "Протокол заседания комиссии", "Өтіл екі жылға ғана расталған",
        "4 жыл 2 ай 10 күн",
        "4 года 2 месяца 10 дней", "Айырмашылық қалай шешілді", "решил голос председателя", "537/2020",
    ):  # fmt: skip
        assert said in text


def test_who_cannot_sign_is_named_with_the_reason_and_the_reading() -> None:
    signed = tuple(MinutesSigned(name, HELD, "") for name in (CHAIR, TEACHER))
    unable = (MinutesUnsigned(POLICE, HELD, "Комиссия құрамынан шығарылды (31-Ө бұйрығы)"),)
    text = text_of(minutes(signatures=signed, unsigned=unable))
    for said in ("қол қоя алмайды", "подписать не могут", "31-Ө бұйрығы", "K20"):
        assert said in text
    with pytest.raises(PayloadError):
        minutes(signatures=signed)  # nothing is said of the third
    with pytest.raises(PayloadError):
        minutes(signatures=(), unsigned=tuple(MinutesUnsigned(name, HELD, "жоқ") for name in (CHAIR, TEACHER, POLICE)))


def test_ten_people_with_long_names_and_opinions_stay_on_their_pages() -> None:
    payload = big()
    assert from_plain(to_plain(payload)) == payload
    text = text_of(payload)
    assert text.count("Өтініш · Заявление") + text.count("Өтініш Заявление") >= 10
    assert "отырыс күні өтті" in text
    assert "Учебный пример" in text
    assert text.count("Жақын туысым") == 2
    assert 5 <= len(render_pages_png(payload, 20)) <= 14


def big() -> MinutesPayload:
    """Minutes in which everything happens at once."""
    return minutes(
        10,
        practice=True,
        put_off=tuple(
            MinutesPutOff(
                f"A-CCCCC-DDDD{n}", Bilingual.same(LONG), why, (MinutesConflict(CHAIR, "Жақын туысым"),) * (n % 2)
            )
            for n, why in enumerate(("no_quorum", "even_votes", "no_chair", "unfinished", "case_left"))
        ),
        signatures=(MinutesSigned(CHAIR, HELD, ""), MinutesSigned(TEACHER, HELD, OPINION)),
        unsigned=(MinutesUnsigned(POLICE, HELD, "Комиссия құрамынан шығарылды (31-Ө бұйрығы)"),),
    )
