"""The organisations' room: a specialist is found or entered by passport, and each organisation sees its own only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.foreigners import COMPLETE, PAPERS, SURGERY, Foreign
from tests.portal.applicant.conftest import Visitor, typed

from tirkelim.cases import outbox
from tirkelim.cases.models import Case
from tirkelim.gateway.models import DemoSms
from tirkelim.identity.models import Role
from tirkelim.register import commands
from tirkelim.register.models import AccessLog, Person, PersonFact, PersonIdentifier

WHO: dict[str, str] = {
    "passport_country": "TUR",
    "passport_number": "u 765 43 21",
    "surname_latin": "Yılmaz",
    "given_latin": "Deniz",
    "sex": "male",
    "birth_date_day": "4",
    "birth_date_month": "5",
    "birth_date_year": "1987",
    "citizenship": "TUR",
    "mobile": "8 701 123 45 67",
}


def begun(visitor: Visitor, **other: str) -> UUID:
    """An application begun in the room."""
    response = visitor.post("foreign_begin", WHO | other)
    return UUID(response.url.strip("/").split("/")[-1])  # type: ignore[attr-defined]


def test_a_specialist_is_entered_by_passport_without_an_iin(visitor: Visitor, office: Foreign) -> None:
    case = Case.objects.get(pk=begun(visitor))
    assert (case.service, case.organisation) == ("foreign_certificate", office.clinic)
    identifier = PersonIdentifier.objects.get(person=case.subject_id)
    assert (identifier.scheme, identifier.value) == ("passport", "TUR:U7654321")
    facts = PersonFact.objects.get(person=case.subject_id)
    assert (facts.name("kk"), facts.mobile) == ("Yılmaz Deniz", "+77011234567")
    assert "Yılmaz Deniz" in visitor.get("foreign")


def test_nobody_is_entered_twice(visitor: Visitor, office: Foreign) -> None:
    first = begun(visitor)
    people = Person.objects.count()
    assert begun(visitor) == first, "the organisation's open application is found again"
    other = Visitor(office.account("others", Role.HR_OFFICER, organisation=office.organisation("№ 6 емхана")))
    second = begun(other)
    assert second != first
    assert Person.objects.count() == people
    assert Case.objects.get(pk=second).subject_id == Case.objects.get(pk=first).subject_id


@pytest.mark.parametrize("wrong", [{"surname_latin": "Demir"}, {"birth_date_year": "1988"}])
def test_a_passport_alone_opens_nothing(visitor: Visitor, wrong: dict[str, str]) -> None:
    begun(visitor)
    visitor.get("foreign_begin")
    visitor.send("foreign_begin", WHO | wrong, expect=422)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("passport_number", "!"), ("surname_latin", ""), ("surname_latin", "17"), ("surname_kk", "Йылмаз"),
     ("mobile", "+90 532 000 00 00"), ("citizenship", "KAZ"), ("birth_date_year", "2126")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(visitor: Visitor, field: str, value: str) -> None:
    visitor.get("foreign_begin")
    text = visitor.send("foreign_begin", WHO | {field: value}, expect=422).content.decode()
    assert "govuk-error-summary" in text
    assert "Deniz" in text, "nothing typed is lost"
    assert not Case.objects.exists()


def test_the_look_up_is_logged(visitor: Visitor, office: Foreign) -> None:
    case = Case.objects.get(pk=begun(visitor))
    visitor.get("application", case=case.pk)
    purposes = set(AccessLog.objects.filter(person=case.subject_id).values_list("actor", "purpose"))
    assert purposes == {(office.hr.id, "personnel.find"), (office.hr.id, "case.read")}


def test_the_organisation_fills_in_what_the_register_knows_of_itself(visitor: Visitor) -> None:
    case = begun(visitor)
    page = visitor.get("application_step", case=case, page="organisation", step="name")
    assert "№ 5 қалалық емхана" in page
    person = visitor.get("application_step", case=case, page="person", step="citizenship")
    assert '<option value="TR" selected>' in person


def test_the_register_tells_an_organisation_nothing_of_people_whom_it_does_not_employ(
    visitor: Visitor, office: Foreign
) -> None:
    person = office.surgeon(number="TUR:U7654321")
    facts = {"kind": "integrated_medical", "specialty": "Tıp fakültesi", "institution": "Ege Üniversitesi",
             "country": "TUR", "graduated_on": date(2012, 6, 30), "document_number": "9",
             "source": "declared"}  # fmt: skip
    commands.add_education(office.command(), person=person, **facts)
    case = begun(visitor)
    assert Case.objects.get(pk=case).subject_id == person
    assert "Ege" not in visitor.get("application_step", case=case, page="education", step="diploma")


def test_another_organisation_sees_nothing(visitor: Visitor, office: Foreign) -> None:
    case = begun(visitor)
    other = Visitor(office.account("others", Role.HR_OFFICER, organisation=office.organisation("№ 6 емхана")))
    assert "Yılmaz" not in other.get("foreign")
    pages: list[tuple[str, dict[str, Any]]] = [
        ("application", {}), ("application_documents", {}), ("application_check", {}), ("application_sources", {}),
        ("application_step", {"page": "claim", "step": "specialty"}), ("application_result", {}),
    ]  # fmt: skip
    for stranger in (other, Visitor(office.officer()), Visitor(office.applicant("someone"))):
        for name, where in pages:
            stranger.get(name, expect=404, case=case, **where)


def test_heads_and_workers_have_no_such_room(office: Foreign) -> None:
    head = office.account("head", Role.HEAD_OF_ORGANISATION, organisation=office.clinic)
    for account in (head, office.applicant("worker"), office.officer()):
        Visitor(account).get("foreign", expect=404)
        Visitor(account).get("foreign_begin", expect=404)


def test_the_personnel_officer_does_not_enter_the_applications_of_residents(visitor: Visitor, office: Foreign) -> None:
    nurse = office.applicant("nurse")
    visitor.get("application", expect=404, case=office.draft(nurse).pk)


def test_pages_of_the_other_service_are_not_there(visitor: Visitor, office: Foreign) -> None:
    case = begun(visitor)
    visitor.get(
        "application_step", expect=404, case=office.draft(office.applicant("nurse")).pk, page="permit", step="permit"
    )
    visitor.get("application_rows", case=case, page="jobs")
    visitor.hidden = {"command": str(uuid4()), "version": "1"}
    visitor.get("application_step", expect=302, case=case, page="person", step="residence")


def test_the_permit_is_not_asked_of_citizens_of_the_union_and_the_list_says_why(
    visitor: Visitor, office: Foreign
) -> None:
    case = begun(visitor, citizenship="KGZ", passport_country="KGZ")
    where = {"case": case, "page": "person"}
    visitor.post("application_step", {"postal_address": "Бішкек", "telephone": "+7"}, step="contact", **where)
    visitor.post("application_step", {"citizenship": "KG", "permanent_resident": "no"}, step="citizenship", **where)
    visitor.post("application_step", {"name_changed": "no"}, step="name", **where)
    assert typed(case, "person")["clean"]["citizenship"] == "KG"
    assert "/permit/" not in visitor.get("application", case=case)


def test_the_specialist_reads_the_code_to_the_organisation(visitor: Visitor, office: Foreign) -> None:
    person = office.surgeon()
    case = office.begun(person)
    visitor.get("application_consent", case=case.pk)
    answers = {"certificates": "yes", "bans": "yes", "assessment": "yes"}
    visitor.send("application_consent", answers, case=case.pk)
    visitor.get("application_code", case=case.pk)
    code = re.search(r"\d{6}", DemoSms.objects.latest("pk").text)
    assert code
    visitor.send("application_code", {"code": code[0]}, case=case.pk)
    office.file(case, *PAPERS)
    visitor.post("application_check", {"true": "on"}, case=case.pk)
    sent = office.fresh(case)
    assert (sent.state, sent.organisation) == ("considered", office.clinic)
    assert sent.number in visitor.get("foreign")
    assert sent.number in visitor.get("application", case=case.pk)


def test_the_specialist_sees_and_writes_in_an_account_of_their_own(visitor: Visitor, office: Foreign) -> None:
    person = office.surgeon()
    case = office.begun(person)
    own = Visitor(office.account("surgeon", Role.APPLICANT, person=person))
    assert str(case.pk) in own.get("applications")
    own.get("application", case=case.pk)
    answers = {"specialty": SURGERY}
    own.post("application_step", answers, case=case.pk, page="claim", step="specialty")
    assert typed(case, "claim")["typed"]["specialty"] == SURGERY


def test_a_specialist_applies_without_an_organisation_of_the_register(office: Foreign) -> None:
    person = office.surgeon()
    own = Visitor(office.account("surgeon", Role.APPLICANT, person=person))
    own.get("applications")
    response = own.send("application_open", {"service": "foreign_certificate", "command": str(uuid4())})
    case = Case.objects.get(pk=response.url.strip("/").split("/")[-1])  # type: ignore[attr-defined]
    assert (case.service, case.organisation) == ("foreign_certificate", None)
    Visitor(office.hr).get("application", expect=404, case=case.pk)
    assert COMPLETE["organisation"]["name"] not in own.get("application", case=case.pk)


def test_the_result_is_the_organisations_and_the_specialists(visitor: Visitor, office: Foreign) -> None:
    person = office.surgeon()
    case = office.sent(person=person)
    office.decide(office.officer(), case, "grant")
    outbox.work(office.later(minutes=5))
    own = Visitor(office.account("surgeon", Role.APPLICANT, person=person))
    for reader in (visitor, own):
        response = reader.client.get(f"/applications/{case.pk}/result/")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/pdf"
        assert "KZ" in reader.get("application", case=case.pk)
