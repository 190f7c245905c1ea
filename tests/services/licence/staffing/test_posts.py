"""Who counts where: jobs, named bases, certificates over time, absences, and what was known when."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic

from tirkelim.register import commands
from tirkelim.register.certificate_days import Stretch, valid_days
from tirkelim.register.models import AbsenceKind
from tirkelim.register.status import CertificateStatus, EventKind, status_on
from tirkelim.services.licence.staffing.posts import places_at, posts_at
from tirkelim.services.licence.staffing.shortage import public_staffing, staffing_of

ISSUED = date(2012, 5, 10)
DAYS = st.dates(date(2012, 5, 1), date(2030, 1, 1))


@given(
    until=st.none() | st.dates(date(2012, 5, 10), date(2028, 1, 1)),
    events=st.lists(st.tuples(st.sampled_from(list(EventKind)), DAYS), max_size=5),
    trained=st.lists(DAYS, max_size=4),
    asked=st.lists(st.dates(date(2012, 4, 1), date(2036, 1, 1)), min_size=12, max_size=12),
)
def test_stretches_answer_as_the_status_of_the_day(
    until: date | None, events: list[tuple[EventKind, date]], trained: list[date], asked: list[date]
) -> None:
    paper: Any = SimpleNamespace(issued_on=ISSUED, valid_until=until)
    happened: list[Any] = [SimpleNamespace(kind=kind.value, on=on, superseded_by="") for kind, on in events]
    stretches = valid_days(paper, happened, tuple(trained))
    edges = [day for one in stretches for day in (one.first - timedelta(days=1), one.first, one.last) if day]
    for day in [*asked, *edges]:
        valid = status_on(paper, happened, day, trained).status is CertificateStatus.VALID
        assert any(one.holds(day) for one in stretches) == valid, day


def test_common_days_of_stretches() -> None:
    first, second = Stretch(date(2026, 1, 1), date(2026, 1, 9)), Stretch(date(2026, 1, 9), None)
    assert first.common(second) == Stretch(date(2026, 1, 9), date(2026, 1, 9))
    assert first.common(Stretch(date(2026, 1, 10), None)) is None


@pytest.fixture
def clinic(db: None) -> Clinic:
    """In March 2026."""
    return Clinic()


def test_a_post_is_what_job_and_certificate_share(clinic: Clinic) -> None:
    person, job = clinic.specialist(CARDIOLOGY, hired_on=date(2023, 1, 9), until=date(2027, 8, 31))
    [post] = posts_at([clinic.first], clinic.now)[clinic.first]
    assert (post.person, post.first, post.last) == (str(person), date(2023, 1, 9), date(2027, 8, 31))
    clinic.leave(job, date(2026, 4, 30))
    [post] = posts_at([clinic.first], clinic.now)[clinic.first]
    assert post.last == date(2026, 4, 30)


def test_without_a_named_base_at_every_base_and_with_one_only_there(clinic: Clinic) -> None:
    _person, job = clinic.specialist(CARDIOLOGY)
    both = [clinic.first, clinic.second]
    assert [len(posts) for posts in posts_at(both, clinic.now).values()] == [1, 1]
    clinic.named(job, clinic.second, clinic.today)
    found = posts_at(both, clinic.now)
    assert found[clinic.first][0].last == clinic.today - timedelta(days=1)
    assert {post.first for post in found[clinic.second]} == {date(2022, 9, 1), clinic.today}


def test_a_transfer_changes_nothing_and_an_absence_ends_nothing(clinic: Clinic) -> None:
    _person, job = clinic.specialist(CARDIOLOGY)
    commands.transfer(clinic.command(), job, clinic.today, {"position_title": "меңгеруші"})
    commands.begin_absence(clinic.command(), job, kind=AbsenceKind.MATERNITY, started_on=clinic.today)
    found = staffing_of(clinic.on(), clinic.today, clinic.now)
    assert not found[0].lines[0].is_short


def test_what_was_known_then_is_answered_again(clinic: Clinic) -> None:
    _person, job = clinic.specialist(CARDIOLOGY)
    then = clinic.now
    clinic.leave(job, clinic.today - timedelta(days=30))
    now = staffing_of(clinic.on(), clinic.today, clinic.now)[0].lines[0]
    assert now.is_short
    before = staffing_of(clinic.on(), clinic.today, then)[0].lines[0]
    assert not before.is_short


def test_the_public_is_told_numbers(clinic: Clinic) -> None:
    for _ in range(3):
        clinic.specialist(CARDIOLOGY)
    line = public_staffing(clinic.on(), clinic.today, clinic.now)[0].lines[0]
    assert (line.found, line.least, line.certainty, line.official, line.is_short) == (3, 1, "low", False, False)


def test_coming_shortages_are_known_ahead(clinic: Clinic) -> None:
    clinic.specialist(CARDIOLOGY, until=clinic.today + timedelta(days=40))
    clinic.specialist(NURSING)
    line = staffing_of(clinic.on(), clinic.today, clinic.now)[0].lines[0]
    assert line.now is None
    assert line.coming is not None
    assert line.coming.first == clinic.today + timedelta(days=41)


def test_many_bases_cost_the_same_queries(clinic: Clinic) -> None:
    for _ in range(4):
        clinic.specialist(CARDIOLOGY, NURSING)
    with CaptureQueriesContext(connection) as asked:
        places_at([clinic.first, clinic.second], clinic.now)
    assert len(asked) <= 6
