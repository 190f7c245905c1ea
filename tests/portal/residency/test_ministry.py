"""The ministry's page after a first answer, two officers at once, and what nobody else's business is."""

from __future__ import annotations

from datetime import date

from tests.portal.applicant.conftest import Visitor
from tests.portal.residency.test_room import TRAINING, day
from tests.services.placement.world import Residency

from tirkelim.cases.complaints import complaints_of
from tirkelim.cases.models import Case, OfficerFinding
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.register.models import StatusKind
from tirkelim.services.placement.officer import Word


def upheld(residency: Residency, case: Case) -> Visitor:
    """A complaint about the answer is upheld by a second officer, who looks at the case next."""
    residency.do(residency.school, case, "complain", instance="head", text="Негізсіз")
    chief = residency.account("chief", Role.MINISTRY_OFFICER)
    body = {"complaint": str(complaints_of(case).get().id), "reason": "Негізді шағым"}
    residency.do(chief, case, "uphold_complaint", **body)
    return Visitor(chief)


def test_after_a_complaint_was_upheld_the_ministry_can_agree(residency: Residency) -> None:
    case = residency.sent()
    residency.say(case, Word.NOT_AGREED)
    at_chief = upheld(residency, case)
    assert f"/residency/ministry/{case.id}/agree/" in at_chief.get("residency_case", case=case.id)
    at_chief.post("residency_agree", {"reference": "Хат № 8"}, case=case.id)
    assert residency.fresh(case).state == "granted"


def test_a_recommendation_that_is_not_confirmed_is_a_ground_of_its_own(
    residency: Residency, at_ministry: Visitor
) -> None:
    case = residency.sent()
    said = {"word": Word.NO_RECOMMENDATION.value, "reference": ""}
    at_ministry.post("residency_refuse", said, expect=422, case=case.id)
    at_ministry.send("residency_refuse", said | {"reference": "Ұйымның № 3 хаты"}, case=case.id)
    decision = residency.fresh(case).decisions.get()
    assert [ground["number"] for ground in decision.verdicts["grounds"]] == [3]


def test_a_training_contract_can_be_doubted_only_where_one_is_needed(
    residency: Residency, at_ministry: Visitor
) -> None:
    case = residency.sent()
    assert Word.NO_TRAINING_CONTRACT.value not in at_ministry.get("residency_refuse", case=case.id)
    institute = residency.organisation("Кардиология институты")
    residency.status(institute, StatusKind.SCIENTIFIC_CLINIC, "Ғ-1")
    residency.status(institute, StatusKind.RESIDENCY_BASE, "АК-3")
    residency.places(institute, 1)
    residency.contract(institute, "Ш-8")
    other = residency.sent(institute)
    assert Word.NO_TRAINING_CONTRACT.value in at_ministry.get("residency_refuse", case=other.id)


def test_a_word_is_taken_back_and_the_ministry_can_agree(residency: Residency) -> None:
    case = residency.sent()
    residency.say(case, Word.NO_RECOMMENDATION)
    at_chief = upheld(residency, case)
    assert f"/residency/ministry/{case.id}/agree/" not in at_chief.get("residency_case", case=case.id)
    word = OfficerFinding.objects.get(case=case)
    at_chief.send("residency_take_back", case=case.id, finding=word.id)
    at_chief.post("residency_agree", {"reference": "Хат № 8"}, case=case.id)
    assert residency.fresh(case).state == "granted"


def test_what_the_second_officer_typed_is_not_lost(residency: Residency, at_ministry: Visitor) -> None:
    case = residency.sent()
    at_ministry.get("residency_refuse", case=case.id)
    residency.agree(case)
    at_ministry.send("residency_refuse", {"reference": "Орын басқаға керек"}, case=case.id)
    assert "Орын басқаға керек" in at_ministry.get("residency_case", case=case.id)
    assert residency.fresh(case).state == "granted"


def test_the_same_click_twice_is_one_refusal(residency: Residency, at_ministry: Visitor) -> None:
    case = residency.sent()
    at_ministry.get("residency_refuse", case=case.id)
    form = dict(at_ministry.hidden)
    for _click in range(2):
        at_ministry.hidden = form
        at_ministry.send("residency_refuse", {"reference": "Орын басқаға керек"}, case=case.id)
    assert residency.fresh(case).decisions.count() == 1


def test_the_agreement_is_a_document_for_school_resident_and_ministry(
    residency: Residency, at_ministry: Visitor, at_school: Visitor
) -> None:
    case = residency.placed()
    work(residency.now)
    paper = Document.objects.get()
    resident = Visitor(residency.account("resident", Role.APPLICANT, person=case.subject_id))
    for visitor in (at_ministry, at_school, resident):
        visitor.get("residency_document", case=case.id, document=paper.id)
    assert str(paper.id) in resident.get("residency_placement", case=case.id)


def test_an_answer_waits_for_the_document(residency: Residency, at_school: Visitor) -> None:
    case = residency.sent()
    residency.do(residency.ministry, case, "ask_for_documents", documents=["recommendation"], note="")
    at_school.get("residency_placement", case=case.id)
    at_school.send("residency_answer", case=case.id)
    assert residency.fresh(case).state == "asked"


def test_a_slip_in_a_year_is_noticed(residency: Residency, at_school: Visitor) -> None:
    case = residency.recommended()
    for first, last in ((date(1926, 9, 1), date(1928, 7, 31)), (date(2026, 9, 1), date(2208, 7, 31))):
        slip = TRAINING | day("starts_on", first) | day("ends_on", last)
        at_school.post("residency_step", slip, expect=422, case=case.id, step="training")


def test_contracts_are_the_business_of_both_sides_and_the_ministry(
    residency: Residency, at_school: Visitor, at_base: Visitor, at_ministry: Visitor
) -> None:
    for visitor in (at_school, at_base, at_ministry):
        assert "Ш-5" in visitor.get("residency_base", base=residency.base_id)
    elsewhere = residency.organisation("Басқа аурухана")
    stranger = Visitor(residency.account("stranger", Role.HR_OFFICER, organisation=elsewhere))
    assert "Ш-5" not in stranger.get("residency_base", base=residency.base_id)


def test_a_day_of_birth_that_is_not_the_numbers_is_named(residency: Residency, at_school: Visitor) -> None:
    said = {"iin": "900721201023", "surname": "Сейтова"}
    at_school.post("residency_recommend", said, expect=200)
    said |= {"given": "Әсем", "patronymic": "", **day("birth_date", date(1890, 7, 22))}
    response = at_school.send("residency_recommend", said, expect=422)
    assert "birth_date-error" in response.content.decode()
