"""Who sits on the commission (503/2016 p.6): the head of the local body appoints, names the chair, releases."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.digest import plain
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import day_of
from tirkelim.services.conformity.models import Body, Member, Sitting

APPOINT = "commission.appoint"
LONGEST_BODY, LONGEST_NUMBER = 300, 60


class Appointment(NamedTuple):
    """Whom the head appoints: an account with the role of a member here, for which body, by which order, from when."""

    account: UUID
    body: str
    organisation_name: str
    order_number: str
    appointed_on: date
    is_chair: bool = False


def candidates(territory: str, on: date) -> list[Account]:
    """The accounts with the role of a member in this territory who are none yet, by name."""
    grants = RoleGrant.objects.filter(role=Role.COMMISSION_MEMBER, territory=territory).select_related("account")
    sitting = set(
        Member.objects.filter(territory=territory, released_by__isnull=True).values_list("account", flat=True)
    )
    found = {one.account for one in grants if one.active(on) and one.account.is_active}
    return sorted((one for one in found if one.id not in sitting), key=lambda one: one.name)


def appoint(command: Command, territory: str, wanted: Appointment) -> Done:
    """Make someone a member. Raises Denied, NotPossible."""
    allow(command, APPOINT, territory)
    content = {"territory": territory, **plain(wanted)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(territory))
        _check_from(territory, wanted.appointed_on, "appointed_on")
        account = _with_role(territory, wanted.account, localdate(command.now))
        _check_free(territory, wanted)
        member = Member.objects.create(
            territory=territory,
            account=account.id,
            name=account.name,
            body=_body(wanted.body),
            organisation_name=written(wanted.organisation_name, "organisation_name", longest=LONGEST_BODY),
            is_chair=wanted.is_chair,
            order_number=written(wanted.order_number, "order_number", longest=LONGEST_NUMBER),
            appointed_on=wanted.appointed_on,
            change=made,
        )
        chain.append(stream_of(territory), made, "member_appointed", {**content, "member": str(member.id)})
        return {"member": str(member.id)}

    return once(command, APPOINT, content, work)


def release(command: Command, member: Member, released_on: date, order_number: str) -> Done:
    """End a membership: ``released_on`` is the first day without it. Raises Denied, NotPossible."""
    allow(command, APPOINT, member.territory)
    content = {"member": str(member.id), "released_on": released_on.isoformat(), "order_number": order_number}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(member.territory))
        written(order_number, "order_number", longest=LONGEST_NUMBER)
        _release(member, released_on, made)
        chain.append(stream_of(member.territory), made, "member_released", content)
        return {"member": str(member.id)}

    return once(command, "commission.release", content, work)


def name_chair(command: Command, member: Member, from_day: date, order_number: str) -> Done:
    """Make a member the chair from a day; who was chair stays a member. Raises Denied, NotPossible.

    Memberships are written once: those of both end on the day, and new ones begin.
    """
    allow(command, APPOINT, member.territory)
    content = {"member": str(member.id), "from": from_day.isoformat(), "order_number": order_number}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(member.territory))
        number = written(order_number, "order_number", longest=LONGEST_NUMBER)
        if member.is_chair:
            raise NotPossible("chair_already", "from_day")
        for former in Member.objects.filter(territory=member.territory, is_chair=True, released_by__isnull=True):
            _again(former, from_day, number, made, is_chair=False)
        chair = _again(member, from_day, number, made, is_chair=True)
        chain.append(stream_of(member.territory), made, "chair_named", {**content, "chair": str(chair.id)})
        return {"member": str(chair.id)}

    return once(command, "commission.name_chair", content, work)


def settled_until(territory: str) -> date | None:
    """The last day on which members took part in a sitting: the composition of that day and before is settled."""
    held = Sitting.objects.filter(territory=territory, cancelled_by__isnull=True, attendances__isnull=False)
    last = held.order_by("-held_at").first()
    return None if last is None else day_of(last)


def _again(member: Member, from_day: date, order_number: str, made: Change, *, is_chair: bool) -> Member:
    _release(member, from_day, made)
    return Member.objects.create(
        territory=member.territory,
        account=member.account,
        name=member.name,
        body=member.body,
        organisation_name=member.organisation_name,
        is_chair=is_chair,
        order_number=order_number,
        appointed_on=from_day,
        change=made,
    )


def _release(member: Member, day: date, made: Change) -> None:
    if day < member.appointed_on:
        raise NotPossible("before_appointment", "released_on", day=member.appointed_on)
    _check_from(member.territory, day, "released_on")
    if not Member.objects.filter(pk=member.pk, released_by__isnull=True).update(released_on=day, released_by=made):
        raise NotPossible("released_already")


def _check_from(territory: str, day: date, field: str) -> None:
    settled = settled_until(territory)
    if settled is not None and day <= settled:
        raise NotPossible("composition_settled", field, day=settled)


def _check_free(territory: str, wanted: Appointment) -> None:
    after = Q(released_on__isnull=True) | Q(released_on__gt=wanted.appointed_on)
    same = Member.objects.filter(after, territory=territory)
    if same.filter(account=wanted.account).exists():
        raise NotPossible("member_already", "account")
    if wanted.is_chair and same.filter(is_chair=True).exists():
        raise NotPossible("chair_exists", "is_chair")


def _with_role(territory: str, account: UUID, on: date) -> Account:
    grants = RoleGrant.objects.filter(role=Role.COMMISSION_MEMBER, territory=territory, account=account)
    held = next((one for one in grants.select_related("account") if one.active(on) and one.account.is_active), None)
    if held is None:
        raise NotPossible("no_role", "account")
    return held.account


def _body(name: str) -> str:
    if name not in Body.values:
        raise NotPossible("missing", "body")
    return name
