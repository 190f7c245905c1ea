"""A command is carried out once, whatever is repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, CommandIdReused, Repeated, TimeClosed, change, once
from tirkelim.journal.models import Change, JournalEntry
from tirkelim.journal.seal import seal

Make = Callable[..., Command]


@pytest.mark.django_db
def test_a_repeated_command_gets_the_first_result(command: Make) -> None:
    """The second time nothing is done and the first answer is given."""
    one = command()
    done = []

    def work(made: Change) -> dict[str, object]:
        done.append(made.id)
        append("case:1", made, "done", {"n": len(done)})
        return {"number": len(done)}

    first = once(one, "test.do", {"what": "this"}, work)
    second = once(one._replace(now=one.now + timedelta(hours=1)), "test.do", {"what": "this"}, work)
    assert (first.result, first.repeated) == ({"number": 1}, False)
    assert (second.result, second.repeated) == ({"number": 1}, True)
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", ["content", "action", "actor"])
def test_a_command_id_cannot_be_used_for_something_else(command: Make, other: str) -> None:
    """Otherwise one could ask for another's result."""
    one = command()
    once(one, "test.do", {"what": "this"}, lambda made: {})
    content = {"what": "that"} if other == "content" else {"what": "this"}
    action = "test.other" if other == "action" else "test.do"
    actor = uuid4() if other == "actor" else None
    with pytest.raises(CommandIdReused):
        once(one._replace(actor=actor), action, content, lambda made: {})


@pytest.mark.django_db
def test_a_failed_command_leaves_nothing_and_may_be_repeated(command: Make) -> None:
    """A command that failed was not carried out."""
    one = command()

    def fail(made: Change) -> dict[str, object]:
        append("case:1", made, "done", {})
        raise KeyError("no")

    with pytest.raises(KeyError):
        once(one, "test.do", {}, fail)
    assert not Change.objects.exists()
    assert not once(one, "test.do", {}, lambda made: {"ok": True}).repeated


@pytest.mark.django_db
def test_a_repetition_inside_is_not_taken_for_the_outer_one(command: Make) -> None:
    """The inner command's repetition does not become the outer command's result."""
    inner, outer = command(), command()
    once(inner, "test.inner", {}, lambda made: {"inner": 1})

    def work(made: Change) -> dict[str, object]:
        with change(inner, "test.inner", {}):
            raise AssertionError("done twice")

    with pytest.raises(Repeated):
        once(outer, "test.outer", {}, work)


@pytest.mark.django_db
def test_a_time_without_offset_is_refused(command: Make) -> None:
    """Nobody knows which moment it means."""
    with pytest.raises(ValueError, match="offset"), change(command(datetime(2026, 3, 2, 9)), "test.do"):  # noqa: DTZ001
        raise AssertionError


@pytest.mark.django_db
def test_a_seal_closes_the_time_before_it(command: Make) -> None:
    """What was known at a closed moment can no longer change."""
    one = command()
    once(one, "test.do", {}, lambda made: {})
    made = seal(one.now + timedelta(hours=1), margin=timedelta(minutes=5))
    with pytest.raises(TimeClosed):
        once(command(made.closed_until), "test.do", {}, lambda made: {})
    once(command(made.closed_until + timedelta(seconds=1)), "test.do", {}, lambda made: {})


@pytest.mark.django_db
def test_the_fingerprint_does_not_betray_the_content(command: Make) -> None:
    """The same personal content leaves different marks in different changes."""
    for _ in range(2):
        once(command(), "test.do", {"iin": "850314101019"}, lambda made: {})
    first, second = Change.objects.values_list("fingerprint", flat=True)
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_twins_at_the_same_moment_are_carried_out_once(command: Make) -> None:
    """Two servers get the same click: one works, the other answers with its result."""
    one = command()
    barrier = threading.Barrier(4)
    outcomes = []

    def click() -> None:
        barrier.wait()

        def work(made: Change) -> dict[str, object]:
            append("case:1", made, "done", {})
            return {"by": str(made.id)}

        outcomes.append(once(one, "test.do", {}, work))
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True, True]
    assert len({outcome.result["by"] for outcome in outcomes}) == 1
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_stream_queue(command: Make) -> None:
    """Entries written at the same moment are numbered one after the other."""
    commands = [command() for _ in range(12)]
    failures = []

    def write(mine: list[Command]) -> None:
        try:
            for one in mine:
                with change(one, "test.do") as made:
                    append("case:1", made, "done", {})
        except Exception as bad:
            failures.append(bad)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(commands[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(JournalEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 13))
