"""State systems of the demo: they answer from the table of demo records and send no message anywhere.

They refuse to exist outside demo mode.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Holder, Outcome, Question, Subject, found, unavailable
from tirkelim.gateway.demo_mode import demo_only
from tirkelim.gateway.demo_payments import DemoPayments
from tirkelim.gateway.models import DemoRecord, DemoSms
from tirkelim.gateway.records import (
    AnyDataSet,
    BadRecord,
    DataSet,
    HolderDataSet,
    Record,
    record_from_plain,
    record_to_plain,
)


class DemoSource:
    """Answers for one data set from the demo records."""

    def __init__(self, data_set: DataSet) -> None:
        demo_only()
        self.data_set = data_set

    def ask(self, question: Question, now: datetime) -> Answer[Any]:
        """The records of this person; "unavailable" where the demo data says the source is down for them."""
        return _answer(self.data_set, _rows(self.data_set.value, cast(Subject, question.about)), now)


class DemoHolderSource:
    """Answers for one data set about whoever applies for a licence, from the demo records."""

    def __init__(self, data_set: HolderDataSet) -> None:
        demo_only()
        self.data_set = data_set

    def ask(self, question: Question, now: datetime) -> Answer[Any]:
        """The records of this number; "unavailable" where the demo data says the source is down for it."""
        number = cast(Holder, question.about).number
        rows = DemoRecord.objects.filter(source=self.data_set.value, iin_digest=iin_digest(number))
        return _answer(self.data_set, rows.order_by("pk"), now)


class DemoMobileCitizens:
    """Registered numbers from the demo records."""

    def __init__(self) -> None:
        demo_only()

    def number_of(self, subject: Subject, now: datetime) -> Answer[str]:
        """The person's number, if the demo data has one."""
        rows = list(_rows(registry.MOBILE_CITIZENS, subject))
        if any(row.outcome == Outcome.UNAVAILABLE.value for row in rows):
            return unavailable(now, "refused")
        numbers = tuple(str(row.record["number"]) for row in rows if row.record)[:1]
        return found(numbers, now, _reference(registry.MOBILE_CITIZENS, now))


class DemoSmsGateway:
    """Puts messages into the demo outbox instead of sending them."""

    def __init__(self) -> None:
        demo_only()

    def send(self, number: str, text: str, now: datetime, key: str = "") -> Answer[str]:
        """Always taken."""
        row = DemoSms.objects.create(number=number, text=text, at=now)
        return found((f"demo-{row.pk}",), now, f"demo-{row.pk}")


def wire_demo() -> None:
    """Put the demo adapters behind all ports. Raises ImproperlyConfigured outside demo mode."""
    for data_set in DataSet:
        registry.register(data_set.value, DemoSource(data_set))
    for of_holder in HolderDataSet:
        registry.register(of_holder.value, DemoHolderSource(of_holder))
    registry.register(registry.MOBILE_CITIZENS, DemoMobileCitizens())
    registry.register(registry.SMS, DemoSmsGateway())
    registry.register(registry.PAYMENTS, DemoPayments())


def add_record(record: Record, data_set: DataSet, *, person: UUID | None = None, iin: str | None = None) -> DemoRecord:
    """Let the demo source of a data set know this about a person (by id or IIN)."""
    demo_only()
    plain = record_to_plain(record)
    record_from_plain(data_set, plain)
    return DemoRecord.objects.create(
        source=data_set.value, person=person, iin_digest=iin_digest(iin) if iin else "", record=plain
    )


def add_holder_record(record: Record, data_set: HolderDataSet, number: str) -> DemoRecord:
    """Let the demo source of a data set know this about whoever has the BIN or IIN."""
    demo_only()
    plain = record_to_plain(record)
    record_from_plain(data_set, plain)
    return DemoRecord.objects.create(source=data_set.value, iin_digest=iin_digest(number), record=plain)


def add_holder_outage(data_set: HolderDataSet, number: str) -> DemoRecord:
    """Let a source be down for one BIN or IIN; delete the row to bring it back."""
    demo_only()
    return DemoRecord.objects.create(
        source=data_set.value, iin_digest=iin_digest(number), outcome=Outcome.UNAVAILABLE.value
    )


def add_number(number: str, *, person: UUID | None = None, iin: str | None = None) -> DemoRecord:
    """Register a telephone number for a person in the demo."""
    demo_only()
    return DemoRecord.objects.create(
        source=registry.MOBILE_CITIZENS,
        person=person,
        iin_digest=iin_digest(iin) if iin else "",
        record={"number": number},
    )


def add_outage(source: str, *, person: UUID) -> DemoRecord:
    """Let a source (a DataSet or MOBILE_CITIZENS) be down for one person; delete the row to bring it back."""
    demo_only()
    return DemoRecord.objects.create(source=str(source), person=person, outcome=Outcome.UNAVAILABLE.value)


def demo_outbox(subject: Subject) -> list[DemoSms]:
    """The newest ten messages to this person's number, for the page that shows the demo telephone."""
    demo_only()
    numbers = [str(row.record["number"]) for row in _rows(registry.MOBILE_CITIZENS, subject) if row.record]
    return list(DemoSms.objects.filter(number__in=numbers).order_by("-at", "-pk")[:10])


def iin_digest(iin: str) -> str:
    """The keyed digest under which demo records know an IIN (or a BIN)."""
    return salted_hmac("tirkelim.gateway.demo", iin, algorithm="sha256").hexdigest()


def _rows(source: str, subject: Subject) -> QuerySet[DemoRecord]:
    who = Q(person=subject.person)
    if subject.iin:
        who |= Q(iin_digest=iin_digest(subject.iin))
    return DemoRecord.objects.filter(who, source=source).order_by("pk")


def _answer(data_set: AnyDataSet, kept: QuerySet[DemoRecord], now: datetime) -> Answer[Any]:
    rows = list(kept)
    if any(row.outcome == Outcome.UNAVAILABLE.value for row in rows):
        return unavailable(now, "refused")
    try:
        records = tuple(record_from_plain(data_set, row.record) for row in rows if row.outcome == Outcome.FOUND.value)
    except BadRecord:
        return unavailable(now, "bad_answer")
    return found(records, now, _reference(data_set.value, now))


def _reference(source: str, now: datetime) -> str:
    return f"demo-{source}-{now:%Y%m%d%H%M%S}"
