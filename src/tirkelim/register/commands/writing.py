"""What every writer of the register shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.timezone import localdate

from tirkelim.journal.change import Command
from tirkelim.journal.temporal import TemporalRow
from tirkelim.law.digest import plain
from tirkelim.register.merged import hold_entry

Row = TypeVar("Row", bound=TemporalRow)


class Invalid(ValueError):
    """Facts that cannot be so; `errors` holds field and reason, to be shown beside the field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {reason}" for field, reason in errors.items()))
        self.errors = dict(errors)


class NotFound(LookupError):
    """There is no such person, organisation or fact in the present knowledge."""


class AlreadyKnown(ValueError):
    """The register has this person or organisation already; `id` is theirs, for those who may see it."""

    def __init__(self, known: UUID) -> None:
        super().__init__("already in the register")
        self.id = known


def require_person(person: UUID) -> None:
    """Inside a transaction: raise NotFound unless facts may be written about the person: there is such an entry, and it
    is not merged into another. Nobody merges it until the transaction ends."""
    if not hold_entry(person):
        raise NotFound("Person")


def today(command: Command) -> date:
    """The day of a command, by the clock of Almaty."""
    return localdate(command.now)


def person_stream(person: UUID) -> str:
    """Name of the journal stream of a person."""
    return f"person:{person}"


def organisation_stream(organisation: UUID) -> str:
    """Name of the journal stream of an organisation."""
    return f"organisation:{organisation}"


def allow_only(values: Mapping[str, Any], fields: frozenset[str]) -> None:
    """Raise Invalid naming every value that is not among the fields a caller may set."""
    strangers = {name: "unknown" for name in values if name not in fields}
    if strangers:
        raise Invalid(strangers)


def settable(model: type[models.Model], *but: str) -> frozenset[str]:
    """The fields of a fact that a caller may set: all but the axes and `but`."""
    axes = {"id", "line", "valid_from", "valid_to", "known_from", "known_to", "change", "closed_by"}
    return frozenset(field.name for field in model._meta.concrete_fields) - axes - set(but)


def version_on(model: type[Row], line: UUID, day: date) -> Row:
    """The presently known version of a fact on a day; the first later one, else the last. Raises NotFound."""
    rows = list(model.objects.current().filter(line=line).order_by("valid_from"))
    if not rows:
        raise NotFound(model.__name__)
    for row in rows:
        if row.valid_to is None or day < row.valid_to:
            return row
    return rows[-1]


def differences(old: TemporalRow, values: Mapping[str, Any]) -> dict[str, Any]:
    """For the journal: what each field was and becomes; fields that stay are left out (253/2020 p.9)."""
    changed = {}
    for name, value in values.items():
        was = getattr(old, name)
        if was != value:
            changed[name] = {"was": plain(_id(was)), "becomes": plain(_id(value))}
    return changed


def _id(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
