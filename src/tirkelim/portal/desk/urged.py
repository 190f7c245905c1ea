"""What instances said about how an open case is considered: the officer reads the reason, and the day that was set."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise

from tirkelim.cases.complaints import UPHELD, complaints_about, complaints_of, is_answered
from tirkelim.cases.models import Case
from tirkelim.portal.complaints.words import of_complaint

Text = str | Promise


class Urged(NamedTuple):
    """An upheld complaint about the course that a case takes now; ``decide_by``: the day set, None for none."""

    number: str
    by: Text
    answered_on: date
    reason: str
    decide_by: date | None


def urged(case: Case) -> list[Urged]:
    """The upheld complaints about the course that an open case takes, oldest first."""
    about = complaints_about(case, complaints_of(case))
    return [
        Urged(one.number, of_complaint(one), one.answer.answered_on, one.answer.reason, one.answer.decide_by)
        for one in about
        if is_answered(one) and one.answer.outcome == UPHELD
    ]
