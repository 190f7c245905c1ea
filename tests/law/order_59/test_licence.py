"""Licence: which documents are owed, when a notice is valid, and what is decided (59/2020)."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import NeedStatus, Outcome, Status
from tirkelim.law.messages import LANGUAGES, render, render_need
from tirkelim.law.order_59_licence.decision import decide
from tirkelim.law.order_59_licence.documents import ACTIONS_OF, Document
from tirkelim.law.order_59_licence.facts import Base, LicenceFacts, Payment, Subtype, Visit
from tirkelim.law.order_59_licence.subtypes import subtypes
from tirkelim.law.order_59_licence.visit import notice_in_time
from tirkelim.law.standards.rows import rows_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2026, 2, 16)


def required(action: str, document: str, **facts: Any) -> bool | None:
    found: bool | None = ask("licence.document", {"action": action, "document": document, **facts}).values["required"]
    return found


# --- documents ---


@pytest.mark.parametrize(
    ("action", "document", "facts", "expected"),
    [
        ("issue", "application", {}, True),
        ("issue", "information_form", {}, True),
        ("issue", "diploma", {"graduation_year": 2014}, True),
        ("issue", "diploma", {"graduation_year": 2015}, False),  # "before 2015": that year is not included (G5)
        ("issue", "diploma", {"graduation_year": 2018}, False),
        ("issue", "diploma", {}, None),
        ("issue", "diploma", {"graduation_year": None}, None),
        ("issue_annex", "diploma", {"graduation_year": 1990}, True),
        ("reissue", "diploma", {}, False),
        ("issue", "retraining_certificate", {}, True),
        ("duplicate", "retraining_certificate", {}, False),
        ("issue", "staff_work_proof", {"in_state_system": True}, False),  # L3
        ("issue", "staff_work_proof", {"in_state_system": False}, True),
        ("issue", "staff_work_proof", {}, None),
        ("issue", "premises_title", {"in_state_system": True}, False),
        ("issue_annex", "premises_title", {"in_state_system": False}, True),
        ("issue", "premises_title", {"in_state_system": None}, None),
        ("reissue", "premises_title", {}, False),
        ("issue", "change_documents", {}, False),
        ("reissue", "change_documents", {}, True),
        ("reissue", "change_documents", {"in_state_system": True}, False),
        ("reissue", "paper_original", {}, True),
        ("issue", "paper_original", {}, False),
        ("duplicate", "application", {}, True),
        ("duplicate_annex", "application", {}, True),
        ("duplicate", "information_form", {}, False),
    ],
)
def test_document(action: str, document: str, facts: dict[str, Any], expected: bool | None) -> None:
    assert required(action, document, **facts) is expected


def test_the_standards_row_8_and_the_rule_name_the_same_documents_for_the_same_actions() -> None:
    row = {item["id"]: set(item["actions"]) for item in rows_of(Service.LICENCE)["documents"]}
    assert row == {document.value: {action.value for action in actions} for document, actions in ACTIONS_OF.items()}


# --- the notice of a visit ---


@pytest.mark.parametrize(
    ("notified", "visit", "recorded", "valid"),
    [
        ("2025-12-07T10:00:00+05:00", "2025-12-08T10:00:00+05:00", True, True),  # exactly 24 hours (L7)
        ("2025-12-07T10:00:01+05:00", "2025-12-08T10:00:00+05:00", True, False),
        ("2025-12-06T10:00:00+05:00", "2025-12-08T09:00:00+05:00", True, True),  # told on a Saturday: weekends count
        ("2025-12-07T10:00:00+05:00", "2025-12-08T10:00:00+06:00", True, False),  # offsets count
        ("2025-12-01T10:00:00+05:00", "2025-12-08T10:00:00+05:00", False, False),
        ("2025-12-08T11:00:00+05:00", "2025-12-08T10:00:00+05:00", True, False),
    ],
)
def test_visit_notice(notified: str, visit: str, recorded: bool, valid: bool) -> None:
    facts = {"notified_at": notified, "visit_at": visit, "recorded_channel": recorded}
    assert ask("licence.visit_notice", facts).values["valid"] is valid


def test_a_visit_before_the_held_edition_is_not_judged() -> None:
    facts = {"notified_at": "2025-11-10T10:00:00+05:00", "visit_at": "2025-11-15T10:00:00+05:00"}
    with pytest.raises(FactErrors) as caught:
        ask("licence.visit_notice", {**facts, "recorded_channel": True})
    error = caught.value.errors[0].as_json()
    assert error["field"] == "visit_at"
    assert "NotInForce" in error["message"]


FIRST, LAST = datetime(2025, 12, 1), datetime(2027, 12, 1)  # noqa: DTZ001  # hypothesis adds the zone
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(moments, st.integers(0, 200_000), st.integers(0, 200_000))
def test_telling_earlier_never_makes_a_notice_worse(visit: datetime, seconds: int, more: int) -> None:
    notified = visit - timedelta(seconds=seconds)
    if notice_in_time(notified, visit, 24):
        assert notice_in_time(notified - timedelta(seconds=more), visit, 24)


# --- the decision ---

VISIT = Visit(
    notified_at=datetime(2026, 2, 9, 10, tzinfo=UTC),
    visit_at=datetime(2026, 2, 11, 10, tzinfo=UTC),
    recorded_channel=True,
    conforms=True,
)
BASE = Base("Алматы, Абай даңғылы, 1", (Subtype("1.2", True), Subtype("14", True)), VISIT)
GOOD = LicenceFacts(
    action=Action.ISSUE,
    filed=frozenset({Document.APPLICATION, Document.INFORMATION_FORM}),
    graduation_year=2018,
    works_by_retraining=False,
    staff_in_state_system=True,
    premises_in_state_system=True,
    change_in_state_system=True,
    original_on_paper=True,
    base_changes=False,
    bases=(BASE,),
    payment=Payment(date(2026, 2, 2), Decimal(43250)),
    court_ban=False,
    negative_answer=False,
    debtor_ban=False,
    untrue_data=False,
    special_right_lost=False,
    consent=True,
)


def verdict(**changes: Any) -> tuple[Outcome, list[int]]:
    found = decide(dataclasses.replace(GOOD, **changes), DAY, BOOK).verdicts[0]
    return found.outcome, [ground.number for ground in found.grounds]


@pytest.mark.parametrize("action", [a for a in Action if a not in (Action.CONFIRM, Action.EXTEND)])
def test_a_good_case_is_granted_without_an_end(action: Action) -> None:
    decision = decide(dataclasses.replace(GOOD, action=action), DAY, BOOK)
    assert decision.edition.label == "59/2020 ed. 93/2025"
    assert decision.verdicts[0].outcome is Outcome.GRANT
    assert decision.verdicts[0].terms is not None
    assert decision.verdicts[0].terms.valid_until is None


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"court_ban": True}, 1),
        ({"payment": None}, 2),
        ({"payment": Payment(date(2026, 2, 2), Decimal(43249))}, 2),
        ({"payment": Payment(date(2026, 2, 2), Decimal("43249.99"))}, 2),
        ({"bases": (dataclasses.replace(BASE, subtypes=(Subtype("1.2", True), Subtype("14", False))),)}, 3),
        ({"bases": (dataclasses.replace(BASE, visit=dataclasses.replace(VISIT, conforms=False)),)}, 4),
        ({"negative_answer": True}, 4),
        ({"debtor_ban": True}, 5),
        ({"untrue_data": True}, 6),
        ({"special_right_lost": True}, 7),
        ({"consent": False}, 8),
    ],
)
def test_each_ground_refuses_by_its_number(changes: dict[str, Any], number: int) -> None:
    assert verdict(**changes) == (Outcome.REFUSE, [number])


def test_several_grounds_are_all_named_with_what_they_rest_on() -> None:
    references = (("court_ban", "2-1234/2025"), ("untrue_data", "lab letter 5"))
    facts = dataclasses.replace(GOOD, court_ban=True, untrue_data=True, consent=False, references=references)
    grounds = decide(facts, DAY, BOOK).verdicts[0].grounds
    assert [(g.number, str(g.citation), g.reference) for g in grounds] == [
        (1, "59/2020 ann.1 row 9(1)", "2-1234/2025"),
        (6, "59/2020 ann.1 row 9(6)", "lab letter 5"),
        (8, "59/2020 ann.1 row 9(8)", ""),
    ]


def test_a_missing_document_makes_the_package_incomplete_under_ground_3() -> None:
    decision = decide(dataclasses.replace(GOOD, filed=frozenset({Document.APPLICATION})), DAY, BOOK)
    assert decision.verdicts[0].outcome is Outcome.INCOMPLETE
    assert [g.number for g in decision.verdicts[0].grounds] == [3]
    assert [n.document for n in decision.documents if n.status is NeedStatus.MISSING] == ["information_form"]
    assert decision.findings[0].readings == ("L9",)


def test_what_a_state_system_holds_is_said_to_be_held() -> None:
    held = {n.document for n in decide(GOOD, DAY, BOOK).documents if n.status is NeedStatus.HELD_BY_SYSTEM}
    assert held == {Document.STAFF_WORK_PROOF, Document.PREMISES_TITLE}


@pytest.mark.parametrize(
    "visit",
    [
        None,
        dataclasses.replace(VISIT, conforms=None),
        dataclasses.replace(VISIT, notified_at=None),
        dataclasses.replace(VISIT, recorded_channel=False),
        dataclasses.replace(VISIT, notified_at=VISIT.visit_at - timedelta(hours=23)),
        dataclasses.replace(VISIT, recorded_channel=False, conforms=False),  # its result does not count either way
    ],
)
def test_without_a_valid_visit_nothing_is_granted_or_refused(visit: Visit | None) -> None:
    outcome, grounds = verdict(bases=(dataclasses.replace(BASE, visit=visit),))
    assert (outcome, grounds) == (Outcome.WAITING, [])


def test_every_base_is_visited() -> None:
    assert verdict(bases=(BASE, dataclasses.replace(BASE, visit=None)))[0] is Outcome.WAITING


def test_a_reissue_asks_for_a_visit_only_when_the_base_changes() -> None:
    unvisited = (dataclasses.replace(BASE, visit=None),)
    assert verdict(action=Action.REISSUE, bases=unvisited)[0] is Outcome.GRANT
    assert verdict(action=Action.REISSUE, bases=unvisited, base_changes=True)[0] is Outcome.WAITING
    assert verdict(action=Action.REISSUE, bases=unvisited, base_changes=UNKNOWN)[0] is Outcome.WAITING


def test_only_a_paper_original_has_a_duplicate() -> None:
    assert verdict(action=Action.DUPLICATE, original_on_paper=False) == (Outcome.REFUSE_ACCEPTANCE, [])
    assert verdict(action=Action.DUPLICATE, original_on_paper=UNKNOWN)[0] is Outcome.WAITING


def test_an_annex_alone_needs_no_payment() -> None:
    assert verdict(action=Action.ISSUE_ANNEX, payment=None)[0] is Outcome.GRANT


def test_a_reissue_costs_a_tenth() -> None:
    assert verdict(action=Action.REISSUE, payment=Payment(date(2026, 2, 2), Decimal(4325)))[0] is Outcome.GRANT
    assert verdict(action=Action.REISSUE, payment=Payment(date(2026, 2, 2), Decimal(4324))) == (Outcome.REFUSE, [2])


UNKNOWNS = [
    "graduation_year",
    "staff_in_state_system",
    "premises_in_state_system",
    "payment",
    "court_ban",
    "negative_answer",
    "debtor_ban",
    "untrue_data",
    "special_right_lost",
    "consent",
]


@pytest.mark.parametrize("fact", UNKNOWNS)
def test_an_unknown_fact_waits_and_is_never_taken_for_yes_or_no(fact: str) -> None:
    assert verdict(**{fact: UNKNOWN}) == (Outcome.WAITING, [])


def test_before_the_edition_nothing_is_decided() -> None:
    with pytest.raises(NotInForce):
        decide(GOOD, date(2025, 11, 15), BOOK)
    assert decide(GOOD, date(2025, 11, 16), BOOK)


def test_the_wording_of_the_day_of_application_decides() -> None:
    """Applied for before the wording that is held, decided under it: nobody knows what would have been asked."""
    early = dataclasses.replace(GOOD, applied_on=BOOK.latest("59/2020").start - timedelta(days=1))
    with pytest.raises(NotInForce):
        decide(early, DAY, BOOK)
    in_time = dataclasses.replace(early, applied_on=BOOK.latest("59/2020").start)
    terms = decide(in_time, DAY, BOOK).verdicts[0].terms
    assert terms is not None
    assert terms.valid_from == DAY


three = st.sampled_from([True, False, UNKNOWN])
cases = st.builds(
    LicenceFacts,
    action=st.sampled_from([a for a in Action if a not in (Action.CONFIRM, Action.EXTEND)]),
    filed=st.frozensets(st.sampled_from(list(Document))),
    graduation_year=st.sampled_from([2010, 2014, 2015, 2020, UNKNOWN]),
    works_by_retraining=three,
    staff_in_state_system=three,
    premises_in_state_system=three,
    change_in_state_system=three,
    original_on_paper=three,
    base_changes=three,
    bases=st.sampled_from([(), (BASE,), (dataclasses.replace(BASE, visit=None),)]),
    payment=st.sampled_from([None, UNKNOWN, GOOD.payment, Payment(date(2028, 1, 1), Decimal(1))]),
    court_ban=three,
    negative_answer=three,
    debtor_ban=three,
    untrue_data=three,
    special_right_lost=three,
    consent=three,
)


@given(cases)
def test_whatever_the_facts_the_verdict_follows_the_findings_and_every_text_is_there(facts: LicenceFacts) -> None:
    decision = decide(facts, DAY, BOOK)
    found = decision.verdicts[0]
    statuses = {finding.status for finding in decision.findings}
    if found.outcome is Outcome.GRANT:
        assert Status.NOT_MET not in statuses
        assert Status.UNKNOWN not in statuses
    if found.outcome is Outcome.REFUSE:
        assert found.grounds
        assert all(ground.requirements for ground in found.grounds)
    for lang in LANGUAGES:
        assert all(render(finding, lang) for finding in decision.findings)
        assert all(render_need(need, lang) for need in decision.documents)


def test_subtypes_are_named_in_three_languages_and_stand_in_a_group() -> None:
    known = subtypes()
    assert len(known) == 17
    assert all(item.kk and item.ru and item.en and item.group in known for item in known.values())
