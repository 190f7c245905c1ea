"""Consents, the pulls that rest on them, one-time codes; and the tables of the demo."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.records import DataSet, HolderDataSet
from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change

_DATA_SETS = [(data_set.value, data_set.value) for data_set in DataSet]
_HOLDER_DATA_SETS = [(data_set.value, data_set.value) for data_set in HolderDataSet]
_OUTCOMES = [(outcome.value, outcome.value) for outcome in Outcome]


class Consent(models.Model):
    """A person's answer, for one case and one data set, to the question whether it may be pulled (274/2020 p.9).

    `reference` is the one-time code's id or the operator's message id; `wording` is the sentence that was shown.
    A refusal is kept as well: refusal ground 6 of row 9 follows from it. ``until``: from when a consent no longer
    allows a pull; None for those that were given before there was such an end.
    """

    class Answer(models.TextChoices):
        GIVEN = "given"
        REFUSED = "refused"

    class Way(models.TextChoices):
        OTP = "otp"  # one-time code to the registered number
        SMS = "sms"  # answer by short message from the registered number
        CABINET = "cabinet"  # a click in the personal cabinet: enough to refuse, never to consent

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    case = models.UUIDField()
    data_set = models.CharField(max_length=30, choices=_DATA_SETS)
    answer = models.CharField(max_length=10, choices=Answer)
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way)
    reference = models.CharField(max_length=80, blank=True)
    wording = models.TextField()
    until = models.DateTimeField(null=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "data_set"], name="consent_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "data_set"], condition=Q(answer="given", revoked_at=None), name="consent_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="refused") | (Q(way__in=["otp", "sms"]) & ~Q(reference="")), name="consent_proven"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="consent_revoked_by_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.data_set} {self.id}"


class Pull(models.Model):
    """One question to a state system and what came back; there is none without a consent.

    `source` is the data set; `body` is the records as JSON, null when nothing was found or when erased;
    `fault` names the failure of a source that did not answer; `correlation` is the id of the question, which the source
    keeps as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="pulls")
    source = models.CharField(max_length=30, choices=_DATA_SETS)
    outcome = models.CharField(max_length=12, choices=_OUTCOMES)
    at = models.DateTimeField()
    reference = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    correlation = models.CharField(max_length=36, blank=True, default="", db_default="")
    body = models.JSONField(null=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["consent", "at"], name="pull_of_consent")]

    def __str__(self) -> str:
        return f"{self.source} {self.outcome} {self.id}"


class HolderPull(models.Model):
    """One question to a state system about whoever applies for a licence, and what came back.

    It rests on the application: `basis` names the page of it that allows the question (59/2020 ann.1 row 9(8)).
    Otherwise as ``Pull``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField()
    organisation = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    basis = models.CharField(max_length=40)
    source = models.CharField(max_length=30, choices=_HOLDER_DATA_SETS)
    outcome = models.CharField(max_length=12, choices=_OUTCOMES)
    at = models.DateTimeField()
    reference = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    correlation = models.CharField(max_length=36, blank=True, default="", db_default="")
    body = models.JSONField(null=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="holder_pull_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="holder_pull_of_one",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="holder_pull_has_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.outcome} {self.id}"


class OneTimeCode(models.Model):
    """A code sent for consent. Only its keyed digest is kept, and those of the number it went to and of the network
    address that asked for it, to count by; `tries` counts what was typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    case = models.UUIDField()
    data_sets = models.JSONField()
    language = models.CharField(max_length=2)
    code_digest = models.CharField(max_length=64)
    number_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    address_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "sent_at"], name="code_of_person"),
            models.Index(fields=["number_digest", "sent_at"], name="code_of_number"),
            models.Index(fields=["address_digest", "sent_at"], name="code_of_address"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SmsQuestion(models.Model):
    """The question for consent that a person answers by short message from the registered number.

    A number has one open question at most, so that "1" can mean one thing only. ``closed_at``: since when nothing
    answers it any more; ``answer`` says how it ended ("" where nobody answered). ``tries`` counts what was not
    understood. Only digests of the number and of the asking network address are kept.
    """

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    case = models.UUIDField()
    data_sets = models.JSONField()
    language = models.CharField(max_length=2)
    number_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64, blank=True, default="")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=3, choices=Answer, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["person", "sent_at"], name="sms_question_of_person"),
            models.Index(fields=["number_digest", "sent_at"], name="sms_question_of_number"),
            models.Index(fields=["address_digest", "sent_at"], name="sms_question_of_address"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number_digest"], condition=Q(closed_at=None), name="sms_question_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class InboundSms(models.Model):
    """A short message that came in, by the operator's id of it: delivered again, it does nothing again. Neither its
    text nor its number is kept."""

    message = models.CharField(primary_key=True, max_length=80)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.outcome} {self.at.isoformat()}"


class DemoRecord(models.Model):
    """What a demo state system holds about a person. Demo mode only.

    The person is known by id, or by the keyed digest of the IIN. `outcome` "unavailable" makes the source play
    dead for this person.
    """

    source = models.CharField(max_length=30)
    person = models.UUIDField(null=True, db_index=True)
    iin_digest = models.CharField(max_length=64, blank=True, db_index=True)
    outcome = models.CharField(max_length=12, choices=_OUTCOMES, default=Outcome.FOUND.value)
    record = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(iin_digest=""), name="demo_record_of_someone")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"


class DemoSms(models.Model):
    """A short message that the demo gateway did not send anywhere: the demo outbox shows it. Demo mode only."""

    number = models.CharField(max_length=20, db_index=True)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"demo message {self.pk}"


class DemoPayment(models.Model):
    """A payment at the demo bank. ``paid_at`` None: begun only; ``confirmed_at``: from when the demo payment system
    says so. Demo mode only."""

    order = models.UUIDField(primary_key=True)
    tenge = models.DecimalField(max_digits=12, decimal_places=2)
    purpose = models.CharField(max_length=300)
    return_to = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"demo payment {self.order}"


guard(Consent, set_once=("revoked_at", "revoked_by"))
guard(Pull, clear_once=("body",))
guard(HolderPull, clear_once=("body",))
