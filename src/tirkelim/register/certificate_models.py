"""Tables of specialist certificates: the certificate as issued, and what happened to it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change
from tirkelim.register.status import EventKind


class Certificate(models.Model):
    """A specialist certificate as issued. What it is worth on a day follows from its dates and events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="certificates")
    specialty = models.CharField(max_length=200, help_text="code of the list of specialties")
    level = models.CharField(max_length=10, null=True, help_text="with its track, such as 7.2 (R)")
    issued_on = models.DateField()
    valid_until = models.DateField(null=True, help_text="last valid day; null: without limit")
    office = models.CharField(max_length=9, null=True, help_text="KATO code of the department's region")
    decision = models.UUIDField(null=True, unique=True, help_text="null: issued before this register")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="certificate_interval",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateEvent(models.Model):
    """What happened to a certificate after its issue."""

    id = models.BigAutoField(primary_key=True)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    ground = models.CharField(max_length=200, help_text="the provision or the reason")
    reference = models.CharField(max_length=200, blank=True, help_text="number and date of the act")
    superseded_by = models.CharField(max_length=60, blank=True, help_text="number of the new certificate")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EventKind]), name="certificate_event_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.SUPERSEDED.value) | Q(superseded_by=""), name="certificate_superseded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.certificate_id}"


guard(Certificate)
guard(CertificateEvent)
