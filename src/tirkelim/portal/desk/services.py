"""What differs at the desk between services, in one place: names, groups of facts, what officers can establish.

A new service is one more ``DeskService``, added where the system is put together (``conf/wiring.py``). Everything else
of the desk (list, page of a case, findings, granting, refusing, files, replay) is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.cases.service import Source
from tirkelim.gateway.consent import ConsentState, consent_states
from tirkelim.journal.change import Command
from tirkelim.law.edition import Edition
from tirkelim.portal.desk import certificate_facts, foreign_facts, level_facts
from tirkelim.portal.desk.facts import File, Group, Kind, groups
from tirkelim.portal.desk.states import SystemAnswers
from tirkelim.portal.desk.words import (
    CERTIFICATE_FINDINGS,
    LEVEL_FINDINGS,
    SERVICE_FINDINGS,
    certificate_route,
    level_route,
)
from tirkelim.portal.show import DocumentView, FindingView, Link, Row
from tirkelim.register.queries import certificate_by_decision
from tirkelim.services.certificate.answers import read_answers
from tirkelim.services.certificate.sources import Answers, ask_all
from tirkelim.services.common.pages import answer_text
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.foreign_certificate.answers import read_pages
from tirkelim.services.level.answers import read_answers as read_level_answers

Text = str | Promise


Said = Any
"""What the applicant answered, page by page, in the service's own class."""


ISSUED_ON, SPECIALTY = _("Issued on"), _("Specialty")
REPLACED = _("The first decision gave certificate %(number)s. The new one replaces it from today.")
TAKEN_BACK = _(
    "The first decision gave certificate %(number)s. With this refusal it is withdrawn from today; what it had "
    "replaced is valid again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences about granting, and about what a second decision does to what the first one gave ("%(number)s")."""

    grant: Text
    granted: Text
    granted_title: Text
    cannot_grant: Text
    will_say: Text
    first_day: Text = ISSUED_ON
    replaced: Text = REPLACED
    taken_back: Text = TAKEN_BACK


class Given(NamedTuple):
    """What a decision gave: a number that the public check answers, and its last day (None: without limit)."""

    number: str
    valid_until: date | None


def systems_by_consent(case: Case, now: datetime) -> tuple[SystemAnswers, Mapping[Any, ConsentState]]:
    """The state systems that a person's consent opens, with their answers."""
    return Answers(case.id), consent_states(case.id, now)


def ask_by_consent(case: Case, command: Command) -> dict[str, str]:
    """Ask those of them that may be asked and have not answered."""
    return ask_all(case.subject_id, case.id, command)


class NextStep(NamedTuple):
    """A step that is due next, by the name of its milestone."""

    name: str
    due_on: date


class Applicant(NamedTuple):
    """Who applies, where that is not the person of the case: the name, and what stands below it."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declining:
    """The sentences about not accepting an application, which is no refusal: what that means, where it stands, why it
    cannot be done, and why it would be done."""

    text: Text
    citation: str
    is_owed: Text
    why_not: Text = ""


NOT_WHOLE = Declining(
    text=_(
        "An application with missing or expired documents is not accepted. This is no refusal and has no ground: the "
        "applicant can apply again. The applicant receives exactly this:"
    ),
    citation="503/2016 ann.2 row 9",
    is_owed=_("Every document is there and valid: the application has to be accepted."),
)
"""Of an application that is not whole (reading K5)."""


def certificate_given(decision: UUID) -> Given | None:
    """The specialist certificate of a decision; None where it gave none."""
    found = certificate_by_decision(decision)
    return None if found is None else Given(found.number, found.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskService:
    """A service as the desk shows it.

    ``service``: its name in the engine. ``kinds``: the groups of facts, in their order. ``fields``: every field of the
    facts by path (``facts.leaves``), to name those that changed. ``findings``: what an officer can establish, in plain
    words and what it leads to, by the kinds of ``Service.ground_of``; those ``of_level`` only where a level is claimed.
    ``answers``: the draft as read. ``route``: the action of a case in words. ``asks_systems``: whether data are taken
    from state systems; then what the service read for its facts (``Gathered.read``) has ``systems`` and ``consents``.
    ``systems`` reads these two alone, ``ask`` asks the systems that have not answered.
    It always has ``answers``, ``filings`` and ``findings``. ``subject``: page and name of the answers that say what the
    claim is about, the first one given counts; ``subject_title`` is what that is called and ``subject_name`` puts it
    into words of a language. ``given``: what a decision gave.

    What only some services have (None: it has none): ``package``, the documents one by one with the links that open
    them, where an incomplete application is not accepted; ``commission``, its part in a case by its facts and findings,
    with the ``template`` that shows it and ``without_links``; ``about_edition``, what has to be said about the edition
    applied; ``next_steps``, the steps that are due next in the cases of a list; ``applicant``, who applies where that
    may be an organisation (the list then names it too); ``panels``, what else the page of a case shows to a reader,
    each with its ``template``; ``declines``, whether a case can be not accepted at all. ``declining``: the sentences
    about that. ``enters``: line by line what a grant would enter, where that is more than the subject of the claim.
    """

    service: str
    title: Text
    kinds: tuple[Kind, ...]
    fields: Mapping[str, Text]
    findings: Mapping[str, tuple[Text, Text]]
    of_level: frozenset[str] = frozenset()
    answers: Callable[[Mapping[str, Any]], Said]
    route: Callable[[str], str]
    words: Words
    asks_systems: bool = True
    systems: Callable[[Case, datetime], tuple[SystemAnswers, Mapping[Any, ConsentState]]] = systems_by_consent
    ask: Callable[[Case, Command], dict[str, str]] = ask_by_consent
    subject: tuple[tuple[str, str], ...] = (("claim", "specialty"),)
    subject_title: Text = SPECIALTY
    subject_name: Callable[[str, str], str] = specialty_name
    given: Callable[[UUID], Given | None] = certificate_given
    package: Callable[[Weighed, Mapping[str, Sequence[Link]]], list[DocumentView]] | None = None
    commission: Callable[[Case, Any, Iterable[FindingView]], Any] | None = None
    about_edition: Callable[[Edition], str] | None = None
    next_steps: Callable[[Iterable[Any]], dict[UUID, NextStep]] | None = None
    applicant: Callable[[Case, datetime], Applicant | None] | None = None
    panels: Callable[[HttpRequest, Case, datetime], Sequence[Any]] | None = None
    declines: Callable[[Case], bool] | None = None
    declining: Declining = NOT_WHOLE
    enters: Callable[[Case], Sequence[Row]] | None = None

    def subject_of(self, draft: Mapping[str, Any], lang: str) -> str:
        """What the claim of a draft is about, in words; "" where nothing says it."""
        codes = (answer_text(draft, page, name) for page, name in self.subject)
        return self.subject_name(next(filter(None, codes), ""), lang)

    def groups(
        self, facts: Any, sources: Mapping[str, Source], answers: Said | None, files: Mapping[str, list[File]]
    ) -> list[Group]:
        """The facts in groups, with their sources and files."""
        return groups(self.kinds, facts, sources, answers, files)

    def finding_name(self, kind: str) -> Text:
        """What an officer established, by its kind."""
        return self.findings[kind][0] if kind in self.findings else kind


DESK_SERVICES: dict[str, DeskService] = {}
"""The services that an office decides at this desk, by name, in the order in which they were added."""


def add(desk: DeskService) -> None:
    """Make a service known to the desk. Raises ValueError when its name is taken by another."""
    if DESK_SERVICES.setdefault(desk.service, desk) is not desk:
        raise ValueError(f"service {desk.service} is at the desk already")


def organisation_applies(case: Case) -> bool:
    """Whether an organisation itself applies in the case, so that it is named where the applicant is."""
    desk = DESK_SERVICES.get(case.service)
    return case.organisation is not None and desk is not None and desk.applicant is not None


def desk_service(case: Case) -> DeskService:
    """The desk's side of the case's service. Raises KeyError for one that no office decides."""
    return DESK_SERVICES[case.service]


CERTIFICATE_WORDS = Words(
    grant=_("Grant the certificate"),
    granted=_("The certificate is granted."),
    granted_title=_("The certificate is granted"),
    cannot_grant=_("The certificate cannot be granted now."),
    will_say=_("The certificate will say:"),
)

LEVEL_WORDS = Words(
    grant=_("Give the level"),
    granted=_("The level is given."),
    granted_title=_("The level is given"),
    cannot_grant=_("The level cannot be given now."),
    will_say=_("The document will say:"),
)

CERTIFICATE = DeskService(
    service="certificate",
    title=_("Specialist certificate"),
    kinds=(*certificate_facts.KINDS, *level_facts.BESIDE),
    fields={**certificate_facts.FIELD_NAMES, **level_facts.FIELDS_BESIDE},
    findings=CERTIFICATE_FINDINGS | LEVEL_FINDINGS,
    of_level=frozenset(LEVEL_FINDINGS),
    answers=read_answers,
    route=certificate_route,
    words=CERTIFICATE_WORDS,
)
LEVEL = DeskService(
    service="level",
    title=_("Qualification level"),
    kinds=level_facts.ALONE,
    fields=level_facts.FIELDS_ALONE,
    findings=LEVEL_FINDINGS | SERVICE_FINDINGS,
    answers=read_level_answers,
    route=level_route,
    words=LEVEL_WORDS,
    asks_systems=False,
)
FOREIGN_CERTIFICATE = DeskService(
    service="foreign_certificate",
    title=_("Certificate of a foreign specialist"),
    kinds=(*foreign_facts.KINDS, *level_facts.BESIDE),
    fields={**foreign_facts.FIELD_NAMES, **level_facts.FIELDS_BESIDE},
    findings=CERTIFICATE_FINDINGS | LEVEL_FINDINGS,
    of_level=frozenset(LEVEL_FINDINGS),
    answers=read_pages,
    route=certificate_route,
    words=CERTIFICATE_WORDS,
)
