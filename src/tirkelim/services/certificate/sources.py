"""What state systems answered about an applicant, in the words of the law; and asking them.

Asking happens outside a transaction: a slow system holds no lock. The answers are then written down in one change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.gateway.answer import Answer, Outcome, Subject
from tirkelim.gateway.consent import ConsentMissing, ConsentState, consent_for
from tirkelim.gateway.pull import answer_of, ask_sources, latest_pull, latest_pulls, record_pull
from tirkelim.gateway.records import DataSet
from tirkelim.journal.change import Command, Repeated, change
from tirkelim.law.order_274_certificates import facts as law
from tirkelim.register.queries import iin_of

IN_LAW = {
    DataSet.EDUCATION_HIGHER: law.DataSet.HIGHER_EDUCATION,
    DataSet.EDUCATION_SECONDARY: law.DataSet.SECONDARY_EDUCATION,
    DataSet.CERTIFICATES: law.DataSet.CERTIFICATE,
    DataSet.NAME_CHANGE: law.DataSet.CIVIL_STATUS,
    DataSet.ASSESSMENT: law.DataSet.ASSESSMENT,
    DataSet.EMPLOYMENT: law.DataSet.EMPLOYMENT,
    DataSet.BANS: law.DataSet.BANS,
}
"""The gateway's data sets under their names in the law (274/2020 p.9)."""

_ANSWERED = {
    Outcome.FOUND: law.Answered.FOUND,
    Outcome.NOT_FOUND: law.Answered.NOT_FOUND,
    Outcome.UNAVAILABLE: law.Answered.UNAVAILABLE,
}

_CONSENT = {
    ConsentState.NONE: law.Consent.NOT_ASKED,
    ConsentState.GIVEN: law.Consent.GIVEN,
    ConsentState.REFUSED: law.Consent.REFUSED,
    ConsentState.REVOKED: law.Consent.REFUSED,
    ConsentState.ENDED: law.Consent.NOT_ASKED,
}


class Answers:
    """The latest answer to each data set in one case, read once."""

    def __init__(self, case: UUID) -> None:
        self._answers: dict[DataSet, Answer[Any]] = {
            data_set: answer_of(pull) for data_set, pull in latest_pulls(case).items()
        }

    def get(self, data_set: DataSet) -> Answer[Any] | None:
        """The answer; None when the source was not asked."""
        return self._answers.get(data_set)

    def answered(self, data_set: DataSet) -> law.Answered:
        """Whether it answered, and what, in the words of the law."""
        answer = self.get(data_set)
        return law.Answered.NOT_ASKED if answer is None else _ANSWERED[answer.outcome]

    def records(self, data_set: DataSet) -> tuple[Any, ...]:
        """What was found; empty where nothing was, or where the source has not answered."""
        answer = self.get(data_set)
        return answer.found if answer is not None else ()


def consents_of(states: Mapping[DataSet, ConsentState], systems: Answers) -> tuple[law.DataConsent, ...]:
    """The applicant's answer on each data set, in the words of the law. A consent whose time has passed was enough for
    what had been answered by then; for what had not it has to be given again, and is no refusal."""
    return tuple(
        law.DataConsent(in_law, _consent(states[data_set], systems.answered(data_set)))
        for data_set, in_law in IN_LAW.items()
    )


def _consent(state: ConsentState, answered: law.Answered) -> law.Consent:
    had = answered in (law.Answered.FOUND, law.Answered.NOT_FOUND)
    return law.Consent.GIVEN if state is ConsentState.ENDED and had else _CONSENT[state]


def ask_all(person: UUID, case: UUID, command: Command) -> dict[str, str]:
    """Ask every source that has consent and has not answered yet; says by data set how each ended. Of a case that is
    over nothing is asked: the consent was for deciding it.

    Repeating the command writes nothing twice.
    """
    now = command.now
    if not Case.objects.filter(pk=case, state__in=(State.DRAFT, *OPEN_STATES)).exists():
        return {}
    subject = subject_of(person)
    waiting = [data_set for data_set in DataSet if _is_waiting(person, case, data_set, now)]
    if not waiting:
        return {}
    consents = {data_set: consent_for(person, case, data_set, now) for data_set in waiting}
    answers = ask_sources(consents, subject, now)
    try:
        with change(command, "gateway.pull", {"case": str(case)}) as made:
            for data_set, answer in answers.items():
                record_pull(
                    answer, data_set=data_set, consent=consents[data_set], subject=subject, now=now, change=made
                )
            made.result = {data_set.value: answer.outcome.value for data_set, answer in answers.items()}
            return made.result
    except Repeated as repeated:  # a source that was down is asked again by a second click, but not noted twice
        return repeated.result


def _is_waiting(person: UUID, case: UUID, data_set: DataSet, now: datetime) -> bool:
    pull = latest_pull(case, data_set)
    if pull is not None and pull.outcome != Outcome.UNAVAILABLE.value:
        return False
    try:
        consent_for(person, case, data_set, now)
    except ConsentMissing:
        return False
    return True


def subject_of(person: UUID) -> Subject:
    """The person as state systems know them: by IIN, where there is one."""
    return Subject(person, iin_of(person))
