"""Licences for medical activity at the desk of the department (59/2020)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.law.order_59_licence.documents import DUPLICATE
from tirkelim.portal.desk.licence_facts import FIELD_NAMES, KINDS
from tirkelim.portal.desk.licence_given import entered
from tirkelim.portal.desk.licence_panels import panels_of
from tirkelim.portal.desk.licence_words import FINDINGS, action_in_words, claim_name
from tirkelim.portal.desk.services import Applicant, Declining, DeskService, Given, Words
from tirkelim.portal.desk.words import language
from tirkelim.portal.saying import all_documents
from tirkelim.portal.show import DocumentView, Link, Row
from tirkelim.register.licence_queries import licence_by_decision
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.names import holder_name, holder_number
from tirkelim.services.licence.sources import ask_registers, systems_of

WORDS = Words(
    grant=_("Grant the application"),
    granted=_("The application is granted."),
    granted_title=_("The application is granted"),
    cannot_grant=_("The application cannot be granted now."),
    will_say=_("It would enter this:"),
    first_day=_("From"),
    replaced=_(
        "What the first decision entered for licence %(number)s is replaced from today; a licence or annex is given "
        "with a new number."
    ),
    taken_back=_(
        "What the first decision entered for licence %(number)s is taken back from today, and the public register "
        "shows it."
    ),
)
DECLINING = Declining(
    text=_(
        "A duplicate is given only of what was given on paper. An electronic licence or annex needs none: its holder "
        "downloads it at any time. This is no refusal and has no ground. The applicant receives exactly this:"
    ),
    citation="59/2020 ann.1 row 3",
    is_owed=_("The licence or annex was given on paper: the application has to be accepted."),
    why_not=_("It was given electronically: there is no duplicate of it."),
)


def given_by(decision: UUID) -> Given | None:
    """The licence that a decision gave, added to or re-issued; it has no last day."""
    row = licence_by_decision(decision)
    return None if row is None else Given(row.number, None)


def applicant(case: Case, moment: datetime) -> Applicant | None:
    """The organisation with its BIN, where one applies; None where the person of the case does."""
    if case.organisation is None:
        return None
    try:
        name = holder_name(case.organisation, None, localdate(moment), moment)
    except LookupError:
        return None
    said = name.ru if language() == "ru" else name.kk
    return Applicant(said, [Row(gettext("BIN"), holder_number(case.organisation, None))])


def package(weighed: Weighed, links: Mapping[str, Sequence[Link]]) -> list[DocumentView]:
    """Every document of row 8 that concerns this application, what is missing first."""
    return all_documents(weighed.proposal.documents, links)


def declines(case: Case) -> bool:
    """Whether an application can be not accepted at all: one for a duplicate (reading L6)."""
    return case.action in DUPLICATE


LICENCE = DeskService(
    service="licence",
    title=_("Licence for medical activity"),
    kinds=KINDS,
    fields=FIELD_NAMES,
    findings=FINDINGS,
    answers=read_answers,
    route=action_in_words,
    words=WORDS,
    systems=lambda case, now: systems_of(case),
    ask=ask_registers,
    subject=(("bases", "bases"), ("change", "reason")),
    subject_title=_("Subtypes"),
    subject_name=claim_name,
    given=given_by,
    package=package,
    applicant=applicant,
    panels=panels_of,
    declines=declines,
    declining=DECLINING,
    enters=entered,
)
