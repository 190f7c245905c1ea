"""How the authorised body answers a recommendation: its word and the decision that follows from it, both or neither."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from tirkelim.cases import engine, steps
from tirkelim.cases.command import Applied, CaseCommand, Outcome, Repeated, Stale
from tirkelim.cases.decisions import weigh
from tirkelim.cases.hearing import next_step
from tirkelim.cases.models import Case
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command
from tirkelim.register.commands.residency import hold_places
from tirkelim.services.placement.officer import Word
from tirkelim.services.placement.request import read_request


class Answer(NamedTuple):
    """The word (agreed or not), the document or reason that it rests on, and a note for colleagues."""

    word: Word
    reference: str
    note: str = ""


def answer(case: UUID, version: int, seen: str | None, said: Answer, command: Command, actor: Account) -> Outcome:
    """Record the word and grant or refuse on it. ``version`` and ``seen``: the case and the digest of the facts as the
    officer saw them. The outcome is that of the command that stopped it, or of the decision."""
    with transaction.atomic():
        outcome = _record(case, version, seen, said, command, actor)
        if isinstance(outcome, (Applied, Repeated)):
            outcome = decide(case, version + 1, said.word is Word.AGREED, command, actor)
        if not isinstance(outcome, (Applied, Repeated)):
            transaction.set_rollback(True)
    return outcome


def _record(case: UUID, version: int, seen: str | None, said: Answer, command: Command, actor: Account) -> Outcome:
    before = Case.objects.select_related("draft").get(pk=case)
    as_seen = before.version != version or weigh(before, command.now).gathered.digest == seen
    body = {"kind": said.word.value, "reference": said.reference, "note": said.note}
    word = command._replace(id=uuid5(command.id, "word"))
    outcome = engine.execute(CaseCommand("record_finding", case, version, word, body), actor)
    return outcome if as_seen or not isinstance(outcome, Applied) else Stale(case, "facts")


def decide(case: UUID, version: int, agreed: bool, command: Command, actor: Account) -> Outcome:
    """Grant or refuse on the facts as they stand; where the school is heard before a refusal, that comes first."""
    found = Case.objects.select_related("draft").get(pk=case)
    digest = weigh(found, command.now).gathered.digest
    name = "grant" if agreed else next_step(found, command.now)
    return engine.execute(CaseCommand(name, case, version, command, facts_digest=digest), actor)


def grant(step: Step) -> dict[str, str]:
    """Grant, with the base's places and the resident's placements held: what was counted is still so when written."""
    base = read_request(step.case.draft.data).base
    if base is not None:
        hold_places(base, step.case.subject_id)
    return steps.grant(step)
