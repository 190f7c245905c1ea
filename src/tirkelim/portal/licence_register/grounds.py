"""Why something happened to a licence, in the same words for everyone. The register keeps a code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.licences.words import REASON_WORDS
from tirkelim.register.commands.licence_events import LicenceGround
from tirkelim.register.licence_status import DECISION_REPLACED
from tirkelim.services.licence.issue import LOST_OR_SPOILT

GROUNDS: dict[str, str | Promise] = {
    LicenceGround.COURT: _("Court decision"),
    LicenceGround.OWN_REQUEST: _("Request of the holder"),
    LicenceGround.VIOLATION: _("Violation of the requirements, found by a control"),
    LicenceGround.VIOLATION_NOT_MENDED: _("Violation that was not mended in its term"),
    LicenceGround.MENDED: _("The violation is mended"),
    LicenceGround.TERM_OVER: _("What it was suspended for is over"),
    LicenceGround.HOLDER_GONE: _("The organisation is wound up, or the holder has died"),
    LicenceGround.TRANSFER: _("The activity passed to another holder"),
    LicenceGround.UNTRUE_DATA: _("Licence received on untrue data"),
    **{reason: words for reason, (words, _more) in REASON_WORDS.items()},
    LOST_OR_SPOILT: _("The original was lost or spoilt"),
    DECISION_REPLACED: _("A second decision took the place of the first"),
}


def ground_words(code: str) -> str:
    """A ground in the language of the page; "" for one that is not known here."""
    return str(GROUNDS.get(code, ""))
