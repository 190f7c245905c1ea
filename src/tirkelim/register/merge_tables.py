"""What goes over to the kept entry when two entries of one person are merged, and what stands in the way."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from tirkelim.identity.models import Account
from tirkelim.journal.temporal import TemporalRow
from tirkelim.register.models import (
    Absence,
    Activity,
    AssessmentConclusion,
    BaseWork,
    Certificate,
    ConformityCertificate,
    CpdSheet,
    Departure,
    Education,
    Employment,
    Licence,
    PersonIdentifier,
    Placement,
    ProductionBase,
    Qualification,
    Training,
)


class Moved(NamedTuple):
    """A table whose facts go over. Facts that agree in all of `same` are one: that of the kept entry stays."""

    model: type[TemporalRow]
    same: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table's name in the journal and in `Merge.moved`."""
        return self.model.__name__


TABLES: tuple[Moved, ...] = (
    Moved(PersonIdentifier),
    Moved(Employment, ("organisation_id", "organisation_name", "hired_on", "left_on")),
    Moved(Absence),
    Moved(BaseWork),
    Moved(Education, ("kind", "graduated_on", "document_number")),
    Moved(Training, ("programme", "completed_on", "certificate_number")),
    Moved(Activity),
    Moved(Qualification, ("specialty", "level", "category", "obtained_on")),
    Moved(Departure, ("kind",)),
)
"""In this order: what belongs to a job comes after the jobs."""


def decided(person: UUID) -> list[str]:
    """Kinds of what was decided about a person, or given to them by decision: such an entry cannot go away.

    What the rooms above hold (applications) they have to ask themselves.
    """
    questions = {
        "account": Account.objects.filter(person=person),
        "certificate": Certificate.objects.filter(person=person),
        "sheet": CpdSheet.objects.filter(person=person),
        "assessment": AssessmentConclusion.objects.filter(person=person),
        "level": Qualification.objects.filter(Q(person=person), Q(decision__isnull=False)),
        "conformity": ConformityCertificate.objects.filter(person=person),
        "placement": Placement.objects.filter(person=person),
        "licence": Licence.objects.filter(person=person),
        "base": ProductionBase.objects.filter(person=person),
    }
    return [name for name, rows in questions.items() if rows.exists()]
