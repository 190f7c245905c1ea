"""Granting and refusing: never against the rules, never on changed facts, never twice; the others are told."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import uuid4

import pytest
from tests.builders import Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import again, hidden, words

from tirkelim.cases.models import Case, Decision
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.law.order_274_certificates.facts import CertificateFacts
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.portal.desk.certificate_facts import FIELD_NAMES
from tirkelim.portal.desk.level_facts import FIELDS_ALONE
from tirkelim.register.models import Certificate


@pytest.fixture
def case(office: Office) -> Case:
    return office.submitted(office.applicant())


@pytest.fixture
def bad(office: Office, officer: Account, case: Case) -> Case:
    """A case with a ground of refusal."""
    office.do(officer, case, "record_finding", kind="court_ban", reference="Астана қаласының соты, № 7")
    return office.fresh(case)


def open_page(officer: Account, case: Case, name: str) -> tuple[Any, dict[str, str]]:
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/{name}/")
    return client, hidden(page)


def test_a_grant_shows_its_terms_and_is_done_once(office: Office, officer: Account, case: Case) -> None:
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/grant/")
    shown = words(page)
    for part in (
        "Сейітова Әсем",
        "Мейіргер ісі",
        "2026 жылғы 2 наурыз",
        "2031 жылғы 2 наурыз",
        "жай растау",
    ):
        assert part in shown
    fields = hidden(page)
    assert set(fields) == {"command", "version", "facts", "seen"}

    first = client.post(f"/desk/{case.id}/grant/", fields, follow=True)
    assert "Сертификат берілді." in words(first)
    second = client.post(f"/desk/{case.id}/grant/", fields, follow=True)
    assert "Сертификат берілді." in words(second)
    assert Decision.objects.count() == Certificate.objects.count() == 1


def test_a_refusal_shows_its_grounds_and_is_done_once(office: Office, officer: Account, bad: Case) -> None:
    client = sign_in(officer)
    page = client.get(f"/desk/{bad.id}/refuse/")
    assert "4-негіз" in words(page)
    assert "Астана қаласының соты, № 7" in words(page)
    for _ in range(2):
        client.post(f"/desk/{bad.id}/refuse/", hidden(page))
    assert Decision.objects.get().outcome == "refused"
    assert not Certificate.objects.exists()


def test_no_grant_against_an_unmet_requirement(office: Office, officer: Account, bad: Case) -> None:
    client = sign_in(officer)
    page = client.get(f"/desk/{bad.id}/grant/")
    assert "1 талап орындалмаған" in words(page)
    assert page.context["stopping"]
    assert 'name="facts"' not in page.content.decode()

    body = {"command": str(uuid4()), "version": str(bad.version), "facts": office.digest(bad)}
    response = client.post(f"/desk/{bad.id}/grant/", body, follow=True)
    assert "беруге болмайды" in words(response)
    assert office.fresh(bad).state == State.CONSIDERED


def test_no_refusal_without_a_ground(office: Office, officer: Account, case: Case) -> None:
    client = sign_in(officer)
    page = client.get(f"/desk/{case.id}/refuse/")
    assert "бас тартуға болмайды" in words(page)

    body = {"command": str(uuid4()), "version": str(case.version), "facts": office.digest(case)}
    response = client.post(f"/desk/{case.id}/refuse/", body, follow=True)
    assert "мәліметтерде негіз жоқ" in words(response)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("second_does", ["grant", "refuse"])
def test_the_second_officer_is_told_who_decided_and_when(
    office: Office, officer: Account, case: Case, second_does: str
) -> None:
    other = office.officer("aigerim")
    first_client, first = open_page(officer, case, "grant")
    second_client, second = open_page(other, case, "grant")

    first_client.post(f"/desk/{case.id}/grant/", first)
    response = second_client.post(f"/desk/{case.id}/{second_does}/", second, follow=True)

    shown = words(response)
    assert "қабылданып қойған: officer" in shown
    assert "2026 жылғы 2 наурыз" in shown
    assert "Сіздің әрекетіңіз орындалған жоқ" in shown
    assert Decision.objects.count() == 1


def test_a_version_that_moved_on_is_told_with_what_happened(office: Office, officer: Account, case: Case) -> None:
    client, fields = open_page(officer, case, "grant")
    office.do(office.officer("aigerim"), case, "record_finding", kind="no_ban", reference="№ 3")
    response = client.post(f"/desk/{case.id}/grant/", fields, follow=True)

    assert "aigerim" in words(response)
    assert not Decision.objects.exists()


def test_changed_facts_stop_the_decision_and_are_named(office: Office, officer: Account, case: Case) -> None:
    from datetime import date

    from tirkelim.gateway.consent import consent_for
    from tirkelim.gateway.demo import add_record
    from tirkelim.gateway.models import Pull
    from tirkelim.gateway.pull import pull
    from tirkelim.gateway.records import BanRecord, DataSet
    from tirkelim.journal.change import change
    from tirkelim.services.certificate.sources import Subject

    client, fields = open_page(officer, case, "grant")
    ban = BanRecord("activity", "Астана қаласының соты", "№ 7", date(2026, 2, 1), None)
    add_record(ban, DataSet.BANS, person=case.subject_id)
    command = office.command()
    consent = consent_for(case.subject_id, case.id, DataSet.BANS, command.now)
    with change(command, "test.pull") as made:
        pull(DataSet.BANS, consent=consent, subject=Subject(case.subject_id), now=command.now, change=made)
    assert Pull.objects.filter(source=DataSet.BANS.value).count() == 2

    response = client.post(f"/desk/{case.id}/grant/", fields)
    assert response.status_code == 409
    assert "мәліметтер өзгерді" in words(response)
    assert response.context["changed"] == ["Қызметке тыйым салу"]
    assert response.context["terms"] is None
    assert not Decision.objects.exists()
    assert office.fresh(case).version == case.version


def test_a_forged_digest_decides_nothing(office: Office, officer: Account, case: Case) -> None:
    client, fields = open_page(officer, case, "grant")
    response = client.post(f"/desk/{case.id}/grant/", fields | {"facts": "0" * 64, "seen": "nonsense"})

    assert response.status_code == 409
    assert not Decision.objects.exists()


@pytest.mark.parametrize("missing", ["command", "version"])
def test_a_form_without_its_hidden_fields_is_not_read(
    office: Office, officer: Account, case: Case, missing: str
) -> None:
    client, fields = open_page(officer, case, "grant")
    for broken in ({name: text for name, text in fields.items() if name != missing}, fields | {missing: "x"}):
        assert client.post(f"/desk/{case.id}/grant/", broken).status_code == 400
    assert not Decision.objects.exists()


def test_a_command_id_is_not_used_for_something_else(office: Office, officer: Account, bad: Case) -> None:
    client = sign_in(officer)
    page = client.get(f"/desk/{bad.id}/refuse/")
    client.post(f"/desk/{bad.id}/refuse/", hidden(page))
    response = client.post(f"/desk/{bad.id}/grant/", hidden(page), follow=True)

    assert "бұрын басқа жауаптармен жіберілген" in words(response)
    assert Decision.objects.count() == 1


def test_pages_of_a_decided_case_lead_back_to_it(office: Office, officer: Account, case: Case) -> None:
    office.decide(officer, case, "grant")
    client = sign_in(officer)
    for name in ("grant", "refuse", "ask", "finding"):
        response = client.get(f"/desk/{case.id}/{name}/", follow=True)
        assert response.redirect_chain == [(f"/desk/{case.id}/", 302)]
        assert "қабылданып қойған" in words(response)


def test_late_forms_are_told_too(office: Office, officer: Account, case: Case) -> None:
    client, fields = open_page(officer, case, "finding")
    office.decide(officer, case, "grant")
    response = client.post(f"/desk/{case.id}/finding/", again(fields) | {"kind": "", "reference": ""}, follow=True)

    assert response.status_code == 200
    assert "өзгер" in words(response) or "қабылданып қойған" in words(response)


def test_every_fact_has_a_name_to_say_that_it_changed() -> None:
    assert {field.name for field in dataclasses.fields(CertificateFacts)} == set(FIELD_NAMES)
    assert {field.name for field in dataclasses.fields(LevelFacts)} == set(FIELDS_ALONE)
