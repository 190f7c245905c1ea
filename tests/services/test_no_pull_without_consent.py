"""Over random journeys: no question without a line in the ledger, and none that its consent did not allow.

Both sides are compared: what the stand-in was asked, and what the house wrote down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import Office
from tests.gateway.stand_in import Live, live

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway import registry
from tirkelim.gateway.consent import give_consent, refuse_consent, revoke_consent
from tirkelim.gateway.models import Consent, Pull
from tirkelim.gateway.pace import CodeNotSent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.sms_answers import ask_by_sms, take_answer
from tirkelim.identity.models import Account
from tirkelim.journal.change import change
from tirkelim.services.certificate.sources import ask_all, subject_of
from tirkelim.standins.gateway.book import Do, Rule

pytestmark = pytest.mark.django_db
DATA_SETS = tuple(data_set.value for data_set in DataSet)
FAILURES = (Do.RECORDS, Do.DOWN, Do.WRONG, Do.HALF, Do.SOMEBODY_ELSE, Do.CONTRADICTORY)
SOURCES = ("education", "certificates", "civil_status", "assessment", "labour", "legal_statistics")

some = st.sets(st.sampled_from(list(DataSet)), min_size=1, max_size=4).map(sorted)
STEP = st.one_of(
    st.tuples(st.just("give"), some),
    st.tuples(st.just("refuse"), some),
    st.tuples(st.just("withdraw"), some),
    st.tuples(st.just("by_message"), some),
    st.tuples(st.just("answer"), st.sampled_from(["1", "ИӘ", "0", "?", "да"])),
    st.tuples(st.just("wait"), st.sampled_from([timedelta(minutes=2), timedelta(minutes=20), timedelta(days=91)])),
    st.tuples(st.just("ask"), st.none()),
    st.tuples(st.just("fail"), st.tuples(st.sampled_from(DATA_SETS), st.sampled_from(FAILURES))),
    st.tuples(st.just("end"), st.none()),
)


class Journey:
    """A nurse's application, to which anything may happen in any order."""

    def __init__(self, state: Live) -> None:
        self.state = state
        self.office = Office()
        self.applicant: Account = self.office.applicant()
        assert self.applicant.person is not None
        self.person: UUID = self.applicant.person
        self.case: Case = self.office.draft(self.applicant)

    def go(self, step: tuple[str, Any]) -> None:
        """One step; those that cannot be done now change nothing."""
        name, what = step
        work: Callable[[Any], None] = getattr(self, name)
        self.office.later(seconds=1)
        work(what)

    def give(self, data_sets: list[DataSet]) -> None:
        for data_set in data_sets:
            self._write(give_consent, data_set, way=Consent.Way.OTP, reference="code")

    def refuse(self, data_sets: list[DataSet]) -> None:
        for data_set in data_sets:
            self._write(refuse_consent, data_set)

    def _write(self, write: Callable[..., Consent], data_set: DataSet, **how: Any) -> None:
        command = self.office.command()
        with change(command, "test.consent") as made:
            write(person=self.person, case=self.case.id, data_set=data_set, language="kk", now=command.now,
                  change=made, **how)  # fmt: skip

    def withdraw(self, data_sets: list[DataSet]) -> None:
        command = self.office.command()
        with change(command, "test.withdraw") as made:
            for consent in Consent.objects.filter(case=self.case.id, data_set__in=data_sets, answer="given"):
                revoke_consent(consent, now=command.now, change=made)

    def by_message(self, data_sets: list[DataSet]) -> None:
        about = subject_of(self.person)
        with suppress(CodeNotSent):
            ask_by_sms(about, case=self.case.id, data_sets=data_sets, language="kk", now=self.office.now)

    def answer(self, text: str) -> None:
        (number,) = registry.mobile_citizens().number_of(subject_of(self.person), self.office.now).records
        take_answer(f"in-{uuid4()}", number, text, self.office.now)

    def wait(self, span: timedelta) -> None:
        self.office.now += span

    def ask(self, _nothing: None) -> None:
        ask_all(self.person, self.case.id, self.office.command())

    def fail(self, how: tuple[str, Do]) -> None:
        self.state.book.rules.insert(0, Rule(how[0], how[1]))

    def end(self, _nothing: None) -> None:
        """The application is taken back: nothing may be asked any more."""
        case = self.office.fresh(self.case)
        if case.state != State.WITHDRAWN:
            self.office.do(self.applicant, case, "withdraw")


@pytest.fixture(scope="module")
def state() -> Iterator[Live]:
    """One stand-in for all journeys."""
    with live(wire=SOURCES) as made:
        yield made


@settings(max_examples=40)
@given(steps=st.lists(STEP, min_size=3, max_size=14))
def test_both_sides_agree(state: Live, steps: list[tuple[str, Any]]) -> None:
    with transaction.atomic():
        state.book.asked.clear()
        state.book.set_rules([])
        journey = Journey(state)
        for step in steps:
            before = len(state.book.asked)
            journey.go(step)
            if step[0] != "ask" or journey.office.fresh(journey.case).state == State.WITHDRAWN:
                assert len(state.book.asked) == before  # only asking asks, and nothing once it is over
        agree(state, journey)
        transaction.set_rollback(True)


def agree(state: Live, journey: Journey) -> None:
    """Each request has its line, each line its requests, and each its consent at that moment."""
    lines = {pull.correlation: pull for pull in Pull.objects.select_related("consent")}
    asked = {one.correlation: one for one in state.book.asked}
    assert set(lines) == set(asked)
    for correlation, pull in lines.items():
        consent, request = pull.consent, asked[correlation]
        assert (request.source, request.basis, request.reference) == (pull.source, "consent", str(consent.pk))
        assert (consent.person, consent.case) == (journey.person, journey.case.id)
        assert (consent.data_set, consent.answer) == (pull.source, "given")
        assert consent.at <= pull.at
        assert consent.revoked_at is None or consent.revoked_at > pull.at
        assert consent.until is not None
        assert consent.until > pull.at
