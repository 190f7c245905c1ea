"""A placement from the recommendation to the job at the base, and the ways in which it ends otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.services.placement.world import ENDS, PAGES, STARTS, Residency

from tirkelim.cases.command import Applied, Forbidden, Invalid, Repeated, Stale
from tirkelim.cases.complaints import complaints_of
from tirkelim.cases.models import Decision
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.documents.payload import from_plain
from tirkelim.documents.placement import PlacementPayload
from tirkelim.identity.models import Role
from tirkelim.journal.models import JournalEntry
from tirkelim.register import commands
from tirkelim.register.models import Employment, Placement, StatusKind
from tirkelim.services.placement.officer import Word

pytestmark = pytest.mark.django_db


def grounds(decision: Decision) -> list[int]:
    return [ground["number"] for ground in decision.verdicts["grounds"]]


def test_an_agreed_placement_is_a_job_of_the_resident_at_the_base(residency: Residency) -> None:
    case = residency.sent()
    assert (case.authority, case.organisation, case.territory, case.due_on) == (
        "ministry", residency.school_id, "", None,
    )  # fmt: skip
    assert isinstance(residency.agree(case), Applied)
    placement, job = Placement.objects.get(), Employment.objects.get(organisation=residency.base_id)
    assert residency.fresh(case).state == "granted"
    assert (placement.person_id, placement.school_id, placement.base_id) == (
        case.subject_id, residency.school_id, residency.base_id,
    )  # fmt: skip
    assert (job.position, job.position_title, job.is_main, job.line) == (
        13, "Резидент-дәрігер", True, placement.employment,
    )  # fmt: skip
    assert (job.valid_from, job.valid_to, job.left_on) == (STARTS, ENDS + timedelta(days=1), ENDS)
    kinds = JournalEntry.objects.filter(stream=f"person:{case.subject_id}").values_list("kind", flat=True)
    assert {"hired", "placed"} <= set(kinds)
    work(residency.now)
    paper = from_plain(Document.objects.get(decision=placement.decision).payload)
    assert isinstance(paper, PlacementPayload)
    assert (paper.number, paper.contract, paper.reference) == (placement.number, "Ш-5", "Келісу хаты № 7")
    assert (paper.starts_on, paper.ends_on, paper.recommendation.ru) == (
        STARTS,
        ENDS,
        "№ Ұ-12 от 20 февраля 2026 года",
    )


def test_a_main_job_stays_the_main_one(residency: Residency) -> None:
    person = residency.resident()
    main = residency.job(person, residency.organisation("Басқа емхана"))
    residency.placed(person=person)
    jobs = {row.line: row.is_main for row in Employment.objects.current().filter(person=person)}
    assert jobs.pop(main) is True
    assert list(jobs.values()) == [False]


def test_a_base_without_accreditation_takes_nobody(residency: Residency) -> None:
    late = residency.base("Мерзімі өткен аурухана", accredited_to=STARTS)
    residency.contract(late, "Ш-6")
    case = residency.sent(late)
    outcome = residency.agree(case)
    assert isinstance(outcome, Invalid)
    assert not residency.fresh(case).officer_findings.exists()
    assert isinstance(residency.say(case, Word.NOT_AGREED), Applied)
    assert grounds(residency.fresh(case).decisions.get()) == [2, 4]
    assert not Placement.objects.exists()
    work(residency.now)
    assert Document.objects.get().kind == Document.Kind.REFUSAL


def test_the_last_place_is_given_once(residency: Residency) -> None:
    first, second = residency.sent(), residency.sent()
    seen = {"version": second.version}
    assert isinstance(residency.agree(first), Applied)
    assert isinstance(residency.agree(second, **seen), Invalid)
    assert isinstance(residency.say(second, Word.NOT_AGREED, reference="Бос орын жоқ"), Applied)
    assert grounds(residency.fresh(second).decisions.get()) == [4, 7]


def test_a_place_is_free_again_after_the_resident_left(residency: Residency) -> None:
    residency.placed()
    job = Placement.objects.get().employment
    residency.later(days=250)
    commands.leave(residency.command(residency.hr.id), job, left_on=date(2026, 10, 31), reason="own wish")
    training = {"specialty": "residency.cardiology", "starts_on": "2026-11-01", "ends_on": "2028-07-31"}
    assert isinstance(residency.agree(residency.sent(training=training)), Applied)


def test_the_resident_is_placed_once_at_a_time(residency: Residency) -> None:
    person = residency.resident()
    residency.placed(person=person)
    second = residency.base("Екінші аурухана")
    residency.contract(second, "Ш-7")
    case = residency.sent(second, person)
    assert isinstance(residency.say(case, Word.NOT_AGREED), Applied)
    assert grounds(residency.fresh(case).decisions.get()) == [4, 9]


@pytest.mark.parametrize(
    ("papers", "number"),
    [({}, 5), ({"training_contract_number": "О-3", "training_contract_on": "2026-02-25"}, None)],
)
def test_a_scientific_clinic_needs_a_training_contract(
    residency: Residency, papers: dict[str, str], number: int | None
) -> None:
    base = residency.organisation("Кардиология институты")
    residency.status(base, StatusKind.SCIENTIFIC_CLINIC, "Ғ-1")
    residency.status(base, StatusKind.RESIDENCY_BASE, "АК-3")
    residency.places(base, 1)
    residency.contract(base, "Ш-8")
    case = residency.sent(base, papers=PAGES["papers"] | papers)
    if number is None:
        assert isinstance(residency.agree(case), Applied)
        return
    assert isinstance(residency.agree(case), Invalid)
    residency.say(case, Word.NOT_AGREED)
    assert number in grounds(residency.fresh(case).decisions.get())


def test_a_reason_stands_in_the_refusal(residency: Residency) -> None:
    case = residency.sent()
    residency.say(case, Word.NOT_AGREED, reference="Хат № 9")
    decision = residency.fresh(case).decisions.get()
    assert decision.verdicts["grounds"][0]["reference"] == "Хат № 9"


def test_facts_that_changed_are_not_decided_on(residency: Residency) -> None:
    case = residency.sent()
    assert isinstance(residency.agree(case, seen="other"), Stale)
    assert not residency.fresh(case).officer_findings.exists()
    assert isinstance(residency.agree(case, version=1), Stale)


def test_a_repeated_word_is_one_decision(residency: Residency) -> None:
    case = residency.sent()
    how: dict[str, Any] = {"command": residency.command(residency.ministry.id), "version": case.version}
    assert isinstance(residency.agree(case, **how), Applied)
    assert isinstance(residency.agree(case, **how), Repeated)
    assert Placement.objects.count() == 1


def test_rights(residency: Residency) -> None:
    case = residency.sent()
    others = [
        residency.officer(),
        residency.school,
        residency.hr,
        residency.account("employment", Role.EMPLOYMENT_OFFICER, territory="710000000"),
        residency.account("head", Role.DEPARTMENT_HEAD, territory="710000000"),
    ]
    for account in others:
        assert isinstance(residency.agree(case, by=account), Forbidden)
    stranger = residency.account("stranger", Role.EDUCATION_ORGANISATION, organisation=residency.base_id)
    residency.do(stranger, case, "withdraw", expect=Forbidden)
    residency.do(residency.school, case, "withdraw")


def test_what_stops_the_sending(residency: Residency) -> None:
    person = residency.resident()
    draft = residency.recommended(person=person, papers={})
    outcome = residency.do(residency.school, draft, "submit", expect=Invalid)
    assert isinstance(outcome, Invalid)
    assert [problem[:2] for problem in outcome.problems] == [("page_missing", "papers")]
    residency.sent(person=person)
    outcome = residency.do(residency.school, residency.recommended(person=person), "submit", expect=Invalid)
    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["open_already"]


def test_a_document_is_asked_for_and_given(residency: Residency) -> None:
    case = residency.sent()
    residency.do(residency.ministry, case, "ask_for_documents", documents=["recommendation"], note="Көшірмесі")
    file = residency.evidence(case, residency.school, "recommendation")
    residency.do(residency.school, case, "file_document", document="recommendation", evidence=str(file), language="kk")
    residency.do(residency.school, case, "answer_request")
    assert residency.fresh(case).state == "considered"


def test_the_school_complains_and_another_officer_of_the_ministry_answers(residency: Residency) -> None:
    case = residency.sent()
    residency.say(case, Word.NOT_AGREED)
    residency.do(residency.school, case, "complain", instance="head", text="Негізсіз")
    complaint = complaints_of(case).get()
    body = {"complaint": str(complaint.id), "reason": "Негізді шағым"}
    residency.do(residency.ministry, case, "uphold_complaint", expect=Invalid, **body)
    chief = residency.account("chief", Role.MINISTRY_OFFICER)
    residency.do(chief, case, "uphold_complaint", **body)
    assert residency.fresh(case).state == "considered"
    assert isinstance(residency.agree(case, by=chief), Applied)
    assert residency.fresh(case).decisions.count() == 2


def test_an_agreement_that_is_refused_again_ends_the_job(residency: Residency) -> None:
    case = residency.placed()
    residency.do(residency.school, case, "complain", instance="head", text="Басқа база керек")
    chief = residency.account("chief", Role.MINISTRY_OFFICER)
    residency.do(chief, case, "uphold_complaint", complaint=str(complaints_of(case).get().id), reason="Иә")
    assert isinstance(residency.say(case, Word.NOT_AGREED, by=chief), Applied)
    assert residency.fresh(case).decisions.latest("seq").outcome == "refused"
    assert not Employment.objects.current().exists()
    other = residency.sent()
    assert isinstance(residency.agree(other), Applied)
