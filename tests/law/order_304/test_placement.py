"""Residency bases and placements (304/2020): two separate tests of the base, the papers, the place, the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.digest import plain
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Finding, Outcome
from tirkelim.law.messages import LANGUAGES, render, term
from tirkelim.law.order_304_residency import requirements as req
from tirkelim.law.order_304_residency.decision import decide
from tirkelim.law.order_304_residency.facts import Act, BaseStatus, PlacementFacts, StatusAct
from tirkelim.law.order_304_residency.placement import base_findings, is_residency, placement_findings
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN

TODAY = date(2026, 3, 2)
STARTS, ENDS = date(2026, 9, 1), date(2028, 7, 31)
ACCREDITED = Act("АК-1", date(2026, 9, 1), date(2026, 12, 1))
"""From 1 September up to and including 30 November 2026: `valid_to` is the first day without it."""
LONG = Act("АК-2", date(2020, 1, 1), None)
HOSPITAL = PlacementFacts(
    applied_on=TODAY,
    specialty="residency.cardiology",
    starts_on=STARTS,
    ends_on=ENDS,
    statuses=(StatusAct(BaseStatus.UNIVERSITY_HOSPITAL, LONG),),
    accreditations=(LONG,),
    contracts=(Act("Ш-5", date(2025, 1, 1), date(2030, 1, 1)),),
    recommended_by_school=True,
    free_places=2,
    other_placement=None,
    agreed_by_authority=True,
)
SCIENTIFIC = replace(
    HOSPITAL, statuses=(StatusAct(BaseStatus.SCIENTIFIC_CLINIC, LONG),), training_contract=True
)  # fmt: skip


def statuses(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.requirement.id.removeprefix("residency."): finding.status.value for finding in findings}


def grounds(facts: PlacementFacts, day: date = TODAY) -> list[int]:
    return [ground.number for ground in decide(facts, day, current_book()).verdicts[0].grounds]


def outcome(facts: PlacementFacts, day: date = TODAY) -> Outcome:
    return decide(facts, day, current_book()).verdicts[0].outcome


def test_status_and_accreditation_are_two_tests() -> None:
    have, none = (StatusAct(BaseStatus.EDUCATION_CLINIC, LONG),), ()
    assert statuses(base_findings(have, none, (STARTS,), ENDS)) == {
        "base_status": "met",
        "base_accreditation": "not_met",
    }
    assert statuses(base_findings(none, (LONG,), (STARTS,), ENDS)) == {
        "base_status": "not_met",
        "base_accreditation": "met",
    }


@pytest.mark.parametrize(
    ("starts_on", "holds"),
    [
        (ACCREDITED.valid_from - timedelta(days=1), False),
        (ACCREDITED.valid_from, True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
@pytest.mark.parametrize("what", ["accreditation", "status", "contract"])
def test_the_days_of_every_act(starts_on: date, holds: bool, what: str) -> None:
    """`valid_to` is the first day on which an act no longer holds; every act is asked on the first day of training."""
    short: dict[str, tuple[dict[str, Any], int]] = {
        "accreditation": ({"accreditations": (ACCREDITED,)}, 2),
        "status": ({"statuses": (StatusAct(BaseStatus.UNIVERSITY_HOSPITAL, ACCREDITED),)}, 1),
        "contract": ({"contracts": (ACCREDITED,)}, 6),
    }
    changed, number = short[what]
    assert grounds(replace(HOSPITAL, starts_on=starts_on, **changed)) == ([] if holds else [number])


def test_a_decision_after_the_training_began_asks_for_its_own_day_too() -> None:
    begun = replace(HOSPITAL, starts_on=date(2026, 11, 1), accreditations=(ACCREDITED,))
    assert grounds(begun, date(2026, 11, 30)) == []
    assert grounds(begun, date(2026, 12, 1)) == [2]
    assert grounds(replace(begun, accreditations=(ACCREDITED, LONG)), date(2026, 12, 1)) == []


def test_an_accreditation_that_ends_during_the_training_is_watched() -> None:
    found = placement_findings(replace(HOSPITAL, accreditations=(ACCREDITED,)), TODAY)[1]
    assert (found.status.value, found.message, found.params) == (
        "met", "residency.base_accreditation.ends_earlier", (("last", date(2026, 11, 30)),),
    )  # fmt: skip
    assert "2026" in render(found, "en")


def test_a_whole_placement_is_granted_for_its_days() -> None:
    for facts in (HOSPITAL, SCIENTIFIC):
        verdict = decide(facts, TODAY, current_book()).verdicts[0]
        assert verdict.outcome is Outcome.GRANT
        assert verdict.terms is not None
        assert verdict.terms[:3] == (STARTS, ENDS, "residency.cardiology")


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"statuses": ()}, 1),
        ({"accreditations": ()}, 2),
        ({"recommended_by_school": False}, 3),
        ({"agreed_by_authority": False}, 4),
        ({"training_contract": False}, 5),
        ({"contracts": ()}, 6),
        ({"free_places": 0}, 7),
        ({"free_places": -1}, 7),
        ({"specialty": "secondary.nursing"}, 8),
        ({"specialty": "nothing"}, 8),
        ({"other_placement": "KZ11ABC00000001"}, 9),
    ],
)
def test_every_requirement_is_a_ground_of_its_own(changed: dict[str, Any], number: int) -> None:
    facts = replace(SCIENTIFIC, **changed)
    assert grounds(facts) == ([number] if number != 1 else [1])
    (ground,) = decide(facts, TODAY, current_book()).verdicts[0].grounds
    assert ground.citation.act == "304/2020"
    assert all(term(f"placement.ground.{number}", lang) for lang in LANGUAGES)


def test_all_grounds_are_named_at_once() -> None:
    facts = replace(HOSPITAL, accreditations=(), free_places=0, agreed_by_authority=UNKNOWN)
    assert (grounds(facts), outcome(facts)) == ([2, 7], Outcome.REFUSE)


def test_the_authoritys_word_is_waited_for() -> None:
    waiting = decide(replace(HOSPITAL, agreed_by_authority=UNKNOWN), TODAY, current_book()).verdicts[0]
    assert (waiting.outcome, waiting.waiting_for) == (Outcome.WAITING, (req.AGREEMENT.id,))
    assert outcome(replace(HOSPITAL, agreed_by_authority=UNKNOWN, free_places=UNKNOWN)) is Outcome.INCOMPLETE


def test_what_the_authority_rests_on_stands_in_the_ground() -> None:
    facts = replace(HOSPITAL, agreed_by_authority=False, references=(("agreed_by_authority", "Хат № 7"),))
    decided = decide(facts, TODAY, current_book())
    assert decided.verdicts[0].grounds[0].reference == "Хат № 7"
    (said,) = [one for one in decided.findings if one.requirement is req.AGREEMENT]
    assert "Хат № 7" in render(said, "kk")


def test_only_scientific_organisations_owe_a_training_contract() -> None:
    assert statuses(placement_findings(HOSPITAL, TODAY))["training_contract"] == "not_applicable"
    assert statuses(placement_findings(replace(SCIENTIFIC, training_contract=UNKNOWN), TODAY))["training_contract"] == (
        "unknown"
    )


def test_the_own_base_needs_no_contract_with_itself() -> None:
    facts = replace(HOSPITAL, own_base=True, contracts=())
    assert statuses(placement_findings(facts, TODAY))["workplace"] == "not_applicable"
    assert outcome(facts) is Outcome.GRANT


def test_the_wording_is_that_of_the_day_of_the_recommendation() -> None:
    assert decide(HOSPITAL, TODAY, current_book()).edition.by == "66/2025"
    with pytest.raises(NotInForce):
        decide(replace(HOSPITAL, applied_on=date(2019, 1, 1)), TODAY, current_book())


def test_what_is_not_known_stays_unknown() -> None:
    nothing = PlacementFacts(TODAY, "residency.cardiology", STARTS, ENDS)
    found = statuses(placement_findings(nothing, TODAY))
    assert found.pop("specialty") == "met"
    assert set(found.values()) == {"unknown"}


def test_specialties_of_residency() -> None:
    assert is_residency("residency.cardiology")
    assert not is_residency("secondary.nursing")


def test_every_finding_has_its_sentence() -> None:
    nothing = PlacementFacts(TODAY, "residency.cardiology", STARTS, ENDS)
    references = tuple((name, "№ 1") for name in ("recommended_by_school", "agreed_by_authority", "training_contract"))
    refused = PlacementFacts(TODAY, "x", STARTS, ENDS, (), (), (), False, False, False, 0, "KZ1", False)
    ended = Act("1", date(2020, 1, 1), date(2021, 1, 1))
    late = replace(
        SCIENTIFIC, statuses=(StatusAct(BaseStatus.SCIENTIFIC_CLINIC, ended),), accreditations=(ended,),
        contracts=(ended,),
    )  # fmt: skip
    denied = replace(
        SCIENTIFIC, training_contract=False, recommended_by_school=False, agreed_by_authority=False,
        references=references, own_base=True, accreditations=(ACCREDITED,),
    )  # fmt: skip
    for facts in (HOSPITAL, SCIENTIFIC, refused, late, denied, nothing, replace(SCIENTIFIC, training_contract=False)):
        for finding in placement_findings(facts, TODAY):
            assert all(render(finding, lang) for lang in LANGUAGES)


def test_stored_facts_read_back() -> None:
    assert restore(PlacementFacts, plain(SCIENTIFIC)) == SCIENTIFIC
