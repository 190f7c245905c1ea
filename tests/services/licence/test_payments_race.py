"""Two confirmations at the same moment, on real connections: the fee is counted once, and no payment is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.licences import LicenceOffice
from tests.racing import at_once, reread

from tirkelim.cases.models import Case
from tirkelim.gateway.demo_payments import DemoPayments, pay_at_demo_bank
from tirkelim.journal.verify import verify_all
from tirkelim.services.licence.models import Payment, PaymentOrder, Refund, RefundReason
from tirkelim.services.licence.settling import settle

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_orders_confirmed_at_once() -> None:
    department = LicenceOffice()
    case = department.begun()
    orders = []
    for _ in range(2):
        orders.append(_paid(department, case))
        department.now += timedelta(days=1)

    at_once([lambda: settle(case, reread(department.head), department.now) for _ in range(4)])

    assert Payment.objects.filter(order__in=orders).count() == 2
    assert Payment.objects.filter(counted_for=case).count() == 1
    assert [refund.reason for refund in Refund.objects.all()] == [RefundReason.PAID_TWICE]
    assert verify_all().good


def test_five_tabs_begin_one_order() -> None:
    department = LicenceOffice()
    case = department.begun()

    at_once([lambda: department.do(department.head, case, "start_payment", expect=None) for _ in range(5)])

    assert PaymentOrder.objects.filter(case=case).count() == 1


def test_taken_back_while_the_payment_is_confirmed() -> None:
    department = LicenceOffice()
    case = department.begun()
    _paid(department, case)

    def withdraw() -> None:
        while Case.objects.get(pk=case.pk).state == "draft":
            department.do(department.head, case, "withdraw", expect=None)

    at_once([withdraw, lambda: settle(case, reread(department.head), department.now)])

    assert Refund.objects.get().reason == RefundReason.BEFORE_ACCEPTANCE


def _paid(department: LicenceOffice, case: Case) -> PaymentOrder:
    """An order that is paid at the bank and not confirmed yet."""
    begun: Any = department.do(department.head, case, "start_payment")
    order = PaymentOrder.objects.get(pk=begun.result["order"])
    DemoPayments().begin(order.pk, order.tenge, "Алым", "/", department.now)
    pay_at_demo_bank(order.pk, department.now)
    return order
