"""Consent: by code, by case, by data set; never assumed, always withdrawable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tirkelim.gateway import demo, registry
from tirkelim.gateway.answer import Subject
from tirkelim.gateway.codes import CodeFault, CodeNotSent, SentCode, check_code, give_by_code, send_code
from tirkelim.gateway.consent import (
    ConsentMissing,
    ConsentState,
    consent_for,
    consent_state,
    give_consent,
    refuse_consent,
    revoke_consent,
)
from tirkelim.gateway.failing import DownSource
from tirkelim.gateway.models import Consent, DemoSms, OneTimeCode
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import code_message, consent_wording, data_set_name, source_name
from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
BOTH = (DataSet.ASSESSMENT, DataSet.BANS)


@pytest.fixture(autouse=True)
def wired() -> Iterator[None]:
    """Demo adapters behind the telephone ports."""
    numbers, sms = demo.DemoMobileCitizens(), demo.DemoSmsGateway()
    with registry.replaced(registry.MOBILE_CITIZENS, numbers), registry.replaced(registry.SMS, sms):
        yield


@pytest.fixture
def subject() -> Subject:
    """A person with a registered number."""
    person = Subject(uuid4(), "850314101019")
    demo.add_number("+77000000041", iin=person.iin)
    return person


def made(now: datetime = NOW) -> Change:
    """A change to write under."""
    with change(Command(uuid4(), None, now), "test.consent") as row:
        return row


def last_code() -> str:
    """The digits in the newest message of the demo telephone."""
    found = re.search(r"\d{6}", DemoSms.objects.latest("pk").text)
    assert found
    return found[0]


def send(subject: Subject, case: UUID, now: datetime = NOW) -> SentCode:
    """Ask for a code for two data sets."""
    return send_code(subject, case=case, data_sets=BOTH, language="kk", now=now)


def give(subject: Subject, case: UUID, data_set: DataSet = DataSet.BANS, now: datetime = NOW) -> Consent:
    """A consent by message."""
    return give_consent(
        person=subject.person, case=case, data_set=data_set, way=Consent.Way.SMS, reference="op-1", language="ru",
        now=now, change=made(now),
    )  # fmt: skip


def test_a_code_gives_consent_to_its_data_sets_and_no_other(subject: Subject) -> None:
    case = uuid4()
    sent = send(subject, case)
    assert sent.masked_number == "+77 *** ** 41"
    code = last_code()
    assert check_code(sent.id, f" {code[:3]} {code[3:]} ", subject.person, NOW).passed
    consents = give_by_code(sent.id, subject.person, NOW, made())
    assert {consent.data_set for consent in consents} == set(BOTH)
    for consent in consents:
        assert consent.wording == consent_wording(DataSet(consent.data_set), "kk", localdate(consent.until))
        assert consent.reference == str(sent.id)
    assert consent_state(case, DataSet.BANS, NOW) is ConsentState.GIVEN
    assert consent_state(case, DataSet.EMPLOYMENT, NOW) is ConsentState.NONE
    assert consent_state(uuid4(), DataSet.BANS, NOW) is ConsentState.NONE


def test_the_table_of_codes_does_not_hold_the_code(subject: Subject) -> None:
    sent = send(subject, uuid4())
    assert last_code() not in OneTimeCode.objects.get(pk=sent.id).code_digest
    assert len(OneTimeCode.objects.get(pk=sent.id).code_digest) == 64


def test_five_wrong_tries_end_a_code(subject: Subject) -> None:
    sent = send(subject, uuid4())
    code = last_code()
    wrong = "000000" if code != "000000" else "111111"
    left = [check_code(sent.id, wrong, subject.person, NOW) for _ in range(5)]
    assert [result.tries_left for result in left] == [4, 3, 2, 1, 0]
    assert {result.fault for result in left} == {CodeFault.WRONG}
    assert check_code(sent.id, code, subject.person, NOW).fault is CodeFault.SPENT
    with pytest.raises(ConsentMissing):
        give_by_code(sent.id, subject.person, NOW, made())


def test_a_code_ends_after_five_minutes(subject: Subject) -> None:
    sent = send(subject, uuid4())
    code = last_code()
    late = NOW + timedelta(minutes=5)
    assert check_code(sent.id, code, subject.person, late).fault is CodeFault.EXPIRED
    assert check_code(sent.id, code, subject.person, late - timedelta(seconds=1)).passed
    with pytest.raises(ConsentMissing):
        give_by_code(sent.id, subject.person, late, made())


def test_a_code_is_used_once_and_only_by_its_person(subject: Subject) -> None:
    sent = send(subject, uuid4())
    assert check_code(sent.id, last_code(), uuid4(), NOW).fault is CodeFault.UNKNOWN
    with pytest.raises(ConsentMissing):
        give_by_code(sent.id, subject.person, NOW, made())  # not passed yet
    assert check_code(sent.id, last_code(), subject.person, NOW).passed
    with pytest.raises(ConsentMissing):
        give_by_code(sent.id, uuid4(), NOW, made())
    assert len(give_by_code(sent.id, subject.person, NOW, made())) == 2
    with pytest.raises(ConsentMissing):
        give_by_code(sent.id, subject.person, NOW, made())
    assert check_code(sent.id, last_code(), subject.person, NOW).fault is CodeFault.SPENT


def test_codes_are_not_sent_in_a_rush(subject: Subject) -> None:
    for minute in range(5):
        send(subject, uuid4(), NOW + timedelta(minutes=minute))
    with pytest.raises(CodeNotSent) as soon:
        send(subject, uuid4(), NOW + timedelta(minutes=4, seconds=59))
    assert soon.value.fault is CodeFault.TOO_SOON
    with pytest.raises(CodeNotSent) as many:
        send(subject, uuid4(), NOW + timedelta(minutes=30))
    assert many.value.fault is CodeFault.TOO_MANY
    assert send(subject, uuid4(), NOW + timedelta(minutes=61))


def test_without_number_or_gateway_no_code_goes_out(subject: Subject) -> None:
    with pytest.raises(CodeNotSent) as unknown:
        send(Subject(uuid4()), uuid4())
    assert unknown.value.fault is CodeFault.NO_NUMBER
    for port in (registry.MOBILE_CITIZENS, registry.SMS):
        with registry.replaced(port, DownSource()), pytest.raises(CodeNotSent) as down:
            send(subject, uuid4())
        assert down.value.fault is CodeFault.UNAVAILABLE
    assert not OneTimeCode.objects.exists()


def test_a_refusal_is_recorded_and_withdraws_what_was_given(subject: Subject) -> None:
    case = uuid4()
    give(subject, case)
    later = NOW + timedelta(hours=1)
    refuse_consent(
        person=subject.person, case=case, data_set=DataSet.BANS, language="kk", now=later, change=made(later)
    )
    assert consent_state(case, DataSet.BANS, later) is ConsentState.REFUSED
    assert consent_state(case, DataSet.BANS, later - timedelta(minutes=1)) is ConsentState.GIVEN
    again = later + timedelta(hours=1)
    give(subject, case, now=again)
    assert consent_state(case, DataSet.BANS, again) is ConsentState.GIVEN


def test_a_withdrawn_consent_no_longer_holds(subject: Subject) -> None:
    case = uuid4()
    consent = give(subject, case)
    assert give(subject, case) == consent  # asked again while it holds: the same one
    later = NOW + timedelta(days=1)
    assert revoke_consent(consent, now=later, change=made(later))
    assert not revoke_consent(consent, now=later, change=made(later))
    assert consent_for(subject.person, case, DataSet.BANS, NOW) == consent
    with pytest.raises(ConsentMissing):
        consent_for(subject.person, case, DataSet.BANS, later)
    assert consent_state(case, DataSet.BANS, later) is ConsentState.REVOKED


def test_consent_is_one_persons(subject: Subject) -> None:
    case = uuid4()
    give(subject, case)
    with pytest.raises(ConsentMissing):
        consent_for(uuid4(), case, DataSet.BANS, NOW)


def test_a_click_is_no_consent(subject: Subject) -> None:
    for way, reference in ((Consent.Way.CABINET, "x"), (Consent.Way.OTP, "")):
        with pytest.raises(ValueError, match="consent comes"):
            give_consent(
                person=subject.person, case=uuid4(), data_set=DataSet.BANS, way=way, reference=reference,
                language="kk", now=NOW, change=made(),
            )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            person=subject.person, case=uuid4(), data_set="bans", answer="given", at=NOW, way="cabinet",
            reference="x", wording="-", change=made(),
        )  # fmt: skip


def test_the_ledger_is_kept_as_written(subject: Subject) -> None:
    consent = give(subject, uuid4())
    for other in ({"data_set": "employment"}, {"person": uuid4()}, {"answer": "refused"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**other)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_data_set_has_words(language: str) -> None:
    for data_set in DataSet:
        assert data_set_name(data_set, language) in consent_wording(data_set, language, date(2026, 6, 1))
        assert source_name(data_set, language) in consent_wording(data_set, language, date(2026, 6, 1))
    assert "123456" in code_message("123456", language)
    assert len(code_message("123456", language)) < 300
