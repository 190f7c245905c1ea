"""Tables of imports: a file on its way into the register, and which columns an organisation's files have.

A run is a job, not a record of the register: its row is rewritten as it goes on. What it wrote stands in the register
and its journal.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class RunState(models.TextChoices):
    """How far a run is. Waiting, checking and writing go on in the background."""

    UPLOADED = "uploaded"
    CHECK_WAITS = "check_waits"
    CHECKING = "checking"
    CHECKED = "checked"
    WRITE_WAITS = "write_waits"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class Mode(models.TextChoices):
    """What is written when rows have errors: nothing at all, or the rows without errors."""

    ALL = "all"
    GOOD = "good"


class ImportRun(models.Model):
    """One file and what became of it. `organisation` null: workers of many organisations, by the column of the BIN.

    The file and what was found in it lie in `MEDIA_ROOT/imports/<id>/`, never in the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField(null=True)
    account = models.UUIDField(help_text="who brought the file, and in whose name it is written")
    file_name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=4, help_text="csv or xlsx")
    sheet = models.CharField(
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text="of a workbook with several; empty: the first one",
    )
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    headings = models.JSONField(default=list, help_text="the first row, as it stands in the file")
    columns = models.JSONField(default=dict, help_text="place of a column (from 0, as text) to the field it holds")
    mode = models.CharField(max_length=4, choices=Mode.choices, default=Mode.ALL)
    corrects = models.BooleanField(
        default=False, help_text="whether what the register has otherwise is corrected; else it is only told"
    )
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.UPLOADED)
    version = models.PositiveIntegerField(default=1, help_text="grows with every change of state")
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True, help_text="last sign of life of whoever works on it")
    rows_total = models.PositiveIntegerField(null=True, help_text="without the headings; null until counted")
    rows_done = models.PositiveIntegerField(default=0, help_text="of the present checking or writing")
    counts = models.JSONField(default=dict, help_text="rows by outcome: new, job, changed, same, warned, wrong")
    failure = models.CharField(max_length=60, blank=True, help_text="code of what stopped it")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="import_of_organisation"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["check_waits", "checking", "write_waits", "writing"]),
                name="import_under_way",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ColumnMemory(models.Model):
    """Which field a heading meant the last time; `organisation` null: in files of many organisations."""

    organisation = models.UUIDField(null=True)
    heading = models.CharField(max_length=200, help_text="folded")
    field = models.CharField(max_length=60, help_text="of the catalogue of columns; empty: left out")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "heading"], name="column_once"),
            models.UniqueConstraint(
                fields=["heading"], condition=Q(organisation__isnull=True), name="column_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.field


class TitleMemory(models.Model):
    """What a title of a position or a specialty meant the last time, as people said once for a whole file."""

    organisation = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, help_text="position or specialty")
    title = models.CharField(max_length=200, help_text="folded")
    value = models.CharField(
        max_length=200, blank=True, help_text="number of a row, or a code; empty: outside the nomenclature"
    )
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "title"], name="title_once"),
            models.UniqueConstraint(
                fields=["kind", "title"], condition=Q(organisation__isnull=True), name="title_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.value
