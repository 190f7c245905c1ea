"""Putting right a return from abroad that was entered wrongly: another first day back, or none (253/2020 p.9)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from tirkelim.identity.policy import Denied, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct
from tirkelim.register.commands.writing import Invalid, NotFound, differences, person_stream, today
from tirkelim.register.departure_queries import has_returned
from tirkelim.register.merged import wait_for_turn
from tirkelim.register.models import Departure, Employment
from tirkelim.register.scopes import person_scope

LONGEST_REASON = 500


def correct_return(command: Command, departure: UUID, on: date | None, reason: str) -> Done:
    """The return was on another day, `on`, the first day back, or with None it never was: the person is abroad still.

    The move abroad itself stays; result {"departure": id}. Raises Invalid ("departure": "not_returned"; "on":
    "before_departure", "in_the_future", "unchanged", "gone_again" where a later death or move abroad would fall into
    the stay, "hired_meanwhile" where a job began on a day that would be one abroad; "reason"), NotFound, Denied.
    """
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise Invalid({"reason": "too_long" if said else "missing"})
    content = {"departure": departure, "on": on, "reason": said}

    def work(made: Change) -> Result:
        row = Departure.objects.current().filter(line=departure).first()
        if row is None:
            raise NotFound("Departure")
        _require(command, row)
        wait_for_turn(row.person_id)
        _check(row, on, today(command))
        body = {"departure": departure, "changes": differences(row, {"valid_to": on}), "on": on, "reason": said}
        correct(row, made, valid_to=on)
        append(person_stream(row.person_id), made, "return_corrected", body)
        return {"departure": str(departure)}

    return once(command, "register.correct_return", content, work)


def _require(command: Command, row: Departure) -> None:
    """Raise Denied unless the actor may, by where the person worked when leaving or works now."""
    try:
        require_actor(command.actor, "person.depart", person_scope(row.person_id, row.on), on=today(command))
    except Denied:
        there = person_scope(row.person_id, today(command))
        require_actor(command.actor, "person.depart", there, on=today(command))


def _check(row: Departure, on: date | None, today: date) -> None:
    """Raise Invalid for a return that there is not, or days that cannot be."""
    others = list(Departure.objects.current().filter(person=row.person_id).exclude(line=row.line))
    if not has_returned(row, others):
        raise Invalid({"departure": "not_returned"})
    if on == row.valid_to:
        raise Invalid({"on": "unchanged"})
    if on is not None and on <= row.valid_from:
        raise Invalid({"on": "before_departure"})
    if on is not None and on > today:
        raise Invalid({"on": "in_the_future"})
    if any(row.valid_from < other.valid_from and (on is None or other.valid_from < on) for other in others):
        raise Invalid({"on": "gone_again"})
    # Nobody is hired while abroad (departure_queries.hindered): such a job would have to be put right first.
    began = Employment.objects.current().filter(person=row.person_id, organisation__isnull=False)
    abroad = Q(hired_on__gt=row.valid_from) if on is None else Q(hired_on__gt=row.valid_from, hired_on__lt=on)
    if began.filter(abroad).exists():
        raise Invalid({"on": "hired_meanwhile"})
