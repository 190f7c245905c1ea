"""Documents as they are kept: once, whole, superseded but never altered."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests.documents import samples

from tirkelim.documents.errors import DocumentConflict, EvidenceForbidden
from tirkelim.documents.models import Document
from tirkelim.documents.payload import Payload, from_plain
from tirkelim.documents.service import open_document, store_document
from tirkelim.documents.typeset import render_pdf
from tirkelim.journal.change import Command, change

pytestmark = pytest.mark.django_db
DECISION = uuid4()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """A store of its own for each test."""
    settings.MEDIA_ROOT = tmp_path


def keep(payload: Payload, decision: UUID = DECISION, supersedes: Document | None = None) -> Document:
    """Store a document in a change of its own."""
    with change(Command(uuid4(), None, samples.DECIDED_AT), "test.document") as made:
        return store_document(payload, decision=decision, change=made, supersedes=supersedes)


def test_a_document_is_kept_with_its_payload_and_its_pdf() -> None:
    kept = keep(samples.certificate())
    row = Document.objects.get(number=samples.NUMBER)
    assert row == kept
    assert row.kind == Document.Kind.CERTIFICATE
    assert from_plain(row.payload) == samples.certificate()
    assert open_document(row, lambda _: True) == render_pdf(samples.certificate())
    assert keep(samples.refusal(number="KZ00AAA00000001")).kind == Document.Kind.REFUSAL


def test_told_twice_it_is_made_once() -> None:
    assert keep(samples.certificate()) == keep(samples.certificate())
    assert Document.objects.count() == 1


def test_a_taken_number_is_not_given_to_something_else() -> None:
    keep(samples.certificate())
    for payload, decision in ((samples.certificate(level=None), DECISION), (samples.certificate(), uuid4())):
        with pytest.raises(DocumentConflict):
            keep(payload, decision)


def test_a_document_takes_the_place_of_one_other() -> None:
    first = keep(samples.certificate())
    second = keep(samples.certificate(number="KZ00AAA00000002"), supersedes=first)
    assert first.superseded_by == second
    with pytest.raises(DocumentConflict):
        keep(samples.certificate(number="KZ00AAA00000003"), supersedes=first)


def test_a_document_is_never_altered() -> None:
    kept = keep(samples.certificate())
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(number="KZ00AAA00000009")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).delete()


def test_nobody_opens_it_unvouched() -> None:
    with pytest.raises(EvidenceForbidden):
        open_document(keep(samples.certificate()), lambda _: False)
