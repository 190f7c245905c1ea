"""The duty of entry (253/2020 p.8): which of the fifteen items are missing, by when, and whether it was late."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from tirkelim.law.book import LawBook
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Finding, Status
from tirkelim.law.order_253_register.entry import entry_findings
from tirkelim.law.order_253_register.requirements import ITEM_REQUIREMENTS
from tirkelim.law.parameter import ParameterNotSet
from tirkelim.law.standards.duties import Duty
from tirkelim.law.standards.questions import DutyFacts, duty_deadline
from tirkelim.register.entry_items import FACT_ITEMS, SPELLINGS
from tirkelim.register.models import Employment, PersonFact, Scheme
from tirkelim.register.queries import Profile

NUMBERS = {requirement.id: number for number, requirement in enumerate(ITEM_REQUIREMENTS.values(), start=1)}
"""Item n of p.8 by the id of its requirement."""


class Held(NamedTuple):
    """What the register holds beside a person's facts, as far as p.8 asks for it."""

    iin: bool
    education: bool
    certificate: bool
    training: bool
    jobs: tuple[Employment, ...]


def held_in(profile: Profile) -> Held:
    """The same from a whole profile."""
    return Held(
        iin=profile.identifier(Scheme.IIN) is not None,
        education=bool(profile.educations),
        certificate=bool(profile.certificates),
        training=bool(profile.trainings),
        jobs=profile.current_employments(),
    )


def item_findings(facts: PersonFact | None, held: Held) -> tuple[Finding, ...]:
    """One finding for each item. Without further education the item stays owed until a "none" is entered (R2)."""
    return _findings(_items(facts, held), held.certificate, facts is None or facts.trained is not False)


def missing(facts: PersonFact | None, held: Held) -> list[int]:
    """The numbers of the items that are not entered."""
    return [NUMBERS[finding.requirement.id] for finding in missing_findings(facts, held)]


def missing_findings(facts: PersonFact | None, held: Held) -> tuple[Finding, ...]:
    """The findings of the items that are not entered."""
    entered = frozenset(item for item, known in _items(facts, held).items() if known)
    return _not_met(entered, held.certificate, facts is None or facts.trained is not False)


@functools.lru_cache(maxsize=4096)
def _not_met(entered: frozenset[str], certified: bool, trains: bool) -> tuple[Finding, ...]:
    """Kept: the law is asked for each worker of a list, and most have the same items."""
    findings = _findings({item: item in entered for item in ITEM_REQUIREMENTS}, certified, trains)
    return tuple(one for one in findings if one.status is Status.NOT_MET)


def _findings(entered: dict[str, bool], certified: bool, trains: bool) -> tuple[Finding, ...]:
    return entry_findings(entered, {"has_certificate": certified, "has_further_education": trains})


def _items(facts: PersonFact | None, held: Held) -> dict[str, bool]:
    def known(*names: str) -> bool:
        return facts is not None and all(getattr(facts, name) for name in names)

    return {
        "iin": held.iin,
        "name": any(known(*names) for names in SPELLINGS),
        **{item: known(*fields) for item, fields in FACT_ITEMS.items()},
        "education": held.education,
        "workplace": any(job.organisation_id for job in held.jobs),
        "position": any(job.position or job.position_title for job in held.jobs),
        "certificate": held.certificate,
        "further_education": held.training,
    }


class Term(NamedTuple):
    """The term of an entry: the day of hiring, of entry, and the last day for it; `finding` explains."""

    hired_on: date
    entered_on: date
    due_on: date
    late: bool
    finding: Finding


def term_of(hired_on: date, entered_at: Any, book: LawBook) -> Term | None:
    """The term of a job's entry; None for jobs that began before the wording held here, or outside the calendar."""
    entered_on = timezone.localdate(entered_at)
    facts = DutyFacts(Duty.REGISTER_ENTRY, event_on=hired_on, done_on=entered_on)
    try:
        answer = duty_deadline(facts, book)
    except (NotInForce, ParameterNotSet, CalendarNotKnown):
        return None
    due, timely = answer.values["due_on"], answer.values["timely"]
    return Term(hired_on, entered_on, due, not timely, answer.findings[0])
