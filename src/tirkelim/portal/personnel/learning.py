"""Pages about education, further education and certificates of a worker (items 11, 14, 15)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.personnel.access import open_record, room, visit
from tirkelim.portal.personnel.entering import DOCUMENT
from tirkelim.portal.personnel.learning_forms import CertificateForm, EducationForm, TrainingForm
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import merged, save
from tirkelim.register import commands
from tirkelim.register.commands import CertificateTerms
from tirkelim.register.models import Education, Training


@room("GET", "POST")
def add_education(request: HttpRequest, person: UUID) -> HttpResponse:
    """One more education document."""
    at = visit(request)
    one = open_record(at, person, "education.add", Purpose.CHANGE)
    form = EducationForm(request.POST or None, today=at.today, initial={"country": "KAZ"})

    def write(command: Command) -> Done:
        return commands.add_education(command, person=person, source=DOCUMENT, **form.facts())

    return save(at, one, form, write, title=_("Add education"), done=_("The education document is entered."))


@room("GET", "POST")
def add_training(request: HttpRequest, person: UUID) -> HttpResponse:
    """One more course of further education."""
    at = visit(request)
    one = open_record(at, person, "training.add", Purpose.CHANGE)
    form = TrainingForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.add_training(command, person=person, source=DOCUMENT, **form.facts())

    return save(at, one, form, write, title=_("Add further education"), done=_("The further education is entered."))


@room("GET", "POST")
def add_certificate(request: HttpRequest, person: UUID) -> HttpResponse:
    """A certificate that was issued before this register."""
    at = visit(request)
    one = open_record(at, person, "certificate.import", Purpose.CHANGE)
    form = CertificateForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.record_certificate(command, CertificateTerms(person=person, **form.facts()))

    return save(at, one, form, write, title=_("Add a certificate"), done=_("The certificate is entered."), lead=_(
        "Only one that was issued before this register: those decided on here stand in the record by themselves. "
        "A certificate cannot be altered afterwards: check the number and the days."
    ))  # fmt: skip


@room("GET", "POST")
def correct_education(request: HttpRequest, person: UUID, line: UUID) -> HttpResponse:
    """Put right what was entered wrongly about an education document."""
    at = visit(request)
    one = open_record(at, person, "education.correct", Purpose.CHANGE)
    row = current(Education, person, line)
    form = EducationForm(request.POST or None, today=at.today, initial=initial(EducationForm, row))

    def write(command: Command) -> Done | None:
        values = merged(form.facts(), row)
        return commands.correct_education(command, line, values) if values else None

    return save(at, one, form, write, title=_("Correct an education document"), done=_("The document is corrected."))


@room("GET", "POST")
def correct_training(request: HttpRequest, person: UUID, line: UUID) -> HttpResponse:
    """Put right what was entered wrongly about further education."""
    at = visit(request)
    one = open_record(at, person, "training.correct", Purpose.CHANGE)
    row = current(Training, person, line)
    form = TrainingForm(request.POST or None, today=at.today, initial=initial(TrainingForm, row))

    def write(command: Command) -> Done | None:
        values = merged(form.facts(), row)
        return commands.correct_training(command, line, values) if values else None

    return save(
        at, one, form, write, title=_("Correct further education"), done=_("The further education is corrected.")
    )


def current(model: type[Any], person: UUID, line: UUID) -> Any:
    """The present version of a document of the person. Raises Http404."""
    row = model.objects.current().filter(line=line, person=person).first()
    if row is None:
        raise Http404
    return row


def initial(form: type[Any], row: Any) -> dict[str, Any]:
    """What the register holds, for the form."""
    return {name: getattr(row, name) for name in form.base_fields}
