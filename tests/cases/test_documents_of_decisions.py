"""The document of a decision: made by the worker from what was stored, once, in plain words."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from tests.builders import Office

from tirkelim.cases import outbox
from tirkelim.cases.models import Decision
from tirkelim.documents import store
from tirkelim.documents.models import Document
from tirkelim.gateway.models import DemoSms
from tirkelim.gateway.records import DataSet
from tirkelim.register.models import Certificate


def read_back(document: Document) -> str:
    """The words of the PDF, spaces evened out."""
    pages = PdfReader(BytesIO(store.read(document.blob_id))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_certificate_says_who_for_what_until_when(office: Office) -> None:
    case = office.submitted(office.applicant(surname_kk="Қыздарбекова", surname_ru="Кыздарбекова"))
    office.decide(office.officer(), case, "grant")

    outbox.work(office.now)
    outbox.work(office.now)

    words = read_back(Document.objects.get())
    certificate = Certificate.objects.get()
    assert certificate.number in words
    assert "Қыздарбекова" in words
    assert "Мейіргер ісі" in words
    assert "2031 жылғы 2 наурыз" in words
    assert f"/check/{certificate.number}" in words


def test_a_refusal_gives_every_ground_with_paragraph_and_words(office: Office) -> None:
    case = office.submitted(office.applicant(), in_systems=False, refused=(DataSet.BANS,))
    office.decide(office.officer(), case, "refuse")

    outbox.work(office.now)

    words = read_back(Document.objects.get())
    assert "2-негіз" in words
    assert "6-негіз" in words
    assert "274/2020 бұйрығы, 2-қосымша, 8-жол, 8) тармақша" in words
    assert f"/applications/{case.id}/" in words.replace(" ", "")  # the QR's page: only its applicant opens it
    assert "certificate." not in words  # no key of ours may reach a person
    assert "['" not in words
    assert "Анықталғаны жоқ" not in words  # a bare no beside a sentence that says more
    assert "—" not in words


def test_the_applicant_is_told_without_reasons_or_names(office: Office) -> None:
    case = office.submitted(office.applicant())
    office.decide(office.officer(), case, "grant")

    outbox.work(office.now)

    texts = [message.text for message in DemoSms.objects.all()]
    assert len(texts) == 2
    assert all(case.number in text for text in texts)
    assert not any("Сейітова" in text for text in texts)


def test_work_that_fails_is_tried_again(office: Office) -> None:
    case = office.submitted(office.applicant())
    office.decide(office.officer(), case, "grant")
    waiting = outbox.Outbox.objects.get(kind="document")
    outbox.Outbox.objects.filter(pk=waiting.pk).update(to="not a decision")

    outbox.work(office.now)
    assert outbox.Outbox.objects.get(pk=waiting.pk).last_error == "ValueError"

    outbox.Outbox.objects.filter(pk=waiting.pk).update(to=str(Decision.objects.get().id))
    outbox.work(office.now)
    assert outbox.Outbox.objects.get(pk=waiting.pk).delivered_at == office.now
