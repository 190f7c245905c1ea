"""Tables of the licence service: payments of the fee, permit control, and shortages of staff that were told.

Everything is written once; what stands follows from what was written last.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.cases.models import Case
from tirkelim.identity.policy import Scope
from tirkelim.journal.guards import guard
from tirkelim.journal.models import DIGEST, Change

# --- the fee (row 6) ---


class PaymentOrder(models.Model):
    """A payment that was begun: the exact sum of one day, shown before paying. Whether it was paid says ``Payment``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payment_orders")
    tenge = models.DecimalField(max_digits=12, decimal_places=2)
    fee_mci = models.DecimalField(max_digits=6, decimal_places=2, help_text="the fee in monthly calculation indices")
    mci = models.PositiveIntegerField(help_text="the index in tenge that was in force on the day")
    for_day = models.DateField(help_text="the day for which the sum holds")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class Payment(models.Model):
    """A payment that the payment system confirmed. One order is paid once; one reference is taken once."""

    order = models.OneToOneField(PaymentOrder, primary_key=True, on_delete=models.PROTECT, related_name="payment")
    reference = models.CharField(max_length=100, unique=True, help_text="of the payment system")
    tenge = models.DecimalField(max_digits=12, decimal_places=2)
    paid_at = models.DateTimeField()
    counted_for = models.OneToOneField(
        Case, null=True, on_delete=models.PROTECT, related_name="fee_payment",
        help_text="the case whose fee it is; null: one more than needed, to be given back",
    )  # fmt: skip
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class RefundReason(models.TextChoices):
    """Why a payment is given back."""

    PAID_TWICE = "paid_twice"
    BEFORE_ACCEPTANCE = "before_acceptance"
    WRONG_SUM = "wrong_sum"


class Refund(models.Model):
    """That a payment is to be given back, and why."""

    payment = models.OneToOneField(Payment, primary_key=True, on_delete=models.PROTECT, related_name="refund")
    reason = models.CharField(max_length=20, choices=RefundReason.choices)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


# --- permit control (p.10(3), p.14) ---


class Visit(models.Model):
    """A visit to one production base of an application, as planned. ``base`` is the id of the base in its form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    base = models.UUIDField(help_text="id of the production base in the application's form")
    inspector = models.UUIDField(help_text="account of the inspector")
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=120, help_text="how long it is planned to take")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    cancelled_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["inspector", "planned_at"], name="visit_of_inspector")]
        constraints = [
            models.UniqueConstraint(
                fields=["inspector", "planned_at"], condition=Q(cancelled_by__isnull=True), name="visit_time_once"
            ),
        ]

    @property
    def stream(self) -> str:
        """The journal's stream of this visit."""
        return f"visit:{self.id}"

    def scope(self) -> Scope:
        """Where it belongs: as its case."""
        return self.case.scope()


class NoticeChannel(models.TextChoices):
    """How the applicant is told of a visit; only channels that record the notice (p.14)."""

    SMS = "sms"
    RECORDED_CALL = "recorded_call"
    REGISTERED_MAIL = "registered_mail"


class VisitNotice(models.Model):
    """That the applicant was told of the day and time of a visit; ``sent_at`` is when the channel took it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=20, choices=NoticeChannel.choices)
    reference = models.CharField(max_length=200, help_text="the operator's message id, the recording, the receipt")
    sent_at = models.DateTimeField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class Observation(models.Model):
    """What the inspector noted on one line of the checklist, or began and ended; a later one replaces an earlier one of
    the same line. Its id is the command's: sent twice, it is stored once."""

    id = models.UUIDField(primary_key=True, editable=False, help_text="id of the command that the device made")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="observations")
    subtype = models.CharField(max_length=10, blank=True, help_text="empty: a line asked at every base")
    specialty = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=60, help_text="line of the checklist")
    conforms = models.BooleanField(null=True, help_text="null: not checked, or does not concern this base")
    remark = models.TextField(blank=True)
    noted_at = models.DateTimeField(help_text="by the clock of the device, when it was noted")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["visit", "key"], name="observation_of_line")]


class VisitPhoto(models.Model):
    """A photo taken at a visit, beside a line of the checklist. Its id is the command's."""

    id = models.UUIDField(primary_key=True, editable=False, help_text="id of the command that the device made")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    subtype = models.CharField(max_length=10, blank=True)
    specialty = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=60, blank=True)
    evidence = models.UUIDField(help_text="the evidence file")
    taken_at = models.DateTimeField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")


class VisitAct(models.Model):
    """The act of a visit as the inspector signed it: every line with its result, whether the base conforms, subtype by
    subtype. ``content`` is every word of the document."""

    visit = models.OneToOneField(Visit, primary_key=True, on_delete=models.PROTECT, related_name="act")
    number = models.CharField(max_length=20, unique=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    conforms = models.BooleanField(help_text="the base as a whole: every claimed subtype conforms")
    subtypes = models.JSONField(help_text='[{"code", "specialty", "conforms"}] of the subtypes claimed at the base')
    content = models.JSONField()
    digest = models.CharField(max_length=DIGEST)
    inspector_name = models.CharField(max_length=200)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


# --- staff ---


class ToldShortage(models.Model):
    """A shortage of certified staff that was told to the department and to the holder. What is short on a day is
    derived; this says only what was told, when, and when it was seen to be over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    annex = models.UUIDField(help_text="annex of the licence")
    subtype = models.CharField(max_length=10)
    specialty = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=60, help_text="key of the staffing line")
    office = models.CharField(max_length=9, help_text="KATO code of the department's region, for its list")
    since = models.DateField(help_text="first day on which it was short")
    found = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    over_on = models.DateField(null=True, help_text="first day on which it was no longer short")
    over_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["annex", "subtype", "specialty", "rule"],
                condition=Q(over_by__isnull=True),
                name="shortage_told_once",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "since"], condition=Q(over_by__isnull=True), name="shortage_of_office"),
        ]


class StaffWatch(models.Model):
    """How far the watch over staff has read the register's changes: a worker's bookmark, one row, not a fact.

    ``seen`` holds the ids of the changes looked at that are newer than a little before ``looked_until``.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    looked_until = models.DateTimeField()
    seen = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="staff_watch_one_row")]


for written_once in (PaymentOrder, Payment, Refund, VisitNotice, Observation, VisitAct):
    guard(written_once)
guard(Visit, set_once=("cancelled_by",))
guard(VisitPhoto, set_once=("removed_by",))
guard(ToldShortage, set_once=("over_on", "over_by"))
