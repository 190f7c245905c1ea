"""The number of a public document that is about to be given.

Whoever types a number into the public check means one document, whatever its kind: so a number is free only where no
kind of document has it.
"""

from __future__ import annotations

from tirkelim.register.models import Certificate, ConformityCertificate, Licence, Placement, Qualification
from tirkelim.register.public_numbers import draw


def draw_free() -> str:
    """A number that no document has. Draw it in the transaction that stores it. Raises NoFreeNumber."""
    return draw(is_given)


def is_given(number: str) -> bool:
    """Whether a certificate of either kind, the document of a level or category, a placement or a licence has it."""
    return (
        Certificate.objects.filter(number=number).exists()
        or ConformityCertificate.objects.filter(number=number).exists()
        or Placement.objects.filter(number=number).exists()
        or Licence.objects.filter(number=number).exists()
        # Also what the register no longer holds true: its document was given, and is in somebody's hands.
        or Qualification.objects.filter(document_number=number).exists()
    )
