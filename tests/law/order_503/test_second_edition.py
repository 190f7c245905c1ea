"""A second wording stands beside the first as data and code; nothing of the first changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.law.order_503.another_wording import ACTS, BY, PARAMETERS, SECOND_RULES, second_book

from tirkelim.law.ask.answer import finding_as_json
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.data import make_book, read_records, records_of, with_records
from tirkelim.law.digest import canonical
from tirkelim.law.edition import NotInForce, in_succession
from tirkelim.law.finding import Decision, Outcome
from tirkelim.law.order_503_conformity.decision import decide
from tirkelim.law.order_503_conformity.facts import Commission, ConformityFacts
from tirkelim.law.period import Length, add_months
from tirkelim.law.requirement import requirements
from tirkelim.law.standards.deadlines import clock
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service

FIRST = current_book()
SECOND = second_book()
ACT = "503/2016"
THEN, BETWEEN, NOW = date(2022, 2, 14), date(2024, 1, 10), date(2024, 5, 6)
START = date(2024, 3, 8)
"""Published on 26 February: the eleventh day after it."""


def facts_of(day: date, **changes: Any) -> ConformityFacts:
    """An engineer with a degree and four years of service: 3 + 4 points by the first wording, 5 + 2 by the second."""
    plain: dict[str, Any] = {
        "action": Action.ISSUE,
        "applied_on": day,
        "filed": frozenset(documents_of(Service.CONFORMITY, Action.ISSUE)),
        "profession": "Педиатр дәрігер",
        "higher_education": True,
        "academic_degree": False,
        "english_teaching_certificate": False,
        "service": Length(4, 0, 0),
        "commission": Commission(day, "№ 7", recommends_issue=True, qualification_meets=True),
        "untrue_data": False,
        "certificate_ruled_on": day,
        "certificate_valid_until": add_months(day, 3),
        "contract_until": add_months(day, 20),
        "event_on": day,
    }
    return ConformityFacts(**{**plain, **changes})


def decided(day: date, book: LawBook = SECOND, on: date | None = None, **changes: Any) -> Decision:
    return decide(facts_of(day, **changes), on or day, book, SECOND_RULES)


def points(decision: Decision) -> dict[str, Any]:
    return {
        finding.requirement.id.removeprefix("conformity.points."): finding.found
        for finding in decision.findings
        if finding.requirement.id.startswith("conformity.points.") and finding.found is not None
    }


def test_each_application_is_decided_by_the_wording_of_its_day() -> None:
    first, second = decided(THEN), decided(NOW, academic_degree=True)
    assert first.edition.by == "537/2020"
    assert points(first) == {"higher_education": 3, "service": 4}
    assert second.edition.by == BY
    assert points(second) == {"higher_education": 5, "academic_degree": 4, "service": 2}
    for decision, day, months in ((first, THEN, 3), (second, NOW, 4)):
        terms = decision.verdicts[0].terms
        assert terms is not None
        assert terms.valid_until == add_months(day, months)


def test_the_second_wording_has_a_threshold_of_its_own() -> None:
    verdict = decided(NOW).verdicts[0]
    assert verdict.outcome is Outcome.REFUSE
    assert [ground.number for ground in verdict.grounds] == [2]
    assert decided(THEN).verdicts[0].outcome is Outcome.GRANT
    longer = decided(NOW, service=Length(10, 0, 1))
    assert points(longer)["service"] == 9
    assert longer.verdicts[0].outcome is Outcome.GRANT


def test_a_threshold_that_some_body_set_counts_in_the_first_only() -> None:
    assert [ground.number for ground in decided(THEN, points_threshold=20).verdicts[0].grounds] == [2]
    assert decided(NOW, points_threshold=1).verdicts[0].outcome is Outcome.REFUSE


def test_the_term_of_the_service_changes_on_the_same_day() -> None:
    def days(on: date) -> int:
        sent = datetime(on.year, on.month, on.day, 6, tzinfo=UTC)
        return clock(Service.CONFORMITY, Action.ISSUE, sent, SECOND).working_days

    assert days(date(2022, 2, 14)) == 6
    assert days(START) == 5


@pytest.mark.parametrize("day", [date(2023, 7, 3), BETWEEN, START - timedelta(days=1)])
def test_between_the_two_the_act_is_repealed(day: date) -> None:
    with pytest.raises(NotInForce) as caught:
        decided(day)
    assert (caught.value.reason, caught.value.by) == ("repealed", "236/2023")
    assert caught.value.boundary == date(2023, 7, 2)


def sweep() -> Iterator[tuple[date, str]]:
    """Every day around each boundary, and what answers it."""
    for middle in (date(2017, 1, 1), date(2021, 1, 5), date(2023, 7, 2), START):
        for step in range(-40, 41):
            day = middle + timedelta(days=step)
            yield day, (
                "before_act" if day < date(2017, 1, 1)
                else "before_held" if day < date(2021, 1, 5)
                else "537/2020" if day <= date(2023, 7, 2)
                else "repealed" if day < START
                else BY
            )  # fmt: skip


def test_every_day_around_the_boundaries_has_one_answer() -> None:
    assert [(day, answering(day)) for day, _ in sweep()] == list(sweep())


def answering(day: date) -> str:
    """The wording that answers on a day, or why none does."""
    try:
        return decided(day).edition.by
    except NotInForce as out:
        return out.reason


def test_nothing_of_the_first_changes() -> None:
    """Findings byte for byte, for every action and around both ends of the first wording."""
    days = [date(2021, 1, 5) + timedelta(days=step) for step in range(0, 909, 30)] + [date(2023, 7, 2)]
    for action in (Action.ISSUE, Action.EXTEND, Action.REISSUE, Action.DUPLICATE):
        for day in days:
            facts = facts_of(day, action=action, filed=frozenset(documents_of(Service.CONFORMITY, action)))
            for on in (day, day + timedelta(days=5), NOW):  # also when it is decided under the second wording
                before, after = decide(facts, on, FIRST), decide(facts, on, SECOND, SECOND_RULES)
                assert spelled(before) == spelled(after)


def spelled(decision: Decision) -> bytes:
    findings = [finding_as_json(finding) for finding in decision.findings]
    return canonical([findings, decision.verdicts, decision.documents, decision.edition])


def test_the_first_book_and_its_requirements_stay_what_they_were() -> None:
    ids = {requirement.id for requirement in requirements()}
    book = second_book()
    assert {requirement.id for requirement in requirements()} == ids
    assert current_book().digest == FIRST.digest != book.digest == SECOND.digest
    assert "order_503.threshold" not in {parameter.id for parameter in FIRST.parameters}
    assert book.record("order_503.points.higher_education", THEN) == FIRST.record(
        "order_503.points.higher_education", THEN
    )


def test_the_committed_book_is_made_by_the_same_functions() -> None:
    again = make_book(records_of(), FIRST.calendar, FIRST.classifiers)
    assert again.digest == FIRST.digest


# --- what the loader does not let pass ---


def with_days(acts: str) -> LawBook:
    return with_records(FIRST, read_records(acts, PARAMETERS))


def test_two_wordings_are_never_in_force_on_one_day() -> None:
    with pytest.raises(ValueError, match="both in force"):
        with_days(ACTS.replace("2024-02-26", "2023-06-01").replace("2024-02-20", "2023-05-20"))


def test_a_wording_by_an_order_without_a_record_is_not_read() -> None:
    with pytest.raises(KeyError):
        with_days(ACTS.replace('by = "test/2024"', 'by = "other/2024"'))


def test_a_parameter_is_never_a_float() -> None:
    with pytest.raises(TypeError):
        with_records(FIRST, read_records(ACTS, PARAMETERS.replace("value = 8", "value = 8.5")))


def test_an_amendment_ends_the_wording_before_it_the_day_before() -> None:
    """Of an act that goes on: no gap and no day with two wordings."""
    amended = ACTS.replace("503/2016", "283/2020").replace("2024-02-26", "2026-02-26").replace("2024-", "2026-")
    book = with_records(FIRST, read_records(amended))
    earlier, later = book.editions_of("283/2020")
    assert earlier.by == "66/2025"
    assert later.by == BY
    assert earlier.end is not None
    assert earlier.end + timedelta(days=1) == later.start
    assert book.edition("283/2020", earlier.end) == earlier
    assert FIRST.latest("283/2020").end is None


def test_an_edition_that_ends_before_it_begins_is_refused() -> None:
    edition = FIRST.latest(ACT)
    with pytest.raises(ValueError, match="ends before it begins"):
        in_succession([edition._replace(end=edition.start - timedelta(days=1))])
    with pytest.raises(ValueError, match="both in force"):
        in_succession([edition, edition._replace(by=BY)])
