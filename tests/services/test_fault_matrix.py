"""Each source, each failure, each service that uses it: over real HTTP to the stand-in, through the engine.

Never a wrongful grant, never a lost application: the case waits for what it needs, says so, can be asked again, and an
officer's recorded check settles it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.builders import NURSING_NAME, Office
from tests.foreigners import SURGERY_NAME, Foreign
from tests.gateway.stand_in import Live, live
from tests.services.conformity.office import LocalBody
from tests.services.level.board import Board

from tirkelim.cases.command import Applied, Invalid, Outcome
from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.states import State
from tirkelim.gateway.contract import named
from tirkelim.gateway.models import Pull
from tirkelim.gateway.records import AssessmentRecord, DataSet, EducationRecord, EmploymentRecord, Record
from tirkelim.identity.models import Account
from tirkelim.law.book import current_book
from tirkelim.law.finding import Outcome as Proposed
from tirkelim.law.order_503_conformity.decision import RULES
from tirkelim.services.certificate.officer import FindingKind
from tirkelim.services.certificate.sources import IN_LAW, ask_all, subject_of
from tirkelim.services.level.officer import LevelFinding
from tirkelim.standins.gateway.book import Do

pytestmark = pytest.mark.django_db

FAILURES = [
    Do.LATE, Do.DOWN, Do.REJECT, Do.WRONG, Do.GARBAGE, Do.HALF, Do.SOMEBODY_ELSE, Do.CONTRADICTORY,
]  # fmt: skip
NURSE: dict[DataSet, Record] = {
    DataSet.EDUCATION_SECONDARY: EducationRecord(
        "technical_vocational", NURSING_NAME, "Колледж", date(2025, 6, 20), "ТКБ 0012345"
    ),
    DataSet.EMPLOYMENT: EmploymentRecord(
        "310640000124", "№ 5 емхана", "мейіргер", date(2025, 9, 1), None, "15", NURSING_NAME
    ),
    DataSet.ASSESSMENT: AssessmentRecord(NURSING_NAME, True, date(2025, 7, 10), "ҰТО", "A-77", None),
}
"""What state systems hold of the nurse; beside that nothing, so no prohibition."""
MANUAL = {
    DataSet.EDUCATION_SECONDARY: FindingKind.EDUCATION_HELD,
    DataSet.EMPLOYMENT: FindingKind.WORK_HELD,
    DataSet.ASSESSMENT: FindingKind.ASSESSMENT_PASSED,
    DataSet.BANS: FindingKind.NO_BAN,
}
"""The check that lets the nurse's case go on while a system stays silent."""


@pytest.fixture
def state() -> Iterator[Live]:
    """The stand-in behind the sources; numbers and messages stay those of the demo."""
    with live(wire=("education", "certificates", "civil_status", "assessment", "labour", "legal_statistics")) as made:
        yield made


def know(state: Live, person: Any, records: dict[DataSet, Record]) -> None:
    """Let the systems know this about a person, by the name that they are asked with."""
    name = named(subject_of(person))
    for data_set, record in records.items():
        state.know(data_set, f"{name.scheme}:{name.value}", record)


def nurse(state: Live) -> tuple[Office, Account]:
    """A nurse of whom the systems know everything."""
    office = Office()
    applicant = office.applicant()
    know(state, applicant.person, NURSE)
    return office, applicant


def weighed(office: Office, case: Case) -> Weighed:
    return weigh(office.fresh(case), office.now)


def waits(office: Office, case: Case) -> tuple[Proposed, tuple[str, ...]]:
    """What is proposed of the certificate, and what it waits for."""
    verdict = weighed(office, case).proposal.verdicts[0]
    return verdict.outcome, verdict.waiting_for


def grant(office: Office, officer: Account, case: Case) -> Outcome:
    return office.decide(officer, case, "grant")


def again(office: Office, case: Case) -> dict[str, str]:
    return ask_all(case.subject_id, case.id, office.command())


# --- the certificate ---


@pytest.mark.parametrize("do", FAILURES)
@pytest.mark.parametrize("data_set", MANUAL)
def test_a_nurses_certificate(state: Live, data_set: DataSet, do: Do) -> None:
    office, applicant = nurse(state)
    officer = office.officer()
    state.do(data_set.value, do)
    case = office.submitted(applicant, in_systems=False)

    assert case.state == State.CONSIDERED  # sent all the same
    pull = Pull.objects.get(consent__case=case.id, source=data_set.value)
    assert (pull.outcome, pull.body) == ("unavailable", None)
    assert pull.correlation in {one.correlation for one in state.asked(data_set.value)}
    assert waits(office, case) == (Proposed.WAITING, (IN_LAW[data_set].value,))
    assert isinstance(grant(office, officer, case), Invalid)
    assert isinstance(office.decide(officer, case, "refuse"), Invalid)
    assert office.fresh(case).state == State.CONSIDERED

    office.later(hours=1)
    state.well()
    assert again(office, case)[data_set.value] != "unavailable"
    assert waits(office, case)[0] is Proposed.GRANT
    assert isinstance(grant(office, officer, case), Applied)


@pytest.mark.parametrize("data_set", MANUAL)
def test_a_system_that_stays_silent_is_answered_for_by_the_officer(state: Live, data_set: DataSet) -> None:
    office, applicant = nurse(state)
    officer = office.officer()
    state.do(data_set.value, Do.DOWN)
    case = office.submitted(applicant, in_systems=False)
    office.later(days=1)
    assert again(office, case) == {data_set.value: "unavailable"}
    assert isinstance(grant(office, officer, case), Invalid)

    office.do(officer, case, "record_finding", kind=MANUAL[data_set].value, reference="letter 15")
    found = weighed(office, case)
    assert found.proposal.verdicts[0].outcome is Proposed.GRANT
    assert "letter 15" in {source.reference for source in found.gathered.sources.values()}
    assert isinstance(grant(office, officer, case), Applied)


@pytest.mark.parametrize(
    ("data_set", "kind", "outcome"),
    [
        (DataSet.ASSESSMENT, FindingKind.ASSESSMENT_FAILED, Proposed.REFUSE),
        (DataSet.ASSESSMENT, FindingKind.ASSESSMENT_NOT_HELD, Proposed.INCOMPLETE),
        (DataSet.EMPLOYMENT, FindingKind.WORK_NOT_HELD, Proposed.INCOMPLETE),
        (DataSet.EDUCATION_SECONDARY, FindingKind.EDUCATION_NOT_HELD, Proposed.WAITING),
        (DataSet.BANS, FindingKind.COURT_BAN, Proposed.REFUSE),
    ],
)
def test_what_the_officer_was_told_is_not_always_good(
    state: Live, data_set: DataSet, kind: FindingKind, outcome: Proposed
) -> None:
    """A later graduate owes no diploma, so there the system is asked again whatever a letter says."""
    office, applicant = nurse(state)
    officer = office.officer()
    state.do(data_set.value, Do.DOWN)
    case = office.submitted(applicant, in_systems=False)
    office.do(officer, case, "record_finding", kind=kind.value, reference="letter 16")
    assert waits(office, case)[0] is outcome
    assert isinstance(grant(office, officer, case), Invalid)


def test_the_system_itself_counts_again_once_it_answers(state: Live) -> None:
    office, applicant = nurse(state)
    officer = office.officer()
    state.do("assessment", Do.DOWN)
    case = office.submitted(applicant, in_systems=False)
    office.do(officer, case, "record_finding", kind=FindingKind.ASSESSMENT_PASSED.value, reference="letter 17")
    state.well()
    failed = AssessmentRecord(NURSING_NAME, False, date(2025, 7, 10), "ҰТО", "A-77", None)
    know(state, applicant.person, {DataSet.ASSESSMENT: failed})
    office.later(hours=1)
    again(office, case)
    assert waits(office, case)[0] is Proposed.REFUSE


@pytest.mark.parametrize("do", FAILURES)
def test_a_silent_service_of_certificates_confirms_nothing(state: Live, do: Do) -> None:
    """Who says that they hold one is neither granted nor sent to the other route on a silence."""
    office, applicant = nurse(state)
    officer = office.officer()
    state.do("certificates", do)
    answers = office_answers(
        held={"exists": True, "number": "1", "issued_on": "2023-03-01", "valid_until": "2027-01-01"}
    )
    case = office.submitted(applicant, in_systems=False, answers=answers)
    assert waits(office, case)[0] is not Proposed.GRANT
    assert isinstance(grant(office, officer, case), Invalid)
    assert office.fresh(case).state == State.CONSIDERED


@pytest.mark.parametrize("do", FAILURES)
def test_a_change_of_name_waits_for_the_civil_status_records(state: Live, do: Do) -> None:
    office, applicant = nurse(state)
    officer = office.officer()
    state.do("name_change", do)
    case = office.submitted(applicant, in_systems=False, answers=office_answers(person={"name_changed": True}))
    assert waits(office, case) == (Proposed.WAITING, (IN_LAW[DataSet.NAME_CHANGE].value,))
    assert isinstance(grant(office, officer, case), Invalid)
    office.do(officer, case, "record_finding", kind=FindingKind.NAME_CHANGE_HELD.value, reference="act 7")
    assert isinstance(grant(office, officer, case), Applied)


def office_answers(**pages: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The nurse's answers with some pages changed."""
    from tests.builders import COMPLETE

    return COMPLETE | {name: {**COMPLETE[name], **page} for name, page in pages.items()}


# --- the level, claimed in the same application ---


@pytest.mark.parametrize("do", FAILURES)
def test_a_level_beside_the_certificate_waits_as_well(state: Live, do: Do) -> None:
    office, applicant = nurse(state)
    officer = office.officer()
    state.do("assessment", do)
    case = office.submitted(applicant, in_systems=False, answers=office_answers(claim={"level": "4.1"}))
    verdicts = weighed(office, case).proposal.verdicts
    assert len(verdicts) == 2
    assert all(verdict.outcome is not Proposed.GRANT for verdict in verdicts)
    assert isinstance(grant(office, officer, case), Invalid)


# --- the foreign specialist ---


@pytest.mark.parametrize("do", FAILURES)
@pytest.mark.parametrize("data_set", [DataSet.BANS, DataSet.ASSESSMENT])
def test_a_foreign_specialists_certificate(state: Live, data_set: DataSet, do: Do) -> None:
    foreign = Foreign()
    officer = foreign.officer()
    person = foreign.surgeon(assessed=None)
    result = AssessmentRecord(SURGERY_NAME, True, date(2026, 2, 2), "ҰТО", "A-9", None)
    know(state, person, {DataSet.ASSESSMENT: result})
    state.do(data_set.value, do)
    case = foreign.sent(person=person)
    assert case.state == State.CONSIDERED
    assert waits(foreign, case) == (Proposed.WAITING, (IN_LAW[data_set].value,))
    assert isinstance(grant(foreign, officer, case), Invalid)

    foreign.later(hours=1)
    state.well()
    again(foreign, case)
    assert isinstance(grant(foreign, officer, case), Applied)


def test_no_level_finding_is_called_like_one_of_the_certificate() -> None:
    """Both stand in one list of an application that claims both."""
    assert not set(FindingKind) & set(LevelFinding) - {FindingKind.UNINTERRUPTED, FindingKind.INTERRUPTED}


# --- what asks no state system ---


@pytest.mark.parametrize("do", FAILURES)
def test_a_level_alone_rests_on_the_register(state: Live, do: Do) -> None:
    """Every system fails: nothing is asked, and the claim is decided as on any other day."""
    state.do("*", do)
    board = Board()
    worker = board.nurse()
    case = board.claim(worker, "4.1")
    before = waits(board, case)
    assert ask_all(case.subject_id, case.id, board.command()) == {}
    assert waits(board, case) == before
    assert not state.book.asked


def test_a_certificate_of_conformity_rests_on_its_papers_and_commission(
    state: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = service("conformity")
    monkeypatch.setattr(chosen, "_book", current_book)
    monkeypatch.setattr(chosen, "_rules", RULES)
    state.do("*", Do.DOWN)
    body = LocalBody()
    assert body.granted(body.foreigner()).activity == "2.1"
    assert not state.book.asked
