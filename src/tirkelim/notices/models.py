"""Tables of notices. A notice stands in the cabinet from the moment it is made; each other way is a delivery."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.identity.models import Account
from tirkelim.journal.guards import guard

KEY = 64


class Way(models.TextChoices):
    """How a notice reaches someone beside the cabinet."""

    SMS = "sms"
    EMAIL = "email"


class Notice(models.Model):
    """Something a reader was told: a person of the register, or an account that belongs to nobody there.

    ``what`` names its words in the catalogue, ``words`` fills them in: days, numbers of applications, hours; never a
    name, a diagnosis of anything, or a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=250, unique=True, help_text="told once, however often its work is repeated")
    person = models.UUIDField(null=True)
    account = models.UUIDField(null=True)
    what = models.CharField(max_length=100)
    words = models.JSONField(default=dict)
    case = models.UUIDField(null=True, db_index=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, account__isnull=False) | Q(person__isnull=False, account__isnull=True),
                name="notice_one_reader",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_newest"),
            models.Index(fields=["account", "-at"], name="notice_of_account"),
        ]

    def __str__(self) -> str:
        return f"notice {self.id}"


class Delivery(models.Model):
    """The sending of a notice by one way. Its state follows from its times: ``sent_at``, ``ended_at`` (nothing more is
    tried: no address, switched off, or too many failures), otherwise it waits for ``next_at``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=100, blank=True, help_text="the operator's number of the message")
    fault = models.CharField(max_length=40, blank=True, help_text="the kind of the last failure, nothing personal")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "way"], name="delivery_once"),
            models.CheckConstraint(condition=Q(way__in=["sms", "email"]), name="delivery_way"),
            models.CheckConstraint(
                condition=Q(next_at__isnull=False, sent_at__isnull=True, ended_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=False, ended_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=True, ended_at__isnull=False),
                name="delivery_waits_or_ended",
            ),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"delivery {self.id}"


class Contact(models.Model):
    """Where an account wants its notices beside the cabinet. A new address takes the place of the one before when it is
    confirmed by a code sent to it; the code is kept as a keyed digest."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="contact")
    email = models.EmailField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    by_email = models.BooleanField(default=True)
    by_sms = models.BooleanField(default=True)
    new_email = models.EmailField(max_length=200, blank=True)
    code_digest = models.CharField(max_length=KEY, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"contact of {self.account_id}"


guard(Notice, set_once=("seen_at",))
