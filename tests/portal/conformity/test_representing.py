"""An authorised representative applies for another person: found or entered, nothing revealed, only their own cases."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client
from tests.portal.conformity.test_applying import attach, day, send
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import words
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.register.models import AccessLog, Person, PersonIdentifier

AUTHORITY = {"authority_number": "17", "authority_on": "2022-02-01"}
PAGE = "/conformity/begin/for/"
PASSPORT = {
    "action": "issue",
    "passport_country": "TUR",
    "passport_number": "U 77777777",
    "surname_latin": "Demir",
    "given_latin": "Ece",
    "sex": "female",
    "citizenship": "TUR",
    "iin": "",
} | day("birth_date", 1990, 2, 3)


def known(body: LocalBody) -> tuple[UUID, dict[str, Any]]:
    """Someone of the register, and their passport as the form asks for it."""
    person = body.foreigner("known", surname_latin="Kaya", given_latin="Ali", birth_date=date(1987, 5, 4)).person
    assert person is not None
    number = PersonIdentifier.objects.get(person=person).value.partition(":")[2]
    facts = {"passport_number": number, "surname_latin": "KAYA", "given_latin": "Ali", "sex": "male"}
    return person, PASSPORT | facts | day("birth_date", 1987, 5, 4)


def begin(client: Client, **fields: Any) -> Any:
    return send(client, PAGE, **fields)


def test_a_person_who_is_not_known_is_entered_once(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    before = Person.objects.count()
    there = begin(client, **PASSPORT).headers["Location"]
    case = Case.objects.get()
    assert Person.objects.count() == before + 1
    assert (case.representative is not None, case.subject_id != case.representative) == (True, True)
    assert begin(client, **PASSPORT).headers["Location"] == there
    assert Person.objects.count() == before + 1
    page = client.get(there)
    assert "Demir" in words(page)
    statuses = [str(task.title) for task in page.context["groups"][0][1]]
    assert len(statuses) == 5


def test_a_known_person_is_taken_and_sees_who_looked(body: LocalBody) -> None:
    person, passport = known(body)
    client = sign_in(body.foreigner())
    assert begin(client, **passport).status_code == 302
    assert Case.objects.get().subject_id == person
    assert AccessLog.objects.filter(person=person).exists()


def test_what_does_not_agree_says_nothing_of_the_register(body: LocalBody) -> None:
    _person, passport = known(body)
    client = sign_in(body.foreigner())
    for wrong in ({"surname_latin": "Other"}, {"given_latin": "Veli"}, day("birth_date", 1987, 5, 5)):
        found = begin(client, **passport | wrong)
        assert found.status_code == 422
        assert list(found.context["form"].errors) == ["__all__"]
        assert "Kaya" not in words(found)
    assert not Case.objects.exists()


def test_faults_of_the_form_are_named_and_nothing_is_lost(body: LocalBody) -> None:
    client = sign_in(body.foreigner())
    found = begin(client, **PASSPORT | {"passport_number": "ЯЯ", "iin": "123"})
    assert found.status_code == 422
    assert set(found.context["form"].errors) == {"passport_number", "iin"}
    assert "Demir" in found.content.decode()


def test_a_power_of_attorney_is_asked_for(body: LocalBody) -> None:
    me = body.foreigner()
    assert me.person is not None
    subject = body.foreigner("subject").person
    case = body.begun(me, subject=subject)
    body.file(me, case, "identity_document", "education_or_english_certificate", "proof_of_work")
    client, there = sign_in(me), f"/conformity/{case.id}/"
    assert client.get(f"{there}check/").status_code == 302
    send(client, f"{there}authority/authority/", authority_number="17", **day("authority_on", 2022, 2, 1))
    assert len(client.get(f"{there}check/").context["lacking"]) == 1
    refused = send(client, f"{there}check/", consent="on", true="on")
    assert refused.status_code == 422
    attach(client, there, "power_of_attorney")
    assert send(client, f"{there}check/", consent="on", true="on").status_code == 302
    assert Case.objects.get().draft.data["declaration"]["clean"]["authority_number"] == "17"


def test_a_representative_sees_the_own_cases_of_a_person_only(body: LocalBody) -> None:
    subject = body.foreigner("subject")
    assert subject.person is not None
    own = body.begun(subject)
    me = body.foreigner()
    filed = body.begun(me, subject=subject.person)
    mine, theirs = sign_in(me), sign_in(subject)
    assert mine.get(f"/conformity/{filed.id}/").status_code == 200
    assert mine.get(f"/conformity/{own.id}/").status_code == 404
    assert [line["href"] for line in mine.get("/conformity/").context["lines"]] == [f"/conformity/{filed.id}/"]
    # Whoever the application is for sees it as their own.
    assert theirs.get(f"/conformity/{filed.id}/").status_code == 200
    assert len(theirs.get("/conformity/").context["lines"]) == 2
    stranger = sign_in(body.foreigner("stranger"))
    for page in ("", "documents/", "check/", "person/document/", "profession/", "withdraw/", "sent/", "result/"):
        assert stranger.get(f"/conformity/{filed.id}/{page}").status_code == 404
    assert stranger.get("/conformity/").context["lines"] == []


def test_a_representative_serves_the_certificate_that_they_applied_for(body: LocalBody) -> None:
    me, subject = body.foreigner(), body.foreigner("subject")
    case = body.recommended(me, subject=subject.person, answers={"declaration": AUTHORITY})
    body.decide(body.employment_officer, case, "grant")
    row = subject_certificate(subject.person)
    assert sign_in(me).get(f"/conformity/certificates/{row}/").status_code == 200
    assert sign_in(body.foreigner("stranger")).get(f"/conformity/certificates/{row}/").status_code == 404


def subject_certificate(person: UUID | None) -> UUID:
    from tirkelim.register.models import ConformityCertificate

    return ConformityCertificate.objects.get(person=person).id


def test_accounts_of_nobody_have_no_room(body: LocalBody) -> None:
    for page in ("/conformity/", PAGE, "/conformity/law/"):
        assert sign_in(body.employment_officer).get(page).status_code == 404
    assert Client().get("/conformity/").status_code == 302
