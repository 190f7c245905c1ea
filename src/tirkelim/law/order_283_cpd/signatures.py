"""The two words under a confirmation: HR's and the head's (283/2020 p.2, p.6, p.8)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from tirkelim.law.order_283_cpd.facts import Subject
from tirkelim.law.unknown import UNKNOWN, Maybe


class Signed(Protocol):
    """Facts that say who confirmed, and when. None: nobody did; UNKNOWN: not known."""

    @property
    def confirmed_by_hr_on(self) -> Maybe[date | None]:
        """The day of HR's word."""

    @property
    def confirmed_by_head_on(self) -> Maybe[date | None]:
        """The day of the head's word."""

    @property
    def same_signatory(self) -> bool:
        """Whether one person gave both."""

    @property
    def without_hr_service(self) -> bool:
        """Whether the head alone runs the organisation."""

    def officer_says(self, subject: Subject) -> bool | None:
        """What an officer found of a subject; None: nothing."""


def cpd_confirmed(facts: Signed, day: date) -> Maybe[bool]:
    """Whether HR and the head, two people, have both signed (p.2, p.6, p.8).

    The head alone suffices only where there is no HR service, and then a person reviews it (reading C3).
    """
    head, hr = facts.confirmed_by_head_on, facts.confirmed_by_hr_on
    if head is None or (head is not UNKNOWN and head > day):
        return False
    if facts.without_hr_service:
        return UNKNOWN if head is UNKNOWN else facts.officer_says(Subject.HEAD_ALONE) is not False
    if hr is None or facts.same_signatory or (hr is not UNKNOWN and hr > day):
        return False
    return UNKNOWN if head is UNKNOWN or hr is UNKNOWN else True


def confirmed_on(facts: Signed, day: date) -> date:
    """The moment of confirmation: the later signature; the day itself while one is missing."""
    head, hr = facts.confirmed_by_head_on, facts.confirmed_by_hr_on
    if head is UNKNOWN or head is None:
        return day
    if facts.without_hr_service:
        return min(head, day)
    return day if hr is UNKNOWN or hr is None else min(max(head, hr), day)
