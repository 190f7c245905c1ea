"""Tables of the register (253/2020 p.8). Facts stand on two time axes; see docs/decisions/0002-time.md.

A null fact is not known; an empty text is known not to exist (a person without patronymic).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from tirkelim.journal.guards import guard
from tirkelim.journal.models import Change
from tirkelim.journal.no_overlap import alone
from tirkelim.journal.temporal import TemporalRow, guard_temporal
from tirkelim.register.certificate_models import Certificate, CertificateEvent
from tirkelim.register.conformity_models import (
    ConformityBasis,
    ConformityCertificate,
    ConformityEvent,
    ConformityEventKind,
)
from tirkelim.register.cpd_models import (
    Activity,
    AssessmentConclusion,
    CpdSheet,
    OrganisationStatus,
    Qualification,
    StatusKind,
)
from tirkelim.register.departure_models import Departure, DepartureKind
from tirkelim.register.licence_models import (
    AnnexSubtype,
    BaseFact,
    BaseWork,
    ChecklistRequirement,
    Licence,
    LicenceAnnex,
    LicenceEvent,
    LicenceEventKind,
    ProductionBase,
    StaffRequirement,
)
from tirkelim.register.merge_models import Merge
from tirkelim.register.names import full_name
from tirkelim.register.residency_models import BaseContract, BasePlaces, Placement
from tirkelim.register.search_models import NameKey

__all__ = [
    "Absence",
    "AbsenceKind",
    "AccessLog",
    "Activity",
    "AnnexSubtype",
    "AssessmentConclusion",
    "BaseContract",
    "BaseFact",
    "BasePlaces",
    "BaseWork",
    "Certificate",
    "CertificateEvent",
    "ChecklistRequirement",
    "ConformityBasis",
    "ConformityCertificate",
    "ConformityEvent",
    "ConformityEventKind",
    "CpdSheet",
    "Departure",
    "DepartureKind",
    "Education",
    "EducationKind",
    "Employment",
    "Licence",
    "LicenceAnnex",
    "LicenceEvent",
    "LicenceEventKind",
    "Merge",
    "NameKey",
    "Organisation",
    "OrganisationFact",
    "OrganisationKind",
    "OrganisationStatus",
    "Person",
    "PersonFact",
    "PersonIdentifier",
    "Placement",
    "ProductionBase",
    "Qualification",
    "Scheme",
    "StaffRequirement",
    "StatusKind",
    "Training",
]

NAME = 120
TEXT = 500


class Person(models.Model):
    """A health worker or applicant, once, whatever identifiers and employments there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class Scheme(models.TextChoices):
    """Kinds of personal identifiers. A foreigner may have no IIN."""

    IIN = "iin"
    PASSPORT = "passport"


class PersonIdentifier(TemporalRow):
    """An identifier of a person. In the present knowledge a value belongs to one person only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=Scheme.choices)
    value = models.CharField(max_length=60)

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["scheme", "value"], condition=Q(known_to__isnull=True), name="one_person_once"
            ),
        ]


class PersonFact(TemporalRow):
    """Who a person is: items 2-10 of 253/2020 p.8. The line is the person's id."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    surname_kk = models.CharField(max_length=NAME, null=True)
    given_kk = models.CharField(max_length=NAME, null=True)
    patronymic_kk = models.CharField(max_length=NAME, null=True)
    surname_ru = models.CharField(max_length=NAME, null=True)
    given_ru = models.CharField(max_length=NAME, null=True)
    patronymic_ru = models.CharField(max_length=NAME, null=True)
    surname_latin = models.CharField(max_length=NAME, null=True)
    given_latin = models.CharField(max_length=NAME, null=True)
    search_key = models.CharField(max_length=1000, help_text="folded names, see register/names.py")
    sex = models.CharField(max_length=6, null=True)
    birth_date = models.DateField(null=True)
    birth_place = models.CharField(max_length=TEXT, null=True)
    citizenship = models.CharField(max_length=3, null=True, help_text="ISO 3166-1 alpha-3")
    document_kind = models.CharField(max_length=40, null=True)
    document_number = models.CharField(max_length=40, null=True)
    document_issuer = models.CharField(max_length=TEXT, null=True)
    document_issued_on = models.DateField(null=True)
    document_expires_on = models.DateField(null=True)
    residence = models.CharField(max_length=TEXT, null=True)
    residence_kato = models.CharField(max_length=9, null=True)
    registration_place = models.CharField(max_length=TEXT, null=True)
    registration_date = models.DateField(null=True, help_text="of residence registration (reading R3)")
    mobile = models.CharField(max_length=20, null=True, help_text="as +77011234567")
    trained = models.BooleanField(
        null=True, help_text="whether there is further education to enter (item 15): false is the explicit none of R2"
    )

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(condition=Q(sex__isnull=True) | Q(sex__in=["male", "female"]), name="sex_known"),
            models.CheckConstraint(condition=Q(line=F("person_id")), name="personfact_line"),
        ]

    def name(self, language: str) -> str:
        """Surname, given name and patronymic in kk or ru; in Latin letters for any other language.

        Where that spelling is not known, the next one that is.
        """
        return full_name(
            {
                "kk": (self.surname_kk, self.given_kk, self.patronymic_kk),
                "ru": (self.surname_ru, self.given_ru, self.patronymic_ru),
                "latin": (self.surname_latin, self.given_latin),
            },
            language,
        )


class Organisation(models.Model):
    """An organisation, once, by its BIN."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bin = models.CharField(max_length=12, unique=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.bin


class OrganisationKind(models.TextChoices):
    """What an organisation is for the register (spec R-7)."""

    MEDICAL = "medical"
    MEDICAL_SCHOOL = "medical_school"
    SCIENTIFIC = "scientific"
    ASSESSMENT = "assessment"
    OTHER = "other"


class OrganisationFact(TemporalRow):
    """What an organisation is. The line is the organisation's id."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="facts")
    name_kk = models.CharField(max_length=TEXT, null=True)
    name_ru = models.CharField(max_length=TEXT, null=True)
    search_key = models.CharField(max_length=2000)
    legal_form = models.CharField(max_length=100, null=True)
    ownership = models.CharField(max_length=40, null=True, help_text="state or private")
    kato = models.CharField(max_length=9, null=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    sector = models.CharField(max_length=40, null=True, help_text="health, education, defence, interior, ...")
    address = models.CharField(max_length=TEXT, null=True)
    phone = models.CharField(max_length=60, null=True)

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(condition=Q(line=F("organisation_id")), name="organisationfact_line"),
        ]

    def name(self, language: str) -> str:
        """The name in Kazakh, or in Russian for ru; the other one where that is not known."""
        first, second = (self.name_ru, self.name_kk) if language == "ru" else (self.name_kk, self.name_ru)
        return first or second or ""


class Employment(TemporalRow):
    """A job. A transfer is a new version of the same line; `left_on` is the last day, `valid_to` the day after.

    An employer outside the register (abroad, or long gone) has a name only.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="employments")
    organisation_name = models.CharField(max_length=TEXT, blank=True)
    position = models.PositiveSmallIntegerField(null=True, help_text="row of 305/2020")
    position_title = models.CharField(max_length=TEXT, blank=True, help_text="as in the order of hiring")
    specialty = models.CharField(max_length=200, null=True, help_text="code of the list of specialties")
    is_main = models.BooleanField(help_text="no two main jobs of one person hold on the same day")
    claims_main = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the employer says main, while another employer's main job still stands",
    )
    hired_on = models.DateField()
    left_on = models.DateField(null=True)
    order_number = models.CharField(max_length=60, blank=True)
    order_date = models.DateField(null=True)
    leave_order_number = models.CharField(max_length=60, blank=True)
    leave_order_date = models.DateField(null=True)
    leave_reason = models.CharField(max_length=200, blank=True)

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(organisation_name=""), name="employer_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("hired_on")), name="left_after_hired"
            ),
            models.CheckConstraint(condition=Q(is_main=False) | Q(claims_main=False), name="main_or_claimed"),
        ]
        indexes = [
            models.Index(
                fields=["organisation"], condition=Q(known_to__isnull=True), name="employment_of_organisation"
            ),
        ]


class AbsenceKind(models.TextChoices):
    """Why a worker is away while the job goes on (reading C26: leave does not break service)."""

    MATERNITY = "maternity"
    CHILD_CARE = "child_care"
    UNPAID = "unpaid"
    STUDY = "study"
    ILLNESS = "illness"
    SECONDMENT = "secondment"


class Absence(TemporalRow):
    """A long leave within a job. `valid_to` is the day after its last day; null while its end is not known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    employment = models.UUIDField(help_text="line of the job")
    kind = models.CharField(max_length=20, choices=AbsenceKind.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="last day")
    order_number = models.CharField(max_length=60, blank=True)
    order_date = models.DateField(null=True)

    class Meta(TemporalRow.Meta):
        constraints = [
            *TemporalRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="absence_interval"
            ),
        ]


class EducationKind(models.TextChoices):
    """Kinds of education, as the questions of the law name them."""

    TECHNICAL_VOCATIONAL = "technical_vocational"
    POST_SECONDARY = "post_secondary"
    BACHELOR = "bachelor"
    INTERNSHIP = "internship"
    INTEGRATED_MEDICAL = "integrated_medical"
    MASTER = "master"
    RESIDENCY = "residency"
    ORDINATURA = "ordinatura"
    RETRAINING = "retraining"
    CERTIFICATION_COURSE = "certification_course"
    PHD = "phd"
    CANDIDATE_OF_SCIENCES = "candidate_of_sciences"
    DOCTOR_OF_SCIENCES = "doctor_of_sciences"
    HIGHER_WITH_MANAGEMENT = "higher_with_management"


class Education(TemporalRow):
    """An education document (item 11). It holds from the day of graduation on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="educations")
    kind = models.CharField(max_length=30, choices=EducationKind.choices)
    institution = models.CharField(max_length=TEXT, null=True)
    country = models.CharField(max_length=3, null=True, help_text="ISO 3166-1 alpha-3")
    specialty = models.CharField(max_length=300, null=True, help_text="as the document words it")
    qualification = models.CharField(max_length=300, null=True, help_text="as the document words it")
    document_number = models.CharField(max_length=60, null=True)
    started_on = models.DateField(null=True)
    graduated_on = models.DateField()
    hours = models.PositiveIntegerField(null=True, help_text="of retraining and courses")
    recognised_by = models.CharField(max_length=TEXT, null=True, help_text="of education abroad")
    recognition_number = models.CharField(max_length=60, null=True)
    recognition_date = models.DateField(null=True)
    source = models.CharField(max_length=40, help_text="declared, document, officer, or a state system's name")

    class Meta(TemporalRow.Meta):
        pass


class Training(TemporalRow):
    """Further education (item 15). It holds from the day of completion on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trainings")
    programme = models.CharField(max_length=TEXT)
    organisation_name = models.CharField(max_length=TEXT, null=True)
    hours = models.PositiveIntegerField(null=True)
    credits = models.PositiveIntegerField(null=True)
    specialty = models.CharField(max_length=200, null=True)
    started_on = models.DateField(null=True)
    completed_on = models.DateField()
    certificate_number = models.CharField(max_length=60, null=True)
    source = models.CharField(max_length=40)

    class Meta(TemporalRow.Meta):
        pass


class AccessLog(models.Model):
    """Who looked at a person's record, when and what for; the person can read it."""

    id = models.BigAutoField(primary_key=True)
    actor = models.UUIDField(null=True, help_text="account; null: the system")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looked_at")
    purpose = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="access_of_person")]

    def __str__(self) -> str:
        return f"{self.purpose} at {self.at}"


for fact in (PersonIdentifier, PersonFact, OrganisationFact, Employment, Absence, Education, Training):
    guard_temporal(fact)
alone(Employment, "person", only="is_main")
for written_once in (Person, Organisation, AccessLog):
    guard(written_once)
