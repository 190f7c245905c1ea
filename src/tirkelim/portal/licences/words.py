"""The words of the room: actions, reasons, rights to premises, subtypes in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.law.standards.services import Action
from tirkelim.portal.choices import language
from tirkelim.services.licence.answers import PremisesTitle, ReissueReason
from tirkelim.services.licence.names import subtype_line

Text = str | Promise

TITLES: dict[Action, Text] = {
    Action.ISSUE: _("Licence for medical activity"),
    Action.ISSUE_ANNEX: _("Another annex to a licence"),
    Action.REISSUE: _("Re-issue of a licence"),
    Action.REISSUE_ANNEX: _("Re-issue of an annex"),
    Action.DUPLICATE: _("Duplicate of a licence"),
    Action.DUPLICATE_ANNEX: _("Duplicate of an annex"),
}
REASON_WORDS: dict[ReissueReason, tuple[Text, Text]] = {
    ReissueReason.NAME: (_("The name of the holder changed"), _("Of a person: surname, name or patronymic")),
    ReissueReason.REORGANISED: (_("The organisation was reorganised"), _("Merged, joined, divided or transformed")),
    ReissueReason.ADDRESS: (_("The address of the holder changed"), _("Not that of a production base")),
    ReissueReason.BASE_RENAMED: (
        _("The address of the base is written otherwise"),
        _("The street or number was renamed; the base has not moved and is not visited"),
    ),
    ReissueReason.BASE_MOVED: (
        _("The base moves to another address"),
        _("The new base is visited by an inspector before the decision"),
    ),
    ReissueReason.SUBTYPE_RENAMED: (
        _("The name of a subtype changed"),
        _("The list of subtypes names it otherwise now; what you do has not changed"),
    ),
}
"""A reason with a line of explanation."""
TITLE_WORDS: dict[str, Text] = {
    PremisesTitle.OWNERSHIP.value: _("Ownership"),
    PremisesTitle.LEASE.value: _("Lease"),
    PremisesTitle.FREE_USE.value: _("Use free of charge"),
    PremisesTitle.TRUST.value: _("Trust management"),
    PremisesTitle.PARTNERSHIP.value: _("Public-private partnership"),
}
PLAIN_SUBTYPES: dict[str, Text] = {
    "1.1": _("A nurse or feldsher receives patients without a doctor, for example in a village or at a school"),
    "1.2": _("General practitioners and primary care nurses look after the people of an area"),
    "1.3": _("Doctors of single specialties receive and examine outpatients"),
    "2": _("Patients stay in beds day and night; name each specialty"),
    "3": _("Patients are treated by day and sleep at home"),
    "4": _("ECG, ultrasound, X-ray, endoscopy and the like"),
    "5": _("Blood, urine and other samples are examined"),
    "6": _("Ambulances and air ambulance"),
    "7": _("Patients regain what an illness or injury took"),
    "8": _("Relief and care for those who cannot be healed"),
    "9": _("Traditional methods and healing"),
    "10": _("Expert conclusions, for example on fitness for work"),
    "11": _("Blood is taken, processed and kept"),
    "12": _("Tissues are examined, autopsies are made"),
    "13": _("Help in disasters and emergencies"),
    "14": _("Treatment, surgery, prosthetics and orthodontics of teeth"),
}
"""What a subtype means, for people who do not know the list."""


def subtype_in_words(code: str, specialty: str = "") -> str:
    """A subtype with its specialty, in the language of the page, beginning with a capital."""
    words = subtype_line(code, specialty, language())
    return f"{words[:1].upper()}{words[1:]}"
