"""Every adapter against the stand-in, in every scenario: what is whole is found, everything else is no answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.gateway.stand_in import PATIENT, QUICK, Live, live

from tirkelim.gateway import registry
from tirkelim.gateway.answer import Answer, Basis, Holder, Outcome, Question, Subject
from tirkelim.gateway.http import Connection, Limits, Tls
from tirkelim.gateway.live import LiveSource
from tirkelim.gateway.pull import asked_together
from tirkelim.gateway.records import AnyDataSet, DataSet, HolderDataSet, record_from_plain
from tirkelim.standins.gateway.book import Do
from tirkelim.standins.gateway.certificates import make_files, server_context
from tirkelim.standins.gateway.samples import SAMPLES
from tirkelim.standins.gateway.server import Gateway

NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
IIN, BIN = "850314101019", "310640000124"
SOURCES: list[AnyDataSet] = [*DataSet, *HolderDataSet]
FAULTS = {
    Do.LATE: "timeout", Do.DRIP: "timeout", Do.DOWN: "server_error", Do.REJECT: "rejected", Do.WRONG: "bad_answer",
    Do.GARBAGE: "bad_answer", Do.HALF: "cut", Do.SOMEBODY_ELSE: "bad_answer", Do.CONTRADICTORY: "bad_answer",
}  # fmt: skip


@pytest.fixture
def state() -> Iterator[Live]:
    """The stand-in behind all ports."""
    with live() as made:
        yield made


def question(data_set: AnyDataSet) -> Question:
    """About a person, or about a clinic that wants a licence."""
    if isinstance(data_set, HolderDataSet):
        return Question(Holder(uuid4(), None, BIN), Basis.APPLICATION, "case")
    return Question(Subject(uuid4(), IIN), Basis.CONSENT, "consent")


def ask(data_set: AnyDataSet, asked: Question | None = None) -> Answer[Any]:
    """One question through the port."""
    source = registry.holder_sources if isinstance(data_set, HolderDataSet) else registry.sources
    return source(data_set.value).ask(asked or question(data_set), NOW)


def other(port: str) -> Answer[Any]:
    """One question through a port that is no data set."""
    if port == registry.MOBILE_CITIZENS:
        return registry.mobile_citizens().number_of(Subject(uuid4(), IIN), NOW)
    if port == registry.SMS:
        return registry.sms().send("+77010000000", "сәлем", NOW)
    if port == "payments/state":
        return registry.payments().state_of(ORDER, NOW)
    return registry.payments().begin(ORDER, Decimal("1000.00"), "fee", "http://127.0.0.1/back", NOW)


ORDER = UUID("00000000-0000-4000-8000-0000000000aa")


@pytest.mark.parametrize("data_set", SOURCES)
def test_what_a_source_holds_comes_whole(state: Live, data_set: AnyDataSet) -> None:
    asked = question(data_set)
    subject = f"bin:{BIN}" if isinstance(data_set, HolderDataSet) else f"iin:{IIN}"
    state.book.know(data_set.value, subject, SAMPLES[data_set.value])
    answer = ask(data_set, asked)
    assert answer.outcome is Outcome.FOUND
    assert answer.records == (record_from_plain(data_set, SAMPLES[data_set.value]),)
    assert answer.reference
    (seen,) = state.asked(data_set.value)
    assert (seen.correlation, seen.basis, seen.reference) == (str(asked.id), asked.basis.value, asked.reference)


@pytest.mark.parametrize("data_set", SOURCES)
def test_nothing_is_an_answer_too(state: Live, data_set: AnyDataSet) -> None:
    assert ask(data_set).outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize("do", FAULTS)
@pytest.mark.parametrize("data_set", SOURCES)
def test_a_source_that_fails_has_not_answered(state: Live, data_set: AnyDataSet, do: Do) -> None:
    state.do(data_set.value, do)
    if do is Do.CONTRADICTORY and isinstance(data_set, HolderDataSet):
        state.book.know(data_set.value, f"bin:{BIN}", SAMPLES[data_set.value])
    answer = ask(data_set)
    assert (answer.outcome, answer.fault) == (Outcome.UNAVAILABLE, FAULTS[do])


@pytest.mark.parametrize("do", FAULTS)
@pytest.mark.parametrize("port", ["mobile_citizens", "sms", "payments", "payments/state"])
def test_so_has_any_other_system(state: Live, port: str, do: Do) -> None:
    state.do(port, do)
    answer = other(port)
    assert (answer.outcome, answer.fault) == (Outcome.UNAVAILABLE, FAULTS[do])


def test_a_payment_is_begun_once_and_then_paid(state: Live) -> None:
    begun = [other("payments").records[0] for _ in range(2)]
    assert begun[0] == begun[1] == f"{state.server.base}/bank/{ORDER}"
    assert other("payments/state").outcome is Outcome.NOT_FOUND
    state.book.payments[str(ORDER)].paid_at = "2026-03-05T06:01:00+00:00"
    (paid,) = other("payments/state").records
    assert (paid.order, paid.tenge) == (ORDER, Decimal("1000.00"))


def test_a_message_whose_receipt_was_lost_is_sent_once(state: Live) -> None:
    """The gateway took it and the connection broke: it is handed over again under the same key."""
    state.do("sms", Do.HALF, times=1)
    assert other("sms").outcome is Outcome.FOUND
    assert len(state.asked("sms")) == 2
    assert len(state.book.messages) == 1
    for _ in range(2):
        registry.sms().send("+77010000000", "сәлем", NOW, key="notice-1")
    assert len(state.book.messages) == 2


def test_a_moment_of_weakness_is_not_noticed(state: Live) -> None:
    state.do("bans", Do.DOWN, times=1)
    assert ask(DataSet.BANS).outcome is Outcome.NOT_FOUND
    first, second = state.asked("bans")
    assert first.correlation == second.correlation


@pytest.mark.parametrize("do", [Do.WRONG, Do.GARBAGE, Do.REJECT, Do.SOMEBODY_ELSE])
def test_nonsense_is_not_asked_for_twice(state: Live, do: Do) -> None:
    state.do("bans", do)
    ask(DataSet.BANS)
    assert len(state.asked("bans")) == 1


def test_a_system_that_stays_down_is_left_alone_and_tried_again_later() -> None:
    with live(replace(PATIENT, break_after=2, tries=1)) as state:
        state.do("bans", Do.DOWN)
        assert [ask(DataSet.BANS).fault for _ in range(4)] == ["server_error"] * 2 + ["paused"] * 2
        assert len(state.asked("bans")) == 2
        assert ask(DataSet.ASSESSMENT).outcome is Outcome.NOT_FOUND  # only that system
        state.well()
        breaker = state.systems["legal_statistics"]._breaker
        breaker.half_open()  # what the clock does
        assert ask(DataSet.BANS).outcome is Outcome.NOT_FOUND
        assert breaker.current_state == "closed"


def test_nobody_at_the_address() -> None:
    with Gateway() as server:
        address = server.base
    for limits in (QUICK, replace(QUICK, tries=1)):
        answer = LiveSource(DataSet.BANS, Connection("bans", address, limits)).ask(question(DataSet.BANS), NOW)
        assert answer.fault == "refused"


def test_nothing_personal_in_logs_and_addresses(state: Live, caplog: pytest.LogCaptureFixture) -> None:
    about = Subject(uuid4(), IIN)
    with caplog.at_level(logging.DEBUG):
        for do in (Do.RECORDS, *FAULTS):
            state.well()
            state.do("*", do)
            ask(DataSet.BANS, Question(about, Basis.CONSENT, "consent"))
            registry.mobile_citizens().number_of(about, NOW)
            registry.sms().send("+77010000000", "сәлем", NOW)
    assert "legal_statistics" in caplog.text
    for secret in (IIN, str(about.person), "77010000000", "сәлем"):
        assert secret not in caplog.text


def test_who_has_no_number_is_named_by_the_register(state: Live) -> None:
    person = uuid4()
    state.book.know("bans", f"register:{person}", SAMPLES["bans"])
    assert ask(DataSet.BANS, Question(Subject(person), Basis.CONSENT, "c")).outcome is Outcome.FOUND


def test_mutual_tls(tmp_path: Path) -> None:
    """Only who trusts and is trusted is heard."""
    files = make_files(tmp_path / "mine")
    strangers = make_files(tmp_path / "strangers")
    ours = Tls(str(files.ca), str(files.client), str(files.client_key))
    wrong = [
        Tls(),
        Tls(str(files.ca)),
        Tls(str(strangers.ca), str(files.client), str(files.client_key)),
        Tls(str(files.ca), str(strangers.client), str(strangers.client_key)),
        Tls(str(tmp_path / "nowhere")),
    ]
    slow = Limits(connect=2, read=2, total=4, tries=1)
    with Gateway(tls=server_context(files)) as server:

        def through(tls: Tls) -> Answer[Any]:
            return LiveSource(DataSet.BANS, Connection("bans", server.base, slow, tls)).ask(question(DataSet.BANS), NOW)

        assert through(ours).outcome is Outcome.NOT_FOUND
        for tls in wrong:
            assert through(tls).outcome is Outcome.UNAVAILABLE
        assert len(server.book.asked) == 1


def test_several_silent_sources_take_no_longer_than_one(state: Live) -> None:
    state.do("*", Do.LATE)
    asked = {data_set: (registry.sources(data_set.value), question(data_set)) for data_set in DataSet}
    began = monotonic()
    answers = asked_together(asked, NOW)
    assert monotonic() - began < QUICK.total * len(DataSet) / 2
    assert [answer.fault for answer in answers.values()] == ["timeout"] * len(DataSet)
    assert [answers[one].correlation for one in DataSet] == [str(asked[one][1].id) for one in DataSet]
