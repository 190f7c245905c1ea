"""The watch over staff, on random histories of the register: a shortage stands as told exactly while too few certified
people are left, and whatever was derived on a day is derived again later by what was known then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic, Key, count_by_hand

from tirkelim.cases import daily
from tirkelim.register import commands
from tirkelim.register.commands import Invalid, NotFound, base_work
from tirkelim.register.licence_queries import licence_on
from tirkelim.register.models import BaseWork, Certificate, Employment, LicenceAnnex, LicenceEventKind, ProductionBase
from tirkelim.register.status import EventKind
from tirkelim.services.licence.staffing.shortage import staffing_of
from tirkelim.services.licence.staffing.watching import sweep, watch_changes

pytestmark = pytest.mark.django_db
Act = Callable[[Clinic, int], Any]


def pick(rows: Any, number: int) -> Any:
    """One of several rows."""
    found = list(rows)
    if not found:
        raise NotFound("nothing to do it to")
    return found[number % len(found)]


def jobs(clinic: Clinic) -> Any:
    return Employment.objects.current().filter(organisation=clinic.organisation_id).order_by("known_from", "valid_from")


def hire(clinic: Clinic, number: int) -> None:
    kinds = ((CARDIOLOGY,), (NURSING,), (CARDIOLOGY, NURSING), ())
    clinic.specialist(*kinds[number % 4], hired_on=clinic.today - timedelta(days=number % 5))


def hire_again(clinic: Clinic, number: int) -> None:
    clinic.specialist(person=pick(jobs(clinic), number).person_id, hired_on=clinic.today)


def dismiss(clinic: Clinic, number: int) -> None:
    clinic.leave(pick(jobs(clinic), number).line, clinic.today + timedelta(days=number % 9 - 4))


def take_dismissal_back(clinic: Clinic, number: int) -> None:
    commands.cancel_leaving(clinic.command(), pick(jobs(clinic).filter(left_on__isnull=False), number).line)


def transfer(clinic: Clinic, number: int) -> None:
    job = pick(jobs(clinic), number).line
    commands.transfer(clinic.command(), job, clinic.today, {"position_title": str(number), "is_main": True})


def name_base(clinic: Clinic, number: int) -> None:
    base = pick(ProductionBase.objects.order_by("change__at", "id"), number // 7)
    clinic.named(pick(jobs(clinic), number).line, base.id, clinic.today + timedelta(days=number % 7 - 3))


def end_base(clinic: Clinic, number: int) -> None:
    row = pick(BaseWork.objects.current().order_by("known_from"), number)
    base_work.end_base_work(clinic.command(), row.line, last_day=clinic.today - timedelta(days=number % 3))


def correct_base(clinic: Clinic, number: int) -> None:
    row = pick(BaseWork.objects.current().order_by("known_from"), number)
    other = ProductionBase.objects.exclude(pk=row.base_id).first()
    assert other is not None
    base_work.correct_base_work(clinic.command(), row.line, {"base": other.id})


def withdraw_base(clinic: Clinic, number: int) -> None:
    base_work.withdraw_base_work(clinic.command(), pick(BaseWork.objects.current().order_by("known_from"), number).line)


def certify(clinic: Clinic, number: int) -> None:
    person = pick(jobs(clinic), number).person_id
    until = clinic.today + timedelta(days=number % 50)
    clinic.certified(person, (CARDIOLOGY, NURSING)[number % 2], issued_on=clinic.today, until=until)


def withdraw(clinic: Clinic, number: int) -> None:
    certificate = pick(Certificate.objects.exclude(events__kind="withdrawn").order_by("change__at", "id"), number)
    clinic.happened(certificate.id, EventKind.WITHDRAWN, clinic.today)


def restore(clinic: Clinic, number: int) -> None:
    certificate = pick(Certificate.objects.filter(events__kind="withdrawn").order_by("change__at", "id"), number)
    clinic.happened(certificate.id, EventKind.RESTORED, clinic.today)


def suspend(clinic: Clinic, number: int) -> None:
    clinic.event(LicenceEventKind.SUSPENDED, clinic.today)


def resume(clinic: Clinic, number: int) -> None:
    clinic.event(LicenceEventKind.RESUMED, clinic.today)


def end_annex(clinic: Clinic, number: int) -> None:
    annex = pick(LicenceAnnex.objects.order_by("number") if number % 3 == 0 else (), number)
    clinic.event(LicenceEventKind.TERMINATED, clinic.today + timedelta(days=number % 3), annex.id)


def require(clinic: Clinic, number: int) -> None:
    clinic.required("2.doctor", "2", number % 4, clinic.today + timedelta(days=number % 5 - 2))


ACTS: tuple[Act, ...] = (
    hire, hire_again, dismiss, dismiss, take_dismissal_back, transfer, name_base, end_base, correct_base, withdraw_base,
    certify, withdraw, restore, suspend, resume, end_annex, require,
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 500), st.sampled_from((0, 0, 1, 2, 7, 30))), min_size=6, max_size=12
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_told_exactly_while_short(steps: list[tuple[Act, int, int]]) -> None:
    """After every event the open shortages are those that a count by hand finds on that day; asked later, the same."""
    with transaction.atomic():
        clinic = Clinic()
        clinic.specialist(CARDIOLOGY)
        clinic.specialist(NURSING)
        answers: list[tuple[date, datetime, dict[Key, frozenset[UUID]]]] = []
        for act, number, days in steps:
            with suppress(Invalid, NotFound), transaction.atomic():
                act(clinic, number)
            watch_changes(clinic.later(minutes=1))
            assert clinic.told() == {key for key, short in count_by_hand(clinic, clinic.today).items() if short}
            answers.append((clinic.today, clinic.now, derived(clinic, clinic.today, clinic.now)))
            if days:
                clinic.later(days=days)
                daily.run_in_portions("licence_staff", sweep, clinic.now)
                assert clinic.told() == {key for key, short in count_by_hand(clinic, clinic.today).items() if short}
        for day, known, answer in answers:
            assert derived(clinic, day, known) == answer
        for back in range(0, 90, 9):
            day = clinic.today - timedelta(days=back)
            assert short_on(clinic, day) == count_by_hand(clinic, day)
        transaction.set_rollback(True)


def derived(clinic: Clinic, day: date, known: datetime) -> dict[Key, frozenset[UUID]]:
    """Who counts for each need of the licence, as the service derives it."""
    found = staffing_of(licence_on(clinic.licence, day, known), day, known)
    return {
        (one.on.annex.id, line.need.subtype, line.need.specialty, line.need.key): line.people
        for one in found
        for line in one.lines
    }


def short_on(clinic: Clinic, day: date) -> dict[Key, bool]:
    """Whether each need is short on a day by the present knowledge, as the service derives it."""
    found = staffing_of(clinic.on(day), day, clinic.now)
    return {
        (one.on.annex.id, line.need.subtype, line.need.specialty, line.need.key): line.is_short
        for one in found
        for line in one.lines
    }
