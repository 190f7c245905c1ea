"""Reminders 6, 3 and 1 months before a certificate ends: each once, on its day or soon after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ASTANA, NURSING, Office

from tirkelim.cases import daily, outbox
from tirkelim.cases.models import Outbox
from tirkelim.gateway.answer import Subject
from tirkelim.gateway.demo import demo_outbox
from tirkelim.journal.change import change
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import record
from tirkelim.law.period import add_months, add_years
from tirkelim.register import commands
from tirkelim.register.models import Activity, Certificate
from tirkelim.services.certificate.ending import MONTHS
from tirkelim.services.certificate.hours import Learning
from tirkelim.services.certificate.reminders import CAUGHT_UP, months_due, remind

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 31)


@pytest.fixture
def office() -> Office:
    """A department and its people, in March 2026."""
    return Office()


def certificate(office: Office, until: date | None = LAST, **terms: Any) -> Certificate:
    """A nurse's certificate with this last day."""
    given = {
        "person": terms.pop("person", None) or office.person(),
        "specialty": NURSING,
        "issued_on": date(2014, 3, 1) if until is None else add_years(until, -5),
        "valid_until": until,
        "office": ASTANA,
        "number": f"KZ{uuid4().hex[:12]}",
    }
    done = commands.record_certificate(office.command(), commands.CertificateTerms(**{**given, **terms}))
    return Certificate.objects.get(pk=done.result["certificate"])


def course(office: Office, person: UUID, on: date, hours: int | None = 60, **more: Any) -> None:
    """Further education that the personnel service entered."""
    facts = {"hours": hours, "specialty": NURSING, **more}
    commands.add_training(
        office.command(), person=person, programme="Күтім", completed_on=on, source="document", **facts
    )


def at(day: date) -> datetime:
    """The morning of a day in Almaty."""
    return datetime.combine(day, time(3, 0), UTC)


def run(day: date) -> int:
    """The daily work of a day; how many messages it wrote."""
    done = daily.run_one("reminders", remind, at(day))
    return 0 if done.repeated else int(done.result["messages"])


def written() -> list[dict[str, str]]:
    """The bodies of all reminders, in order."""
    return list(Outbox.objects.filter(kind="notice").order_by("id").values_list("body", flat=True))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


# --- which day --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "until",
    [date(2027, 3, 31), date(2027, 8, 31), date(2028, 2, 29), date(2027, 2, 28), date(2027, 12, 1), date(2027, 5, 30)],
)
def test_each_exactly_once_on_its_day(office: Office, until: date) -> None:
    """A year and a half day by day: three messages, on the days that the calendar gives."""
    certificate(office, until)
    sent = [day for day in days(until - timedelta(days=220), until + timedelta(days=20)) if run(day)]
    assert sent == [add_months(until, -months) for months in MONTHS]
    assert len(written()) == 3


def test_month_ends() -> None:
    """Six months before 31 August is the last day of February."""
    assert months_due(date(2027, 8, 31), date(2027, 2, 28)) == 6
    assert months_due(date(2028, 8, 31), date(2028, 2, 28)) is None
    assert months_due(date(2028, 8, 31), date(2028, 2, 29)) == 6
    assert months_due(date(2028, 2, 29), date(2027, 8, 29)) == 6


@given(until=st.dates(date(2026, 1, 1), date(2040, 1, 1)), off=st.integers(0, 60))
def test_a_day_is_caught_up_for_two_weeks(until: date, off: int) -> None:
    """No longer, and never before its time."""
    for months in MONTHS:
        due = add_months(until, -months)
        assert months_due(until, due - timedelta(days=1)) != months
        if off <= CAUGHT_UP:
            assert months_due(until, due + timedelta(days=off)) == months
        elif off <= 27:
            assert months_due(until, due + timedelta(days=off)) is None


@pytest.mark.parametrize(("days_off", "expected"), [(1, 1), (14, 1), (15, 0), (40, 0)])
def test_days_on_which_nothing_ran(office: Office, days_off: int, expected: int) -> None:
    """A reminder whose day was missed is still sent once within two weeks."""
    certificate(office)
    due = add_months(LAST, -6)
    run(due - timedelta(days=1))
    later = due + timedelta(days=days_off)
    assert run(later) == expected
    assert run(later + timedelta(days=1)) == 0


def test_a_day_is_done_once_however_many_work(office: Office) -> None:
    """The second process finds it done."""
    certificate(office)
    day = add_months(LAST, -3)
    assert [run(day), run(day)] == [1, 0]
    assert Change.objects.filter(action="daily.reminders").count() == 1


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_hours_that_will_be_missing(office: Office) -> None:
    """Counted to the last day: a course that will be older than five years by then does not count any more."""
    row = certificate(office)
    course(office, row.person_id, date(2022, 3, 30), 60)  # a day too early for 31 March 2027
    course(office, row.person_id, date(2022, 3, 31), 40)
    course(office, row.person_id, date(2025, 5, 1), 30, specialty="residency.paediatrics")
    run(add_months(LAST, -6))
    assert written() == [{"what": "certificate_ends_short", "day": "2027-03-31", "hours": "80"}]


def test_with_enough_hours_only_the_day(office: Office) -> None:
    """Credits count as thirty hours each."""
    row = certificate(office)
    course(office, row.person_id, date(2024, 5, 1), None, credits=4)
    run(add_months(LAST, -6))
    assert written() == [{"what": "certificate_ends", "day": "2027-03-31"}]


def test_results_of_the_ledger_count_once(office: Office) -> None:
    """The same certificate in both lists is one course; half hours stay."""
    row = certificate(office)
    course(office, row.person_id, date(2024, 5, 1), 60, certificate_number="СВ 15")
    for number, hours in (("св15", "60"), ("16", "20.5")):
        result = Activity(
            person_id=row.person_id, criterion=1, title="Курс", specialty=NURSING, completed_on=date(2024, 5, 1),
            document_number=number, details={"hours": hours}, evidence=uuid4(), source="document",
            valid_from=date(2024, 5, 1),
        )  # fmt: skip
        with change(office.command(), "test.result") as made:
            record(result, made)
    run(add_months(LAST, -1))
    assert written() == [{"what": "certificate_ends_short", "day": "2027-03-31", "hours": "39.5"}]


@pytest.mark.parametrize(
    ("entered", "title", "details", "missing"),
    [
        (60, "күтім", {"hours": "60"}, 60),  # confirming it entered the same programme of the same day
        (60, "Басқа күтім", {"hours": "40"}, 20),
        (60, "Басқа күтім", {"credits": 1}, 30),  # of thirty hours (C16)
    ],
)
def test_a_result_without_a_number_counts_once(
    office: Office, entered: int, title: str, details: dict[str, Any], missing: int
) -> None:
    row, day = certificate(office), date(2024, 5, 1)
    course(office, row.person_id, day, entered)
    result = Activity(
        person_id=row.person_id, criterion=1, title=title, specialty=NURSING, completed_on=day, details=details,
        evidence=uuid4(), source="document", valid_from=day,
    )  # fmt: skip
    with change(office.command(), "test.result") as made:
        record(result, made)
    assert Learning([row.person_id], office.now).missing(row, LAST) == missing


def test_the_holder_of_a_level_looks_into_the_ledger(office: Office) -> None:
    certificate(office, level="4.1")
    run(add_months(LAST, -6))
    assert written() == [{"what": "certificate_ends_level", "day": "2027-03-31"}]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["2027 жылғы 31 наурыз", "80"]),
        ("ru", ["31 марта 2027 года", "80"]),
        ("en", ["31 March 2027", "80 hours"]),
    ],
)
def test_it_comes_in_the_holders_language(office: Office, settings: Any, language: str, said: list[str]) -> None:
    """Without a name, a number or anything else about the person."""
    settings.DEMO = True
    applicant = office.applicant()
    applicant.language = language
    applicant.save(update_fields=["language"])
    row = certificate(office, person=applicant.person)
    course(office, row.person_id, date(2024, 5, 1), 40)
    run(add_months(LAST, -6))
    assert outbox.work(at(add_months(LAST, -6))) == 1
    [message] = demo_outbox(Subject(row.person_id))
    assert all(part in message.text for part in said)
    assert row.number not in message.text
    assert "Сейітова" not in message.text


# --- to whom it is not sent -------------------------------------------------------------------------------------------


def test_not_of_what_does_not_stand(office: Office) -> None:
    """Withdrawn or superseded."""
    for kind in ("withdrawn", "superseded"):
        row = certificate(office)
        commands.record_certificate_event(office.command(), row.id, kind, date(2026, 3, 2), "")
    assert run(add_months(LAST, -6)) == 0


def test_not_after_a_death(office: Office) -> None:
    row = certificate(office)
    job = office.job(row.person_id, office.organisation())
    commands.leave(office.command(), job, left_on=date(2026, 3, 1), reason="death")
    assert run(add_months(LAST, -6)) == 0


def test_not_while_the_confirmation_is_asked_for(office: Office) -> None:
    """An open application in that specialty; a draft is none yet."""
    writer, sender = office.applicant("writer"), office.applicant("sender")
    for one in (writer, sender):
        certificate(office, person=one.person)
    office.draft(writer)
    office.submitted(sender)
    run(add_months(LAST, -6))
    assert set(Outbox.objects.filter(kind="notice").values_list("to", flat=True)) == {str(writer.person)}


# --- without a term ---------------------------------------------------------------------------------------------------


def test_before_further_education_lapses(office: Office) -> None:
    """Three times before it lapses; after the next course three times again, since the end has moved."""
    row = certificate(office, None)
    course(office, row.person_id, date(2021, 12, 15))
    first = [day for day in days(date(2026, 3, 2), date(2026, 12, 20)) if run(day)]
    assert first == [date(2026, 6, 15), date(2026, 9, 15), date(2026, 11, 15)]
    assert {body["what"] for body in written()} == {"training_lapses"}
    office.now = at(date(2026, 12, 21))
    course(office, row.person_id, date(2026, 12, 21))
    second = [day for day in days(date(2031, 6, 1), date(2032, 1, 10)) if run(day)]
    assert second == [date(2031, 6, 21), date(2031, 9, 21), date(2031, 11, 21)]


def test_further_education_in_time_stops_them(office: Office) -> None:
    """Passed after the first reminder: the others do not come."""
    row = certificate(office, None)
    course(office, row.person_id, date(2021, 12, 15))
    assert run(date(2026, 6, 15)) == 1
    office.now = at(date(2026, 7, 1))
    course(office, row.person_id, date(2026, 7, 1))
    assert sum(run(day) for day in days(date(2026, 7, 2), date(2026, 12, 20))) == 0


# --- how much it costs ------------------------------------------------------------------------------------------------


def queries_of(day: date) -> Counter[str]:
    """What a day asks the database, by kind of statement."""
    with CaptureQueriesContext(connection) as seen:
        run(day)
    return Counter(query["sql"].split()[0] for query in seen)


def test_the_queries_do_not_grow_with_the_certificates(office: Office) -> None:
    """Within a portion: one more certificate costs no further query."""
    certificate(office)
    few = queries_of(add_months(LAST, -6))
    for _ in range(12):
        row = certificate(office, date(2028, 3, 31))
        course(office, row.person_id, date(2024, 5, 1))
    many = queries_of(date(2027, 9, 30))
    assert few["SELECT"] == many["SELECT"] <= 16


def test_the_worker_begins_its_day_with_it(office: Office, capsys: Any) -> None:
    """Before it looks into the outbox."""
    from time_machine import travel

    row = certificate(office)
    with travel(at(add_months(LAST, -6)), tick=False):
        call_command("work", "--once")
    assert Outbox.objects.get(to=str(row.person_id)).delivered_at is not None


def test_a_failing_day_holds_nothing_up(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """It is told by its name only, and tried again."""
    from tirkelim.cases.management.commands.work import Command as Work

    def fail(now: datetime) -> int:
        raise RuntimeError("about somebody")

    worker = Work()
    monkeypatch.setattr(daily, "run", fail)
    assert worker.begin_day(None) is None
    monkeypatch.undo()
    today = worker.begin_day(None)
    assert today is not None
    assert worker.begin_day(today) == today
    assert "RuntimeError" in capsys.readouterr().err


def test_a_command_of_the_day_is_its_own(office: Office) -> None:
    """Two works of one day do not take each other for a repetition."""
    seen: list[str] = []

    def note(made: Change, now: datetime) -> dict[str, Any]:
        seen.append(made.action)
        return {}

    daily.run_one("one", note, at(LAST))
    daily.run_one("two", note, at(LAST))
    daily.run_one("one", note, at(LAST))
    assert seen == ["daily.one", "daily.two"]
