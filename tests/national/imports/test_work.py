"""A table is checked and written in the background: what stands in the register in the end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.national.imports.brought import Personnel, codes, facts, fail, table

from tirkelim.identity.accounts import revoke_role
from tirkelim.identity.models import RoleGrant
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command
from tirkelim.journal.models import Change, JournalEntry
from tirkelim.journal.seal import seal
from tirkelim.journal.temporal import Stale
from tirkelim.journal.verify import verify_all
from tirkelim.national.imports import progress, runs, store, writes
from tirkelim.national.imports.plan_types import PlannedRow
from tirkelim.national.imports.titles import TITLES
from tirkelim.national.imports.work import tidy, work
from tirkelim.national.models import ColumnMemory, ImportRun, RunState
from tirkelim.national.taking import locked
from tirkelim.register import commands
from tirkelim.register.models import Employment, Person, PersonFact, PersonIdentifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def personnel(db: None) -> Personnel:
    return Personnel()


def test_a_table_comes_into_the_register(personnel: Personnel) -> None:
    before = timezone.now()
    run = personnel.checked(personnel.rows(7))
    assert (run.state, run.rows_total, run.counts["new"], run.counts["wrong"]) == ("checked", 7, 7, 0)
    assert not Person.objects.exists()
    run = personnel.written(run)
    assert (run.state, run.rows_done, run.counts["written"]["new"]) == ("done", 7, 7)
    assert Employment.objects.current().filter(organisation=personnel.employer, is_main=True).count() == 7
    assert verify_all().good
    assert not PersonFact.objects.known_at(before).exists()
    kinds = list(JournalEntry.objects.filter(stream=f"import:{run.id}").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["import_brought", "import_check", "import_write", "import_done"]


@pytest.mark.parametrize("mode", ["good", "all"])
def test_the_same_table_twice_is_the_same_register(personnel: Personnel, mode: str) -> None:
    rows = personnel.rows(5)
    personnel.written(personnel.checked(rows), mode)
    once, entries = facts(), JournalEntry.objects.filter(stream__startswith="person:").count()
    again = personnel.checked(rows)
    assert (again.counts["same"], again.counts["new"]) == (5, 0)
    again = personnel.written(again, mode)
    assert again.counts["written"]["same"] == 5
    assert facts() == once
    assert JournalEntry.objects.filter(stream__startswith="person:").count() == entries


def test_both_modes_give_the_same_register(personnel: Personnel) -> None:
    from django.db import transaction

    rows = personnel.rows(4)
    with transaction.atomic():
        personnel.written(personnel.checked(rows), "good")
        good = facts()
        transaction.set_rollback(True)
    personnel.written(personnel.checked(rows), "all")
    assert facts() == good


def test_rows_with_errors_are_left_out_or_nothing_is_written(personnel: Personnel) -> None:
    rows = [*personnel.rows(2), personnel.row(hired_on="32.01.2020"), personnel.row()]
    run = personnel.checked(rows)
    assert (run.counts["wrong"], run.counts["new"]) == (1, 3)
    assert [row for row, _ in codes(run)] == [4]
    with pytest.raises(runs.HasErrors):
        runs.start_write(personnel.order(), run.id, run.version, "all")
    assert not Person.objects.exists()
    personnel.written(run, "good")
    assert Person.objects.count() == 3


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Somebody acts once, between the comparison with the register and the writing."""
    plan, acted = writes.plan_batch, []

    def then_act(rows: Sequence[Any], context: Any) -> list[PlannedRow]:
        planned = plan(rows, context)
        if not acted:
            acted.append(act())
        return planned

    monkeypatch.setattr(writes, "plan_batch", then_act)


def enter(personnel: Personnel, iin: str, born: str) -> Callable[[], Any]:
    """Somebody enters one of the people by hand."""
    day = datetime.strptime(born, "%d.%m.%Y").date()  # noqa: DTZ007 - a day
    values = {"surname_kk": "Сейітова", "given_kk": "Әсем", "birth_date": day, "sex": "female"}
    return lambda: commands.add_person(Command(uuid4(), None, timezone.now()), values, iin=iin)


def test_a_row_that_somebody_wrote_first_is_told_and_the_others_are_written(
    personnel: Personnel, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = personnel.rows(5)
    run = personnel.checked(rows)
    meanwhile(monkeypatch, enter(personnel, rows[2]["iin"], rows[2]["birth_date"]))
    run = personnel.written(run)
    assert run.state == RunState.DONE
    assert (run.counts["written"]["new"], run.counts["written"]["refused"]) == (4, 1)
    assert codes(run)[-1:] == [(4, writes.MEANWHILE)]
    assert Employment.objects.count() == 4
    assert verify_all().good
    run = personnel.written(personnel.checked(rows))
    assert run.counts["written"]["refused"] == 0
    assert Employment.objects.count() == 5


def test_all_or_none_writes_none_when_one_cannot_be_written(
    personnel: Personnel, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = personnel.rows(5)
    run = personnel.checked(rows)
    meanwhile(monkeypatch, enter(personnel, rows[2]["iin"], rows[2]["birth_date"]))
    run = personnel.written(run, "all")
    assert (run.state, run.failure, run.rows_done) == (RunState.CHECKED, writes.NOTHING_WRITTEN, 0)
    assert codes(run)[-1:] == [(4, writes.MEANWHILE)]
    assert not Employment.objects.exists()
    assert not PersonIdentifier.objects.exists()
    run = personnel.written(run, "all")
    assert (run.state, run.failure, Employment.objects.count()) == (RunState.DONE, "", 5)


def test_a_death_recorded_meanwhile_is_seen(personnel: Personnel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is to have another job is held, and compared once more."""
    rows = personnel.rows(3)
    personnel.written(personnel.checked(rows))
    run = personnel.checked([row | {"hired_on": "02.02.2020", "is_main": "жоқ", "position": "1"} for row in rows])
    assert run.counts["job"] == 3
    person = PersonIdentifier.objects.get(value=rows[1]["iin"]).person_id
    day = date(2026, 1, 9)
    meanwhile(monkeypatch, lambda: commands.record_death(Command(uuid4(), None, timezone.now()), person, day))
    run = personnel.written(run)
    assert (run.counts["written"]["job"], run.counts["written"]["wrong"]) == (2, 1)
    assert codes(run)[-1:] == [(3, "died")]
    assert not Employment.objects.current().filter(person=person, hired_on=date(2020, 2, 2)).exists()


@pytest.mark.parametrize("known", [True, False])
def test_of_many_known_people_all_are_held_at_once(
    personnel: Personnel, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """Also where the check did not see yet how many of them are known."""
    rows, crowds = personnel.rows(4), list[str]()
    hold_crowd = writes.hold_crowd
    monkeypatch.setattr(writes, "MOST_HELD", 2)
    monkeypatch.setattr(writes, "hold_crowd", lambda crowd: (crowds.append(crowd), hold_crowd(crowd))[1])
    personnel.written(personnel.checked(rows), "all")
    assert crowds == []
    run = personnel.checked([row | {"mobile": "+7 701 000 00 00"} for row in rows])
    if not known:
        ImportRun.objects.filter(pk=run.pk).update(counts={"new": 4})
        run.refresh_from_db()
    run = personnel.written(run, "all", corrects=True)
    assert (run.state, run.counts["written"]["changed"]) == (RunState.DONE, 4)
    assert set(crowds) == {"entry", "stream:person"}
    assert PersonFact.objects.current().filter(mobile="+77010000000").count() == 4
    assert verify_all().good


def test_a_moment_that_a_seal_has_closed_is_read_anew(personnel: Personnel, monkeypatch: pytest.MonkeyPatch) -> None:
    run = personnel.checked(personnel.rows(2))
    runs.start_write(personnel.order(), run.id, run.version, "good")
    moment = timezone.now()
    seal(moment, margin=timedelta(0))
    clock = iter([moment - timedelta(seconds=9), moment - timedelta(seconds=9), moment - timedelta(seconds=9)])
    monkeypatch.setattr(writes, "clock", lambda: next(clock, None) or timezone.now())
    work(fail)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert not Change.objects.filter(action=runs.ACTION, at__lte=moment).exists()


def test_the_right_is_asked_for_again_when_it_is_written(personnel: Personnel) -> None:
    run = personnel.checked(personnel.rows(2))
    runs.start_write(personnel.order(), run.id, run.version, "good")
    grant = RoleGrant.objects.get(account=personnel.hr)
    revoke_role(Command(uuid4(), None, timezone.now()), grant.id, date(2026, 1, 1))
    work(fail)
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, "denied")
    assert not Person.objects.exists()


def test_only_the_organisation_itself_brings_its_table(personnel: Personnel) -> None:
    other = personnel.organisation("№ 7 емхана")
    with pytest.raises(Denied):
        runs.create_run(personnel.order(), other, "workers.csv", "csv", [table(personnel.rows(1))])
    with pytest.raises(Denied):
        runs.create_run(personnel.order(), None, "workers.csv", "csv", [table(personnel.rows(1))])
    assert not ImportRun.objects.exists()


def test_a_command_repeated_brings_one_run(personnel: Personnel) -> None:
    order, content = personnel.order(), [table(personnel.rows(1))]
    first = runs.create_run(order, personnel.employer, "workers.csv", "csv", content)
    second = runs.create_run(order, personnel.employer, "workers.csv", "csv", content)
    assert (first.result, first.repeated, second.repeated) == (second.result, False, True)
    assert ImportRun.objects.count() == 1


def test_who_comes_second_is_told(personnel: Personnel) -> None:
    run = personnel.bring(personnel.rows(1))
    runs.start_check(personnel.order(), run.id, run.version)
    with pytest.raises(Stale):
        runs.start_check(personnel.order(), run.id, run.version)
    with pytest.raises(runs.WrongState):
        runs.start_write(personnel.order(), run.id, run.version + 1, "good")


def test_columns_are_remembered_for_the_next_table(personnel: Personnel) -> None:
    rows = personnel.rows(1)
    rows[0]["Ішкі нөмір"] = rows[0].pop("mobile")
    run = personnel.bring(rows)
    place = run.headings.index("Ішкі нөмір")
    assert place not in runs.places(run)
    columns = {**runs.places(run), place: "mobile"}
    runs.set_columns(personnel.order(), run.id, run.version, columns)
    assert ColumnMemory.objects.filter(organisation=personnel.employer, field="mobile").exists()
    assert runs.places(personnel.bring(rows))[place] == "mobile"
    run.refresh_from_db()
    with pytest.raises(runs.WrongColumns):
        runs.set_columns(personnel.order(), run.id, run.version, {0: "iin"})


def test_a_run_that_is_given_up_is_not_worked_on(personnel: Personnel) -> None:
    run = personnel.bring(personnel.rows(1))
    runs.start_check(personnel.order(), run.id, run.version)
    runs.give_up(personnel.order(), run.id, run.version + 1)
    assert work(fail) == 0
    run.refresh_from_db()
    assert run.state == RunState.GIVEN_UP
    assert not store.source(run.id).exists()


def test_a_run_that_is_given_up_stops_between_two_portions(
    personnel: Personnel, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = personnel.checked(personnel.rows(6))
    monkeypatch.setattr(writes, "size", lambda: 2)
    runs.start_write(personnel.order(), run.id, run.version, "good")
    plan = writes.plan_batch

    def give_up_at_third(rows: Sequence[Any], context: Any) -> list[PlannedRow]:
        now = ImportRun.objects.get(pk=run.pk)
        if now.rows_done == 4:
            runs.give_up(personnel.order(), run.id, now.version)
        return plan(rows, context)

    monkeypatch.setattr(writes, "plan_batch", give_up_at_third)
    work(fail)
    run.refresh_from_db()
    assert Person.objects.count() == run.rows_done == 4


def test_two_workers_do_not_take_one_run(personnel: Personnel) -> None:
    run = personnel.bring(personnel.rows(1))
    runs.start_check(personnel.order(), run.id, run.version)
    with locked(store.folder(run.id)) as mine:
        assert mine
        assert work(fail) == 0
    assert work(fail) == 1


def test_a_file_that_is_gone_is_told(personnel: Personnel) -> None:
    run = personnel.bring(personnel.rows(1))
    runs.start_check(personnel.order(), run.id, run.version)
    store.source(run.id).unlink()
    work(fail)
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, "file_lost")


def test_a_mistake_of_ours_stops_the_run_and_not_the_worker(
    personnel: Personnel, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = personnel.checked(personnel.rows(1))
    runs.start_write(personnel.order(), run.id, run.version, "good")
    monkeypatch.setattr(writes, "plan_batch", lambda rows, context: 1 / 0)
    told: list[str] = []
    assert work(lambda name, failure: told.append(type(failure).__name__)) == 1
    run.refresh_from_db()
    assert (run.state, run.failure, told) == (RunState.FAILED, "broken", ["ZeroDivisionError"])
    monkeypatch.undo()
    assert personnel.written(run).state == RunState.DONE


def test_a_table_that_is_too_large_leaves_nothing_behind(personnel: Personnel, settings: Settings) -> None:
    settings.IMPORT_MEGABYTES = 0
    order = personnel.order()
    with pytest.raises(store.TooLarge):
        runs.create_run(order, personnel.employer, "workers.csv", "csv", [table(personnel.rows(1))])
    assert not store.folder(runs.run_of(order)).exists()


def test_files_are_for_the_server_alone_and_say_nothing(personnel: Personnel) -> None:
    run = personnel.checked(personnel.rows(2))
    folder = store.folder(run.id)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    names = sorted(path.name for path in folder.iterdir())
    assert names == [store.CHECKED, store.ISSUES, "lock", store.SOURCE, TITLES]
    assert {stat.S_IMODE(os.stat(folder / name).st_mode) for name in names} == {0o600}


def test_files_are_taken_away_after_some_days(personnel: Personnel, settings: Settings) -> None:
    run = personnel.written(personnel.checked(personnel.rows(1)))
    left = personnel.checked(personnel.rows(1))
    settings.IMPORT_KEEP_DAYS = 30
    assert tidy(timezone.now() + timedelta(days=29)) == {"removed": 0}
    assert tidy(timezone.now() + timedelta(days=31)) == {"removed": 2}
    run.refresh_from_db()
    left.refresh_from_db()
    assert (run.state, left.state, left.failure) == (RunState.DONE, RunState.GIVEN_UP, "expired")
    assert not store.folder(run.id).exists()


def test_progress_never_says_all_before_the_end(personnel: Personnel) -> None:
    run = personnel.bring(personnel.rows(1))
    run.state, run.rows_total, run.rows_done = RunState.CHECKING, 200, 10
    assert progress.of(run) == (10, 200)
    progress.note(run, 150)
    assert progress.of(run) == (150, 200)
    run.version += 1
    assert progress.of(run) == (10, 200)
    assert progress.Progress(200, 200).share == 99
    assert progress.Progress(5, None).share == 0
