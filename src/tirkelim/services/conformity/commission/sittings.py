"""Sittings of the commission: called, put together, cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.numbers import draw_number
from tirkelim.cases.states import State
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import SERVICE, check_open, day_of, open_item_of, standing_of
from tirkelim.services.conformity.commission.resolving import obstacle
from tirkelim.services.conformity.commission.telling import tell_of_sitting
from tirkelim.services.conformity.models import AgendaItem, Sitting

CONVENE = "commission.convene"
LONGEST_PLACE = 300


def convene(command: Command, territory: str, held_at: datetime, place: str, cases: Iterable[UUID] = ()) -> Done:
    """Call a sitting and put cases on its agenda. Raises Denied, NotPossible.

    The quorum is that of the settings now (reading K16).
    """
    allow(command, CONVENE, territory)
    chosen = list(cases)
    content = {"territory": territory, "held_at": held_at.isoformat(), "place": place, "cases": list(map(str, chosen))}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(territory))
        if held_at <= command.now:
            raise NotPossible("past", "held_at")
        sitting = Sitting.objects.create(
            territory=territory,
            number=draw_number("K", lambda number: Sitting.objects.filter(number=number).exists()),
            held_at=held_at,
            place=written(place, "place", longest=LONGEST_PLACE),
            quorum_percent=settings.COMMISSION_QUORUM_PERCENT,
            change=made,
        )
        chain.append(stream_of(territory), made, "sitting_called", {**content, "sitting": str(sitting.id)})
        _put_on(sitting, chosen, made)
        tell_of_sitting(sitting, "sitting_called", made)
        return {"sitting": str(sitting.id)}

    return once(command, "commission.sitting", content, work)


def add_items(command: Command, sitting: Sitting, cases: Iterable[UUID]) -> Done:
    """Put further cases on the agenda. Raises Denied, NotPossible."""
    allow(command, CONVENE, sitting.territory)
    chosen = list(cases)
    content = {"sitting": str(sitting.id), "cases": list(map(str, chosen))}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(sitting.territory))
        check_open(sitting)
        if not chosen:
            raise NotPossible("no_case_chosen", "cases")
        _put_on(sitting, chosen, made)
        return {}

    return once(command, "commission.add_items", content, work)


def remove_item(command: Command, item: AgendaItem) -> Done:
    """Take a case off the agenda: before anybody has scored it, when it is no longer with the commission, or when it
    cannot be resolved at this sitting. Raises Denied, NotPossible."""
    sitting = item.sitting
    allow(command, CONVENE, sitting.territory)
    content = {"item": str(item.id)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(sitting.territory))
        check_open(sitting)
        fresh = AgendaItem.objects.select_related("case", "sitting").get(pk=item.pk)
        why = removable(fresh, localdate(command.now))
        if not AgendaItem.objects.filter(pk=item.pk, removed_by__isnull=True).update(removed_by=made):
            raise NotPossible("item_gone")
        body = {**content, "sitting": str(sitting.id), "why": why}
        chain.append(stream_of(sitting.territory), made, "item_removed", {**body, "case": str(fresh.case_id)})
        chain.append(fresh.case.stream, made, "taken_off_agenda", body)
        return {"why": why}

    return once(command, "commission.remove_item", content, work)


def removable(item: AgendaItem, today: date) -> str:
    """Why the item may be taken off: not_scored, case_left, what stands in the way of resolving it, or unfinished: the
    day of the sitting is over, and a member who is awaited, or the chair, keeps everyone else waiting.

    Raises NotPossible where it has to be resolved.
    """
    if hasattr(item, "resolution") and item.case.state == State.AT_COMMISSION:
        raise NotPossible("resolved_already")
    if item.case.state != State.AT_COMMISSION:
        return "case_left"
    if not item.scores.exists():
        return "not_scored"
    standing = standing_of(item)
    hindered = obstacle(standing) if standing.is_at_rest else ""
    if hindered:
        return hindered
    if today > day_of(item.sitting):
        return "unfinished"
    raise NotPossible("scored_already")


def cancel(command: Command, sitting: Sitting, reason: str) -> Done:
    """Cancel a sitting: before its minutes are drawn up. Raises Denied, NotPossible."""
    allow(command, CONVENE, sitting.territory)
    content = {"sitting": str(sitting.id), "reason": reason}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(sitting.territory))
        written(reason, "reason")
        check_open(sitting)
        Sitting.objects.filter(pk=sitting.pk).update(cancelled_by=made)
        chain.append(stream_of(sitting.territory), made, "sitting_cancelled", content)
        tell_of_sitting(sitting, "sitting_off", made)
        return {}

    return once(command, "commission.cancel", content, work)


def _put_on(sitting: Sitting, cases: list[UUID], made: Change) -> None:
    last = sitting.items.aggregate(last=Max("position"))["last"] or 0
    for position, id in enumerate(dict.fromkeys(cases), start=last + 1):
        case = Case.objects.filter(pk=id, service=SERVICE, territory=sitting.territory).first()
        if case is None or case.state != State.AT_COMMISSION:
            raise NotPossible("case_not_here", "cases")
        if open_item_of(case) is not None:
            raise NotPossible("case_on_agenda", "cases", number=case.number)
        item = AgendaItem.objects.create(sitting=sitting, case=case, position=position, change=made)
        body = {"sitting": str(sitting.id), "item": str(item.id), "case": str(case.id)}
        chain.append(stream_of(sitting.territory), made, "item_added", body)
        chain.append(case.stream, made, "on_agenda", {"sitting": sitting.number, "held_at": sitting.held_at})
