"""Long leaves, and first and last days of jobs that were entered wrongly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tirkelim.register import commands, queries
from tirkelim.register.models import Absence, Employment

pytestmark = pytest.mark.django_db


def test_a_leave_stands_within_its_job_and_ends_earlier_than_planned(world: Any) -> None:
    """The job goes on; two leaves at once are refused."""
    person = world.person()
    job = world.job(person, world.organisation())
    when = {"kind": "child_care", "started_on": date(2025, 3, 1), "ended_on": date(2026, 8, 31)}
    begun = commands.begin_absence(world.command(), job, **when).result["absence"]
    before = world.now
    with pytest.raises(commands.Invalid, match="overlaps"):
        commands.begin_absence(world.command(), job, kind="unpaid", started_on=date(2026, 8, 31))
    commands.end_absence(world.command(), begun, date(2026, 2, 27))
    (row,) = queries.person_profile(person, date(2026, 3, 1), world.now).absences
    assert (row.valid_to, row.ended_on) == (date(2026, 2, 28), date(2026, 2, 27))
    assert Absence.objects.as_of(date(2026, 3, 1), before).count() == 1
    assert Employment.objects.current(date(2026, 1, 1)).count() == 1


@pytest.mark.parametrize(
    ("when", "field"),
    [
        ({"kind": "holiday", "started_on": date(2025, 3, 1)}, "kind"),
        ({"kind": "unpaid", "started_on": date(2019, 3, 1)}, "started_on"),
        ({"kind": "unpaid", "started_on": date(2025, 3, 1), "ended_on": date(2025, 2, 1)}, "ended_on"),
    ],
)
def test_impossible_leaves_are_refused_by_field(world: Any, when: dict[str, Any], field: str) -> None:
    """With the field to mend."""
    job = world.job(world.person(), world.organisation())
    with pytest.raises(commands.Invalid) as refused:
        commands.begin_absence(world.command(), job, **when)
    assert set(refused.value.errors) == {field}


def test_a_wrong_first_day_is_corrected_in_all_versions(world: Any) -> None:
    """And never behind the transfer that followed."""
    job = world.job(world.person(), world.organisation(), hired_on=date(2020, 9, 1))
    commands.transfer(world.command(), job, date(2023, 1, 16), {"position": 4})
    commands.correct_hiring(world.command(), job, date(2020, 8, 1))
    rows = Employment.objects.current().filter(line=job).order_by("valid_from")
    assert [(row.valid_from, row.hired_on) for row in rows] == [
        (date(2020, 8, 1), date(2020, 8, 1)), (date(2023, 1, 16), date(2020, 8, 1)),
    ]  # fmt: skip
    with pytest.raises(commands.Invalid, match="after_transfer"):
        commands.correct_hiring(world.command(), job, date(2023, 1, 16))


def test_a_dismissal_entered_wrongly_is_taken_back(world: Any) -> None:
    """The job goes on as if it had never ended; what was believed stays known."""
    clinic = world.organisation()
    job = world.job(world.person(), clinic)
    commands.leave(world.command(), job, left_on=date(2026, 1, 31), reason="own_wish")
    between = world.now
    commands.cancel_leaving(world.command(), job)
    assert Employment.objects.current(date(2026, 2, 1)).get().leave_reason == ""
    assert not queries.workers_of(clinic, date(2026, 2, 1), between).exists()
    with pytest.raises(commands.Invalid, match="not_left"):
        commands.cancel_leaving(world.command(), job)
