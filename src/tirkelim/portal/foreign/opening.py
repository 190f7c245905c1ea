"""Begins an application for a foreign specialist: finds or enters the person, then opens the case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from tirkelim.cases.engine import open_case
from tirkelim.cases.models import Case
from tirkelim.cases.states import FINAL_STATES
from tirkelim.gateway.demo import add_number
from tirkelim.journal.change import Command
from tirkelim.portal.foreign.forms import SpecialistForm
from tirkelim.register import commands, queries
from tirkelim.register.models import Scheme
from tirkelim.register.names import fold

SERVICE = "foreign_certificate"


class OtherPerson(Exception):
    """The register knows the passport under another name or date of birth."""


class Begun(NamedTuple):
    """The case that is to be opened, and whether it was begun earlier."""

    case: UUID
    before: bool


def begin(form: SpecialistForm, organisation: UUID, command: Command, today: date) -> Begun:
    """The application of the organisation for this specialist, new or the one that stands. Raises OtherPerson.

    Nobody is entered twice: whoever stands in the register with the passport is that person.
    """
    with transaction.atomic():
        person = known(form, today, command.now)
        if person is None:
            person = _enter(form, command)
        standing = open_application(person, organisation)
        if standing is not None:
            return Begun(standing, True)
        return Begun(open_case(SERVICE, person, command, organisation=organisation), False)


def known(form: SpecialistForm, today: date, now: datetime) -> UUID | None:
    """The person with the passport. Raises OtherPerson where surname or date of birth do not fit."""
    person = queries.find_by_identifier(Scheme.PASSPORT, form.passport)
    if person is None:
        return None
    facts = queries.person_facts(person, today, now)
    if facts is None or facts.birth_date != form.cleaned_data["birth_date"]:
        raise OtherPerson
    surnames = {fold(name) for name in (facts.surname_kk, facts.surname_ru, facts.surname_latin) if name}
    written = {fold(form.cleaned_data[name]) for name in ("surname_latin", "surname_kk") if form.cleaned_data[name]}
    if not surnames & written:
        raise OtherPerson
    return person


def _enter(form: SpecialistForm, command: Command) -> UUID:
    """A new person of the register, by passport alone."""
    facts: dict[str, Any] = form.person()
    whole = command._replace(id=uuid5(command.id, "person"))
    person = UUID(commands.add_person(whole, facts, passport=form.passport).result["person"])
    if settings.DEMO:
        # The demo has no e-government portal on which the specialist could register the number.
        add_number(facts["mobile"], person=person)
    return person


def open_application(person: UUID, organisation: UUID) -> UUID | None:
    """The organisation's application for the person that is not decided yet."""
    cases = Case.objects.filter(service=SERVICE, subject=person, organisation=organisation)
    return cases.exclude(state__in=FINAL_STATES).order_by("-change__at").values_list("id", flat=True).first()
