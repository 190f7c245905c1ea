"""A kept query gives what the queryset gives, whatever it is called with, on the connection of the caller."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext

from tirkelim.identity.models import Territory
from tirkelim.journal.kept import kept
from tirkelim.journal.models import Change, JournalEntry, JournalPayload

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def a_change(number: int, why: str = "") -> Change:
    at = NOW + timedelta(hours=number)
    return Change.objects.create(command_id=uuid4(), at=at, action=f"test.{number % 2}", why=why, result={"n": number})


def an_entry(change: Change, stream: str, seq: int) -> JournalEntry:
    entry = JournalEntry.objects.create(
        stream=stream, seq=seq, change=change, kind="k", salted_digest="a", prev_hash="b", hash="c"
    )
    JournalPayload.objects.create(entry=entry, salt="s", body="{}")
    return entry


@pytest.fixture
def changes() -> list[Change]:
    return [a_change(number) for number in range(6)]


@kept
def changes_since(at: datetime, action: str) -> QuerySet[Change]:
    return Change.objects.filter(at__gte=at, action=action, why="").order_by("at")


@kept
def change_by_id(id: UUID) -> QuerySet[Change]:
    return Change.objects.filter(pk=id)[:1]


@kept
def entries(stream: str) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(stream=stream).select_related("change", "payload").order_by("-seq")


def test_rows_are_those_of_the_queryset(changes: list[Change]) -> None:
    for at, action in ((NOW, "test.0"), (NOW + timedelta(hours=2), "test.0"), (NOW, "test.1"), (NOW, "none")):
        plain = list(Change.objects.filter(at__gte=at, action=action, why="").order_by("at"))
        found = changes_since(at, action)
        assert found == plain
        assert [vars(one).keys() for one in found] == [vars(one).keys() for one in plain]
        assert [(one.at, one.result, one.command_id) for one in found] == [
            (one.at, one.result, one.command_id) for one in plain
        ]


def test_the_query_is_made_once_and_run_each_time(changes: list[Change]) -> None:
    made = []

    @kept
    def counted(id: UUID) -> QuerySet[Change]:
        made.append(id)
        return Change.objects.filter(pk=id)

    with CaptureQueriesContext(
        connection,
    ) as run:
        assert [counted.first(change.id) for change in changes] == changes
    assert len(made) == 1
    assert len(run) == len(changes)


def test_what_is_found_is_as_good_as_fetched(changes: list[Change]) -> None:
    """It is no new row, and belongs to its database."""
    found = change_by_id.first(changes[0].id)
    assert found is not None
    assert (found._state.adding, found._state.db) == (False, "default")
    assert change_by_id.first(uuid4()) is None


def test_related_rows_come_along(changes: list[Change]) -> None:
    an_entry(changes[0], "case:1", 1)
    an_entry(changes[1], "case:1", 2)
    an_entry(changes[2], "case:2", 1)
    with CaptureQueriesContext(connection) as run:
        found = [(one.seq, one.change.result, one.payload.body) for one in entries("case:1")]
    assert found == [(2, {"n": 1}, "{}"), (1, {"n": 0}, "{}")]
    assert len(run) == 1


def test_values_and_annotations(changes: list[Change]) -> None:
    @kept
    def pairs(at: datetime) -> QuerySet[Change, Any]:
        return Change.objects.filter(at__lte=at).order_by("at").values_list("id", "result")

    @kept
    def flat(action: str) -> QuerySet[Change, Any]:
        return Change.objects.filter(action=action).order_by("at").values_list("at", flat=True)

    @kept
    def annotated(action: str) -> QuerySet[Change]:
        return Change.objects.filter(action=action).annotate(number=Count("entries")).order_by("at")

    an_entry(changes[0], "case:1", 1)
    assert pairs(changes[1].at) == [(one.id, one.result) for one in changes[:2]]
    assert flat("test.1") == [one.at for one in changes[1::2]]
    assert [one.number for one in annotated("test.0")] == [1, 0, 0]


def test_dates_and_repeated_arguments() -> None:
    @kept
    def held(day: date, kato: str) -> QuerySet[Territory]:
        return Territory.objects.filter(valid_from__lte=day, kato=kato).exclude(valid_to__lte=day)

    day, kato = date(2026, 3, 2), "710000000"
    plain = Territory.objects.filter(valid_from__lte=day, kato=kato).exclude(valid_to__lte=day)
    assert held(day, kato) == list(plain) != []
    assert held(date(1990, 1, 1), kato) == []
    assert held(kato=kato, day=day) == list(plain)


def test_a_value_that_was_compared_with_always_stays(changes: list[Change]) -> None:
    """The constant of a query is no argument, even when it looks like one."""
    a_change(9, why="other")
    assert len(changes_since(NOW, "test.1")) == 3


def test_shapes_are_kept_apart(changes: list[Change]) -> None:
    """The length of a list and the ends of a slice make another query; the values in the list do not."""
    made = []

    @kept
    def some(ids: tuple[UUID, ...], first: int, last: int) -> QuerySet[Change]:
        made.append((len(ids), first, last))
        return Change.objects.filter(pk__in=ids).order_by("at")[first:last]

    ids = tuple(change.id for change in changes)
    assert some(ids, 0, 2) == changes[:2]
    assert some(ids[::-1], 0, 2) == changes[:2]
    assert some(ids, 2, 5) == changes[2:5]
    assert some(ids[3:], 0, 2) == changes[3:5]
    assert some((ids[0], ids[0]), 0, 9) == changes[:1]
    assert some((), 0, 9) == []
    # Three ids are asked for as four, six as eight; nothing among nothing.
    assert made == [(8, 0, 2), (8, 2, 5), (4, 0, 2), (2, 0, 9), (0, 0, 9)]


def test_plain_words_of_the_query_are_written_out(changes: list[Change]) -> None:
    """The arguments, and whatever could mean something to the database, are not."""
    an_entry(changes[0], "case:1", 1)

    @kept
    def odd(stream: str) -> QuerySet[JournalEntry]:
        return JournalEntry.objects.filter(stream=stream, kind="k").exclude(salted_digest="it's 100% %s")

    with CaptureQueriesContext(connection) as run:
        assert [entry.seq for entry in odd("case:1")] == [1]
        assert odd("k") == []
    assert "= 'k'" in odd._stored["default", ()].sql
    assert [param for _, param in odd._stored["default", ()].slots if _ is None] == ["it's 100% %s"]
    assert len(run) == 2


def test_an_order_by_what_is_not_shown(changes: list[Change]) -> None:
    """The database sends that column too; it is not handed on."""

    @kept
    def actions(action: str) -> QuerySet[Change, Any]:
        return Change.objects.filter(action=action).distinct().order_by("-at").values_list("action", "result")

    assert actions("test.0") == [("test.0", {"n": number}) for number in (4, 2, 0)]


def test_named_rows(changes: list[Change]) -> None:
    @kept
    def named(action: str) -> QuerySet[Change, Any]:
        return Change.objects.filter(action=action).order_by("at").values_list("id", "at", named=True)

    assert [(row.id, row.at) for row in named("test.0")] == [(one.id, one.at) for one in changes[::2]]


@pytest.mark.parametrize("wrong", [None, "x", 3, [uuid4()], (uuid4(),)])
def test_arguments_of_another_kind_are_refused(wrong: Any) -> None:
    """None and lists would need another query."""
    with pytest.raises(TypeError):
        change_by_id(wrong)


def test_queries_that_cannot_be_kept_are_refused() -> None:
    @kept
    def altered(text: str) -> QuerySet[Change]:
        return Change.objects.filter(why__contains=text)

    @kept
    def unused(text: str) -> QuerySet[Change]:
        return Change.objects.all()

    @kept
    def in_two_steps(id: UUID) -> QuerySet[Change]:
        return Change.objects.filter(pk=id).prefetch_related("entries")

    with pytest.raises(TypeError, match="compared as it is"):
        altered("x")
    with pytest.raises(TypeError, match="compared as it is"):
        unused("x")
    with pytest.raises(TypeError, match="second step"):
        in_two_steps(uuid4())


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_on_its_own_connection() -> None:
    change = a_change(1)
    assert change_by_id.first(change.id) == change
    found: list[Any] = []

    def look() -> None:
        from django.db import connections

        found.append(change_by_id.first(change.id))
        found.append(connections["default"].connection is not None)
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [change, True]
