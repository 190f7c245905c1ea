"""The worker's pages: one question at a time, the sheet that goes along, and what a result means."""

from __future__ import annotations

from datetime import date

from tests.builders import NURSING
from tests.portal.applicant.conftest import Visitor
from tests.services.assessment.conftest import DONE_WELL, Centre

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account

FAILED = {"stages": {"knowledge": "failed", "case_testing": "passed"}, "passed": False, "level": None}


def begin(visitor: Visitor) -> Case:
    visitor.get("assessment_requests")
    visitor.send("assessment_open")
    return Case.objects.filter(service="assessment").latest("change__at")


def answered(visitor: Visitor, centre: Centre, level: str | None = "4.1") -> Case:
    case = begin(visitor)
    purpose = "level" if level else "certificate"
    visitor.post("assessment_step", {"specialty": NURSING, "purpose": purpose}, case=case.id, step="claim")
    if level:
        visitor.post("assessment_step", {"level": level}, case=case.id, step="level")
    organisation = {"organisation": str(centre.organisation_id)}
    last = visitor.post("assessment_step", organisation, case=case.id, step="organisation")
    assert last.headers["Location"].endswith("/check/")
    return case


def test_from_the_first_question_to_the_number(at_home: Visitor, centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    sheet = centre.sheet(worker.person)
    case = answered(at_home, centre)
    page = at_home.get("assessment_check", case=case.id)
    assert sheet.number in page
    assert "Бағалау орталығы" in page
    at_home.send("assessment_check", {"agreed": "on", "sheet": sheet.number}, case=case.id)
    sent = centre.fresh(case)
    assert (sent.state, sent.organisation) == ("considered", centre.organisation_id)
    assert str(sent.number) in at_home.get("assessment_request", case=case.id)
    assert str(sent.number) in at_home.get("assessment_requests")


def test_a_second_click_sends_once(at_home: Visitor, centre: Centre) -> None:
    case = answered(at_home, centre, None)
    at_home.get("assessment_check", case=case.id)
    for _ in range(2):
        at_home.send("assessment_check", {"agreed": "on", "sheet": ""}, case=case.id)
    assert centre.fresh(case).state == "considered"


def test_mistakes_are_named_and_nothing_is_lost(at_home: Visitor, centre: Centre) -> None:
    case = begin(at_home)
    page = at_home.post("assessment_step", {"purpose": "level"}, expect=422, case=case.id, step="claim")
    assert 'value="level"' in page.content.decode()
    assert "checked" in page.content.decode()
    at_home.get("assessment_step", expect=302, case=case.id, step="level")
    at_home.get("assessment_step", expect=404, case=case.id, step="nowhere")
    case = answered(at_home, centre, None)
    at_home.post("assessment_check", {"sheet": ""}, expect=422, case=case.id)


def test_without_a_sheet_a_level_waits(at_home: Visitor, centre: Centre) -> None:
    case = answered(at_home, centre)
    assert 'name="agreed"' not in at_home.get("assessment_check", case=case.id)
    at_home.send("assessment_check", {"agreed": "on", "sheet": ""}, expect=422, case=case.id)
    assert centre.fresh(case).state == "draft"


def test_a_sheet_superseded_meanwhile_is_shown_first(at_home: Visitor, centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    old = centre.sheet(worker.person)
    case = answered(at_home, centre)
    at_home.get("assessment_check", case=case.id)
    new = centre.sheet(worker.person, number="KZ11ABC00000002", supersedes=old)
    page = at_home.send("assessment_check", {"agreed": "on", "sheet": old.number}, expect=422, case=case.id)
    assert new.number in page.content.decode()


def test_only_accredited_organisations_are_offered(at_home: Visitor, centre: Centre) -> None:
    ended = centre.accredited("Жабылған орталық", valid_to=date(2026, 3, 2))
    case = begin(at_home)
    at_home.post("assessment_step", {"specialty": NURSING, "purpose": "certificate"}, case=case.id, step="claim")
    page = at_home.get("assessment_step", case=case.id, step="organisation")
    assert "Бағалау орталығы" in page
    assert "АК-7" in page
    assert str(ended) not in page
    at_home.send("assessment_step", {"organisation": str(ended)}, expect=422, case=case.id, step="organisation")


def test_what_a_result_means(at_home: Visitor, centre: Centre, worker: Account) -> None:
    passed, failed, other = centre.sent(worker), centre.sent(worker, "4.2"), centre.sent(worker, "4.3")
    centre.conclude(passed, protocol_number="1")
    centre.conclude(failed, protocol_number="2", **FAILED)
    centre.conclude(other, protocol_number="3", level="4.1")
    assert "govuk-notification-banner--success" in at_home.get("assessment_request", case=passed.id)
    page = at_home.get("assessment_request", case=failed.id)
    assert "283/2020, 16-тармақ" in page
    assert "/assessments/ask/open/" in page  # they may ask again
    page = at_home.get("assessment_request", case=other.id)
    assert "4.1" in page
    assert "4.3" in page


def test_taking_back(at_home: Visitor, centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    at_home.post("assessment_withdraw", case=case.id)
    assert centre.fresh(case).state == "withdrawn"
    at_home.get("assessment_withdraw", expect=302, case=case.id)
    concluded = centre.sent(worker, "4.2")
    centre.conclude(concluded, **DONE_WELL)
    at_home.get("assessment_withdraw", expect=302, case=concluded.id)


def test_nobody_reads_or_answers_another_workers_request(centre: Centre, worker: Account) -> None:
    case = centre.asked(worker, None)
    stranger = Visitor(centre.applicant("stranger"))
    for name in ("assessment_request", "assessment_check", "assessment_withdraw"):
        stranger.get(name, expect=404, case=case.id)
    stranger.get("assessment_step", expect=404, case=case.id, step="claim")
    Visitor(centre.assessor).get("assessment_requests", expect=404)
    Visitor(None).get("assessment_requests", expect=302)
