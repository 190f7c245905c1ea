"""Tables of professional development: results, levels, assessments, accreditations, confirmation sheets (283/2020).

Results, levels and conclusions are facts on two time axes. A confirmation sheet is a signed paper: it is written once
and only ever superseded.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import TemporalRow, guard_temporal

TEXT = 500
SPECIALTY = 200
LEVEL = 10
LANGUAGE = 8


class Activity(TemporalRow):
    """A result of professional development, under one of the 21 criteria (annex 1). It holds from its completion on.

    `details` holds the facts that the criterion asks for, under the names of `law.order_283_cpd.criteria`: whole
    numbers, words and yes or no; hours as text ("62.5"), since no fraction is kept as a float. What HR and the head
    said of it belongs to the confirmation, not to the result.
    """

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="activities")
    criterion = models.PositiveSmallIntegerField(help_text="row of 283/2020 annex 1")
    title = models.CharField(max_length=TEXT)
    specialty = models.CharField(max_length=SPECIALTY, null=True, help_text="to whose profile it belongs; null: none")
    organisation_name = models.CharField(max_length=TEXT, null=True, help_text="organiser, publisher, association")
    document_number = models.CharField(max_length=100, null=True)
    started_on = models.DateField(null=True)
    completed_on = models.DateField()
    details = models.JSONField(default=dict)
    link = models.CharField(max_length=1000, null=True, help_text="in the database that indexes it (row 10)")
    evidence = models.UUIDField(null=True, help_text="the file that proves it; null: none yet")
    document_language = models.CharField(max_length=LANGUAGE, null=True)
    translated_into = models.CharField(max_length=LANGUAGE, null=True, help_text="of the notarised translation")
    translation = models.UUIDField(null=True, help_text="the file of the notarised translation")
    foreign_ranks = models.JSONField(null=True, help_text="places of a foreign organisation in the rankings of p.15")
    source = models.CharField(max_length=40, help_text="declared, document, or a system's name")

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(condition=Q(criterion__gte=1, criterion__lte=21), name="activity_criterion"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(started_on__lte=models.F("completed_on")),
                name="activity_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(known_to__isnull=True), name="activity_of_person"),
        ]


class Qualification(TemporalRow):
    """A qualification level, or a category of the earlier system, in a specialty. It holds from the day it was given.

    `valid_until` and `indefinite` are a category's; a level has no end of its own.
    """

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="qualifications")
    specialty = models.CharField(max_length=SPECIALTY, help_text="code of the list of specialties")
    level = models.CharField(max_length=LEVEL, null=True, help_text="with its track, such as 7.2 (R)")
    category = models.CharField(max_length=10, null=True, help_text="highest, first or second")
    obtained_on = models.DateField()
    valid_until = models.DateField(null=True, help_text="last day of a category certificate")
    indefinite = models.BooleanField(default=False, help_text="a category certificate without a term")
    decision = models.UUIDField(null=True, help_text="null: given before this register")
    document_number = models.CharField(max_length=60, null=True)
    source = models.CharField(max_length=40)

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level__isnull=False, category__isnull=True) | Q(level__isnull=True, category__isnull=False),
                name="qualification_level_or_category",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(known_to__isnull=True, decision__isnull=False),
                name="qualification_once_a_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(known_to__isnull=True), name="qualification_of_person"),
        ]


class AssessmentConclusion(TemporalRow):
    """What an accredited organisation concluded of a worker's professional preparedness (p.5, p.12, p.16).

    `level` is what was asked for (null: for a certificate only), `conclusion_level` what was found. `stages` says by
    stage (knowledge, case_testing) how it ended: passed, failed, or waived (p.12).
    """

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="assessments")
    organisation = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="assessments")
    specialty = models.CharField(max_length=SPECIALTY)
    level = models.CharField(max_length=LEVEL, null=True)
    conclusion_level = models.CharField(max_length=LEVEL, null=True)
    stages = models.JSONField(default=dict)
    passed = models.BooleanField()
    assessed_on = models.DateField()
    protocol_number = models.CharField(max_length=60)
    sheet_number = models.CharField(max_length=40, blank=True, help_text="confirmation sheet that was before them")
    case = models.UUIDField(help_text="the worker's request for assessment")

    class Meta(TemporalRow.Meta):
        indexes = [
            models.Index(fields=["person"], condition=Q(known_to__isnull=True), name="conclusion_of_person"),
        ]


class StatusKind(models.TextChoices):
    """Statuses of organisations, each with its dates (specification R-7, L-12, B-1)."""

    ASSESSMENT_ACCREDITATION = "assessment_accreditation"
    EDUCATION_CLINIC = "education_clinic"
    UNIVERSITY_HOSPITAL = "university_hospital"
    SCIENTIFIC_CLINIC = "scientific_clinic"
    RESIDENCY_BASE = "residency_base"
    INTEGRATED_CENTRE = "integrated_centre"


class OrganisationStatus(TemporalRow):
    """A status or accreditation of an organisation: `valid_from` and `valid_to` are its own dates."""

    organisation = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=40, choices=StatusKind.choices)
    number = models.CharField(max_length=60, blank=True, help_text="of the act that gave it")

    class Meta(TemporalRow.Meta):
        pass


class CpdSheet(models.Model):
    """A confirmed sheet of results (p.10, annex 2): numbered, signed by two people, never edited.

    `activities` holds the accepted results as facts of the kernel, each with its line, title and quarters of a unit;
    `refused` the refused ones with the reason (p.11). Sums are whole quarters of a unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="cpd_sheets")
    organisation = models.ForeignKey("register.Organisation", on_delete=models.PROTECT, related_name="cpd_sheets")
    specialty = models.CharField(max_length=SPECIALTY)
    confirmed_on = models.DateField(help_text="day of the later signature")
    hr_on = models.DateField(null=True, help_text="null: the head alone, where there is no personnel service")
    head_on = models.DateField()
    hr_account = models.UUIDField(null=True)
    head_account = models.UUIDField()
    hr_name = models.CharField(max_length=200, blank=True)
    head_name = models.CharField(max_length=200)
    without_hr_service = models.BooleanField(default=False)
    activities = models.JSONField()
    refused = models.JSONField(default=list)
    further_education = models.PositiveIntegerField()
    non_formal = models.PositiveIntegerField()
    competencies = models.PositiveIntegerField()
    decision = models.UUIDField(unique=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "specialty", "-confirmed_on"], name="sheet_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(without_hr_service=True)
                | (Q(hr_account__isnull=False, hr_on__isnull=False) & ~Q(hr_account=models.F("head_account"))),
                name="sheet_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> int:
        """All units together, in quarters."""
        return self.further_education + self.non_formal + self.competencies


guard_temporal(Activity)
guard_temporal(Qualification)
guard_temporal(AssessmentConclusion)
guard_temporal(OrganisationStatus)
guard(CpdSheet)
