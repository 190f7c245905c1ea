"""Reports as documents: what is on them, with charts and tables, the same bytes every time."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from tirkelim.documents.payload import PayloadError
from tirkelim.documents.report import ChartPart, ReportPayload, SectionPart, TablePart, restore, view
from tirkelim.documents.typeset import render_pages_png, render_pdf

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text font-family="Libertinus Serif">Ә</text></svg>'
)
PAYLOAD = ReportPayload(
    language="kk",
    number="2026-03/1",
    kicker="Кәсіптік тіркелім",
    title="Есеп: 2026 жылғы наурыз",
    body="Денсаулық сақтау министрлігі",
    lines=(("Кезең", "2026 жылғы наурыз"),),
    headline=(("Қызметкерлер саны", "281 420 +12"), ("Кеткендер", "3")),
    balance_title="Бұл сан қалай шықты",
    balance=(("", "Кезең басында", "281 408"), ("+", "Келгендер", "12"), ("=", "Кезең соңында", "281 420")),
    sections=(
        SectionPart(
            "Өңірлер бойынша",
            (ChartPart("Картада", "Шаршылар", SVG), ChartPart("Қайдан қайда", "Шаршылар", SVG, wide=True)),
            TablePart(("Өңір", "Адам"), (("Ұлытау облысы", "1"), ("Әбілқайыр #[x] *й*", "2")), "Тағы 3 жол"),
        ),
    ),
    foot="ab12",
    address_words="Мына беттен ашуға болады:",
    address="https://register.example.kz/reports/1/",
    decided_at=datetime(2026, 4, 8, 6, 0, tzinfo=UTC),
    demo=True,
)


def said(payload: ReportPayload) -> str:
    """The text of the document."""
    pages = PdfReader(BytesIO(render_pdf(payload))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everything_is_on_the_paper_in_every_language(language: str) -> None:
    text = said(replace(PAYLOAD, language=language))
    for expected in ("2026-03/1", "281 408", "281 420", "Ұлытау облысы", "Тағы 3 жол", "ab12", "register.example.kz"):
        assert expected in text


def test_no_text_becomes_markup() -> None:
    assert "Әбілқайыр #[x] *й*" in said(PAYLOAD)


def test_the_same_report_is_the_same_bytes() -> None:
    assert render_pdf(PAYLOAD) == render_pdf(PAYLOAD)
    assert render_pages_png(PAYLOAD)[0].startswith(b"\x89PNG")


def test_it_is_read_back_from_json() -> None:
    plain = json.loads(json.dumps({**asdict(PAYLOAD), "decided_at": PAYLOAD.decided_at.isoformat()}))
    assert restore(plain) == PAYLOAD
    assert view(PAYLOAD)["qr"].startswith("<svg")


def test_what_cannot_be_printed_is_refused() -> None:
    table = TablePart(("Өңір", "Адам"), (("Абай", "1", "2"),))
    for wrong in ({"number": " "}, {"language": "de"}, {"sections": (SectionPart("x", (), table),)}):
        with pytest.raises(PayloadError):
            replace(PAYLOAD, **wrong)
