"""A certificate and a level from one application: each verdict on its own findings (283/2020 p.5; 274/2020 p.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision, Finding, Outcome, Status
from tirkelim.law.order_274_certificates.decision import decide as decide_certificate
from tirkelim.law.order_274_certificates.facts import Answered, Assessment, CertificateFacts, CertificateHeld
from tirkelim.law.order_274_certificates.with_level import Application, decide
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN

DAY = date(2025, 12, 12)
CYCLE = Activity(
    1,
    date(2024, 3, 1),
    profile_match=True,
    evidence_complete=True,
    half_hours=300,
    programme_level=ProgrammeLevel.HIGH,
    programme_level_match=True,
)
SEMINARS = Activity(3, date(2024, 3, 1), profile_match=True, evidence_complete=True, half_hours=240)
NEXT = LevelFacts(
    LevelName.L7_2_R,
    specialty="residency.neurology",
    education=Education.RESIDENCY,
    current_level=LevelName.L7_1_R,
    obtained_on=date(2019, 1, 1),
    uninterrupted=True,
    assessment=True,
    labour_functions=True,
    activities=(CYCLE, SEMINARS),
    confirmed_by_hr_on=date(2025, 12, 1),
    confirmed_by_head_on=date(2025, 12, 2),
)


def decided(certificate: CertificateFacts, **changed: Any) -> Decision:
    claimed = replace(certificate, claim=replace(certificate.claim, level="7.2 (R)"))
    return decide(Application(claimed, replace(NEXT, **changed)), DAY, current_book())


def of(decision: Decision, id: str) -> Finding:
    return next(finding for finding in decision.findings if finding.requirement.id == id)


def test_both_are_granted_and_the_certificate_carries_the_level(confirmation: CertificateFacts) -> None:
    decision = decided(confirmation)

    certificate, level = decision.verdicts
    assert (certificate.claim, level.claim) == ("certificate", "level")
    assert certificate.outcome is level.outcome is Outcome.GRANT
    assert certificate.terms is not None
    assert certificate.terms.level == "7.2 (R)"
    assert [edition.act for edition in decision.editions_beside] == ["283/2020"]
    assert {f.requirement.citation.act for f in decision.findings_of(certificate)} == {"274/2020"}
    assert {f.requirement.citation.act for f in decision.findings_of(level)} == {"283/2020"}


@pytest.mark.parametrize(
    ("changed", "grounds"),
    [
        ({"assessment": None}, [2]),
        ({"assessment": False}, [2]),
        ({"activities": (CYCLE,)}, [4]),
        ({"confirmed_by_head_on": None}, [4]),
        ({"obtained_on": date(2022, 1, 1)}, [5]),
        ({"education": Education.BACHELOR, "labour_functions": False}, [1, 3]),
    ],
)
def test_a_refused_level_leaves_the_certificate_with_the_level_held(
    confirmation: CertificateFacts, changed: dict[str, Any], grounds: list[int]
) -> None:
    certificate, level = decided(confirmation, **changed).verdicts

    assert level.outcome is Outcome.REFUSE
    assert [ground.number for ground in level.grounds] == grounds
    assert certificate.outcome is Outcome.GRANT
    assert certificate.terms is not None
    assert certificate.terms.level == "7.1 (R)"


def test_without_a_level_held_the_certificate_names_none(confirmation: CertificateFacts) -> None:
    certificate, level = decided(confirmation, current_level=None, obtained_on=None).verdicts

    assert level.outcome is Outcome.REFUSE
    assert certificate.terms is not None
    assert certificate.terms.level is None


def test_on_confirmation_the_assessment_is_owed_for_the_level_alone(confirmation: CertificateFacts) -> None:
    decision = decided(replace(confirmation, assessment=Assessment(Answered.FOUND, False)), assessment=False)

    finding = of(decision, "certificate.level_assessment")
    assert finding.status is Status.NOT_APPLICABLE
    assert finding.message == "certificate.assessment.for_level"
    assert of(decision, "level.assessment").status is Status.NOT_MET
    assert decision.verdicts[0].outcome is Outcome.GRANT


def test_for_a_first_certificate_the_assessment_stays_its_own(first: CertificateFacts) -> None:
    failed = replace(first, assessment=Assessment(Answered.FOUND, False))
    decision = decided(failed, assessment=False)

    assert of(decision, "certificate.assessment").status is Status.NOT_MET
    assert [verdict.outcome for verdict in decision.verdicts] == [Outcome.REFUSE, Outcome.REFUSE]


def test_a_refused_certificate_says_nothing_of_the_level(confirmation: CertificateFacts) -> None:
    certificate, level = decided(replace(confirmation, trainings=())).verdicts

    assert certificate.outcome is not Outcome.GRANT
    assert certificate.terms is None
    assert level.outcome is Outcome.GRANT


def test_what_is_not_known_of_the_level_waits_beside_the_certificate(confirmation: CertificateFacts) -> None:
    certificate, level = decided(confirmation, uninterrupted=UNKNOWN).verdicts

    assert certificate.outcome is Outcome.GRANT
    assert level.outcome is Outcome.WAITING
    assert level.waiting_for == ("level.service",)


@pytest.mark.parametrize("level", [None, "7.2 (R)"])
def test_without_facts_of_a_level_it_is_the_decision_on_the_certificate(
    confirmation: CertificateFacts, level: str | None
) -> None:
    facts = replace(confirmation, claim=replace(confirmation.claim, level=level))
    assert decide(Application(facts), DAY, current_book()) == decide_certificate(facts, DAY, current_book())


def test_documents_of_both_stand_once(confirmation: CertificateFacts) -> None:
    names = [need.document for need in decided(confirmation).documents]

    assert len(names) == len(set(names))
    assert {"training", "cpd_sheet"} & set(names) == {"cpd_sheet"}
    assert "labour_functions_report" in names


def test_the_facts_read_back(confirmation: CertificateFacts) -> None:
    application = Application(confirmation, NEXT)
    assert restore(Application, plain(application)) == application


def test_a_certificate_that_does_not_exist_waits_for_its_own_reasons(confirmation: CertificateFacts) -> None:
    silent = replace(confirmation, held=CertificateHeld())
    certificate, _level = decided(silent).verdicts
    assert certificate.outcome in (Outcome.WAITING, Outcome.INCOMPLETE)
