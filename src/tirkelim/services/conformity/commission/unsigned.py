"""A member who was present cannot sign the minutes: the head records it with the reason (503/2016 p.9; reading K20)."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from tirkelim.identity.models import Role, RoleGrant
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.order_503_conformity.commission import may_stay_unsigned
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.minutes import awaited, check_unsigned, document_of, finish
from tirkelim.services.conformity.commission.reading import member_on
from tirkelim.services.conformity.models import Member, Minutes, Unsigned

LONGEST_REASON = 1000


def record_unsigned(command: Command, minutes: Minutes, member: Member, reason: str) -> Done:
    """Record that a member who was present cannot sign. Of the last one left only where somebody has signed.

    What the member said in the sitting stands. Raises Denied, NotPossible.
    """
    territory = minutes.sitting.territory
    actor = allow(command, "commission.appoint", territory)
    content = {"minutes": minutes.number, "member": str(member.id), "reason": reason}

    def work(made: Change) -> dict[str, object]:
        hold(lock_of(territory))
        if not minutes.sitting.attendances.filter(member=member).exists():
            raise NotPossible("was_absent")
        check_unsigned(minutes, member)
        if awaited(minutes) == [member] and not minutes.signatures.exists():
            raise NotPossible("nobody_signed")
        _check_day(minutes, member, localdate(command.now))
        said = written(reason, "reason", longest=LONGEST_REASON)
        Unsigned.objects.create(minutes=minutes, member=member, reason=said, change=made)
        chain.append(stream_of(territory), made, "minutes_unsigned", {**content, "sitting": str(minutes.pk)})
        return finish(command, minutes, actor, made)

    done = once(command, "commission.unsigned", content, work)
    if done.result.get("final"):
        document_of(minutes)
    return done


def _check_day(minutes: Minutes, member: Member, today: date) -> None:
    drawn_up_on = localdate(minutes.change.at)
    if not may_stay_unsigned(drawn_up_on, today, is_member=_still_sits(member, today)):
        raise NotPossible("may_still_sign", day=drawn_up_on)


def _still_sits(member: Member, on: date) -> bool:
    """Whether the account is a member on the day and can come in to sign."""
    grants = RoleGrant.objects.filter(role=Role.COMMISSION_MEMBER, territory=member.territory, account=member.account)
    held = any(one.active(on) and one.account.is_active for one in grants.select_related("account"))
    return held and member_on(member.territory, member.account, on) is not None
