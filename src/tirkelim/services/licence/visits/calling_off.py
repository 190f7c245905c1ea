"""Telling an inspector that a visit is off, when someone else has called it off or the application is over."""

from __future__ import annotations

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Account
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.reading import zone_of


def tell_inspectors(step: Step) -> None:
    """The application is over for its applicant: whoever was to visit one of its bases is told."""
    for visit in Visit.objects.filter(case=step.case, cancelled_by__isnull=True, act__isnull=True):
        tell_inspector(step, visit)


def tell_inspector(step: Step, visit: Visit) -> None:
    """One visit is off. Who called it off knows; an account of no person has no number, and sees it in the calendar."""
    rows = Account.objects.filter(pk=visit.inspector, is_active=True, person__isnull=False)
    inspector = rows.exclude(pk=step.actor.pk).first()
    if inspector is None or inspector.person is None or visit.planned_at < step.now:
        return
    words = {"day": localdate(visit.planned_at, zone_of(visit.case)).isoformat()}
    outbox.tell(inspector.person, "visit_off", words, f"visit_off:{visit.id}", step.change)
