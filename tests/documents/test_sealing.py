"""Documents as they are kept where the department seals them: sealed once, or not at all until it can be done."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django.fixtures import Settings
from tests.documents import samples
from tests.signatures.authorities import BIN, IIN, NOW, World, made, use

from tirkelim.cases import outbox
from tirkelim.cases.models import Outbox
from tirkelim.documents import sealing, store
from tirkelim.documents.models import Document
from tirkelim.documents.service import open_document, seal_of, store_document
from tirkelim.journal.change import Command, change
from tirkelim.signatures.seal import CannotSeal, Sealed, seal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def the_world(tmp_path_factory: pytest.TempPathFactory) -> object:
    """An authority."""
    with made(tmp_path_factory.mktemp("authority")) as world:
        yield world


@pytest.fixture
def world(the_world: World, settings: Settings, tmp_path: Path) -> World:
    """A department with a key and a time-stamping authority, and a store of its own."""
    use(the_world, settings, tmp_path)
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "seal.p12").write_bytes(the_world.authority.issue("ДЕПАРТАМЕНТ", IIN, bin=BIN).to_p12("secret"))
    (tmp_path / "password").write_text("secret")
    settings.SEAL_KEY, settings.SEAL_PASSWORD_FILE = str(tmp_path / "seal.p12"), str(tmp_path / "password")
    settings.TSA_URL = the_world.server.tsa_url
    outbox.resting_until.clear()
    return the_world


def keep(number: str = samples.NUMBER) -> Document:
    """Store a certificate, now being NOW."""
    with time_machine.travel(NOW, tick=False), change(Command(uuid4(), None, samples.DECIDED_AT), "test") as one:
        return store_document(samples.certificate(number=number), decision=None, change=one)


def test_the_sealed_bytes_are_kept_once(world: World) -> None:
    """Asked again, the same file; the payload is as readable as ever."""
    first = keep()
    assert first.seal == "B-LT"
    content = open_document(first, lambda _: True)
    assert store.digest_of(content) == first.blob_id
    (seal,) = PdfFileReader(BytesIO(content)).embedded_signatures
    assert seal.field_name == "DepartmentSeal"
    assert keep() == first
    assert Document.objects.count() == 1
    assert first.payload["number"] == samples.NUMBER
    assert (seal_of(samples.NUMBER), seal_of("KZ00AAA00000000")) == ("B-LT", None)


def test_without_a_key_documents_are_not_sealed_and_say_so(world: World, settings: Settings) -> None:
    """As in the demo."""
    settings.SEAL_KEY = ""
    kept = keep()
    assert kept.seal is None
    assert seal_of(samples.NUMBER) == ""
    assert not PdfFileReader(BytesIO(open_document(kept, lambda _: True))).embedded_signatures


def test_what_cannot_be_sealed_is_not_kept(world: World) -> None:
    """No unsealed document where a seal is due."""
    world.server.faults["/tsa"] = "down"
    with pytest.raises(CannotSeal):
        keep()
    assert not Document.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_the_outbox_waits_for_the_seal_and_never_gives_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rounds than it has attempts; messages behind it go on; when the authority is back, the document is made."""
    done: list[str] = []
    monkeypatch.setitem(outbox._workers, "document", lambda *_: done.append(keep().number))
    monkeypatch.setitem(outbox._workers, "other", lambda *_: done.append("other"))
    with change(Command(uuid4(), None, NOW), "test.outbox") as one:
        for number in range(3):
            Outbox.objects.create(kind="document", to="x", dedupe_key=f"document:{number}", change=one)
        Outbox.objects.create(kind="other", to="x", dedupe_key="other", change=one)
    world.server.faults["/tsa"] = "down"
    assert outbox.work(NOW) == 1
    assert done == ["other"]
    asked = world.server.asked["/tsa"]
    assert outbox.work(NOW + timedelta(seconds=5)) == 0
    assert world.server.asked["/tsa"] == asked  # it rests
    for minute in range(1, 15):
        assert outbox.work(NOW + timedelta(minutes=minute)) == 0
    waiting = Outbox.objects.get(dedupe_key="document:0")
    assert waiting.attempts == 0
    assert waiting.last_error.startswith("CannotSeal: the time-stamping authority is silent")
    world.server.faults.clear()
    assert outbox.work(NOW + timedelta(minutes=20)) == 3
    assert Document.objects.get().seal == "B-LT"


def test_no_transaction_waits_for_a_seal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is only asked while no transaction of the work is open; each document is sealed once."""
    open_then: list[bool] = []
    depth = len(connection.savepoint_ids)

    def watched(pdf: bytes, now: object) -> Sealed:
        open_then.append(len(connection.savepoint_ids) > depth)
        return seal(pdf, NOW)

    monkeypatch.setattr(sealing, "seal", watched)

    def work() -> list[Document]:
        with transaction.atomic():
            return [keep(samples.NUMBER), keep("KZ00AAA00000002")]

    kept = sealing.sealed_outside(work)
    assert [each.seal for each in kept] == ["B-LT", "B-LT"]
    assert open_then == [False, False]
    assert Document.objects.count() == 2
