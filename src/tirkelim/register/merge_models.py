"""Tables of people who were entered twice and are one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.temporal import TemporalRow, guard_temporal


class Merge(TemporalRow):
    """Two entries of one person: what was known of `duplicate` is since then known of `kept`.

    The line is the duplicate's id. Withdrawn when the merge is undone; `moved` says which facts go back then.
    """

    duplicate = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="merged")
    kept = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="merges")
    ground = models.CharField(max_length=500, help_text="how it was established that they are one person")
    moved = models.JSONField(default=list, help_text="pairs of a table's name and a line")

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(duplicate=F("kept")), name="merge_of_two"),
            models.CheckConstraint(condition=Q(line=F("duplicate_id")), name="merge_line"),
        ]
        indexes = [models.Index(fields=["kept"], condition=Q(known_to__isnull=True), name="merge_into_person")]


guard_temporal(Merge)
