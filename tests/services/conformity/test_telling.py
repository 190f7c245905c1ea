"""Members of the commission are told of a sitting and of its minutes; nobody's case is named."""

from __future__ import annotations

import pytest
from tests.services.conformity.commission_room import CommissionRoom

from tirkelim.cases import outbox
from tirkelim.identity.models import Account
from tirkelim.notices.telling import notices_of
from tirkelim.services.conformity.commission import sittings

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> CommissionRoom:
    """The commission of Astana with three members."""
    return CommissionRoom()


def told(room: CommissionRoom, account: Account) -> list[tuple[str, dict[str, str]]]:
    """What an account was told by now."""
    outbox.work(room.now, 1000)
    rows = notices_of(account).exclude(what__startswith="case.").order_by("at", "key")
    return [(row.what, row.words) for row in rows]


def test_members_are_told_of_a_sitting_and_whoever_was_present_of_its_minutes(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    day = {"day": "2022-03-16"}
    for member in (room.chair, room.second, room.third):
        assert told(room, member) == [("sitting_called", day)]
    assert told(room, room.officer_) == [], "who called it knows"
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    room.draw_up(sitting)
    assert ("minutes_to_sign", day) in told(room, room.second)
    assert told(room, room.officer_) == []


def test_members_are_told_that_a_sitting_is_off(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over(), wait=0)
    sittings.cancel(room.command(room.officer_.id), sitting, "Төраға ауырып қалды")
    assert sorted(what for what, _words in told(room, room.third)) == ["sitting_called", "sitting_off"]
