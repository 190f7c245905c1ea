"""Who gets where: every page of the desk for every role. Deny by default, and what is not yours does not exist."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.builders import ASTANA, Office
from tests.portal.desk.conftest import sign_in

from tirkelim.cases.models import Case, OfficerFinding
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document, EvidenceFile
from tirkelim.identity.models import Account, Role
from tirkelim.register.models import AccessLog

ALMATY = "750000000"
READ = ("", "replay/", "document/{document}/", "files/{file}/")
ACT = ("finding/", "ask/", "grant/", "refuse/")
POST = ("finding/", "ask/", "grant/", "refuse/", "sources/", "finding/{finding}/take-back/")


@pytest.fixture
def case(office: Office) -> Case:
    """An application with a file."""
    applicant = office.applicant()
    case = office.submitted(applicant)
    office.evidence(case, applicant)
    return case


def accounts(office: Office, case: Case) -> dict[str, Account]:
    hospital = office.organisation()
    return {
        "officer": office.officer("officer"),
        "other officer": office.officer("almaty", ALMATY),
        "coordinator": office.account("coordinator", Role.NATIONAL_COORDINATOR),
        "administrator": office.account("admin", Role.ADMINISTRATOR),
        "hr": office.account("personnel", Role.HR_OFFICER, organisation=hospital),
        "head": office.account("head", Role.HEAD_OF_ORGANISATION, organisation=hospital),
        "assessor": office.account("assessor", Role.ASSESSMENT_ORGANISATION, organisation=hospital),
        "applicant": Account.objects.get(person=case.subject_id),
        "other applicant": office.applicant("other"),
    }


def address(case: Case, tail: str) -> str:
    file = EvidenceFile.objects.filter(owner_stream=case.stream).first()
    document = Document.objects.first()
    named = {"file": file.id if file else uuid4(), "document": document.id if document else uuid4()}
    return f"/desk/{case.id}/{tail.format(finding=uuid4(), **named)}"


@pytest.mark.parametrize("tail", READ)
def test_reading(office: Office, case: Case, tail: str) -> None:
    deciding = office.officer("decider")
    office.decide(deciding, case, "grant")
    work(office.now)
    may = {"officer"} if tail in ("document/{document}/", "files/{file}/") else {"officer", "coordinator"}
    for name, account in accounts(office, case).items():
        status = sign_in(account).get(address(case, tail)).status_code
        assert status == (200 if name in may else 404), name


@pytest.mark.parametrize("tail", ACT)
def test_pages_to_act_on(office: Office, case: Case, tail: str) -> None:
    for name, account in accounts(office, case).items():
        status = sign_in(account).get(address(case, tail)).status_code
        assert status == (200 if name == "officer" else 404), name


@pytest.mark.parametrize("tail", POST)
def test_acting(office: Office, case: Case, tail: str) -> None:
    body = {"command": str(uuid4()), "version": str(case.version), "facts": office.digest(case)}
    for name, account in accounts(office, case).items():
        if name != "officer":
            assert sign_in(account).post(address(case, tail), body).status_code == 404, name
    assert office.fresh(case).version == case.version
    assert not OfficerFinding.objects.exists()


@pytest.mark.parametrize("tail", [*READ, *ACT])
def test_the_public_is_asked_to_sign_in(office: Office, case: Case, tail: str) -> None:
    response = Client().get(address(case, tail))

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")


def test_the_list_is_for_officers_and_the_coordinator(office: Office, case: Case) -> None:
    for name, account in accounts(office, case).items():
        expected = 200 if name in ("officer", "other officer", "coordinator") else 404
        assert sign_in(account).get("/desk/").status_code == expected, name


def test_the_administrators_pages(office: Office, case: Case) -> None:
    for name, account in accounts(office, case).items():
        expected = 200 if name == "administrator" else 404
        assert sign_in(account).get("/admin/").status_code == expected, name
        assert sign_in(account).get("/admin/journal/").status_code == expected, name


def test_drafts_and_cases_that_do_not_exist_look_the_same(office: Office, officer: Account) -> None:
    draft = office.draft(office.applicant())
    client = sign_in(officer)

    assert client.get(f"/desk/{draft.id}/").status_code == client.get(f"/desk/{uuid4()}/").status_code == 404


def test_a_file_of_another_case_does_not_open_through_this_one(office: Office, officer: Account, case: Case) -> None:
    stranger = office.applicant("stranger")
    other = office.submitted(stranger)
    file = office.evidence(other, stranger)
    client = sign_in(officer)

    assert client.get(f"/desk/{case.id}/files/{file}/").status_code == 404
    assert client.get(f"/desk/{other.id}/files/{file}/").status_code == 200


def test_an_officer_reads_but_does_not_decide_the_own_application(office: Office, case: Case) -> None:
    own = Account.objects.get(person=case.subject_id)
    office.grant(own, Role.DEPARTMENT_OFFICER, territory=ASTANA)
    client = sign_in(own)

    response = client.get(f"/desk/{case.id}/")
    assert response.status_code == 200
    assert "басқа лауазымды адам шешеді" in response.content.decode()
    assert not response.context["acts"]
    assert client.get(f"/desk/{case.id}/grant/").status_code == 404


def test_every_look_is_logged_with_its_purpose(office: Office, officer: Account, case: Case) -> None:
    client = sign_in(officer)
    client.get(f"/desk/{case.id}/")
    client.get(address(case, "files/{file}/"))
    sign_in(office.officer("almaty", ALMATY)).get(f"/desk/{case.id}/")

    looks = AccessLog.objects.filter(person=case.subject_id).order_by("id")
    assert [(look.actor, look.purpose) for look in looks] == [(officer.id, "case.read"), (officer.id, "evidence.read")]


def test_files_are_sent_as_what_they_are_and_can_do_nothing(office: Office, officer: Account, case: Case) -> None:
    response: Any = sign_in(officer).get(address(case, "files/{file}/"))

    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline; filename*=UTF-8''diplom.png")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"
