"""What a record is looked at for: a short code in the log, words for the person it is about."""

from __future__ import annotations

import enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Purpose(enum.StrEnum):
    """Purposes of this room."""

    READ = "personnel.read"
    FIND = "personnel.find"
    CHANGE = "personnel.change"
    HISTORY = "personnel.history"
    AS_OF = "personnel.as_of"
    TIMELINE = "personnel.timeline"
    OWN = "record.own"
    EXPORT = "person.export"
    REVIEW = "cpd.review"


WORDS: dict[str, str | Promise] = {
    Purpose.READ: _("Read the record"),
    Purpose.FIND: _("Looked the IIN up in order to hire"),
    Purpose.CHANGE: _("Entered or changed data"),
    Purpose.HISTORY: _("Read the history of changes"),
    Purpose.AS_OF: _("Read the record as it was on an earlier day"),
    Purpose.TIMELINE: _("Read your timeline"),
    Purpose.OWN: _("You read your own record"),
    Purpose.EXPORT: _("You downloaded your own record"),
    Purpose.REVIEW: _("Looked at your results in order to confirm them"),
    "people.export": _("Downloaded a list in which you stand"),
    "case.read": _("Read your application"),
    "complaint.read": _("Read your application because of a complaint"),
    "case.decide": _("Decided on your application"),
    "case.replay": _("Checked a decision on your application anew"),
    "evidence.read": _("Opened a file of your application"),
    "document.read": _("Opened the document of a decision"),
    "cpd.read": _("Read your confirmation sheet"),
    "certificate.read": _("Read a certificate of yours"),
    "certificate.change": _("Withdrew or restored a certificate of yours, or had a duplicate made"),
    "certificate.document": _("Opened a certificate of yours or a duplicate"),
    "conformity.read": _("Read a certificate of conformity of yours"),
    "licence.read": _("Read a licence of yours"),
    "licence.event": _("Opened a licence of yours in order to suspend, resume, withdraw or end it"),
    "licence.record": _("Looked you up in order to enter an earlier licence"),
    "conformity.withdraw": _("Opened a certificate of conformity of yours in order to withdraw it"),
    "assessment.read": _("Read your request for assessment"),
    "assessment.sheet": _("Opened the confirmation sheet that you handed over"),
    "assessment.record": _("Recorded or corrected the conclusion of your assessment"),
}


def in_words(purpose: str) -> str | Promise:
    """The purpose for a reader; rooms that are not listed have looked at the record."""
    return WORDS.get(purpose) or WORDS[Purpose.READ]
