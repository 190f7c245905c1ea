"""A level in a specialisation is given within the main specialty (p.18)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision, Outcome, Status
from tirkelim.law.messages import LANGUAGES, render
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts, OfficerFinding, Subject
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN

DAY = date(2026, 3, 2)
CLAIM = LevelFacts(
    LevelName.L7_1_R,
    specialty="special.paediatric-anesthesiology",
    education=Education.CERTIFICATION_COURSE,
    current_level=None,
    assessment=True,
)
WITHIN = OfficerFinding(Subject.MAIN_SPECIALTY, True, "№ 4")
OUTSIDE = OfficerFinding(Subject.MAIN_SPECIALTY, False, "№ 5")


def decided(**changed: Any) -> Decision:
    return decide(dataclasses.replace(CLAIM, **changed), DAY, current_book())


def test_a_specialty_raises_no_such_requirement() -> None:
    decision = decided()

    assert "level.specialisation" not in {f.requirement.id for f in decision.findings}
    assert decision.verdicts[0].outcome is Outcome.GRANT


@pytest.mark.parametrize(
    ("changed", "status", "outcome"),
    [
        ({"main_specialty_held": True, "main_specialty": "Анестезиология"}, Status.MET, Outcome.GRANT),
        ({"main_specialty_held": UNKNOWN}, Status.UNKNOWN, Outcome.WAITING),
        ({"main_specialty_held": False}, Status.NOT_MET, Outcome.REFUSE),
        ({"specialisation": UNKNOWN, "main_specialty_held": True}, Status.UNKNOWN, Outcome.WAITING),
        ({"officer": (WITHIN,)}, Status.MET, Outcome.GRANT),
        ({"main_specialty_held": False, "officer": (WITHIN,)}, Status.MET, Outcome.GRANT),
        ({"main_specialty_held": True, "officer": (OUTSIDE,)}, Status.NOT_MET, Outcome.REFUSE),
        ({"officer": (OUTSIDE, WITHIN)}, Status.MET, Outcome.GRANT),
    ],
)
def test_the_main_specialty(changed: dict[str, Any], status: Status, outcome: Outcome) -> None:
    decision = decided(**{"specialisation": True} | changed)

    (finding,) = (f for f in decision.findings if f.requirement.id == "level.specialisation")
    assert finding.status is status
    (verdict,) = decision.verdicts
    assert verdict.outcome is outcome
    assert verdict.waiting_for == (("level.specialisation",) if status is Status.UNKNOWN else ())
    assert all(render(finding, lang) for lang in LANGUAGES)


def test_the_ground_is_the_order_of_levels_with_the_officers_reference() -> None:
    (verdict,) = decided(specialisation=True, officer=(OUTSIDE,)).verdicts

    assert [(g.number, g.requirements, g.reference) for g in verdict.grounds] == [(5, ("level.specialisation",), "№ 5")]


def test_stored_facts_read_back_as_they_were() -> None:
    facts = dataclasses.replace(CLAIM, specialisation=True, main_specialty="x", officer=(WITHIN,))

    assert restore(LevelFacts, plain(facts)) == facts
