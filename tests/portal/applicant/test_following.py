"""After sending: documents asked for, taking back, the result with all its reasons."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from tests.builders import COMPLETE, Office
from tests.portal.applicant.conftest import Visitor
from tests.portal.applicant.test_documents import attach

from tirkelim.cases import outbox
from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account


def asked(office: Office, applicant: Account) -> Case:
    """An application whose diploma the department asks for."""
    education = COMPLETE["education"] | {"graduated_on": "2009-06-20"}
    case = office.submitted(applicant, answers=COMPLETE | {"education": education}, in_systems=False)
    office.do(office.officer(), case, "ask_for_documents", documents=["diploma"], note="Диплом жүйеден табылмады")
    return office.fresh(case)


def test_what_is_asked_for_is_given(visitor: Visitor, office: Office, applicant: Account) -> None:
    case = asked(office, applicant)
    assert "t-line__text" in visitor.get("applications")
    page = visitor.get("application", case=case.id)
    assert "Диплом жүйеден табылмады" in page
    assert "t-document--missing" in page
    attach(visitor, case)
    assert "t-document--filed" in visitor.get("application", case=case.id)
    for _ in range(2):
        visitor.send("application_answer", case=case.id)
    assert office.fresh(case).state == "considered"
    page = visitor.get("application", case=case.id)
    assert "t-document--" not in page
    assert "diplom.png" in page


def test_answers_are_closed_once_sent(visitor: Visitor, office: Office, applicant: Account) -> None:
    """Pages of the draft lead back to the application; an old form changes nothing and says so."""
    case = office.submitted(applicant)
    version = case.version
    there = {"case": case.id, "page": "person", "step": "name"}
    assert visitor.client.get(reverse("application_step", kwargs=there)).status_code == 302
    visitor.hidden = {"command": str(UUID(int=1)), "version": str(version)}
    visitor.send("application_step", {"name_changed": "yes"}, **there)
    for name in ("application_check", "application_documents"):
        assert visitor.client.get(reverse(name, kwargs={"case": case.id})).status_code == 302
    assert office.fresh(case).version == version


def test_an_old_form_after_sending(visitor: Visitor, office: Office, applicant: Account) -> None:
    """A document sent from a page opened before the application was decided is not taken, and that is said."""
    case = asked(office, applicant)
    visitor.get("application_upload", case=case.id, document="diploma")
    before = visitor.hidden
    office.do(applicant, case, "withdraw")
    visitor.hidden = before
    visitor.send("application_answer", case=case.id)
    assert "govuk-notification-banner" in visitor.get("application", case=case.id)


def test_taking_back(visitor: Visitor, office: Office, applicant: Account) -> None:
    case = office.submitted(applicant)
    assert case.number
    assert case.number in visitor.get("application_withdraw", case=case.id)
    for _ in range(2):
        visitor.send("application_withdraw", case=case.id)
    assert office.fresh(case).state == "withdrawn"
    page = visitor.get("application", case=case.id)
    assert reverse("application_withdraw", kwargs={"case": case.id}) not in page


def test_discarding_a_draft(visitor: Visitor, office: Office, draft: Case) -> None:
    visitor.post("application_withdraw", case=draft.id)
    assert office.fresh(draft).state == "withdrawn"
    visitor.get("application", case=draft.id)


def test_a_certificate(visitor: Visitor, office: Office, applicant: Account) -> None:
    """Granted: being made until the worker made it, then a PDF to save; every requirement with its paragraph."""
    case = office.submitted(applicant)
    office.decide(office.officer(), case, "grant")
    result = reverse("application_result", kwargs={"case": case.id})
    page = visitor.get("application", case=case.id)
    assert result not in page
    visitor.get("application_result", expect=404, case=case.id)
    outbox.work(timezone.now())
    page = visitor.get("application", case=case.id)
    assert result in page
    assert "t-finding--met" in page
    assert "t-finding--not_met" not in page
    response = visitor.client.get(result)
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="KZ')
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    cabinet = visitor.get("applications")
    assert "govuk-tag--green" in cabinet
    Visitor(office.applicant("stranger")).get("application_result", expect=404, case=case.id)


def test_a_refusal(visitor: Visitor, office: Office, applicant: Account) -> None:
    """Refused without consent: the ground, its paragraph, and where each fact came from."""
    case = office.submitted(applicant, refused=(DataSet.EMPLOYMENT,))
    office.decide(office.officer(), case, "refuse")
    outbox.work(timezone.now())
    page = visitor.get("application", case=case.id)
    assert "t-finding--not_met" in page
    assert "ann.2_row_9(6)" in page
    assert "demo-bans" in page or "demo-certificates" in page
    assert visitor.client.get(reverse("application_result", kwargs={"case": case.id})).content.startswith(b"%PDF-")


def test_what_the_officer_notes_is_not_shown_before_the_decision(
    visitor: Visitor, office: Office, applicant: Account
) -> None:
    case = office.submitted(applicant)
    office.do(office.officer(), case, "record_finding", kind="untrue", reference="№ 17 хат", note="құпия")
    page = visitor.get("application", case=case.id)
    assert "№ 17" not in page
    assert "құпия" not in page
