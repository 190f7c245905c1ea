"""The payment system: a silence is never "not paid", nonsense is no answer, and the demo bank does what banks do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Outcome, found, unavailable
from tirkelim.gateway.demo_payments import LATE, DemoPayments, demo_payment, pay_at_demo_bank
from tirkelim.gateway.failing import DownSource, LateSource
from tirkelim.gateway.models import DemoPayment
from tirkelim.gateway.payment_record import PaymentRecord
from tirkelim.gateway.payments import begin_payment, payment_state

NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
SUM = Decimal("43250.00")


@pytest.fixture(autouse=True)
def wired() -> Iterator[None]:
    """The demo payment system behind the port."""
    with registry.replaced(registry.PAYMENTS, DemoPayments()):
        yield


@pytest.fixture
def order(db: None) -> UUID:
    """An order that was begun."""
    id = uuid4()
    assert begin_payment(id, SUM, "Алым", "/back/", NOW).outcome is Outcome.FOUND
    return id


def test_begun_again_it_is_the_same_page(order: UUID) -> None:
    first, again = (begin_payment(order, SUM, "Алым", "/back/", NOW) for _ in range(2))
    assert first.records == again.records
    assert str(order) in first.records[0]
    assert DemoPayment.objects.count() == 1
    assert begin_payment(order, SUM + 1, "Алым", "/back/", NOW).outcome is Outcome.UNAVAILABLE


def test_paid_once_and_confirmed(order: UUID) -> None:
    assert payment_state(order, NOW).outcome is Outcome.NOT_FOUND
    pay_at_demo_bank(order, NOW)
    pay_at_demo_bank(order, NOW + timedelta(hours=1))
    (record,) = payment_state(order, NOW).records
    assert record == PaymentRecord(order, f"DEMO-{order}", SUM, NOW)
    assert payment_state(uuid4(), NOW).outcome is Outcome.NOT_FOUND


def test_a_late_confirmation(order: UUID) -> None:
    pay_at_demo_bank(order, NOW, late=True)
    assert payment_state(order, NOW + LATE - timedelta(seconds=1)).outcome is Outcome.NOT_FOUND
    assert payment_state(order, NOW + LATE).records[0].paid_at == NOW


@pytest.mark.django_db
def test_what_was_never_begun_cannot_be_paid() -> None:
    with pytest.raises(DemoPayment.DoesNotExist):
        pay_at_demo_bank(uuid4(), NOW)
    assert demo_payment(uuid4()) is None


@pytest.mark.parametrize(
    ("adapter", "fault"), [(DownSource(), "refused"), (DownSource("timeout"), "timeout"), (LateSource(), "timeout")]
)
def test_a_silent_system_is_unavailable(order: UUID, adapter: object, fault: str) -> None:
    pay_at_demo_bank(order, NOW)
    with registry.replaced(registry.PAYMENTS, adapter):
        for answer in (payment_state(order, NOW), begin_payment(order, SUM, "Алым", "/back/", NOW)):
            assert (answer.outcome, answer.fault) == (Outcome.UNAVAILABLE, fault)


class Broken:
    """A payment system that answers nonsense."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def begin(self, *given: Any) -> Any:
        """The nonsense, or an error of that kind."""
        return self.state_of()

    def state_of(self, *given: Any) -> Any:
        """As ``begin``."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


OTHERS = PaymentRecord(UUID(int=7), "T-7", SUM, NOW)


@pytest.mark.parametrize(
    "nonsense",
    [None, [], found((5,), NOW, "r"), found((OTHERS,), NOW, "r"), KeyError("4400 0000"), found(("",), NOW, "r")],
)
def test_nonsense_is_no_answer_and_spills_nothing(
    order: UUID, nonsense: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), registry.replaced(registry.PAYMENTS, Broken(nonsense)):
        answers: list[Answer[Any]] = [payment_state(order, NOW), begin_payment(order, SUM, "Алым", "/", NOW)]
    assert [answer.outcome for answer in answers] == [Outcome.UNAVAILABLE] * 2
    assert "4400" not in caplog.text


def test_two_payments_of_one_order_are_nonsense(order: UUID) -> None:
    twice = tuple(PaymentRecord(order, reference, SUM, NOW) for reference in ("T-1", "T-2"))
    with registry.replaced(registry.PAYMENTS, Broken(found(twice, NOW, "r"))):
        assert payment_state(order, NOW).fault == "bad_answer"


def test_our_own_fault_is_not_the_systems(order: UUID) -> None:
    with registry.replaced(registry.PAYMENTS, Broken(unavailable(NOW, "refused"))):
        assert payment_state(order, NOW).fault == "refused"
    before = registry._adapters.pop(registry.PAYMENTS)
    try:
        with pytest.raises(registry.NotWired):
            payment_state(order, NOW)
    finally:
        registry._adapters[registry.PAYMENTS] = before


@pytest.mark.parametrize(
    ("reference", "tenge", "paid_at"),
    [
        (" ", SUM, NOW),
        ("x" * 101, SUM, NOW),
        ("T", Decimal(0), NOW),
        ("T", SUM, datetime(2026, 3, 5)),  # noqa: DTZ001
    ],
)
def test_a_record_makes_sense(reference: str, tenge: Decimal, paid_at: datetime) -> None:
    with pytest.raises(ValueError, match=r"a payment has|time zone"):
        PaymentRecord(UUID(int=1), reference, tenge, paid_at)


def test_the_demo_bank_does_not_exist_outside_demo_mode(settings: Settings) -> None:
    settings.DEMO = False
    for use in (DemoPayments, lambda: demo_payment(uuid4()), lambda: pay_at_demo_bank(uuid4(), NOW)):
        with pytest.raises(ImproperlyConfigured):
            use()
