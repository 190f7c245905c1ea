"""What the payment system says of a payment that was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment for an order: the payment system's own ``reference`` of it, the sum, and when it was paid."""

    order: UUID
    reference: str
    tenge: Decimal
    paid_at: datetime

    def __post_init__(self) -> None:
        if not self.reference.strip() or len(self.reference) > 100:
            raise ValueError("a payment has a reference of at most 100 characters")
        if self.tenge <= 0:
            raise ValueError("a payment has a sum")
        if self.paid_at.tzinfo is None:
            raise ValueError("the time of a payment must carry its time zone")
