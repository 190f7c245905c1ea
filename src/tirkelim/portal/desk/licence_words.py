"""Words of the desk about licences: actions, what is claimed, findings (59/2020)."""

from __future__ import annotations

import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.standards.services import Action
from tirkelim.portal.licences.words import REASON_WORDS
from tirkelim.services.licence.answers import ReissueReason
from tirkelim.services.licence.names import subtype_line
from tirkelim.services.licence.officer import LicenceFinding

Text = str | Promise
SHOWN = 2
"""How many subtypes a line of the list names."""

ACTIONS: dict[str, Text] = {
    Action.ISSUE: _("Licence"),
    Action.ISSUE_ANNEX: _("Annex"),
    Action.REISSUE: _("Re-issue of the licence"),
    Action.REISSUE_ANNEX: _("Re-issue of an annex"),
    Action.DUPLICATE: _("Duplicate of the licence"),
    Action.DUPLICATE_ANNEX: _("Duplicate of an annex"),
}

_CLEAR = _("Needed before granting. Name the answer or the register that you looked at.")
_HELD = _("The document is then not asked for (reading L3). Name the record.")
_NOT_HELD = _("The document is then asked for (reading L3). Name what you checked.")
FINDINGS: dict[str, tuple[Text, Text]] = {
    LicenceFinding.NO_COURT_BAN: (_("Checked: no court has suspended or banned the activity"), _CLEAR),
    LicenceFinding.COURT_BAN: (
        _("A court decision in force suspends or bans the activity"),
        _("Refusal ground 1. Name the court, the number and the day the decision came into force."),
    ),
    LicenceFinding.BODY_POSITIVE: (
        _("Every state body that has to agree has agreed, or none has to be asked"),
        _("Needed before granting. Name the letters, or why nobody has to be asked."),
    ),
    LicenceFinding.BODY_NEGATIVE: (
        _("A state body that has to agree gave a negative answer"),
        _("Refusal ground 4. Name the body, the number and the day of its letter."),
    ),
    LicenceFinding.NO_DEBTOR_BAN: (_("Checked: no court forbids a licence to the applicant as a debtor"), _CLEAR),
    LicenceFinding.DEBTOR_BAN: (
        _("A court has temporarily forbidden a licence to the applicant as a debtor"),
        _("Refusal ground 5. Name the court, the bailiff's submission and the day."),
    ),
    LicenceFinding.CHECKED_TRUE: (
        _("Checked: documents and data are true"),
        _("Needed before granting. Name what you checked and how."),
    ),
    LicenceFinding.UNTRUE: (
        _("Documents or data are untrue"),
        _("Refusal ground 6. Name the answer or the check that proves it."),
    ),
    LicenceFinding.SPECIAL_RIGHT_KEPT: (_("Checked: no court has taken the special right"), _CLEAR),
    LicenceFinding.SPECIAL_RIGHT_LOST: (
        _("A court decision in force takes the special right from the applicant"),
        _("Refusal ground 7. Name the court, the number and the day the decision came into force."),
    ),
    LicenceFinding.CONSENT_WITHHELD: (
        _("There is no consent to access restricted personal data, or it was taken back"),
        _("Refusal ground 8. Name the letter or the record."),
    ),
    LicenceFinding.STAFF_IN_SYSTEM: (_("A state system holds the labour contracts of the staff"), _HELD),
    LicenceFinding.STAFF_NOT_IN_SYSTEM: (_("No state system holds the labour contracts of the staff"), _NOT_HELD),
    LicenceFinding.PREMISES_IN_SYSTEM: (_("A state system holds the right to the premises of every base"), _HELD),
    LicenceFinding.PREMISES_NOT_IN_SYSTEM: (
        _("No state system holds the right to the premises of every base"), _NOT_HELD,
    ),
    LicenceFinding.CHANGE_IN_SYSTEM: (_("A state system holds what led to the re-issue"), _HELD),
    LicenceFinding.CHANGE_NOT_IN_SYSTEM: (_("No state system holds what led to the re-issue"), _NOT_HELD),
}  # fmt: skip
"""What an officer can establish: in plain words, and what it leads to."""


def action_in_words(action: str) -> str:
    """What is asked for."""
    return str(ACTIONS.get(action, "–"))


def claim_name(said: str, lang: str) -> str:
    """What an application is about, as the list reads it from the form: the subtypes at its bases, else the reason of a
    re-issue."""
    if said in set(ReissueReason):
        return str(REASON_WORDS[ReissueReason(said)][0])
    named = list(dict.fromkeys(_subtypes(said, lang)))
    words = "; ".join(named[:SHOWN])
    left = len(named) - SHOWN
    if left <= 0:
        return words
    more = ngettext("and %(count)d more", "and %(count)d more", left) % {"count": left}
    return gettext("%(words)s, %(more)s") % {"words": words, "more": more}


def _subtypes(said: str, lang: str) -> list[str]:
    """The subtypes of the bases of a form; none where what is stored makes no sense."""
    try:
        bases = json.loads(said) if said else []
    except ValueError:
        return []
    return [
        subtype_line(str(one.get("code", "")), str(one.get("specialty") or ""), lang)
        for base in _dicts(bases)
        for one in _dicts(base.get("subtypes"))
    ]


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
