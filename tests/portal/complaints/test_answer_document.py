"""The answer to a complaint as a PDF, read back: made by the outbox, open to the applicant and the instance alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in

from tirkelim.cases import outbox
from tirkelim.cases.models import Complaint
from tirkelim.documents.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def answered(office: Complaining, name: str = "dismiss_complaint", **body: str) -> Complaint:
    complaint = office.complained(office.refused())
    office.answer(office.head, complaint, name, body=body)
    outbox.work(office.now)
    return Complaint.objects.get(pk=complaint.pk)


def read(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def test_dismissed_it_says_who_why_and_what_next(office: Complaining) -> None:
    complaint = answered(office, reason="Первый абзац.\n\nВторой & <b>абзац</b> #set $x$.")
    page = sign_in(office.nurse, "en").get(f"/complaints/mine/{complaint.id}/").content.decode()
    assert f"/complaints/mine/{complaint.id}/document/" in page
    said = read(sign_in(office.nurse).get(f"/complaints/mine/{complaint.id}/document/").content)
    for part in (
        f"{complaint.number}/1",
        str(complaint.case.number),
        "Шағым қанағаттандырусыз қалдырылды.",
        "Жалоба оставлена без удовлетворения.",
        "Руководитель департамента",
        "Второй & <b>абзац</b> #set $x$.",
        "Уполномоченный орган по оценке и контролю качества оказания государственных услуг "
        "(срок ответа – 15 рабочих дней)",
        "Вы вправе обратиться в суд в любое время.",
        "пункт 23",
        f"/applications/{complaint.case_id}/",
    ):
        assert part in said, part


def test_upheld_it_says_the_new_term(office: Complaining) -> None:
    complaint = answered(office, "uphold_complaint")
    said = read(sign_in(office.head).get(f"/complaints/{complaint.id}/document/").content)
    assert "заявление рассматривается снова" in said
    assert "Срок нового решения: 10 марта 2026 года включительно." in said
    assert "в суд" not in said.split("Основание")[0]


def test_the_demo_says_that_it_has_no_force(office: Complaining, settings: Any) -> None:
    settings.DEMO = True
    said = read(sign_in(office.nurse).get(f"/complaints/mine/{answered(office).id}/document/").content)
    assert "документ не имеет юридической силы" in said


def test_the_longest_reason_fits(office: Complaining) -> None:
    complaint = answered(office, reason="слово " * 1600)
    assert read(sign_in(office.nurse).get(f"/complaints/mine/{complaint.id}/document/").content).count("слово") == 3200


def test_nobody_else_opens_it_and_there_is_none_before_the_answer(office: Complaining) -> None:
    complaint = answered(office)
    for stranger in (office.applicant("stranger"), office.officer_, office.head):
        assert sign_in(stranger).get(f"/complaints/mine/{complaint.id}/document/").status_code == 404
    for stranger in (office.officer_, office.quality, office.nurse):
        assert sign_in(stranger).get(f"/complaints/{complaint.id}/document/").status_code == 404
    further = office.complained(complaint.case, "quality_body")
    assert sign_in(office.nurse).get(f"/complaints/mine/{further.id}/document/").status_code == 404


def test_taken_back_it_has_no_document(office: Complaining) -> None:
    complaint = office.complained(office.refused())
    office.do(office.nurse, complaint.case, "take_back_complaint", complaint=str(complaint.id))
    outbox.work(office.now)
    assert not Document.objects.filter(kind="complaint_answer").exists()


def test_an_answer_written_later_names_what_was_open_then(office: Complaining) -> None:
    complaint = office.complained(office.refused())
    office.answer(office.head, complaint, "dismiss_complaint")
    office.complained(office.fresh(complaint.case), "quality_body")
    outbox.work(office.now)
    said = Document.objects.get(kind="complaint_answer").payload["next_steps"]
    assert "качества" in said[0]["ru"]
