"""The payment system of the demo: no money moves. Its page has buttons for what can happen at a bank.

It refuses to exist outside demo mode.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from tirkelim.gateway.answer import Answer, found, unavailable
from tirkelim.gateway.demo_mode import demo_only
from tirkelim.gateway.models import DemoPayment
from tirkelim.gateway.payment_record import PaymentRecord

LATE = timedelta(minutes=2)
"""How long a late confirmation lets wait."""
PAGE = "demo_bank"
"""Name of the address of the demo bank's page."""


class DemoPayments:
    """Begins payments in a table of its own and says what was done on the demo bank's page."""

    def __init__(self) -> None:
        demo_only()

    def begin(self, order: UUID, tenge: Decimal, purpose: str, return_to: str, now: datetime) -> Answer[str]:
        """The page of the order at the demo bank; one with another sum than before is refused."""
        row, _ = DemoPayment.objects.get_or_create(
            order=order, defaults={"tenge": tenge, "purpose": purpose, "return_to": return_to, "begun_at": now}
        )
        if row.tenge != tenge:
            return unavailable(now, "refused")
        return found((reverse(PAGE, args=[order]),), now, f"demo-{order}")

    def state_of(self, order: UUID, now: datetime) -> Answer[PaymentRecord]:
        """The payment, from the moment at which the demo bank confirms it."""
        paid = DemoPayment.objects.filter(order=order, confirmed_at__lte=now).first()
        if paid is None or paid.paid_at is None:
            return found((), now, f"demo-{order}")
        return found((PaymentRecord(order, paid.reference, paid.tenge, paid.paid_at),), now, f"demo-{order}")


def demo_payment(order: UUID) -> DemoPayment | None:
    """What the demo bank knows of an order."""
    demo_only()
    return DemoPayment.objects.filter(order=order).first()


def pay_at_demo_bank(order: UUID, now: datetime, *, late: bool = False) -> None:
    """Pay an order that was begun; a second time changes nothing. ``late``: the confirmation comes some minutes after.

    Raises DemoPayment.DoesNotExist.
    """
    demo_only()
    DemoPayment.objects.get(order=order)
    DemoPayment.objects.filter(order=order, paid_at__isnull=True).update(
        paid_at=now, confirmed_at=now + LATE if late else now, reference=f"DEMO-{order}"
    )
