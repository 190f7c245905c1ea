"""What was asked of state systems about a person, put together: consents with the questions under them, and questions
that rest on an application of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, STATE_NAMES, State
from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.consent import ConsentState, state_of
from tirkelim.gateway.models import Consent, HolderPull, Pull
from tirkelim.gateway.records import AnyDataSet, DataSet, HolderDataSet
from tirkelim.gateway.texts import data_set_name, source_name
from tirkelim.portal.complaints.words import CASE_PAGES, SERVICES

Text = str | Promise

STATES: dict[ConsentState, tuple[Text, str]] = {
    ConsentState.GIVEN: (_("Holds"), "green"),
    ConsentState.REFUSED: (_("Refused"), "red"),
    ConsentState.REVOKED: (_("Taken back"), "grey"),
    ConsentState.ENDED: (_("Ended"), "grey"),
}
WAYS: dict[str, Text] = {
    Consent.Way.OTP: _("by one-time code"),
    Consent.Way.SMS: _("by an answer to a message"),
    Consent.Way.CABINET: _("in the cabinet"),
}
OUTCOMES: dict[str, Text] = {
    Outcome.FOUND: _("The system gave data."),
    Outcome.NOT_FOUND: _("The system has nothing about you."),
    Outcome.UNAVAILABLE: _("The system did not answer."),
}


class Asked(NamedTuple):
    """One question: when, how it ended, and its number on both sides."""

    at: datetime
    outcome: Text
    reference: str
    correlation: str


class Line(NamedTuple):
    """What a person said of one data set, with the questions that rest on it. ``withdraw``: whether it can be taken
    back; ``over``: it holds, but the application is decided, so nothing is asked any more."""

    id: UUID
    name: str
    source: str
    text: Text
    colour: str
    way: Text
    at: datetime
    until: datetime | None
    revoked_at: datetime | None
    wording: str
    withdraw: bool
    over: bool
    asked: list[Asked]


class Application(NamedTuple):
    """Everything that was asked for one application. ``own``: of systems about whoever applies for a licence, which
    rests on the application itself."""

    case: Case
    title: Text
    state: Text
    href: str
    lines: list[Line]
    own: list[tuple[str, str, Asked]]


def applications_of(person: UUID, moment: datetime, lang: str) -> list[Application]:
    """By application, the newest first."""
    lines: dict[UUID, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.filter(person=person).order_by("-at", "data_set").prefetch_related("pulls"):
        lines[consent.case].append(consent)
    own: dict[UUID, list[HolderPull]] = defaultdict(list)
    for pull in HolderPull.objects.filter(person=person).order_by("-at"):
        own[pull.case].append(pull)
    cases = Case.objects.filter(pk__in={*lines, *own})
    found = [_application(case, lines[case.id], own[case.id], moment, lang) for case in cases]
    return sorted(found, key=_newest, reverse=True)


def is_over(case: Case) -> bool:
    """Whether nothing is asked for the application any more."""
    return State(case.state) not in (State.DRAFT, *OPEN_STATES)


def _application(
    case: Case, consents: Iterable[Consent], own: Iterable[HolderPull], moment: datetime, lang: str
) -> Application:
    return Application(
        case,
        SERVICES.get(case.service, case.service),
        STATE_NAMES[State(case.state)],
        reverse(CASE_PAGES[case.service], args=[case.id]) if case.service in CASE_PAGES else "",
        [_line(one, is_over(case), moment, lang) for one in consents],
        [(*_named(HolderDataSet(pull.source), lang), _asked(pull)) for pull in own],
    )


def _line(consent: Consent, over: bool, moment: datetime, lang: str) -> Line:
    state = state_of(consent, moment)
    holds = state is ConsentState.GIVEN
    text, colour = STATES[ConsentState.ENDED if holds and over else state]
    name, source = _named(DataSet(consent.data_set), lang)
    pulls = sorted(consent.pulls.all(), key=lambda pull: (pull.at, pull.pk), reverse=True)
    taken_back = consent.revoked_at if state is ConsentState.REVOKED else None
    return Line(
        id=consent.id,
        name=name,
        source=source,
        text=text,
        colour=colour,
        way=WAYS[consent.way],
        at=consent.at,
        until=consent.until if consent.answer == Consent.Answer.GIVEN else None,
        revoked_at=taken_back,
        wording=consent.wording,
        withdraw=holds and not over,
        over=holds and over,
        asked=[_asked(pull) for pull in pulls],
    )


def _named(data_set: AnyDataSet, lang: str) -> tuple[str, str]:
    return data_set_name(data_set, lang), source_name(data_set, lang)


def _asked(pull: Pull | HolderPull) -> Asked:
    return Asked(pull.at, OUTCOMES[pull.outcome], pull.reference, pull.correlation)


def _newest(one: Application) -> datetime:
    return max([*(line.at for line in one.lines), *(asked.at for _name, _source, asked in one.own)])
