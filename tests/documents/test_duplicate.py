"""A duplicate as a reader, an archive and a telephone see it, in each of the three languages."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from tests.documents import samples

from tirkelim.documents.duplicate import DuplicatePayload
from tirkelim.documents.payload import PayloadError, from_plain, to_plain
from tirkelim.documents.qr import check_address
from tirkelim.documents.typeset import render_pages_png, render_pdf

ADDRESS = check_address("https://tirkelim.example.kz", samples.NUMBER)
WORDS = {
    "kk": {
        "holder": "Өтегенова Әсел Нұрланқызы",
        "specialty": "Ересектердің, балалардың кардиологиясы",
        "department": samples.DEPARTMENT.kk,
        "source": "АЛ-0312 нөмірлі өтініш бойынша шешім, 2026 жылғы 5 наурыз",
    },
    "ru": {
        "holder": "Утегенова Асель Нурлановна",
        "specialty": "Кардиология взрослая, детская",
        "department": samples.DEPARTMENT.ru,
        "source": "решение от 5 марта 2026 года по заявлению АЛ-0312",
    },
    "en": {
        "holder": "Utegenova Asel",
        "specialty": "Cardiology for adults, children",
        "department": "Department of the Medical and Pharmaceutical Control Committee for Almaty City",
        "source": "decision of 5 March 2026 on application AL-0312",
    },
}
SAID = {
    "kk": ["ТЕЛНҰСҚА", "Маман сертификаты", "2026 жылғы 5 наурыз", "2031 жылғы 5 наурыз", "сертификат иесі"],
    "ru": ["ДУБЛИКАТ", "Сертификат специалиста", "5 марта 2026 года", "5 марта 2031 года", "владелец сертификата"],
    "en": ["DUPLICATE", "Specialist certificate", "5 March 2026", "5 March 2031", "the holder"],
}


def duplicate(language: str = "kk", /, **other: Any) -> DuplicatePayload:
    """A duplicate; any field can be given otherwise."""
    fields: dict[str, Any] = {
        "language": language,
        "number": f"{samples.NUMBER}/2",
        "certificate_number": samples.NUMBER,
        **WORDS[language],
        "is_specialisation": False,
        "level": "7.1 (R)",
        "issued_on": date(2026, 3, 5),
        "valid_until": date(2031, 3, 5),
        "holds_until": date(2031, 3, 5),
        "asked_by": "holder",
        "made_on": date(2026, 6, 1),
        "check_address": ADDRESS,
        "decided_at": samples.DECIDED_AT,
        "demo": True,
    }
    return DuplicatePayload(**{**fields, **other})


def text_of(payload: DuplicatePayload) -> str:
    """All text of the PDF with line ends and extra spaces gone."""
    reader = PdfReader(BytesIO(render_pdf(payload)))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", list(WORDS))
def test_it_says_everything_in_its_language(language: str) -> None:
    """And nothing in another: the whole page is one language's."""
    text = text_of(duplicate(language))
    for said in (*WORDS[language].values(), *SAID[language], f"{samples.NUMBER}/2", "7.1 (R)", ADDRESS):
        assert said in text
    for other in set(SAID) - {language}:
        assert not [said for said in SAID[other] if said in text]


@pytest.mark.parametrize("language", list(WORDS))
def test_a_telephone_reads_the_address_of_the_certificate(language: str) -> None:
    """Not of the duplicate: there is one check, that of the certificate."""
    [page] = [Image.open(BytesIO(page)) for page in render_pages_png(duplicate(language))]
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [ADDRESS]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "мерзімсіз; біліктілікті арттыру бойынша 2028 жылғы 1 наурыз қоса алғанда жарамды"),
        ("ru", "бессрочный; по пройденному повышению квалификации действителен по 1 марта 2028 года включительно"),
        ("en", "without a term; valid until 1 March 2028 by the further education passed"),
    ],
)
def test_one_without_a_term_says_until_when_it_holds(language: str, said: str) -> None:
    assert said in text_of(duplicate(language, valid_until=None, holds_until=date(2028, 3, 1)))


def test_the_longest_names_stay_on_one_page() -> None:
    long = "Абдырахманова-Қожамұратова " * 7
    words = dict.fromkeys(("holder", "specialty", "department", "source"), long[:200])
    assert text_of(duplicate("kk", **words))


def test_the_same_bytes_every_time_and_back_from_storage() -> None:
    payload = duplicate("en")
    assert from_plain(to_plain(payload)) == payload
    assert render_pdf(payload) == render_pdf(duplicate("en"))


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_signature_is_named_in_demo_mode_only(demo: bool) -> None:
    assert ("Demo signature" in text_of(duplicate("en", demo=demo))) is demo


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "de"},
        {"asked_by": "neighbour"},
        {"number": "KZ00AAA00000000/1"},
        {"holder": " "},
        {"source": ""},
        {"specialty": "ы" * 201},
        {"valid_until": None, "holds_until": None},
    ],
)
def test_what_cannot_be_printed(wrong: dict[str, Any]) -> None:
    with pytest.raises(PayloadError):
        duplicate("kk", **wrong)
