"""State systems of the demo: they answer from the table of demo records and send no message anywhere.

They refuse to exist outside demo mode.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Outcome, Subject, found, unavailable
from tirkelim.gateway.models import DemoRecord, DemoSms
from tirkelim.gateway.records import BadRecord, DataSet, Record, record_from_plain, record_to_plain


class DemoSource:
    """Answers for one data set from the demo records."""

    def __init__(self, data_set: DataSet) -> None:
        _demo_only()
        self.data_set = data_set

    def ask(self, subject: Subject, now: datetime) -> Answer[Any]:
        """The records of this person; "unavailable" where the demo data says the source is down for them."""
        rows = list(_rows(self.data_set.value, subject))
        if any(row.outcome == Outcome.UNAVAILABLE.value for row in rows):
            return unavailable(now, "refused")
        try:
            records = tuple(
                record_from_plain(self.data_set, row.record) for row in rows if row.outcome == Outcome.FOUND.value
            )
        except BadRecord:
            return unavailable(now, "bad_answer")
        return found(records, now, _reference(self.data_set.value, now))


class DemoMobileCitizens:
    """Registered numbers from the demo records."""

    def __init__(self) -> None:
        _demo_only()

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
        _demo_only()

    def send(self, number: str, text: str, now: datetime) -> Answer[str]:
        """Always taken."""
        row = DemoSms.objects.create(number=number, text=text, at=now)
        return found((f"demo-{row.pk}",), now, f"demo-{row.pk}")


def wire_demo() -> None:
    """Put the demo adapters behind all ports. Raises ImproperlyConfigured outside demo mode."""
    for data_set in DataSet:
        registry.register(data_set.value, DemoSource(data_set))
    registry.register(registry.MOBILE_CITIZENS, DemoMobileCitizens())
    registry.register(registry.SMS, DemoSmsGateway())


def add_record(record: Record, data_set: DataSet, *, person: UUID | None = None, iin: str | None = None) -> DemoRecord:
    """Let the demo source of a data set know this about a person (by id or IIN)."""
    _demo_only()
    plain = record_to_plain(record)
    record_from_plain(data_set, plain)
    return DemoRecord.objects.create(
        source=data_set.value, person=person, iin_digest=iin_digest(iin) if iin else "", record=plain
    )


def add_number(number: str, *, person: UUID | None = None, iin: str | None = None) -> DemoRecord:
    """Register a telephone number for a person in the demo."""
    _demo_only()
    return DemoRecord.objects.create(
        source=registry.MOBILE_CITIZENS,
        person=person,
        iin_digest=iin_digest(iin) if iin else "",
        record={"number": number},
    )


def add_outage(source: str, *, person: UUID) -> DemoRecord:
    """Let a source (a DataSet or MOBILE_CITIZENS) be down for one person; delete the row to bring it back."""
    _demo_only()
    return DemoRecord.objects.create(source=str(source), person=person, outcome=Outcome.UNAVAILABLE.value)


def demo_outbox(subject: Subject) -> list[DemoSms]:
    """The newest ten messages to this person's number, for the page that shows the demo telephone."""
    _demo_only()
    numbers = [str(row.record["number"]) for row in _rows(registry.MOBILE_CITIZENS, subject) if row.record]
    return list(DemoSms.objects.filter(number__in=numbers).order_by("-at", "-pk")[:10])


def iin_digest(iin: str) -> str:
    """The keyed digest under which demo records know an IIN."""
    return salted_hmac("tirkelim.gateway.demo", iin, algorithm="sha256").hexdigest()


def _rows(source: str, subject: Subject) -> QuerySet[DemoRecord]:
    who = Q(person=subject.person)
    if subject.iin:
        who |= Q(iin_digest=iin_digest(subject.iin))
    return DemoRecord.objects.filter(who, source=source).order_by("pk")


def _reference(source: str, now: datetime) -> str:
    return f"demo-{source}-{now:%Y%m%d%H%M%S}"


def _demo_only() -> None:
    if not settings.DEMO:
        raise ImproperlyConfigured("demo state systems exist in demo mode only")
