"""The points that a local executive body asks for, by region and day (reading K2): none unless it has set them."""

from __future__ import annotations

from datetime import date

from tirkelim.identity.territories import TerritoryNotKnown, region
from tirkelim.services.conformity.models import Threshold


def threshold_on(territory: str, day: date) -> Threshold | None:
    """The threshold of a region on a day; None where none is set, or the latest one takes it back."""
    try:
        rows = Threshold.objects.filter(territory=region(territory), valid_from__lte=day, taken_back_by__isnull=True)
    except TerritoryNotKnown:
        return None
    newest = rows.order_by("valid_from").last()
    return newest if newest is not None and newest.points is not None else None
