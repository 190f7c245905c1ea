"""Results that the register may know already: further education (item 15) that stands in no result yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse

from tirkelim.law.order_283_cpd.duplicates import folded
from tirkelim.portal.ledger.access import Visit
from tirkelim.register import activity_queries as register
from tirkelim.register.models import Activity, Training


class Offer(NamedTuple):
    """Further education of the register, and the address of the form that is filled in from it."""

    training: Training
    href: str


def offered(at: Visit, results: Iterable[Activity]) -> list[Offer]:
    """What the personnel service entered and no result repeats, the latest first."""
    held = list(results)
    address = reverse("ledger_add", args=[1])
    return [
        Offer(training, f"{address}?training={training.line}")
        for training in register.trainings_of(at.person, at.moment)
        if not any(_is_same(training, row) for row in held)
    ]


def prefilled(at: Visit, training: str) -> dict[str, Any]:
    """The form's first answers from one's own further education; nothing for any other id."""
    found = next((row for row in register.trainings_of(at.person, at.moment) if str(row.line) == training), None)
    if found is None:
        return {}
    values = {
        "title": found.programme,
        "organisation_name": found.organisation_name,
        "document_number": found.certificate_number,
        "started_on": found.started_on,
        "completed_on": found.completed_on,
        "hours": found.hours,
        "credits": found.credits,
        "specialty": found.specialty,
    }
    return {name: value for name, value in values.items() if value is not None}


def _is_same(training: Training, row: Activity) -> bool:
    """The same document, or the same title on the same day."""
    number = folded(training.certificate_number or "")
    if number and number == folded(row.document_number or ""):
        return True
    return training.completed_on == row.completed_on and folded(training.programme) == folded(row.title)
