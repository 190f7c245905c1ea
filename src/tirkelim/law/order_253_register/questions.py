"""The question ``register.completeness``."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Status
from tirkelim.law.order_253_register.entry import entry_findings
from tirkelim.law.order_253_register.requirements import ITEM_REQUIREMENTS

ACT = "253/2020"


@dataclass(frozen=True, slots=True)
class EntryItems:
    """Which of the fifteen items of p.8 are entered."""

    iin: bool
    name: bool
    sex: bool
    birth_date: bool
    birth_place: bool
    citizenship: bool
    identity_document: bool
    residence: bool
    registration_place: bool
    registration_date: bool
    education: bool
    workplace: bool
    position: bool
    certificate: bool
    further_education: bool


@dataclass(frozen=True, slots=True)
class CompletenessFacts:
    """The items entered, and whether the worker has a certificate and has been trained further."""

    items: EntryItems
    has_certificate: bool = False
    has_further_education: bool = False


@question("register.completeness", CompletenessFacts, "253/2020 p.8")
def completeness(facts: CompletenessFacts, book: LawBook) -> Answer:
    """Whether the entry is complete, and the numbers of the items of p.8 that are missing."""
    owed = {"has_certificate": facts.has_certificate, "has_further_education": facts.has_further_education}
    findings = entry_findings(dataclasses.asdict(facts.items), owed)
    numbers = {requirement.id: number for number, requirement in enumerate(ITEM_REQUIREMENTS.values(), start=1)}
    missing = [numbers[f.requirement.id] for f in findings if f.status is Status.NOT_MET]
    return Answer({"complete": not missing, "missing": missing}, findings, book.latest(ACT))
