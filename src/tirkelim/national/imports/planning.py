"""Comparing checked rows with the register: what is new, what is otherwise, what is known. Reads, never writes.

A known person's missing facts are filled in by every run. What is known otherwise is told; it is written only where
the run corrects or the row says since when it is so, and never for people who work in other organisations alone.
Planning what was written gives rows that are the same: to import a file twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from tirkelim.national.imports import plan_job, plan_learning, plan_person
from tirkelim.national.imports.applying import Planned
from tirkelim.national.imports.checking import CheckedRow
from tirkelim.national.imports.issues import Issue, Severity
from tirkelim.national.imports.memory import Memory, Note, Stretch, job_key, keys_of, stretch, whole_key
from tirkelim.national.imports.people import Batch, Someone
from tirkelim.national.imports.plan_job import JobDiff
from tirkelim.national.imports.plan_person import PersonDiff, Told
from tirkelim.national.imports.plan_types import Outcome, PlannedRow
from tirkelim.national.imports.similar import has_similar
from tirkelim.register.bulk.types import NewPerson
from tirkelim.register.departure_queries import hindered

Values = Mapping[str, Any]
HINDERED = {"dead": "died", "abroad": "is_abroad"}
"""Issues by what hinders a job."""


@dataclass(slots=True, kw_only=True)
class RunContext:
    """A pass over a run's file. Make a new one for the check and another for the writing, and begin with the first
    row in both. ``organisation`` None: a file of many organisations. ``known``: the moment of the knowledge compared
    with (the time of the check or of the batch's Command). ``suggests``: whether it is told of whom the register may
    have an entry already: the check does, and the writing keeps nobody out for it."""

    run: UUID
    organisation: UUID | None
    corrects: bool
    today: date
    known: datetime
    demo: bool
    suggests: bool = True
    memory: Memory = field(default_factory=Memory)


def plan_batch(rows: Sequence[CheckedRow], context: RunContext) -> list[PlannedRow]:
    """Plan some rows, in their order, with a fixed number of queries. Rows with errors come back as WRONG.

    When writing: the batch's rows that are to be written must be in the register before the next batch is planned. A
    batch may be planned again, when what it wrote was rolled back.
    """
    if not rows:
        return []
    context.memory.begin(rows[0].number)
    good = [row.values for row in rows if not row.wrong]
    planner = _Planner(Batch(good, context.organisation, context.today), context)
    planned = [planner.plan(row) for row in rows]
    return _with_suggestions(planned, planner.fresh) if context.suggests else planned


def remember(rows: Sequence[CheckedRow], context: RunContext) -> None:
    """Take note of rows without planning them: those written before a kill, when a pass goes on in the middle."""
    if not rows:
        return
    context.memory.begin(rows[0].number)
    organisations = Batch([row.values for row in rows if "bin" in row.values], None, context.today).organisations
    for row in rows:
        employer = context.organisation or organisations.get(row.values.get("bin", ""))
        if not row.wrong and employer is not None:
            context.memory.add(_note(row, whole_key(row.values), employer, context.memory))


def _note(row: CheckedRow, whole: int, employer: UUID, memory: Memory) -> Note:
    values = row.values
    people = keys_of(values)
    number = values.get("certificate_number")
    return Note(
        row=row.number,
        whole=whole,
        people=people,
        facts=memory.people.marks(values),
        job=job_key(people[0], values, employer),
        terms=memory.jobs.marks(values),
        main=stretch(values, employer) if values.get("is_main") is not False else None,
        certificate=0 if number is None else hash(number),
    )


class _Planner:
    """One batch: its rows one after the other, each seeing what the ones before it will have written."""

    def __init__(self, batch: Batch, context: RunContext) -> None:
        self.batch = batch
        self.context = context
        self.memory = context.memory
        self.fresh: dict[int, Values] = {}
        """Rows that bring a person whom neither the register nor an earlier row has, by number."""
        self._whole: dict[int, int] = {}
        self._notes = Memory()
        self._notes.begin(0)

    def plan(self, row: CheckedRow) -> PlannedRow:
        """What is to be done with a row."""
        if row.wrong:
            return PlannedRow(row.number, Outcome.WRONG, None, (), row.issues)
        key = whole_key(row.values)
        earlier = self.memory.same_row(key) or self._whole.get(key)
        if earlier is not None:
            return self._again(row, earlier)
        told: list[Told] = []
        employer = self.batch.employer(row.values)
        someone = self._someone(row, told)
        if employer is None:
            told.append(("bin", Severity.ERROR, "organisation_unknown", {}))
        if employer is None or someone is None or _has_error(told):
            return _planned(row, Outcome.WRONG, None, (), told)
        return self._plan(row, someone, _note(row, key, employer, self.memory), employer, told)

    def _again(self, row: CheckedRow, earlier: int) -> PlannedRow:
        found = self.batch.find(row.values)
        told: Told = ("", Severity.WARNING, "row_again", {"row": earlier})
        return _planned(row, Outcome.SAME, found[0].id if found else None, (), [told])

    def _someone(self, row: CheckedRow, told: list[Told]) -> Someone | None:
        """Whom a row is about: known, of an earlier row of the batch, or new. None, told why, where that is not
        certain."""
        found = self.batch.find(row.values)
        if len(found) > 1:
            told.append(("passport", Severity.ERROR, "identifiers_of_two", {}))
            return None
        if not found:
            return self._new(row.values, told)
        someone, iin = found[0], row.values.get("iin")
        if iin is not None and iin not in someone.identifiers.get("iin", {iin}):
            told.append(("iin", Severity.ERROR, "other_iin", {}))
        elif plan_person.is_another(someone, row.values) and "changed_on" not in row.values:
            told.append(("iin" if iin else "passport", Severity.ERROR, "another_person", {}))
        return someone

    def _new(self, values: Values, told: list[Told]) -> Someone:
        scheme = "iin" if "iin" in values else "passport"
        identifiers = {one: values[one] for one in ("iin", "passport") if one in values}
        person = uuid5(self.context.run, f"person:{scheme}:{values[scheme]}")
        told += plan_person.about_new(values)
        facts = plan_person.facts_of(values)
        new = NewPerson(person, identifiers, facts, values.get("birth_date") or self.context.today)
        return Someone(person, {one: {value} for one, value in identifiers.items()}, values=facts, new=new)

    def _plan(self, row: CheckedRow, someone: Someone, note: Note, employer: UUID, told: list[Told]) -> PlannedRow:
        values = row.values
        is_new = someone.new is not None and not self.batch.find(values)
        seen = any(one in self.memory.people for one in note.people)
        known_job = note.job in self.memory.jobs or note.job in self._notes.jobs
        told += self._against(note)
        person = PersonDiff() if is_new else plan_person.compare(someone, values)
        job = plan_job.compare(someone, employer, values, self.context.today)
        if job.new is not None:
            about_main = plan_job.settle_main(someone, employer, job, values.get("is_main"))
            told += about_main or ([] if known_job else self._main_of_earlier_rows(note, values))
        learnt = plan_learning.compare(someone, values, self.batch)
        planned = Planned(self.context, self.batch, someone, values)
        planned.person(person, is_new=is_new)
        planned.job(job, employer)
        planned.learnt(learnt)
        told += [*person.told, *job.told, *learnt.told, *planned.told]
        told += _hindered(someone, job)
        if _has_error(told):
            return _planned(row, Outcome.WRONG, someone.id, (), told)
        self._keep(planned, note._replace(main=_main(job, note)), is_new)
        if is_new and not seen:
            self.fresh[row.number] = values
        more = bool(learnt.education or learnt.training or learnt.certificate)
        more = more or (job.new is not None and not known_job)
        outcome = _outcome(is_new, seen, more, bool(planned.doings))
        writes = tuple(one.write for one in planned.doings if one.write is not None)
        return _planned(row, outcome, someone.id, writes, told)

    def _keep(self, planned: Planned, note: Note, is_new: bool) -> None:
        """Let the later rows see what this one says and writes."""
        for one in planned.doings:
            one.keep()
        if is_new:
            self.batch.add(planned.someone)
        self._whole[note.whole] = note.row
        self._notes.add(note)
        self._notes.begin(note.row + 1)
        self.memory.add(note)

    def _against(self, note: Note) -> list[Told]:
        """What earlier rows of the file said otherwise of the person, the job and the certificate."""
        found: list[Told] = []
        for memory in (self.memory, self._notes):
            if any(key in memory.people for key in note.people):
                said = dict.fromkeys(one for key in note.people for one in memory.people.against(key, note.facts))
                found += [(one.field, Severity.ERROR, "row_otherwise", {"row": one.row}) for one in said]
                job = memory.jobs.against(note.job, note.terms)
                found += [(one.field, Severity.ERROR, "job_otherwise", {"row": one.row}) for one in job]
            holder = memory.certificate(note.certificate) if note.certificate else None
            if holder is not None and holder not in note.people:
                found.append(("certificate_number", Severity.ERROR, "certificate_taken", {}))
        return found

    def _main_of_earlier_rows(self, note: Note, values: Values) -> list[Told]:
        """Another main job that the file gives to the person, while nothing of it is written yet."""
        mine = note.main
        for key in note.people:
            other = self.memory.main(key)
            if mine is None or other is None or other.first >= mine.after or mine.first >= other.after:
                continue
            if other.organisation == mine.organisation:
                return [("is_main", Severity.ERROR, "main_here_already", {})]
            code = "main_elsewhere" if values.get("is_main") else "taken_as_second"
            return [("is_main", Severity.WARNING, code, {})]
        return []


def _main(job: JobDiff, note: Note) -> Stretch | None:
    """The days of the row's main job, once it is settled whether it is one."""
    if job.new is not None:
        return note.main if job.new["is_main"] and not job.standing else None
    return note.main if job.job is not None and job.job.values["is_main"] else None


def _hindered(someone: Someone, job: JobDiff) -> list[Told]:
    """Who has died or moved abroad is not hired here either (register/commands/hindrances.py)."""
    found = "" if job.new is None else hindered(someone.departures, job.new["hired_on"], job.new["left_on"])
    return [("hired_on", Severity.ERROR, HINDERED[found], {})] if found else []


def _outcome(is_new: bool, seen: bool, more: bool, writes: bool) -> Outcome:
    if is_new and not seen:
        return Outcome.NEW
    if more:
        return Outcome.JOB
    return Outcome.CHANGED if writes and not is_new else Outcome.SAME


def _has_error(told: Sequence[Told]) -> bool:
    return any(severity is Severity.ERROR for _, severity, _, _ in told)


def _planned(
    row: CheckedRow, outcome: Outcome, person: UUID | None, writes: tuple[Any, ...], told: Sequence[Told]
) -> PlannedRow:
    issues = [Issue(row.number, column, severity, code, params) for column, severity, code, params in told]
    return PlannedRow(row.number, outcome, person, writes, (*row.issues, *issues))


def _with_suggestions(planned: list[PlannedRow], fresh: Mapping[int, Values]) -> list[PlannedRow]:
    """Told at every new person of whom the register may have an entry already, under another number or none."""
    alike = has_similar(fresh)
    return [
        PlannedRow(
            row.number, row.outcome, row.person, row.writes,
            (*row.issues, Issue(row.number, "", Severity.WARNING, "same_person_perhaps")),
        )
        if row.number in alike
        else row
        for row in planned
    ]  # fmt: skip
