"""What the register should answer, told from the words of the journal alone, day by day.

Nothing here looks at the register's tables, nor at intervals: of every fact a list says, for each day of a short
window, what is believed of that day. The last day of the list stands for all that come after.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from tirkelim.journal.models import JournalEntry

FIRST = date(2026, 2, 10)
DAYS = 40
Cell = dict[str, Any]
Line = list[Cell | None]
VERSIONS = itertools.count()


def day(number: int) -> date:
    """The day with this number."""
    return FIRST + timedelta(days=number)


def place(text: str) -> int:
    """The place of a day in the lists; days outside the window stand at its ends."""
    return min(max((date.fromisoformat(text) - FIRST).days, 0), DAYS)


class Belief:
    """What is believed at one moment."""

    def __init__(self) -> None:
        self.facts: dict[str, Line] = {}
        self.jobs: dict[str, Line] = {}
        self.absences: dict[str, Line] = {}
        self.departures: dict[str, Line] = {}
        self.owner: dict[str, str] = {}

    def of(self, lines: dict[str, Line], person: str, number: int) -> list[Cell]:
        """The facts of a person that hold on a day."""
        mine = (cells[number] for line, cells in lines.items() if self.owner[line] == person)
        return [cell for cell in mine if cell is not None]


def spread(line: Line, places: Iterable[int], values: Cell, claimed: Iterable[Any] = ()) -> None:
    """Believe a fact of some days: one version, or several where parts of it are claims to be the main place."""
    parts = [range(place(first), DAYS + 1 if last is None else place(last)) for first, last in claimed]
    versions: dict[Any, int] = {}
    before: Any = object()
    run = 0
    for number in places:
        part = next((index for index, days in enumerate(parts) if number in days), None)
        if part != before:
            run, before = run + 1, part
        cell = dict(values, version=versions.setdefault((part, run), next(VERSIONS)))
        if part is not None:
            cell |= {"is_main": False, "claims_main": True}
        line[number] = cell


def extent(line: Line, number: int) -> list[int]:
    """All days of the version that holds on a day."""
    cell = line[number]
    assert cell is not None
    return [at for at, other in enumerate(line) if other is not None and other["version"] == cell["version"]]


def held(line: Line) -> list[int]:
    """The days on which the fact holds."""
    return [number for number, cell in enumerate(line) if cell is not None]


def version_about(line: Line, number: int) -> list[int]:
    """The version on a day, else the next one, else the last."""
    days = held(line)
    later = [at for at in days if at >= number]
    return extent(line, later[0] if later else days[-1])


def clear(line: Line, places: Iterable[int]) -> None:
    """Believe nothing of these days any more."""
    for number in places:
        line[number] = None


class Replay:
    """Reads entries in the order in which they were made; keeps what was believed after each."""

    def __init__(self) -> None:
        self.now = Belief()
        self.known: list[tuple[datetime, Belief]] = []
        self.before: dict[str, Belief] = {}
        self.kinds: set[str] = set()

    def at(self, moment: datetime) -> Belief:
        """What was believed at a moment."""
        found = Belief()
        for known, belief in self.known:
            if known <= moment:
                found = belief
        return found

    def read(self) -> None:
        """Read the whole journal of people."""
        entries = JournalEntry.objects.filter(stream__startswith="person:").select_related("change", "payload")
        for entry in entries.order_by("change__at", "stream", "seq"):
            self.before.setdefault(str(entry.change_id), copy.deepcopy(self.now))
            body = json.loads(entry.payload.body or "{}")
            teller: Callable[..., None] | None = getattr(self, f"on_{entry.kind}", None)
            if teller is not None:
                teller(body, entry)
                self.kinds.add(entry.kind)
            self.known.append((entry.change.at, copy.deepcopy(self.now)))

    # --- people ---

    def on_person_added(self, body: Cell, entry: JournalEntry) -> None:
        person = entry.stream.partition(":")[2]
        line = self.now.facts.setdefault(person, [None] * (DAYS + 1))
        spread(line, range(place(body["valid_from"]), DAYS + 1), dict(body["facts"]))
        self.now.owner[person] = person

    def on_person_corrected(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.facts[entry.stream.partition(":")[2]]
        start = body["changed_on"] or entry.change.at.date().isoformat()
        days = version_about(line, place(start))
        if body["changed_on"]:
            days = [number for number in days if number >= place(body["changed_on"])]
        self.change(line, days, body["changes"])

    def change(self, line: Line, days: list[int], changes: Cell, claimed: Any = ()) -> None:
        """Some days of a version become another version."""
        values = {**(line[days[0]] or {}), **{name: pair["becomes"] for name, pair in changes.items()}}
        spread(line, days, values, claimed)

    # --- jobs ---

    def on_hired(self, body: Cell, entry: JournalEntry) -> None:
        job, values = body["employment"], body["values"]
        line = self.now.jobs[job] = [None] * (DAYS + 1)
        self.now.owner[job] = body["person"]
        cell = {**values, "organisation": body["organisation"], "line": job, "claims_main": False}
        last = DAYS if values["left_on"] is None else place(values["left_on"])
        spread(line, range(place(values["hired_on"]), last + 1), cell, body["claimed"])

    def on_transferred(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.jobs[body["employment"]]
        start = place(body["transferred_on"])
        days = [number for number in extent(line, start) if number >= start]
        changes = {name: {"becomes": value} for name, value in body["values"].items()}
        if "is_main" in body["values"]:
            changes["claims_main"] = {"becomes": False}
        self.change(line, days, changes, body["claimed"])

    def on_left(self, body: Cell, entry: JournalEntry) -> None:
        self.end_job(body["employment"], body["left_on"], body["claimed"])

    def end_job(self, job: str, left_on: str, claimed: Any = ()) -> None:
        """A job ends: its version about that day reaches until then, later ones never held."""
        line = self.now.jobs[job]
        first = version_about(line, place(left_on))[0]
        cell = dict(line[first] or {}, left_on=left_on)
        clear(line, [number for number in held(line) if number >= first])
        spread(line, range(first, place(left_on) + 1), cell, claimed)

    def on_leaving_cancelled(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.jobs[body["employment"]]
        first = extent(line, held(line)[-1])[0]
        cell = dict(line[first] or {}, left_on=None)
        spread(line, range(first, DAYS + 1), cell, body["claimed"])

    def on_employment_corrected(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.jobs[body["employment"]]
        days, changes = extent(line, place(body["version"])), dict(body["changes"])
        if "hired_on" in changes:
            hired = changes["hired_on"]["becomes"]
            rest = [number for number in held(line) if number not in days]
            cell = dict(line[days[0]] or {}, hired_on=hired)
            clear(line, days)
            spread(line, range(place(hired), days[-1] + 1), cell, body["claimed"])
            for number in rest:
                line[number] = dict(line[number] or {}, hired_on=hired)
            return
        if body.get("says_main") is not None:
            changes |= {"is_main": {"becomes": body["says_main"]}, "claims_main": {"becomes": False}}
        self.change(line, days, changes, body["claimed"])

    def on_main_confirmed(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.jobs[body["employment"]]
        versions = {cell["version"] for cell in line if cell is not None and cell["claims_main"]}
        for version in sorted(versions):
            days = [at for at, cell in enumerate(line) if cell is not None and cell["version"] == version]
            cell = dict(line[days[0]] or {}, is_main=True, claims_main=False)
            spread(line, days, cell, body["claimed"])

    # --- leaves and departures ---

    def on_absence_begun(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.absences[body["absence"]] = [None] * (DAYS + 1)
        self.now.owner[body["absence"]] = entry.stream.partition(":")[2]
        last = DAYS if body["ended_on"] is None else place(body["ended_on"])
        spread(line, range(place(body["started_on"]), last + 1), {"line": body["absence"], "kind": body["kind"]})

    def on_absence_ended(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.absences[body["absence"]]
        first, cell = held(line)[0], dict(line[held(line)[0]] or {})
        clear(line, held(line))
        spread(line, range(first, place(body["ended_on"]) + 1), cell)

    def on_died(self, body: Cell, entry: JournalEntry) -> None:
        for departure, line in self.now.departures.items():
            if self.now.owner[departure] == body["person"] and line[place(body["on"])] is not None:
                clear(line, [number for number in held(line) if number >= place(body["on"])])
        self.depart(body, "death")

    def on_emigrated(self, body: Cell, entry: JournalEntry) -> None:
        self.depart(body, "emigration")

    def depart(self, body: Cell, kind: str) -> None:
        """A death, or a move abroad, with the jobs that end by it."""
        line = self.now.departures[body["departure"]] = [None] * (DAYS + 1)
        self.now.owner[body["departure"]] = body["person"]
        spread(line, range(place(body["on"]), DAYS + 1), {"line": body["departure"], "kind": kind})
        for job in body["ended"]:
            self.end_job(job, body["on"])

    def on_returned(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.departures[body["departure"]]
        clear(line, [number for number in held(line) if number >= place(body["on"])])

    def on_return_corrected(self, body: Cell, entry: JournalEntry) -> None:
        line = self.now.departures[body["departure"]]
        first, cell = held(line)[0], dict(line[held(line)[0]] or {})
        clear(line, held(line))
        spread(line, range(first, DAYS + 1 if body["on"] is None else place(body["on"])), cell)

    # --- merges ---

    def on_duplicate_merged(self, body: Cell, entry: JournalEntry) -> None:
        clear(self.now.facts[body["duplicate"]], range(DAYS + 1))
        for _table, line in body["moved"]:
            self.now.owner[line] = body["kept"]
            self.settle(line, body["claimed"].get(line, ()), regain=False)
        for table, line, _twin in body["same"]:
            lines = {"Employment": self.now.jobs, "Departure": self.now.departures}[table]
            clear(lines[line], range(DAYS + 1))

    def on_duplicate_parted(self, body: Cell, entry: JournalEntry) -> None:
        was = self.before[body["merge"]]
        self.now.facts[body["duplicate"]] = copy.deepcopy(was.facts[body["duplicate"]])
        mine = [line for line, person in was.owner.items() if person == body["duplicate"] and line != person]
        for line in mine:
            main = any(cell and cell["is_main"] for cell in was.jobs.get(line, []))
            if self.now.owner[line] == body["kept"]:
                self.now.owner[line] = body["duplicate"]
                self.settle(line, body["claimed"].get(line, ()), regain=main)
            else:
                for lines, then in ((self.now.jobs, was.jobs), (self.now.departures, was.departures)):
                    if line in then:
                        lines[line] = copy.deepcopy(then[line])

    def settle(self, job: str, claimed: Any, *, regain: bool) -> None:
        """A job of another entry now: its main days are claims where the journal says so. `regain`: claims that the
        merge made are main again."""
        line = self.now.jobs.get(job)
        if line is None:
            return
        for version in dict.fromkeys(cell["version"] for cell in line if cell is not None):
            days = [at for at, cell in enumerate(line) if cell is not None and cell["version"] == version]
            cell = dict(line[days[0]] or {})
            if cell["is_main"] or (regain and cell["claims_main"]):
                spread(line, days, cell | {"is_main": True, "claims_main": False}, claimed)
