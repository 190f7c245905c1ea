"""The documents as they are read: certificate, extension, duplicate, refusal, what is not accepted."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.services.conformity.office import LocalBody

from tirkelim.cases import outbox
from tirkelim.cases.models import Case, Outbox
from tirkelim.documents.models import Document
from tirkelim.documents.payload import PayloadError, from_plain, to_plain
from tirkelim.documents.service import open_document
from tirkelim.documents.typeset import render_pdf
from tirkelim.identity.models import Account
from tirkelim.law.standards.services import Action
from tirkelim.services.conformity.result import payloads_of


def document_of(case: Case) -> Document:
    """The document of the newest decision, made by the outbox."""
    decision = case.decisions.order_by("-seq").first()
    assert decision is not None
    return Document.objects.get(decision=decision.id)


def text_of(document: Document) -> str:
    """All text of the PDF, in one line."""
    pages = PdfReader(BytesIO(open_document(document, lambda one: True))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def decided(body: LocalBody, case: Case, name: str) -> Document:
    """The case decided, and its document made."""
    body.decide(body.employment_officer, case, name)
    outbox.work(body.now, 1000)
    assert not Outbox.objects.filter(delivered_at=None, kind="document").exists()
    document = document_of(body.fresh(case))
    assert to_plain(from_plain(document.payload)) == document.payload
    return document


def test_a_certificate_says_what_annex_3_asks(body: LocalBody) -> None:
    document = decided(body, body.recommended(body.foreigner()), "grant")
    text = text_of(document)
    for said in (
        "Біліктілік сәйкестігі туралы анықтама",
        "Справка о соответствии квалификации",
        "Астана қаласы бойынша жұмыспен қамту және әлеуметтік бағдарламалар басқармасы",
        "Управление занятости и социальных программ по городу Астане",
        document.number,
        "Yılmaz Deniz",
        "Онколог дәрігер",
        "Врач-онколог",
        "Денсаулық сақтау саласындағы қызмет",
        "2022 жылғы 1 наурыз – 2022 жылғы 1 маусым",
        "1 марта 2022 года – 1 июня 2022 года",
        "протокол комиссии Х-",
        "7 балл; шекті мән белгіленбеген",
        "employment",
        f"/check/{document.number}",
        "Демонстрационная подпись",
        "приказ 503/2016 в редакции приказа 537/2020",
    ):
        assert said in text, said
    assert "236/2023" not in text
    assert "Учебная редакция" not in text
    assert (document.kind, document.supersedes) == ("conformity", None)
    assert len(PdfReader(BytesIO(open_document(document, lambda one: True))).pages) == 1


def test_a_threshold_stands_on_the_certificate_with_its_source(body: LocalBody) -> None:
    body.threshold(7)
    text = text_of(decided(body, body.recommended(body.foreigner()), "grant"))
    assert "№ 5 қаулы, 10.01.2022" in text
    assert "Набрано 7 баллов при пороге 7" in text


def holder_of(body: LocalBody) -> tuple[Account, str]:
    """A holder at the end of March."""
    holder = body.foreigner()
    number = body.granted(holder).number
    body.now = datetime(2022, 3, 30, 5, 0, tzinfo=UTC)
    return holder, number


def test_an_extension_keeps_the_number_and_takes_the_documents_place(body: LocalBody) -> None:
    holder, number = holder_of(body)
    document = decided(body, body.ready(holder, Action.EXTEND, number), "grant")
    text = text_of(document)
    assert document.number == f"{number}/2"
    assert document.supersedes is not None
    assert document.supersedes.number == number
    assert "Продлена: № 5 қалалық емхана (310640000124), трудовой договор № 15, 28.03.2022" in text
    assert "30 марта 2022 года – 27 марта 2023 года" in text
    signed = {"contract": {"signed_on": "2022-03-29", "until": "2022-12-31", "new_employer": True}}
    again = decided(body, body.ready(holder, Action.EXTEND, number, answers=signed), "grant")
    assert again.number == f"{number}/3"
    assert again.supersedes == document


@pytest.mark.parametrize(
    ("action", "said"),
    [(Action.REISSUE, "Переоформлена: взамен справки"), (Action.DUPLICATE, "Дубликат: взамен утерянной")],
)
def test_a_replacement_says_what_it_replaces(body: LocalBody, action: Action, said: str) -> None:
    holder, number = holder_of(body)
    extended = decided(body, body.ready(holder, Action.EXTEND, number), "grant")
    document = decided(body, body.ready(holder, action, number), "grant")
    text = text_of(document)
    assert said in text
    assert number in text
    assert document.number != number
    assert document.supersedes == extended


def test_a_refusal_names_grounds_points_threshold_and_the_way_to_complain(body: LocalBody) -> None:
    body.threshold(12)
    against = {"recommends_issue": False, "qualification_meets": False, "reason": "Мамандығы бөлек"}
    case = body.recommended(body.foreigner(), said=against)
    text = text_of(decided(body, case, "refuse"))
    for said in (
        "Основание 1",
        "Основание 2",
        "Набрано 7 баллов, это меньше порога 12 (№ 5 қаулы, 10.01.2022)",
        "Барлығы: 7 балл",
        "Комиссия рекомендовала отказать (протокол Х-",
        "Мамандығы бөлек",
        "течение пяти рабочих дней",
        "в течение пятнадцати",
        "1411",
        "Врач-онколог",
        f"/conformity/{case.id}/",
    ):
        assert said in text, said


def test_what_is_not_accepted_says_what_is_missing_and_to_apply_again(body: LocalBody) -> None:
    case = body.sent(body.foreigner(), papers=("identity_document",))
    document = decided(body, case, "decline")
    text = text_of(document)
    assert document.kind == "not_accepted"
    for said in (
        "Ответ о том, что заявление не принято",
        "Өтініштің қабылданбағаны туралы жауап",
        "Нужно: документ, подтверждающий трудовую деятельность (с переводом).",
        "отправьте заявление из кабинета снова",
        "Комиссия это заявление не рассматривала",
        "Порог в приказе не назван",
    ):
        assert said in text, said
    assert "Основание" not in text


def test_a_certificate_that_had_ended_is_named_as_the_reason(body: LocalBody) -> None:
    holder, number = holder_of(body)
    body.now = datetime(2022, 6, 2, 5, 0, tzinfo=UTC)
    text = text_of(decided(body, body.ready(holder, Action.REISSUE, number), "decline"))
    assert "Срок справки закончился 1 июня 2022 года" in text
    assert "Баллы" not in text


def test_the_same_decision_makes_the_same_bytes(body: LocalBody) -> None:
    case = body.recommended(body.foreigner())
    body.decide(body.employment_officer, case, "grant")
    decision = body.fresh(case).decisions.get()
    first, second = (render_pdf(payload) for payload in (*payloads_of(decision), *payloads_of(decision)))
    assert first == second


@pytest.mark.parametrize(
    "wrong",
    [
        {"official": " "},
        {"check_address": ""},
        {"certificate_number": ""},
        {"number": ""},
        {"valid_until": "2022-02-28"},
    ],
)
def test_what_cannot_be_printed(body: LocalBody, wrong: dict[str, Any]) -> None:
    document = decided(body, body.recommended(body.foreigner()), "grant")
    with pytest.raises(PayloadError):
        from_plain({**document.payload, **wrong})


def test_long_names_stay_on_one_page(body: LocalBody) -> None:
    document = decided(body, body.recommended(body.foreigner()), "grant")
    long = {"kk": "Ұзақ атау " * 20, "ru": "Длинное имя " * 16}
    names = {
        name: {key: text[:200] for key, text in long.items()} for name in ("holder", "profession", "body", "ground")
    }
    payload = from_plain({**document.payload, **names, "note": {"kk": "х " * 90, "ru": "х " * 90}, "practice": True})
    assert len(PdfReader(BytesIO(render_pdf(payload))).pages) == 1
