"""A level claimed together with a certificate: both given, one refused, both refused; papers and replay."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders import NURSING
from tests.services.level.board import Board

from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Decision, IntendedRefusal
from tirkelim.cases.outbox import work
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.law.finding import Outcome
from tirkelim.law.order_274_certificates.with_level import Application
from tirkelim.register.models import Certificate, Qualification


@pytest.fixture
def ready(board: Board) -> Case:
    """A nurse who may have both."""
    return board.with_certificate(board.nurse(), "4.1")


@pytest.fixture
def untested(board: Board) -> Case:
    """A nurse whose certificate can be confirmed, but who has no result of assessment for the level."""
    nurse = board.worker("untested")
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2015, 1, 10), level="4.0")
    board.works(nurse, date(2015, 1, 10))
    board.sheet(nurse)
    return board.with_certificate(nurse, "4.1")


def grant(board: Board, case: Case, *without: str) -> object:
    return board.do(
        board.officer_, case, "grant", facts_digest=board.digest(case), expect=None,
        **({"without": list(without)} if without else {}),
    )  # fmt: skip


def papers() -> dict[str, Document]:
    return {row.kind: row for row in Document.objects.all()}


def test_both_are_given_from_one_application(board: Board, ready: Case) -> None:
    verdicts = weigh(ready, board.now).proposal.verdicts
    assert [(v.claim, v.outcome) for v in verdicts] == [("certificate", Outcome.GRANT), ("level", Outcome.GRANT)]

    assert isinstance(grant(board, ready), Applied)
    certificate, level = Certificate.objects.get(), Qualification.objects.get(decision__isnull=False)
    assert (certificate.level, level.level) == ("4.1", "4.1")
    assert level.document_number == certificate.number
    assert level.decision == certificate.decision
    work(board.now)
    assert set(papers()) == {"certificate"}
    assert papers()["certificate"].payload["level"] == "4.1"


def test_a_refused_level_does_not_refuse_the_certificate(board: Board, untested: Case) -> None:
    certificate, level = weigh(untested, board.now).proposal.verdicts
    assert (certificate.outcome, level.outcome) == (Outcome.GRANT, Outcome.REFUSE)

    assert isinstance(grant(board, untested), Invalid)
    assert isinstance(grant(board, untested, "level"), Applied)
    decision = Decision.objects.select_related("sheet", "case").get()
    assert decision.outcome == "granted"
    assert [ground["number"] for ground in decision.verdicts["refused"]["level"]] == [2]
    assert Certificate.objects.get().level == "4.0"
    assert not Qualification.objects.filter(decision__isnull=False).exists()
    assert board.fresh(untested).state == State.GRANTED

    work(board.now)
    refusal = papers()["refusal"].payload
    assert papers()["certificate"].payload["level"] == "4.0"
    assert refusal["number"] == f"{decision.case.number}/1-L"
    assert "4.1" in refusal["claimed"]["kk"]
    assert [ground["number"] for ground in refusal["grounds"]] == [2]
    assert "283/2020" in json.dumps(refusal["edition"], ensure_ascii=False)
    assert refusal["grounds"][0]["unmet"]


def test_a_level_that_could_be_given_is_not_refused_beside(board: Board, ready: Case) -> None:
    assert isinstance(grant(board, ready, "level"), Applied)
    assert Qualification.objects.filter(decision__isnull=False).exists()


def test_a_refused_certificate_refuses_the_application(board: Board, ready: Case) -> None:
    board.do(board.officer_, ready, "record_finding", kind="court_ban", reference="№ 7 шешім")
    assert isinstance(grant(board, ready, "level"), Invalid)
    assert isinstance(board.decide(board.officer_, ready, "refuse"), Applied)
    decision = Decision.objects.get()
    assert [ground["number"] for ground in decision.verdicts["grounds"]] == [4]
    assert decision.verdicts["refused"] == {}
    work(board.now)
    assert set(papers()) == {"refusal"}


def test_findings_on_the_level_are_no_ground_against_the_certificate(board: Board, ready: Case) -> None:
    board.found(ready, "unfit_document")
    certificate, level = weigh(board.fresh(ready), board.now).proposal.verdicts
    assert certificate.outcome is Outcome.GRANT
    assert [ground.number for ground in level.grounds] == [6]


def test_service_established_by_an_officer_counts_for_both(board: Board, ready: Case) -> None:
    board.found(ready, "interrupted", "№ 3 бұйрық")
    facts = weigh(board.fresh(ready), board.now).gathered.facts
    assert facts.certificate.work.uninterrupted is False
    assert facts.level.uninterrupted is False


def test_sheets_of_both_schemas_replay(board: Board, untested: Case) -> None:
    grant(board, untested, "level")
    decision = Decision.objects.select_related("sheet", "case").get()
    assert decision.sheet.schema == "certificate/2"
    assert replay(decision).cause is Cause.SAME


def test_a_sheet_of_the_first_schema_reads_and_decides_as_then(board: Board, untested: Case) -> None:
    weighed = weigh(untested, board.now)
    from tirkelim.law.book import current_book
    from tirkelim.law.digest import plain
    from tirkelim.law.order_274_certificates.decision import decide

    old = plain(weighed.gathered.facts.certificate)
    chosen = service("certificate")
    facts = chosen.load_facts("certificate/1", old)
    assert isinstance(facts, Application)
    assert facts.level is None
    again = chosen.decide(facts, weighed.day, current_book())
    assert again == decide(facts.certificate, weighed.day, current_book())
    assert len(again.verdicts) == 1
    with pytest.raises(ValueError, match="not a sheet"):
        chosen.load_facts("level/1", old)


def test_an_application_without_a_level_has_one_verdict(board: Board) -> None:
    case = board.submitted(board.worker("plain"))
    weighed = weigh(case, board.now)
    assert [verdict.claim for verdict in weighed.proposal.verdicts] == ["certificate"]
    assert weighed.gathered.facts.level is None


def test_what_the_case_knows_stands_in_where_the_register_is_silent(board: Board) -> None:
    """A graduate with data in the state systems alone: diploma and assessment are taken from there."""
    from tests.builders import COMPLETE

    answers = COMPLETE | {"claim": {"specialty": NURSING, "new": False, "level": "4.0"}}
    case = board.submitted(board.worker("graduate"), answers=answers)
    weighed = weigh(case, board.now)
    assert [verdict.outcome for verdict in weighed.proposal.verdicts] == [Outcome.GRANT, Outcome.GRANT]
    assert weighed.gathered.sources["level.education"].origin == "state_system"
    assert weighed.gathered.sources["level.assessment"].origin == "state_system"


def test_who_is_heard_is_heard_on_the_level_too(board: Board, untested: Case, settings: Any) -> None:
    settings.REFUSAL_HEARING_DAYS = 2
    owed = grant(board, untested, "level")
    assert isinstance(owed, Invalid)
    assert [problem.code for problem in owed.problems] == ["hearing_owed"]
    shown = board.do(board.officer_, untested, "intend_refusal", facts_digest=board.digest(untested))
    assert isinstance(shown, Applied)
    assert [ground["citation"]["act"] for ground in IntendedRefusal.objects.get().grounds] == ["283/2020"]
    board.now += timedelta(days=7)
    assert isinstance(grant(board, board.fresh(untested), "level"), Applied)
    assert board.fresh(untested).state == State.GRANTED
