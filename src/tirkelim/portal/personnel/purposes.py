"""What a record is looked at for: a short code in the log, words for the person it is about.

A reader from outside the person's organisations chooses one of the reasons, may add words, and need not say it again
for that record within the hour.
"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
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
    "licence.staff": _("Saw you among the staff of a licence of your organisation"),
    "report.read": _("Looked at who is behind a difference in a report"),
    "person.merge": _("Compared two entries that may both be yours"),
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


class Reason(enum.StrEnum):
    """Why somebody from outside reads a record."""

    APPLICATION = "look.application"
    APPEAL = "look.appeal"
    CONTROL = "look.control"
    QUALITY = "look.quality"
    REPORT = "look.report"
    COURT = "look.court"
    OTHER = "look.other"


REASONS: dict[str, str | Promise] = {
    Reason.APPLICATION: _("To decide on an application or a complaint"),
    Reason.APPEAL: _("To answer a request of the worker or of an organisation"),
    Reason.CONTROL: _("State control of an organisation"),
    Reason.QUALITY: _("To check data of the register: mistakes, duplicates"),
    Reason.REPORT: _("To check a number of a report"),
    Reason.COURT: _("By a request of a court or a law-enforcement body"),
    Reason.OTHER: _("Another purpose"),
}
LONGEST_WORDS = 80
"""So that code and words fit into the log."""
LASTS = timedelta(hours=1)
SESSION, MOST = "looks", 50


def give(session: SessionBase, person: UUID, reason: str, words: str, moment: datetime) -> None:
    """Remember in the session what a record is read for; the oldest of too many is forgotten."""
    held = session.get(SESSION, {})
    held.pop(str(person), None)
    said = f"{Reason(reason)}: {words}" if words else str(Reason(reason))
    held[str(person)] = [said, (moment + LASTS).isoformat()]
    session[SESSION] = dict(list(held.items())[-MOST:])


def given_lately(session: SessionBase, person: UUID, moment: datetime) -> str | None:
    """What was said within the last hour, as the log holds it."""
    said, until = session.get(SESSION, {}).get(str(person), (None, ""))
    return said if said is not None and moment < datetime.fromisoformat(until) else None


def in_words(purpose: str) -> str | Promise:
    """The purpose for a reader; rooms that are not listed have looked at the record."""
    code, _colon, words = purpose.partition(": ")
    if code in REASONS:
        return f"{REASONS[code]}: {words}" if words else REASONS[code]
    return WORDS.get(purpose) or WORDS[Purpose.READ]
