"""Files of evidence: what is taken, where it lies, who may open it."""

from __future__ import annotations

import os
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.documents.samples import a_pdf, a_picture

from tirkelim.documents import errors, store
from tirkelim.documents.errors import BlobLost, EvidenceError, EvidenceForbidden, evidence_messages
from tirkelim.documents.evidence import duplicate_warning, earlier_copy, open_evidence, take_evidence
from tirkelim.documents.models import Blob, EvidenceFile
from tirkelim.documents.names import safe_name
from tirkelim.documents.recognise import LIMIT_BYTES, recognise
from tirkelim.journal.change import Command, change

NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
CASE = f"case:{uuid4()}"

# The smallest file that claims to be locked with AES-256: such a one cannot be opened here at all.
AES_PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 5/R 6/Length 256/P -1/EncryptMetadata true/O<" + b"00" * 48 + b">/U<" + b"00" * 48
    + b">/OE<" + b"00" * 32 + b">/UE<" + b"00" * 32 + b">/Perms<" + b"00" * 16 + b">"
    b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n0\n%%EOF"
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A store of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


def take(content: bytes, name: str = "diploma.pdf", owner: str = CASE, at: datetime = NOW) -> EvidenceFile:
    """Send a file in."""
    with change(Command(uuid4(), None, at), "test.take") as made:
        return take_evidence(
            owner_stream=owner, kind="diploma", name=name, content=content, uploaded_by=uuid4(), now=at, change=made
        )


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (a_pdf(), "application/pdf"),
        (b"\xef\xbb\xbf\n" + a_pdf(), "application/pdf"),
        (a_picture("JPEG"), "image/jpeg"),
        (a_picture("PNG"), "image/png"),
    ],
)
def test_what_is_taken(content: bytes, mime: str) -> None:
    assert recognise(content) == mime


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", errors.EMPTY),
        (b"%PDF-1.7" + b"0" * LIMIT_BYTES, errors.TOO_LARGE),
        (b"MZ\x90\x00 program", errors.WRONG_TYPE),
        (b"<html><script>alert(1)</script>", errors.WRONG_TYPE),
        (b"GIF89a....", errors.WRONG_TYPE),
        (b"\x89PN", errors.WRONG_TYPE),
        (a_pdf()[: len(a_pdf()) // 3], errors.DAMAGED),
        (b"%PDF-1.7\nnothing else", errors.DAMAGED),
        (a_picture("PNG")[:-30], errors.DAMAGED),
        (a_picture("JPEG", (600, 400))[:-2000], errors.DAMAGED),
        (b"\xff\xd8\xff\xe0 not a picture", errors.DAMAGED),
        (a_pdf(password="secret"), errors.ENCRYPTED),
        (a_pdf(password="secret").replace(b"%PDF-", b"\n%PDF-", 1), errors.ENCRYPTED),
        (AES_PDF, errors.ENCRYPTED),
    ],
)
def test_what_is_refused_and_why(content: bytes, code: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        recognise(content)
    assert refused.value.code == code


def test_a_bomb_of_pixels_is_not_decoded() -> None:
    small = bytearray(a_picture("PNG"))
    small[16:24] = (60_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    with pytest.raises(EvidenceError) as refused:
        recognise(bytes(small))
    assert refused.value.code == errors.TOO_DETAILED


@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
def test_no_bytes_make_it_fall_over(rest: bytes, head: bytes) -> None:
    with pytest.raises(EvidenceError):
        recognise(head + rest)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_code_has_words(language: str) -> None:
    for code in (errors.EMPTY, errors.WRONG_TYPE, errors.DAMAGED, errors.ENCRYPTED):
        assert EvidenceError(code).text(language)
    assert "10" in EvidenceError(errors.TOO_LARGE, {"limit_mb": 10}).text(language)
    assert "60" in EvidenceError(errors.TOO_DETAILED, {"limit_mpx": 60}).text(language)
    assert all(set(texts) == {"kk", "ru", "en"} for texts in evidence_messages().values())


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Диплом Әсел.PDF", "Диплом Әсел.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\скан.jpg", "скан.pdf"),
        ("a\u202egpj.exe", "a gpj.pdf"),
        ('x"; filename="y.html', "x filename= y.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("\r\nSet-Cookie: a", "Set-Cookie a.pdf"),
        (".bashrc", "bashrc.pdf"),
    ],
)
def test_names_are_made_safe(given_name: str, kept: str) -> None:
    assert safe_name(given_name, ".pdf") == kept


@given(st.text(max_size=400))
def test_any_name_becomes_a_plain_one(given_name: str) -> None:
    kept = safe_name(given_name, ".png")
    assert kept.endswith(".png")
    assert 4 < len(kept) <= 100
    assert not set(kept) & set('/\\"\r\n\x00\u202e')


def test_a_file_lies_under_its_digest_and_is_synced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), real(handle))[1])
    sha256 = store.write(b"content")
    path = folder / sha256[:2] / sha256[2:4] / sha256
    assert path.read_bytes() == b"content"
    assert len(synced) == 4  # the file and the three folders above it
    assert [entry.name for entry in path.parent.iterdir()] == [sha256]
    assert store.write(b"content") == sha256


def test_a_failed_write_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        store.write(b"content")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_altered_or_missing_content_is_never_shown() -> None:
    sha256 = store.write(b"content")
    store.path_of(sha256).write_bytes(b"CONTENT")
    with pytest.raises(BlobLost):
        store.read(sha256)
    with pytest.raises(BlobLost):
        store.read("0" * 64)


@pytest.mark.django_db
def test_taken_and_opened_by_whom_the_caller_vouches_for() -> None:
    content = a_pdf()
    file = take(content, "../Диплом.exe")
    opened = open_evidence(file, lambda asked: asked.owner_stream == CASE)
    assert opened == (content, "application/pdf", "Диплом.pdf")
    for answer in (False, None, 1, "yes"):
        with pytest.raises(EvidenceForbidden):
            open_evidence(file, lambda _, answer=answer: answer)  # type: ignore[misc]


@pytest.mark.django_db
def test_a_damaged_file_leaves_no_row() -> None:
    with pytest.raises(EvidenceError):
        take(b"%PDF-1.7 broken")
    assert not Blob.objects.exists()


@pytest.mark.django_db
def test_a_malformed_owner_is_refused() -> None:
    with pytest.raises(ValueError, match="owner"):
        take(a_pdf(), owner="case:1; drop")


@pytest.mark.django_db
def test_a_duplicate_is_told_to_its_owner_only() -> None:
    first = take(a_pdf(), "бірінші.pdf")
    again = take(a_pdf(), "екінші.pdf", at=NOW + timedelta(minutes=1))
    stranger = take(a_pdf(), "other.pdf", owner=f"case:{uuid4()}", at=NOW + timedelta(minutes=2))
    assert Blob.objects.count() == 1
    assert earlier_copy(again) == first
    assert "бірінші.pdf" in (duplicate_warning(again, "kk") or "")
    assert duplicate_warning(first, "kk") is None
    assert duplicate_warning(stranger, "ru") is None


@pytest.mark.django_db
def test_rows_of_files_are_kept_as_written() -> None:
    file = take(a_pdf())
    for rows in (EvidenceFile.objects.filter(pk=file.pk), Blob.objects.filter(pk=file.blob_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(change=None) if rows.model is Blob else rows.update(kind="other")
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
