"""Random histories: whatever was hired, moved, corrected, merged and parted, the register answers of any day, as known
at any moment, what a naive reader of the journal would answer.

The reader (replaying.py) sees nothing but the journal and thinks in single days; the register thinks in intervals.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.register.conftest import World
from tests.register.replaying import DAYS, Belief, Replay, day

from tirkelim.journal.temporal import OutOfOrder, Overlap, Stale
from tirkelim.register import commands, queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departures_of
from tirkelim.register.models import Absence, Departure, Employment, Merge

pytestmark = pytest.mark.django_db
REFUSED = (commands.Invalid, commands.NotFound, Overlap, OutOfOrder, Stale, ValueError)
JOB = ("organisation_id", "position_title", "is_main", "claims_main")
LAST = DAYS - 1
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ["transfer", "leave", "merge", "confirm", "cancel_leaving", "correct_employment", "part", "correct_hiring",
             "hire", "leave", "absence", "move", "absence_end", "correct_person", "die", "emigrate", "return",
             "return_wrong"]
        ),
        st.integers(0, LAST), st.integers(0, LAST), st.integers(0, 11),
    ),
    min_size=8, max_size=14,
)  # fmt: skip


class Story:
    """Three people, three organisations, and what happens to them."""

    def __init__(self) -> None:
        self.world = World()
        self.people = [self.world.person(name) for name in ("Сейітова", "Сейтова", "Оспанова")]
        self.places = [self.world.organisation(name) for name in ("Емхана", "Аурухана", "Орталық")]
        for person, place, start in ((0, 0, 3), (0, 1, 9), (1, 2, 6)):
            self.world.job(self.people[person], self.places[place], day(start), position_title="мейіргер")

    def happen(self, operation: str, a: int, b: int, number: int) -> None:
        """One command, which the register may refuse."""
        tell: Callable[[int, int, int], Any] = getattr(self, operation)
        try:
            with transaction.atomic():
                tell(a, b, number)
        except REFUSED:
            pass

    def person(self, number: int) -> UUID:
        return self.people[number % len(self.people)]

    def job(self, number: int) -> UUID:
        lines = Employment.objects.order_by("known_from", "line").values_list("line", flat=True)
        found = list(dict.fromkeys(lines))
        if not found:
            raise ValueError("nobody works yet")
        return found[number % len(found)]

    def within(self, job: UUID, number: int) -> date:
        """A day within a job, or one after its end."""
        start = (Employment.objects.filter(line=job).latest("known_from", "valid_from").hired_on - day(0)).days
        return day(start + number % (LAST - start + 1))

    def hire(self, a: int, b: int, number: int) -> None:
        place, ends = self.places[number % 3], b > a and number % 2 == 0
        commands.hire(
            self.world.command(), person=self.person(number // 3), organisation=place, hired_on=day(a),
            left_on=day(b) if ends else None, is_main=number != 5, position_title=f"қызмет {number}",
        )  # fmt: skip

    def transfer(self, a: int, b: int, number: int) -> None:
        values: dict[str, Any] = {"position_title": f"ауысты {number}"}
        if number % 3:
            values["is_main"] = number % 3 == 1
        job = self.job(b)
        commands.transfer(self.world.command(), job, self.within(job, a), values)

    def correct_employment(self, a: int, b: int, number: int) -> None:
        values: dict[str, Any] = {"position_title": f"түзетілді {number}"}
        if number % 3:
            values["is_main"] = number % 3 == 1
        commands.correct_employment(self.world.command(), self.job(b), values, on=day(a) if number % 2 else None)

    def correct_hiring(self, a: int, b: int, number: int) -> None:
        commands.correct_hiring(self.world.command(), self.job(b), day(a))

    def leave(self, a: int, b: int, number: int) -> None:
        job = self.job(b)
        commands.leave(self.world.command(), job, left_on=self.within(job, a), reason="own_wish")

    def cancel_leaving(self, a: int, b: int, number: int) -> None:
        left = Employment.objects.current().filter(left_on__isnull=False).order_by("known_from", "line")
        commands.cancel_leaving(self.world.command(), left[b % len(left)].line if left else self.job(b))

    def confirm(self, a: int, b: int, number: int) -> None:
        claims = Employment.objects.current().filter(claims_main=True).order_by("known_from", "line", "valid_from")
        commands.confirm_main(self.world.command(), list(claims)[b % len(claims)].line if claims else self.job(b))

    def correct_person(self, a: int, b: int, number: int) -> None:
        commands.correct_person(self.world.command(), self.person(number), {"given_kk": f"Ат{a}"})

    def move(self, a: int, b: int, number: int) -> None:
        values = {"residence": f"{b}-көше"}
        commands.correct_person(self.world.command(), self.person(number), values, changed_on=day(a))

    def absence(self, a: int, b: int, number: int) -> None:
        kind = ("study", "illness", "unpaid")[number % 3]
        end = day(b) if b > a else None
        job = self.job(number)
        start = self.within(job, a)
        end = start + (end - day(a)) if end else None
        commands.begin_absence(self.world.command(), job, kind=kind, started_on=start, ended_on=end)

    def absence_end(self, a: int, b: int, number: int) -> None:
        rows = list(Absence.objects.current().order_by("known_from", "line"))
        if rows:
            commands.end_absence(self.world.command(), rows[b % len(rows)].line, day(a))

    def merge(self, a: int, b: int, number: int) -> None:
        commands.merge_people(self.world.command(), self.person(a), self.person(b), "бір құжат")

    def part(self, a: int, b: int, number: int) -> None:
        merges = list(Merge.objects.current().order_by("known_from"))
        if merges:
            commands.part_people(self.world.command(), merges[a % len(merges)].duplicate_id, "екі адам")

    def die(self, a: int, b: int, number: int) -> None:
        commands.record_death(self.world.command(), self.person(number), day(a))

    def emigrate(self, a: int, b: int, number: int) -> None:
        commands.record_emigration(self.world.command(), self.person(number), day(a), "DEU", end_jobs=b % 2 == 0)

    def return_wrong(self, a: int, b: int, number: int) -> None:
        rows = list(Departure.objects.current().filter(valid_to__isnull=False).order_by("known_from", "line"))
        if rows:
            on = day(a) if number % 2 else None
            commands.correct_return(self.world.command(), rows[b % len(rows)].line, on, "қате енгізілген")

    def return_(self, a: int, b: int, number: int) -> None:
        commands.record_return(self.world.command(), self.person(number), day(a))


setattr(Story, "return", Story.return_)


def answered(person: UUID, number: int, known: datetime) -> Any:
    """What the register answers about a person and a day, as known at a moment."""
    when = AsOf(day(number), known)
    jobs = Employment.objects.as_of(*when).filter(person=person)
    facts = queries.person_facts(person, *when)
    absences = Absence.objects.as_of(*when).filter(person=person)
    gone = [row for row in departures_of(person, when) if row.valid_from <= when.valid]
    return {
        "facts": None if facts is None else (facts.given_kk, facts.residence),
        "jobs": sorted((str(row.line), str(row.organisation_id), row.position_title, row.is_main, row.claims_main,
                        row.hired_on.isoformat(), row.left_on and row.left_on.isoformat()) for row in jobs),
        "main": [str(row.line) for row in jobs if row.is_main],
        "absences": sorted((str(row.line), row.kind) for row in absences),
        "departures": [
            (str(row.line), str(row.kind)) for row in gone if row.valid_to is None or when.valid < row.valid_to
        ],
    }  # fmt: skip


def told(belief: Belief, person: UUID, number: int) -> Any:
    """The same by the journal."""
    who = str(person)
    facts = belief.facts.get(who, [None] * (DAYS + 1))[number]
    jobs = belief.of(belief.jobs, who, number)
    assert sum(cell["is_main"] for cell in jobs) <= 1
    return {
        "facts": None if facts is None else (facts.get("given_kk"), facts.get("residence")),
        "jobs": sorted((cell["line"], cell["organisation"], cell["position_title"], cell["is_main"],
                        cell["claims_main"], cell["hired_on"], cell["left_on"]) for cell in jobs),
        "main": [cell["line"] for cell in jobs if cell["is_main"]],
        "absences": sorted((cell["line"], cell["kind"]) for cell in belief.of(belief.absences, who, number)),
        "departures": [(cell["line"], cell["kind"]) for cell in belief.of(belief.departures, who, number)],
    }  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(operations=OPERATIONS, asked=st.lists(st.integers(0, LAST), min_size=2, max_size=2))
def test_any_past_answer_is_what_the_journal_tells(
    operations: list[tuple[str, int, int, int]], asked: list[int]
) -> None:
    """Now and before each of the last changes; of the last day and of some before it."""
    with transaction.atomic():
        story = Story()
        for operation in operations:
            story.happen(*operation)
        replay = Replay()
        replay.read()
        for kind in replay.kinds:
            event(kind)  # shown by --hypothesis-show-statistics: whether all that can happen does
        moments = sorted({known for known, _belief in replay.known})
        between = [before + (after - before) / 2 for before, after in pairwise(moments)]
        for known in [moments[-1], *between[-4:]]:
            belief = replay.at(known)
            for person in story.people:
                for number in {LAST, *asked}:
                    assert answered(person, number, known) == told(belief, person, number), (known, number)
        transaction.set_rollback(True)
