"""Whoever alters the journal behind the guards is found out, by stream and number."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tirkelim.journal import guards
from tirkelim.journal.chain import AlreadyErased, append, erase_payload
from tirkelim.journal.change import Command, change, once
from tirkelim.journal.models import JournalEntry, JournalPayload, Seal
from tirkelim.journal.seal import SealedLater, WritersBusy, closed_until, seal
from tirkelim.journal.verify import Report, verify_all

Make = Callable[..., Command]
pytestmark = pytest.mark.django_db
ORIGINAL = {"name": "Сәуле Нұрланқызы", "units": 210}


@pytest.fixture
def streams(command: Make) -> list[Command]:
    """Two streams of three entries, written in turn and sealed in between."""
    commands = [command() for _ in range(3)]
    for number, one in enumerate(commands):
        with change(one, "test.write") as made:
            for stream in ("case:1", "person:1"):
                append(stream, made, "written", {**ORIGINAL, "n": number})
        if number == 1:
            seal(one.now + timedelta(seconds=1), margin=timedelta(0))
    seal(commands[-1].now + timedelta(seconds=1), margin=timedelta(0))
    return commands


def tamper(sql: str, *values: object) -> Report:
    """Alter rows as someone with all rights over the database would, then verify."""
    guards.lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)
        assert cursor.rowcount == 1
    return verify_all()


def places(report: Report) -> set[tuple[str, int]]:
    """Where problems were found."""
    return {(problem.stream, problem.seq) for problem in report.problems}


def entry(stream: str, seq: int) -> JournalEntry:
    """One entry."""
    return JournalEntry.objects.get(stream=stream, seq=seq)


def test_an_untouched_journal_is_good(streams: list[Command]) -> None:
    """Everything is counted and nothing is found."""
    assert verify_all() == Report(streams=2, entries=6, erased=0, seals=2, problems=())


def test_an_altered_payload_is_named(streams: list[Command]) -> None:
    """The words were exchanged."""
    report = tamper(
        "UPDATE journal_journalpayload SET body = %s WHERE entry_id = %s", '{"units":310}', entry("case:1", 2).id
    )
    assert places(report) == {("case:1", 2)}
    assert "payload" in report.problems[0].what


def test_an_altered_kind_is_named(streams: list[Command]) -> None:
    """The meaning of an entry was exchanged."""
    report = tamper("UPDATE journal_journalentry SET kind = 'granted' WHERE id = %s", entry("person:1", 3).id)
    assert places(report) == {("person:1", 3)}


def test_an_altered_change_is_named_in_every_stream(streams: list[Command]) -> None:
    """Who did it, when and why belongs to the entry."""
    report = tamper(
        "UPDATE journal_change SET why = 'another reason' WHERE id = %s",
        entry("case:1", 1).change_id.hex if connection.vendor == "sqlite" else entry("case:1", 1).change_id,
    )
    assert places(report) == {("case:1", 1), ("person:1", 1)}


def test_a_rehashed_entry_breaks_the_link_and_the_seal(streams: list[Command]) -> None:
    """Making the hash fit its entry does not make it fit the others."""
    report = tamper("UPDATE journal_journalentry SET hash = %s WHERE id = %s", "f" * 64, entry("case:1", 2).id)
    assert ("case:1", 2) in places(report)
    assert ("case:1", 3) in places(report)
    assert any("seal" in problem.what for problem in report.problems if problem.seq == 2)


def test_a_removed_payload_is_named(streams: list[Command]) -> None:
    """Erasing leaves a mark; removing does not, and is found."""
    report = tamper("DELETE FROM journal_journalpayload WHERE entry_id = %s", entry("case:1", 1).id)
    assert places(report) == {("case:1", 1)}


def test_a_stream_cut_at_its_end_is_named(streams: list[Command]) -> None:
    """The chain alone would not notice; the seal does."""
    last = entry("case:1", 3)
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_journalpayload WHERE entry_id = %s", [last.id])
    report = tamper("DELETE FROM journal_journalentry WHERE id = %s", last.id)
    assert places(report) == {("case:1", 3)}


def test_an_altered_seal_is_named(streams: list[Command]) -> None:
    """Seals follow each other as entries do."""
    first = Seal.objects.order_by("id")[0]
    report = tamper("UPDATE journal_seal SET root = %s WHERE id = %s", "e" * 64, first.id)
    assert {problem.stream for problem in report.problems} == {"seal"}
    assert len(report.problems) == 2


def test_erasure_keeps_the_chain_verifiable(streams: list[Command], command: Make) -> None:
    """The words are gone, the journal is good, and the erasure is on record."""
    target = entry("person:1", 1)
    later = command(streams[-1].now + timedelta(days=1))
    with change(later, "journal.erase") as made:
        erase_payload(target, made, "retention period over")
    payload = JournalPayload.objects.get(entry=target)
    assert (payload.body, payload.salt) == (None, None)
    report = verify_all()
    assert report.good
    assert report.erased == 1
    assert JournalEntry.objects.filter(stream="person:1").last().kind == "payload_erased"
    with (
        pytest.raises(AlreadyErased),
        change(command(later.now + timedelta(days=1)), "journal.erase") as made,
    ):
        erase_payload(target, made, "again")


def test_erasing_without_a_record_is_named(streams: list[Command], command: Make) -> None:
    """The guard lets a payload be cleared; only a recorded erasure may have done it."""
    one = command(streams[-1].now + timedelta(days=1))
    once(one, "test.other", {}, lambda made: {"id": str(made.id)})
    JournalPayload.objects.filter(entry=entry("case:1", 1)).update(
        body=None, salt=None, erased_by=entry("case:1", 1).change
    )
    assert places(verify_all()) == {("case:1", 1)}


def test_a_recorded_erasure_covers_its_own_entry_only(streams: list[Command], command: Make) -> None:
    """One recorded erasure is no licence for others, and its record stays."""
    with change(command(streams[-1].now + timedelta(days=1)), "journal.erase") as made:
        record = erase_payload(entry("case:1", 1), made, "a request")
        with pytest.raises(ValueError, match="record"):
            erase_payload(record, made, "a request")
    JournalPayload.objects.filter(entry=entry("case:1", 2)).update(body=None, salt=None, erased_by=made)
    assert places(verify_all()) == {("case:1", 2)}


def test_seals_only_move_on(streams: list[Command]) -> None:
    """The closed time never opens again."""
    before = closed_until()
    newest = Seal.objects.order_by("-id")[0]
    with pytest.raises(SealedLater):
        seal(newest.at)
    seal(newest.at + timedelta(seconds=1), margin=timedelta(days=30))
    assert closed_until() == before


def test_the_command_says_where_something_was_altered(streams: list[Command]) -> None:
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert "unaltered" in out.getvalue()

    tamper("UPDATE journal_journalentry SET kind = 'forged' WHERE stream = %s AND seq = 2", "person:1")
    with pytest.raises(CommandError):
        call_command("journal", "verify", stdout=out)
    assert "person:1 2" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_seal_does_not_wait_for_a_change_that_takes_long(command: Make) -> None:
    """Behind a waiting seal everybody else who writes would wait too."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite there is one writer at a time")
    one = command()
    with change(one, "test.long"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_is_put_off, one.now).result(timeout=20)
    seal(one.now + timedelta(minutes=5))


def _is_put_off(now: datetime) -> bool:
    try:
        seal(now)
    except WritersBusy:
        return True
    finally:
        connection.close()
    return False
