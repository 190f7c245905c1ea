"""Files and documents. All rows are written once; what changes is said by a new row."""

from __future__ import annotations

import uuid

from django.db import models

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change


class Blob(models.Model):
    """Content on disk, named by its SHA-256. Two files with the same bytes share one blob."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveIntegerField()  # bytes
    mime = models.CharField(max_length=40)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.sha256


class EvidenceFile(models.Model):
    """A file that someone sent in for one owner: `owner_stream` is "case:<uuid>" or "person:<uuid>".

    `kind` says which document it is meant to be, in the words of the service that asked for it. `uploaded_by` is
    an account. `at` is the time of sending.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_stream = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    original_name = models.CharField(max_length=100)
    uploaded_by = models.UUIDField()
    at = models.DateTimeField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner_stream", "at"], name="evidence_of_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Document(models.Model):
    """A result given out: its payload as data, its PDF as a blob, and the document it takes the place of."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate"
        REFUSAL = "refusal"
        CPD_SHEET = "cpd_sheet"
        LEVEL = "level"
        DUPLICATE = "duplicate"
        MINUTES = "minutes"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.UUIDField(
        db_index=True, null=True, help_text="null: of a certificate that was issued before this register"
    )
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    payload = models.JSONField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="documents")
    seal = models.CharField(max_length=4, null=True, help_text="level of the department's seal; null: not sealed")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


guard(Blob)
guard(EvidenceFile)
guard(Document)
