"""What each question asks, in words for people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, Promise] = {
    "act.in_force": _("From when to when is an order in force?"),
    "calendar.acceptance": _("On which day is an application accepted?"),
    "service.deadline": _("When is the answer due?"),
    "service.fee": _("How much does the service cost?"),
    "service.requirements": _("What does the standard of the service say?"),
    "duty.deadline": _("By which day must this be done?"),
    "register.completeness": _("Is the register entry complete?"),
    "cpd.units": _("How many credit units does this activity earn?"),
    "cpd.portfolio": _("Do all activities together reach the volume?"),
    "cpd.foreign_recognition": _("Is learning at a foreign organisation recognised?"),
    "level.initial": _("Which level do graduates get?"),
    "level.eligibility": _("Can the claimed level be given?"),
    "level.service_requirement": _("Is the length of service enough for the level?"),
    "level.from_category": _("Which level replaces the earlier category?"),
    "level.nursing_transfer": _("Which level does a nurse keep with a new diploma?"),
    "certificate.route": _("Is it a first certificate or a confirmation?"),
    "certificate.training_hours": _("Are hours of further education required?"),
    "certificate.document": _("Is this document required?"),
    "certificate.internship": _("Is the internship document required?"),
    "certificate.residency": _("Is the residency document required?"),
    "certificate.retraining": _("Is a retraining document required?"),
    "certificate.mid_level": _("Does this diploma open the mid-level specialty?"),
    "certificate.indefinite": _("Is a certificate without a term still valid?"),
    "licence.document": _("Is this document required for the licence?"),
    "licence.visit_notice": _("Was the notice of the visit in time?"),
    "licence.staffing": _("Is there enough certified staff for the subtype?"),
    "conformity.points": _("How many points does the commission give?"),
    "conformity.validity": _("Is the term of the conformity certificate allowed?"),
    "conformity.extension": _("Until when is the conformity certificate extended?"),
    "conformity.duplicate": _("Until when is the duplicate valid?"),
    "conformity.profession": _("Is the profession in the list?"),
    "position.find": _("Which position is this now?"),
    "position.interior": _("Which block, link and step does the position have?"),
    "position.interior_next": _("Which step does the next level bring?"),
}
"""The questions' titles by name; a test holds the list against the registry."""


def title(question: str) -> str:
    """The question in the language of the page; its name where no title is written yet."""
    return str(TITLES.get(question, question))
