"""What the records of each data set hold, and how they are read from plain JSON values.

The data sets are those of 274/2020 p.9 and p.24. A field that a source does not know is None.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, cast


class DataSet(StrEnum):
    """One set of data that a person can consent to; also the name of its source."""

    EDUCATION_HIGHER = "education_higher"
    EDUCATION_SECONDARY = "education_secondary"
    CERTIFICATES = "certificates"
    NAME_CHANGE = "name_change"
    ASSESSMENT = "assessment"
    EMPLOYMENT = "employment"
    BANS = "bans"


class HolderDataSet(StrEnum):
    """One set of data about whoever applies for a licence, an organisation or a person; also the name of its source
    (59/2020 ann.1 row 8(1))."""

    REAL_ESTATE = "real_estate"
    STAFF_CONTRACTS = "staff_contracts"


AnyDataSet = DataSet | HolderDataSet


class BadRecord(ValueError):
    """A source's record does not have the agreed fields. The message names the field, never its content."""


@dataclass(frozen=True, slots=True)
class EducationRecord:
    """A finished education. `stage` is technical_vocational, post_secondary, higher, internship, residency,
    ordinatura, master or doctoral; `specialty` is the name the source uses, in Kazakh."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.EDUCATION_HIGHER, DataSet.EDUCATION_SECONDARY)

    stage: str
    specialty: str
    school: str
    graduated_on: date
    document_number: str
    qualification: str | None = None
    specialty_ru: str | None = None
    specialty_code: str | None = None
    country: str = "KZ"


@dataclass(frozen=True, slots=True)
class CertificateRecord:
    """A specialist certificate in the service. `valid_until` None: given without a term."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.CERTIFICATES,)

    number: str
    specialty: str
    issued_on: date
    valid_until: date | None
    issuer: str
    level: str | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class NameChangeRecord:
    """A change of name by request, marriage or divorce (`reason`: name_change, marriage, divorce)."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.NAME_CHANGE,)

    reason: str
    changed_on: date
    name_before: str
    name_after: str
    act_number: str


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """A result of the assessment of professional preparedness (249/2020)."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.ASSESSMENT,)

    specialty: str
    passed: bool
    assessed_on: date
    organisation: str
    number: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class EmploymentRecord:
    """A labour contract in the unified system (Labour Code art. 35). `ended_on` None: it runs."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.EMPLOYMENT,)

    employer_bin: str
    employer: str
    position: str
    started_on: date
    ended_on: date | None
    contract_number: str
    specialty: str | None = None


@dataclass(frozen=True, slots=True)
class BanRecord:
    """A prohibition of medical or pharmaceutical activity, or a lost special right (`kind`: activity,
    special_right), by a court act in force. `until` None: without a term."""

    data_sets: ClassVar[tuple[DataSet, ...]] = (DataSet.BANS,)

    kind: str
    court: str
    act_number: str
    in_force_on: date
    until: date | None
    specialty: str | None = None


@dataclass(frozen=True, slots=True)
class PremisesRecord:
    """A registered right to premises (`right`: ownership, lease, free_use, trust). `until` None: without a term."""

    data_sets: ClassVar[tuple[HolderDataSet, ...]] = (HolderDataSet.REAL_ESTATE,)

    address: str
    right: str
    registered_on: date
    until: date | None = None
    cadastral_number: str | None = None


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """How many labour contracts of an employer are accounted for and run on a day: a number, no names. `address` None:
    the contracts name no place of work."""

    data_sets: ClassVar[tuple[HolderDataSet, ...]] = (HolderDataSet.STAFF_CONTRACTS,)

    contracts: int
    as_of: date
    address: str | None = None


Record = (
    EducationRecord
    | CertificateRecord
    | NameChangeRecord
    | AssessmentRecord
    | EmploymentRecord
    | BanRecord
    | PremisesRecord
    | StaffRecord
)

_KINDS: tuple[type[Record], ...] = typing.get_args(Record)
_KIND_OF: dict[AnyDataSet, type[Record]] = {data_set: kind for kind in _KINDS for data_set in kind.data_sets}


def record_type(data_set: AnyDataSet) -> type[Record]:
    """The type of the records of a data set."""
    return _KIND_OF[data_set]


def record_to_plain(record: Record) -> dict[str, Any]:
    """The record as JSON values; days as ISO text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(record).items()}


def record_from_plain(data_set: AnyDataSet, plain: object) -> Record:
    """A record from a source's JSON object. Raises BadRecord for missing, unknown or ill-typed fields."""
    kind = record_type(data_set)
    if not isinstance(plain, dict):
        raise BadRecord("a record is an object")
    wanted = _field_types(data_set)
    unknown = set(plain) - set(wanted)
    if unknown:
        raise BadRecord(f"{len(unknown)} unknown fields")
    for item in fields(kind):
        if item.default is MISSING and item.name not in plain:
            raise BadRecord(f"{item.name}: missing")
    make: Callable[..., Record] = kind
    return make(**{name: _value(name, value, wanted[name]) for name, value in plain.items()})


@cache
def _field_types(data_set: AnyDataSet) -> dict[str, tuple[type, ...]]:
    kind = record_type(data_set)
    hints = typing.get_type_hints(kind)
    return {
        item.name: tuple(typing.get_args(hints[item.name])) or (cast(type, hints[item.name]),) for item in fields(kind)
    }


def _value(name: str, value: object, allowed: tuple[type, ...]) -> object:
    if value is None:
        if types.NoneType in allowed:
            return None
        raise BadRecord(f"{name}: empty")
    if date in allowed:
        return _day(name, value)
    if type(value) not in allowed:
        raise BadRecord(f"{name}: wrong type")
    return value


def _day(name: str, value: object) -> date:
    try:
        return date.fromisoformat(cast(str, value))
    except (TypeError, ValueError) as fault:
        raise BadRecord(f"{name}: not a day") from fault
