"""The forms of the room: when and by whom a base is visited, how the applicant was told, why a visit is cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.models import Account
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm
from tirkelim.portal.inspections.words import CHANNELS

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)
"""Minutes that are offered."""


class ClockField(forms.CharField):
    """An hour and a minute; the cleaned value is a pair of numbers, or None."""

    default_error_messages = {"clock": _("Write the hour and the minutes, such as 10:30")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=5, help_text=_("Hours and minutes, such as 10:30."), **kwargs)

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for anything but a time of the day."""
        text = super().clean(value)
        found = CLOCK.fullmatch(text)
        if not text:
            return None
        if found is None:
            raise ValidationError(self.error_messages["clock"], code="clock")
        return int(found[1]), int(found[2])


def at_office(day: Any, clock: Any, zone: ZoneInfo) -> datetime:
    """The moment that a day and a time name by the clock of the office."""
    hour, minute = clock
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


class PlanForm(PortalForm):
    """When, by whom, for how long."""

    base = forms.ChoiceField(label=_("Which base is visited?"), widget=forms.RadioSelect)
    inspector = forms.ChoiceField(label=_("Inspector"))
    day = DayField(label=_("Day of the visit"))
    time = ClockField(label=_("Time"), error_messages={"required": _("Write the hour and the minutes, such as 10:30")})
    minutes = forms.TypedChoiceField(label=_("How long it is planned to take"), coerce=int, initial=120)

    def __init__(self, *args: Any, bases: Iterable[tuple[str, OptionWithHint]], who: Iterable[Account], **kw: Any):
        super().__init__(*args, **kw)
        fields: dict[str, Any] = self.fields
        fields["base"].choices = list(bases)
        fields["inspector"].choices = [("", "–"), *((str(one.id), one.name) for one in who)]
        fields["minutes"].choices = [(length, _minutes(length)) for length in LENGTHS]

    def planned_at(self, zone: ZoneInfo) -> datetime:
        """The moment at which the visit begins."""
        return at_office(self.cleaned_data["day"], self.cleaned_data["time"], zone)


def _minutes(length: int) -> Any:
    return gettext("%(minutes)s minutes") % {"minutes": length}


class NoticeForm(PortalForm):
    """How the applicant was told, and when. A short message is sent from here; of another way the record is named."""

    channel = forms.ChoiceField(
        label=_("How is the applicant told?"),
        widget=forms.RadioSelect,
        choices=[
            ("sms", OptionWithHint(CHANNELS["sms"], _("It is sent now, and its number is kept."))),
            ("recorded_call", OptionWithHint(CHANNELS["recorded_call"], _("You have called: name the recording."))),
            ("registered_mail", OptionWithHint(CHANNELS["registered_mail"], _("You have sent it: name the receipt."))),
        ],
        error_messages={"required": _("Choose how the applicant was told")},
    )  # fmt: skip
    reference = forms.CharField(
        label=_("Number of the recording or of the receipt"),
        help_text=_("Not needed for a short message."),
        max_length=200,
        required=False,
    )
    day = DayField(label=_("Day on which the applicant was told"), required=False)
    time = ClockField(label=_("Time at which the applicant was told"), required=False)

    def clean(self) -> dict[str, Any]:
        """A call or a letter needs its record, day and time."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("channel") in ("recorded_call", "registered_mail"):
            for name in ("reference", "day", "time"):
                if name not in self.errors and not said.get(name):
                    self.add_error(name, ValidationError(self.fields[name].error_messages["required"], code="required"))
        return said


class CancelForm(PortalForm):
    """Why a visit is cancelled."""

    reason = forms.CharField(
        label=_("Why is the visit cancelled?"),
        help_text=_("It stays in the case."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
