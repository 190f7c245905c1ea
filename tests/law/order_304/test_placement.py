"""Residency bases (304/2020): two separate tests of the base, and the papers of a placement."""

from __future__ import annotations

from dataclasses import replace

from tirkelim.law.finding import Finding
from tirkelim.law.messages import LANGUAGES, render
from tirkelim.law.order_304_residency.placement import BaseStatus, PlacementFacts, base_findings, placement_findings
from tirkelim.law.unknown import UNKNOWN

HOSPITAL = PlacementFacts(BaseStatus.UNIVERSITY_HOSPITAL, True, True, True, True, None)
SCIENTIFIC = replace(HOSPITAL, status=BaseStatus.SCIENTIFIC_CLINIC, training_contract=True)


def statuses(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.requirement.id.removeprefix("residency."): finding.status.value for finding in findings}


def test_status_and_accreditation_are_two_tests() -> None:
    assert statuses(base_findings(replace(HOSPITAL, accredited=False))) == {
        "base_status": "met",
        "base_accreditation": "not_met",
    }
    assert statuses(base_findings(replace(HOSPITAL, status=None))) == {
        "base_status": "not_met",
        "base_accreditation": "met",
    }


def test_a_whole_placement() -> None:
    assert set(statuses(placement_findings(SCIENTIFIC)).values()) == {"met"}
    assert statuses(placement_findings(HOSPITAL))["training_contract"] == "not_applicable"


def test_only_scientific_organisations_owe_a_training_contract() -> None:
    assert statuses(placement_findings(replace(SCIENTIFIC, training_contract=False)))["training_contract"] == "not_met"


def test_what_is_not_known_stays_unknown() -> None:
    nothing = PlacementFacts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)

    assert set(statuses(placement_findings(nothing)).values()) == {"unknown"}


def test_every_finding_has_its_sentence() -> None:
    nothing = PlacementFacts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    refused = PlacementFacts(None, False, False, False, False, False)
    for facts in (HOSPITAL, SCIENTIFIC, refused, replace(SCIENTIFIC, training_contract=False), nothing):
        for finding in placement_findings(facts):
            assert all(render(finding, lang) for lang in LANGUAGES)
