"""The worker's room of levels: questions, the check before sending, what becomes of it; nothing for strangers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders import NURSING, PNG
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.level.board import CARDIOLOGY, ENDOSCOPY, Board

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Role

SPECIALTY = {"specialty": NURSING, "main_specialty": ""}


def begin(client: Client) -> Case:
    page = client.get("/levels/")
    client.post("/levels/open/", hidden(page))
    return Case.objects.get(service="level")


def send(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, hidden(client.get(address)) | fields)


def test_from_the_first_question_to_the_department(board: Board) -> None:
    client = sign_in(board.nurse())
    case = begin(client)
    there = f"/levels/{case.id}/"
    assert send(client, f"{there}specialty/", **SPECIALTY).headers["Location"] == f"{there}level/"
    page = client.get(f"{there}level/")
    assert page.context["form"].initial == {"level": "4.1"}
    assert [str(value) for value, _ in page.context["form"].fields["level"].choices] == ["4.1", "4.0", "other"]
    assert send(client, f"{there}level/", level="4.1", other="").headers["Location"] == f"{there}report/"

    check = client.get(f"{there}check/")
    assert [gap.finding.anchor for gap in check.context["gaps"]] == ["level-labour_functions"]
    assert check.context["gaps"][0].links[0].href == f"{there}report/"
    file = SimpleUploadedFile("esep.png", PNG, "image/png")
    assert send(client, f"{there}report/", file=file, signed="on").headers["Location"] == f"{there}check/"
    check = client.get(f"{there}check/")
    assert check.context["proposal"]["outcome"] == "grant"
    assert "Деңгей беру мерзімі заңда белгіленбеген" in words(check)

    assert send(client, f"{there}check/").status_code == 422
    assert send(client, f"{there}check/", true="on").headers["Location"] == there
    sent = board.fresh(case)
    assert (sent.state, sent.action, sent.due_on) == ("considered", "next", None)
    assert "2026 жылғы 10 наурыз" in words(client.get(there))


def test_a_specialisation_names_its_main_specialty(board: Board) -> None:
    client = sign_in(board.nurse())
    case = begin(client)
    address = f"/levels/{case.id}/specialty/"
    for main in ("", ENDOSCOPY):
        assert send(client, address, specialty=ENDOSCOPY, main_specialty=main).status_code == 422
    assert send(client, address, specialty=ENDOSCOPY, main_specialty=CARDIOLOGY).status_code == 302
    board.fresh(case)


def test_another_level_is_named_and_kept(board: Board) -> None:
    client = sign_in(board.nurse())
    case = begin(client)
    there = f"/levels/{case.id}/"
    send(client, f"{there}specialty/", **SPECIALTY)
    refused = send(client, f"{there}level/", level="other", other="")
    assert refused.status_code == 422
    send(client, f"{there}level/", level="other", other="8")
    assert client.get(f"{there}level/").context["form"].initial == {"level": "other", "other": "8"}
    send(client, f"{there}specialty/", specialty=CARDIOLOGY, main_specialty="")
    assert client.get(there).headers["Location"] == f"{there}level/"


def test_an_initial_level_asks_for_no_report(board: Board) -> None:
    graduate = board.worker()
    board.educated(graduate, "technical_vocational", date(2025, 6, 20))
    client = sign_in(graduate)
    case = begin(client)
    there = f"/levels/{case.id}/"
    send(client, f"{there}specialty/", **SPECIALTY)
    assert client.get(f"{there}level/").context["form"].initial == {"level": "4.0"}
    assert send(client, f"{there}level/", level="4.0", other="").headers["Location"] == f"{there}check/"
    gaps = client.get(f"{there}check/").context["gaps"]
    assert [gap.finding.anchor for gap in gaps] == ["level-assessment"]
    assert gaps[0].links[0].href == "/assessments/ask/"


def test_given_and_refused_levels_are_shown_with_their_papers(board: Board) -> None:
    nurse = board.nurse()
    given, refused = board.claim(nurse, "4.1"), board.claim(nurse, "6.2")
    board.decide(board.officer_, given, "grant")
    board.decide(board.officer_, refused, "refuse")
    work(board.now)
    client = sign_in(nurse)

    assert "Деңгей берілді" in words(client.get(f"/levels/{given.id}/"))
    page = client.get(f"/levels/{refused.id}/")
    assert "Деңгейден бас тартылды" in words(page)
    assert [ground.number for ground in page.context["grounds"]] == [1, 2, 4, 5]
    lacking = page.context["lacking"]
    assert lacking
    assert {finding.status for finding in lacking} == {"not_met"}
    assert "Не жетіспейді және не істеуге болады" in words(page)
    for case in (given, refused):
        assert client.get(f"/levels/{case.id}/result/").content.startswith(b"%PDF")
    assert {line.name for line in client.get("/levels/").context["held"]} == {"4.1", "4.0"}


def test_what_is_asked_for_is_answered_and_a_claim_is_taken_back(board: Board) -> None:
    nurse = board.nurse()
    case = board.claim(nurse, "4.1", report=False)
    board.do(board.officer_, case, "ask_for_documents", documents=["labour_functions_report"], note="Есеп керек")
    client = sign_in(nurse)
    there = f"/levels/{case.id}/"
    assert "Есеп керек" in words(client.get(there))
    file = SimpleUploadedFile("esep.png", PNG, "image/png")
    assert send(client, f"{there}report/", file=file, signed="on").headers["Location"] == there
    client.post(f"{there}answer/", hidden(client.get(there)))
    assert board.fresh(case).state == "considered"
    send(client, f"{there}withdraw/")
    assert board.fresh(case).state == "withdrawn"


PAGES = ("", "specialty/", "level/", "report/", "check/", "withdraw/", "result/")


@pytest.mark.parametrize("page", PAGES)
def test_a_claim_is_nobody_elses(board: Board, page: str) -> None:
    case = board.claim(board.nurse(), "4.1", send=False)
    address = f"/levels/{case.id}/{page}"
    assert sign_in(board.worker("stranger")).get(address).status_code == 404
    hr = board.account("personnel", Role.HR_OFFICER, organisation=board.clinic)
    for account in (hr, board.officer_):
        assert sign_in(account).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_in_every_language(board: Board, language: str) -> None:
    nurse = board.nurse()
    case = board.claim(nurse, "4.1", send=False)
    client = sign_in(nurse, language)
    assert client.get("/levels/").status_code == 200
    for page in ("specialty/", "level/", "report/", "check/", "withdraw/"):
        assert client.get(f"/levels/{case.id}/{page}").status_code == 200
