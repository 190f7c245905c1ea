"""Withdrawal, restoration, duplicates and supersession as commands: who may, what is kept, who is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings
from tests.builders import ASTANA, COMPLETE, NURSING, Office

from tirkelim.cases.command import Applied
from tirkelim.cases.models import Outbox
from tirkelim.documents.models import Document
from tirkelim.gateway.demo import add_record
from tirkelim.gateway.records import DataSet, EmploymentRecord
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.verify import verify_all
from tirkelim.register import commands
from tirkelim.register.commands import Invalid
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.public_check import public_certificate
from tirkelim.services.certificate.duplicates import MOST_A_DAY, NotPossible, duplicates_of, make_duplicate
from tirkelim.services.certificate.withdrawal import Ground, Reference, restore, withdraw

pytestmark = pytest.mark.django_db
COURT = Reference("Астана қаласының № 2 соты", "7512-25", date(2026, 2, 20))
TODAY = date(2026, 3, 2)


@pytest.fixture
def office() -> Office:
    """A department and its people, in March 2026."""
    return Office()


def certificate(office: Office, person: UUID | None = None, **terms: Any) -> Certificate:
    """A nurse's certificate that was issued before this register."""
    given = {
        "person": person or office.person(surname_latin="Seiitova", given_latin="Asem", surname_ru="Сейтова"),
        "specialty": NURSING, "issued_on": date(2024, 5, 10), "valid_until": date(2029, 5, 10), "office": ASTANA,
        "number": "KZ12ABC34567890",
    }  # fmt: skip
    done = commands.record_certificate(office.command(), commands.CertificateTerms(**{**given, **terms}))
    return Certificate.objects.get(pk=done.result["certificate"])


def status(row: Certificate, on: date = TODAY) -> str:
    """What the public check says."""
    found = public_certificate(row.number, on)
    assert found is not None
    return found.status.status.value


# --- withdrawal -------------------------------------------------------------------------------------------------------


def test_withdrawn_with_ground_and_act(office: Office) -> None:
    """From its day on; the holder gets a message without a reason; the journal holds the whole."""
    row, officer = certificate(office), office.officer()
    withdraw(office.command(officer.id), row.id, Ground.COURT_BAN, date(2026, 3, 1), COURT)

    assert [status(row, date(2026, 2, 28)), status(row, date(2026, 3, 1))] == ["valid", "withdrawn"]
    event = CertificateEvent.objects.get()
    assert (event.ground, event.reference) == ("court_ban", "Астана қаласының № 2 соты, № 7512-25, 20.02.2026")
    assert JournalEntry.objects.filter(kind="certificate_withdrawn").count() == 1
    message = Outbox.objects.get(kind="notice")
    assert (message.to, message.body) == (str(row.person_id), {"what": "certificate_withdrawn"})
    assert not verify_all().problems


def test_a_repeated_click_withdraws_once(office: Office) -> None:
    row, officer = certificate(office), office.officer()
    command = office.command(officer.id)
    first = withdraw(command, row.id, Ground.COURT_BAN, date(2026, 3, 1), COURT)
    again = withdraw(command, row.id, Ground.COURT_BAN, date(2026, 3, 1), COURT)
    assert (first.repeated, again.repeated) == (False, True)
    assert CertificateEvent.objects.count() == Outbox.objects.count() == 1


@pytest.mark.parametrize(
    ("ground", "reference", "on", "wrong"),
    [
        (Ground.COURT_BAN, Reference(), TODAY, {"body", "number", "day"}),
        (Ground.COURT_SENTENCE, Reference("Сот", " ", date(2026, 1, 1)), TODAY, {"number"}),
        (Ground.OWN_REQUEST, Reference(), date(2024, 5, 9), {"on"}),
        (Ground.OWN_REQUEST, Reference(), date(2026, 3, 3), {"on"}),
        (Ground.OWN_REQUEST, Reference(day=date(2026, 3, 3)), TODAY, {"day"}),
        (Ground.UNTRUE_DOCUMENTS, Reference("а" * 201), TODAY, {"body"}),
    ],
)
def test_what_is_not_taken(office: Office, ground: Ground, reference: Reference, on: date, wrong: set[str]) -> None:
    row, officer = certificate(office), office.officer()
    with pytest.raises(Invalid) as caught:
        withdraw(office.command(officer.id), row.id, ground, on, reference)
    assert set(caught.value.errors) == wrong
    assert not CertificateEvent.objects.exists()
    assert not Outbox.objects.exists()


def test_on_other_grounds_the_act_may_be_left_out(office: Office) -> None:
    row, officer = certificate(office), office.officer()
    withdraw(office.command(officer.id), row.id, Ground.OWN_REQUEST, TODAY, Reference())
    assert status(row) == "withdrawn"


def test_restored_when_the_withdrawal_was_annulled(office: Office) -> None:
    """In between it stays withdrawn; the act is owed."""
    row, officer = certificate(office), office.officer()
    withdraw(office.command(officer.id), row.id, Ground.COURT_BAN, date(2026, 2, 1), COURT)
    with pytest.raises(Invalid):
        restore(office.command(officer.id), row.id, date(2026, 3, 1), Reference())
    restore(office.command(officer.id), row.id, date(2026, 3, 1), COURT)
    assert [status(row, date(2026, 2, 28)), status(row, date(2026, 3, 1))] == ["withdrawn", "valid"]
    assert [one.body["what"] for one in Outbox.objects.order_by("id")] == [
        "certificate_withdrawn", "certificate_restored",
    ]  # fmt: skip


def test_only_the_department_of_the_certificate_and_nobody_their_own(office: Office) -> None:
    """Another territory, the holder, HR of the employer, the coordinator, the officer about themselves."""
    holder = office.applicant()
    row = certificate(office, holder.person)
    clinic = office.organisation()
    assert holder.person is not None
    office.job(holder.person, clinic)
    office.grant(holder, Role.DEPARTMENT_OFFICER, territory=ASTANA)
    others = [
        holder,
        office.officer("elsewhere", "100000000"),
        office.account("personnel", Role.HR_OFFICER, organisation=clinic),
        office.account("coordinator", Role.NATIONAL_COORDINATOR),
    ]
    for one in others:
        with pytest.raises(Denied):
            withdraw(office.command(one.id), row.id, Ground.COURT_BAN, TODAY, COURT)
    assert status(row) == "valid"


# --- duplicates -------------------------------------------------------------------------------------------------------


def made(office: Office, by: Account, row: Certificate, language: str, command: Command | None = None) -> Document:
    """A duplicate that can be made."""
    done = make_duplicate(command or office.command(by.id), row.id, language)
    return Document.objects.get(pk=done.result["document"])


def test_numbered_one_after_the_other(office: Office) -> None:
    """In three languages, for the holder and for the department; each is in the journal."""
    holder, officer = office.applicant(surname_latin="Seiitova", given_latin="Asem"), office.officer()
    row = certificate(office, holder.person)
    wanted = [(holder, "en"), (officer, "ru"), (holder, "kk")]
    found = [made(office, by, row, language) for by, language in wanted]

    assert [one.number for one in found] == [f"{row.number}/{n}" for n in (1, 2, 3)]
    said = [(one.payload["language"], one.payload["asked_by"]) for one in found]
    assert said == [("en", "holder"), ("ru", "department"), ("kk", "holder")]
    assert found[0].payload["holder"] == "Seiitova Asem"
    assert found[0].payload["source"].startswith("entry of the professional register")
    assert found[0].payload["made_on"] == "2026-03-02"
    assert list(duplicates_of(row.number)) == found
    assert JournalEntry.objects.filter(kind="certificate_duplicated").count() == 3


def test_a_double_click_makes_one(office: Office) -> None:
    holder = office.applicant()
    row = certificate(office, holder.person)
    command = office.command(holder.id)
    assert made(office, holder, row, "kk", command) == made(office, holder, row, "kk", command)
    assert Document.objects.count() == 1


def test_only_of_a_certificate_that_is_valid_that_day(office: Office) -> None:
    """Each status says why not."""
    officer, reasons = office.officer(), []
    for kind in ("expired", "withdrawn", "superseded", "not_yet", "training_lapsed", "term_missing"):
        dates: dict[str, Any] = {
            "expired": {"issued_on": date(2020, 3, 1), "valid_until": date(2026, 3, 1)},
            "not_yet": {"issued_on": date(2026, 3, 3)},
            "training_lapsed": {"issued_on": date(2014, 1, 1), "valid_until": None},
            "term_missing": {"issued_on": date(2016, 1, 1), "valid_until": None},
        }.get(kind, {})
        row = certificate(office, number=f"KZ-{kind}", **dates)
        if kind in ("withdrawn", "superseded"):
            commands.record_certificate_event(office.command(), row.id, kind, TODAY, "")
        with pytest.raises(NotPossible) as caught:
            make_duplicate(office.command(officer.id), row.id, "kk")
        reasons.append(caught.value.reason)
    assert reasons == ["expired", "withdrawn", "superseded", "not_yet", "training_lapsed", "term_missing"]
    assert not Document.objects.exists()


def test_one_without_a_term_by_its_further_education(office: Office) -> None:
    row, officer = certificate(office, issued_on=date(2014, 1, 1), valid_until=None), office.officer()
    commands.add_training(
        office.command(), person=row.person_id, programme="Күтім", completed_on=date(2023, 2, 28), source="document"
    )
    assert made(office, officer, row, "kk").payload["holds_until"] == "2028-02-29"


def test_not_without_end(office: Office) -> None:
    """Ten a day; the next day again."""
    holder = office.applicant()
    row = certificate(office, holder.person)
    for _ in range(MOST_A_DAY):
        made(office, holder, row, "kk")
    with pytest.raises(NotPossible):
        made(office, holder, row, "kk")
    office.now = datetime(2026, 3, 3, 5, tzinfo=UTC)
    assert made(office, holder, row, "kk").number == f"{row.number}/{MOST_A_DAY + 1}"


def test_a_stranger_gets_none(office: Office) -> None:
    row, stranger = certificate(office), office.applicant("stranger")
    with pytest.raises(Denied):
        make_duplicate(office.command(stranger.id), row.id, "kk")
    with pytest.raises(Denied):
        make_duplicate(office.command(office.officer("elsewhere", "100000000").id), row.id, "kk")


def test_none_without_its_seal_where_documents_are_sealed(office: Office, settings: Settings) -> None:
    """Whoever asks is told to come again; nothing is kept, and the same command may be given once more."""
    row, officer = certificate(office), office.officer()
    settings.SEAL_KEY = "nowhere.p12"
    command = office.command(officer.id)
    with pytest.raises(NotPossible) as caught:
        make_duplicate(command, row.id, "kk")
    assert caught.value.reason == "seal"
    assert not Document.objects.exists()
    settings.SEAL_KEY = ""
    assert made(office, officer, row, "kk", command).seal is None


def test_numbers_that_begin_alike_are_not_mixed(office: Office) -> None:
    """An older number may hold a stroke itself."""
    officer = office.officer()
    short, long = certificate(office, number="15"), certificate(office, number="15/2010")
    made(office, officer, long, "kk")
    assert made(office, officer, short, "kk").number == "15/1"
    assert [one.number for one in duplicates_of("15")] == ["15/1"]


# --- supersession by a confirmation -----------------------------------------------------------------------------------


def confirmed(office: Office, holder: Account, held: dict[str, Any]) -> Certificate:
    """A confirmation, applied for and granted."""
    assert holder.person is not None
    job = EmploymentRecord("310640000124", "№ 5 емхана", "мейіргер", date(2015, 9, 1), None, "15", "Мейіргер ісі")
    add_record(job, DataSet.EMPLOYMENT, person=holder.person)
    trainings = [
        {
            "programme": "Күтім", "organisation": "Колледж", "completed_on": "2025-05-01", "certificate_number": "1",
            "hours": 120, "in_specialty": True,
        }
    ]  # fmt: skip
    answers = {**COMPLETE, "held": held, "trainings": {"trainings": trainings}}
    case = office.submitted(holder, answers=answers)
    outcome = office.decide(office.officer(f"officer{uuid4().hex[:6]}"), case, "grant")
    assert isinstance(outcome, Applied), outcome
    return Certificate.objects.exclude(decision=None).get(person=holder.person)


def test_a_confirmation_replaces_the_valid_one_on_its_own_first_day(office: Office) -> None:
    holder = office.applicant()
    old = certificate(office, holder.person, issued_on=date(2021, 5, 10), valid_until=date(2026, 5, 10))
    new = confirmed(office, holder, {"exists": True, "valid_until": "2026-05-10", "issued_on": "2021-05-10"})
    event = CertificateEvent.objects.get()
    assert (event.kind, event.on, event.superseded_by) == ("superseded", new.issued_on, new.number)
    assert [status(old, date(2026, 3, 1)), status(old, new.issued_on), status(new, new.issued_on)] == [
        "valid", "superseded", "valid",
    ]  # fmt: skip


def test_a_confirmation_within_three_years_after_the_end(office: Office) -> None:
    """The old one stays expired; the new one begins."""
    holder = office.applicant()
    old = certificate(office, holder.person, issued_on=date(2019, 5, 10), valid_until=date(2024, 5, 10))
    new = confirmed(office, holder, {"exists": True, "valid_until": "2024-05-10", "issued_on": "2019-05-10"})
    assert not CertificateEvent.objects.exists()
    assert [status(old), status(new)] == ["expired", "valid"]


def test_a_confirmation_replaces_one_without_a_term(office: Office) -> None:
    """The register's own course keeps it valid in the application too, though the applicant named another one."""
    holder = office.applicant()
    old = certificate(office, holder.person, issued_on=date(2014, 5, 10), valid_until=None)
    commands.add_training(
        office.command(), person=old.person_id, programme="Күтім", completed_on=date(2023, 3, 1), source="document",
        hours=30, specialty=NURSING,
    )  # fmt: skip
    assert status(old) == "valid"
    new = confirmed(office, holder, {"exists": True, "valid_until": None, "issued_on": "2014-05-10"})
    assert [status(old), status(new)] == ["superseded", "valid"]
