"""The table of how many people live in the regions, entered by hand with its source."""

from __future__ import annotations

from django.db import models

from tirkelim.journal import no_overlap
from tirkelim.journal.temporal import TemporalRow, guard_temporal


class Population(TemporalRow):
    """So many people lived in a region on a day: `valid_from`; the next day it says nothing any more (`valid_to`).

    One number for a region and a day; a better one supersedes it and keeps what was believed before.
    """

    region = models.CharField(max_length=9, help_text="KATO code of the region")
    people = models.PositiveIntegerField()
    source_title = models.CharField(max_length=300)
    source_date = models.DateField(help_text="of the publication")
    source_address = models.CharField(max_length=500, blank=True, help_text="where it can be read; empty: not told")

    class Meta(TemporalRow.Meta):
        pass


guard_temporal(Population)
no_overlap.alone(Population, "region")
