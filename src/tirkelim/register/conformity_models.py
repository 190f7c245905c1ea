"""Tables of certificates of qualification conformity (503/2016): the certificate, and what happened to it.

A certificate is written once. An extension, a loss, a withdrawal, a change of employer are events; what the
certificate is worth on a day follows from them (``register.conformity_status``).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change

TEXT = 500


class ConformityBasis(models.TextChoices):
    """On what a certificate was given (p.11, p.22)."""

    ISSUE = "issue"
    REISSUE = "reissue"
    DUPLICATE = "duplicate"


class ConformityCertificate(models.Model):
    """A certificate as issued (rules annex 3). ``valid_until`` is the last day that it was issued with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="conformity_certificates")
    basis = models.CharField(max_length=20, choices=ConformityBasis.choices)
    earlier = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="later", help_text="which it re-issues or duplicates"
    )
    profession = models.CharField(max_length=TEXT, help_text="Kazakh name of the list")
    activity = models.CharField(max_length=10, help_text="code of the kind of economic activity")
    framework_level = models.PositiveSmallIntegerField(null=True)
    identity_document = models.CharField(max_length=100, blank=True, help_text="number as it stands on the certificate")
    issued_on = models.DateField()
    valid_until = models.DateField()
    office = models.CharField(max_length=9, help_text="KATO code of the local executive body's region")
    decision = models.UUIDField(null=True, unique=True, help_text="null: issued before this register")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="conformity_interval"),
            models.CheckConstraint(
                condition=Q(basis=ConformityBasis.ISSUE, earlier__isnull=True)
                | (~Q(basis=ConformityBasis.ISSUE) & Q(earlier__isnull=False)),
                name="conformity_of_earlier",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ConformityEventKind(models.TextChoices):
    """What can happen to a certificate after its issue."""

    EXTENDED = "extended"
    SUPERSEDED = "superseded"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    CONTRACT_SIGNED = "contract_signed"
    EMPLOYER_CHANGED = "employer_changed"
    CONTRACT_ENDED = "contract_ended"
    DATA_CHANGED = "data_changed"


class ConformityEvent(models.Model):
    """What happened to a certificate: decided (extended, superseded, withdrawn) or told by its holder.

    Restored: a second decision took back the one that had replaced it.
    """

    id = models.BigAutoField(primary_key=True)
    certificate = models.ForeignKey(ConformityCertificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=ConformityEventKind.choices)
    on = models.DateField(help_text="from which day it counts; of a notice, the day it was given")
    event_on = models.DateField(null=True, help_text="day of the contract, its end or the change that is told")
    until = models.DateField(null=True, help_text="new last day of an extended one; last day of a contract")
    employer = models.CharField(max_length=TEXT, blank=True)
    employer_number = models.CharField(max_length=12, blank=True, help_text="BIN or IIN of the employer")
    ground = models.CharField(max_length=200, blank=True, help_text="the provision or the reason")
    reference = models.CharField(max_length=300, blank=True, help_text="number and date of the act or document")
    successor = models.CharField(max_length=60, blank=True, help_text="number of the certificate that took its place")
    decision = models.UUIDField(null=True, unique=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ConformityEventKind.EXTENDED, until__isnull=False)
                | ~Q(kind=ConformityEventKind.EXTENDED),
                name="conformity_extension_has_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.certificate_id}"


guard(ConformityCertificate)
guard(ConformityEvent)
