"""Tables of the commission (503/2016 p.6-10): who sits on it, its sittings, and what was said of each person.

Everything is written once. What stands follows from what was written last: a member is released, an agenda item is
taken off, minutes are signed by those present.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.cases.models import Case
from tirkelim.journal.guards import guard
from tirkelim.journal.models import DIGEST, Change


class Body(models.TextChoices):
    """The bodies whose representatives make up the commission (p.6)."""

    LOCAL_EXECUTIVE_BODY = "local_executive_body"
    EDUCATION = "education"
    INTERNAL_AFFAIRS = "internal_affairs"
    INDUSTRIAL_INNOVATION = "industrial_innovation"
    ATAMEKEN = "atameken"
    ASSOCIATION = "association"
    SECTOR_BODY = "sector_body"


class Member(models.Model):
    """A member of the commission of one local executive body. ``released_by``: no longer one, from ``released_on``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.CharField(max_length=9, help_text="KATO code of the region")
    account = models.UUIDField(help_text="account of the member")
    name = models.CharField(max_length=200)
    body = models.CharField(max_length=40, choices=Body.choices)
    organisation_name = models.CharField(max_length=300, help_text="the body's own name")
    is_chair = models.BooleanField(default=False)
    order_number = models.CharField(max_length=60, help_text="of the order that appointed the member")
    appointed_on = models.DateField()
    released_on = models.DateField(null=True, help_text="first day without membership")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "account"], condition=Q(released_by__isnull=True), name="member_once"
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True, released_by__isnull=True)
                | Q(released_on__isnull=False, released_by__isnull=False),
                name="member_released_by_change",
            ),
        ]


class Sitting(models.Model):
    """A sitting of the commission. The quorum is the setting's as it was when the sitting was called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.CharField(max_length=9)
    number = models.CharField(max_length=20, unique=True)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    quorum_percent = models.PositiveSmallIntegerField(help_text="more than this share of the members must take part")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    cancelled_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


class AgendaItem(models.Model):
    """One person's application on the agenda of a sitting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "case"], condition=Q(removed_by__isnull=True), name="agenda_case_once"
            ),
        ]


class Attendance(models.Model):
    """That a member takes part in a sitting: said by the member."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "member"], name="attends_once")]


class Declaration(models.Model):
    """A member's word on a conflict of interest in one person's application, given before the papers are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="declarations")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="declarations")
    conflict = models.BooleanField()
    note = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="declared_once")]


class Score(models.Model):
    """How one member judges an application, before seeing what the others said (p.10).

    The member says what is proven; the kernel makes the points of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="scores")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="scores")
    facts_digest = models.CharField(max_length=DIGEST, help_text="of the facts that the member saw")
    higher_education = models.BooleanField()
    academic_degree = models.BooleanField()
    english_teaching_certificate = models.BooleanField()
    service_years = models.PositiveSmallIntegerField()
    service_months = models.PositiveSmallIntegerField()
    service_days = models.PositiveSmallIntegerField()
    qualification_meets = models.BooleanField(help_text="both meet what the profession asks for")
    compared_with = models.CharField(max_length=300, blank=True, help_text="the standard or directory (p.8)")
    recommends_issue = models.BooleanField()
    note = models.TextField(blank=True, help_text="reasons; asked for where issue is not recommended")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="scored_once")]


class ScoringEnd(models.Model):
    """That the chair closed the scoring of one person: who takes part and has not scored until now, no longer does."""

    item = models.OneToOneField(AgendaItem, primary_key=True, on_delete=models.PROTECT, related_name="scoring_end")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class Resolution(models.Model):
    """What the commission says of one person (p.9): agreed facts, recommendation, grounds. One for each item."""

    item = models.OneToOneField(AgendaItem, primary_key=True, on_delete=models.PROTECT, related_name="resolution")
    higher_education = models.BooleanField()
    academic_degree = models.BooleanField()
    english_teaching_certificate = models.BooleanField()
    service_years = models.PositiveSmallIntegerField()
    service_months = models.PositiveSmallIntegerField()
    service_days = models.PositiveSmallIntegerField()
    qualification_meets = models.BooleanField()
    recommends_issue = models.BooleanField()
    votes_for = models.PositiveSmallIntegerField(help_text="members who recommend issue")
    votes_against = models.PositiveSmallIntegerField()
    decided_by_chair = models.BooleanField(default=False, help_text="votes were even: the chair's vote decided")
    divergence = models.TextField(blank=True, help_text="how differing scores were settled")
    reason = models.TextField(help_text="grounds of the recommendation")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")


class Minutes(models.Model):
    """The minutes of a sitting as drawn up: every word of the document that is signed."""

    sitting = models.OneToOneField(Sitting, primary_key=True, on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(max_length=20, unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=DIGEST)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


class MinutesSignature(models.Model):
    """The signature of a member who was present, on the digest of the minutes; with a special opinion, if any."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=DIGEST)
    opinion = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "member"], name="signed_once")]


class Unsigned(models.Model):
    """That a member who was present cannot sign the minutes: recorded by the head, with the reason (reading K20)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="unsigned")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "member"], name="unsigned_once")]


class Threshold(models.Model):
    """The points that a local executive body asks for, from a day on (reading K2). ``points`` null: none again.

    ``taken_back_by``: entered wrongly, and taken back before anything was measured by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.CharField(max_length=9)
    points = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    source = models.CharField(max_length=300, help_text="the local body's act: name, number, day")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    taken_back_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "valid_from"],
                condition=Q(taken_back_by__isnull=True),
                name="threshold_once_a_day",
            )
        ]


guard(Member, set_once=("released_on", "released_by"))
guard(Sitting, set_once=("cancelled_by",))
guard(AgendaItem, set_once=("removed_by",))
guard(Threshold, set_once=("taken_back_by",))
for written_once in (Attendance, Declaration, Score, ScoringEnd, Resolution, Minutes, MinutesSignature, Unsigned):
    guard(written_once)
