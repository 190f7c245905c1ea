"""Levels at the desk: after those with a term, two verdicts side by side, what a refusal beside a grant would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.level.board import Board, cycle, seminars

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Account
from tirkelim.portal.desk import level_facts
from tirkelim.portal.desk.facts import leaves
from tirkelim.portal.desk.level_facts import FIELDS_BESIDE
from tirkelim.register.models import Certificate, Qualification


@pytest.fixture
def board(db: None) -> Board:
    return Board()


@pytest.fixture(autouse=True)
def clock(board: Board) -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(board.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def both(board: Board) -> Case:
    """A certificate that can be given, and a level without a result of assessment."""
    nurse = board.worker("untested", surname_kk="Екеуі")
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2015, 1, 10), level="4.0")
    board.works(nurse, date(2015, 1, 10))
    board.sheet(nurse)
    return board.with_certificate(nurse, "4.1")


def test_claims_without_a_term_stand_last_with_their_target(board: Board, both: Case) -> None:
    first = board.claim(board.nurse(), "4.1")
    client = sign_in(board.officer_)
    page = client.get("/desk/")
    assert [line.id for line in page.context["lines"]] == [both.id, first.id]
    assert "Межелі күн: 2026 жылғы 10 наурыз" in words(page)
    assert [line.id for line in client.get("/desk/?service=level").context["lines"]] == [first.id]
    assert [line.id for line in client.get("/desk/?service=certificate").context["lines"]] == [both.id]
    assert {one.key: one.number for one in client.get("/desk/?service=level").context["filters"]}["open"] == 1
    assert len(client.get("/desk/?service=nonsense").context["lines"]) == 2


def test_the_sums_are_those_of_the_day_of_confirmation(board: Board) -> None:
    """What had dropped out of the five years by then is on the sheet, and not in its sums."""
    nurse = board.worker()
    results = (cycle(150), seminars(120), seminars(400, on=date(2021, 2, 19)))
    board.sheet(nurse, results, confirmed_on=date(2026, 2, 20))
    shown = level_facts._sums(weigh(board.claim(nurse, "4.1"), board.now).gathered.facts)
    assert [text for _, text in shown][1:] == ["150", "60", "210"]


def test_the_target_that_has_passed_is_told(board: Board, clock: time_machine.Coordinates) -> None:
    board.claim(board.nurse(), "4.1")
    clock.move_to("2026-03-20T10:00:00+05:00")
    assert "Межелі күн өтіп кетті" in words(sign_in(board.officer_).get("/desk/"))


def test_two_verdicts_with_their_own_findings(board: Board, both: Case) -> None:
    page = sign_in(board.officer_).get(f"/desk/{both.id}/")
    assert [(one.claim, one.key) for one in page.context["proposals"]] == [
        ("certificate", "grant"),
        ("level", "refuse"),
    ]
    certificate, level = page.context["claims"]
    assert all("274/2020" in view.citation for view in certificate["findings"])
    assert all("283/2020" in view.citation for view in level["findings"])
    assert str(page.context["acts"][0].text) == "Сертификатты беріп, деңгейден бас тарту"
    assert len(page.context["editions"]) == 2
    keys = {group.key for group in page.context["facts"]}
    assert {"level-education", "level-activities", "diploma"} <= keys


def test_granting_one_and_refusing_the_other(board: Board, both: Case) -> None:
    client = sign_in(board.officer_)
    page = client.get(f"/desk/{both.id}/grant/")
    assert page.context["without"] == ["level"]
    assert [ground.number for _, grounds in page.context["refused_beside"] for ground in grounds] == [2]
    response = client.post(f"/desk/{both.id}/grant/", hidden(page) | {"without": "level"}, follow=True)
    assert "Сертификат берілді" in words(response)
    assert "2-негіз" in words(response)
    assert Certificate.objects.get().level == "4.0"
    work(board.now)
    links = client.get(f"/desk/{both.id}/").context["links"]
    assert len(links) == 2
    for link in links:
        assert client.get(link.href).content.startswith(b"%PDF")
    replayed = client.get(f"/desk/{both.id}/replay/")
    assert replayed.context["same"]
    assert len(replayed.context["now"]) == 2


def test_a_grant_that_does_not_name_the_refusal_is_not_carried_out(board: Board, both: Case) -> None:
    client = sign_in(board.officer_)
    response = client.post(f"/desk/{both.id}/grant/", hidden(client.get(f"/desk/{both.id}/grant/")), follow=True)
    assert "беруге болмайды" in words(response)
    assert not Certificate.objects.exists()


def test_both_are_granted_with_one_button(board: Board) -> None:
    case = board.with_certificate(board.nurse(), "4.1")
    client = sign_in(board.officer_)
    page = client.get(f"/desk/{case.id}/grant/")
    assert (page.context["without"], page.context["level_granted"]) == ([], "4.1")
    client.post(f"/desk/{case.id}/grant/", hidden(page))
    assert Qualification.objects.get(decision__isnull=False).level == "4.1"
    assert "4.1" in words(client.get(f"/desk/{case.id}/"))


def test_findings_on_levels_are_offered_where_one_is_claimed(board: Board, both: Case) -> None:
    plain = board.submitted(board.worker("plain"))
    client = sign_in(board.officer_)

    def offered(case: Case) -> set[str]:
        form = client.get(f"/desk/{case.id}/finding/").context["form"]
        return {kind for kind, _ in form.fields["kind"].choices}

    assert "labour_functions_proven" in offered(both)
    assert "labour_functions_proven" not in offered(plain)
    assert "court_ban" not in offered(board.claim(board.nurse(), "4.1"))


def test_changed_facts_of_the_level_are_named(board: Board, both: Case) -> None:
    client = sign_in(board.officer_)
    page = client.get(f"/desk/{both.id}/grant/")
    board.assessed(Account.objects.get(person=both.subject_id), "4.1", passed=False)
    response = client.post(f"/desk/{both.id}/grant/", hidden(page) | {"without": "level"})
    assert response.status_code == 409
    assert response.context["changed"] == ["Кәсіптік даярлықты бағалау", "Деңгей бойынша бағалау"]


def test_every_fact_of_a_level_has_a_name(board: Board, both: Case) -> None:
    paths = {path for path, _ in leaves(weigh(both, board.now).gathered.facts)}
    assert {path for path in paths if path.startswith("level.")} <= set(FIELDS_BESIDE)


def test_a_level_alone_is_decided_like_a_certificate(board: Board) -> None:
    case = board.claim(board.nurse(), "4.1")
    client = sign_in(board.officer_, "ru")
    page = client.get(f"/desk/{case.id}/")
    assert page.context["sources"] is None
    assert "Законом срок не установлен" in words(page)
    client.post(f"/desk/{case.id}/grant/", hidden(client.get(f"/desk/{case.id}/grant/")))
    decided = client.get(f"/desk/{case.id}/")
    assert "Уровень присвоен" in words(decided)
    assert client.get(f"/desk/{case.id}/replay/").context["same"]


def test_what_the_case_waits_for_stands_first_among_the_findings(board: Board) -> None:
    """An officer has two minutes: the two answers that the claim waits for are not searched in a long list."""
    case = board.claim(board.nurse(), "4.1", report=False)
    client = sign_in(board.officer_)
    assert "level.labour_functions" in weigh(case, board.now).proposal.verdicts[0].waiting_for
    form = client.get(f"/desk/{case.id}/finding/").context["form"]
    first, second, *rest = [kind for kind, _ in form.fields["kind"].choices]
    assert (first, second) == ("labour_functions_proven", "labour_functions_not_proven")
    assert rest
