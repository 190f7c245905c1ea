"""The cabinet's list of notices, what the officer sees of them, and choosing how one is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.builders import Office
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases import outbox
from tirkelim.gateway import demo
from tirkelim.identity.models import Account
from tirkelim.notices.models import Contact, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """The department that decides."""
    return Office()


@pytest.fixture
def applicant(office: Office) -> Account:
    """Someone who has applied and was answered."""
    applicant = office.applicant()
    case = office.submitted(applicant)
    office.decide(office.officer(), case, "grant")
    outbox.work(office.now)
    return applicant


def test_the_cabinet_lists_everything_once_and_marks_what_is_new(office: Office, applicant: Account) -> None:
    visitor = Visitor(applicant)
    first = visitor.get("notices")
    assert first.count('class="t-line"') == 2
    assert first.count("t-tag") + first.count("govuk-tag") >= 2
    assert Notice.objects.filter(seen_at=None).count() == 0
    assert "t-account__new" not in visitor.get("notices")


def test_a_number_beside_the_name_says_how_many_are_new(applicant: Account) -> None:
    page = Visitor(applicant).get("applications")
    assert re.search(r't-account__new">2<', page)


def test_it_leads_to_the_application(applicant: Account) -> None:
    case = Notice.objects.values_list("case", flat=True).first()
    assert f"/applications/{case}/" in Visitor(applicant).get("notices")


def test_nobody_sees_anothers(office: Office, applicant: Account) -> None:
    other = Visitor(office.applicant("other"))
    assert 'class="t-line"' not in other.get("notices")
    assert Notice.objects.filter(seen_at=None).count() == 2, "and does not make them seen"


def test_the_officer_sees_what_was_told_and_how_without_number_or_address(office: Office, applicant: Account) -> None:
    demo.add_number("+77010000001", person=applicant.person)
    case = Notice.objects.values_list("case", flat=True).first()
    page = Visitor(office.officer("second")).get("desk_told", case=case)
    assert page.count('class="t-line"') == 2
    assert "+7701" not in page
    assert "@" not in page


def test_an_address_is_added_by_its_code(applicant: Account, mailoutbox: list[Any]) -> None:
    visitor = Visitor(applicant)
    visitor.post("notice_email", {"email": "me@example.kz"})
    code = re.search(r"\d{6}", mailoutbox[0].body)
    assert code
    visitor.post("notice_email_code", {"code": "12"}, expect=422)
    visitor.post("notice_email_code", {"code": code[0]})
    assert "me@example.kz" in visitor.get("notice_ways")
    visitor.send("notice_email_forget")
    assert Contact.objects.get().email == ""


@pytest.mark.parametrize("typed", ["", "me", "me@", "me@example.kz\nbcc: all@example.kz"])
def test_what_is_no_address_is_told(applicant: Account, mailoutbox: list[Any], typed: str) -> None:
    visitor = Visitor(applicant)
    visitor.get("notice_email")
    assert "error" in visitor.text(visitor.send("notice_email", {"email": typed}, expect=422), 422)
    assert not mailoutbox


def test_sms_and_letters_can_be_switched_off_and_on(applicant: Account) -> None:
    visitor = Visitor(applicant)
    visitor.post("notice_ways", {"by_email": "on"})
    held = Contact.objects.get()
    assert (held.by_sms, held.by_email) == (False, True)
    visitor.post("notice_ways", {"by_sms": "on", "by_email": "on"})
    assert Contact.objects.get().by_sms
