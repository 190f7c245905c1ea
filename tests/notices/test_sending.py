"""At least once, and seen once: whatever fails, whoever repeats."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.notices.conftest import NOW, Told

from tirkelim.gateway.models import DemoSms
from tirkelim.notices import by_email, sending
from tirkelim.notices.catalogue import keys, write
from tirkelim.notices.models import Contact, Delivery, Notice, Way
from tirkelim.notices.outcome import Outcome, Sent
from tirkelim.notices.sending import FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS, MOST_FAILURES, pause_after, send_waiting
from tirkelim.notices.telling import see, tell, unseen


def test_a_notice_stands_in_the_cabinet_and_goes_by_both_ways_in_the_persons_language(
    told: Told, mailoutbox: list[Any]
) -> None:
    assert told.tell()
    assert unseen(told.account) == 1
    assert send_waiting(NOW) == (2, 0, 0)
    text = "Ваш сертификат отозван"
    assert text in DemoSms.objects.get().text
    assert text in mailoutbox[0].body
    assert mailoutbox[0].to == ["aigerim@example.kz"]


def test_telling_again_tells_nothing_new(told: Told, mailoutbox: list[Any]) -> None:
    assert told.tell()
    assert not told.tell(at=NOW + timedelta(days=1))
    for hours in range(5):
        send_waiting(NOW + timedelta(hours=hours))
    assert (Notice.objects.count(), DemoSms.objects.count(), len(mailoutbox)) == (1, 1, 1)


def test_what_was_opened_is_new_no_more(told: Told) -> None:
    told.tell()
    told.tell("two", NOW + timedelta(hours=1))
    assert see(told.account, NOW) == 1
    assert unseen(told.account) == 1


@pytest.mark.usefixtures("broken_sms")
def test_one_way_that_is_down_does_not_hold_up_the_other(told: Told, mailoutbox: list[Any]) -> None:
    told.tell()
    assert send_waiting(NOW) == (1, 0, 1)
    assert len(mailoutbox) == 1
    waiting = told.delivery(Way.SMS)
    assert (waiting.fault, waiting.next_at) == ("timeout", NOW + FIRST_PAUSE)


@pytest.mark.usefixtures("broken_sms")
def test_a_way_that_is_down_rests_after_three_failures_and_the_others_go_on(told: Told, mailoutbox: list[Any]) -> None:
    for number in range(5):
        told.tell(f"notice {number}")
    assert send_waiting(NOW) == (5, 0, MOST_FAILURES)
    assert len(mailoutbox) == 5
    untried = Delivery.objects.filter(way=Way.SMS, attempts=0)
    assert untried.count() == 5 - MOST_FAILURES
    send_waiting(NOW)
    assert not untried.exists()


@pytest.mark.usefixtures("broken_sms")
def test_tries_end_after_ten_and_say_why(told: Told) -> None:
    told.tell()
    moment = NOW
    for _ in range(MOST_ATTEMPTS + 3):
        send_waiting(moment)
        moment += LONGEST_PAUSE
    last = told.delivery(Way.SMS)
    assert (last.attempts, last.fault, last.sent_at) == (MOST_ATTEMPTS, "timeout", None)
    assert last.ended_at is not None


def test_it_waits_twice_as_long_each_time_and_never_longer_than_a_quarter_of_a_day() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]
    assert pauses[:4] == [FIRST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_who_dies_while_sending_leaves_it_to_the_next_try_under_the_same_id(
    told: Told, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is out, and the process dies before it could note that."""

    def dies(delivery: Delivery, now: Any) -> Outcome:
        by_email.send(delivery, now)
        raise KeyboardInterrupt

    told.tell()
    Delivery.objects.filter(way=Way.SMS).delete()
    monkeypatch.setattr(sending, "WAYS", {Way.EMAIL: dies})
    with pytest.raises(KeyboardInterrupt):
        send_waiting(NOW)
    monkeypatch.setattr(sending, "WAYS", {Way.EMAIL: by_email.send})
    assert send_waiting(NOW) == (0, 0, 0), "another process may be at it still"
    assert send_waiting(NOW + FIRST_PAUSE) == (1, 0, 0)
    first, second = (letter.extra_headers["Message-ID"] for letter in mailoutbox)
    assert first == second


def test_two_processes_do_not_send_the_same_at_once(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    told.tell()
    sent: list[str] = []

    def slow(delivery: Delivery, now: Any) -> Outcome:
        sent.append(delivery.way)
        if len(sent) == 1:
            send_waiting(now)  # the other process, in the middle of our try
        return Sent("reference")

    monkeypatch.setattr(sending, "WAYS", {Way.SMS: slow, Way.EMAIL: slow})
    send_waiting(NOW)
    assert sorted(sent) == ["email", "sms"]


@pytest.mark.parametrize(
    ("contact", "way", "why"),
    [
        ({"by_sms": False}, Way.SMS, "not_wanted"),
        ({"by_email": False}, Way.EMAIL, "not_wanted"),
        ({"email": ""}, Way.EMAIL, "no_address"),
        ({"confirmed_at": None}, Way.EMAIL, "no_address"),
    ],
)
def test_what_is_not_wanted_or_has_no_address_is_not_tried(
    told: Told, contact: dict[str, Any], way: Way, why: str
) -> None:
    Contact.objects.filter(account=told.account).update(**contact)
    told.tell()
    send_waiting(NOW)
    ended = told.delivery(way)
    assert (ended.sent_at, ended.fault) == (None, why)
    assert ended.ended_at == NOW


def test_someone_without_an_account_and_number_has_it_in_the_cabinet_only(db: None) -> None:
    person = uuid4()
    tell(person, "certificate_withdrawn", {}, key="k", now=NOW)
    assert send_waiting(NOW) == (0, 2, 0)
    assert Notice.objects.get().person == person


FILLED = {"number": "KZ00AAA00000000", "due": "2026-03-06", "day": "2026-03-06", "hours": "7.5"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_text_is_there_in_every_language_and_fits_two_short_messages(language: str) -> None:
    """A short message in Cyrillic letters has 70 characters, parts of a longer one 67 each; three parts at most."""
    for key in keys():
        text = write(key, FILLED, language)
        assert "%" not in text
        assert len(text) <= 3 * 67, (key, text)
        if language != "en":
            assert re.search("[а-яәіңғүұқөһ]", text.lower()), (key, text)
