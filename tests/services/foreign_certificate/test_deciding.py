"""Annex 6 through the service, on a real database: what is proposed, what is granted, what is refused and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import ASTANA
from tests.foreigners import COMPLETE, PAPERS, SURGERY, Foreign, changed

from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause, replay
from tirkelim.documents.payload import CertificatePayload, RefusalPayload
from tirkelim.law.finding import Need, NeedStatus, Outcome
from tirkelim.register.commands.certificates import CertificateTerms, record_certificate
from tirkelim.register.models import Certificate, PersonIdentifier


def without(paper: str) -> tuple[str, ...]:
    """All papers but one."""
    return tuple(one for one in PAPERS if one != paper)


def proposed(office: Foreign, case: Case) -> Weighed:
    """What the rules propose now."""
    return weigh(office.fresh(case), office.now)


def outcome(office: Foreign, case: Case) -> Outcome:
    """The proposal in a word."""
    return proposed(office, case).proposal.verdicts[0].outcome


def need(office: Foreign, case: Case, document: str) -> Need:
    """The entry of a document in the checklist."""
    return next(one for one in proposed(office, case).proposal.documents if one.document == document)


def test_a_surgeon_with_a_permit_is_granted_a_certificate_for_five_years(office: Foreign) -> None:
    officer = office.officer()
    case = office.sent()
    assert (case.territory, case.action, case.organisation) == (ASTANA, "issue", office.clinic)
    done = office.decide(officer, case, "grant")
    assert isinstance(done, Applied), done
    certificate = Certificate.objects.get(number=done.result["number"])
    assert (certificate.specialty, certificate.person_id) == (SURGERY, case.subject_id)
    assert certificate.valid_until == date(2031, 3, 2)
    stored = Decision.objects.get(case=case)
    (paper,) = service("foreign_certificate").payloads(stored)
    assert isinstance(paper, CertificatePayload)
    assert paper.holder.kk == "Yılmaz Deniz"
    assert replay(stored).cause is Cause.SAME


def test_a_person_without_an_iin_can_apply(office: Foreign) -> None:
    case = office.sent()
    schemes = PersonIdentifier.objects.filter(person=case.subject_id).values_list("scheme", flat=True)
    assert list(schemes) == ["passport"]
    assert outcome(office, case) is Outcome.GRANT


def test_without_the_permit_it_is_asked_for_and_then_refused_by_the_paragraph(office: Foreign) -> None:
    officer = office.officer()
    answers = COMPLETE | {"permit": {"exists": False}}
    case = office.sent(answers, papers=without("foreign_labour_permit"))
    assert outcome(office, case) is Outcome.INCOMPLETE
    missing = need(office, case, "foreign_labour_permit")
    assert (missing.status, str(missing.citation)) == (NeedStatus.MISSING, "274/2020 ann.6 row 8(7)")
    office.do(officer, case, "ask_for_documents", documents=["foreign_labour_permit"])
    office.do(office.hr, case, "answer_request")
    assert isinstance(office.decide(officer, case, "grant"), Invalid)
    assert isinstance(office.decide(officer, case, "refuse"), Applied)
    (paper,) = service("foreign_certificate").payloads(Decision.objects.get(case=case))
    assert isinstance(paper, RefusalPayload)
    assert paper.service.ru == "Выдача сертификата иностранному специалисту для допуска к клинической практике"
    (ground,) = paper.grounds
    assert ground.number == 2
    assert [unmet.citation.ru for unmet in ground.unmet] == ["приказ 274/2020, приложение 6, строка 8, подпункт 7)"]


def test_citizens_of_the_union_owe_no_permit_and_the_page_says_why(office: Foreign) -> None:
    answers = {name: page for name, page in changed("person", citizenship="KG").items() if name != "permit"}
    case = office.sent(answers, papers=without("foreign_labour_permit"))
    assert outcome(office, case) is Outcome.GRANT
    spared = need(office, case, "foreign_labour_permit")
    assert (spared.status, spared.message) == (
        NeedStatus.NOT_REQUIRED,
        "certificate.foreign_labour_permit.union_citizen",
    )


def test_permanent_residents_owe_no_permit(office: Foreign) -> None:
    answers = {name: page for name, page in changed("person", permanent_resident=True).items() if name != "permit"}
    case = office.sent(answers, papers=without("foreign_labour_permit"))
    assert outcome(office, case) is Outcome.GRANT
    assert need(office, case, "foreign_labour_permit").message.endswith(".permanent_resident")


def test_recognition_missing_is_asked_for(office: Foreign) -> None:
    answers = changed("education", recognised=False, recognised_by=None, recognition_order=None,
                      recognition_registration=None, recognised_on=None)  # fmt: skip
    case = office.sent(answers, papers=without("recognition"))
    assert outcome(office, case) is Outcome.INCOMPLETE
    assert str(need(office, case, "recognition").citation) == "274/2020 ann.6 row 8(3)"


def test_the_identity_document_is_asked_since_no_system_holds_it(office: Foreign) -> None:
    case = office.sent(papers=without("identity_document"))
    assert need(office, case, "identity_document").status is NeedStatus.MISSING
    assert outcome(office, case) is Outcome.INCOMPLETE


def held_until(office: Foreign, until: date) -> Any:
    """A surgeon whom the register gave a certificate before."""
    person = office.surgeon(assessed=None)
    issued_on = until.replace(year=until.year - 5)
    terms = CertificateTerms(
        person=person, specialty=SURGERY, issued_on=issued_on, valid_until=until, number=f"KZ-{until:%Y}"
    )
    record_certificate(office.command(), terms)
    return person


def test_one_expired_under_three_years_ago_is_confirmed_without_an_assessment(office: Foreign) -> None:
    person = held_until(office, date(2024, 5, 1))
    case = office.sent(papers=("identity_document",), person=person)
    assert case.action == "confirm"
    assert outcome(office, case) is Outcome.GRANT
    hours = next(f for f in proposed(office, case).proposal.findings if f.requirement.id.endswith("training"))
    assert (str(hours.status), hours.readings) == ("not_applicable", ("S10",))


def test_one_expired_over_three_years_ago_needs_an_assessment_again(office: Foreign) -> None:
    person = held_until(office, date(2022, 5, 1))
    case = office.sent(person=person)
    assert case.action == "issue"
    assert need(office, case, "assessment").status is NeedStatus.MISSING


def test_240_hours_are_asked_only_after_a_break_of_over_three_years(office: Foreign) -> None:
    jobs = [dict(COMPLETE["jobs"]["jobs"][0], left_on="2022-01-31")]
    case = office.sent(COMPLETE | {"jobs": {"jobs": jobs}})
    assert outcome(office, case) is Outcome.INCOMPLETE or outcome(office, case) is Outcome.REFUSE
    owed = next(f for f in proposed(office, case).proposal.findings if f.requirement.id.endswith(".training"))
    assert (str(owed.status), str(owed.requirement.citation)) == ("not_met", "274/2020 ann.6 row 8(5)")
    shown = {"programme": "Хирургия", "organisation": "ҰТО", "completed_on": "2025-12-01", "credits": 8,
             "certificate_number": "5", "in_specialty": True, "started_on": "2025-10-01"}  # fmt: skip
    answers = COMPLETE | {"jobs": {"jobs": jobs}, "trainings": {"trainings": [shown]}}
    second = office.sent(answers, person=office.surgeon(number="TUR:U999"))
    assert outcome(office, second) is Outcome.GRANT


def test_whoever_enters_work_for_the_first_time_owes_no_proof_of_work(office: Foreign) -> None:
    answers = COMPLETE | {"work": {"first_job": True}, "jobs": {"jobs": []}}
    answers |= {"education": {**COMPLETE["education"], "graduated_on": "2025-06-30"}}
    case = office.sent(answers, papers=without("proof_of_work"))
    assert outcome(office, case) is Outcome.GRANT


def test_a_name_changed_abroad_needs_its_document(office: Foreign) -> None:
    case = office.sent(changed("person", name_changed=True, name_changed_in="TR"))
    assert str(need(office, case, "name_change").citation) == "274/2020 ann.6 row 8(8)"
    assert outcome(office, case) is Outcome.INCOMPLETE
    office.do(office.officer(), case, "ask_for_documents", documents=["name_change"])
    office.file(case, "name_change", language="en")
    assert outcome(office, case) is Outcome.INCOMPLETE, "without its translation"
    office.file(case, "name_change")
    assert outcome(office, case) is Outcome.GRANT


def test_a_name_changed_here_is_asked_of_the_civil_records(office: Foreign) -> None:
    case = office.sent(changed("person", name_changed=True, name_changed_in="KZ"))
    assert need(office, case, "name_change").status is NeedStatus.MISSING, "the records have no such change"


def test_a_second_certificate_supersedes_the_first(office: Foreign) -> None:
    person = held_until(office, date(2026, 9, 1))
    case = office.sent(papers=("identity_document",), person=person)
    done = office.decide(office.officer(), case, "grant")
    assert isinstance(done, Applied), done
    before = Certificate.objects.get(number="KZ-2026")
    event = before.events.get()
    assert (event.kind, event.ground) == ("superseded", "274/2020 ann.6 row 8")


def test_a_level_is_decided_beside_the_certificate_and_does_not_refuse_it(office: Foreign) -> None:
    officer = office.officer()
    case = office.sent(changed("claim", level="7.3 (R)"))
    certificate, level = proposed(office, case).proposal.verdicts
    assert (certificate.claim, certificate.outcome) == ("certificate", Outcome.GRANT)
    assert (level.claim, level.outcome is Outcome.GRANT) == ("level", False)
    assert isinstance(office.decide(officer, case, "grant"), Invalid)
    done = office.do(officer, case, "grant", facts_digest=office.digest(case), without=["level"])
    assert isinstance(done, Applied)
    assert Certificate.objects.get(number=done.result["number"]).level is None
    stored = Decision.objects.get(case=case)
    papers = service("foreign_certificate").payloads(stored)
    assert [type(one) for one in papers] == [CertificatePayload, RefusalPayload]
    assert replay(stored).cause is Cause.SAME
