"""Two time axes: whatever was recorded, corrected, ended or withdrawn, any past answer can be given again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Overlap, Stale, correct, end, record, replace_from, withdraw
from tirkelim.register.models import Organisation, OrganisationFact

EPOCH = date(2020, 1, 1)
START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
DAYS = 24
pytestmark = pytest.mark.django_db

OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "correct", "end", "replace_from", "withdraw"]),
        st.integers(0, DAYS - 1),
        st.integers(1, DAYS),
        st.integers(0, 9),
    ),
    max_size=12,
)


def day(number: int) -> date:
    """The day with this number."""
    return EPOCH + timedelta(days=number)


def new_change(number: int) -> Change:
    """A change, a minute after the one before."""
    command = Command(uuid4(), None, START + timedelta(minutes=number))
    with change(command, "test.write") as made:
        return made


class Shadow:
    """The same operations on a plain list of what is believed of each day; one list for each moment."""

    def __init__(self) -> None:
        self.days: list[str | None] = [None] * DAYS
        self.known: list[tuple[datetime, list[str | None]]] = [(START - timedelta(days=1), list(self.days))]

    def fill(self, start: date, stop: date | None, value: str | None) -> None:
        """Believe `value` of the days of an interval."""
        last = DAYS if stop is None else (stop - EPOCH).days
        for number in range(max((start - EPOCH).days, 0), min(last, DAYS)):
            self.days[number] = value

    def remember(self, at: datetime) -> None:
        """Keep what is believed now."""
        self.known.append((at, list(self.days)))


def apply(operation: str, made: Change, rows: list[OrganisationFact], shadow: Shadow, a: int, b: int, v: str) -> None:
    """One operation on the register and on its shadow."""
    if operation == "record":
        organisation = Organisation.objects.get()
        row = OrganisationFact(
            organisation=organisation, line=organisation.id, kind="medical", name_kk=v,
            valid_from=day(a), valid_to=None if b == DAYS else day(a + b),
        )  # fmt: skip
        record(row, made)
        shadow.fill(row.valid_from, row.valid_to, v)
        return
    if not rows:
        return
    old = rows[a % len(rows)]
    if operation == "withdraw":
        withdraw(old, made)
        shadow.fill(old.valid_from, old.valid_to, None)
    elif operation == "correct":
        correct(old, made, name_kk=v)
        shadow.fill(old.valid_from, old.valid_to, v)
    elif operation == "end":
        stop = old.valid_from + timedelta(days=b)
        end(old, made, stop)
        shadow.fill(old.valid_from, old.valid_to, None)
        shadow.fill(old.valid_from, stop, old.name_kk)
    else:
        start = old.valid_from + timedelta(days=b - 1)
        replace_from(old, made, start, name_kk=v)
        shadow.fill(start, old.valid_to, v)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(operations=OPERATIONS)
def test_as_of_gives_every_past_answer_again(
    operations: list[tuple[str, int, int, int]],
) -> None:
    """For every moment and every day the register answers what it would have answered then."""
    with transaction.atomic():
        first = new_change(0)
        Organisation.objects.create(bin="310640000124", change=first)
        shadow = Shadow()
        for number, (operation, a, b, value) in enumerate(operations, 1):
            rows = list(OrganisationFact.objects.current().order_by("valid_from"))
            before = list(shadow.days)
            made = new_change(number)
            try:
                with transaction.atomic():
                    apply(operation, made, rows, shadow, a, b, f"v{value}")
            except (Overlap, ValueError):
                shadow.days = before
            shadow.remember(made.at)
        for at, days in shadow.known:
            for moment in (at, at + timedelta(seconds=59)):
                facts = list(OrganisationFact.objects.known_at(moment))
                believed = [[fact.name_kk for fact in facts if holds(fact, day(number))] for number in range(DAYS)]
                assert believed == [[] if value is None else [value] for value in days]
        sample = OrganisationFact.objects.as_of(day(5), shadow.known[-1][0])
        assert [row.name_kk for row in sample] == [value for value in [shadow.days[5]] if value]
        transaction.set_rollback(True)


def holds(fact: OrganisationFact, on: date) -> bool:
    """Whether a row holds on a day, asked without the database."""
    return fact.valid_from <= on and (fact.valid_to is None or on < fact.valid_to)


@pytest.fixture
def fact() -> OrganisationFact:
    """A fact that holds from day 5 up to day 10."""
    made = new_change(0)
    organisation = Organisation.objects.create(bin="310640000124", change=made)
    row = OrganisationFact(
        organisation=organisation, line=organisation.id, kind="medical", name_kk="Емхана",
        valid_from=day(5), valid_to=day(10),
    )  # fmt: skip
    return record(row, made)


def names(on: int, known: datetime) -> list[str | None]:
    """What the register says of a day, as known at a moment."""
    return [row.name_kk for row in OrganisationFact.objects.as_of(day(on), known)]


def test_intervals_are_half_open(fact: OrganisationFact) -> None:
    """The first day and moment belong to the interval, the last ones do not."""
    at = fact.known_from
    closing = new_change(1)
    withdraw(fact, closing)
    assert names(5, at) == names(9, at) == ["Емхана"]
    assert names(4, at) == names(10, at) == []
    assert names(5, at - timedelta(microseconds=1)) == []
    assert names(5, closing.at - timedelta(microseconds=1)) == ["Емхана"]
    assert names(5, closing.at) == []


def test_known_since_is_the_time_of_the_change(fact: OrganisationFact) -> None:
    """Not the clock of the database, nor of the moment of storing."""
    assert fact.known_from == fact.change.at == START


def test_a_row_that_was_corrected_cannot_be_corrected_again(fact: OrganisationFact) -> None:
    """Who decides on an old view is told so."""
    correct(fact, new_change(1), name_kk="Аурухана")
    with pytest.raises(Stale):
        correct(fact, new_change(2), name_kk="Орталық")
    assert names(5, START + timedelta(hours=1)) == ["Аурухана"]


def test_a_fact_does_not_hold_twice(fact: OrganisationFact) -> None:
    """Neither by a new row nor by stretching an old one."""
    after = OrganisationFact(
        organisation=fact.organisation, line=fact.line, kind="medical", name_kk="Кейін", valid_from=day(10)
    )
    record(after, new_change(1))
    with pytest.raises(Overlap):
        record(
            OrganisationFact(organisation=fact.organisation, line=fact.line, kind="medical", valid_from=day(9)),
            new_change(2),
        )
    with pytest.raises(Overlap), transaction.atomic():
        end(fact, new_change(3), day(11))


def test_the_database_refuses_impossible_intervals(fact: OrganisationFact) -> None:
    """Even where the code above it were wrong."""
    row = OrganisationFact(
        organisation=fact.organisation, line=fact.line, kind="medical", valid_from=day(20), valid_to=day(20),
        known_from=START, change=fact.change,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_axes_are_not_values(fact: OrganisationFact) -> None:
    """Nobody dates knowledge back."""
    with pytest.raises(TypeError, match="known_from"):
        correct(fact, new_change(1), known_from=START - timedelta(days=9))
