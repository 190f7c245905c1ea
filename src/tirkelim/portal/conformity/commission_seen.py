"""What an applicant sees of the commission: that it sits and when, then minutes, recommendation and agreed points.

What single members said stays with the commission.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tirkelim.cases.models import Case
from tirkelim.services.conformity.commission.results import Recommendation, recommendation_of
from tirkelim.services.conformity.models import AgendaItem


class Sitting(NamedTuple):
    """The sitting whose agenda has the application; ``said`` once its minutes are signed by all who were present."""

    held_at: datetime
    place: str
    said: Recommendation | None


def sitting_of(case: Case) -> Sitting | None:
    """The newest sitting on whose agenda the application stands; None while there is none."""
    items = AgendaItem.objects.filter(case=case, removed_by__isnull=True, sitting__cancelled_by__isnull=True)
    item = items.select_related("sitting").order_by("-sitting__held_at").first()
    if item is None:
        return None
    return Sitting(item.sitting.held_at, item.sitting.place, recommendation_of(case))
