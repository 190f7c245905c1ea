"""Tables of licences for medical activity (59/2020): production bases, the licence, its annexes, what happened to them,
and which jobs are done at which base.

A licence and an annex are written once. A re-issue, a duplicate, a suspension, a withdrawal are events; what they are
worth on a day follows from them (``register.licence_status``).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.identity.policy import Scope
from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import TemporalRow, guard_temporal

TEXT = 500
KATO = 9
ONE_HOLDER = Q(organisation__isnull=False, person__isnull=True) | Q(organisation__isnull=True, person__isnull=False)


class ProductionBase(models.Model):
    """A production base: an address at which a holder practises. Where it lies is in ``BaseFact``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "register.Organisation", null=True, on_delete=models.PROTECT, related_name="production_bases"
    )
    person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="production_bases")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_HOLDER, name="base_one_holder")]

    def __str__(self) -> str:
        return str(self.id)


class BaseFact(TemporalRow):
    """Where a production base is, while the register says so. The line is the base's id."""

    base = models.ForeignKey(ProductionBase, on_delete=models.PROTECT, related_name="facts")
    kato = models.CharField(max_length=KATO, help_text="KATO code of the place")
    address = models.CharField(max_length=TEXT)
    name = models.CharField(max_length=TEXT, blank=True, help_text="what the holder calls it, such as a branch's name")

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(condition=Q(line=models.F("base_id")), name="basefact_line"),
        ]
        indexes = [
            # The public asks who is licensed in a region.
            models.Index(fields=["kato", "base"], condition=Q(known_to__isnull=True), name="basefact_by_place"),
        ]


class BaseWork(TemporalRow):
    """That a job is done at a base (reading L12): from ``valid_from`` up to, not including, ``valid_to``.

    A job of which no row says where it is done counts at every base of its employer.
    """

    base = models.ForeignKey(ProductionBase, on_delete=models.PROTECT, related_name="jobs")
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    employment = models.UUIDField(help_text="line of the job")

    class Meta(TemporalRow.Meta):
        indexes = [
            models.Index(fields=["employment"], condition=Q(known_to__isnull=True), name="basework_of_job"),
        ]


class Licence(models.Model):
    """A licence as first issued. Its holder is one organisation or one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(
        "register.Organisation", null=True, on_delete=models.PROTECT, related_name="licences"
    )
    person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="licences")
    issued_on = models.DateField()
    on_paper = models.BooleanField(default=False, help_text="given on paper, before this register (row 3, reading L6)")
    office = models.CharField(max_length=KATO, help_text="KATO code of the department's region")
    decision = models.UUIDField(null=True, unique=True, help_text="null: issued before this register")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_HOLDER, name="licence_one_holder")]
        indexes = [models.Index(fields=["office", "issued_on"], name="licence_of_office")]

    def __str__(self) -> str:
        return self.number

    def scope(self) -> Scope:
        """Whose it is and whose department's."""
        return Scope(
            person=self.person_id,
            organisations=frozenset() if self.organisation_id is None else frozenset({self.organisation_id}),
            territories=frozenset({self.office}),
        )


class LicenceAnnex(models.Model):
    """An annex to a licence: the subtypes of medical activity at one production base. ``number`` is 001, 002, ..."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="annexes")
    number = models.CharField(max_length=3)
    base = models.ForeignKey(ProductionBase, on_delete=models.PROTECT, related_name="annexes")
    issued_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    decision = models.UUIDField(null=True, db_index=True, help_text="one decision may give several; null: earlier")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["licence", "number"], name="annex_number_once")]

    def __str__(self) -> str:
        return f"{self.licence_id}/{self.number}"


class AnnexSubtype(models.Model):
    """A subtype of medical activity that an annex names; ``specialty`` where the subtype goes by specialties."""

    annex = models.ForeignKey(LicenceAnnex, on_delete=models.PROTECT, related_name="subtypes")
    code = models.CharField(max_length=10, help_text="as in the list of subtypes")
    specialty = models.CharField(max_length=200, blank=True, help_text="code of the list of specialties")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["annex", "code", "specialty"], name="annex_subtype_once"),
        ]
        indexes = [models.Index(fields=["code", "specialty"], name="annex_by_subtype")]

    def __str__(self) -> str:
        return self.code


class LicenceEventKind(models.TextChoices):
    """What can happen to a licence or to one of its annexes.

    Undone: a second decision took back what an earlier one had given (``decision`` names the second one).
    """

    REISSUED = "reissued"
    DUPLICATED = "duplicated"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    UNDONE = "undone"


class LicenceEvent(models.Model):
    """What happened to a licence (``annex`` null) or to one of its annexes, from a day on, with its ground."""

    id = models.BigAutoField(primary_key=True)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="events")
    annex = models.ForeignKey(LicenceAnnex, null=True, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=LicenceEventKind.choices)
    on = models.DateField(help_text="from which day it counts")
    until = models.DateField(null=True, help_text="last day of a suspension for a term; null: until it is resumed")
    ground = models.CharField(max_length=60, help_text="code of the ground or of the reason for a re-issue")
    reference = models.CharField(max_length=300, blank=True, help_text="number and date of the act or document")
    note = models.TextField(blank=True)
    decision = models.UUIDField(null=True, db_index=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LicenceEventKind.values), name="licence_event_kind"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(kind=LicenceEventKind.SUSPENDED, until__gte=models.F("on")),
                name="licence_event_until",
            ),
        ]
        indexes = [
            # The public asks which licences are suspended or ended.
            models.Index(fields=["kind", "on"], condition=Q(annex__isnull=True), name="licence_event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.licence_id}"


class StaffRequirement(TemporalRow):
    """An edited line of what staff a subtype needs at a base (reading L14): it takes the place of the line of the same
    ``key`` that came with the system. The line's id follows from the key."""

    key = models.CharField(max_length=60)
    subtype = models.CharField(max_length=10)
    specialties = models.JSONField(
        help_text="codes of the list of specialties; a valid certificate in any of them counts"
    )
    least = models.PositiveSmallIntegerField(help_text="how many people at the base; 0: the line is taken off")
    certainty = models.CharField(max_length=10)
    source = models.CharField(max_length=300, help_text="the act or letter on which the edit rests")

    class Meta(TemporalRow.Meta):
        pass


class ChecklistRequirement(TemporalRow):
    """An edited line of the qualification requirements that a visit checks (reading L13), as ``StaffRequirement``."""

    key = models.CharField(max_length=60)
    subtype = models.CharField(max_length=10, blank=True, help_text="empty: asked at every base")
    text_kk = models.CharField(max_length=TEXT)
    text_ru = models.CharField(max_length=TEXT)
    text_en = models.CharField(max_length=TEXT)
    is_dropped = models.BooleanField(default=False)
    certainty = models.CharField(max_length=10)
    source = models.CharField(max_length=300)

    class Meta(TemporalRow.Meta):
        pass


for written_once in (ProductionBase, Licence, LicenceAnnex, AnnexSubtype, LicenceEvent):
    guard(written_once)
for fact in (BaseFact, BaseWork, StaffRequirement, ChecklistRequirement):
    guard_temporal(fact)
