"""What HR and the head have said of results: in a confirmation that is open, and on the sheets that stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.models import ItemReview
from tirkelim.cases.states import FINAL_STATES
from tirkelim.register.activity_queries import sheets_of

SERVICE = "cpd"


class Word(NamedTuple):
    """What was last said of a result. ``sheet`` and ``on`` are empty while the confirmation is still open.

    ``reason`` is a code of the law (``term.cpd.refused.*``); ``note`` HR's own words; ``version`` the one they saw.
    """

    accepted: bool
    reason: str = ""
    note: str = ""
    sheet: str = ""
    on: date | None = None
    version: UUID | None = None


def words_of(person: UUID, known: datetime) -> dict[UUID, Word]:
    """The last word on each result, by line: of the open confirmation, else of the latest sheet that has it."""
    said: dict[UUID, Word] = {}
    for sheet in reversed(sheets_of(person, known)):
        number, on = sheet.number, sheet.confirmed_on
        for row in sheet.activities:
            said[UUID(str(row["line"]))] = Word(True, sheet=number, on=on)
        for row in sheet.refused:
            said[UUID(str(row["line"]))] = Word(False, row.get("reason", ""), row.get("note", ""), number, on)
    open_ones = ItemReview.objects.filter(
        case__subject=person, case__service=SERVICE, removed_by__isnull=True, change__at__lte=known
    )
    for review in open_ones.exclude(case__state__in=FINAL_STATES).order_by("change__at"):
        said[review.item] = Word(review.accepted, review.reason, review.note, version=review.version)
    return said
