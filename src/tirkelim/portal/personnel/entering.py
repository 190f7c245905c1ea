"""From a draft to the register: all commands of one entry in one transaction, each with an id of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from tirkelim.identity.models import Account
from tirkelim.journal.change import Command
from tirkelim.portal.personnel.draft import Draft, Filled
from tirkelim.portal.personnel.job_forms import JobForm
from tirkelim.register import commands
from tirkelim.register.commands import CertificateTerms

WHY = "entry of a worker, 253/2020 p.8"
DOCUMENT = "document"


class Entered(NamedTuple):
    """The person in the register; `other_main` where another organisation holds a main job at the same time."""

    person: UUID
    other_main: bool


def enter(draft: Draft, answers: dict[str, Filled], account: Account, moment: datetime) -> Entered:
    """Enter the person, unless known, and what was answered. The ids follow from the draft, so a repeated click, or
    two at once, enter one person once. Raises AlreadyKnown, Invalid, Denied."""

    def command(part: str) -> Command:
        return Command(uuid5(draft.id, part), account.id, moment, WHY)

    with transaction.atomic():
        person = draft.person
        if person is None:
            done = commands.add_person(
                command("person"), person_facts(answers), iin=draft.iin or None, passport=draft.passport or None
            )
            person = UUID(done.result["person"])
        form = answers["job"].form
        assert isinstance(form, JobForm)  # noqa: S101 - the section's form, for the type checker
        job = commands.hire(
            command("job"),
            person=person,
            organisation=draft.organisation,
            hired_on=form.cleaned_data["hired_on"],
            **form.terms(),
        )
        if draft.person is None:
            _enter_learning(command, person, answers)
        return Entered(person, bool(job.result["other_main"]))


def person_facts(answers: dict[str, Filled]) -> dict[str, Any]:
    """Items 2-10 as the register takes them, and the explicit "none" of item 15 (reading R2)."""
    facts: dict[str, Any] = {}
    for key in ("name", "birth", "document", "residence"):
        if key in answers and answers[key].answered:
            facts |= answers[key].form.facts()
    training = answers.get("training")
    if training is not None and training.answered and training.is_valid():
        facts["trained"] = {"now": True, "none": False}.get(training.choice())
    return {name: value for name, value in facts.items() if value is not None}


def _enter_learning(command: Any, person: UUID, answers: dict[str, Filled]) -> None:
    entered = {key: answers[key].form for key in ("education", "certificate", "training") if to_enter(answers, key)}
    if "education" in entered:
        commands.add_education(command("education"), person=person, source=DOCUMENT, **entered["education"].facts())
    if "certificate" in entered:
        commands.record_certificate(
            command("certificate"), CertificateTerms(person=person, **entered["certificate"].facts())
        )
    if "training" in entered:
        commands.add_training(command("training"), person=person, source=DOCUMENT, **entered["training"].facts())


def to_enter(answers: dict[str, Filled], key: str) -> bool:
    """Whether a section behind a gate has something to enter."""
    return key in answers and answers[key].is_valid() and answers[key].counts()
