"""A person with an account, a number and a mail box, told something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest

from tirkelim.gateway import demo, registry
from tirkelim.identity.models import Account
from tirkelim.notices.models import Contact, Delivery, Notice, Way
from tirkelim.notices.telling import tell

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


class Told(NamedTuple):
    """Whom, and by which account."""

    person: UUID
    account: Account

    def tell(self, key: str = "one", at: datetime = NOW) -> bool:
        """Tell that a certificate was withdrawn."""
        return tell(self.person, "certificate_withdrawn", {}, key=key, now=at)

    def delivery(self, way: Way) -> Delivery:
        """The sending of the only notice by one way."""
        return Delivery.objects.get(notice=Notice.objects.get(person=self.person), way=way)


@pytest.fixture
def told(db: None) -> Told:
    """Someone with a registered number and a confirmed address."""
    person = uuid4()
    account = Account.objects.create(login="aigerim", name="Әйгерім", person=person, language="ru")
    Contact.objects.create(account=account, email="aigerim@example.kz", confirmed_at=NOW - timedelta(days=1))
    demo.add_number("+77010000001", person=person)
    return Told(person, account)


@pytest.fixture
def broken_sms() -> Iterator[None]:
    """The gateway of short messages is down for the time of a test."""
    from tirkelim.gateway.failing import DownSource

    before = registry._adapters[registry.SMS]
    registry._adapters[registry.SMS] = DownSource("timeout")
    yield
    registry._adapters[registry.SMS] = before
