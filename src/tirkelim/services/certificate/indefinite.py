"""Certificates without a term in an application: the register's own further education keeps them valid (T-3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.cases.service import Origin
from tirkelim.journal.kept import kept
from tirkelim.law.order_274_certificates.facts import CertificateHeld
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.register.models import Training as Entered
from tirkelim.services.certificate.hours import of_training

if TYPE_CHECKING:
    from tirkelim.services.certificate.gather import Sheet


def register_trainings(sheet: Sheet, held: CertificateHeld, code: str) -> tuple[Training, ...]:
    """What the register knows beside what was declared, where the certificate held has no term: its status is the same
    in the application as everywhere else. What was declared with the same last day is the same training."""
    if held.exists is not True or held.valid_until is not None:
        return ()
    page = sheet.answers.trainings
    declared = {row.completed_on for row in page.trainings} if page is not None else set()
    person, day = sheet.case.subject_id, sheet.day
    found = [of_training(row, code) for row in _entered(person, day, sheet.now)]
    beside = tuple(training for training in found if training.completed_on not in declared)
    if beside:
        sheet.by("trainings", Origin.REGISTER, "", sheet.now)
    return beside


@kept
def _entered(person: UUID, day: date, known: datetime) -> QuerySet[Entered]:
    return Entered.objects.known_at(known).filter(person=person, completed_on__lte=day).order_by("completed_on", "id")
