"""The work list of a personnel service: terms by day, and each list as the facts have it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tirkelim.law.book import current_book
from tirkelim.register import commands
from tirkelim.register.worklists import Kind, WorkList, due_on, work_list, worklist_counts

WHOLE = {
    "birth_place": "Астана", "citizenship": "KAZ", "document_kind": "identity_card", "document_number": "012345678",
    "residence": "Астана", "registration_place": "Астана", "registration_date": date(2020, 1, 1), "trained": False,
}  # fmt: skip
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("hired_on", "last_day"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),  # Monday: Tuesday, Wednesday, Thursday
        (date(2026, 2, 25), date(2026, 3, 2)),  # over a weekend
        (date(2026, 2, 27), date(2026, 3, 4)),  # Friday
        (date(2026, 2, 28), date(2026, 3, 4)),  # Saturday: the first counted day is Monday
        (date(2026, 3, 1), date(2026, 3, 4)),  # Sunday
        (date(2026, 3, 5), date(2026, 3, 11)),  # over the 8th of March, a Sunday, whose day off moves to Monday
        (date(2026, 3, 19), date(2026, 3, 27)),  # over Nauryz, 21 to 23 March: a Saturday to a Monday
        (date(2025, 12, 31), date(2026, 1, 8)),  # over the New Year and Christmas of the 7th of January
    ],
)
def test_the_term_is_three_working_days(hired_on: date, last_day: date) -> None:
    """The day of hiring is not counted; weekends and holidays are none (253/2020 p.8)."""
    assert due_on(hired_on, current_book()) == last_day


def test_before_the_wording_there_is_no_term() -> None:
    """The register holds the wording of 2025."""
    assert due_on(date(2020, 9, 1), current_book()) is None


def make_whole(world: Any, person: UUID) -> None:
    """All that the fifteen items ask for beside the facts."""
    day = date(2012, 6, 20)
    commands.add_education(world.command(), person=person, kind="bachelor", graduated_on=day, source="document")


def listed(world: Any, organisation: UUID, today: date = TODAY) -> WorkList:
    """The work list at the moment of the world."""
    return work_list(organisation, today, world.now, current_book())


@pytest.mark.django_db
def test_entries_stand_by_their_terms_until_all_is_in(world: Any) -> None:
    """Overdue, due today, running, without a term; a whole one is on no list."""
    clinic = world.organisation()
    days = {
        Kind.OVERDUE: date(2026, 2, 20), Kind.DUE_TODAY: date(2026, 2, 25), Kind.DUE_SOON: date(2026, 2, 27),
        Kind.INCOMPLETE: date(2020, 9, 1),
    }  # fmt: skip
    jobs = {kind: world.job(world.person(), clinic, day, is_main=False) for kind, day in days.items()}
    whole = world.person(**WHOLE)
    make_whole(world, whole)
    world.job(whole, clinic, date(2026, 2, 25))
    found = listed(world, clinic)
    for kind, job in jobs.items():
        assert [line.job for line in found.lines(kind)] == [job]
        assert found.count(kind) == 1
    assert found.lines(Kind.DUE_TODAY)[0].due == TODAY


@pytest.mark.django_db
def test_a_late_entry_is_listed_for_thirty_days(world: Any) -> None:
    """Whatever is corrected later; in time it is not."""
    clinic = world.organisation()
    late = world.job(world.person(), clinic, date(2026, 2, 20))
    world.job(world.person(), clinic, date(2026, 2, 25))
    commands.correct_employment(world.command(), late, {"position_title": "дәрігер-терапевт"})
    (line,) = listed(world, clinic).lines(Kind.LATE)
    assert (line.job, line.due, line.on) == (late, date(2026, 2, 25), date(2026, 3, 2))
    world.now = datetime(2026, 4, 2, 4, tzinfo=UTC)
    assert listed(world, clinic, date(2026, 4, 2)).lines(Kind.LATE) == []


@pytest.mark.django_db
def test_who_died_or_left_elsewhere_is_told_where_a_job_stands(world: Any) -> None:
    """Until the job has ended."""
    clinic, hospital = world.organisation(), world.organisation("Аурухана")
    dead, abroad = world.person(), world.person()
    for person in (dead, abroad):
        world.job(person, hospital)
        world.job(person, clinic, is_main=False)
    # What another organisation's officer records ends only that organisation's jobs; here nobody's job is ended.
    commands.record_emigration(world.command(), abroad, date(2026, 1, 12), "DEU", end_jobs=False)
    death = commands.record_death(world.command(), dead, date(2026, 1, 12))
    assert len(death.result["ended"]) == 2
    (line,) = listed(world, clinic).lines(Kind.ABROAD)
    assert (line.person, line.on) == (abroad, date(2026, 1, 12))
    assert listed(world, clinic).count(Kind.DIED) == 0


@pytest.mark.django_db
def test_planned_ends_wait_for_a_word(world: Any) -> None:
    """A leave whose last day has come, a job whose last day has come, for as long as it takes; entered on that day or
    later, it is done."""
    clinic = world.organisation()
    world.now = datetime(2026, 1, 20, 4, tzinfo=UTC)
    job = world.job(world.person(), clinic)
    leave = commands.begin_absence(
        world.command(), job, kind="unpaid", started_on=date(2026, 1, 12), ended_on=date(2026, 2, 27)
    ).result["absence"]
    fixed = world.job(world.person(), clinic, left_on=date(2026, 2, 27))
    world.now = datetime(2026, 3, 2, 4, tzinfo=UTC)
    assert [str(line.about) for line in listed(world, clinic).lines(Kind.LEAVE_ENDS)] == [leave]
    assert [line.job for line in listed(world, clinic).lines(Kind.JOB_ENDS)] == [fixed]
    years_later = date(2028, 3, 2)
    assert [str(line.about) for line in listed(world, clinic, years_later).lines(Kind.LEAVE_ENDS)] == [leave]
    assert [line.job for line in listed(world, clinic, years_later).lines(Kind.JOB_ENDS)] == [fixed]
    commands.end_absence(world.command(), UUID(leave), date(2026, 2, 27))
    commands.leave(world.command(), fixed, left_on=date(2026, 2, 27), reason="contract_end")
    assert listed(world, clinic).count(Kind.LEAVE_ENDS) == 0
    assert listed(world, clinic).count(Kind.JOB_ENDS) == 0


def paper(world: Any, person: UUID, number: str, issued_on: date, valid_until: date) -> None:
    """A nurse's certificate from before this register."""
    terms = commands.CertificateTerms(
        person=person, specialty="secondary.nursing", issued_on=issued_on, valid_until=valid_until, number=number
    )
    commands.record_certificate(world.command(), terms)


@pytest.mark.django_db
def test_papers_that_end(world: Any) -> None:
    """Certificates by how soon they end, unless a longer one stands; identity documents that have ended."""
    clinic = world.organisation()
    for number, until in enumerate((date(2026, 3, 1), date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 2),
                                    date(2026, 5, 31), date(2026, 6, 1))):  # fmt: skip
        person = world.person(document_expires_on=date(2026, 3, 1 + number % 2))
        world.job(person, clinic)
        paper(world, person, f"A-{number}", date(2021, 3, 2), until)
        if number == 1:
            paper(world, person, "B", date(2026, 1, 2), date(2031, 1, 1))
    numbers = worklist_counts(clinic, TODAY, world.now, current_book())
    assert numbers[Kind.CERTIFICATE_EXPIRED] == 1
    assert numbers[Kind.CERTIFICATE_30] == 1
    assert numbers[Kind.CERTIFICATE_90] == 2
    assert numbers[Kind.DOCUMENT_EXPIRED] == 3
