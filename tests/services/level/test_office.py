"""The department that decides on a level: of the residence, else of the main place of work as it is now."""

from __future__ import annotations

from datetime import date

from tests.builders import ASTANA
from tests.services.level.board import Board

from tirkelim.register import commands
from tirkelim.services.level.service import office_of

ALMATY = "750000000"


def test_without_a_residence_it_is_the_main_workplaces(board: Board) -> None:
    """A job that was left after a transfer is nobody's workplace, though its first days know of no leaving."""
    worker = board.worker("mover", residence_kato=None)
    person = board.person_of(worker)
    assert office_of(person, board.now) is None
    earlier = board.job(person, board.organisation("Астана", kato=ASTANA), date(2018, 1, 1))
    assert office_of(person, board.now) == ASTANA
    commands.transfer(board.command(), earlier, date(2020, 1, 1), {"position_title": "аға мейіргер"})
    commands.leave(board.command(), earlier, left_on=date(2025, 6, 30), reason="own wish")
    assert office_of(person, board.now) is None
    board.job(person, board.organisation("Алматы", kato=ALMATY), date(2025, 9, 1))
    assert office_of(person, board.now) == ALMATY
