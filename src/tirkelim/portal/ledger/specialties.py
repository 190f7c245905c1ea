"""For which specialty results are counted: those that the register knows of the worker, the main job's first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.portal.choices import Choice, language, specialty_choices
from tirkelim.register import activity_queries as register
from tirkelim.register.models import Activity, Employment
from tirkelim.register.qualification_queries import qualifications_of
from tirkelim.register.queries import certificates_of
from tirkelim.services.common.specialty import specialty_name

Choices = list[Choice | tuple[str, list[Choice]]]


def own_specialties(person: UUID, day: date, known: datetime, results: Iterable[Activity] = ()) -> list[str]:
    """Codes of the list, each once: of jobs held, of earlier jobs, of levels, certificates and results."""
    jobs = sorted(register.jobs_of(person, known), key=lambda job: not _held(job, day))
    found = [job.specialty for job in jobs]
    found += [row.specialty for row in qualifications_of(person, known)]
    found += [row.specialty for row, _status in certificates_of(person, day, known)]
    found += [row.specialty for row in results]
    return [code for code in dict.fromkeys(found) if code in specialties()]


def choices_for(own: Iterable[str]) -> Choices:
    """One's own specialties first, then the whole list."""
    lang = language()
    mine = [(code, specialty_name(code, lang)) for code in own]
    empty, *groups = specialty_choices()
    heading: str | Promise = _("Your specialties")
    return [empty, *([(str(heading), mine)] if mine else []), *groups]


def _held(job: Employment, day: date) -> bool:
    return job.valid_from <= day and (job.valid_to is None or day < job.valid_to)
