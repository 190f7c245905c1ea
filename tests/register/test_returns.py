"""A return from abroad that was entered wrongly; and nobody is transferred or leaves after death."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.register.test_departures import DAY, last, officer

from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalPayload
from tirkelim.register import commands
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departure_on, departures_of
from tirkelim.register.models import Departure

pytestmark = pytest.mark.django_db
BACK, WHY = date(2026, 2, 2), "Басқа адам келген"


class Abroad:
    """Someone who moved abroad and came back, as the register has it."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.person, self.clinic = world.person(), world.organisation()
        self.job = world.job(self.person, self.clinic)
        self.hr = officer(world, self.clinic)
        done = commands.record_emigration(world.command(self.hr), self.person, DAY, "DEU", end_jobs=False)
        self.move = UUID(done.result["departure"])
        commands.record_return(world.command(self.hr), self.person, BACK)

    def correct(self, on: date | None, reason: str = WHY, actor: UUID | None = None) -> None:
        """Put the return right."""
        commands.correct_return(self.world.command(actor or self.hr), self.move, on, reason)

    def refused(self, on: date | None, reason: str = WHY) -> dict[str, str]:
        """Why not."""
        with pytest.raises(commands.Invalid) as refused:
            self.correct(on, reason)
        return refused.value.errors


@pytest.fixture
def abroad(world: Any) -> Abroad:
    return Abroad(world)


def test_a_return_that_never_was_is_taken_back_alone(abroad: Abroad) -> None:
    """The move stays, with its day and country; what was believed before stays readable."""
    before = abroad.world.now
    abroad.correct(None)
    away = departure_on(abroad.person, date(2026, 2, 20))
    assert away is not None
    assert (away.line, away.on, away.country, away.valid_to) == (abroad.move, DAY, "DEU", None)
    assert [row.valid_to for row in departures_of(abroad.person, AsOf(DAY, before))] == [BACK]
    assert JournalPayload.objects.filter(entry__kind="return_corrected", body__contains=WHY).exists()


def test_the_day_of_a_return_is_put_right(abroad: Abroad) -> None:
    abroad.correct(date(2026, 1, 28))
    assert departure_on(abroad.person, date(2026, 1, 27)) is not None
    assert departure_on(abroad.person, date(2026, 1, 28)) is None


@pytest.mark.parametrize(
    ("on", "reason", "errors"),
    [
        (None, " ", {"reason": "missing"}),
        (None, "ы" * 501, {"reason": "too_long"}),
        (BACK, WHY, {"on": "unchanged"}),
        (DAY, WHY, {"on": "before_departure"}),
        (date(2027, 1, 1), WHY, {"on": "in_the_future"}),
    ],
)
def test_what_cannot_be_is_told(abroad: Abroad, on: date | None, reason: str, errors: dict[str, str]) -> None:
    assert abroad.refused(on, reason) == errors


def test_a_job_begun_after_the_return_holds_it(abroad: Abroad) -> None:
    """The hiring has to be put right first."""
    abroad.world.job(abroad.person, abroad.world.organisation("Аурухана"), date(2026, 2, 10), is_main=False)
    assert abroad.refused(None) == {"on": "hired_meanwhile"}
    assert abroad.refused(date(2026, 2, 11)) == {"on": "hired_meanwhile"}
    abroad.correct(date(2026, 2, 10))


def test_a_later_move_or_death_holds_it(abroad: Abroad) -> None:
    commands.record_emigration(abroad.world.command(), abroad.person, date(2026, 2, 20), "TUR")
    assert abroad.refused(None) == {"on": "gone_again"}
    abroad.correct(date(2026, 2, 20))


def test_a_stay_that_a_death_ended_has_no_return(abroad: Abroad) -> None:
    abroad.correct(None)
    commands.record_death(abroad.world.command(), abroad.person, date(2026, 2, 20))
    assert abroad.refused(None) == {"departure": "not_returned"}


def test_others_may_not_and_what_is_not_there_is_not_found(abroad: Abroad) -> None:
    with pytest.raises(commands.NotFound):
        commands.correct_return(abroad.world.command(), abroad.person, None, WHY)
    commands.withdraw_departure(abroad.world.command(), abroad.move)
    assert not Departure.objects.current().exists()


def test_an_officer_of_another_organisation_may_not(world: Any) -> None:
    abroad = Abroad(world)
    commands.leave(world.command(), abroad.job, left_on=date(2026, 1, 2), reason="own_wish")
    with pytest.raises(Denied):
        abroad.correct(None)


def test_nobody_is_transferred_or_leaves_after_death(world: Any) -> None:
    """On the day of death itself the job of another organisation ends."""
    person, clinic, hospital = world.person(), world.organisation(), world.organisation("Аурухана")
    world.job(person, clinic)
    there = world.job(person, hospital, is_main=False)
    commands.record_death(world.command(officer(world, clinic)), person, DAY)
    after = date(2026, 1, 16)
    with pytest.raises(commands.Invalid) as refused:
        commands.transfer(world.command(), there, after, {"position_title": "меңгеруші"})
    assert refused.value.errors == {"transferred_on": "after_death"}
    with pytest.raises(commands.Invalid) as refused:
        commands.leave(world.command(), there, left_on=after, reason="own_wish")
    assert refused.value.errors == {"left_on": "after_death"}
    commands.transfer(world.command(), there, date(2026, 1, 12), {"position_title": "меңгеруші"})
    commands.leave(world.command(), there, left_on=DAY, reason="death")
    assert last(there).left_on == DAY
