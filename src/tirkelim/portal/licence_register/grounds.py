"""Why something happened to a licence, as the public reads it. The register keeps a code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.register.commands.licence_events import LicenceGround
from tirkelim.services.licence.answers import ReissueReason
from tirkelim.services.licence.issue import DECISION_REPLACED, LOST_OR_SPOILT

GROUNDS: dict[str, str | Promise] = {
    LicenceGround.COURT: _("By a court decision."),
    LicenceGround.OWN_REQUEST: _("At the holder's own request."),
    LicenceGround.VIOLATION: _("The requirements were violated."),
    LicenceGround.VIOLATION_NOT_MENDED: _("A violation was not mended in time."),
    LicenceGround.MENDED: _("The violation is mended."),
    LicenceGround.TERM_OVER: _("The term of the suspension is over."),
    LicenceGround.HOLDER_GONE: _("The holder no longer exists."),
    LicenceGround.TRANSFER: _("The activity passed to another holder."),
    LicenceGround.UNTRUE_DATA: _("The licence was received on untrue data."),
    ReissueReason.NAME: _("The holder's name changed."),
    ReissueReason.REORGANISED: _("The holder was reorganised."),
    ReissueReason.ADDRESS: _("The holder's address changed."),
    ReissueReason.BASE_RENAMED: _("The address of the base is written otherwise."),
    ReissueReason.BASE_MOVED: _("The base moved."),
    ReissueReason.SUBTYPE_RENAMED: _("The subtype is called otherwise now."),
    LOST_OR_SPOILT: _("The original was lost or spoilt."),
    DECISION_REPLACED: _("A second decision took the place of the first."),
}  # fmt: skip


def ground_words(code: str) -> str:
    """A ground in the language of the page; "" for one that is not known here."""
    return str(GROUNDS.get(code, ""))
