"""The document of a decision that stands no longer: for the applicant, the instance and the desk alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.cases.complaining import Complaining
from tests.portal.desk.conftest import sign_in

from tirkelim.cases import outbox
from tirkelim.cases.models import Case, Complaint
from tirkelim.documents.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office: Complaining, settings: Any, tmp_path: Any) -> Case:
    """Refused, complained about, granted the second time; both documents are made."""
    settings.MEDIA_ROOT = tmp_path
    found = office.reopened(office.refused())
    office.true_after_all(found)
    office.grant_again(office.fresh(found))
    outbox.work(office.now)
    return office.fresh(found)


def first(case: Case) -> Document:
    return Document.objects.get(decision=case.decisions.get(seq=1).id)


def test_the_applicant_opens_the_first_document(office: Complaining, case: Case) -> None:
    address = f"/complaints/of/{case.id}/documents/{first(case).id}/"
    browser = sign_in(office.nurse, "en")
    assert address in browser.get(f"/applications/{case.id}/").content.decode()
    assert browser.get(address).content.startswith(b"%PDF")


def test_the_desk_and_the_instance_open_both(office: Complaining, case: Case) -> None:
    complaint = Complaint.objects.get(case=case)
    pages = ((office.officer_, f"/desk/{case.id}/"), (office.head, f"/complaints/{complaint.id}/"))
    for account, page in pages:
        browser = sign_in(account, "en")
        links = set(re.findall(rf'href="({page}documents?/[^"]+)"', browser.get(page).content.decode()))
        assert len(links) == 2
        for link in links:
            assert browser.get(link).content.startswith(b"%PDF")


def test_nobody_else_opens_it(office: Complaining, case: Case) -> None:
    address = f"/complaints/of/{case.id}/documents/{first(case).id}/"
    for stranger in (office.applicant("stranger"), office.officer_, office.head):
        assert sign_in(stranger).get(address).status_code == 404


def test_no_document_of_another_case(office: Complaining, case: Case) -> None:
    other = office.submitted(office.applicant("another"))
    assert sign_in(office.applicant("third")).get(f"/desk/{other.id}/document/{first(case).id}/").status_code == 404
    assert sign_in(office.officer_).get(f"/desk/{other.id}/document/{first(case).id}/").status_code == 404
