"""The organisation's room: what it receives, what it does not, and concluding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from tests.portal.applicant.conftest import Visitor
from tests.services.assessment.conftest import Centre

from tirkelim.documents.models import Document
from tirkelim.identity.models import Account, Role
from tirkelim.portal.navigation import start_page
from tirkelim.register.assessment_queries import conclusion_of_case
from tirkelim.register.models import AccessLog, AssessmentConclusion, PersonIdentifier

FORM: dict[str, Any] = {
    "knowledge": "passed",
    "case_testing": "passed",
    "passed": "yes",
    "level": "4.1",
    "assessed_on_day": "2",
    "assessed_on_month": "3",
    "assessed_on_year": "2026",
    "protocol_number": "ХТ-15",
}


def test_assessors_begin_in_their_room() -> None:
    assert start_page(frozenset({Role.ASSESSMENT_ORGANISATION})) == reverse("assessments")


def test_the_list_and_finding_by_number(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    waiting, done, draft = centre.sent(worker), centre.sent(worker, "4.2"), centre.asked(worker, None)
    taken_back = centre.sent(worker, "4.3")
    centre.do(worker, taken_back, "withdraw")
    centre.conclude(done)
    page = at_centre.get("assessments")
    assert str(waiting.number) in page
    assert str(done.number) not in page
    assert str(taken_back.number) not in page
    assert str(draft.id) not in page
    shown = at_centre.client.get(reverse("assessments"), {"show": "concluded"}).content.decode()
    assert str(done.number) in shown
    found = at_centre.client.get(reverse("assessments"), {"number": f" {str(done.number).lower()} "}).content.decode()
    assert str(done.id) in found
    for number in (taken_back.number, "A-00000-00000"):
        none = at_centre.client.get(reverse("assessments"), {"number": number}).content.decode()
        assert "t-table" not in none


def test_it_receives_the_sheet_and_no_more(centre: Centre, at_centre: Visitor) -> None:
    worker = centre.applicant(
        residence="Абай даңғылы, 7", mobile="+77010000099", birth_place="Қостанай", document_number="N00000099"
    )
    case = centre.sent(worker)
    page = at_centre.get("assessment", case=case.id)
    assert "Сейітова Әсем" in page
    assert "Жараны күту семинары" in page
    assert "212,5" in page
    iin = PersonIdentifier.objects.get(person=worker.person).value
    for secret in (iin, "Абай даңғылы", "+77010000099", "Қостанай", "N00000099", "1990"):
        assert secret not in page


def test_every_look_is_in_the_workers_log(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    case = centre.sent(worker)
    at_centre.get("assessment", case=case.id)
    at_centre.get("assessment_conclude", case=case.id)
    at_centre.get("assessment_sheet", case=case.id, expect=404)  # the sheet of this test has no document
    purposes = list(AccessLog.objects.filter(actor=centre.assessor.id).values_list("purpose", flat=True))
    assert purposes == ["assessment.read", "assessment.record", "assessment.sheet"]
    page = Visitor(worker).get("record")
    assert "assessor" in page


def test_the_sheets_document_is_opened(
    centre: Centre, at_centre: Visitor, worker: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = centre.sent(worker)
    document = Document(id=uuid4(), number="KZ11ABC00000001")
    monkeypatch.setattr("tirkelim.portal.assessor.reading.document_of", lambda _sheet: document)
    monkeypatch.setattr("tirkelim.portal.serving.open_document", lambda one, check: b"%PDF" if check(one) else b"")
    response = at_centre.client.get(reverse("assessment_sheet", args=[case.id]))
    assert response.content == b"%PDF"


@pytest.mark.parametrize("name", ["assessment", "assessment_sheet", "assessment_conclude", "assessment_correct"])
def test_others_find_nothing(centre: Centre, worker: Account, name: str) -> None:
    case, taken_back, draft = centre.sent(worker), centre.sent(worker, "4.2"), centre.asked(worker, None)
    centre.do(worker, taken_back, "withdraw")
    other = centre.accredited("Басқа орталық")
    visitors = [
        centre.account("other", Role.ASSESSMENT_ORGANISATION, organisation=other),
        centre.account("personnel", Role.HR_OFFICER, organisation=centre.organisation_id),
        centre.account("admin", Role.ADMINISTRATOR),
        centre.officer(),
        worker,
    ]
    for account in visitors:
        Visitor(account).get(name, expect=404, case=case.id)
    for gone in (taken_back, draft):
        Visitor(centre.assessor).get(name, expect=404, case=gone.id)
    Visitor(None).get(name, expect=302, case=case.id)


def test_others_have_no_list(centre: Centre, worker: Account) -> None:
    for account in (worker, centre.officer()):
        Visitor(account).get("assessments", expect=404)


def test_concluding(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    case, colleague = centre.sent(worker), Visitor(centre.assessor)
    colleague.get("assessment_conclude", case=case.id)
    at_centre.post("assessment_conclude", FORM, case=case.id)
    row = conclusion_of_case(case.id)
    assert row is not None
    assert (row.passed, row.conclusion_level, row.protocol_number) == (True, "4.1", "ХТ-15")
    assert "ХТ-15" in at_centre.get("assessment", case=case.id)
    colleague.send("assessment_conclude", FORM | {"protocol_number": "16"}, expect=422, case=case.id)
    at_centre.get("assessment_conclude", expect=302, case=case.id)
    assert AssessmentConclusion.objects.count() == 1


def test_a_second_click_on_the_same_page(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    case = centre.sent(worker)
    at_centre.get("assessment_conclude", case=case.id)
    hidden = dict(at_centre.hidden)
    at_centre.send("assessment_conclude", FORM, case=case.id)
    at_centre.hidden = hidden
    at_centre.send("assessment_conclude", FORM, case=case.id)
    assert AssessmentConclusion.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"knowledge": ""}, "knowledge"),
        ({"knowledge": "waived"}, "knowledge"),  # not offered: the law waives nothing here
        ({"knowledge": "failed"}, "passed"),
        ({"passed": "no"}, "level"),
        ({"level": ""}, "level"),
        ({"assessed_on_day": "3"}, "assessed_on"),
        ({"assessed_on_day": "1"}, "assessed_on"),
        ({"protocol_number": ""}, "protocol_number"),
    ],
)
def test_mistakes_stand_beside_their_field(
    centre: Centre, at_centre: Visitor, worker: Account, said: dict[str, str], field: str
) -> None:
    case = centre.sent(worker)
    page = at_centre.post("assessment_conclude", FORM | said, expect=422, case=case.id).content.decode()
    assert f'id="id_{field}-error"' in page
    assert not AssessmentConclusion.objects.exists()


def test_a_waived_stage_is_offered_and_explained(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    assert worker.person is not None
    centre.category(worker.person, date(2023, 3, 1))
    case = centre.sent(worker)
    assert "283/2020, 12-тармақ" in at_centre.get("assessment", case=case.id)
    waived = {"knowledge": "waived", "case_testing": "waived"}
    at_centre.post("assessment_conclude", FORM | waived, case=case.id)
    row = conclusion_of_case(case.id)
    assert row is not None
    assert row.stages == waived


def test_a_certificate_alone_has_no_level_to_find(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    case = centre.sent(worker, None)
    assert 'name="level"' not in at_centre.get("assessment_conclude", case=case.id)
    at_centre.send("assessment_conclude", FORM, case=case.id)
    row = conclusion_of_case(case.id)
    assert row is not None
    assert (row.passed, row.conclusion_level) == (True, None)


def test_a_correction_begins_with_what_is_recorded(centre: Centre, at_centre: Visitor, worker: Account) -> None:
    case = centre.sent(worker)
    at_centre.get("assessment_correct", expect=302, case=case.id)
    centre.conclude(case)
    page = at_centre.get("assessment_correct", case=case.id)
    assert 'value="ХТ-15"' in page
    at_centre.send("assessment_correct", FORM | {"reason": "Еш"}, expect=422, case=case.id)
    at_centre.post("assessment_correct", FORM | {"protocol_number": "ХТ-16", "reason": "Қате нөмір"}, case=case.id)
    row = conclusion_of_case(case.id)
    assert row is not None
    assert row.protocol_number == "ХТ-16"


def test_nobody_concludes_on_oneself(centre: Centre) -> None:
    own = centre.applicant("both")
    centre.grant(own, Role.ASSESSMENT_ORGANISATION, organisation=centre.organisation_id)
    case = centre.sent(own)
    visitor = Visitor(own)
    assert reverse("assessment_conclude", args=[case.id]) not in visitor.get("assessment", case=case.id)
    visitor.get("assessment_conclude", expect=404, case=case.id)


def test_an_organisation_without_accreditation_is_told(
    centre: Centre, worker: Account, clock: time_machine.Coordinates
) -> None:
    case = centre.sent(worker)
    clock.move_to(centre.now + timedelta(days=400))
    at_centre = Visitor(centre.assessor)
    assert "govuk-warning-text" in at_centre.get("assessments")
    late = {"assessed_on_month": "4", "assessed_on_year": "2027"}
    page = at_centre.post("assessment_conclude", FORM | late, expect=422, case=case.id).content.decode()
    assert 'id="id_assessed_on-error"' in page
