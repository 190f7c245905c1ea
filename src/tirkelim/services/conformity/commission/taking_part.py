"""A member joins a sitting, and says of each person first whether there is a conflict of interest (reading K16)."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.states import State
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import check_open, day_of, member_on, standing_of
from tirkelim.services.conformity.models import AgendaItem, Attendance, Declaration, Member, Sitting

LONGEST_NOTE = 1000


def attend(command: Command, sitting: Sitting) -> Done:
    """Take part in a sitting, from its day on until its minutes are drawn up. Raises Denied, NotPossible."""
    actor = allow(command, "commission.sign", sitting.territory)
    content = {"sitting": str(sitting.id)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(sitting.territory))
        check_open(sitting)
        if localdate(command.now) < day_of(sitting):
            raise NotPossible("too_early", day=day_of(sitting))
        member = membership(sitting, actor)
        if Attendance.objects.filter(sitting=sitting, member=member).exists():
            raise NotPossible("attends_already")
        Attendance.objects.create(sitting=sitting, member=member, change=made)
        chain.append(stream_of(sitting.territory), made, "member_attends", {**content, "member": str(member.id)})
        return {"member": str(member.id)}

    return once(command, "commission.attend", content, work)


def declare(command: Command, item: AgendaItem, *, conflict: bool, note: str = "") -> Done:
    """Say whether there is a conflict of interest in one person's application. Said once, before the papers open.

    Raises Denied (also for the applicant and who acts for them), NotPossible.
    """
    actor = allow(command, "commission.score", item.case)
    content = {"item": str(item.id), "conflict": conflict, "note": note}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(item.sitting.territory))
        member = present_member(item, actor)
        if Declaration.objects.filter(item=item, member=member).exists():
            raise NotPossible("declared_already")
        said = written(note, "note", "conflict_note", LONGEST_NOTE) if conflict else ""
        Declaration.objects.create(item=item, member=member, conflict=conflict, note=said, change=made)
        body = {**content, "note": said, "member": str(member.id), "sitting": str(item.sitting_id)}
        chain.append(stream_of(item.sitting.territory), made, "conflict_declared", body)
        chain.append(item.case.stream, made, "member_declared", {"member": member.name, "conflict": conflict})
        return {}

    return once(command, "commission.declare", content, work)


def membership(sitting: Sitting, account: UUID) -> Member:
    """The membership of the account on the day of the sitting. Raises NotPossible."""
    member = member_on(sitting.territory, account, day_of(sitting))
    if member is None:
        raise NotPossible("no_member")
    return member


def present_member(item: AgendaItem, account: UUID) -> Member:
    """A member who may still say something of one person. Raises NotPossible saying why not."""
    standing = standing_of(check_item(item))
    if standing.closed:
        raise NotPossible("scoring_closed")
    part = standing.part_of(account)
    if part is None:
        membership(item.sitting, account)
        raise NotPossible("not_present")
    return part.member


def check_item(item: AgendaItem) -> AgendaItem:
    """The item as it is stored now, its case held: nobody takes it away while something is said of it.

    Raises NotPossible where nothing more is said of it.
    """
    check_open(item.sitting)
    held = AgendaItem.objects.select_for_update(of=("case",))
    fresh = held.select_related("case__draft", "sitting").get(pk=item.pk)
    if fresh.removed_by_id is not None:
        raise NotPossible("item_gone")
    if fresh.case.state != State.AT_COMMISSION:
        raise NotPossible("case_left")
    if hasattr(fresh, "resolution"):
        raise NotPossible("resolved_already")
    return fresh
