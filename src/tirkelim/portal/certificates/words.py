"""What grounds, events and reasons of certificates are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.register.status import EventKind
from tirkelim.services.certificate.issue import REPLACED_DECISION
from tirkelim.services.certificate.withdrawal import ANNULLED, Ground

Text = str | Promise
GROUNDS: dict[str, tuple[Text, Text]] = {
    Ground.COURT_BAN: (
        _("A court decision bans the activity"),
        _("In force, about medical activity or a kind of it. Name the court, the number and the date."),
    ),
    Ground.COURT_SENTENCE: (
        _("A court sentence deprives of the right"),
        _("In force, about the right to this activity. Name the court, the number and the date."),
    ),
    Ground.UNTRUE_DOCUMENTS: (
        _("The documents were found to be untrue"),
        _("Documents or data on which the certificate rests"),
    ),
    Ground.OWN_REQUEST: (_("The holder asked for it"), _("By an application of the holder's own")),
    Ground.DEPARTMENT_MISTAKE: (
        _("A mistake of the department"),
        _("It was issued by mistake: to someone else, for another specialty, or with a wrong term"),
    ),
}
"""Grounds of withdrawal with their explanation."""
GROUND_NAMES: dict[str, Text] = {
    **{ground: words[0] for ground, words in GROUNDS.items()},
    ANNULLED: _("The withdrawal was annulled"),
    REPLACED_DECISION: _("Decided again after an upheld complaint"),
}
EVENTS: dict[str, Text] = {
    EventKind.WITHDRAWN: pgettext_lazy("certificate event", "Withdrawn"),
    EventKind.SUPERSEDED: pgettext_lazy("certificate event", "Replaced by another"),
    EventKind.RESTORED: pgettext_lazy("certificate event", "Restored"),
}
LANGUAGES: dict[str, Text] = {"kk": _("Kazakh"), "ru": _("Russian"), "en": _("English")}
ASKED_BY: dict[str, Text] = {
    "holder": pgettext_lazy("duplicate asked for by", "holder"),
    "department": pgettext_lazy("duplicate asked for by", "department"),
}
WHY_NOT: dict[str, Text] = {
    "not_yet": _("The certificate is not valid yet: a duplicate can be made from its first day on."),
    "expired": _("The certificate has expired. A duplicate is made of a valid certificate only: apply for a new one."),
    "withdrawn": _("The certificate was withdrawn. A duplicate is made of a valid certificate only."),
    "superseded": _("The certificate was replaced by a new one. Have a duplicate of the new one made."),
    "training_lapsed": _(
        "The certificate is not valid: there was no further education in the last five years. Pass it and have it "
        "entered; after that a duplicate can be made."
    ),
    "term_missing": _("The certificate has no term, so it is not valid. Ask the department that issued it."),
    "too_many": _("Ten duplicates of this certificate were made today. They can all be downloaded again below."),
    "no_name": _("The register holds no name in letters of this language. The personnel service can enter it."),
    "too_long": _("The name or number is too long for the form. Ask the department."),
    "seal": _("The electronic seal cannot be set at the moment. Try again in a few minutes; nothing else is wrong."),
}
"""Why no duplicate can be made, and what to do."""
PROBLEMS: dict[str, Text] = {
    "before_issue": _("This day lies before the issue of the certificate"),
    "in_the_future": _("This day has not come yet"),
    "before_last_event": _("This day lies before what happened to the certificate last"),
    "too_long": _("Shorten it: name, number and date have room for 200 characters together"),
}
"""What the register does not take, beside its field."""
MISSING: dict[str, Text] = {
    "body": _("Name the court or body that issued the act"),
    "number": _("Write the number of the act"),
    "day": _("Write the date of the act"),
}
"""Parts of an act that has to be named whole."""


def ground_name(ground: str) -> Text:
    """A ground in words; one that is a place in an act stands as it is."""
    return GROUND_NAMES.get(ground, ground)
