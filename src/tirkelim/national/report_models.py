"""Tables of reports: frozen, numbered, and repeatable, since each says as known at which moment it was made."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.guards import guard
from tirkelim.journal.models import DIGEST, Change


class ReportKind(models.TextChoices):
    """The report of every month (253/2020 p.6), or one on request for any days and any part of the register."""

    MONTH = "month"
    REQUEST = "request"


class Report(models.Model):
    """A report as it was given. `opening_on` is the day before `first_day`; `closing_on` the last day reported.

    Its figures can be counted again from the register as known at `known_at`, and come out the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    first_day = models.DateField()
    closing_on = models.DateField()
    known_at = models.DateTimeField(help_text="a closed moment: nothing more can become known as of it")
    filters = models.JSONField(default=dict, help_text="the part of the register; empty: all of it")
    digest = models.CharField(max_length=DIGEST, help_text="of the figures, over canonical JSON")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closing_on__gte=F("first_day")), name="report_days"),
        ]
        indexes = [models.Index(fields=["kind", "-closing_on"], name="report_by_month")]

    def __str__(self) -> str:
        return self.number


class ReportFigure(models.Model):
    """One number of a report: so many people, by one measure, within one value of one dimension."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    dimension = models.CharField(max_length=30, help_text="all, region, organisation, position, ...")
    key = models.CharField(max_length=250, help_text="of the dimension: a KATO code, an id, a row; empty: not known")
    measure = models.CharField(max_length=40, help_text="opening, hired, closing, left.<reason>, ...")
    value = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "dimension", "key", "measure"], name="figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.measure}"


class OrderState(models.TextChoices):
    """How far a report that was asked for is. Waiting and counting go on in the background."""

    WAITS = "waits"
    COUNTING = "counting"
    DONE = "done"
    FAILED = "failed"


class ReportOrder(models.Model):
    """A report that somebody asked for: a job, not a record; its row is rewritten as it goes on.

    `account` is in whose name the report is made; `report` what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.UUIDField()
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    first_day = models.DateField()
    closing_on = models.DateField()
    filters = models.JSONField(default=dict, help_text="the part of the register; empty: all of it")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.WAITS)
    failure = models.CharField(max_length=60, blank=True, help_text="code of what stopped it")
    report = models.OneToOneField(Report, null=True, on_delete=models.PROTECT, related_name="order")
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(state__in=["waits", "counting"]), name="report_order_under_way"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


guard(Report)
guard(ReportFigure)
