"""Questions to state systems: never without consent, and a silence is never a "no"."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from tirkelim.gateway import demo, registry
from tirkelim.gateway.answer import Answer, Basis, Outcome, Question, SourceUnavailable, Subject, found, unavailable
from tirkelim.gateway.consent import ConsentMissing, give_consent, revoke_consent
from tirkelim.gateway.failing import DownSource, LateSource
from tirkelim.gateway.models import Consent, DemoRecord, Pull
from tirkelim.gateway.pull import answer_of, ask_source, latest_pull, pull, record_pull
from tirkelim.gateway.records import (
    AssessmentRecord,
    BadRecord,
    BanRecord,
    CertificateRecord,
    DataSet,
    EducationRecord,
    EmploymentRecord,
    NameChangeRecord,
    Record,
    record_from_plain,
    record_to_plain,
    record_type,
)
from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change

NOW = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
IIN = "850314101019"
PASSED = AssessmentRecord("Терапия", True, date(2026, 1, 15), "Бағалау орталығы", "B-1", "7.1 (R)")

RECORDS: dict[DataSet, Record] = {
    DataSet.EDUCATION_HIGHER: EducationRecord("higher", "Жалпы медицина", "Университет", date(2015, 6, 30), "Д-1"),
    DataSet.EDUCATION_SECONDARY: EducationRecord(
        "post_secondary", "Мейіргер ісі", "Колледж", date(2014, 6, 30), "Д-2", country="KZ"
    ),
    DataSet.CERTIFICATES: CertificateRecord("KZ1", "Терапия", date(2021, 3, 1), date(2026, 3, 1), "Департамент"),
    DataSet.NAME_CHANGE: NameChangeRecord("marriage", date(2019, 5, 5), "Омарова", "Ахметова", "Н-7"),
    DataSet.ASSESSMENT: PASSED,
    DataSet.EMPLOYMENT: EmploymentRecord("000140000015", "Емхана", "Дәрігер", date(2016, 8, 1), None, "Ш-3"),
    DataSet.BANS: BanRecord("activity", "Аудандық сот", "7512-25", date(2025, 5, 12), None),
}


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
    """A person with a synthetic identifier."""
    return Subject(uuid4(), IIN)


def made(now: datetime = NOW) -> Change:
    """A change to write under."""
    with change(Command(uuid4(), None, now), "test.pull") as row:
        return row


def consent_of(subject: Subject, data_set: DataSet = DataSet.ASSESSMENT, case: UUID | None = None) -> Consent:
    """A consent by message."""
    return give_consent(
        person=subject.person, case=case or uuid4(), data_set=data_set, way=Consent.Way.SMS, reference="op-1",
        language="kk", now=NOW, change=made(),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("data_set", list(DataSet))
def test_a_record_comes_through_the_demo_source_whole(data_set: DataSet, subject: Subject) -> None:
    demo.add_record(RECORDS[data_set], data_set, iin=IIN)
    row, answer = pull(
        data_set, consent=consent_of(subject, data_set), subject=subject, now=NOW, change=made()
    )  # fmt: skip
    assert answer.records == (RECORDS[data_set],)
    assert answer.reference
    row.refresh_from_db()
    assert answer_of(row) == answer


@pytest.mark.django_db
def test_nothing_found_is_an_answer(subject: Subject) -> None:
    row, answer = pull(DataSet.ASSESSMENT, consent=consent_of(subject), subject=subject, now=NOW, change=made())
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.records == ()
    assert answer_of(row).records == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("adapter", "fault"), [(DownSource(), "refused"), (DownSource("timeout"), "timeout"), (LateSource(), "timeout")]
)
def test_a_silent_source_is_never_a_no(subject: Subject, adapter: object, fault: str) -> None:
    demo.add_record(PASSED, DataSet.ASSESSMENT, person=subject.person)
    with registry.replaced(DataSet.ASSESSMENT, adapter):
        row, answer = pull(DataSet.ASSESSMENT, consent=consent_of(subject), subject=subject, now=NOW, change=made())
    assert (answer.outcome, answer.fault, row.outcome) == (Outcome.UNAVAILABLE, fault, "unavailable")
    for silent in (answer, answer_of(row)):
        with pytest.raises(SourceUnavailable):
            _ = silent.records


class Broken:
    """An adapter that answers nonsense."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def ask(self, question: Question, now: datetime) -> Any:
        """The nonsense, or an error of that kind."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    "nonsense", [None, [], found(("text",), NOW, "r"), found((RECORDS[DataSet.BANS],), NOW, "r"), KeyError(IIN)]
)
def test_nonsense_is_no_answer_and_is_logged_without_the_person(
    subject: Subject, nonsense: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), registry.replaced(DataSet.ASSESSMENT, Broken(nonsense)):
        answer = ask_source(DataSet.ASSESSMENT, consent=consent_of(subject), subject=subject, now=NOW)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert "assessment" in caplog.text
    assert IIN not in caplog.text
    assert str(subject.person) not in caplog.text


def test_the_identifier_does_not_show() -> None:
    assert IIN not in repr(Subject(uuid4(), IIN))
    assert IIN not in str(Subject(uuid4(), IIN))


@pytest.mark.django_db
def test_no_pull_without_a_consent_for_exactly_this(subject: Subject) -> None:
    demo.add_record(PASSED, DataSet.ASSESSMENT, person=subject.person)
    consent = consent_of(subject)
    stranger = Subject(uuid4())
    asked: list[tuple[DataSet, Consent, Subject, datetime]] = [
        (DataSet.BANS, consent, subject, NOW),
        (DataSet.ASSESSMENT, consent, stranger, NOW),
        (DataSet.ASSESSMENT, consent, subject, NOW - timedelta(seconds=1)),
        (DataSet.ASSESSMENT, Consent(case=uuid4(), person=subject.person), subject, NOW),
    ]
    for data_set, given, about, now in asked:
        with pytest.raises(ConsentMissing):
            ask_source(data_set, consent=given, subject=about, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pull.objects.create(source="bans", outcome="not_found", at=NOW, change=made())


@pytest.mark.django_db
def test_an_answer_that_comes_after_the_consent_ended_is_not_kept(subject: Subject) -> None:
    consent = consent_of(subject)
    answer = ask_source(DataSet.ASSESSMENT, consent=consent, subject=subject, now=NOW)
    revoke_consent(consent, now=NOW, change=made())
    with pytest.raises(ConsentMissing):
        record_pull(
            answer, data_set=DataSet.ASSESSMENT, consent=consent, subject=subject, now=NOW, change=made()
        )  # fmt: skip
    assert not Pull.objects.exists()


@pytest.mark.django_db
def test_the_latest_answer_is_not_hidden_by_a_later_silence(subject: Subject) -> None:
    case = uuid4()
    consent = consent_of(subject, case=case)
    assert latest_pull(case, DataSet.ASSESSMENT) is None
    with registry.replaced(DataSet.ASSESSMENT, DownSource()):
        first, _ = pull(DataSet.ASSESSMENT, consent=consent, subject=subject, now=NOW, change=made())
        assert latest_pull(case, DataSet.ASSESSMENT) == first
    later = NOW + timedelta(hours=1)
    second, _ = pull(DataSet.ASSESSMENT, consent=consent, subject=subject, now=later, change=made(later))
    with registry.replaced(DataSet.ASSESSMENT, DownSource()):
        last = later + timedelta(hours=1)
        pull(DataSet.ASSESSMENT, consent=consent, subject=subject, now=last, change=made(last))
    assert latest_pull(case, DataSet.ASSESSMENT) == second


@pytest.mark.django_db
def test_a_pull_is_kept_as_written_but_its_body_can_be_erased(subject: Subject) -> None:
    demo.add_record(PASSED, DataSet.ASSESSMENT, person=subject.person)
    row, _ = pull(DataSet.ASSESSMENT, consent=consent_of(subject), subject=subject, now=NOW, change=made())
    for other in ({"outcome": "not_found"}, {"body": []}, {"consent": uuid4()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pull.objects.filter(pk=row.pk).update(**other)
    Pull.objects.filter(pk=row.pk).update(body=None)
    row.refresh_from_db()
    with pytest.raises(SourceUnavailable):
        _ = answer_of(row).records


@pytest.mark.django_db
def test_demo_outages_and_bad_demo_data_make_the_source_unavailable(subject: Subject) -> None:
    source = registry.sources("bans")
    outage = demo.add_outage(DataSet.BANS, person=subject.person)
    assert source.ask(Question(subject, Basis.CONSENT, "c"), NOW).outcome is Outcome.UNAVAILABLE
    assert source.ask(Question(Subject(uuid4()), Basis.CONSENT, "c"), NOW).outcome is Outcome.NOT_FOUND
    outage.delete()
    assert source.ask(Question(subject, Basis.CONSENT, "c"), NOW).outcome is Outcome.NOT_FOUND
    DemoRecord.objects.create(source="bans", person=subject.person, record={"kind": "activity"})
    assert source.ask(Question(subject, Basis.CONSENT, "c"), NOW).fault == "bad_answer"


@pytest.mark.django_db
def test_the_demo_telephone(subject: Subject) -> None:
    demo.add_number("+77000000041", iin=IIN)
    registry.sms().send("+77000000041", "сәлем", NOW)
    registry.sms().send("+77000000099", "басқаға", NOW)
    assert [message.text for message in demo.demo_outbox(subject)] == ["сәлем"]
    demo.add_outage(registry.MOBILE_CITIZENS, person=subject.person)
    assert registry.mobile_citizens().number_of(subject, NOW).outcome is Outcome.UNAVAILABLE


def test_demo_systems_do_not_exist_outside_demo_mode(settings: Settings) -> None:
    settings.DEMO = False
    for make in (demo.wire_demo, demo.DemoMobileCitizens, demo.DemoSmsGateway):
        with pytest.raises(ImproperlyConfigured):
            make()
    with pytest.raises(ImproperlyConfigured):
        demo.add_number("+7", person=uuid4())
    with pytest.raises(ImproperlyConfigured):
        demo.demo_outbox(Subject(uuid4()))


def test_ports_are_wired_by_name() -> None:
    assert registry.missing_ports() == ()
    with pytest.raises(ValueError, match="unknown port"):
        registry.register("weather", DownSource())
    del registry._adapters["bans"]
    assert registry.missing_ports() == ("bans",)
    with pytest.raises(registry.NotWired):
        registry.sources("bans")
    with registry.replaced("bans", DownSource()):
        assert registry.sources("bans")
    assert registry.missing_ports() == ("bans",)


@pytest.mark.parametrize("data_set", list(DataSet))
def test_records_survive_json_and_refuse_what_was_not_agreed(data_set: DataSet) -> None:
    record = RECORDS[data_set]
    plain = record_to_plain(record)
    assert isinstance(record, record_type(data_set))
    assert record_from_plain(data_set, plain) == record
    for name, value in plain.items():
        wrong = {**plain, name: 5 if value != 5 else "x"}
        with pytest.raises(BadRecord, match=name):
            record_from_plain(data_set, wrong)
    needed = next(iter(plain))
    with pytest.raises(BadRecord, match="missing"):
        record_from_plain(data_set, {name: value for name, value in plain.items() if name != needed})
    with pytest.raises(BadRecord, match=needed):
        record_from_plain(data_set, {**plain, needed: None})
    with pytest.raises(BadRecord, match="unknown"):
        record_from_plain(data_set, {**plain, "extra": 1})
    with pytest.raises(BadRecord):
        record_from_plain(data_set, [plain])


def test_an_answer_cannot_contradict_itself() -> None:
    for wrong in (
        {"outcome": Outcome.FOUND},
        {"outcome": Outcome.NOT_FOUND, "found": ("x",)},
        {"outcome": Outcome.UNAVAILABLE},
        {"outcome": Outcome.NOT_FOUND, "fault": "timeout"},
    ):
        with pytest.raises(ValueError, match=r"an answer has|an unavailable source"):
            Answer(at=NOW, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="time zone"):
        unavailable(datetime(2026, 1, 1), "timeout")  # noqa: DTZ001
