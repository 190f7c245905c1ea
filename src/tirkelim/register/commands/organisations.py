"""Entering organisations and correcting what is known of them (spec R-7)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.territories import TerritoryNotKnown, region
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
    organisation_stream,
    settable,
    today,
    version_on,
)
from tirkelim.register.identifiers import BadIdentifier, parse_bin
from tirkelim.register.models import Organisation, OrganisationFact, OrganisationKind
from tirkelim.register.names import search_key
from tirkelim.register.scopes import organisation_scope

FIELDS = settable(OrganisationFact, "organisation", "search_key")


def add_organisation(
    command: Command,
    bin: str,
    facts: Mapping[str, Any],
    *,
    valid_from: date,
    organisation: UUID | None = None,
) -> Done:
    """Enter an organisation; result {"organisation": id}. `facts` are fields of OrganisationFact.

    Raises Invalid, AlreadyKnown, Denied.
    """
    try:
        number = parse_bin(bin).number
    except BadIdentifier as bad:
        raise Invalid({"bin": bad.reason}) from bad
    _check_facts(facts, new=True)
    content = {"bin": number, "facts": dict(facts), "valid_from": valid_from}

    def work(made: Change) -> Result:
        require_actor(command.actor, "organisation.add", Scope(), on=today(command))
        hold(f"bin:{number}")
        known = Organisation.objects.filter(bin=number).first()
        if known is not None:
            raise AlreadyKnown(known.id)
        row = Organisation.objects.create(id=organisation or uuid.uuid4(), bin=number, change=made)
        fact = OrganisationFact(organisation=row, line=row.id, valid_from=valid_from, **facts)
        fact.search_key = search_key(fact.name_kk, fact.name_ru)
        record(fact, made)
        append(organisation_stream(row.id), made, "organisation_added", content)
        return {"organisation": str(row.id)}

    return once(command, "register.add_organisation", content, work)


def correct_organisation(
    command: Command, organisation: UUID, values: Mapping[str, Any], *, changed_on: date | None = None
) -> Done:
    """Correct an organisation's facts, or continue them otherwise from `changed_on` on (a new name, a move);
    result {"organisation": id}. Raises Invalid, NotFound, Stale, Denied."""
    _check_facts(values, new=False)
    content = {"organisation": organisation, "values": dict(values), "changed_on": changed_on}

    def work(made: Change) -> Result:
        scope = organisation_scope(organisation, today(command))
        require_actor(command.actor, "organisation.correct", scope, on=today(command))
        old = version_on(OrganisationFact, organisation, changed_on or today(command))
        names = (values.get("name_kk", old.name_kk), values.get("name_ru", old.name_ru))
        fresh = {**values, "search_key": search_key(*names)}
        if changed_on is None:
            correct(old, made, **fresh)
        else:
            replace_from(old, made, changed_on, **fresh)
        body = {"changed_on": changed_on, "changes": differences(old, values)}
        append(organisation_stream(organisation), made, "organisation_corrected", body)
        return {"organisation": str(organisation)}

    return once(command, "register.correct_organisation", content, work)


def _check_facts(facts: Mapping[str, Any], *, new: bool) -> None:
    allow_only(facts, FIELDS)
    errors = {}
    if new and not (facts.get("name_kk") or facts.get("name_ru")):
        errors["name_kk"] = "missing"
    if (new or "kind" in facts) and facts.get("kind") not in OrganisationKind.values:
        errors["kind"] = "unknown_value"
    if facts.get("kato") is not None:
        try:
            region(facts["kato"])
        except TerritoryNotKnown:
            errors["kato"] = "unknown_value"
    if errors:
        raise Invalid(errors)
