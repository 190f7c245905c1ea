"""Documents: filed with their language, refused in plain words, opened by their owner alone."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.builders import COMPLETE, PNG, Office
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases.models import Case, Filing
from tirkelim.cases.queries import standing_filings
from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.models import Account


def file(name: str = "diplom.png", content: bytes = PNG) -> SimpleUploadedFile:
    """A file as a browser sends it; its type is whatever the sender claims."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def attach(visitor: Visitor, case: Case, document: str = "diploma", *, expect: int = 302, **data: Any) -> str:
    """Attach a document."""
    sent = {"file": file(), "language": "kk"} | data
    return visitor.post("application_upload", sent, expect=expect, case=case.id, document=document).content.decode()


@pytest.fixture
def early(office: Office, applicant: Account) -> Case:
    """A graduate of 2009 whom no system knows: the diploma is theirs to file."""
    education = COMPLETE["education"] | {"graduated_on": "2009-06-20"}
    case = office.draft(applicant, COMPLETE | {"education": education})
    office.consent(case)
    return case


def test_the_checklist_lives(visitor: Visitor, office: Office, early: Case) -> None:
    """Missing, with why and the paragraph; attached, once it is."""
    page = visitor.get("application_documents", case=early.id)
    assert "t-document--missing" in page
    assert "/law/274-2020/ann.2_row_8(3)/" in page
    assert reverse("application_upload", kwargs={"case": early.id, "document": "diploma"}) in page
    attach(visitor, early)
    page = visitor.get("application_documents", case=early.id)
    assert "t-document--filed" in page
    assert "diplom.png" in page


def test_a_double_click_files_once(visitor: Visitor, early: Case) -> None:
    attach(visitor, early)
    there = {"case": early.id, "document": "diploma"}
    visitor.send("application_upload", {"file": file(), "language": "kk"}, **there)
    assert Filing.objects.filter(case=early).count() == 1
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no picture at all", "PDF, JPEG"), (b"%PDF-1.7 broken", ""), (b"", ""), (PNG[:40], "")],
)
def test_what_is_no_document_is_refused(visitor: Visitor, early: Case, content: bytes, said: str) -> None:
    """In plain words, with the rest of the form kept."""
    page = attach(visitor, early, expect=422, file=file("a.pdf", content), language="en", translated_into="ru")
    assert "govuk-error-summary" in page
    assert said in page
    assert 'value="en" checked' in page
    assert 'value="ru" checked' in page
    assert not Filing.objects.filter(case=early).exists()
    assert not EvidenceFile.objects.exists()


def test_a_file_too_large(visitor: Visitor, early: Case) -> None:
    page = attach(visitor, early, expect=422, file=file("a.png", PNG + b"\0" * (10 * 1024 * 1024)))
    assert "10\u00a0МБ" in page


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", '"><script>alert(1)</script>.png', "диплом\r\nSet-Cookie: a=b.png", "a" * 300 + ".png",
        "‮gnp.exe", ".htaccess", "файл; filename=evil.html", "C:\\Users\\x\\диплом.PNG",
    ],
)  # fmt: skip
def test_hostile_names_harm_nobody(visitor: Visitor, early: Case, name: str) -> None:
    """Names are cleaned, shown as text, and sent as a quoted or encoded attachment name."""
    sent = file()
    sent._name = name  # type: ignore[attr-defined]  # a browser may send any name; Django's class would clean it first
    attach(visitor, early, file=sent)
    page = visitor.get("application_documents", case=early.id)
    assert "<script>alert" not in page
    kept = EvidenceFile.objects.get()
    response = visitor.client.get(reverse("application_file", kwargs={"case": early.id, "file": kept.id}))
    head = response.headers["Content-Disposition"]
    assert head.startswith("attachment; filename")
    assert "\n" not in head
    assert "/" not in kept.original_name
    assert kept.original_name.endswith(".png")


def test_ones_own_file_is_a_download(visitor: Visitor, early: Case) -> None:
    attach(visitor, early)
    kept = EvidenceFile.objects.get()
    response = visitor.client.get(reverse("application_file", kwargs={"case": early.id, "file": kept.id}))
    assert response.content == PNG
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


def test_nobody_elses_file_is(visitor: Visitor, office: Office, early: Case) -> None:
    """Not for a stranger, and not through a case of one's own."""
    attach(visitor, early)
    kept = EvidenceFile.objects.get()
    stranger = office.applicant("stranger")
    own = office.draft(stranger)
    Visitor(stranger).get("application_file", expect=404, case=early.id, file=kept.id)
    Visitor(stranger).get("application_file", expect=404, case=own.id, file=kept.id)
    Visitor(office.officer()).get("application_file", expect=404, case=early.id, file=kept.id)


def test_the_same_file_twice_is_told_to_its_owner_only(visitor: Visitor, office: Office, early: Case) -> None:
    attach(visitor, early)
    attach(visitor, early, "recognition")
    assert "«diplom.png»" in visitor.get("application_documents", case=early.id)
    stranger = office.applicant("stranger")
    other, case = Visitor(stranger), office.draft(stranger)
    attach(other, case)
    assert "«diplom.png»" not in other.get("application_documents", case=case.id)


def test_replacing_and_removing(visitor: Visitor, early: Case) -> None:
    attach(visitor, early)
    attach(visitor, early, file=file("жаңа.png", PNG))
    (standing,) = standing_filings(early)
    assert EvidenceFile.objects.get(pk=standing.evidence).original_name == "жаңа.png"
    visitor.post("application_remove", case=early.id, document="diploma")
    assert not standing_filings(early)
    visitor.get("application_upload", expect=404, case=early.id, document="passport")


def test_a_foreign_language_needs_a_word_on_its_translation(visitor: Visitor, early: Case) -> None:
    """None is an answer, and the checklist then says what is lacking."""
    page = attach(visitor, early, expect=422, language="en")
    assert 'href="#id_translated_into_0"' in page
    attach(visitor, early, language="en", translated_into="none")
    assert "t-document--filed" not in visitor.get("application_documents", case=early.id)
    attach(visitor, early, language="en", translated_into="kk")
    assert "t-document--filed" in visitor.get("application_documents", case=early.id)


def test_another_window_leaves_no_file_behind(visitor: Visitor, applicant: Account, early: Case) -> None:
    there = {"case": early.id, "document": "diploma"}
    visitor.get("application_upload", **there)
    attach(Visitor(applicant), early, "recognition")
    page = visitor.send("application_upload", {"file": file(), "language": "ru"}, expect=409, **there)
    assert 'value="ru" checked' in page.content.decode()
    assert EvidenceFile.objects.count() == 1
    visitor.send("application_upload", {"file": file(), "language": "ru"}, **there)
    assert len(standing_filings(early)) == 2


def test_another_file_with_an_old_form_is_not_swallowed(visitor: Visitor, early: Case) -> None:
    """Back in the browser, another file, the same form: it is asked for once more, not taken for a double click."""
    there = {"case": early.id, "document": "diploma"}
    attach(visitor, early)
    other = BytesIO()
    Image.new("RGB", (3, 3)).save(other, "PNG")
    sent = {"file": file("other.png", other.getvalue()), "language": "kk"}
    visitor.send("application_upload", sent, expect=409, **there)
    sent["file"].seek(0)
    visitor.send("application_upload", sent, **there)
    (standing,) = standing_filings(early)
    assert EvidenceFile.objects.get(pk=standing.evidence).original_name == "other.png"
