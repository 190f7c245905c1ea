"""A sent application: asked for documents, not accepted and sent again, refused, taken back; the law of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from tests.portal.conformity.test_applying import attach, begin, day, send
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.conformity.office import LocalBody

from tirkelim.cases import registry
from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.demo.practice import practice_book, practice_rules
from tirkelim.portal.conformity.law_today import law_on
from tirkelim.portal.conformity.professions import search

PART = ("identity_document", "education_or_english_certificate")
"""Papers among which proof of work is missing."""
REPEALED = datetime(2024, 3, 4, 5, 0, tzinfo=UTC)
"""A working day between the repeal and the practice edition of the demo."""


def shift(body: LocalBody, **by: int) -> Any:
    body.now += timedelta(**by)
    return time_machine.travel(body.now, tick=False)


def test_what_is_asked_for_is_attached_and_answered(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.sent(account)
    body.do(body.employment_officer, case, "ask_for_documents", documents=["proof_of_work"], note="Анық емес")
    with shift(body, minutes=5):
        client, there = sign_in(account), f"/conformity/{case.id}/"
        page = client.get(there)
        assert (page.context["asked"]["complete"], "Анық емес" in words(page)) == (True, True)
        assert attach(client, there, "proof_of_work").headers["Location"] == there
        assert client.post(f"{there}answer/", hidden(client.get(there))).status_code == 302
    assert body.fresh(case).state == "considered"


def test_not_accepted_is_no_refusal_and_what_was_typed_is_kept(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.sent(account, papers=PART)
    body.decide(body.employment_officer, case, "decline")
    work(body.now)
    with shift(body, minutes=5):
        client, there = sign_in(account), f"/conformity/{case.id}/"
        page = client.get(there)
        assert page.context["key"] == "declined"
        assert [finding.anchor for finding in page.context["lacking"]] == ["conformity-package"]
        assert client.get(f"{there}result/").headers["Content-Type"] == "application/pdf"
        found = client.post(f"{there}again/", hidden(page))
        again = Case.objects.get(state="draft")
        assert found.headers["Location"] == f"/conformity/{again.id}/"
        tasks = client.get(found.headers["Location"]).context["groups"]
        assert [task.status for task in tasks[0][1]] == ["done"] * 4
        assert "declaration" not in again.draft.data


def test_a_refusal_stands_with_its_ground_points_and_the_way_to_complain(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.recommended(account, said={"recommends_issue": False, "qualification_meets": False})
    body.decide(body.employment_officer, case, "refuse")
    with shift(body, minutes=5):
        page = sign_in(account).get(f"/conformity/{case.id}/")
        assert [ground["number"] for ground in page.context["grounds"]] == [1]
        assert page.context["points"].total == 7
        assert page.context["sitting"].said.recommends_issue is False
        assert page.context["complaints"]["may"]


def test_an_application_is_taken_back_only_on_a_second_look(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.at_commission(account)
    with shift(body, minutes=5):
        client, there = sign_in(account), f"/conformity/{case.id}/"
        assert body.fresh(case).state == "at_commission"
        assert send(client, f"{there}withdraw/").headers["Location"] == "/conformity/"
        assert client.get(there).context["key"] == "withdrawn"
        assert client.get(f"{there}withdraw/").status_code == 302


def test_single_scores_of_members_are_not_shown(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.recommended(account)
    with shift(body, minutes=5):
        page = sign_in(account).get(f"/conformity/{case.id}/")
        assert "Мүше" not in words(page)


def test_a_sent_application_takes_no_pages_any_more(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.sent(account)
    with shift(body, minutes=5):
        client, there = sign_in(account), f"/conformity/{case.id}/"
        for page in ("documents/", "check/", "profession/", "level/", "person/document/", "work/service/"):
            assert client.get(f"{there}{page}").headers["Location"] == there
        assert client.get(f"{there}contract/employer/").status_code == 404


def test_wrong_answers_are_kept_and_named(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    there = begin(client)
    wrong = send(client, f"{there}person/document/", document_number="", document_issuer="UKPA",
                 **day("document_issued_on", 2030, 1, 1), **day("document_expires_on", 2020, 1, 1))  # fmt: skip
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"document_number", "document_issued_on"}
    assert "UKPA" in client.get(f"{there}person/document/").content.decode()
    assert client.get(there).context["groups"][0][1][1].status == "error"


def test_a_page_of_another_window_is_shown_again(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    there = begin(client)
    old = hidden(client.get(f"{there}person/here/"))
    send(client, f"{there}profession/", query="педиатр", find="1")
    found = client.post(f"{there}person/here/", old | {"address": "Кенесары, 40"})
    assert found.status_code == 409
    assert "Кенесары, 40" in found.content.decode()


def test_the_profession_is_chosen_from_the_list_only(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    there = begin(client)
    page = f"{there}profession/"
    assert send(client, page, query="", find="1").status_code == 422
    assert send(client, page, query="космонавт", find="1").context["offers"] == []
    assert send(client, page, query="онколог", choice="9.9|Онколог", choose="1").status_code == 422
    assert send(client, page, query="учитель физики", choose="1").status_code == 422
    key = search("учитель физики", "kk").offers[0].key
    assert send(client, page, query="учитель физики", choice=key, choose="1").headers["Location"] == f"{there}level/"
    assert client.get(there).context["groups"][0][1][0].status == "in_progress"
    assert send(client, f"{there}level/", framework_level="3").status_code == 422
    assert send(client, f"{there}level/", framework_level="7").headers["Location"] == there
    said = Case.objects.get().draft.data["request"]["clean"]
    assert (said["framework_level"], said["activity"]) == (7, "1.1")


@pytest.mark.parametrize(
    ("query", "first"),
    [("педиатр", "Педиатр дәрігер"), ("paediatrician", "Педиатр дәрігер"), ("анестезиолг", None), ("Онколог", None)],
)
def test_search_forgives_language_and_spelling(query: str, first: str | None) -> None:
    offers = search(query, "kk").offers
    assert offers
    assert first is None or offers[0].name == first


def test_the_law_of_a_day() -> None:
    keys = {day: law_on(day).key for day in (date(2016, 5, 1), date(2018, 5, 1), date(2022, 5, 1), date(2026, 5, 1))}
    assert list(keys.values()) == ["before_act", "before_held", "in_force", "repealed"]
    assert "236/2023" in law_on(date(2026, 5, 1)).text


def test_the_law_page_answers_for_the_day_asked(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    asked = client.get("/conformity/law/", day("day", 2026, 5, 1))
    assert asked.context["answer"].key == "repealed"
    assert client.get("/conformity/law/", day("day", 2026, 13, 1)).status_code == 422


@pytest.fixture
def repealed(body: LocalBody) -> Iterator[LocalBody]:
    """After the repeal, before the practice edition of the demo."""
    body.now = REPEALED
    with time_machine.travel(body.now + timedelta(minutes=30), tick=False):
        yield body


def test_after_the_repeal_nothing_is_begun(repealed: LocalBody) -> None:
    client = sign_in(repealed.foreigner())
    page = client.get("/conformity/")
    assert not page.context["law"].can_begin
    assert client.post("/conformity/begin/", hidden(page)).headers["Location"] == "/conformity/"
    assert not Case.objects.exists()


def test_a_draft_that_the_repeal_overtook_is_kept_but_not_sent(body: LocalBody) -> None:
    account = body.foreigner()
    case = body.begun(account)
    body.now = REPEALED
    with time_machine.travel(body.now, tick=False):
        client, there = sign_in(account), f"/conformity/{case.id}/"
        assert client.get(there).status_code == 200
        assert client.get(f"{there}documents/").status_code == 200
        check = client.get(f"{there}check/")
        assert check.context["law"].key == "repealed"
        assert send(client, f"{there}check/", consent="on", true="on").status_code == 422
    assert body.fresh(case).state == "draft"


def test_the_practice_edition_says_that_it_is_no_law(body: LocalBody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.service("conformity"), "_book", practice_book)
    monkeypatch.setattr(registry.service("conformity"), "_rules", practice_rules())
    body.now = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    with time_machine.travel(body.now + timedelta(minutes=30), tick=False):
        client = sign_in(body.foreigner())
        page = client.get("/conformity/")
        assert (page.context["law"].key, page.context["law"].practice) == ("repealed", True)
        assert "заңды күші жоқ" in words(page)
        assert "заңды күші жоқ" in words(client.get(begin(client)))
