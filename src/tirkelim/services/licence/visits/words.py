"""What is told of visits: short messages with no reasons and no addresses, and the notice itself."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tirkelim.law.messages.dates import write_date

MESSAGES: dict[str, str | Promise] = {
    "visit_cancelled": gettext_lazy(
        "Application %(number)s: the visit of which you were told is off. See your cabinet."
    ),
    "act_signed": gettext_lazy("Application %(number)s: the act of the visit is signed. See your cabinet."),
}
"""For the service's own messages (cases/messages.py)."""


def notice_text(number: str, planned_at: datetime, zone: ZoneInfo, language: str) -> str:
    """The notice of a visit: the application's number, day and time, and nothing about whom or where."""
    local = planned_at.astimezone(zone)
    with override(language):
        return _(
            "Application %(number)s: your premises will be visited on %(day)s at %(time)s. Details are in your cabinet."
        ) % {"number": number, "day": write_date(local.date(), language), "time": f"{local:%H:%M}"}
