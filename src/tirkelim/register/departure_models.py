"""Tables of people who left the country's health system for good: by death, or by moving abroad (253/2020 p.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tirkelim.journal.no_overlap import alone
from tirkelim.journal.temporal import TemporalRow, guard_temporal


class DepartureKind(models.TextChoices):
    """Why a person is no longer among the country's health workers, whatever jobs there were."""

    DEATH = "death"
    EMIGRATION = "emigration"


class Departure(TemporalRow):
    """A death, or a move abroad. It holds from `on`; a move abroad until the return, a death without end.

    The jobs that end with it are ended by themselves, each with its own last day and reason.
    """

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="departures")
    kind = models.CharField(max_length=20, choices=DepartureKind.choices)
    on = models.DateField(help_text="day of death, or of leaving the country")
    country = models.CharField(max_length=3, null=True, help_text="where to: ISO 3166-1 alpha-3; null: not known")
    reference = models.CharField(max_length=200, blank=True, help_text="the document that says so, as HR has it")

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="emigration") | Q(kind="death", country__isnull=True, valid_to__isnull=True),
                name="departure_death_is_final",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(known_to__isnull=True), name="departure_of_person"),
        ]


guard_temporal(Departure)
alone(Departure, "person")
