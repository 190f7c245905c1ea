"""A clinic with two bases, its licence, and people with certificates: what tests of staffing stand on."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localdate
from tests.builders import ASTANA, Office

from tirkelim.journal.change import change
from tirkelim.register import commands
from tirkelim.register.commands import base_work, licences
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.licence_reference import edit_staff_line, staff_lines_on
from tirkelim.register.models import BaseWork, Certificate, Employment, Licence, LicenceEventKind
from tirkelim.register.status import CertificateStatus, EventKind, status_on
from tirkelim.services.licence.models import ToldShortage
from tirkelim.services.licence.staffing.shortage import WATCHED, needs_at

CARDIOLOGY, NURSING, SURGERY = "residency.cardiology", "secondary.nursing", "residency.general-surgery"
ISSUED = date(2024, 1, 10)
Key = tuple[UUID, str, str, str]


class Clinic(Office):
    """A polyclinic of Astana with a licence for cardiological inpatient care at its first base and primary care by
    nurses at its second."""

    def __init__(self) -> None:
        super().__init__()
        self.organisation_id = self.organisation("Жүрек клиникасы")
        self.holder = licences.Holder(self.organisation_id, None)
        self.first, self.second = uuid4(), uuid4()
        self.licence = self.licensed(
            self.holder, {self.first: [("2", CARDIOLOGY)], self.second: [("1.1", "")]}, issued_on=ISSUED
        )

    @property
    def today(self) -> date:
        """The day of the world's clock."""
        return localdate(self.now)

    def licensed(
        self, holder: licences.Holder, bases: dict[UUID, list[tuple[str, str]]], issued_on: date = ISSUED
    ) -> Licence:
        """A licence with one annex for each base."""
        command = self.command()
        with change(command, "test.licence") as made:
            terms = licences.LicenceTerms(holder=holder, issued_on=issued_on, office=ASTANA)
            licence = licences.issue_licence(made, terms)
            for base, claimed in bases.items():
                where: dict[str, Any] = {
                    "kato": ASTANA,
                    "address": "Астана қ., Абай көшесі, 1",
                    "valid_from": issued_on,
                }
                licences.enter_base(made, licences.BaseTerms(id=base, holder=holder, **where))
                subtypes = tuple(licences.Claimed(*one) for one in claimed)
                annex = licences.AnnexTerms(base=base, issued_on=issued_on, subtypes=subtypes)
                licences.add_annex(made, licence, annex)
        return licence

    def specialist(
        self,
        *specialties: str,
        hired_on: date = date(2022, 9, 1),
        until: date | None = None,
        person: UUID | None = None,
    ) -> tuple[UUID, UUID]:
        """Someone with a job at the clinic and certificates; the person and the line of the job."""
        who = person or self.person()
        for specialty in specialties:
            self.certified(who, specialty, until=until)
        return who, self.job(who, self.organisation_id, hired_on)

    def certified(
        self, person: UUID, specialty: str, *, issued_on: date = date(2022, 9, 1), until: date | None = None
    ) -> Certificate:
        """A certificate until a day, by default for ten years more."""
        terms = commands.CertificateTerms(
            person=person,
            specialty=specialty,
            issued_on=issued_on,
            valid_until=until or date(2036, 1, 1),
            office=ASTANA,
            number=f"KZ{uuid4().hex[:12]}",
        )
        done = commands.record_certificate(self.command(), terms)
        return Certificate.objects.get(pk=done.result["certificate"])

    def leave(self, job: UUID, left_on: date) -> None:
        """The job ends."""
        commands.leave(self.command(), job, left_on=left_on, reason="own_will")

    def event(self, kind: LicenceEventKind, on: date, annex: UUID | None = None) -> None:
        """Something happens to the licence."""
        with change(self.command(), "test.licence_event") as made:
            terms = licences.LicenceEventTerms(kind=kind, on=on, ground="court", annex=annex)
            licences.write_licence_event(made, self.licence, terms)

    def happened(self, certificate: UUID, kind: EventKind, on: date) -> None:
        """Something happens to a certificate."""
        commands.record_certificate_event(self.command(), certificate, kind, on, "court")

    def named(self, job: UUID, base: UUID, valid_from: date) -> UUID:
        """The base of a job is named."""
        done = base_work.name_base(self.command(), job, base, valid_from=valid_from)
        return UUID(done.result["base_work"])

    def required(self, key: str, subtype: str, least: int, valid_from: date, specialties: Any = ()) -> None:
        """The administrator edits a line."""
        edit_staff_line(
            self.command(),
            key,
            subtype=subtype,
            specialties=list(specialties),
            least=least,
            certainty="low",
            source="a test",
            valid_from=valid_from,
        )

    def on(self, day: date | None = None) -> LicenceOn:
        """The licence on a day, as known now."""
        return licence_on(self.licence, day or self.today, self.now)

    def told(self) -> set[Key]:
        """The shortages that were told and are not over."""
        rows = ToldShortage.objects.filter(over_by__isnull=True)
        return {(row.annex, row.subtype, row.specialty, row.rule) for row in rows}


def count_by_hand(clinic: Clinic, day: date) -> dict[Key, bool]:
    """Whether each need of the clinic's licence is short on a day by the present knowledge: counted person by person,
    without the stretches of days that the service makes."""
    short = {}
    for one in clinic.on(day).annexes:
        if one.status.status not in WATCHED:
            continue
        for need in needs_at(one, staff_lines_on(day, clinic.now)):
            there = {
                row.person_id
                for row in Employment.objects.current(day).filter(organisation=clinic.organisation_id)
                if _at_base(row, one.annex.base_id, day) and _certified(row.person_id, need.specialties, day)
            }
            short[(one.annex.id, need.subtype, need.specialty, need.key)] = len(there) < need.least
    return short


def _at_base(job: Employment, base: UUID, day: date) -> bool:
    named = list(BaseWork.objects.current().filter(employment=job.line))
    if not any(row.valid_from <= day for row in named):
        return True
    return any(
        row.base_id == base and row.valid_from <= day and (not row.valid_to or day < row.valid_to) for row in named
    )


def _certified(person: UUID, specialties: frozenset[str], day: date) -> bool:
    rows = Certificate.objects.filter(person=person, specialty__in=specialties)
    return any(status_on(row, list(row.events.order_by("id")), day).status is CertificateStatus.VALID for row in rows)
