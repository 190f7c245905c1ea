"""Licence, annex and the other answers as a reader, an archive and a telephone see them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.documents import samples
from tests.documents.test_typeset import codes_of, text_of

from tirkelim.documents.licence import LicenceAnnexPayload, LicencePayload
from tirkelim.documents.licence_answer import LicenceNotAccepted, LicenceRefusal
from tirkelim.documents.payload import Bilingual, Payload, PayloadError, RefusalGround, from_plain, to_plain
from tirkelim.documents.qr import licence_address, licence_register_address
from tirkelim.documents.typeset import render_pages_png, render_pdf

ID = UUID("5f3c2c1e-9a1b-4c53-8f60-0d9f8f1f0a01")
ADDRESS = licence_register_address("https://tirkelim.example.kz", ID)
NUMBER = "KZ31LMK20417755"
CARDIOLOGY = Bilingual(
    "консультациялық-диагностикалық көмек: кардиология", "консультативно-диагностическая помощь: кардиология"
)


def paper(**other: Any) -> dict[str, Any]:
    """What a licence and an annex have in common."""
    return {
        "number": NUMBER,
        "licence_number": NUMBER,
        "holder": Bilingual("«Шипа» клиникасы", "Клиника «Шипа»"),
        "holder_number": "310640000124",
        "holder_address": "Астана, Мәңгілік Ел даңғылы, 5",
        "issued_on": date(2026, 3, 5),
        "department": samples.DEPARTMENT,
        "ground": Bilingual("№ АЛ-0312 өтініш бойынша шешім", "решение по заявлению № АЛ-0312"),
        "note": None,
        "is_duplicate": False,
        "official": "Серікбаев Самат",
        "edition": Bilingual("59/2020 бұйрығы", "приказ 59/2020"),
        "later_amendment": None,
        "supersedes": None,
        "check_address": ADDRESS,
        "decided_at": samples.DECIDED_AT,
        "demo": True,
    } | other


def licence(**other: Any) -> LicencePayload:
    """A licence with two annexes."""
    annexes = (("001", "Астана, Сарыарқа даңғылы, 12"), ("002", "Тұран филиалы, Астана, Тұран даңғылы, 5"))
    return LicencePayload(**paper(**({"annexes": annexes} | other)))


def annex(**other: Any) -> LicenceAnnexPayload:
    """Its first annex."""
    own = {
        "number": f"{NUMBER}/001",
        "annex_number": "001",
        "licence_issued_on": date(2026, 1, 12),
        "base_name": "Орталық",
        "base_address": "Астана, Сарыарқа даңғылы, 12",
        "subtypes": (CARDIOLOGY,),
    }
    return LicenceAnnexPayload(**paper(**(own | other)))


def answer(**other: Any) -> dict[str, Any]:
    """What the other answers have in common."""
    return {
        "number": "AB12CD34/1",
        "applicant": Bilingual("«Шипа» клиникасы", "Клиника «Шипа»"),
        "service": Bilingual("Медициналық қызметке лицензия беру", "Выдача лицензии на медицинскую деятельность"),
        "asked": Bilingual("лицензия беру", "выдача лицензии"),
        "about": ("Астана, Сарыарқа даңғылы, 12",),
        "application_number": "AB12CD34",
        "applied_on": date(2026, 3, 2),
        "decided_on": date(2026, 3, 5),
        "department": samples.DEPARTMENT,
        "next_steps": (Bilingual("Қайта өтініш беріңіз.", "Подайте заявление снова."),),
        "appeal": Bilingual("Шағым", "Жалоба"),
        "edition": Bilingual("59/2020 бұйрығы", "приказ 59/2020"),
        "later_amendment": None,
        "check_address": licence_address("https://tirkelim.example.kz", ID),
        "decided_at": samples.DECIDED_AT,
        "demo": True,
    } | other


def refusal() -> LicenceRefusal:
    """A refusal on two grounds, one with a requirement at two bases."""
    unmet = samples.unmet_assessment()
    grounds = (
        RefusalGround(2, Bilingual("Лицензиялық алым төленбеген.", "Не уплачен лицензионный сбор.")),
        RefusalGround(3, Bilingual("Талаптарға сай емес.", "Не соответствует требованиям."), None, (unmet, unmet)),
    )
    return LicenceRefusal(**answer(grounds=grounds))


def not_accepted() -> LicenceNotAccepted:
    """No duplicate of what was never on paper."""
    return LicenceNotAccepted(**answer(reasons=(samples.unmet_assessment(),)))


EACH = pytest.mark.parametrize("payload", [licence(), annex(), refusal(), not_accepted()], ids=lambda one: one.form)


@EACH
def test_it_reads_back_from_what_is_stored(payload: Payload) -> None:
    assert from_plain(to_plain(payload)) == payload


@EACH
def test_it_is_archival_and_the_same_bytes_each_time(payload: Payload) -> None:
    pdf = render_pdf(payload)
    assert pdf == render_pdf(payload)
    catalogue: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfaid" in catalogue["/Metadata"].get_object().get_data()


@EACH
def test_the_code_leads_to_its_page(payload: Payload) -> None:
    assert payload.check_address in codes_of(payload)  # type: ignore[union-attr]


def test_the_addresses_are_those_of_the_pages() -> None:
    assert ADDRESS.endswith(reverse("licence_register_licence", args=[ID]))
    assert licence_address("https://tirkelim.example.kz/", ID).endswith(reverse("licences_case", args=[ID]))


def test_a_licence_says_everything_in_both_languages() -> None:
    text = text_of(render_pdf(licence()))
    for said in (
        "Лицензия", "медициналық қызметті жүзеге асыруға", "на осуществление медицинской деятельности", NUMBER,
        "«Шипа» клиникасы", "Клиника «Шипа»", "310640000124", "2026 жылғы 5 наурыз", "5 марта 2026 года",
        "002", "Тұран филиалы", samples.DEPARTMENT.ru, "Серікбаев Самат",
        "59/2020 бұйрығымен бекітілген нысан жүйеде жоқ",
        "Форма документа временная",
    ):  # fmt: skip
        assert said in text, said
    assert "Телнұсқа" not in text.replace("ТЕЛНҰСҚА", "Телнұсқа")


def test_an_annex_names_its_base_and_subtypes() -> None:
    text = text_of(render_pdf(annex()))
    for said in ("Лицензияға қосымша", "Приложение к лицензии", "001", "Орталық", CARDIOLOGY.kk, CARDIOLOGY.ru):
        assert said.lower() in text.lower(), said


def test_a_duplicate_is_marked_and_a_reissue_says_why() -> None:
    note = Bilingual("Қайта ресімделді: себебі", "Переоформлено: причина")
    text = text_of(render_pdf(licence(number=f"{NUMBER}-2", is_duplicate=True, note=note)))
    for said in ("ТЕЛНҰСҚА", "ДУБЛИКАТ", note.kk, note.ru, f"{NUMBER}-2"):
        assert said in text, said


def test_sixty_subtypes_flow_over_pages_and_none_is_lost() -> None:
    many = tuple(Bilingual(f"көмек түрі {n:02}", f"вид помощи {n:02}") for n in range(60))
    payload = annex(subtypes=many)
    text = text_of(render_pdf(payload))
    assert all(one.kk in text.lower() and one.ru in text.lower() for one in many)
    assert len(render_pages_png(payload)) > 1


def test_a_refusal_names_each_base_that_falls_short() -> None:
    text = text_of(render_pdf(refusal()))
    unmet = samples.unmet_assessment()
    assert text.count(unmet.requirement.ru) == 2
    for said in ("2-негіз", "Основание 3", "Не уплачен лицензионный сбор.", "Астана, Сарыарқа даңғылы, 12"):
        assert said in text, said


def test_what_is_not_accepted_is_no_refusal() -> None:
    text = text_of(render_pdf(not_accepted()))
    assert "Бұл — бас тарту емес." in text
    assert "Это не отказ." in text


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(PayloadError):
        annex(subtypes=())
    with pytest.raises(PayloadError):
        licence(official=" ")
    with pytest.raises(PayloadError):
        LicenceRefusal(**answer(grounds=()))
    with pytest.raises(PayloadError):
        LicenceNotAccepted(**answer(reasons=()))
