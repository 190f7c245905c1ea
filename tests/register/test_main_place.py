"""Of one person no two main jobs hold on one day; who says so while another does has a claim."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.racing import at_once

from tirkelim.conf.start import problems
from tirkelim.journal import no_overlap
from tirkelim.journal.change import Command, change
from tirkelim.journal.temporal import Overlap, like, record
from tirkelim.law.book import current_book
from tirkelim.register import commands
from tirkelim.register.models import Departure, Employment
from tirkelim.register.worklists import Kind, Line, work_list

pytestmark = pytest.mark.django_db


def days(job: UUID) -> list[tuple[date, date | None, bool, bool]]:
    """The versions of a job in the present knowledge: from, to, main, claimed."""
    rows = Employment.objects.current().filter(line=job).order_by("valid_from")
    return [(row.valid_from, row.valid_to, row.is_main, row.claims_main) for row in rows]


class Two:
    """A person whose main job is in one organisation, while another one hires as main too."""

    def __init__(self, world: Any, second: date = date(2024, 1, 8)) -> None:
        self.world = world
        self.person = world.person()
        self.first, self.second = world.organisation(), world.organisation("Аурухана")
        self.old = world.job(self.person, self.first)
        self.done = commands.hire(
            world.command(), person=self.person, organisation=self.second, hired_on=second, is_main=True
        )
        self.new = UUID(self.done.result["employment"])


def listed(two: Two, organisation: UUID, on: date = date(2024, 2, 1)) -> list[Line]:
    """What an organisation's work list says on a day of main places in dispute."""
    work = work_list(organisation, on, two.world.now, current_book())
    return [line for kind in (Kind.MAIN_ELSEWHERE, Kind.MAIN_WAITS, Kind.MAIN_FREE) for line in work.lines(kind)]


@pytest.fixture
def two(world: Any) -> Two:
    return Two(world)


def test_a_second_main_job_is_stored_as_a_claim(two: Two) -> None:
    """Nobody is stopped: the three days run, and only the other organisation can correct its own record."""
    assert two.done.result["other_main"]
    assert days(two.new) == [(date(2024, 1, 8), None, False, True)]
    assert days(two.old) == [(date(2020, 9, 1), None, True, False)]


def test_a_second_job_is_no_claim(world: Any) -> None:
    """Who says that it is a second job disputes nothing."""
    person = world.person()
    world.job(person, world.organisation())
    job = world.job(person, world.organisation("Аурухана"), is_main=False)
    assert days(job) == [(date(2020, 9, 1), None, False, False)]


def test_both_organisations_see_what_they_have_to_do(two: Two) -> None:
    """The first one is asked to record the end; the second one confirms when it is recorded."""
    [line] = listed(two, two.first)
    assert (line.kind, line.job, line.about, line.other) == (Kind.MAIN_ELSEWHERE, two.old, two.new, two.second)
    [line] = listed(two, two.second)
    assert (line.kind, line.job, line.other) == (Kind.MAIN_WAITS, two.new, two.first)
    commands.leave(two.world.command(), two.old, left_on=date(2024, 1, 5), reason="own_wish")
    assert listed(two, two.first) == []
    [line] = listed(two, two.second)
    assert (line.kind, line.job) == (Kind.MAIN_FREE, two.new)


def test_a_claim_is_confirmed_once_the_other_job_has_ended(two: Two) -> None:
    """From its first day on, and what was known before stays readable."""
    before = two.world.now
    commands.leave(two.world.command(), two.old, left_on=date(2024, 1, 7), reason="own_wish")
    assert not commands.confirm_main(two.world.command(), two.new).result["other_main"]
    assert days(two.new) == [(date(2024, 1, 8), None, True, False)]
    assert listed(two, two.second) == []
    then = Employment.objects.as_of(date(2024, 2, 1), before).filter(is_main=True)
    assert [row.line for row in then] == [two.old]


def test_days_on_which_the_other_job_still_held_stay_disputed(two: Two) -> None:
    """The other one ended a week after the hiring: the job is main from the day after."""
    commands.leave(two.world.command(), two.old, left_on=date(2024, 1, 14), reason="own_wish")
    assert commands.confirm_main(two.world.command(), two.new).result["other_main"]
    assert days(two.new) == [
        (date(2024, 1, 8), date(2024, 1, 15), False, True), (date(2024, 1, 15), None, True, False),
    ]  # fmt: skip
    on = date(2024, 1, 10)
    assert [(line.kind, line.about) for line in listed(two, two.first, on)] == [(Kind.MAIN_ELSEWHERE, two.new)]
    assert listed(two, two.first) == listed(two, two.second) == []


def test_a_claim_that_is_still_disputed_is_not_confirmed(two: Two) -> None:
    """Nor a job that claims nothing."""
    for job, reason in ((two.new, "other_main_stands"), (two.old, "not_claimed")):
        with pytest.raises(commands.Invalid) as refused:
            commands.confirm_main(two.world.command(), job)
        assert refused.value.errors == {"is_main": reason}
    assert days(two.new) == [(date(2024, 1, 8), None, False, True)]


def test_a_job_entered_late_is_main_until_the_other_one_began(world: Any) -> None:
    """Only the days that both call their own are disputed."""
    person = world.person()
    world.job(person, world.organisation(), hired_on=date(2022, 5, 3))
    late = world.job(person, world.organisation("Аурухана"), hired_on=date(2021, 2, 1))
    assert days(late) == [
        (date(2021, 2, 1), date(2022, 5, 3), True, False), (date(2022, 5, 3), None, False, True),
    ]  # fmt: skip


def test_an_employer_has_one_main_job_for_a_person(world: Any) -> None:
    """A second one in the same organisation is a slip: it is refused beside the question."""
    person, clinic = world.person(), world.organisation()
    world.job(person, clinic)
    with pytest.raises(commands.Invalid) as refused:
        world.job(person, clinic, hired_on=date(2024, 1, 8))
    assert refused.value.errors == {"is_main": "own_main_stands"}


def test_a_dismissal_taken_back_does_not_make_two_main_jobs(world: Any) -> None:
    """Another one has begun meanwhile: from that day on the old one is a claim."""
    person = world.person()
    old = world.job(person, world.organisation())
    commands.leave(world.command(), old, left_on=date(2023, 3, 31), reason="own_wish")
    world.job(person, world.organisation("Аурухана"), hired_on=date(2023, 4, 3))
    assert commands.cancel_leaving(world.command(), old).result["other_main"]
    assert days(old) == [
        (date(2020, 9, 1), date(2023, 4, 3), True, False), (date(2023, 4, 3), None, False, True),
    ]  # fmt: skip


def test_hiring_corrected_to_an_earlier_day_meets_the_job_before(world: Any) -> None:
    """The days of both are disputed, the rest stays main."""
    person = world.person()
    before = world.job(person, world.organisation())
    commands.leave(world.command(), before, left_on=date(2023, 3, 31), reason="own_wish")
    job = world.job(person, world.organisation("Аурухана"), hired_on=date(2023, 4, 3))
    assert commands.correct_hiring(world.command(), job, date(2023, 3, 1)).result["other_main"]
    assert days(job) == [
        (date(2023, 3, 1), date(2023, 4, 1), False, True), (date(2023, 4, 1), None, True, False),
    ]  # fmt: skip


def test_transfer_and_correction_say_main_or_not(two: Two) -> None:
    """A claim taken back is none; said again it is one; what is not said stays."""
    world = two.world
    commands.correct_employment(world.command(), two.new, {"is_main": False})
    assert days(two.new) == [(date(2024, 1, 8), None, False, False)]
    done = commands.transfer(world.command(), two.new, date(2025, 1, 6), {"is_main": True, "position": 4})
    assert done.result["other_main"]
    assert days(two.new)[-1] == (date(2025, 1, 6), None, False, True)
    commands.transfer(world.command(), two.new, date(2025, 6, 2), {"position": 5})
    assert days(two.new)[-1] == (date(2025, 6, 2), None, False, True)
    assert commands.correct_employment(world.command(), two.new, {"is_main": True}).result["other_main"]


def test_nobody_sets_a_claim_by_hand(two: Two) -> None:
    """It follows from what both employers say."""
    with pytest.raises(commands.Invalid):
        commands.correct_employment(two.world.command(), two.old, {"claims_main": True})


@pytest.fixture
def job(world: Any) -> Employment:
    """A main job, as it is stored."""
    return Employment.objects.get(line=world.job(world.person(), world.organisation()))


def past_the_writers(row: Any, command: Command) -> None:
    """Store a row as somebody would who forgets to ask."""
    with change(command, "test.write") as made:
        row.change, row.known_from = made, made.at
        row.save()


def test_the_database_refuses_a_second_main_job(world: Any, job: Employment) -> None:
    """Even where the code above it were wrong; days that only touch are no overlap."""
    for start in (date(2025, 1, 1), date(2019, 1, 1)):
        with pytest.raises(IntegrityError, match="register_employment_person_id_alone"), transaction.atomic():
            past_the_writers(like(job, line=uuid4(), valid_from=start, hired_on=start), world.command())
    past_the_writers(
        like(job, line=uuid4(), valid_from=date(2019, 1, 1), valid_to=date(2020, 9, 1), hired_on=date(2019, 1, 1)),
        world.command(),
    )
    past_the_writers(like(job, line=uuid4(), is_main=False), world.command())


def test_the_database_refuses_two_versions_on_one_day(world: Any, job: Employment) -> None:
    """Of any line."""
    with pytest.raises(IntegrityError, match="register_employment_line_alone"), transaction.atomic():
        past_the_writers(like(job, is_main=False, valid_from=date(2025, 1, 1)), world.command())


def test_the_database_refuses_two_departures_at_once(world: Any) -> None:
    """Nobody dies twice, nor emigrates without having returned."""
    person = world.person()
    gone = Departure(person_id=person, kind="emigration", on=date(2025, 3, 1), valid_from=date(2025, 3, 1))
    with change(world.command(), "test.write") as made:
        record(gone, made)
    with pytest.raises(Overlap), change(world.command(), "test.write") as made:
        record(like(gone, line=uuid4(), on=date(2026, 1, 1), valid_from=date(2026, 1, 1)), made)


@pytest.mark.django_db(transaction=True)
def test_two_employers_at_the_same_moment(make_world: Any) -> None:
    """One job is main, the other a claim; neither is lost."""
    world = make_world()
    person = world.person()
    clinics = [world.organisation(), world.organisation("Аурухана")]
    orders = [world.command(), world.command()]

    def hired(command: Command, clinic: UUID) -> Any:
        return lambda: commands.hire(
            command, person=person, organisation=clinic, hired_on=date(2024, 1, 8), is_main=True
        ).result["other_main"]

    found = at_once([hired(command, clinic) for command, clinic in zip(orders, clinics, strict=True)])
    assert sorted(found) == [False, True]
    rows = Employment.objects.current().filter(person=person)
    assert sorted((row.is_main, row.claims_main) for row in rows) == [(False, True), (True, False)]


@pytest.mark.django_db(transaction=True)
def test_a_database_without_the_rule_is_not_served() -> None:
    """The start says which one is missing, and `install_guards` brings it back."""
    assert no_overlap.missing(connection) == []
    name = "register_employment_person_id_alone"
    with connection.cursor() as cursor:
        drop = f'DROP TRIGGER "{name}"'
        if connection.vendor == "postgresql":
            drop = f'ALTER TABLE register_employment DROP CONSTRAINT "{name}"'
        cursor.execute(drop)
    assert no_overlap.missing(connection) == [name]
    assert any(name in str(problem) for problem in problems())
    no_overlap.install(connection)
    assert no_overlap.missing(connection) == []
