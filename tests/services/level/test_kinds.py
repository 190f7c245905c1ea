"""Each kind of claim to a level, through the service: from the register's facts to the level in the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from tests.builders import NURSING
from tests.services.level.board import (
    BACHELOR_NURSING,
    CARDIOLOGY,
    ENDOSCOPY,
    Board,
    commission,
    cycle,
    seminars,
)

from tirkelim.cases.command import Applied
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Decision
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.law.book import current_book
from tirkelim.law.finding import Outcome
from tirkelim.law.order_283_cpd.activity import ProgrammeLevel
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register import commands
from tirkelim.register.models import Qualification
from tirkelim.services.cpd.background import background_of


class Kind(NamedTuple):
    """A claim that is granted: who, what, by which route, after which findings of the officer."""

    worker: Callable[[Board], Account]
    specialty: str
    level: str
    route: str
    findings: tuple[str, ...] = ()
    main: str | None = None


def graduate(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "technical_vocational", date(2025, 6, 20))
    board.assessed(worker, "4.0")
    return worker


def confirming(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "technical_vocational", date(2010, 6, 20))
    board.holds(worker, date(2021, 2, 1), level="4.2")
    board.works(worker, date(2010, 9, 1))
    board.sheet(worker, (cycle(120), seminars(180)))
    board.assessed(worker, "4.2")
    return worker


def category_after_2021(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "residency", date(2012, 6, 20), "Кардиология")
    terms = {"category": "first", "valid_until": date(2022, 4, 1)}
    board.holds(worker, date(2017, 4, 1), CARDIOLOGY, **terms)
    board.sheet(worker, (cycle(120), seminars(180)), CARDIOLOGY)
    board.assessed(worker, "7.3 (R)", specialty=CARDIOLOGY, stages={"knowledge": "waived", "case_testing": "waived"})
    return worker


def indefinite_category(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "residency", date(1998, 6, 20), "Кардиология")
    board.holds(worker, date(2009, 4, 1), CARDIOLOGY, category="highest", indefinite=True)
    board.sheet(worker, (cycle(60), seminars(300)), CARDIOLOGY)
    return worker


def nurse_with_new_diploma(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "technical_vocational", date(2008, 6, 20))
    board.educated(worker, "bachelor", date(2025, 6, 20), number="Б-2")
    board.holds(worker, date(2019, 3, 1), NURSING, level="4.2")
    board.works(worker, date(2008, 9, 1))
    board.sheet(worker, (cycle(120), seminars(180)), BACHELOR_NURSING)
    board.assessed(worker, "6.2", specialty=BACHELOR_NURSING)
    return worker


def specialising(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "residency", date(2015, 6, 20), "Кардиология")
    board.educated(worker, "certification_course", date(2025, 11, 1), "Эндоскопия", "К-5")
    board.holds(worker, date(2020, 1, 1), CARDIOLOGY, level="7.2 (R)")
    board.assessed(worker, "7.1 (R)", specialty=ENDOSCOPY)
    return worker


def scholar(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "phd", date(2023, 6, 20), "Медицина")
    return worker


def manager(board: Board) -> Account:
    worker = board.worker()
    board.educated(worker, "internship", date(1999, 6, 20), "Емдеу ісі")
    return worker


def commissioner(board: Board) -> Account:
    nurse = board.nurse()
    days = (date(2023, 9, 1), date(2024, 6, 1), date(2025, 12, 1))
    board.sheet(
        nurse, tuple(map(commission, days)), number="S-X", confirmed_on=date(2026, 2, 25), head_on=date(2026, 2, 25)
    )
    return nurse


KINDS = {
    "initial level of a graduate": Kind(graduate, NURSING, "4.0", "initial"),
    "next level": Kind(lambda board: board.nurse(), NURSING, "4.1", "next"),
    "confirmation": Kind(confirming, NURSING, "4.2", "confirmation"),
    "category after 2021": Kind(category_after_2021, CARDIOLOGY, "7.3 (R)", "from_category"),
    "indefinite category": Kind(indefinite_category, CARDIOLOGY, "7.4 (R)", "from_category"),
    "nursing transfer": Kind(nurse_with_new_diploma, BACHELOR_NURSING, "6.2", "nursing_transfer"),
    "specialisation": Kind(specialising, ENDOSCOPY, "7.1 (R)", "initial", ("main_specialty_held",), CARDIOLOGY),
    "level 8 by degree": Kind(scholar, CARDIOLOGY, "8", "by_degree"),
    "level 8 by management": Kind(manager, CARDIOLOGY, "8", "by_degree", ("management_experience",)),
    "three works in the commission": Kind(commissioner, NURSING, "4.1", "next", ("commissions_confirmed",)),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_claim_of_each_kind_is_given_and_replayed(board: Board, kind: Kind) -> None:
    worker = kind.worker(board)
    case = board.claim(worker, kind.level, kind.specialty, main=kind.main)
    assert case.action == kind.route
    assert (case.due_on, case.accepted_on) == (None, None)

    if kind.findings:
        assert weigh(case, board.now).proposal.verdicts[0].outcome is Outcome.WAITING
        for one in kind.findings:
            board.found(case, one)
    weighed = weigh(board.fresh(case), board.now)
    unmet = {f.requirement.id: str(f.status) for f in weighed.proposal.findings if f.status in ("not_met", "unknown")}
    assert weighed.proposal.verdicts[0].outcome is Outcome.GRANT, unmet

    assert isinstance(board.decide(board.officer_, case, "grant"), Applied)
    given = Qualification.objects.get(decision__isnull=False)
    assert (given.person_id, given.specialty, given.level) == (worker.person, kind.specialty, kind.level)
    assert given.obtained_on == date(2026, 3, 2)
    assert board.fresh(case).state == State.GRANTED
    assert replay(Decision.objects.select_related("sheet", "case").get()).cause is Cause.SAME


class Refused(NamedTuple):
    """A claim that is refused: what is wrong with the nurse's case, and the grounds."""

    level: str
    grounds: list[int]
    findings: tuple[str, ...] = ()
    report: bool = True


REFUSED = {
    "a step left out": Refused("4.2", [2, 4, 5]),
    "another track": Refused("6.1", [1, 2, 5]),
    "labour functions not proven": Refused("4.1", [3], ("labour_functions_not_proven",), report=False),
    "service interrupted": Refused("4.1", [5], ("interrupted",)),
    "an unfit document": Refused("4.1", [6], ("unfit_document",)),
}


@pytest.mark.parametrize("kind", REFUSED.values(), ids=REFUSED)
def test_a_claim_is_refused_on_our_numbered_grounds(board: Board, kind: Refused) -> None:
    case = board.claim(board.nurse(), kind.level, report=kind.report)
    for one in kind.findings:
        board.found(case, one, "№ 9 акт")

    assert isinstance(board.decide(board.officer_, case, "refuse"), Applied)
    decision = Decision.objects.select_related("sheet", "case").get()
    assert [ground["number"] for ground in decision.verdicts["grounds"]] == kind.grounds
    assert not Qualification.objects.filter(decision__isnull=False).exists()
    assert replay(decision).cause is Cause.SAME


def test_low_programme_level_and_small_volume_are_ground_four(board: Board) -> None:
    nurse = board.nurse()
    small = (cycle(150, ProgrammeLevel.BASIC), seminars(20))
    board.sheet(nurse, small, number="S-Y", confirmed_on=date(2026, 2, 28), head_on=date(2026, 2, 28))
    weighed = weigh(board.claim(nurse, "4.1"), board.now)

    (verdict,) = weighed.proposal.verdicts
    assert [ground.number for ground in verdict.grounds] == [4]
    assert weighed.gathered.sources["activities"].reference == "S-Y"


def test_commissions_are_never_decided_without_a_person(board: Board) -> None:
    case = board.claim(commissioner(board), "4.1")
    verdict = weigh(case, board.now).proposal.verdicts[0]
    assert (verdict.outcome, verdict.waiting_for) == (Outcome.WAITING, ("officer.expert_commission",))

    board.found(case, "commissions_rejected")
    assert [g.number for g in weigh(board.fresh(case), board.now).proposal.verdicts[0].grounds] == [4]


def test_a_participation_without_its_document_replaces_nothing(board: Board) -> None:
    """HR may accept a result, but what earns nothing is no participation either (annex 3)."""
    nurse, days = board.nurse(), (date(2023, 9, 1), date(2024, 6, 1), date(2025, 12, 1))
    bare = (replace(commission(day), evidence_complete=False) for day in days)
    board.sheet(nurse, tuple(bare), number="S-Z", confirmed_on=date(2026, 2, 25), head_on=date(2026, 2, 25))
    facts = weigh(board.claim(nurse, "4.1"), board.now).gathered.facts
    assert (len(facts.activities), facts.expert_commission_on) == (3, ())


def test_service_ends_with_a_transfer_to_another_specialty(board: Board) -> None:
    """In the decision and in the ledger alike: the job goes on, the service in the specialty does not."""
    nurse = board.worker()
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2015, 1, 10), level="4.0")
    job = board.works(nurse, date(2015, 1, 10))
    person = board.person_of(nurse)

    def said() -> list[object]:
        facts = weigh(board.claim(nurse, "4.1", send=False), board.now).gathered.facts
        ledger = background_of(person, NURSING, date(2026, 3, 2), board.now, current_book())
        return [facts.uninterrupted, ledger.uninterrupted]

    assert said() == [True, True]
    commands.transfer(board.command(), job, date(2024, 1, 1), {"specialty": "secondary.midwifery"})
    assert said() == [UNKNOWN, UNKNOWN]
    commands.leave(board.command(), job, left_on=date(2025, 1, 1), reason="own wish")
    assert said() == [UNKNOWN, UNKNOWN]


def test_the_day_of_application_says_what_is_held_and_served(board: Board) -> None:
    """Five years are reached the day after the claim was sent: too early, however late it is decided. What comes in
    after it, such as the assessment, counts."""
    nurse = board.worker()
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2021, 3, 3), level="4.0")
    board.works(nurse, date(2021, 3, 3))
    board.sheet(nurse)
    case = board.claim(nurse, "4.1")
    board.later(days=9)
    board.assessed(nurse, "4.1")
    proposal = weigh(board.fresh(case), board.now).proposal
    assert {f.requirement.id for f in proposal.findings if f.status == "not_met"} == {"level.service"}
    again = board.claim(nurse, "4.1")
    assert weigh(again, board.now).proposal.verdicts[0].outcome is Outcome.GRANT


def test_a_gap_in_service_waits_for_a_person(board: Board) -> None:
    nurse = board.worker()
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2015, 1, 10), level="4.0")
    board.works(nurse, date(2016, 1, 10))
    board.sheet(nurse)
    board.assessed(nurse, "4.1")
    case = board.claim(nurse, "4.1")
    assert weigh(case, board.now).proposal.verdicts[0].waiting_for == ("level.service",)

    board.found(case, "uninterrupted")
    weighed = weigh(board.fresh(case), board.now)
    assert weighed.proposal.verdicts[0].outcome is Outcome.GRANT
    assert weighed.gathered.sources["uninterrupted"].origin == "officer"


def test_confirming_a_level_leaves_its_service_running(board: Board) -> None:
    nurse = confirming(board)
    case = board.claim(nurse, "4.2")
    board.decide(board.officer_, case, "grant")
    later = weigh(board.claim(nurse, "4.3", send=False), board.now).gathered.facts

    assert later.current_level == "4.2"
    assert later.obtained_on == date(2021, 2, 1)


def test_the_head_alone_is_looked_at_by_a_person(board: Board) -> None:
    nurse = board.nurse()
    board.sheet(nurse, number="S-H", confirmed_on=date(2026, 2, 26), head_on=date(2026, 2, 26), hr_on=None,
                hr_account=None, hr_name="", without_hr_service=True)  # fmt: skip
    case = board.claim(nurse, "4.1")
    assert weigh(case, board.now).proposal.verdicts[0].waiting_for == ("officer.head_alone",)

    board.found(case, "head_alone_confirmed")
    assert weigh(board.fresh(case), board.now).proposal.verdicts[0].outcome is Outcome.GRANT


def test_without_a_report_it_is_incomplete_and_the_report_completes_it(board: Board) -> None:
    nurse = board.nurse()
    case = board.claim(nurse, "4.1", report=False)
    assert weigh(case, board.now).proposal.verdicts[0].outcome is Outcome.INCOMPLETE

    board.do(board.officer_, case, "ask_for_documents", documents=["labour_functions_report"], note="")
    file = board.evidence(case, nurse, "labour_functions_report")
    board.do(nurse, case, "file_document", document="labour_functions_report", evidence=str(file), language="kk")
    board.do(nurse, case, "answer_request")
    assert weigh(board.fresh(case), board.now).proposal.verdicts[0].outcome is Outcome.GRANT


def test_a_manager_without_experience_is_refused_on_education(board: Board) -> None:
    case = board.claim(manager(board), "8", CARDIOLOGY)
    board.found(case, "no_management_experience", "Еңбек кітапшасы")
    (ground,) = weigh(board.fresh(case), board.now).proposal.verdicts[0].grounds
    assert (ground.number, ground.reference) == (1, "Еңбек кітапшасы")


def test_without_the_main_specialty_a_specialisation_is_refused(board: Board) -> None:
    worker = board.worker()
    board.educated(worker, "certification_course", date(2025, 11, 1), "Эндоскопия")
    board.assessed(worker, "7.1 (R)", specialty=ENDOSCOPY)
    case = board.claim(worker, "7.1 (R)", ENDOSCOPY, main=CARDIOLOGY)
    verdict = weigh(case, board.now).proposal.verdicts[0]
    assert [ground.number for ground in verdict.grounds] == [5]
