"""Certificates of conformity at the desk of the local executive body (503/2016)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.cases.registry import service
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.journal.models import JournalEntry
from tirkelim.law.order_503_conformity.clocks import decision_due, hand_over_due
from tirkelim.law.standards.services import Action
from tirkelim.portal.desk.conformity_commission import commission_of
from tirkelim.portal.desk.conformity_facts import FIELD_NAMES, KINDS
from tirkelim.portal.desk.conformity_papers import package
from tirkelim.portal.desk.conformity_words import FINDINGS, about_practice, action_in_words, claim_name
from tirkelim.portal.desk.services import DeskService, Given, NextStep, Words
from tirkelim.register.conformity_queries import conformity_by_decision, held_on
from tirkelim.services.conformity.answers import read_answers

WORDS = Words(
    grant=_("Issue the certificate"),
    granted=_("The application is granted."),
    granted_title=_("The application is granted"),
    cannot_grant=_("The application cannot be granted now."),
    will_say=_("The certificate of conformity will say:"),
    first_day=_("From"),
)


def given_by(decision: UUID) -> Given | None:
    """The certificate that a decision gave or extended, with the term that it has now."""
    row = conformity_by_decision(decision)
    return None if row is None else Given(row.number, held_on(row, date.max).status.until)


def next_steps(rows: Iterable[Any]) -> dict[UUID, NextStep]:
    """The step that is due next of each case of a list: passing to the commission, then the decision. One query."""
    waiting = [
        row for row in rows if State(row.state) in OPEN_STATES and row.action == Action.ISSUE and row.accepted_on
    ]
    if not waiting:
        return {}
    streams = {f"case:{row.id}": row for row in waiting}
    passes = JournalEntry.objects.filter(stream__in=streams, kind="pass_to_commission")
    passed: dict[str, date] = {}
    for stream, at in passes.order_by("change__at").values_list("stream", "change__at"):
        passed[stream] = localdate(at)
    book = service("conformity").book()
    found = {}
    for stream, row in streams.items():
        # One that a complaint reopened begins anew; what was passed before does not count.
        is_passed = stream in passed and passed[stream] >= localdate(row.submitted_at)
        due = decision_due(row.accepted_on, book) if is_passed else hand_over_due(row.accepted_on, book)
        found[row.id] = NextStep("decision" if is_passed else "hand_over", due)
    return found


CONFORMITY = DeskService(
    service="conformity",
    title=_("Certificate of conformity"),
    kinds=KINDS,
    fields=FIELD_NAMES,
    findings=FINDINGS,
    answers=read_answers,
    route=action_in_words,
    words=WORDS,
    asks_systems=False,
    subject=(("request", "profession"), ("held", "number")),
    subject_title=pgettext_lazy("conformity", "Profession"),
    subject_name=claim_name,
    given=given_by,
    package=package,
    commission=commission_of,
    about_edition=about_practice,
    next_steps=next_steps,
)
