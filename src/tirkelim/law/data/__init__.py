"""The committed data of the law and its loader. Every record names its source; see the files beside this one.

Records can also be read from elsewhere: a draft of an amendment, or the law of a service that is not part of this
package (``records_of``, ``read_records``, ``make_book``, ``with_records``).
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.calendar import SpecialDay, WorkingCalendar
from tirkelim.law.citation import cite
from tirkelim.law.edition import Edition, Order, force_of
from tirkelim.law.parameter import Parameter, ParameterValue
from tirkelim.law.reading import Reading

HERE = Path(__file__).parent


def read_toml(path: str) -> dict[str, Any]:
    """A TOML file of the data folder, by its path in it."""
    return tomllib.loads((HERE / path).read_text(encoding="utf-8"))


def read_csv(path: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of the data folder, by its path in it."""
    with (HERE / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


class Records(NamedTuple):
    """Records of the law as they are written: those of ``acts.toml``, of ``parameters`` and of ``readings.toml``."""

    acts: tuple[dict[str, Any], ...] = ()
    orders: tuple[dict[str, Any], ...] = ()
    editions: tuple[dict[str, Any], ...] = ()
    parameters: tuple[dict[str, Any], ...] = ()
    readings: tuple[dict[str, Any], ...] = ()


def read_records(*texts: str) -> Records:
    """The records of TOML texts, each with any of the tables ``act``, ``order``, ``edition``, ``parameter`` and
    ``reading``."""
    tables = [tomllib.loads(text) for text in texts]
    names = ("act", "order", "edition", "parameter", "reading")
    return Records(*(tuple(row for table in tables for row in table.get(name, ())) for name in names))


def records_of(folder: Path = HERE) -> Records:
    """The records of a folder that is laid out like this one; files that are not there hold none."""
    files = (folder / "acts.toml", folder / "readings.toml", *sorted((folder / "parameters").glob("*.toml")))
    return read_records(*(file.read_text(encoding="utf-8") for file in files if file.exists()))


def load_book() -> LawBook:
    """The law book made from the files of this folder."""
    return make_book(records_of(), load_calendar(), _digest_of_files())


def make_book(records: Records, calendar: WorkingCalendar, classifiers: str = "") -> LawBook:
    """A book of these records alone. ``classifiers``: the digest of whatever else its rules read.

    Raises KeyError for an edition by an order that has no record, ValueError for two wordings of an act on one day.
    """
    orders = tuple(_order(raw) for raw in records.orders)
    editions = tuple(_editions(records, {order.id: order for order in orders}))
    return LawBook(
        orders,
        editions,
        tuple(_parameters(records, editions)),
        _readings(records),
        calendar,
        _created(records),
        classifiers,
    )


def with_records(book: LawBook, records: Records) -> LawBook:
    """The book with further records beside its own: those of an amendment, or of a service with a law of its own.

    A parameter without a first day of its own begins with the edition that these records add. Raises as ``make_book``.
    """
    orders = tuple(_order(raw) for raw in records.orders)
    editions = tuple(_editions(records, book.orders | {order.id: order for order in orders}))
    parameters = tuple(_parameters(records, editions))
    return book.beside(
        *editions, orders=orders, parameters=parameters, readings=_readings(records), created=_created(records)
    )


def _readings(records: Records) -> dict[str, Reading]:
    return {raw["id"]: Reading(raw["id"], raw["text"]) for raw in records.readings}


def _created(records: Records) -> dict[str, date]:
    return {raw["id"]: raw["created_on"] for raw in records.acts}


def _digest_of_files() -> str:
    """One digest over all files of this folder: lists and classifiers take part in decisions as numbers do."""
    whole = hashlib.sha256()
    for path in sorted(path for path in HERE.rglob("*") if path.suffix in (".csv", ".toml")):
        whole.update(f"{path.relative_to(HERE).as_posix()}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _order(raw: dict[str, Any]) -> Order:
    repeal = raw.get("repeal", {})
    return Order(
        id=raw["id"],
        signed_on=raw["signed_on"],
        registered_on=raw.get("registered_on"),
        registration_number=raw.get("registration_number"),
        days_after_publication=raw.get("days_after_publication"),
        published_on=raw.get("published_on"),
        starts_on=raw.get("starts_on"),
        repealed_by=repeal.get("by"),
        repeal_signed_on=repeal.get("signed_on"),
        repeal_days_after_publication=repeal.get("days_after_publication"),
        repeal_published_on=repeal.get("published_on"),
        source=cite(raw["source"]),
        amends=tuple(raw.get("amends", ())),
    )


def _editions(records: Records, orders: dict[str, Order]) -> Iterator[Edition]:
    return (_edition(raw, orders) for raw in records.editions)


def _edition(raw: dict[str, Any], orders: dict[str, Order]) -> Edition:
    start = force_of(orders[raw["by"]])
    end = force_of(orders[raw["ends_with"]]) if "ends_with" in raw else start
    assumed = start.assumed or end.assumed
    return Edition(raw["act"], raw["by"], start.start, end.end, assumed, raw.get("later_amendment"))


def _parameters(records: Records, editions: Iterable[Edition]) -> Iterator[Parameter]:
    starts = {edition.act: edition.start for edition in sorted(editions, key=lambda one: one.start, reverse=True)}
    return (_parameter(raw, starts) for raw in records.parameters)


def _parameter(raw: dict[str, Any], starts: dict[str, date]) -> Parameter:
    source = cite(raw["source"])
    return Parameter(
        id=raw["id"],
        value=_value(raw["value"]),
        start=raw["from"] if "from" in raw else starts[source.act],
        end=raw.get("until"),
        source=source,
        readings=tuple(raw.get("readings", ())),
        note=raw.get("note", ""),
    )


def _value(raw: Any) -> ParameterValue:
    if isinstance(raw, float):
        raise TypeError("a parameter is never a binary float: write an integer or a text")
    return tuple(raw) if isinstance(raw, list) else raw


def load_calendar() -> WorkingCalendar:
    """The working calendar of the committed years; its version is the digest of its file."""
    special = tuple(
        SpecialDay(
            date.fromisoformat(row["date"]),
            row["kind"],
            {lang: row[lang] for lang in ("kk", "ru", "en")},
            row["certainty"],
        )
        for row in read_csv("calendar.csv")
    )
    version = hashlib.sha256((HERE / "calendar.csv").read_bytes()).hexdigest()[:16]
    years = [day.day.year for day in special]
    return WorkingCalendar(date(min(years), 1, 1), date(max(years), 12, 31), special, version)
