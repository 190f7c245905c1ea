"""Which documents of the standard's row 8 an applicant files, and which are there by themselves (503/2016 ann.2 row 8).

The application itself is the form that is sent; the certificate held is in the register.
"""

from __future__ import annotations

from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Action, Service

POWER_OF_ATTORNEY = "power_of_attorney"
"""Of a representative (p.3); the standard's list does not name it."""

THE_FORM = frozenset({"application", "extension_request", "reissue_request", "duplicate_request"})
"""Documents that the form itself is."""
IN_REGISTER = frozenset({"earlier_certificate"})
"""Documents that this register holds."""
TRANSLATED = frozenset({"education_or_english_certificate", "proof_of_work"})
"""Documents that are filed with a notarised translation, unless they are in Kazakh or Russian."""
STATE_LANGUAGES = frozenset({"kk", "ru"})


def to_file(action: Action, *, represented: bool) -> tuple[str, ...]:
    """The kinds of documents that the applicant files for an action, in the order of the standard."""
    by_hand = tuple(kind for kind in documents_of(Service.CONFORMITY, action) if kind not in THE_FORM | IN_REGISTER)
    return (*by_hand, POWER_OF_ATTORNEY) if represented else by_hand


def is_translated(document: str, language: str, translated_into: str) -> bool:
    """Whether a filed document can be taken as it is: in Kazakh or Russian, or translated where the standard asks."""
    return document not in TRANSLATED or language in STATE_LANGUAGES or translated_into in STATE_LANGUAGES
