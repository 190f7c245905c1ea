"""The pages as a reader, an archive and a telephone see them."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from tests.documents import samples

from tirkelim.documents.payload import LONGEST_NAME, Bilingual, CertificatePayload, Payload
from tirkelim.documents.typeset import render_pages_png, render_pdf

KAZAKH_LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def text_of(pdf: bytes) -> str:
    """All text of a PDF with line ends and extra spaces gone."""
    reader = PdfReader(BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ").split())


def codes_of(payload: Payload) -> list[str]:
    """What a telephone reads from the pages."""
    pages = [Image.open(BytesIO(page)) for page in render_pages_png(payload)]
    return [code.text for page in pages for code in zxingcpp.read_barcodes(page)]


def test_a_certificate_says_everything_in_both_languages() -> None:
    text = text_of(render_pdf(samples.certificate()))
    for said in (
        "Маман сертификаты",
        "Сертификат специалиста",
        samples.NUMBER,
        samples.HOLDER.kk,
        samples.HOLDER.ru,
        samples.SPECIALTY.kk,
        samples.SPECIALTY.ru,
        "7.1 (R)",
        "2026 жылғы 5 наурыз",
        "5 марта 2026 года",
        "2031 жылғы 5 наурыз",
        "5 марта 2031 года",
        samples.DEPARTMENT.kk,
        samples.DEPARTMENT.ru,
        "№ АЛ-0312",
        "https://tirkelim.example.kz/check/" + samples.NUMBER,
        "274/2020 бұйрығының 4-қосымшасы жүйеде жоқ",
        samples.EDITION.ru,
    ):
        assert said in text


def test_a_decision_may_fall_between_two_seconds() -> None:
    """As every real one does."""
    decided_at = samples.DECIDED_AT.replace(microsecond=123456)
    for payload in (samples.certificate(decided_at=decided_at), samples.refusal(decided_at=decided_at)):
        assert render_pdf(payload).startswith(b"%PDF")
        assert render_pages_png(payload)


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_signature_is_named_in_demo_mode_only(demo: bool) -> None:
    for payload in (samples.certificate(demo=demo), samples.refusal(demo=demo)):
        text = text_of(render_pdf(payload))
        assert ("Демонстрациялық қолтаңба" in text) is demo
        assert ("Демонстрационная подпись" in text) is demo


def test_a_later_amendment_that_is_not_held_is_told() -> None:
    later = Bilingual("Кейінгі өзгеріс бар, мәтіні жоқ.", "Есть более позднее изменение, текста нет.")
    for payload in (samples.certificate(later_amendment=later), samples.refusal(later_amendment=later)):
        text = text_of(render_pdf(payload))
        assert later.kk in text
        assert later.ru in text


def test_specialisation_and_missing_level() -> None:
    text = text_of(render_pdf(samples.certificate(is_specialisation=True, level=None)))
    assert "Специализация" in text
    assert "Специальность" not in text
    assert "Уровень квалификации" not in text


def test_every_kazakh_letter_survives() -> None:
    pdf = render_pdf(samples.certificate(holder=Bilingual.same(KAZAKH_LETTERS)))
    assert KAZAKH_LETTERS in text_of(pdf)


@pytest.mark.parametrize("payload", [samples.certificate(), samples.refusal()], ids=["certificate", "refusal"])
class TestBothDocuments:
    """What holds for a certificate and a refusal alike."""

    def test_it_is_archival_and_accessible(self, payload: Payload) -> None:
        pdf = render_pdf(payload)
        reader = PdfReader(BytesIO(pdf))
        assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "kk"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/OutputIntents"]
        assert reader.metadata is not None
        assert reader.metadata.title is not None
        assert samples.NUMBER in reader.metadata.title

    def test_the_russian_part_is_marked_as_russian(self, payload: Payload) -> None:
        assert "ru" in _languages(PdfReader(BytesIO(render_pdf(payload))).trailer["/Root"]["/StructTreeRoot"])

    def test_the_clock_of_the_file_is_the_decision(self, payload: Payload) -> None:
        metadata = PdfReader(BytesIO(render_pdf(payload))).metadata
        assert metadata is not None
        assert metadata.creation_date == samples.DECIDED_AT

    def test_the_same_payload_gives_the_same_bytes(self, payload: Payload) -> None:
        first = render_pdf(payload)
        render_pdf(samples.certificate(number="KZ00AAA00000000"))
        assert render_pdf(payload) == first
        assert _in_another_thread(payload) == first

    def test_the_code_leads_to_the_check(self, payload: Payload) -> None:
        assert set(codes_of(payload)) == {"https://tirkelim.example.kz/check/" + samples.NUMBER}


HOSTILE = (
    '#panic("x") #sys.inputs $a_b$ <lbl> @ref *b* _i_ `r` // c /* d */ \\ "q" = H {"k":1} \' ] [ #read("base.typ")'
)


def test_markup_in_a_name_is_only_letters() -> None:
    text = text_of(render_pdf(samples.certificate(holder=Bilingual.same(HOSTILE))))
    assert "".join(HOSTILE.split()) in "".join(text.split())
    step = (Bilingual.same(HOSTILE),)
    assert "".join(HOSTILE.split()) in "".join(text_of(render_pdf(samples.refusal(next_steps=step))).split())


def test_control_and_direction_characters_do_not_reach_the_page() -> None:
    text = text_of(render_pdf(samples.certificate(holder=Bilingual.same("Әсел\x00\u202e\n\tОмар"))))
    assert "Әсел Омар" in text


def _widest(length: int, word: int) -> Bilingual:
    unit = "Щ" * word + " "
    return Bilingual.same((unit * length)[:length].strip())


@pytest.mark.parametrize("word", [2, 9, LONGEST_NAME])
@pytest.mark.parametrize("same", [True, False])
def test_the_longest_names_stay_on_one_page(word: int, same: bool) -> None:
    wide = _widest(LONGEST_NAME, word)
    both = wide if same else Bilingual(wide.kk, wide.ru[:-1] + "Ш")
    payload = samples.certificate(
        holder=both, specialty=both, department=both, ground=both, later_amendment=samples.EDITION
    )
    assert len(PdfReader(BytesIO(render_pdf(payload))).pages) == 1
    assert codes_of(payload)


@pytest.mark.parametrize("length", [30, 35, 59, 61, 80, 99, 101, 130, 150, LONGEST_NAME])
def test_every_size_step_stays_on_one_page(length: int) -> None:
    text = _widest(length, 7)
    for payload in (
        samples.certificate(holder=text, specialty=text, department=text, ground=text),
        samples.certificate(holder=text),
        samples.certificate(specialty=text, department=text),
    ):
        assert len(PdfReader(BytesIO(render_pdf(payload))).pages) == 1


def test_nothing_runs_over_the_frame() -> None:
    wide = _widest(LONGEST_NAME, LONGEST_NAME)
    payload: CertificatePayload = samples.certificate(holder=wide, specialty=wide, department=wide, ground=wide)
    (page,) = [Image.open(BytesIO(page)).convert("L") for page in render_pages_png(payload, ppi=72)]
    margin = page.crop((0, 0, 20, page.height))
    right = page.crop((page.width - 20, 0, page.width, page.height))
    assert margin.getextrema()[0] > 200
    assert right.getextrema()[0] > 200


def test_a_refusal_names_grounds_requirements_and_ways_on() -> None:
    text = text_of(render_pdf(samples.refusal()))
    for said in (
        "Мемлекеттік қызметті көрсетуден бас тарту туралы дәлелді жауап",
        "Мотивированный ответ об отказе",
        "2-негіз",
        "Основание 2",
        "4-негіз",
        "274/2020 бұйрығы, 2-қосымша, 8-жол, 6) тармақша",
        "приказ 274/2020, приложение 2, строка 8, подпункт 8)",
        "150 сағат",
        "не менее 240 часов",
        "Бағалаудан өтіңіз.",
        "Шағымдану тәртібі",
        "Порядок обжалования",
        "2026-03-0412",
        "№ 7512-25",
    ):
        assert said in text


def test_a_refusal_of_forty_requirements_flows_over_pages() -> None:
    many = (samples.unmet_hours(), samples.unmet_assessment()) * 20
    ground = samples.refusal().grounds[0]
    payload = samples.refusal(grounds=(type(ground)(2, ground.text, None, many),), check_address=None)
    pages = PdfReader(BytesIO(render_pdf(payload))).pages
    assert len(pages) > 4
    assert f"страница {len(pages)} из {len(pages)}" in pages[-1].extract_text()


def _languages(node: object) -> set[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*(_languages(child) for child in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {str(node["/Lang"])} if "/Lang" in node else set()
    return own | (_languages(node["/K"]) if "/K" in node else set())


def _in_another_thread(payload: Payload) -> bytes:
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(render_pdf(payload)))
    thread.start()
    thread.join()
    return made[0]
