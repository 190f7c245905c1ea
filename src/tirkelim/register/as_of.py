"""The one parameter of every question to the register: as known on D about E (253/2020 p.6, p.9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.timezone import localdate


class AsOf(NamedTuple):
    """What held on the day `valid`, as the register knew it at the moment `known`.

    The two can stand wherever a query takes a day and a moment: `Employment.objects.as_of(*when)`.
    """

    valid: date
    known: datetime

    @classmethod
    def now(cls, moment: datetime) -> AsOf:
        """What holds on the day of a moment in Almaty, as known at that moment."""
        return cls(localdate(moment), moment)

    @classmethod
    def at_end_of(cls, known: date, valid: date, moment: datetime) -> AsOf:
        """As known at the end of a day in Almaty, though never after `moment`, the clock of the request."""
        return cls(valid, min(end_of(known), moment))


def end_of(day: date) -> datetime:
    """The last moment of a day in Almaty."""
    following = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return following - timedelta(microseconds=1)
