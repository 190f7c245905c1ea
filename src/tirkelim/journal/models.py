"""Tables of the journal: changes, entries of a stream, their erasable payload, and seals."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.guards import guard

DIGEST = 64
"""Length of a SHA-256 in hexadecimal."""


class Change(models.Model):
    """One command carried out: every other row says by which change it was written.

    `why` is a reason in words and never holds personal data: it takes part in the hashes of the journal and
    cannot be erased. `result` is what a repetition of the same command is answered with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    command_id = models.UUIDField(unique=True)
    actor = models.UUIDField(null=True, help_text="account; null: the system itself")
    at = models.DateTimeField(help_text="start of the writing transaction, as read once at the edge")
    action = models.CharField(max_length=80, help_text="name of the command, such as register.add_person")
    why = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=DIGEST, blank=True, help_text="keyed digest of what the command said")
    result = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="change_at")]

    def __str__(self) -> str:
        return f"{self.action} {self.id}"


class JournalEntry(models.Model):
    """One link of a stream's chain. `hash` covers the change, the kind, the salted digest and the link before."""

    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=100, help_text="such as case:<id> or person:<id>")
    seq = models.PositiveIntegerField(help_text="1, 2, 3, ... without gaps inside the stream")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=80)
    salted_digest = models.CharField(max_length=DIGEST)
    prev_hash = models.CharField(max_length=DIGEST)
    hash = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="entry_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entry_seq_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"


class JournalPayload(models.Model):
    """What an entry says, apart from the entry, so that it can be erased while the chain stays verifiable."""

    entry = models.OneToOneField(JournalEntry, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32, null=True, help_text="16 random bytes in hexadecimal")
    body = models.TextField(null=True, help_text="canonical JSON")
    erased_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(salt__isnull=False, body__isnull=False, erased_by__isnull=True)
                | Q(salt__isnull=True, body__isnull=True, erased_by__isnull=False),
                name="payload_whole_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"payload of entry {self.entry_id}"


class Seal(models.Model):
    """All streams' heads bound together, and the time up to which nothing more can be written.

    It covers the entries up to number `watermark`; no change with `at` up to `closed_until` can follow.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    closed_until = models.DateTimeField()
    watermark = models.BigIntegerField()
    root = models.CharField(max_length=DIGEST)
    prev = models.CharField(max_length=DIGEST, unique=True, help_text="root of the seal before")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closed_until__lte=F("at")), name="seal_closes_the_past"),
        ]

    def __str__(self) -> str:
        return f"seal {self.id}"


class SealedHead(models.Model):
    """The last entry of one stream that a seal covers; written for streams that grew since the seal before."""

    id = models.BigAutoField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    stream = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "stream"], name="sealed_head_once")]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} in seal {self.seal_id}"


guard(Change, set_once=("result",))
guard(JournalEntry)
guard(JournalPayload, set_once=("erased_by",), clear_once=("salt", "body"))
guard(Seal)
guard(SealedHead)
