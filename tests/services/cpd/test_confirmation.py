"""The way of a confirmation: who may do what, in which state, on which facts; and the sheet that comes out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from tests.builders import NURSING
from tests.services.cpd.clinic import Clinic

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Stale
from tirkelim.cases.models import Case, DocumentRequest, ItemReview, OfficerFinding, Outbox, SignOff
from tirkelim.cases.outbox import work
from tirkelim.cases.queries import latest_decision
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.documents.service import open_document
from tirkelim.identity import accounts
from tirkelim.identity.models import Role, RoleGrant
from tirkelim.journal.verify import verify_all
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.register.activity_queries import activities_of, sheets_of
from tirkelim.register.commands import leave
from tirkelim.register.models import CpdSheet, Employment
from tirkelim.register.sheets import activities_on
from tirkelim.services.cpd.background import Background
from tirkelim.services.cpd.ledger import ledger_of, profile_established
from tirkelim.services.cpd.result import sheet_document
from tirkelim.services.cpd.transitions import CPD_TABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(db: None) -> Clinic:
    return Clinic()


def problem(outcome: Outcome | None) -> str:
    assert isinstance(outcome, Invalid), outcome
    return outcome.problems[0].code


# --- the table ---


def test_the_table_is_what_the_order_says() -> None:
    ways = {
        row.name: (sorted(state.value for state in row.before), row.after and row.after.value, row.action)
        for row in CPD_TABLE
    }
    assert ways == {
        "save_draft": (["draft"], None, "case.draft"),
        "submit": (["draft"], "considered", "case.submit"),
        "review_row": (["considered"], None, "cpd.review"),
        "take_back_review": (["considered"], None, "cpd.review"),
        "ask_for_documents": (["considered"], "asked", "cpd.review"),
        "answer_request": (["asked"], "considered", "case.answer"),
        "confirm_hr": (["considered"], "at_head", "cpd.confirm_hr"),
        "send_back": (["at_head"], "considered", "cpd.confirm_head"),
        "confirm_head": (["at_head"], "granted", "cpd.confirm_head"),
        "confirm_alone": (["considered"], "granted", "cpd.confirm_head"),
        "withdraw": (["asked", "at_head", "considered", "draft"], "withdrawn", "case.withdraw"),
    }


@pytest.mark.parametrize("name", sorted({row.name for row in CPD_TABLE}))
@pytest.mark.parametrize("state", sorted(State))
def test_in_no_other_state(clinic: Clinic, name: str, state: State) -> None:
    row = CPD_TABLE.get(name)
    assert row is not None
    if state in row.before:
        return
    case = clinic.hand_over(clinic.result())
    Case.objects.filter(pk=case.pk).update(state=state)
    actor = {"cpd.confirm_hr": clinic.hr, "cpd.review": clinic.hr, "cpd.confirm_head": clinic.head}.get(row.action)
    assert problem(clinic.do(actor or clinic.nurse, case, name, expect=None)) == "not_in_this_state"


# --- handing over ---


def test_results_go_to_the_main_workplace_and_have_no_term(clinic: Clinic) -> None:
    other = clinic.organisation("№ 7 аурухана")
    assert clinic.nurse.person is not None
    clinic.job(clinic.nurse.person, other, hired_on=date(2021, 1, 1), is_main=False)
    case = clinic.hand_over(clinic.result())
    assert (case.state, case.organisation, case.territory) == ("considered", clinic.place, "")
    assert (case.due_on, case.accepted_on) == (None, None)
    assert Outbox.objects.filter(kind="message", body__what="accepted").count() == 1


def test_without_a_main_workplace_nothing_can_be_handed_over(clinic: Clinic) -> None:
    person = clinic.nurse.person
    assert person is not None
    job = Employment.objects.current().get(person=person)
    line = clinic.result()
    leave(clinic.command(), job.line, left_on=date(2026, 2, 1), reason="own wish")
    case = clinic.hand_over(line, expect=None)
    assert case.state == "draft"
    assert problem(clinic.answer) == "no_main_workplace"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"rows": []}, "no_row_chosen"),
        ({"specialty": "no.such"}, "no_specialty"),
        ({"statement": False}, "not_stated"),
    ],
)
def test_what_is_missing_is_named(clinic: Clinic, data: dict[str, object], code: str) -> None:
    case = clinic.hand_over(clinic.result(), expect=Invalid, **data)
    assert case.state == "draft"
    assert case.number is None
    assert problem(clinic.answer) == code


def test_nobody_elses_result_can_be_handed_over(clinic: Clinic) -> None:
    stranger = clinic.worker("other", surname="Бөтенова")
    theirs = clinic.result(of=stranger)
    case = clinic.hand_over(theirs, expect=Invalid)
    assert case.state == "draft"
    assert problem(clinic.answer) == "no_such_row"


def test_one_confirmation_at_a_time_for_a_specialty(clinic: Clinic) -> None:
    line = clinic.result()
    first = clinic.hand_over(line)
    second = clinic.hand_over(line, expect=Invalid)
    assert second.state == "draft"
    assert problem(clinic.answer) == "open_already"
    clinic.do(clinic.nurse, first, "withdraw")
    assert clinic.hand_over(line).state == "considered"


# --- rights ---


COMMANDS = ("review_row", "take_back_review", "ask_for_documents", "confirm_hr", "confirm_alone")


@pytest.mark.parametrize("name", COMMANDS)
def test_strangers_and_the_worker_may_nothing(clinic: Clinic, name: str) -> None:
    case = clinic.hand_over(clinic.result())
    elsewhere = clinic.organisation("№ 7 аурухана")
    strangers = [
        clinic.nurse,
        clinic.account("hr2", Role.HR_OFFICER, organisation=elsewhere),
        clinic.account("head2", Role.HEAD_OF_ORGANISATION, organisation=elsewhere),
        clinic.officer(),
    ]
    for one in strangers:
        assert isinstance(clinic.do(one, case, name, expect=None), Forbidden), one.login


def test_nobody_reviews_or_confirms_their_own(clinic: Clinic) -> None:
    own = clinic.worker("hr_nurse", surname="Кадрова")
    clinic.grant(own, Role.HR_OFFICER, organisation=clinic.place)
    clinic.grant(own, Role.HEAD_OF_ORGANISATION, organisation=clinic.place)
    case = clinic.hand_over(clinic.result(of=own), by=own)
    for name in COMMANDS:
        assert isinstance(clinic.do(own, case, name, expect=None), Forbidden), name
    assert isinstance(clinic.do(clinic.head, case, "confirm_hr", expect=None), Forbidden)


def test_the_head_does_not_review_where_there_is_hr(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    outcome = clinic.do(clinic.head, case, "review_row", item=str(line), accepted=True, expect=None)
    assert problem(outcome) == "hr_reviews"
    assert problem(clinic.word(clinic.head, case, "confirm_alone", expect=None)) == "hr_reviews"


def test_one_person_does_not_sign_twice(clinic: Clinic) -> None:
    assert clinic.hr is not None
    case = clinic.at_head(clinic.result())
    clinic.grant(clinic.hr, Role.HEAD_OF_ORGANISATION, organisation=clinic.place)
    assert problem(clinic.word(clinic.hr, case, "confirm_head", expect=None)) == "same_person"
    assert not CpdSheet.objects.exists()
    clinic.word(clinic.head, case, "confirm_head")


# --- reviewing ---


def test_a_refusal_names_a_reason(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    version = {"item": str(line), "seen": str(_version(line)), "accepted": False}
    for more, code in (
        ({}, "reason_missing"),
        ({"reason": "?"}, "reason_missing"),
        ({"reason": "other"}, "note_missing"),
    ):
        assert problem(clinic.do(clinic.reviewer, case, "review_row", expect=None, **version, **more)) == code
    clinic.review(case, line, accepted=False, reason=RefusedReason.NOT_OWN)
    clinic.review(case, line)
    assert ItemReview.objects.filter(removed_by__isnull=True).get().accepted
    clinic.do(clinic.reviewer, case, "take_back_review", item=str(line))
    assert (
        problem(clinic.do(clinic.reviewer, case, "take_back_review", item=str(line), expect=None)) == "no_such_review"
    )


def test_a_row_that_changed_is_reviewed_anew(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    old = _version(line)
    clinic.review(case, line)
    clinic.correct(line, details={"hours": "24"})
    outcome = clinic.do(clinic.reviewer, case, "review_row", item=str(line), seen=str(old), accepted=True, expect=None)
    assert problem(outcome) == "row_changed"
    assert problem(clinic.word(clinic.hr, case, "confirm_hr", expect=None)) == "rows_open"
    clinic.review(case, line)
    clinic.word(clinic.hr, case, "confirm_hr")


def test_no_word_while_a_row_is_open_or_none_is_accepted(clinic: Clinic) -> None:
    one, two = clinic.result(), clinic.result()
    case = clinic.hand_over(one, two)
    clinic.review(case, one, accepted=False, reason=RefusedReason.HOURS_NOT_STATED)
    assert problem(clinic.word(clinic.hr, case, "confirm_hr", expect=None)) == "rows_open"
    clinic.review(case, two, accepted=False, reason=RefusedReason.NOT_PROFILE)
    assert problem(clinic.word(clinic.hr, case, "confirm_hr", expect=None)) == "nothing_accepted"


def test_a_row_whose_units_cannot_be_counted_stops_the_word(clinic: Clinic) -> None:
    line = clinic.result(details={})
    case = clinic.hand_over(line, clinic.result())
    for row in case.draft.data["rows"]:
        clinic.review(case, UUID(row))
    assert problem(clinic.word(clinic.hr, case, "confirm_hr", expect=None)) == "units_open"


@pytest.mark.parametrize("named", [None, "residency.therapy"])
def test_who_accepts_a_result_establishes_its_profile(clinic: Clinic, named: str | None) -> None:
    """p.8, p.11: not the worker, HR and the head say whether a result is of the profile of the claimed specialty."""
    line = clinic.result(specialty=named)
    case = clinic.at_head(line)
    clinic.word(clinic.head, case, "confirm_head")
    sheet = CpdSheet.objects.get()
    assert sheet.non_formal == 50
    assert activities_on(sheet)[0].profile_match is True


def test_the_ledger_counts_what_was_established_until_the_result_is_corrected(clinic: Clinic) -> None:
    line, person = clinic.result(specialty="residency.therapy"), clinic.nurse.person
    assert person is not None

    def total(specialty: str = NURSING) -> object:
        rows, sheets = activities_of(person, clinic.now), sheets_of(person, clinic.now)
        found = profile_established(rows, specialty, sheets)
        book, day = current_book(), clinic.now.date()
        return ledger_of(rows, specialty, Background(), day, book, established=found).counted.volume.total

    assert total() == 0
    clinic.word(clinic.head, clinic.at_head(line), "confirm_head")
    assert (total(), total("residency.cardiology")) == (50, 0)
    clinic.correct(line, title="Басқа атау")
    assert total() == 0


def test_accepting_does_not_stand_for_the_document(clinic: Clinic) -> None:
    """p.11: without a file nothing is counted, whoever accepts it."""
    case = clinic.at_head(clinic.result(), clinic.result(specialty="residency.therapy", evidence=None))
    clinic.word(clinic.head, case, "confirm_head")
    assert CpdSheet.objects.get().non_formal == 50


def test_the_worker_mends_what_was_asked(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    ask = {"documents": [str(line)], "note": "Екінші бетін қосыңыз"}
    assert (
        problem(clinic.do(clinic.reviewer, case, "ask_for_documents", expect=None, **ask | {"note": " "}))
        == "note_missing"
    )
    assert (
        problem(clinic.do(clinic.reviewer, case, "ask_for_documents", expect=None, **ask | {"documents": ["x"]}))
        == "no_row_named"
    )
    clinic.do(clinic.reviewer, case, "ask_for_documents", **ask)
    assert clinic.fresh(case).state == "asked"
    clinic.correct(line, details={"hours": "20"})
    clinic.do(clinic.nurse, case, "answer_request")
    assert DocumentRequest.objects.get().answered_by is not None
    assert clinic.fresh(case).state == "considered"


# --- words ---


def test_a_word_on_facts_that_changed_is_not_taken(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    clinic.review(case, line)
    seen = clinic.seen(case)
    clinic.correct(line, title="Басқа атау")
    clinic.review(case, line)
    stale = clinic.do(clinic.reviewer, case, "confirm_hr", facts_digest=seen, expect=None)
    assert stale == Stale(case.id, "facts")
    assert isinstance(clinic.do(clinic.reviewer, case, "confirm_hr", expect=None), Stale)
    assert not SignOff.objects.exists()


def test_the_head_confirms_only_what_hr_confirmed(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.at_head(line)
    seen = clinic.seen(case)
    clinic.correct(line, details={"hours": "60"})
    assert isinstance(clinic.do(clinic.head, case, "confirm_head", facts_digest=seen, expect=None), Stale)
    assert problem(clinic.word(clinic.head, case, "confirm_head", expect=None)) == "changed_since_hr"
    clinic.do(clinic.head, case, "send_back", note="Сағаты өзгерген")
    assert clinic.fresh(case).state == "considered"
    clinic.review(case, line)
    clinic.word(clinic.hr, case, "confirm_hr")
    clinic.word(clinic.head, case, "confirm_head")
    assert CpdSheet.objects.get().non_formal == 30 * 4


def test_sending_back_takes_hrs_word_away_and_says_why(clinic: Clinic) -> None:
    case = clinic.at_head(clinic.result())
    assert problem(clinic.do(clinic.head, case, "send_back", note=" ", expect=None)) == "note_missing"
    clinic.do(clinic.head, case, "send_back", note="Екінші парағы жоқ")
    assert SignOff.objects.filter(removed_by__isnull=True).count() == 0
    said = OfficerFinding.objects.filter(removed_by__isnull=True).get()
    assert (said.note, said.reference) == ("Екінші парағы жоқ", "head")
    clinic.word(clinic.hr, case, "confirm_hr")
    assert not OfficerFinding.objects.filter(removed_by__isnull=True).exists()


def test_a_worker_who_has_moved_is_confirmed_elsewhere(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    clinic.review(case, line)
    job = Employment.objects.current().get(person=clinic.nurse.person)
    leave(clinic.command(), job.line, left_on=date(2026, 3, 1), reason="own wish")
    assert problem(clinic.word(clinic.hr, case, "confirm_hr", expect=None)) == "not_main_workplace"


def test_the_head_alone_where_there_is_no_hr(db: None) -> None:
    clinic = Clinic(with_hr=False)
    line = clinic.result()
    case = clinic.hand_over(line)
    clinic.review(case, line)
    clinic.word(clinic.head, case, "confirm_alone")
    sheet = CpdSheet.objects.get()
    assert (sheet.without_hr_service, sheet.hr_account, sheet.hr_on, sheet.hr_name) == (True, None, None, "")
    work(clinic.now)
    document = sheet_document(sheet)
    assert document is not None
    assert "один руководитель" in _text(open_document(document, lambda _: True))


def test_hrs_word_stands_when_the_only_hr_officer_leaves_before_the_heads(clinic: Clinic) -> None:
    """The sheet of two words is not one of the head alone (C3)."""
    case = clinic.at_head(clinic.result())
    grant = RoleGrant.objects.get(account=clinic.hr)
    accounts.revoke_role(clinic.command(), grant.id, date(2026, 3, 1))
    clinic.word(clinic.head, case, "confirm_head")
    sheet = CpdSheet.objects.get()
    assert (sheet.without_hr_service, sheet.hr_name) == (False, "personnel")
    decision = latest_decision(case)
    assert decision is not None
    assert {f["status"] for f in decision.findings if f["requirement"] == "cpd.sheet.hr"} == {"met"}


# --- the sheet ---


def test_a_refused_row_does_not_stop_the_rest_and_its_correction_supersedes_the_sheet(clinic: Clinic) -> None:
    good, bad = clinic.result(), clinic.result(4, title="Вебинар", details={"hours": "10"}, document_language="de")
    case = clinic.hand_over(good, bad)
    clinic.review(case, good)
    clinic.review(case, bad, accepted=False, reason=RefusedReason.NO_TRANSLATION, note="Аудармасын қосыңыз")
    clinic.word(clinic.hr, case, "confirm_hr")
    done = clinic.word(clinic.head, case, "confirm_head")
    assert isinstance(done, Applied)
    first = CpdSheet.objects.get()
    assert done.result["number"] == first.number
    assert first.number.startswith("S-")
    assert [row["line"] for row in first.activities] == [str(good)]
    assert [(row["line"], row["reason"]) for row in first.refused] == [(str(bad), "no_translation")]
    assert (first.further_education, first.non_formal, first.competencies) == (0, 50, 0)
    assert (first.hr_name, first.head_name, first.supersedes) == ("personnel", "head", None)
    assert activities_on(first)[0].half_hours == 50

    assert clinic.nurse.person is not None
    clinic.correct(bad, translated_into="kk", translation=clinic.file(clinic.nurse.person))
    again = clinic.at_head(good, bad)
    clinic.word(clinic.head, again, "confirm_head")
    second = CpdSheet.objects.get(superseded_by__isnull=True)
    assert second.supersedes == first
    assert second.non_formal == 70
    assert second.refused == []

    assert work(clinic.now) > 0
    papers = [sheet_document(one) for one in (first, second)]
    assert papers[0] is not None
    assert papers[1] is not None
    assert papers[1].supersedes == papers[0]
    texts = [_text(open_document(paper, lambda _: True)) for paper in papers if paper]
    assert "Аудармасын қосыңыз" in texts[0]
    assert first.number in texts[0]
    assert f"заменяет лист № {first.number}" in texts[1]
    assert "17,5" in texts[1]
    assert verify_all().good


def test_what_was_decided_is_decided_again_the_same_way(clinic: Clinic) -> None:
    case = clinic.at_head(clinic.result(), clinic.result(1, details={"hours": "120", "programme_level": "middle"}))
    clinic.word(clinic.head, case, "confirm_head")
    decision = latest_decision(case)
    assert decision is not None
    assert decision.verdicts["proposed"][0]["claim"] == "cpd"
    assert replay(decision).cause is Cause.SAME
    with pytest.raises(ValueError, match="untrue"):
        service("cpd").ground_of("untrue")


def test_other_specialties_are_not_superseded(clinic: Clinic) -> None:
    case = clinic.at_head(clinic.result())
    clinic.word(clinic.head, case, "confirm_head")
    other = clinic.hand_over(line := clinic.result(specialty=None), specialty="secondary.midwifery")
    clinic.review(other, line)
    clinic.word(clinic.hr, other, "confirm_hr")
    clinic.word(clinic.head, other, "confirm_head")
    assert CpdSheet.objects.filter(supersedes__isnull=True).count() == 2
    assert {sheet.specialty for sheet in CpdSheet.objects.all()} == {NURSING, "secondary.midwifery"}


def _version(line: UUID) -> UUID:
    from tirkelim.register.models import Activity

    return Activity.objects.current().get(line=line).id


def _text(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\u00a0", " ").split()
    )
