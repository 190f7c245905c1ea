"""Tables of residency bases (304/2020): contracts, places for resident doctors, and placements."""

from __future__ import annotations

import uuid

from django.db import models

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import TemporalRow, guard_temporal

NUMBER = 60
SPECIALTY = 200


class BaseContract(TemporalRow):
    """The contract between a school or scientific organisation and a base (p.7); it holds for its own dates."""

    school = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="contracts_with_bases")
    base = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="contracts_as_base")
    number = models.CharField(max_length=NUMBER)
    signed_on = models.DateField()

    class Meta(TemporalRow.Meta):
        pass


class BasePlaces(TemporalRow):
    """How many resident doctors of a specialty a base has places for, while it says so."""

    base = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="places_for_residents")
    specialty = models.CharField(max_length=SPECIALTY, help_text="code of the list of specialties")
    places = models.PositiveIntegerField()

    class Meta(TemporalRow.Meta):
        pass


class Placement(models.Model):
    """A resident doctor placed at a base by the authorised body's agreement (p.4). Written once; what holds on a day
    follows from the dates and from the employment that it began (p.13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=NUMBER, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="placements")
    school = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="placements_of_school")
    base = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="placements_at_base")
    specialty = models.CharField(max_length=SPECIALTY)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day of the training at the base")
    employment = models.UUIDField(help_text="line of the job as resident doctor")
    decision = models.UUIDField(unique=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["base", "specialty", "ends_on"], name="placement_at_base")]

    def __str__(self) -> str:
        return self.number


guard_temporal(BaseContract)
guard_temporal(BasePlaces)
guard(Placement)
