"""Acceptance, terms, fees and the ten rows of the four services' standards."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.standards.acceptance import ALMATY, accepted_on
from tirkelim.law.standards.deadlines import clock
from tirkelim.law.standards.fees import fee_mci
from tirkelim.law.standards.rows import ROWS, documents_of, ground_text, rows_of
from tirkelim.law.standards.services import STANDARDS, Action, Service

BOOK = current_book()
CLOSES = time(18, 30)
PLUS_5 = timezone(timedelta(hours=5))
EVERY_ACTION = [(standard.service, action) for standard in STANDARDS.values() for action in standard.actions]


def answer(question: str, **facts: Any) -> dict[str, Any]:
    return dict(ask(question, facts).as_json()["answer"])


def first_error(question: str, **facts: Any) -> tuple[str, str]:
    with pytest.raises(FactErrors) as caught:
        ask(question, facts)
    error = caught.value.errors[0].as_json()
    return error["field"], error["message"]


# --- acceptance ---


@pytest.mark.parametrize(
    ("submitted", "accepted"),
    [
        ("2025-11-21T00:00:00+05:00", "2025-11-21"),  # a Friday, before opening (G3)
        ("2025-11-21T08:59:00+05:00", "2025-11-21"),
        ("2025-11-21T13:30:00+05:00", "2025-11-21"),  # lunch (G3)
        ("2025-11-21T18:30:00+05:00", "2025-11-21"),  # exactly at closing (G2)
        ("2025-11-21T18:30:01+05:00", "2025-11-24"),
        ("2025-11-21T18:30:00.000001+05:00", "2025-11-24"),
        ("2025-11-21T13:30:00Z", "2025-11-21"),  # 18:30 in Almaty
        ("2025-11-21T13:31:00Z", "2025-11-24"),
        ("2025-11-20T20:00:00Z", "2025-11-21"),  # already Friday in Almaty
        ("2025-11-22T10:00:00+05:00", "2025-11-24"),  # Saturday
        ("2025-12-16T10:00:00+05:00", "2025-12-17"),  # Independence Day
        ("2024-05-04T10:00:00+05:00", "2024-05-04"),  # a Saturday worked by decree (G4)
        ("2024-05-07T19:00:00+05:00", "2024-05-10"),  # 7 and 9 May holidays, the 8th moved
        ("2024-02-29T19:00:00+06:00", "2024-03-01"),
        ("2024-02-29T18:00:00+05:00", "2024-03-01"),  # 19:00 in Almaty: UTC+6 until 1 March 2024
        ("2024-03-01T18:00:00+05:00", "2024-03-01"),  # UTC+5 since
        ("2027-12-31T18:00:00+05:00", "2027-12-31"),
    ],
)
def test_acceptance(submitted: str, accepted: str) -> None:
    assert answer("calendar.acceptance", submitted_at=submitted)["accepted_on"] == accepted


def test_acceptance_outside_the_calendar_is_an_error_of_the_field() -> None:
    assert first_error("calendar.acceptance", submitted_at="2027-12-31T19:00:00+05:00")[0] == "submitted_at"


def test_acceptance_for_a_service_asks_its_edition() -> None:
    field, message = first_error("calendar.acceptance", submitted_at="2025-11-10T10:00:00+05:00", service="licence")
    assert (field, message[:10]) == ("submitted_at", "NotInForce")


FIRST, LAST = datetime(2016, 1, 1), datetime(2027, 12, 20)  # noqa: DTZ001  # hypothesis adds the zone
moments = st.datetimes(FIRST, LAST, timezones=st.just(ALMATY))


@given(moments)
def test_accepted_on_a_working_day_never_before_submission(moment: datetime) -> None:
    accepted = accepted_on(moment, CLOSES, BOOK.calendar)
    assert BOOK.calendar.is_working(accepted)
    assert accepted >= moment.date()
    if BOOK.calendar.is_working(moment.date()) and moment.time() <= CLOSES:
        assert accepted == moment.date()


@given(moments, st.integers(0, 200_000))
def test_later_submission_is_never_accepted_earlier(moment: datetime, seconds: int) -> None:
    later = (moment.astimezone(PLUS_5) + timedelta(seconds=seconds)).astimezone(ALMATY)
    if later.date() <= date(2027, 12, 28):
        assert accepted_on(moment, CLOSES, BOOK.calendar) <= accepted_on(later, CLOSES, BOOK.calendar)


# --- terms ---


@pytest.mark.parametrize(
    ("service", "action", "submitted", "due"),
    [
        ("certificate", "issue", "2025-12-04T13:45:00+05:00", "2025-12-11"),
        ("certificate", "confirm", "2025-12-04T13:45:00+05:00", "2025-12-11"),
        ("foreign_certificate", "issue", "2025-12-04T13:45:00+05:00", "2025-12-11"),
        ("licence", "issue", "2025-12-01T10:00:00+05:00", "2025-12-19"),  # 13 days, the 16th is a holiday
        ("licence", "issue_annex", "2025-12-01T10:00:00+05:00", "2025-12-19"),
        ("licence", "reissue", "2025-12-01T10:00:00+05:00", "2025-12-04"),
        ("licence", "reissue_annex", "2025-12-01T10:00:00+05:00", "2025-12-04"),
        ("licence", "duplicate", "2025-12-15T10:00:00+05:00", "2025-12-18"),
        ("licence", "duplicate_annex", "2025-12-15T18:31:00+05:00", "2025-12-19"),
        ("conformity", "issue", "2022-02-07T10:00:00+06:00", "2022-02-15"),
        ("conformity", "extend", "2022-02-07T10:00:00+06:00", "2022-02-10"),
        ("conformity", "reissue", "2022-03-04T10:00:00+06:00", "2022-03-10"),  # 5 March worked, 7 and 8 off
        ("conformity", "duplicate", "2022-02-07T10:00:00+06:00", "2022-02-14"),
    ],
)
def test_due_day(service: str, action: str, submitted: str, due: str) -> None:
    assert answer("service.deadline", service=service, action=action, submitted_at=submitted)["due_on"] == due


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        (("licence", "issue", "2025-11-15T10:00:00+05:00"), "submitted_at", "NotInForce"),
        (("certificate", "issue", "2024-08-20T10:00:00+05:00"), "submitted_at", "NotInForce"),
        (("conformity", "issue", "2019-05-05T10:00:00+06:00"), "submitted_at", "not held"),
        (("conformity", "issue", "2021-01-04T23:59:00+06:00"), "submitted_at", "not held"),
        (("conformity", "issue", "2016-12-31T10:00:00+06:00"), "submitted_at", "NotInForce"),
        (("conformity", "issue", "2023-07-03T10:00:00+06:00"), "submitted_at", "236/2023"),
        (("conformity", "issue_annex", "2022-07-04T10:00:00+06:00"), "action", "extend"),
        (("certificate", "reissue", "2025-12-04T10:00:00+05:00"), "action", "confirm"),
        (("licence", "issue", "2027-12-20T10:00:00+05:00"), "submitted_at", "calendar"),
    ],
)
def test_days_and_actions_without_an_answer(facts: tuple[str, str, str], field: str, says: str) -> None:
    service, action, submitted = facts
    found, message = first_error("service.deadline", service=service, action=action, submitted_at=submitted)
    assert found == field
    assert says in message


def test_first_and_last_day_of_the_conformity_edition() -> None:
    for day in ("2021-01-05", "2023-07-02"):
        facts = {"service": "conformity", "action": "issue", "submitted_at": f"{day}T10:00:00+06:00"}
        assert answer("service.deadline", **facts)["due_on"]


@pytest.mark.parametrize(("service", "action"), EVERY_ACTION)
def test_no_deadline_falls_on_a_day_off_and_a_day_later_never_comes_sooner(service: Service, action: Action) -> None:
    edition = BOOK.latest(STANDARDS[service].act)
    last = min(edition.end or date(2027, 11, 30), date(2027, 11, 30))
    before = None
    for n in range((last - edition.start).days + 1):
        day = edition.start + timedelta(days=n)
        times = clock(service, action, datetime.combine(day, time(12), ALMATY), BOOK)
        assert BOOK.calendar.is_working(times.due_on), day
        assert times.due_on > times.accepted_on >= day
        assert before is None or before <= times.due_on
        before = times.due_on


# --- fees ---


@pytest.mark.parametrize(
    ("action", "paid", "mci", "tenge"),
    [
        ("issue", "2025-11-20", 10, 39320),
        ("issue", "2025-12-31", 10, 39320),
        ("issue", "2026-01-01", 10, 43250),
        ("reissue", "2026-02-02", 1, 4325),
        ("duplicate", "2026-02-02", 10, 43250),
        ("issue_annex", "2026-02-02", 0, 0),
        ("reissue_annex", "2026-02-02", 0, 0),
        ("duplicate_annex", "2026-02-02", 0, 0),
        ("issue", "2020-03-31", 10, 26510),  # the index changed twice in 2020 and in 2022
        ("issue", "2020-04-01", 10, 27780),
        ("issue", "2022-03-31", 10, 30630),
        ("issue", "2022-04-01", 10, 31800),
        ("issue", "2015-12-31", 10, None),
        ("issue", "2027-01-01", 10, None),
    ],
)
def test_licence_fee(action: str, paid: str, mci: int, tenge: int | None) -> None:
    assert answer("service.fee", service="licence", action=action, paid_on=paid) == {"mci": mci, "tenge": tenge}


def test_the_other_services_are_free_and_tenge_is_given_only_with_a_day() -> None:
    for service, action in (("certificate", "confirm"), ("foreign_certificate", "issue"), ("conformity", "extend")):
        assert answer("service.fee", service=service, action=action) == {"mci": 0}
    assert answer("service.fee", service="certificate", action="issue", paid_on="2026-02-02") == {"mci": 0, "tenge": 0}


def test_an_annex_alone_is_flagged_with_its_reading() -> None:
    found = ask("service.fee", {"service": "licence", "action": "issue_annex"}).findings[0]
    assert found.readings == ("L1",)


def test_reissue_never_costs_more_than_the_ceiling() -> None:
    rates = {
        action: fee_mci(Service.LICENCE, action, date(2026, 1, 5), BOOK) for action in STANDARDS["licence"].actions
    }
    assert rates[Action.REISSUE] == Decimal(1) <= 4
    assert all(0 <= rate <= rates[Action.ISSUE] for rate in rates.values())


def test_the_index_has_no_gaps_and_no_overlaps() -> None:
    records = sorted((p for p in BOOK.parameters if p.id == "mci"), key=lambda p: p.start)
    assert records[0].start == date(2016, 1, 1)
    for one, other in itertools.pairwise(records):
        assert one.end is not None
        assert one.end + timedelta(days=1) == other.start
        assert one.value < other.value  # type: ignore[operator]


# --- the ten rows ---


@pytest.mark.parametrize("service", list(Service))
def test_ten_rows_in_three_languages(service: Service) -> None:
    rows = answer("service.requirements", service=service.value)
    assert tuple(rows) == ROWS
    for row in ROWS:
        texts = rows[row] if isinstance(rows[row], list) else [rows[row]]
        assert texts
        assert all(text[lang].strip() for text in texts for lang in ("kk", "ru", "en")), row


@pytest.mark.parametrize(("service", "action"), EVERY_ACTION)
def test_every_action_has_documents(service: Service, action: Action) -> None:
    assert documents_of(service, action)


def test_refusal_grounds_are_numbered_as_in_the_standards() -> None:
    assert [g["number"] for g in rows_of(Service.LICENCE)["refusal_grounds"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [g["number"] for g in rows_of(Service.CONFORMITY)["refusal_grounds"]] == [1, 2, 3, 0]
    assert "threshold" in ground_text(Service.CONFORMITY, 2)["en"]
