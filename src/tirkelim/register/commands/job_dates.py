"""Putting right the first and the last day of a job that were entered wrongly (253/2020 p.9)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, like, withdraw
from tirkelim.register.commands.employment import authorised, store
from tirkelim.register.commands.hindrances import refuse_hindered
from tirkelim.register.commands.writing import Invalid, differences, person_stream, today
from tirkelim.register.models import Employment

NOT_LEFT: dict[str, Any] = {
    "left_on": None,
    "leave_reason": "",
    "leave_order_number": "",
    "leave_order_date": None,
}


def correct_hiring(command: Command, employment: UUID, hired_on: date) -> Done:
    """The job began on another day than was entered; result {"employment": id, "other_main": bool} as of `hire`.

    Raises Invalid where a later transfer or the end would come before it or the person was abroad that day, NotFound,
    Stale, Denied.
    """
    content = {"employment": employment, "hired_on": hired_on}

    def work(made: Change) -> Result:
        authorised(command, employment, today(command))
        first, *later = list(Employment.objects.current().filter(line=employment).order_by("valid_from"))
        if first.valid_to is not None and hired_on >= first.valid_to:
            raise Invalid({"hired_on": "after_transfer"})
        if first.organisation_id is not None:
            refuse_hindered(first.person_id, hired_on, [first, *later][-1].left_on, "abroad")
        body = {"employment": employment, "changes": differences(first, {"hired_on": hired_on})}
        withdraw(first, made)
        claimed = store(like(first, hired_on=hired_on, valid_from=hired_on), made)
        for row in later:
            correct(row, made, hired_on=hired_on)
        body = {**body, "version": first.valid_from, "claimed": claimed}
        append(person_stream(first.person_id), made, "employment_corrected", body)
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.correct_hiring", content, work)


def cancel_leaving(command: Command, employment: UUID) -> Done:
    """The dismissal was entered wrongly: the job goes on; result {"employment": id, "other_main": bool} as of `hire`.

    Raises Invalid where the job has not ended or the person has died, NotFound, Stale, Denied.
    """

    def work(made: Change) -> Result:
        authorised(command, employment, today(command))
        last = Employment.objects.current().filter(line=employment).latest("valid_from")
        if last.left_on is None:
            raise Invalid({"left_on": "not_left"})
        refuse_hindered(last.person_id, last.hired_on, None, "dead")
        body = {"employment": employment, "changes": differences(last, NOT_LEFT)}
        withdraw(last, made)
        claimed = store(like(last, valid_to=None, **NOT_LEFT), made)
        append(person_stream(last.person_id), made, "leaving_cancelled", {**body, "claimed": claimed})
        return {"employment": str(employment), "other_main": bool(claimed)}

    return once(command, "register.cancel_leaving", {"employment": employment}, work)
