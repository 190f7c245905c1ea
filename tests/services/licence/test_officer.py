"""What an officer can establish, and the grounds of 59/2020 ann.1 row 9 that follow."""

from __future__ import annotations

from typing import Any

import pytest
from tests.licences import LicenceOffice

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.law.finding import Outcome
from tirkelim.law.unknown import UNKNOWN
from tirkelim.services.licence.officer import GROUND_OF, LicenceFinding, ground_of


def grounds(department: LicenceOffice, case: Case) -> dict[int, str]:
    """The grounds of the proposal on a case, each with what it rests on."""
    verdict = weigh(department.fresh(case), department.now).proposal.verdicts[0]
    return {ground.number: ground.reference for ground in verdict.grounds}


def facts(department: LicenceOffice, case: Case) -> Any:
    """The facts of a case as they stand."""
    return weigh(department.fresh(case), department.now).gathered.facts


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (LicenceFinding.COURT_BAN, 1),
        (LicenceFinding.BODY_NEGATIVE, 4),
        (LicenceFinding.DEBTOR_BAN, 5),
        (LicenceFinding.UNTRUE, 6),
        (LicenceFinding.SPECIAL_RIGHT_LOST, 7),
        (LicenceFinding.CONSENT_WITHHELD, 8),
    ],
)
def test_the_grounds_that_an_officer_establishes(department: LicenceOffice, kind: LicenceFinding, ground: int) -> None:
    """Each by its number, with the reference that was given; and the refusal rests on it."""
    case = department.licence_case()
    department.finding(case, kind, "№ 2-451 шешім, 20.02.2026")

    assert ground_of(kind) == ground
    assert grounds(department, case) == {ground: "№ 2-451 шешім, 20.02.2026"}
    proposed = weigh(department.fresh(case), department.now).proposal.verdicts[0]
    assert proposed.outcome is Outcome.REFUSE


def test_ground_2_is_a_fee_that_was_not_paid(department: LicenceOffice) -> None:
    assert set(grounds(department, department.licence_case(paid=False))) == {2}


def test_ground_3_is_a_document_that_is_missing(department: LicenceOffice) -> None:
    case = department.begun()
    department.pay(department.head, case)
    department.do(department.head, case, "submit")
    department.finding(case, LicenceFinding.STAFF_NOT_IN_SYSTEM)

    assert set(grounds(department, case)) == {3}
    proposed = weigh(department.fresh(case), department.now).proposal.verdicts[0]
    assert proposed.outcome is Outcome.INCOMPLETE


def test_every_other_finding_settles_a_question() -> None:
    establishing = {kind for kind, ground in GROUND_OF.items() if ground is not None}
    assert {GROUND_OF[kind] for kind in establishing} == {1, 4, 5, 6, 7, 8}
    assert all(ground_of(kind) is None for kind in set(LicenceFinding) - establishing)
    with pytest.raises(ValueError, match="no_such_kind"):
        ground_of("no_such_kind")


def test_nobody_knows_until_someone_looked(department: LicenceOffice) -> None:
    case = department.licence_case()
    before = facts(department, case)
    department.cleared(case)
    after = facts(department, case)

    bars = ("court_ban", "negative_answer", "debtor_ban", "untrue_data", "special_right_lost")
    assert [getattr(before, bar) for bar in bars] == [UNKNOWN] * 5
    assert [getattr(after, bar) for bar in bars] == [False] * 5


def test_a_later_look_takes_back_nothing_that_was_found(department: LicenceOffice) -> None:
    """The finding itself has to be taken back."""
    case = department.licence_case()
    department.finding(case, LicenceFinding.COURT_BAN)
    department.finding(case, LicenceFinding.NO_COURT_BAN)
    assert facts(department, case).court_ban is True

    found = case.officer_findings.get(kind=LicenceFinding.COURT_BAN)
    department.do(department.department, case, "remove_finding", finding=str(found.id))

    assert facts(department, case).court_ban is False


def test_of_what_a_system_holds_the_last_word_counts(department: LicenceOffice) -> None:
    case = department.licence_case()
    department.finding(case, LicenceFinding.PREMISES_NOT_IN_SYSTEM)
    department.finding(case, LicenceFinding.PREMISES_IN_SYSTEM)

    assert facts(department, case).premises_in_state_system is True
