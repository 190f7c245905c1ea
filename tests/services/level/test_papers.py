"""The document of a level asked for alone, and its refusal: what they say, from stored rows."""

from __future__ import annotations

from tests.services.level.board import Board

from tirkelim.cases.models import Decision
from tirkelim.cases.outbox import work
from tirkelim.cases.registry import service
from tirkelim.documents.models import Document
from tirkelim.documents.payload import from_plain, to_plain
from tirkelim.register.models import Qualification


def test_the_document_of_a_level(board: Board) -> None:
    case = board.claim(board.nurse(), "4.1")
    board.decide(board.officer_, case, "grant")
    work(board.now)
    document = Document.objects.get()

    assert document.kind == "level"
    assert document.number == Qualification.objects.get(decision__isnull=False).document_number
    assert document.payload["form"] == "qualification-level/1"
    assert document.payload["level"] == "4.1"
    assert document.payload["route"] == {"kk": "кезекті деңгей беру", "ru": "присвоение очередного уровня"}
    assert "283/2020" in document.payload["edition"]["ru"]
    assert to_plain(from_plain(document.payload)) == document.payload


def test_the_refusal_of_a_level_alone(board: Board) -> None:
    case = board.claim(board.nurse(), "4.2")
    board.decide(board.officer_, case, "refuse")
    decision = Decision.objects.select_related("sheet", "case", "change").get()
    (payload,) = service("level").payloads(decision)

    assert payload.kind == "refusal"
    assert [ground.number for ground in payload.grounds] == [2, 4, 5]  # type: ignore[union-attr]
    assert all(ground.unmet for ground in payload.grounds)  # type: ignore[union-attr]
    assert "уровень 4.2" in payload.claimed.ru  # type: ignore[union-attr]
    work(board.now)
    assert Document.objects.get().kind == "refusal"
