"""The page of a case: reasons, facts with their sources and files, what can be done and why not."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.builders import COMPLETE, NURSING_NAME, Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import again, hidden, words

from tirkelim.cases.models import Case, DocumentRequest, OfficerFinding
from tirkelim.cases.outbox import work
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.gateway.demo import add_outage
from tirkelim.gateway.models import DemoRecord
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account
from tirkelim.journal.models import JournalEntry

FINDING = {"kind": "untrue", "reference": "Колледждің 2026 жылғы 3 наурыздағы № 15 хаты", "note": ""}
OLD = COMPLETE | {
    "education": COMPLETE["education"] | {"graduated_on": "2010-06-20"},
    "work": {"started_on": "2010-09-01", "working": True, "uninterrupted": True},
}
"""A diploma from before the education registers: it has to be attached."""


@pytest.fixture
def case(office: Office) -> Case:
    return office.submitted(office.applicant())


def test_a_grantable_case_says_so_and_shows_its_facts(office: Office, officer: Account, case: Case) -> None:
    response = sign_in(officer).get(f"/desk/{case.id}/")
    shown = words(response)

    assert "Беріледі" in shown
    for part in (
        "Сейітова Әсем",
        case.number,
        "Мейіргер ісі",
        "2025 жылғы 20 маусым",
        "Мемлекеттік жүйе",
        "1 қыркүйек",
    ):
        assert part in shown
    can = {act.key: act.why_not for act in response.context["acts"]}
    assert not can["grant"]
    assert "негізі жоқ" in can["refuse"]
    assert "жетіспейтін құжат жоқ" in can["ask_for_documents"]
    assert "/refuse/" not in response.content.decode()


def test_every_fact_says_where_it_came_from(office: Office, officer: Account, case: Case) -> None:
    response = sign_in(officer).get(f"/desk/{case.id}/")
    origin = {group.key: group.source.origin if group.source else None for group in response.context["facts"]}

    assert origin["claim"] == "declared"
    assert origin["diploma"] == origin["work"] == origin["assessment"] == origin["bans"] == "state_system"
    diploma = next(group for group in response.context["facts"] if group.key == "diploma")
    assert diploma.source.reference
    assert diploma.source.at is not None


def test_a_file_stands_beside_the_fact_that_it_proves(office: Office, officer: Account) -> None:
    applicant = office.applicant()
    case = office.submitted(applicant, answers=OLD, in_systems=False)
    office.do(officer, case, "ask_for_documents", documents=["diploma"])
    file = office.evidence(case, applicant)
    office.do(applicant, case, "file_document", document="diploma", evidence=file, language="kk")
    response = sign_in(officer).get(f"/desk/{case.id}/")
    diploma = next(group for group in response.context["facts"] if group.key == "diploma")

    assert [one.name for one in diploma.files] == ["diplom.png"]
    assert diploma.files[0].href == f"/desk/{case.id}/files/{file}/"
    assert any(link.href == diploma.files[0].href for one in response.context["documents"] for link in one.links)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_reads_in_three_languages(office: Office, officer: Account, case: Case, language: str) -> None:
    expected = {"kk": "Беріледі", "ru": "Было бы удовлетворено", "en": "Would be granted"}
    assert expected[language] in words(sign_in(officer, language).get(f"/desk/{case.id}/"))


def test_a_silent_source_is_asked_again(office: Office, officer: Account) -> None:
    applicant = office.applicant()
    assert applicant.person is not None
    add_outage(DataSet.BANS, person=applicant.person)
    case = office.submitted(applicant)
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/")
    assert "жауабы күтілуде" in words(page)
    assert page.context["proposals"][0].key == "waiting"
    fields = hidden(page)

    assert client.post(f"/desk/{case.id}/sources/", fields).status_code == 302
    assert client.get(f"/desk/{case.id}/").context["proposals"][0].key == "waiting"
    DemoRecord.objects.filter(outcome="unavailable").delete()
    page = client.get(f"/desk/{case.id}/")
    assert client.post(f"/desk/{case.id}/sources/", hidden(page)).status_code == 302
    assert client.get(f"/desk/{case.id}/").context["proposals"][0].key == "grant"

    repeated = client.post(f"/desk/{case.id}/sources/", fields, follow=True)
    assert repeated.status_code == 200
    assert JournalEntry.objects.filter(stream=case.stream, kind="refresh_sources").count() == 2


def test_a_finding_is_recorded_weighed_and_taken_back(office: Office, officer: Account, case: Case) -> None:
    client = sign_in(officer)
    form = client.get(f"/desk/{case.id}/finding/")
    assert client.post(f"/desk/{case.id}/finding/", hidden(form) | FINDING).status_code == 302

    page = client.get(f"/desk/{case.id}/")
    assert page.context["proposals"][0].key == "refuse"
    assert "1" in page.context["proposals"][0].text
    assert FINDING["reference"] in words(page)
    finding = OfficerFinding.objects.get()
    assert finding.ground == 1

    client.post(f"/desk/{case.id}/finding/{finding.id}/take-back/", hidden(page))
    page = client.get(f"/desk/{case.id}/")
    assert page.context["proposals"][0].key == "grant"
    assert not page.context["own_findings"]
    assert "жазба қайтарып алынды" in words(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": ""}, "Негіз болатын құжатты көрсетіңіз"),
        ({"kind": ""}, "Нұсқалардың бірін таңдаңыз"),
        ({"kind": "nonsense"}, "Ұсынылған"),
        ({"reference": "а" * 301}, "300"),
    ],
)
def test_a_finding_without_kind_or_reference_is_not_recorded(
    office: Office, officer: Account, case: Case, wrong: dict[str, str], said: str
) -> None:
    client = sign_in(officer)
    form = client.get(f"/desk/{case.id}/finding/")
    response = client.post(f"/desk/{case.id}/finding/", hidden(form) | FINDING | wrong)

    assert response.status_code == 422
    assert said in words(response)
    assert not OfficerFinding.objects.exists()


def test_a_missing_document_is_asked_for(office: Office, officer: Account) -> None:
    case = office.submitted(office.applicant(), answers=OLD, in_systems=False)
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/")
    assert page.context["proposals"][0].key in ("incomplete", "refuse")
    form = client.get(f"/desk/{case.id}/ask/")
    assert "diploma" in form.context["missing"]

    nothing = client.post(f"/desk/{case.id}/ask/", again(hidden(form)))
    assert nothing.status_code == 422
    stranger = client.post(f"/desk/{case.id}/ask/", again(hidden(form)) | {"documents": ["passport"]})
    assert stranger.status_code == 422
    body = hidden(form) | {"documents": ["diploma"], "note": "Екі беті де керек"}
    assert client.post(f"/desk/{case.id}/ask/", body).status_code == 302
    assert office.fresh(case).state == State.ASKED
    assert DocumentRequest.objects.get().documents == ["diploma"]
    assert "Екі беті де керек" in words(client.get(f"/desk/{case.id}/"))
    assert client.post(f"/desk/{case.id}/ask/", body).status_code == 302
    assert DocumentRequest.objects.count() == 1


def test_every_event_of_the_journal_has_words(office: Office, officer: Account) -> None:
    applicant = office.applicant()
    case = office.submitted(applicant, answers=OLD, in_systems=False)
    office.do(officer, case, "ask_for_documents", documents=["diploma"], note="керек")
    file = office.evidence(case, applicant)
    office.do(applicant, case, "file_document", document="diploma", evidence=file, language="kk")
    office.do(applicant, case, "remove_document", document="diploma")
    office.do(applicant, case, "answer_request")
    office.do(officer, case, "record_finding", kind="untrue", reference="№ 1")
    office.do(officer, case, "refresh_sources", answers={"bans": "unavailable"})
    office.do(officer, case, "remove_finding", finding=str(OfficerFinding.objects.get().id))
    office.do(officer, case, "record_finding", kind="untrue", reference="№ 2")
    office.decide(officer, case, "refuse")
    page = sign_in(officer).get(f"/desk/{case.id}/")
    shown = page.context["timeline"]

    assert len(shown) == 11
    assert not [one for one in shown if str(one.title).isascii()]
    assert str(shown[0].title) == "Бас тартылды"
    assert shown[-1].by == "өтініш беруші"
    said = words(page)
    for part in ("Диплом", "№ 1", "жауап бермеді", "Негіздер: 1"):
        assert part.casefold() in said.casefold()


def test_a_withdrawn_application_is_read_only(office: Office, officer: Account, case: Case) -> None:
    office.do(Account.objects.get(person=case.subject_id), case, "withdraw")
    client = sign_in(officer)

    page = client.get(f"/desk/{case.id}/")
    assert page.status_code == 200
    assert not page.context["acts"]
    assert client.get(f"/desk/{case.id}/grant/").status_code == 302


def test_after_a_grant_everything_stands_as_stored(office: Office, officer: Account, case: Case) -> None:
    office.decide(officer, case, "grant")
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/")
    assert "Құжат жасалып жатыр" in words(page)
    number = page.context["given"].number
    assert number in words(page)
    shown = [*page.context["claims"][0]["findings"], *page.context["claims"][0]["not_applicable"]]
    assert len(shown) == len(page.context["decision"].findings)
    assert client.get(f"/desk/{case.id}/document/{uuid4()}/").status_code == 404

    work(office.now)
    assert "/document/" in client.get(f"/desk/{case.id}/").content.decode()
    document = client.get(f"/desk/{case.id}/document/{Document.objects.get().id}/")
    assert document["Content-Type"] == "application/pdf"
    assert document.content.startswith(b"%PDF")
    russian = words(sign_in(officer, "ru").get(f"/desk/{case.id}/"))
    assert page.context["decision"].findings[0]["message"]["ru"].split(".")[0] in russian


def test_a_refusal_shows_its_numbered_grounds(office: Office, officer: Account) -> None:
    case = office.submitted(office.applicant(), refused=(DataSet.BANS,))
    office.do(officer, case, "record_finding", kind="untrue", reference="№ 15 хат")
    office.decide(officer, case, "refuse")
    page = sign_in(officer).get(f"/desk/{case.id}/")

    assert [ground.number for ground in page.context["grounds"]] == [1, 6]
    assert page.context["grounds"][0].reference == "№ 15 хат"
    assert all(ground.findings for ground in page.context["grounds"])
    assert "6-негіз" in words(page)


def test_a_replay_shows_then_and_now(
    office: Office, officer: Account, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.decide(officer, case, "grant")
    client = sign_in(officer)
    same = client.get(f"/desk/{case.id}/replay/")
    assert same.context["same"]
    assert "шешім дәл сондай" in words(same)

    from tirkelim.cases import replay

    monkeypatch.setattr(replay, "KERNEL", "2")
    real = replay.service

    def stricter(name: str) -> object:
        chosen = real(name)
        own = {
            "load_facts": staticmethod(chosen.load_facts),
            "decide": staticmethod(_never(chosen)),
            "book": staticmethod(chosen.book),
        }
        return type("Stricter", (), own)()

    monkeypatch.setattr(replay, "service", stricter)
    other = client.get(f"/desk/{case.id}/replay/")
    assert not other.context["same"]
    assert "кодының өзгеруінен" in words(other)
    assert other.context["changed"]


def _never(chosen: object) -> object:
    def decide(facts: object, day: object, book: object) -> object:
        import dataclasses

        unsigned = dataclasses.replace(facts.certificate, application_signed=False)  # type: ignore[attr-defined]
        changed = dataclasses.replace(facts, certificate=unsigned)  # type: ignore[type-var]
        return chosen.decide(changed, day, book)  # type: ignore[attr-defined]

    return decide


def test_a_case_without_decision_has_no_replay(office: Office, officer: Account, case: Case) -> None:
    assert sign_in(officer).get(f"/desk/{case.id}/replay/").status_code == 404


def test_the_specialty_stands_in_the_readers_language(office: Office, officer: Account, case: Case) -> None:
    shown = words(sign_in(officer, "ru").get(f"/desk/{case.id}/"))

    assert "Сестринское дело" in shown
    assert NURSING_NAME in shown  # as the state systems word it
