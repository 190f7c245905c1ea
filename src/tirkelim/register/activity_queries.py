"""Questions to the register about results, jobs and confirmed sheets. They check no rights: the caller does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tirkelim.register.models import Activity, CpdSheet, Education, Employment, Training


def activities_of(person: UUID, known: datetime) -> tuple[Activity, ...]:
    """A person's results as known at a moment, in the order of the criteria, the latest first within each."""
    rows = Activity.objects.known_at(known).filter(person=person)
    return tuple(rows.order_by("criterion", "-completed_on", "title", "line"))


def activity(line: UUID, person: UUID) -> Activity | None:
    """A result of a person by the present knowledge; None for one withdrawn and for anybody else's."""
    return Activity.objects.current().filter(line=line, person=person).first()


def sheets_of(person: UUID, known: datetime) -> tuple[CpdSheet, ...]:
    """The confirmed sheets that no later one has superseded, the latest first."""
    rows = CpdSheet.objects.filter(person=person, change__at__lte=known, superseded_by__isnull=True)
    return tuple(rows.select_related("organisation", "change").order_by("-confirmed_on", "-change__at"))


def jobs_of(person: UUID, known: datetime) -> tuple[Employment, ...]:
    """All jobs as known at a moment, the main one and the latest first."""
    rows = Employment.objects.known_at(known).filter(person=person).select_related("organisation")
    return tuple(rows.order_by("-is_main", "-valid_from", "line"))


def trainings_of(person: UUID, known: datetime) -> tuple[Training, ...]:
    """Further education (253/2020 p.8(15)) as known at a moment, the latest first."""
    return tuple(Training.objects.known_at(known).filter(person=person).order_by("-completed_on", "line"))


def educations_of(person: UUID, known: datetime) -> tuple[Education, ...]:
    """Education documents as known at a moment, the latest first."""
    return tuple(Education.objects.known_at(known).filter(person=person).order_by("-graduated_on", "line"))
