"""Conformity certificate: points, terms, the span of the edition, and what is decided (503/2016)."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Outcome, Status
from tirkelim.law.messages import LANGUAGES, render, render_need
from tirkelim.law.order_503_conformity.decision import decide
from tirkelim.law.order_503_conformity.facts import Commission, ConformityFacts
from tirkelim.law.order_503_conformity.points import service_points
from tirkelim.law.order_503_conformity.terms import extended_until, longest_until
from tirkelim.law.period import Length, add_months, add_years
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2022, 2, 14)
EDITION = BOOK.latest("503/2016")
days = st.dates(EDITION.start, EDITION.end or date(2023, 7, 2))


def answer(question: str, **facts: Any) -> dict[str, Any]:
    return dict(ask(question, facts).as_json()["answer"])


def first_error(question: str, **facts: Any) -> tuple[str, str]:
    with pytest.raises(FactErrors) as caught:
        ask(question, facts)
    error = caught.value.errors[0].as_json()
    return error["field"], error["message"]


# --- points ---


def points(
    years: int, months: int, day: int, *, higher: bool = False, degree: bool = False, english: bool = False
) -> Any:
    service = {"years": years, "months": months, "days": day}
    return answer(
        "conformity.points",
        higher_education=higher,
        academic_degree=degree,
        english_teaching_certificate=english,
        service=service,
    )["points"]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ((0, 0, 0), 0),
        ((0, 11, 30), 0),
        ((1, 0, 0), 2),
        ((2, 11, 30), 2),
        ((3, 0, 0), 4),
        ((9, 11, 29), 4),
        ((10, 0, 0), 4),  # "over 10 years": ten years to the day are not over (K3)
        ((10, 0, 1), 6),
        ((25, 0, 0), 6),
    ],
)
def test_points_for_service(service: tuple[int, int, int], expected: int) -> None:
    assert points(*service) == expected


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ({"higher": True}, 3),
        ({"degree": True}, 4),
        ({"english": True}, 3),
        ({"higher": True, "degree": True}, 7),  # added up (K4)
        ({"higher": True, "degree": True, "english": True}, 10),
    ],
)
def test_points_for_education(has: dict[str, bool], expected: int) -> None:
    assert points(0, 0, 0, **has) == expected
    assert points(11, 0, 0, **has) == expected + 6


def test_points_are_null_while_a_fact_is_not_known() -> None:
    facts = {"higher_education": None, "academic_degree": False, "english_teaching_certificate": False}
    found = ask("conformity.points", {**facts, "service": {"years": 1, "months": 0, "days": 0}})
    assert found.values == {"points": None}
    assert found.findings[0].status is Status.UNKNOWN


lengths = st.builds(Length, st.integers(0, 60), st.integers(0, 11), st.integers(0, 30))


@given(lengths, lengths)
def test_longer_service_never_earns_fewer_points(one: Length, other: Length) -> None:
    shorter, longer = sorted((one, other))
    bands = (1, 3, 10), (2, 4, 6)
    assert 0 <= service_points(shorter, *bands) <= service_points(longer, *bands) <= 6


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 40))
def test_more_education_never_lowers_the_points(higher: bool, degree: bool, english: bool, years: int) -> None:
    base = points(years, 0, 0, higher=higher, degree=degree, english=english)
    assert base <= points(years, 0, 0, higher=True, degree=degree, english=english)
    assert base <= points(years, 0, 0, higher=higher, degree=True, english=english)
    assert base <= points(years, 0, 0, higher=higher, degree=degree, english=True)
    assert 0 <= base <= 16


# --- terms ---


@pytest.mark.parametrize(
    ("issued", "until", "within"),
    [
        ("2022-01-15", "2022-04-15", True),
        ("2022-01-15", "2022-04-16", False),
        ("2022-11-30", "2023-02-28", True),  # no 30 February: the month's last day (G6)
        ("2022-11-30", "2023-03-01", False),
        ("2022-01-31", "2022-04-30", True),
        ("2022-01-31", "2022-05-01", False),
        ("2022-01-15", "2022-01-15", True),
        ("2023-07-02", "2023-10-02", True),  # given on the last day, it runs to its term
        ("2022-01-15", None, None),
    ],
)
def test_validity(issued: str, until: str | None, within: bool | None) -> None:
    assert answer("conformity.validity", issued_on=issued, valid_until=until)["within_maximum"] is within


@pytest.mark.parametrize(
    ("start", "contract", "until"),
    [
        ("2022-04-06", "2022-12-31", "2022-12-31"),
        ("2022-04-06", "2025-04-06", "2025-04-06"),
        ("2022-04-06", "2025-04-07", "2025-04-06"),
        ("2022-04-06", "2030-01-01", "2025-04-06"),
        ("2022-04-06", None, "2025-04-06"),  # open-ended (K12)
        ("2021-02-28", None, "2024-02-28"),
        ("2022-04-06", "2022-04-06", "2022-04-06"),
    ],
)
def test_extension(start: str, contract: str | None, until: str) -> None:
    assert answer("conformity.extension", extended_from=start, contract_until=contract)["extend_until"] == until


def test_three_years_from_29_february_end_on_the_28th() -> None:
    assert add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


@given(days, days)
def test_a_later_day_never_shortens_a_term(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert longest_until(first, BOOK) <= longest_until(second, BOOK)
    assert extended_until(first, None, BOOK) <= extended_until(second, None, BOOK)


@given(days, st.integers(0, 3000))
def test_an_extension_never_outruns_contract_or_three_years(day: date, length: int) -> None:
    contract = day + timedelta(days=length)
    until = extended_until(day, contract, BOOK)
    assert until <= contract
    assert until <= add_years(day, 3)
    assert until in (contract, add_years(day, 3))


@pytest.mark.parametrize(
    ("valid_until", "reported", "issued", "expected"),
    [
        ("2022-05-31", "2022-04-04", "2022-03-01", ("2022-05-31", "2022-04-04")),
        ("2022-05-31", "2022-04-04", "2022-04-08", ("2022-05-31", "2022-04-04")),
        ("2025-01-31", "2024-04-04", "2022-03-01", ("2025-01-31", "2024-04-04")),  # served after the repeal
        ("2022-03-31", "2022-04-04", "2022-01-10", (None, None)),  # it has ended
    ],
)
def test_duplicate(valid_until: str, reported: str, issued: str, expected: tuple[str | None, str | None]) -> None:
    found = answer("conformity.duplicate", valid_until=valid_until, reported_on=reported, issued_on=issued)
    assert (found["valid_until"], found["original_invalid_from"]) == expected


# --- the span of the edition ---


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2016-12-31", "did not exist"),
        ("2017-01-01", "not held"),
        ("2020-12-25", "not held"),
        ("2021-01-04", "not held"),
        ("2023-07-03", "236/2023"),
        ("2026-01-10", "236/2023"),
    ],
)
def test_outside_its_span_the_service_says_why(day: str, says: str) -> None:
    for question, field, facts in (
        ("conformity.validity", "issued_on", {"issued_on": day, "valid_until": "2027-01-01"}),
        ("conformity.extension", "extended_from", {"extended_from": day, "contract_until": None}),
        ("service.fee", "paid_on", {"service": "conformity", "action": "issue", "paid_on": day}),
        ("duty.deadline", "event_on", {"duty": "conformity_commission", "event_on": day}),
    ):
        found, message = first_error(question, **facts)
        assert found == field
        assert message.startswith("NotInForce")
        assert says in message


def test_after_the_repeal_a_certificate_that_ended_or_came_later_is_not_served() -> None:
    ended = {"valid_until": "2023-08-01", "reported_on": "2023-09-01", "issued_on": "2023-05-02"}
    later = {"valid_until": "2024-08-01", "reported_on": "2024-02-01", "issued_on": "2023-09-02"}
    for facts in (ended, later):
        assert first_error("conformity.duplicate", **facts)[0] == "reported_on"


@pytest.mark.parametrize(
    ("question", "facts", "field"),
    [
        ("conformity.validity", {"issued_on": "2022-02-02", "valid_until": "2022-02-01"}, "valid_until"),
        ("conformity.extension", {"extended_from": "2022-02-02", "contract_until": "2022-02-01"}, "contract_until"),
        ("conformity.extension", {"extended_from": "2022-02-02"}, "contract_until"),
        ("conformity.profession", {"profession": "Заңгер", "framework_level": 9}, "framework_level"),
    ],
)
def test_what_does_not_fit_names_its_field(question: str, facts: dict[str, Any], field: str) -> None:
    assert first_error(question, **facts)[0] == field


# --- the decision ---

COMMISSION = Commission(date(2022, 2, 10), "№ 7", recommends_issue=True, qualification_meets=True)


def filed(action: Action) -> frozenset[str]:
    return frozenset(documents_of(Service.CONFORMITY, action))


def good(action: Action, **changes: Any) -> ConformityFacts:
    facts = ConformityFacts(
        action=action,
        applied_on=DAY,
        filed=filed(action),
        profession="Педиатр дәрігер",
        higher_education=True,
        academic_degree=False,
        english_teaching_certificate=False,
        service=Length(5, 0, 0),
        commission=COMMISSION,
        untrue_data=False,
        certificate_ruled_on=date(2022, 1, 10),
        certificate_valid_until=date(2022, 4, 10),
        contract_until=date(2023, 12, 31),
        event_on=date(2022, 2, 10),
    )
    return dataclasses.replace(facts, **changes)


def verdict(action: Action, day: date = DAY, **changes: Any) -> tuple[Outcome, list[int]]:
    found = decide(good(action, **{"applied_on": day, **changes}), day, BOOK).verdicts[0]
    return found.outcome, [ground.number for ground in found.grounds]


@pytest.mark.parametrize(
    ("action", "until"),
    [
        (Action.ISSUE, date(2022, 5, 14)),
        (Action.EXTEND, date(2023, 12, 31)),
        (Action.REISSUE, date(2022, 4, 10)),
        (Action.DUPLICATE, date(2022, 4, 10)),
    ],
)
def test_a_good_case_is_granted_for_its_term(action: Action, until: date) -> None:
    found = decide(good(action), DAY, BOOK).verdicts[0]
    assert found.outcome is Outcome.GRANT
    assert found.terms is not None
    assert (found.terms.valid_from, found.terms.valid_until) == (DAY, until)


@pytest.mark.parametrize(
    ("changes", "grounds"),
    [
        ({"profession": "Мейіргер"}, [1]),
        ({"profession": "Мұғалім", "framework_level": 5}, [1]),
        ({"commission": dataclasses.replace(COMMISSION, qualification_meets=False, recommends_issue=False)}, [1]),
        ({"points_threshold": 8, "threshold_source": "akimat's decision"}, [2]),
        ({"untrue_data": True}, [3]),
        ({"profession": "Мейіргер", "points_threshold": 8, "untrue_data": True}, [1, 2, 3]),
    ],
)
def test_each_ground_refuses_by_its_number(changes: dict[str, Any], grounds: list[int]) -> None:
    assert verdict(Action.ISSUE, **changes) == (Outcome.REFUSE, grounds)


def test_the_threshold_itself_is_enough() -> None:
    assert verdict(Action.ISSUE, points_threshold=7)[0] is Outcome.GRANT


def test_while_no_threshold_is_set_ground_2_cannot_be_used() -> None:
    no_points = {"higher_education": False, "service": Length(0, 0, 0)}
    decision = decide(good(Action.ISSUE, **no_points), DAY, BOOK)
    assert decision.verdicts[0].outcome is Outcome.GRANT
    threshold = next(f for f in decision.findings if f.requirement.id == "conformity.threshold")
    assert (threshold.status, threshold.readings) == (Status.NOT_APPLICABLE, ("K2",))


@pytest.mark.parametrize("action", [Action.ISSUE, Action.EXTEND, Action.REISSUE, Action.DUPLICATE])
def test_a_missing_or_expired_document_refuses_acceptance_without_a_ground(action: Action) -> None:
    for document in filed(action):
        without = filed(action) - {document}
        assert verdict(action, filed=without) == (Outcome.REFUSE_ACCEPTANCE, [])
        assert verdict(action, expired=frozenset({document})) == (Outcome.REFUSE_ACCEPTANCE, [])


def test_a_treaty_spares_the_translation_of_education_documents() -> None:
    without = filed(Action.ISSUE) - {"education_or_english_certificate"}
    assert verdict(Action.ISSUE, filed=without, treaty_exempts_education=True)[0] is Outcome.GRANT


def test_the_case_waits_for_the_commission() -> None:
    assert verdict(Action.ISSUE, commission=None) == (Outcome.WAITING, [])


def test_declared_points_below_the_threshold_wait_for_the_commission() -> None:
    assert verdict(Action.ISSUE, points_threshold=8, commission=None) == (Outcome.WAITING, [])


def test_a_recommendation_to_refuse_needs_a_ground_of_the_standard() -> None:
    against = dataclasses.replace(COMMISSION, recommends_issue=False)
    found = decide(good(Action.ISSUE, commission=against), DAY, BOOK).verdicts[0]
    assert (found.outcome, found.waiting_for) == (Outcome.WAITING, ("conformity.recommendation",))


def test_a_late_request_is_flagged_and_accepted() -> None:
    for action, requirement in ((Action.EXTEND, "extension_in_time"), (Action.REISSUE, "reissue_in_time")):
        decision = decide(good(action, event_on=date(2022, 1, 12)), DAY, BOOK)
        assert decision.verdicts[0].outcome is Outcome.GRANT
        assert decision.unmet() == {f"conformity.{requirement}"}


def test_what_has_ended_is_not_extended_reissued_or_copied() -> None:
    for action in (Action.EXTEND, Action.REISSUE, Action.DUPLICATE):
        assert verdict(action, certificate_valid_until=DAY - timedelta(days=1))[0] is Outcome.REFUSE_ACCEPTANCE
        assert verdict(action, certificate_valid_until=DAY)[0] is Outcome.GRANT
    assert verdict(Action.EXTEND, contract_until=DAY - timedelta(days=1))[0] is Outcome.REFUSE_ACCEPTANCE


def test_an_open_ended_contract_gives_three_years() -> None:
    terms = decide(good(Action.EXTEND, contract_until=None), DAY, BOOK).verdicts[0].terms
    assert terms is not None
    assert terms.valid_until == date(2025, 2, 14)


@pytest.mark.parametrize("fact", ["profession", "higher_education", "service", "untrue_data"])
def test_an_unknown_fact_waits(fact: str) -> None:
    assert verdict(Action.ISSUE, **{fact: UNKNOWN}) == (Outcome.WAITING, [])


def test_after_the_repeal_only_living_certificates_are_served() -> None:
    after = date(2024, 3, 1)
    living = {"certificate_ruled_on": date(2023, 6, 1), "certificate_valid_until": date(2025, 6, 1)}
    for action in (Action.REISSUE, Action.DUPLICATE):
        assert verdict(action, after, **living)[0] is Outcome.GRANT
    for action in (Action.ISSUE, Action.EXTEND):
        with pytest.raises(NotInForce) as caught:
            verdict(action, after, **living)
        assert caught.value.by == "236/2023"


three = st.sampled_from([True, False, UNKNOWN])
cases = st.builds(
    good,
    st.sampled_from([Action.ISSUE, Action.EXTEND, Action.REISSUE, Action.DUPLICATE]),
    higher_education=three,
    academic_degree=three,
    untrue_data=three,
    service=st.sampled_from([UNKNOWN, Length(0, 0, 0), Length(12, 0, 0)]),
    profession=st.sampled_from([UNKNOWN, "Мейіргер", "Цитолог дәрігер"]),
    commission=st.sampled_from([None, COMMISSION, dataclasses.replace(COMMISSION, recommends_issue=False)]),
    points_threshold=st.sampled_from([None, 5]),
    expired=st.sampled_from([frozenset(), frozenset({"labour_contract", "identity_document"})]),
    certificate_valid_until=st.sampled_from([UNKNOWN, date(2022, 1, 31), date(2022, 4, 10)]),
    contract_until=st.sampled_from([UNKNOWN, None, date(2022, 1, 1), date(2022, 12, 31)]),
    event_on=st.sampled_from([UNKNOWN, date(2022, 2, 10), date(2021, 12, 1)]),
)


@given(cases)
def test_whatever_the_facts_the_verdict_follows_the_findings_and_every_text_is_there(facts: ConformityFacts) -> None:
    decision = decide(facts, DAY, BOOK)
    found = decision.verdicts[0]
    if found.outcome is Outcome.GRANT:
        assert decision.unmet() <= {"conformity.extension_in_time", "conformity.reissue_in_time"}
        assert found.terms is not None
    assert (found.outcome is Outcome.REFUSE) == bool(found.grounds)
    for lang in LANGUAGES:
        assert all(render(finding, lang) for finding in decision.findings)
        assert all(render_need(need, lang) for need in decision.documents)
