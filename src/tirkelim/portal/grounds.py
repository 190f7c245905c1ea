"""The grounds of refusal of both certificate services (274/2020 ann.2 row 9, ann.6 row 9), as people read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUNDS: dict[int, Promise] = {
    1: _("The documents given, or the data in them, are untrue"),
    2: _("The applicant, or the documents and data given, do not meet the requirements of the law"),
    3: _("A state body whose consent is needed gave a negative answer, or a check ended with a negative conclusion"),
    4: _("A court decision in force prohibits the activity"),
    5: _("A court sentence in force takes away a special right connected with the service"),
    6: _("There is no consent to access personal data of restricted access"),
}
"""In our words; the law's own wording stands at the citation."""


def ground_in_words(number: int) -> str:
    """A ground by its number; a number that the standard does not have shows as it is."""
    return str(GROUNDS.get(number, number))
