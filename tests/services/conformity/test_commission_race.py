"""What meets at one moment around a sitting, on real connections: the last signatures, a recall, a withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.racing import at_once
from tests.services.conformity.commission_room import CommissionRoom

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand, Invalid, Stale
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.journal.verify import verify_all
from tirkelim.services.conformity.commission import minutes, resolving
from tirkelim.services.conformity.commission.ground import NotPossible
from tirkelim.services.conformity.commission.resolving import Settled
from tirkelim.services.conformity.commission.results import recommendation_of
from tirkelim.services.conformity.models import AgendaItem, Minutes, MinutesSignature, Resolution

pytestmark = pytest.mark.django_db(transaction=True)


def drawn_up(room: CommissionRoom) -> tuple[Case, Account, Minutes]:
    """Minutes that the first of three members has signed, on one person whom all recommend."""
    applicant = room.foreigner()
    case = room.handed_over(applicant)
    sitting = room.sitting(case)
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item)
    room.resolve(item)
    made = room.draw_up(sitting)
    room.sign(made, room.chair)
    return case, applicant, made


def signing(room: CommissionRoom, made: Minutes, account: Account) -> Callable[[], Any]:
    """A member signs; what keeps them from it is returned."""
    command = room.command(account.id)
    return lambda: possible(lambda: minutes.sign(command, made, made.digest))


def possible(work: Callable[[], Any]) -> Any:
    """What the work gives, or why it is not done."""
    try:
        return work()
    except NotPossible as not_done:
        return not_done


def doing(room: CommissionRoom, name: str, case: Case, actor: Account) -> Callable[[], Any]:
    """A command to the case as it stands now."""
    wanted = CaseCommand(name, case.id, room.fresh(case).version, room.command(actor.id))
    return lambda: engine.execute(wanted, actor)


def test_the_last_two_members_sign_at_the_same_moment() -> None:
    room = CommissionRoom()
    case, _, made = drawn_up(room)
    done = at_once([signing(room, made, one) for one in (room.second, room.third)])
    assert sorted(one.result["final"] for one in done) == [False, True]
    assert MinutesSignature.objects.count() == 3
    assert room.fresh(case).state == State.CONSIDERED
    assert recommendation_of(case) is not None
    assert verify_all().good


def test_the_applicant_withdraws_while_the_last_member_signs() -> None:
    room = CommissionRoom()
    case, applicant, made = drawn_up(room)
    room.sign(made, room.second)
    signed, withdrawn = at_once([signing(room, made, room.third), doing(room, "withdraw", case, applicant)])
    assert isinstance(withdrawn, (Applied, Stale, Invalid))
    if isinstance(withdrawn, Applied):
        assert room.fresh(case).state == State.WITHDRAWN
        # The signature waits for the withdrawal and skips the case, or is asked for again.
        assert isinstance(signed, NotPossible) or signed.result["skipped"] == [case.number]
    else:
        assert room.fresh(case).state == State.CONSIDERED
        assert signed.result["recommended"] == [case.number]
    assert verify_all().good


def test_the_officer_recalls_a_case_while_the_chair_resolves_it() -> None:
    """Either the commission has said its word and the case stays, or the case has left and nothing was said."""
    room = CommissionRoom()
    case = room.handed_over()
    sitting = room.sitting(case)
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item)
    command, settled = room.command(room.chair.id), Settled({}, "", "")
    resolved, recalled = at_once(
        [
            lambda: possible(lambda: resolving.resolve(command, item, settled)),
            doing(room, "recall_from_commission", case, room.officer_),
        ]
    )
    said = Resolution.objects.exists()
    assert said is not isinstance(resolved, NotPossible)
    assert isinstance(recalled, Applied) is not said
    assert room.fresh(case).state == (State.AT_COMMISSION if said else State.CONSIDERED)
    assert AgendaItem.objects.filter(removed_by__isnull=True).exists() is said
    assert verify_all().good
