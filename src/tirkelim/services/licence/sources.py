"""What state systems hold of an applicant for a licence: the right to premises, and accounted labour contracts
(59/2020 ann.1 row 8(1), reading L3); and asking them.

They are asked about whoever applies, once the declaration of the application consents to it (row 9(8)). Asking happens
outside a transaction; the answers are then written down in one change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_findings
from tirkelim.gateway.answer import Answer, Holder, Outcome
from tirkelim.gateway.consent import ConsentState
from tirkelim.gateway.holder_pull import ask_holder_sources, holder_answers, record_holder_pull
from tirkelim.gateway.records import HolderDataSet, PremisesRecord, StaffRecord
from tirkelim.journal.change import Command, Repeated, change
from tirkelim.law.order_59_licence.documents import ISSUE
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.services.licence.answers import BaseAnswers, read_answers
from tirkelim.services.licence.names import holder_number
from tirkelim.services.licence.officer import LicenceFinding, last

BASIS = "declaration"
"""What a question to a state system rests on here: the consent in the declaration of the application."""


class Registers:
    """The latest answer of each state system in one case, read once."""

    def __init__(self, case: UUID) -> None:
        self._answers = holder_answers(case)

    def get(self, data_set: HolderDataSet) -> Answer[Any] | None:
        """The answer; None when the system was not asked."""
        return self._answers.get(data_set)

    def premises_of(self, bases: Iterable[BaseAnswers], on: date) -> Maybe[bool]:
        """Whether the right to the premises of every one of the bases is registered on the day."""
        return self._all_held(HolderDataSet.REAL_ESTATE, tuple(bases), lambda record, base: is_of(record, base, on))

    def staff_at(self, bases: Iterable[BaseAnswers], on: date) -> Maybe[bool]:
        """Whether labour contracts are accounted for on the day at every one of the bases."""
        return self._all_held(
            HolderDataSet.STAFF_CONTRACTS, tuple(bases), lambda record, base: works_at(record, base, on)
        )

    def _all_held(self, data_set: HolderDataSet, bases: tuple[BaseAnswers, ...], fits: Any) -> Maybe[bool]:
        answer = self.get(data_set)
        if answer is None or answer.outcome is Outcome.UNAVAILABLE or not bases:
            return UNKNOWN
        return all(any(fits(record, base) for record in answer.found) for base in bases)


def systems_of(case: Case) -> tuple[Registers, dict[HolderDataSet, ConsentState]]:
    """What the systems answered in a case, and by data set whether they may be asked; empty for an action that needs
    none of them."""
    answers = read_answers(case.draft.data)
    if answers.action not in ISSUE:
        return Registers(case.id), {}
    state = ConsentState.NONE
    if answers.declaration is not None:
        state = ConsentState.GIVEN if answers.declaration.consent else ConsentState.REFUSED
    if last(standing_findings(case), LicenceFinding.CONSENT_WITHHELD) is not None:
        state = ConsentState.REVOKED
    return Registers(case.id), dict.fromkeys(HolderDataSet, state)


def is_of(record: PremisesRecord, base: BaseAnswers, on: date) -> bool:
    """Whether a registered right is to the premises of a base on a day: by cadastral number where both know it, else
    by the address."""
    if record.registered_on > on or (record.until is not None and record.until < on):
        return False
    if record.cadastral_number and base.cadastral_number:
        return _plain(record.cadastral_number) == _plain(base.cadastral_number)
    return _plain(record.address) == _plain(base.address)


def works_at(record: StaffRecord, base: BaseAnswers, on: date) -> bool:
    """Whether labour contracts are accounted for at a base; those that name no place count at every base."""
    if record.contracts < 1 or record.as_of > on:
        return False
    return not record.address or _plain(record.address) == _plain(base.address)


def ask_registers(case: Case, command: Command) -> dict[str, str]:
    """Ask every system that has not answered yet; says by data set how each ended. Nothing is asked before the
    declaration consents, or for an action that needs neither.

    Repeating the command writes nothing twice.
    """
    waiting = _waiting(case)
    if not waiting:
        return {}
    person = None if case.organisation else case.subject_id
    holder = Holder(case.organisation, person, holder_number(case.organisation, case.subject_id))
    answers = ask_holder_sources(waiting, holder, case.id, command.now)
    try:
        with change(command, "licence.pull", {"case": str(case.id)}) as made:
            for data_set, answer in answers.items():
                record_holder_pull(answer, data_set=data_set, holder=holder, case=case.id, basis=BASIS, change=made)
            made.result = {data_set.value: answer.outcome.value for data_set, answer in answers.items()}
            return made.result
    except Repeated as repeated:
        return repeated.result


def _waiting(case: Case) -> list[HolderDataSet]:
    systems, consents = systems_of(case)
    if not read_answers(case.draft.data).claimed_bases():
        return []
    had = {one: systems.get(one) for one in consents}
    silent = [one for one, answer in had.items() if answer is None or answer.outcome is Outcome.UNAVAILABLE]
    return [one for one in silent if consents[one] is ConsentState.GIVEN]


def _plain(text: str) -> str:
    """A number or address without case, spaces and punctuation: registers write them differently."""
    return "".join(character for character in text.casefold() if character.isalnum())
