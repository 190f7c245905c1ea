"""The confirmation sheet: HR's word, the head's, each row accepted or refused with its reason, and the total."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.order_283.strategies import SLOWLY, activities, maybe

from tirkelim.law.book import current_book
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision, Outcome, Status
from tirkelim.law.messages import LANGUAGES, render, term
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel
from tirkelim.law.order_283_cpd.decision import decide as decide_level
from tirkelim.law.order_283_cpd.facts import LevelFacts, OfficerFinding, Subject
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.law.order_283_cpd.refusals import RefusedReason, cited
from tirkelim.law.order_283_cpd.sheet import SheetFacts, SheetRow
from tirkelim.law.order_283_cpd.sheet_decision import accepted, decide, totals
from tirkelim.law.restore import restore
from tirkelim.law.units import units
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2026, 3, 2)
CYCLE = Activity(1, date(2024, 3, 1), half_hours=240, programme_level=ProgrammeLevel.HIGH)
SEMINAR = Activity(3, date(2024, 3, 1), half_hours=60)
GOOD = SheetFacts(
    specialty="residency.neurology",
    rows=(
        SheetRow(CYCLE, "a-1", "Инсульт", "№ 12", hr_accepts=True),
        SheetRow(SEMINAR, "a-2", "Эпилепсия", hr_accepts=True),
    ),
    confirmed_by_hr_on=date(2026, 2, 20),
    confirmed_by_head_on=date(2026, 2, 21),
    main_workplace=True,
)


def decided(**changed: Any) -> Decision:
    return decide(dataclasses.replace(GOOD, **changed), DAY, BOOK)


def refused(reason: RefusedReason | None, note: str = "") -> SheetRow:
    return SheetRow(CYCLE, "a-3", "Массаж", hr_accepts=False, reason=reason, note=note)


def test_a_sheet_with_both_words_and_every_row_reviewed_is_made_out() -> None:
    decision = decided()

    (verdict,) = decision.verdicts
    assert (verdict.claim, verdict.outcome, verdict.grounds) == ("cpd", Outcome.GRANT, ())
    assert verdict.terms is not None
    assert (verdict.terms.valid_from, verdict.terms.specialty) == (date(2026, 2, 21), "residency.neurology")
    assert [f.requirement.id for f in decision.findings] == [
        *("cpd.sheet.main_workplace", "cpd.sheet.hr", "cpd.sheet.head", "cpd.sheet.two_people", "cpd.sheet.total"),
        *("cpd.row.1", "cpd.row.3"),
    ]
    assert {f.status for f in decision.findings} == {Status.MET}
    assert decision.edition.label == "283/2020 ed. 66/2025"


@pytest.mark.parametrize(
    ("changed", "waiting_for"),
    [
        ({"confirmed_by_hr_on": None}, "cpd.sheet.hr"),
        ({"confirmed_by_hr_on": UNKNOWN}, "cpd.sheet.hr"),
        ({"confirmed_by_hr_on": date(2026, 3, 3)}, "cpd.sheet.hr"),
        ({"confirmed_by_head_on": None}, "cpd.sheet.head"),
        ({"confirmed_by_hr_on": None, "confirmed_by_head_on": None}, "cpd.sheet.hr cpd.sheet.head"),
        ({"same_signatory": True}, "cpd.sheet.two_people"),
        ({"main_workplace": False}, "cpd.sheet.main_workplace"),
        ({"main_workplace": UNKNOWN}, "cpd.sheet.main_workplace"),
        ({"rows": (*GOOD.rows, SheetRow(CYCLE, "a-3"))}, "cpd.sheet.row"),
        ({"rows": ()}, "cpd.sheet.row"),
        ({"rows": (SheetRow(Activity(3, date(2024, 3, 1)), "a-1", hr_accepts=True),)}, "cpd.sheet.total cpd.row.3"),
    ],
)
def test_what_is_waited_for(changed: dict[str, Any], waiting_for: str) -> None:
    (verdict,) = decided(**changed).verdicts

    assert (verdict.outcome, " ".join(verdict.waiting_for)) == (Outcome.WAITING, waiting_for)


def test_the_head_alone_confirms_where_there_is_no_hr_service_and_a_person_sees_it() -> None:
    alone = {"without_hr_service": True, "confirmed_by_hr_on": None}
    decision = decided(**alone)

    assert decision.verdicts[0].outcome is Outcome.GRANT
    two = next(f for f in decision.findings if f.requirement.id == "cpd.sheet.two_people")
    assert (two.status, two.readings) == (Status.NOT_APPLICABLE, ("C3",))
    found = (OfficerFinding(Subject.HEAD_ALONE, False, "№ 7"),)
    assert decided(**alone, officer=found).verdicts[0].waiting_for == ("cpd.sheet.two_people",)


# --- rows ---


@pytest.mark.parametrize(
    ("reason", "place"),
    [
        (RefusedReason.NOT_PROFILE, "283/2020 ann.1 row 1"),
        (RefusedReason.DOCUMENT_INCOMPLETE, "283/2020 ann.1 row 1"),
        (RefusedReason.HOURS_NOT_STATED, "283/2020 ann.1 row 1"),
        (RefusedReason.NO_TRANSLATION, "283/2020 p.7"),
        (RefusedReason.NOT_OWN, "283/2020 p.7"),
        (RefusedReason.OUT_OF_PERIOD, "283/2020 p.6"),
        (RefusedReason.OTHER, "283/2020 p.11"),
        (None, "283/2020 p.11"),
    ],
)
def test_a_refused_row_is_left_out_with_its_reason_and_never_refuses_the_sheet(
    reason: RefusedReason | None, place: str
) -> None:
    decision = decided(rows=(*GOOD.rows, refused(reason, "Мөрі жоқ.")))

    assert decision.verdicts[0].outcome is Outcome.GRANT
    finding = decision.findings[-1]
    assert (finding.requirement.id, finding.status) == ("cpd.sheet.row", Status.NOT_MET)
    assert finding.requirement.ground is None
    assert str(finding.requirement.citation) == "283/2020 p.11"
    params = dict(finding.params)
    assert (params["line"], params["place"], params["note"]) == ("a-3", place, "Мөрі жоқ.")
    assert params["reason"] == (reason or RefusedReason.OTHER).term
    assert "Мөрі жоқ." in render(finding, "kk")
    assert "  " not in render(decided(rows=(refused(reason),)).findings[-1], "en")


def test_row_18_states_its_own_period() -> None:
    assert str(cited(RefusedReason.OUT_OF_PERIOD, 18)) == "283/2020 ann.1 row 18"


def test_refused_rows_earn_nothing_and_accepted_ones_what_the_tariff_says() -> None:
    facts = dataclasses.replace(GOOD, rows=(*GOOD.rows, refused(RefusedReason.NOT_PROFILE), SheetRow(CYCLE, "a-4")))

    volume = totals(facts, DAY, BOOK)
    assert (volume.further_education, volume.rest, volume.total) == (units(120), units(15), units(135))


def test_an_accepted_result_outside_the_period_earns_nothing_but_is_no_obstacle() -> None:
    old = SheetRow(dataclasses.replace(SEMINAR, completed_on=date(2021, 2, 20)), "a-3", hr_accepts=True)
    decision = decided(rows=(*GOOD.rows, old))

    assert decision.verdicts[0].outcome is Outcome.GRANT
    assert decision.findings[-1].message_key == "cpd.check.window.not_met"
    assert dict(decision.findings[-1].params)["line"] == "a-3"


def test_results_count_up_to_the_later_word() -> None:
    late = (SheetRow(dataclasses.replace(SEMINAR, completed_on=date(2026, 2, 21)), "a", hr_accepts=True),)

    assert totals(dataclasses.replace(GOOD, rows=late), DAY, BOOK).total == units(15)
    earlier = dataclasses.replace(GOOD, rows=late, confirmed_by_head_on=date(2026, 2, 20))
    assert totals(earlier, DAY, BOOK).total == 0


def test_acceptance_settles_what_hr_looks_at_but_never_outweighs_a_known_no() -> None:
    off_profile = SheetRow(dataclasses.replace(SEMINAR, profile_match=False), "a", hr_accepts=True)

    assert totals(dataclasses.replace(GOOD, rows=(off_profile,)), DAY, BOOK).total == 0
    assert SheetRow(CYCLE, "a").reviewed is CYCLE
    assert SheetRow(CYCLE, "a", hr_accepts=True).reviewed.evidence_complete is True


@SLOWLY
@given(
    st.lists(st.tuples(activities(maybe), st.sampled_from((True, True, False, UNKNOWN))), max_size=6),
    st.integers(-2, 40),
    st.booleans(),
)
def test_the_sheet_gives_a_claim_of_a_level_the_same_sums(
    rows: list[tuple[Activity, Any]], days: int, alone: bool
) -> None:
    signed = DAY - timedelta(days=days)
    facts = dataclasses.replace(
        GOOD,
        rows=tuple(SheetRow(a, str(n), hr_accepts=says) for n, (a, says) in enumerate(rows)),
        confirmed_by_head_on=signed,
        without_hr_service=alone,
    )
    claim = LevelFacts(
        LevelName.L6_1,
        activities=accepted(facts),
        confirmed_by_hr_on=facts.confirmed_by_hr_on,
        confirmed_by_head_on=signed,
        without_hr_service=alone,
    )
    volume, decision = totals(facts, DAY, BOOK), decide_level(claim, DAY, BOOK)

    total = next(f for f in decision.findings if f.requirement.id == "cpd.total")
    assert total.status is Status.UNKNOWN or total.found == volume.total
    sheet = decide(facts, DAY, BOOK)
    assert len(sheet.findings) == 5 + len(rows)
    open_rows = any(f.status is Status.UNKNOWN for f in sheet.findings[5:])
    granted = sheet.verdicts[0].outcome is Outcome.GRANT
    assert granted is (bool(rows) and not open_rows and signed <= DAY)
    if granted:
        confirmation = next(f for f in decision.findings if f.requirement.id == "level.cpd_confirmation")
        assert confirmation.status is Status.MET
    for finding, lang in itertools.product(sheet.findings, LANGUAGES):
        assert render(finding, lang)


# --- texts, storage ---


@pytest.mark.parametrize("reason", RefusedReason)
def test_every_reason_has_its_words(reason: RefusedReason) -> None:
    assert all(term(reason.term, lang) for lang in LANGUAGES)


def test_every_finding_of_a_sheet_has_its_sentence() -> None:
    changes = (
        *({"main_workplace": said} for said in (True, False, UNKNOWN)),
        *({"confirmed_by_hr_on": on, "confirmed_by_head_on": on} for on in (None, UNKNOWN, DAY)),
        {"without_hr_service": True},
        {"without_hr_service": True, "officer": (OfficerFinding(Subject.HEAD_ALONE, False, "№ 7"),)},
        {"same_signatory": True},
    )
    rows = (*GOOD.rows, refused(None), SheetRow(CYCLE, "a-9", "Бас ауруы"))
    for changed, lang in itertools.product(changes, LANGUAGES):
        for finding in decided(**changed, rows=rows).findings:
            assert render(finding, lang)


def test_stored_facts_read_back_as_they_were() -> None:
    facts = dataclasses.replace(
        GOOD,
        rows=(*GOOD.rows, refused(RefusedReason.OTHER, "…")),
        officer=(OfficerFinding(Subject.DOCUMENT, True, ""),),
    )

    assert restore(SheetFacts, plain(facts)) == facts
