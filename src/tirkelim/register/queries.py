"""Questions to the register. They check no rights: the caller asks the policy first and logs the access."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models

from tirkelim.journal.kept import kept
from tirkelim.register.as_of import AsOf
from tirkelim.register.held_by_people import HeldCertificate, certificates_of_people
from tirkelim.register.models import (
    Absence,
    AccessLog,
    Certificate,
    Education,
    Employment,
    OrganisationFact,
    PersonFact,
    PersonIdentifier,
    Scheme,
    Training,
)
from tirkelim.register.names import search_words
from tirkelim.register.sounds import sounds


class Profile(NamedTuple):
    """A person as the register knew at one moment about one day. Employments, education and training are the
    whole history known then; `facts` is None where nothing holds on that day."""

    person: UUID
    valid: date
    known: datetime
    identifiers: tuple[PersonIdentifier, ...]
    facts: PersonFact | None
    employments: tuple[Employment, ...]
    educations: tuple[Education, ...]
    trainings: tuple[Training, ...]
    certificates: tuple[HeldCertificate, ...]
    absences: tuple[Absence, ...] = ()

    def identifier(self, scheme: Scheme) -> str | None:
        """The identifier of a scheme, if the person has one."""
        return next((row.value for row in self.identifiers if row.scheme == scheme), None)

    def current_employments(self) -> tuple[Employment, ...]:
        """The jobs held on the day of the profile, the main one first."""
        return tuple(
            row
            for row in self.employments
            if row.valid_from <= self.valid and (row.valid_to is None or self.valid < row.valid_to)
        )


def iin_of(person: UUID) -> str | None:
    """A person's IIN as it stands; None for one who has none."""
    rows = PersonIdentifier.objects.current().filter(person_id=person, scheme=Scheme.IIN)
    return rows.values_list("value", flat=True).first()


def find_person(iin: str) -> UUID | None:
    """The person with an IIN, by the present knowledge."""
    return find_by_identifier(Scheme.IIN, "".join(iin.split()))


def find_by_identifier(scheme: Scheme | str, value: str) -> UUID | None:
    """The person with an identifier, by the present knowledge."""
    rows = PersonIdentifier.objects.current().filter(scheme=scheme, value=value)
    return rows.values_list("person_id", flat=True).first()


def person_facts(person: UUID, valid: date, known: datetime) -> PersonFact | None:
    """Who a person was on a day, as known at a moment."""
    return _facts.first(person, valid, known)


@kept
def _facts(person: UUID, valid: date, known: datetime) -> models.QuerySet[PersonFact]:
    return PersonFact.objects.as_of(valid, known).filter(person=person)[:1]


def facts_of_people(people: Iterable[UUID], valid: date, known: datetime) -> dict[UUID, PersonFact]:
    """Who several people were on a day, by id. One query."""
    return {row.person_id: row for row in _facts_of_people(tuple(set(people)), valid, known)}


@kept
def _facts_of_people(people: tuple[UUID, ...], valid: date, known: datetime) -> models.QuerySet[PersonFact]:
    return PersonFact.objects.as_of(valid, known).filter(person__in=people)


def person_profile(person: UUID, valid: date, known: datetime) -> Profile:
    """All that the register knew of a person at a moment about a day."""
    return Profile(
        person=person,
        valid=valid,
        known=known,
        # Of two numbers of one kind the person's own stands before that of a duplicate that was merged.
        identifiers=tuple(_identifiers(person, known)),
        facts=person_facts(person, valid, known),
        employments=tuple(_employments(person, known)),
        educations=tuple(_educations(person, known)),
        trainings=tuple(_trainings(person, known)),
        certificates=certificates_of(person, valid, known),
        absences=tuple(_absences(person, known)),
    )


@kept
def _identifiers(person: UUID, known: datetime) -> models.QuerySet[PersonIdentifier]:
    return PersonIdentifier.objects.known_at(known).filter(person=person).order_by("scheme", "known_from", "id")


@kept
def _employments(person: UUID, known: datetime) -> models.QuerySet[Employment]:
    rows = Employment.objects.known_at(known).filter(person=person).select_related("organisation")
    return rows.order_by("-is_main", "valid_from")


@kept
def _educations(person: UUID, known: datetime) -> models.QuerySet[Education]:
    return Education.objects.known_at(known).filter(person=person).order_by("graduated_on")


@kept
def _trainings(person: UUID, known: datetime) -> models.QuerySet[Training]:
    return Training.objects.known_at(known).filter(person=person).order_by("-completed_on")


@kept
def _absences(person: UUID, known: datetime) -> models.QuerySet[Absence]:
    return Absence.objects.known_at(known).filter(person=person).order_by("started_on")


def certificates_of(person: UUID, on: date, known: datetime) -> tuple[HeldCertificate, ...]:
    """A person's certificates known at a moment, each with its status on a day, the newest first."""
    return tuple(certificates_of_people([person], AsOf(on, known)).get(person, ()))


def certificate_by_number(number: str) -> Certificate | None:
    """The certificate with exactly this number."""
    return Certificate.objects.filter(number=number).first()


def certificate_by_decision(decision: UUID) -> Certificate | None:
    """The certificate that a decision gave."""
    return Certificate.objects.filter(decision=decision).first()


def organisation_facts(organisation: UUID, valid: date, known: datetime) -> OrganisationFact | None:
    """What an organisation was on a day, as known at a moment."""
    return facts_of_organisations([organisation], valid, known).get(organisation)


def facts_of_organisations(organisations: Iterable[UUID], valid: date, known: datetime) -> dict[UUID, OrganisationFact]:
    """What several organisations were on a day, by id. One query."""
    return {row.organisation_id: row for row in _facts_of_organisations(tuple(set(organisations)), valid, known)}


@kept
def _facts_of_organisations(
    organisations: tuple[UUID, ...], valid: date, known: datetime
) -> models.QuerySet[OrganisationFact]:
    return OrganisationFact.objects.as_of(valid, known).filter(organisation__in=organisations)


def workers_of(organisation: UUID, valid: date, known: datetime) -> models.QuerySet[Employment]:
    """The jobs in an organisation on a day, as known at a moment: HR's own workers."""
    return Employment.objects.as_of(valid, known).filter(organisation=organisation)


def search_workers(query: str, organisation: UUID, valid: date, known: datetime) -> models.QuerySet[PersonFact]:
    """Facts of an organisation's workers whose names have words beginning, or sounding at their beginning, as those of
    the query; in order."""
    workers = workers_of(organisation, valid, known).values("person")
    rows = PersonFact.objects.as_of(valid, known).filter(person__in=workers)
    spelt, heard = models.Q(), models.Q()
    for word in search_words(query):
        spelt &= models.Q(search_key__contains=word)
    for one in sounds(query):
        heard &= models.Q(person__name_key__sounds__contains=f" {one}")
    if spelt:
        rows = rows.filter(spelt | heard if heard else spelt)
    return rows.order_by("search_key", "id")


def log_access(actor: UUID | None, person: UUID, purpose: str, at: datetime) -> None:
    """Record that someone looked at a person's record. `purpose` is a short code, such as "case.read"."""
    values = {"actor": actor, "person": person, "purpose": purpose, "at": at}
    fields: list[Any] = [AccessLog._meta.get_field(name) for name in values]
    # As SQL, since every page about a person writes it: putting the same statement together anew takes longer.
    columns = ", ".join(f'"{field.column}"' for field in fields)
    params = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values.values(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {AccessLog._meta.db_table} ({columns}) VALUES (%s, %s, %s, %s)", params)  # noqa: S608


def log_accesses(actor: UUID | None, people: Iterable[UUID], purpose: str, at: datetime) -> None:
    """The same for many people whom one page shows."""
    AccessLog.objects.bulk_create(AccessLog(actor=actor, person_id=one, purpose=purpose, at=at) for one in people)


def accesses(person: UUID) -> models.QuerySet[AccessLog]:
    """Who looked at a person's record, the latest first."""
    return AccessLog.objects.filter(person=person).order_by("-at", "-id")
