"""Duties with a deadline: entry, report, notices, complaints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.standards.duties import RULES, Duty, due_after_event, report_due

BOOK = current_book()


def answer(**facts: Any) -> dict[str, Any]:
    return dict(ask("duty.deadline", facts).as_json()["answer"])


@pytest.mark.parametrize(
    ("duty", "event", "due"),
    [
        ("register_entry", "2025-10-24", "2025-10-30"),  # Friday; Monday is given for Republic Day
        ("register_entry", "2026-03-20", "2026-03-30"),  # Nauryz: four days off follow
        ("conformity_commission", "2022-06-30", "2022-07-04"),
        ("conformity_extension_request", "2022-04-04", "2022-04-11"),
        ("conformity_new_employer_notice", "2022-04-04", "2022-04-11"),
        ("conformity_contract_end_notice", "2022-06-30", "2022-07-08"),  # 6 July is a holiday
        ("conformity_reissue_request", "2023-03-13", "2023-03-20"),
        ("complaint_head", "2022-08-24", "2022-09-01"),  # Saturday the 27th worked for Monday the 29th; the 30th off
        ("complaint_quality_body", "2022-02-07", "2022-02-28"),
    ],
)
def test_due_day(duty: str, event: str, due: str) -> None:
    assert answer(duty=duty, event_on=event)["due_on"] == due


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty is not Duty.MONTHLY_REPORT])
def test_no_duty_ends_on_a_day_off_and_a_later_event_never_ends_sooner(duty: Duty) -> None:
    edition = BOOK.latest(RULES[duty].act)
    before = edition.start
    for n in range(((edition.end or date(2027, 11, 30)) - edition.start).days + 1):
        due = due_after_event(duty, edition.start + timedelta(days=n), BOOK)
        assert BOOK.calendar.is_working(due)
        assert before <= due
        before = due


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2025-08", "2025-09-10"),
        ("2025-12", "2026-01-09"),  # the 10th is a Saturday
        ("2026-04", "2026-05-08"),  # the 10th is a Sunday, the 9th a holiday
        ("2026-09", "2026-10-09"),
        ("2027-03", "2027-04-09"),
        ("2027-11", "2027-12-10"),
    ],
)
def test_monthly_report(month: str, due: str) -> None:
    assert answer(duty="monthly_report", month=month)["due_on"] == due


def test_report_day_is_always_a_working_day_up_to_the_tenth() -> None:
    for month in (date(year, m, 1) for year in range(2016, 2027) for m in range(1, 13)):
        due = report_due(month, BOOK)
        assert BOOK.calendar.is_working(due)
        assert 1 <= due.day <= 10
        assert not any(BOOK.calendar.is_working(due.replace(day=d)) for d in range(due.day + 1, 11)), (
            "a later working day up to the tenth was left out"
        )


@pytest.mark.parametrize(("done", "timely"), [("2025-09-10", True), ("2025-09-11", False), ("2025-09-01", True)])
def test_timely_up_to_and_including_the_last_day(done: str, timely: bool) -> None:
    assert answer(duty="monthly_report", month="2025-08", done_on=done)["timely"] is timely


def test_a_missing_event_or_month_is_unknown_never_a_guess() -> None:
    for facts in ({"duty": "register_entry"}, {"duty": "monthly_report", "month": None}):
        found = ask("duty.deadline", facts)
        assert found.as_json()["answer"] == {"due_on": None}
        assert found.findings[0].status == "unknown"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"duty": "register_entry", "event_on": "2025-07-01"}, "event_on"),
        ({"duty": "monthly_report", "month": "2025-05"}, "month"),
        ({"duty": "monthly_report", "month": "2027-12"}, "month"),  # due in January 2028, outside the calendar
        ({"duty": "monthly_report", "month": "2025-1"}, "month"),
        ({"duty": "complaint_head", "event_on": "2024-01-10"}, "event_on"),
        ({"duty": "conformity_commission", "event_on": "2018-01-10"}, "event_on"),
        ({"duty": "tea", "event_on": "2018-01-10"}, "duty"),
    ],
)
def test_what_does_not_fit_names_its_field(facts: dict[str, str], field: str) -> None:
    with pytest.raises(FactErrors) as caught:
        ask("duty.deadline", facts)
    assert caught.value.errors[0].field == field
