"""The watch over staff, event by event: who is told, how often, and what is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import ASTANA
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic

from tirkelim.cases import daily, outbox
from tirkelim.cases.models import Outbox
from tirkelim.gateway.answer import Subject
from tirkelim.gateway.demo import add_number, demo_outbox
from tirkelim.identity.models import Role
from tirkelim.journal.models import Change, JournalEntry
from tirkelim.register import commands
from tirkelim.register.commands import base_work
from tirkelim.register.commands.licences import Holder
from tirkelim.register.licence_reference import end_staff_edit
from tirkelim.register.models import Certificate, LicenceEventKind
from tirkelim.register.status import EventKind
from tirkelim.services.licence.models import StaffWatch, ToldShortage
from tirkelim.services.licence.staffing import changed, watching
from tirkelim.services.licence.staffing.watching import sweep, watch_changes

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


class Staffed(Clinic):
    """A clinic with one cardiologist and one nurse: nothing is short, and everything would be without them."""

    def __init__(self) -> None:
        super().__init__()
        self.doctor, self.doctor_job = self.specialist(CARDIOLOGY)
        self.nurse, self.nurse_job = self.specialist(NURSING)
        self.look()
        assert self.told() == set()

    def look(self) -> int:
        """One round of the worker, a minute later."""
        return watch_changes(self.later(minutes=1))

    def sweep(self) -> dict[str, Any]:
        """The daily look."""
        return daily.run_in_portions("licence_staff", sweep, self.now).result

    def lines(self) -> list[str]:
        """The lines that are told as short, without their annexes."""
        return sorted(key[3] for key in self.told())

    @property
    def certificate(self) -> UUID:
        """That of the cardiologist."""
        return Certificate.objects.get(person=self.doctor).id


@pytest.fixture
def clinic(db: None) -> Staffed:
    """In March 2026."""
    return Staffed()


def withdraw(clinic: Staffed) -> None:
    clinic.happened(clinic.certificate, EventKind.WITHDRAWN, clinic.today)


SHORTENING: list[Callable[[Staffed], Any]] = [
    lambda clinic: clinic.leave(clinic.doctor_job, clinic.today - A_DAY),
    withdraw,
    lambda clinic: clinic.named(clinic.doctor_job, clinic.second, clinic.today),
    lambda clinic: clinic.required("2.doctor", "2", 2, clinic.today),
]


@pytest.mark.parametrize("act", SHORTENING)
def test_whatever_takes_the_last_one_away_is_told_at_the_next_look(
    clinic: Staffed, act: Callable[[Staffed], Any]
) -> None:
    act(clinic)
    assert clinic.look() == 1
    assert clinic.lines() == ["2.doctor"]
    told = ToldShortage.objects.get()
    assert (told.since, told.office, told.specialty) == (clinic.today, ASTANA, CARDIOLOGY)
    assert clinic.look() == 0
    assert not clinic.sweep()["told"]
    assert ToldShortage.objects.count() == 1


def test_whatever_brings_one_back_closes_it_and_a_later_one_is_told_again(clinic: Staffed) -> None:
    withdraw(clinic)
    clinic.look()
    clinic.later(days=3)
    clinic.happened(clinic.certificate, EventKind.RESTORED, clinic.today)
    assert clinic.look() == 1
    assert clinic.lines() == []
    closed = ToldShortage.objects.get()
    assert closed.over_on == clinic.today
    clinic.later(days=3)
    withdraw(clinic)
    clinic.look()
    assert clinic.lines() == ["2.doctor"]
    assert ToldShortage.objects.count() == 2


@pytest.mark.parametrize(
    "cure",
    [
        lambda clinic: clinic.specialist(CARDIOLOGY, hired_on=clinic.today),
        lambda clinic: clinic.certified(clinic.nurse, CARDIOLOGY),
        lambda clinic: commands.cancel_leaving(clinic.command(), clinic.doctor_job),
        lambda clinic: clinic.event(LicenceEventKind.TERMINATED, clinic.today),
        lambda clinic: clinic.required("2.doctor", "2", 0, clinic.today),
    ],
)
def test_a_cure_is_seen_at_the_next_look(clinic: Staffed, cure: Callable[[Staffed], Any]) -> None:
    clinic.leave(clinic.doctor_job, clinic.today - A_DAY)
    clinic.look()
    cure(clinic)
    assert clinic.look() == 1
    assert clinic.lines() == []


def test_a_base_named_elsewhere_and_taken_back(clinic: Staffed) -> None:
    line = clinic.named(clinic.doctor_job, clinic.second, clinic.today)
    clinic.look()
    assert clinic.lines() == ["2.doctor"]
    base_work.withdraw_base_work(clinic.command(), line)
    clinic.look()
    assert clinic.lines() == []


def test_a_known_dismissal_and_the_end_of_a_certificate_are_found_by_the_day(clinic: Staffed) -> None:
    clinic.leave(clinic.doctor_job, clinic.today + timedelta(days=9))
    assert clinic.look() == 0
    clinic.later(days=9)
    assert clinic.sweep() == {"told": 0, "over": 0}
    clinic.later(days=1)
    assert clinic.sweep() == {"told": 1, "over": 0}
    assert ToldShortage.objects.get().since == clinic.today


def test_what_was_entered_late_names_the_day_on_which_it_began(clinic: Staffed) -> None:
    clinic.leave(clinic.doctor_job, clinic.today - timedelta(days=20))
    clinic.look()
    assert ToldShortage.objects.get().since == clinic.today - timedelta(days=19)


def test_nothing_is_short_under_a_line_before_the_line(clinic: Staffed) -> None:
    clinic.required("2.doctor", "2", 2, clinic.today - timedelta(days=5))
    clinic.look()
    assert ToldShortage.objects.get().since == clinic.today - timedelta(days=5)
    end_staff_edit(clinic.command(), "2.doctor", from_day=clinic.today)
    clinic.look()
    assert clinic.lines() == []


def test_a_suspended_annex_is_watched_and_an_ended_one_is_not(clinic: Staffed) -> None:
    clinic.event(LicenceEventKind.SUSPENDED, clinic.today)
    clinic.leave(clinic.doctor_job, clinic.today - A_DAY)
    clinic.look()
    assert clinic.lines() == ["2.doctor"]
    clinic.event(LicenceEventKind.WITHDRAWN, clinic.today)
    clinic.look()
    assert clinic.lines() == []


def test_an_individual_counts_at_their_own_base(clinic: Staffed) -> None:
    person = clinic.person()
    paper = clinic.certified(person, "special.reflexotherapy")
    clinic.licensed(Holder(None, person), {person: [("9", "")]})
    assert clinic.look() == 0
    clinic.happened(paper.id, EventKind.WITHDRAWN, clinic.today)
    assert clinic.look() == 1
    row = Outbox.objects.get(kind="notice")
    assert (row.to, row.body["what"]) == (str(person), "licence_staff_short")


def test_head_personnel_service_and_department_are_told_once_without_names(clinic: Staffed) -> None:
    people = [clinic.person() for _ in range(3)]
    for place, role in enumerate((Role.HEAD_OF_ORGANISATION, Role.HR_OFFICER)):
        add_number(f"+7701555000{place}", person=people[place])
        clinic.account(f"told{place}", role, person=people[place], organisation=clinic.organisation_id)
    clinic.account("told2", Role.DEPARTMENT_OFFICER, person=people[2], territory=ASTANA)
    nobody = clinic.account("nobody", Role.HR_OFFICER, organisation=clinic.organisation_id)
    clinic.leave(clinic.doctor_job, clinic.today - A_DAY)
    clinic.leave(clinic.nurse_job, clinic.today - A_DAY)
    assert clinic.look() == 3
    rows = list(Outbox.objects.filter(kind="notice").order_by("id"))
    assert {(row.to, row.body["what"]) for row in rows} == {
        (str(people[0]), "licence_staff_short"),
        (str(people[1]), "licence_staff_short"),
        (str(people[2]), "licence_staff_office"),
        (f"account:{nobody.id}", "licence_staff_short"),
    }
    outbox.work(clinic.now)
    texts = [row.text for who in people for row in demo_outbox(Subject(who))]
    assert texts
    assert not any("Сейітова" in text for text in texts)
    kinds = JournalEntry.objects.filter(stream=f"licence:{clinic.licence.id}").values_list("kind", flat=True)
    assert list(kinds).count("staff_short") == 3


def test_a_look_without_news_asks_twice_and_writes_nothing(clinic: Staffed) -> None:
    before = Change.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert watch_changes(clinic.later(minutes=30)) == 0
    assert len(asked) == 2
    assert Change.objects.count() == before


def test_a_look_at_changes_of_others_writes_no_change(clinic: Staffed) -> None:
    clinic.person()
    before = Change.objects.count()
    assert clinic.look() == 0
    assert Change.objects.count() == before
    assert not changed.news(clinic.now).fresh


def test_a_transaction_that_took_long_is_seen_when_it_is_over(clinic: Staffed) -> None:
    """Its time lies before what was seen last."""
    clinic.later(minutes=10)
    begun = clinic.command()
    clinic.later(minutes=2)
    clinic.person()
    clinic.look()
    commands.leave(begun, clinic.doctor_job, left_on=clinic.today - A_DAY, reason="own_will")
    assert clinic.look() == 1
    assert clinic.lines() == ["2.doctor"]


def test_more_news_than_one_round_takes_are_taken_by_the_next(clinic: Staffed, monkeypatch: Any) -> None:
    monkeypatch.setattr(changed, "AT_ONCE", 2)
    for _ in range(5):
        clinic.person()
    clinic.leave(clinic.doctor_job, clinic.today - A_DAY)
    assert sum(clinic.look() for _ in range(6)) == 1
    assert not changed.news(clinic.now).fresh


def test_what_lies_long_behind_is_forgotten(clinic: Staffed) -> None:
    for _ in range(3):
        clinic.person()
        clinic.later(minutes=20)
        clinic.look()
    assert len(StaffWatch.objects.get().seen) <= 1


def test_the_worker_looks(clinic: Staffed) -> None:
    """With the clock of the machine: whatever it finds short by then is told."""
    clinic.leave(clinic.doctor_job, date(2026, 3, 1))
    call_command("work", "--once")
    assert "2.doctor" in clinic.lines()


def test_a_failed_look_is_told_and_others_go_on(clinic: Staffed) -> None:
    from tirkelim.cases import rounds

    failed: list[str] = []

    def fail(now: Any) -> int:
        raise LookupError

    rounds.each_round("failing", fail)
    try:
        rounds.run(clinic.now, lambda name, failure: failed.append(f"{name} {type(failure).__name__}"))
    finally:
        del rounds._looks["failing"]
    assert failed == ["failing LookupError"]


def test_many_licences_are_looked_at_with_few_queries(clinic: Staffed) -> None:
    for number in range(12):
        base = UUID(int=number + 1)
        clinic.licensed(clinic.holder, {base: [("1.1", "")]})
    sweep(clinic.now)
    with CaptureQueriesContext(connection) as asked:
        assert sweep(clinic.now) == {"told": 0, "over": 0}
    assert len(asked) < 20


def test_a_daily_look_that_is_cut_off_goes_on_where_it_was(clinic: Staffed, monkeypatch: Any) -> None:
    """Each portion is written for itself; nothing is told twice."""
    monkeypatch.setattr(watching, "PORTION", 1)
    for number in range(3):
        clinic.licensed(clinic.holder, {UUID(int=number + 1): [("5", "")]})
    written, most = watching._write, 2

    def fail(*args: Any) -> Any:
        nonlocal most
        most -= 1
        if most < 0:
            raise LookupError
        return written(*args)

    monkeypatch.setattr(watching, "_write", fail)
    with pytest.raises(LookupError):
        clinic.sweep()
    assert clinic.lines() == ["5.laboratory"] * 2
    monkeypatch.setattr(watching, "_write", written)
    assert clinic.sweep() == {"told": 1, "over": 0}
    assert clinic.lines() == ["5.laboratory"] * 3
    assert clinic.sweep() == {"told": 1, "over": 0}
    assert ToldShortage.objects.count() == 3


def test_an_ordinary_day_writes_only_that_it_was_looked_at(clinic: Staffed) -> None:
    clinic.later(days=1)
    before = Change.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert clinic.sweep() == {"told": 0, "over": 0}
    assert Change.objects.count() == before + 1
    statements = [one["sql"] for one in asked]
    looked = next(place for place, sql in enumerate(statements) if "employment" in sql)
    assert not any(sql.startswith(("SAVEPOINT", "INSERT", "UPDATE")) for sql in statements[: looked + 1])
