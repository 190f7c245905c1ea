"""Tables of signatures."""

from __future__ import annotations

import uuid

from django.db import models

from tirkelim.journal.guards import guard
from tirkelim.journal.models import DIGEST, Change
from tirkelim.signatures.purposes import Purpose


class Signature(models.Model):
    """A signature that was verified when it came, with everything needed to verify it again without the network.

    `content` is the canonical JSON that was signed; its digest outlives an erasure of the bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Purpose])
    content = models.BinaryField(null=True)
    content_digest = models.CharField(max_length=DIGEST)
    cms = models.BinaryField(null=True)
    cms_digest = models.CharField(max_length=DIGEST)
    evidence = models.BinaryField(null=True)
    signer_name = models.CharField(max_length=300, null=True)
    organisation_name = models.CharField(max_length=300, null=True)
    roles = models.JSONField(help_text="object identifiers of the certificate's roles")
    issuer = models.CharField(max_length=500)
    serial = models.CharField(max_length=80)
    algorithm = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    time_stamped = models.BooleanField()
    verified_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["content_digest"], name="signature_content")]

    def __str__(self) -> str:
        return f"signature {self.id}"


guard(Signature, clear_once=("content", "cms", "evidence", "signer_name", "organisation_name"))
