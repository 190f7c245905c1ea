"""Which certificates end soon, and what is missing for their confirmation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tirkelim.law.period import add_months
from tirkelim.register.models import Certificate
from tirkelim.register.status import CertificateStatus, StatusOn
from tirkelim.services.certificate.hours import Learning

MONTHS = (6, 3, 1)
"""How long before the end the holder is reminded; the first of them is when an end begins to be near."""


class Ending(NamedTuple):
    """A valid certificate that ends within six months. ``missing``: hours of further education still to be passed
    before the confirmation; None where none are asked for: without a term, any further education is enough."""

    certificate: Certificate
    until: date
    missing: Decimal | None

    @property
    def plural(self) -> int:
        """The hours as grammar counts them: a fraction takes the ending of two."""
        missing = self.missing or Decimal()
        return 2 if missing % 1 else int(missing)


def ending(certificate: Certificate, status: StatusOn, on: date, learning: Learning) -> Ending | None:
    """The certificate as one that ends soon; None for one that does not, or is not valid."""
    until = status.holds_until
    if status.status is not CertificateStatus.VALID or until is None or on < add_months(until, -MONTHS[0]):
        return None
    missing = None if certificate.valid_until is None else learning.missing(certificate, until)
    return Ending(certificate, until, missing)


def hours_in_digits(hours: Decimal) -> str:
    """Hours as a message carries them: 40, or 62.5."""
    return f"{hours:f}".rstrip("0").rstrip(".") if hours % 1 else f"{hours:.0f}"
