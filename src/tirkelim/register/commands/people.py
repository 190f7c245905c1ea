"""Entering people and correcting what is known of them (253/2020 p.8, p.9)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from tirkelim.identity.policy import Scope, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record, replace_from
from tirkelim.register.commands.writing import (
    AlreadyKnown,
    Invalid,
    allow_only,
    differences,
    person_stream,
    require_person,
    settable,
    today,
    version_on,
)
from tirkelim.register.identifiers import BadIdentifier, Iin, check_iin, fits_birth_date
from tirkelim.register.models import Person, PersonFact, PersonIdentifier, Scheme
from tirkelim.register.name_keys import refresh
from tirkelim.register.names import search_key
from tirkelim.register.scopes import person_scope

FIELDS = settable(PersonFact, "person", "search_key")
NAMES = tuple(name for name in PersonFact.__dict__ if name.startswith(("surname_", "given_", "patronymic_")))
MOBILE = re.compile(r"\+7\d{10}")


def add_person(
    command: Command,
    facts: Mapping[str, Any],
    *,
    iin: str | None = None,
    passport: str | None = None,
    valid_from: date | None = None,
    person: UUID | None = None,
) -> Done:
    """Enter a person; result {"person": id}. `facts` are fields of PersonFact (R-2 items 2-10).

    The facts hold from `valid_from`, or from birth, until a later change is dated. A person without IIN has a
    passport number, written with its country as KAZ:N01234567. Raises Invalid, AlreadyKnown, Denied.
    """
    identifiers = _identifiers(command, iin, passport, facts)
    _check_facts(facts, today(command), new=True)
    start = valid_from or facts.get("birth_date") or today(command)
    content = {"identifiers": identifiers, "facts": dict(facts), "valid_from": start}

    def work(made: Change) -> Result:
        require_actor(command.actor, "person.add", Scope(), on=today(command))
        _refuse_known(identifiers)
        row = Person.objects.create(id=person or uuid.uuid4(), change=made)
        for scheme, value in identifiers.items():
            record(PersonIdentifier(person=row, scheme=scheme, value=value, valid_from=start), made)
        record(_with_key(PersonFact(person=row, line=row.id, valid_from=start, **facts)), made)
        refresh(row.id)
        append(person_stream(row.id), made, "person_added", content)
        return {"person": str(row.id)}

    return once(command, "register.add_person", content, work)


def correct_person(
    command: Command, person: UUID, values: Mapping[str, Any], *, changed_on: date | None = None
) -> Done:
    """Correct or continue a person's facts; result {"person": id}.

    With `changed_on` the facts were so before and are otherwise from that day on (a new surname, a move).
    Without, what was entered was wrong. Raises Invalid, NotFound, Stale, Denied.
    """
    _check_facts(values, today(command), new=False)
    content = {"person": person, "values": dict(values), "changed_on": changed_on}

    def work(made: Change) -> Result:
        require_actor(command.actor, "person.correct", person_scope(person, today(command)), on=today(command))
        old = version_on(PersonFact, person, changed_on or today(command))
        names = {name: values.get(name, getattr(old, name)) for name in NAMES}
        fresh = {**values, "search_key": search_key(*names.values())}
        if changed_on is None:
            correct(old, made, **fresh)
        else:
            replace_from(old, made, changed_on, **fresh)
        refresh(person)
        body = {"changed_on": changed_on, "changes": differences(old, values)}
        append(person_stream(person), made, "person_corrected", body)
        return {"person": str(person)}

    return once(command, "register.correct_person", content, work)


def add_identifier(command: Command, person: UUID, scheme: Scheme | str, value: str) -> Done:
    """Give a known person another identifier, such as the IIN of a foreigner; result {"person": id}.

    Raises Invalid, AlreadyKnown, Denied.
    """
    scheme = Scheme(scheme)
    identifiers = {scheme.value: _identifier(command, scheme, value)}
    content = {"person": person, "identifiers": identifiers}

    def work(made: Change) -> Result:
        require_actor(command.actor, "person.correct", person_scope(person, today(command)), on=today(command))
        require_person(person)
        _refuse_known(identifiers)
        for name, number in identifiers.items():
            record(PersonIdentifier(person_id=person, scheme=name, value=number, valid_from=today(command)), made)
        append(person_stream(person), made, "identifier_added", {"identifiers": identifiers})
        return {"person": str(person)}

    return once(command, "register.add_identifier", content, work)


def _identifiers(command: Command, iin: str | None, passport: str | None, facts: Mapping[str, Any]) -> dict[str, str]:
    """The identifiers by scheme, checked, also against birth date and sex. Raises Invalid."""
    found = {}
    if iin:
        found[Scheme.IIN.value] = _identifier(command, Scheme.IIN, iin)
        _check_agreement(check_iin(iin, today(command), demo=settings.DEMO), facts)
    if passport:
        found[Scheme.PASSPORT.value] = _identifier(command, Scheme.PASSPORT, passport)
    if not found:
        raise Invalid({"iin": "missing"})
    return found


def _identifier(command: Command, scheme: Scheme, value: str) -> str:
    """An identifier as it is stored. Raises Invalid."""
    if scheme == Scheme.IIN:
        try:
            return check_iin(value, today(command), demo=settings.DEMO).number
        except BadIdentifier as bad:
            raise Invalid({"iin": bad.reason}) from bad
    number = "".join(value.split()).upper()
    if not re.fullmatch(r"[A-Z]{3}:[A-Z0-9]{3,20}", number):
        raise Invalid({"passport": "form"})
    return number


def _check_agreement(iin: Iin, facts: Mapping[str, Any]) -> None:
    """Raise Invalid where birth date or sex contradict the IIN."""
    errors = {}
    born, sex = facts.get("birth_date"), facts.get("sex")
    if born is not None and not fits_birth_date(iin, born, demo=settings.DEMO):
        errors["birth_date"] = "differs_from_iin"
    if sex is not None and sex != ("male" if iin.male else "female"):
        errors["sex"] = "differs_from_iin"
    if errors:
        raise Invalid(errors)


def _check_facts(facts: Mapping[str, Any], on: date, *, new: bool) -> None:
    """Raise Invalid for unknown fields and for values that cannot be so."""
    allow_only(facts, FIELDS)
    errors = {}
    if new and not any(facts.get(name) for name in ("surname_kk", "surname_ru", "surname_latin")):
        errors["surname_kk"] = "missing"
    if facts.get("sex") not in (None, "male", "female"):
        errors["sex"] = "unknown_value"
    for name in ("birth_date", "document_issued_on", "registration_date"):
        day = facts.get(name)
        if day is not None and day > on:
            errors[name] = "in_the_future"
    mobile = facts.get("mobile")
    if mobile and not MOBILE.fullmatch(mobile):
        errors["mobile"] = "form"
    if errors:
        raise Invalid(errors)


def _refuse_known(identifiers: Mapping[str, str]) -> None:
    """Raise AlreadyKnown where an identifier is taken: one person, once."""
    for scheme, value in identifiers.items():
        hold(f"identifier:{scheme}:{value}")
        known = PersonIdentifier.objects.current().filter(scheme=scheme, value=value).first()
        if known is not None:
            raise AlreadyKnown(known.person_id)


def _with_key(row: PersonFact) -> PersonFact:
    row.search_key = search_key(*(getattr(row, name) for name in NAMES))
    return row
