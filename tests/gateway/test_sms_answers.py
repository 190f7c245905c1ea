"""Consent by an answer to a message: one open question a number, counted, in time, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from tirkelim.gateway import demo, registry
from tirkelim.gateway.answer import Subject
from tirkelim.gateway.codes import send_code
from tirkelim.gateway.consent import ConsentState, consent_state, refuse_consent
from tirkelim.gateway.failing import DownSource
from tirkelim.gateway.models import Consent, DemoSms, InboundSms, SmsQuestion
from tirkelim.gateway.pace import CodeFault, CodeNotSent
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.sms_answers import LIFE, TRIES, Came, SentQuestion, ask_by_sms, close_question, take_answer
from tirkelim.gateway.texts import is_yes, question_message
from tirkelim.journal.change import Command, change

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
NUMBER = "+77010000001"
BOTH = (DataSet.ASSESSMENT, DataSet.BANS)
SOON = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def wired() -> Iterator[None]:
    """Demo adapters behind all ports; what was there before comes back."""
    before = dict(registry._adapters)
    demo.wire_demo()
    yield
    registry._adapters.clear()
    registry._adapters.update(before)


@pytest.fixture
def subject() -> Subject:
    """Somebody with a number."""
    return somebody()


def somebody(number: str = NUMBER) -> Subject:
    found = Subject(uuid4())
    demo.add_number(number, person=found.person)
    return found


def ask(subject: Subject, case: UUID, now: datetime = NOW, address: str = "") -> SentQuestion:
    return ask_by_sms(subject, case=case, data_sets=BOTH, language="kk", now=now, address=address)


def states(case: UUID, now: datetime = SOON) -> set[ConsentState]:
    return {consent_state(case, data_set, now) for data_set in BOTH}


@pytest.mark.parametrize("text", ["1", " ИӘ ", "да.", "Yes", "иа"])
def test_a_yes_gives_consent(subject: Subject, text: str) -> None:
    case = uuid4()
    ask(subject, case)
    assert take_answer("in-1", NUMBER, text, SOON) is Came.YES
    assert states(case) == {ConsentState.GIVEN}
    assert consent_state(case, DataSet.EMPLOYMENT, SOON) is ConsentState.NONE
    for consent in Consent.objects.all():
        assert (consent.way, consent.reference, consent.at) == ("sms", "in-1", SOON)


@pytest.mark.parametrize("text", ["0", "жоқ", "Нет!"])
def test_a_no_is_kept(subject: Subject, text: str) -> None:
    case = uuid4()
    ask(subject, case)
    assert take_answer("in-1", NUMBER, text, SOON) is Came.NO
    assert states(case) == {ConsentState.REFUSED}


def test_the_message_says_how_to_answer_and_holds_nothing_else(subject: Subject) -> None:
    ask(subject, uuid4())
    text = DemoSms.objects.get().text
    assert "1" in text
    assert "ИӘ" in text
    for language in ("kk", "ru", "en"):
        assert len(question_message(7, 15, language)) <= 300
    assert is_yes("келісемін") is True
    assert is_yes("мүмкін") is None


def test_brought_twice_it_counts_once(subject: Subject) -> None:
    case = uuid4()
    ask(subject, case)
    assert [take_answer("in-1", NUMBER, "1", SOON) for _ in range(3)] == [Came.YES] * 3
    assert Consent.objects.count() == len(BOTH)
    assert take_answer("in-2", NUMBER, "0", SOON) is Came.NO_QUESTION  # the question is answered
    assert states(case) == {ConsentState.GIVEN}


def test_an_old_yes_opens_nothing_new(subject: Subject) -> None:
    """The operator brings a message again after another question was asked: it answers the first one only."""
    first, second = uuid4(), uuid4()
    ask(subject, first)
    take_answer("in-1", NUMBER, "1", SOON)
    later = NOW + timedelta(minutes=5)
    ask(subject, second, later)
    assert take_answer("in-1", NUMBER, "1", later) is Came.YES
    assert states(second, later) == {ConsentState.NONE}


def test_too_late_or_from_elsewhere(subject: Subject) -> None:
    case = uuid4()
    ask(subject, case)
    assert take_answer("in-1", "+77019999999", "1", SOON) is Came.NO_QUESTION
    assert take_answer("in-2", NUMBER, "1", NOW - timedelta(seconds=1)) is Came.NO_QUESTION
    assert take_answer("in-3", NUMBER, "1", NOW + LIFE) is Came.NO_QUESTION
    assert states(case, NOW + LIFE) == {ConsentState.NONE}


def test_what_is_not_understood_is_counted(subject: Subject) -> None:
    case = uuid4()
    ask(subject, case)
    came = [take_answer(f"in-{n}", NUMBER, "не понял", SOON) for n in range(TRIES)]
    assert came == [Came.NOT_UNDERSTOOD] * TRIES
    assert take_answer("in-right", NUMBER, "1", SOON) is Came.NO_QUESTION
    assert states(case) == {ConsentState.NONE}


def test_a_number_has_one_open_question(subject: Subject) -> None:
    """Two people with one telephone: an answer cannot be taken for the other's."""
    spouse = somebody()
    ask(subject, uuid4())
    with pytest.raises(CodeNotSent) as fault:
        ask(spouse, uuid4())
    assert fault.value.fault is CodeFault.OPEN_QUESTION
    ask(spouse, uuid4(), NOW + LIFE)  # the first one is over by itself
    assert SmsQuestion.objects.filter(closed_at=None).count() == 1


def test_a_closed_question_takes_no_answer(subject: Subject) -> None:
    case = uuid4()
    close_question(ask(subject, case).id, SOON)
    assert take_answer("in-1", NUMBER, "1", SOON) is Came.NO_QUESTION
    assert states(case) == {ConsentState.NONE}


def test_without_number_or_gateway_nothing_stays_open(subject: Subject) -> None:
    with registry.replaced(registry.SMS, DownSource()), pytest.raises(CodeNotSent) as down:
        ask(subject, uuid4())
    assert down.value.fault is CodeFault.UNAVAILABLE
    assert not SmsQuestion.objects.filter(closed_at=None).exists()
    with pytest.raises(CodeNotSent) as nobody:
        ask(Subject(uuid4()), uuid4())
    assert nobody.value.fault is CodeFault.NO_NUMBER


def test_the_pace_counts_codes_and_questions_by_person_number_and_address(settings: Settings) -> None:
    subject, case = somebody(), uuid4()
    for number in range(5):
        send_code(subject, case=case, data_sets=BOTH, language="kk", now=NOW + timedelta(minutes=2 * number))
    with pytest.raises(CodeNotSent) as person:
        ask(subject, case, NOW + timedelta(minutes=20))
    assert person.value.fault is CodeFault.TOO_MANY
    with pytest.raises(CodeNotSent) as number_:  # somebody else with the same telephone
        ask(somebody(), case, NOW + timedelta(minutes=20))
    assert number_.value.fault is CodeFault.TOO_MANY

    settings.CONSENT_ASKS_AN_HOUR = 2
    for number in (2, 3):
        ask(somebody(f"+7701000000{number}"), case, address="203.0.113.7")
    with pytest.raises(CodeNotSent) as address:
        ask(somebody("+77010000004"), case, address="203.0.113.7")
    assert address.value.fault is CodeFault.TOO_MANY
    ask(somebody("+77010000004"), case, address="203.0.113.8")


def test_neither_number_nor_text_is_kept(subject: Subject) -> None:
    ask(subject, uuid4(), address="203.0.113.7")
    take_answer("in-1", NUMBER, "1", SOON)
    kept = str([*SmsQuestion.objects.values(), *InboundSms.objects.values()])
    for secret in (NUMBER, NUMBER[1:], "203.0.113.7"):
        assert secret not in kept


def test_a_consent_ends_by_itself_and_can_be_given_again(subject: Subject, settings: Settings) -> None:
    settings.CONSENT_DAYS = 10
    case = uuid4()
    ask(subject, case)
    take_answer("in-1", NUMBER, "1", SOON)
    end = SOON + timedelta(days=10)
    assert states(case, end - timedelta(seconds=1)) == {ConsentState.GIVEN}
    assert states(case, end) == {ConsentState.ENDED}
    ask(subject, case, end)
    take_answer("in-2", NUMBER, "1", end)
    assert states(case, end) == {ConsentState.GIVEN}
    assert Consent.objects.filter(case=case).count() == 2 * len(BOTH)
    assert set(Consent.objects.filter(reference="in-1").values_list("revoked_at", flat=True)) == {end}


def test_a_no_after_the_end_takes_nothing_back(subject: Subject, settings: Settings) -> None:
    settings.CONSENT_DAYS = 10
    case = uuid4()
    ask(subject, case)
    take_answer("in-1", NUMBER, "1", SOON)
    after = SOON + timedelta(days=11)
    with change(Command(uuid4(), None, after), "test.refuse") as made:
        refuse_consent(person=subject.person, case=case, data_set=BOTH[0], language="kk", now=after, change=made)
    assert consent_state(case, BOTH[0], after) is ConsentState.REFUSED
    assert not Consent.objects.filter(answer="given", revoked_at__isnull=False).exists()
