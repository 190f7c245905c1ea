"""Telling an inspector of a visit that someone else has planned, or that it is off."""

from __future__ import annotations

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Account
from tirkelim.identity.who_holds import reader
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.reading import zone_of


def tell_inspectors(step: Step) -> None:
    """The application is over for its applicant: whoever was to visit one of its bases is told."""
    for visit in Visit.objects.filter(case=step.case, cancelled_by__isnull=True, act__isnull=True):
        tell_inspector(step, visit)


def tell_inspector(step: Step, visit: Visit) -> None:
    """One visit is off. Who called it off knows."""
    _tell(step, visit, "visit_off")


def tell_of_plan(step: Step, visit: Visit) -> None:
    """A visit is planned for an inspector. Who planned it knows."""
    _tell(step, visit, "visit_planned")


def _tell(step: Step, visit: Visit, what: str) -> None:
    inspector = Account.objects.filter(pk=visit.inspector, is_active=True).exclude(pk=step.actor.pk).first()
    if inspector is None or visit.planned_at < step.now:
        return
    words = {"day": localdate(visit.planned_at, zone_of(visit.case)).isoformat()}
    outbox.tell(reader(inspector), what, words, f"{what}:{visit.id}", step.change)
