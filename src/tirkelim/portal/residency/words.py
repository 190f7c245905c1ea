"""Words of the room: statuses, states, reasons; in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.cases.command import Invalid, Outcome, Stale
from tirkelim.cases.service import Problem
from tirkelim.cases.states import State
from tirkelim.law.messages import term
from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words
from tirkelim.portal.writing import Telling
from tirkelim.register.models import PersonFact, StatusKind
from tirkelim.register.queries import facts_of_organisations, person_facts
from tirkelim.services.placement.officer import Word

Text = str | Promise

KINDS: dict[str, Text] = {
    StatusKind.ASSESSMENT_ACCREDITATION.value: gettext_lazy("Accreditation as an assessment organisation"),
    StatusKind.EDUCATION_CLINIC.value: gettext_lazy("Status: clinic of an education organisation"),
    StatusKind.UNIVERSITY_HOSPITAL.value: gettext_lazy("Status: university hospital"),
    StatusKind.SCIENTIFIC_CLINIC.value: gettext_lazy("Status: clinic of a scientific organisation"),
    StatusKind.RESIDENCY_BASE.value: gettext_lazy("Accreditation as a residency base"),
    StatusKind.INTEGRATED_CENTRE.value: gettext_lazy("Status: integrated academic medical centre"),
}
STATES: dict[State, tuple[Text, str]] = {
    State.DRAFT: (gettext_lazy("Draft"), "grey"),
    State.CONSIDERED: (gettext_lazy("With the ministry"), "blue"),
    State.ASKED: (gettext_lazy("A document is awaited"), "orange"),
    State.HEARING: (gettext_lazy("The school is being heard"), "orange"),
    State.GRANTED: (pgettext_lazy("placement", "Agreed"), "green"),
    State.REFUSED: (pgettext_lazy("placement", "Not agreed"), "red"),
    State.WITHDRAWN: (gettext_lazy("Taken back"), "grey"),
}
PROBLEMS: dict[str, Text] = {
    "page_missing": gettext_lazy("A part of the recommendation is not complete yet."),
    "no_school": gettext_lazy("The recommendation names no school. Begin it again."),
    "open_already": gettext_lazy("Another recommendation for this resident is with the ministry. Wait for its answer."),
    "not_in_this_state": gettext_lazy("This can no longer be done: the recommendation has moved on."),
    "command_reused": gettext_lazy("This page was sent before with other answers. Check what is saved and send again."),
    "requirements_not_met": gettext_lazy("Requirements are not met: the placement cannot be agreed."),
    "no_ground": gettext_lazy("There is no ground to refuse. Say why you do not agree."),
    "no_document_named": gettext_lazy("Choose at least one document."),
    "reference_missing": gettext_lazy("Name the document that the answer rests on."),
    "no_such_finding": gettext_lazy("This is taken back already."),
}
WORDS: dict[Word, Text] = {
    Word.AGREED: gettext_lazy("The ministry agrees"),
    Word.NOT_AGREED: gettext_lazy("The ministry does not agree"),
    Word.NO_RECOMMENDATION: gettext_lazy("The school's recommendation is not confirmed"),
    Word.NO_TRAINING_CONTRACT: gettext_lazy("The training contract with the resident doctor is not confirmed"),
}
"""What the ministry can say of a recommendation."""
STALE = gettext_lazy("The recommendation or what the register knows has changed meanwhile. Look at it once more.")
REASONS: dict[str, Text] = {
    "missing": gettext_lazy("Fill this in"),
    "too_long": gettext_lazy("This is too long"),
    "taken": gettext_lazy("A contract of this number is recorded already. Check the number"),
    "before_start": gettext_lazy("The last day lies before the first"),
    "nothing_changed": gettext_lazy("Nothing differs from what is recorded. Change what is wrong"),
    "own_base": gettext_lazy("With itself an organisation needs no contract"),
    "out_of_range": gettext_lazy("Write a number from 1 to 1000"),
    "overlaps": gettext_lazy("For some of these days another number of places is recorded. End that one first"),
    "unknown_value": gettext_lazy("Choose one of the specialties of residency"),
}
FORM_CHANGED = gettext_lazy("This page was sent before with other answers. Check what is saved and send again.")
TELLING = Telling(REASONS, FORM_CHANGED, {"valid_to": "last_day", "valid_from": "first_day", "base": "bin"})


def problems_of(outcome: Outcome) -> list[str]:
    """The sentences for an outcome that is not done."""
    if isinstance(outcome, Invalid):
        return list(dict.fromkeys(_problem(problem) for problem in outcome.problems))
    return [str(STALE)] if isinstance(outcome, Stale) else []


def _problem(problem: Problem) -> str:
    words = PROBLEMS.get(problem.code)
    return str(words) if words else _("This could not be done. Check the recommendation and try again.")


def state_of(state: str) -> tuple[Text, str]:
    """The word and colour of a state."""
    return STATES.get(State(state), (state, "grey"))


def names_of(organisations: Iterable[UUID], day: date, known: datetime) -> dict[UUID, str]:
    """The names of organisations."""
    facts = facts_of_organisations(set(organisations), day, known)
    return {id: row.name(language()) for id, row in facts.items()}


def name_of(organisation: UUID, day: date, known: datetime) -> str:
    """The name of an organisation, a dash where none is known."""
    return names_of([organisation], day, known).get(organisation, "–")


def person_name(person: UUID, day: date, known: datetime) -> str:
    """The name of a person, a dash where none is known."""
    facts = person_facts(person, day, known)
    return name_in({} if facts is None else {person: facts}, person)


def name_in(people: Mapping[UUID, PersonFact], person: UUID) -> str:
    """The name of a person among facts that were read, a dash where none is known."""
    facts = people.get(person)
    return "–" if facts is None else facts.name(language())


def document_words(document: str) -> str:
    """What a document of a placement is called, beginning with a capital."""
    name = term(f"placement.document.{document}", language())
    return name[:1].upper() + name[1:]


def in_words(day: date | None) -> str:
    """A day in words; a dash for none."""
    return "–" if day is None else day_in_words(day, language())


def last_day(after: date | None) -> date | None:
    """The last day of something that holds up to, not including, a day."""
    return None if after is None else after - timedelta(days=1)


def span_in_words(first: date, last: date | None) -> str:
    """From when until when."""
    lang = language()
    if last is None:
        return _("from %(first)s, without an end") % {"first": day_in_words(first, lang, "since")}
    days = {"first": day_in_words(first, lang, "since"), "last": day_in_words(last, lang, "until")}
    return _("from %(first)s until %(last)s") % days


def standing_of(first: date, after: date | None, today: date) -> str:
    """The status tag of an act with its days."""
    if first > today:
        return "not_yet_valid"
    return "valid" if after is None or after > today else "expired"
