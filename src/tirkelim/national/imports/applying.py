"""From what a row says otherwise to what is written: which differences a run may write, and which it only tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid5

from tirkelim.national.imports.issues import Severity
from tirkelim.national.imports.people import Batch, Job, Paper, Someone, Version
from tirkelim.national.imports.plan_job import CONTINUED, JobDiff
from tirkelim.national.imports.plan_learning import Learnt
from tirkelim.national.imports.plan_person import PersonDiff, Told, plain, told_otherwise
from tirkelim.register.bulk.types import (
    ENDING,
    JobChange,
    NewCertificate,
    NewEducation,
    NewIdentifier,
    NewJob,
    NewTraining,
    PersonChange,
    Write,
)
from tirkelim.register.main_place import Stretch

Values = Mapping[str, Any]


class Run(Protocol):
    """What is asked of a run here."""

    run: UUID
    corrects: bool
    today: date


class Doing(NamedTuple):
    """One thing to be written; None where it goes into what an earlier row of the batch writes. ``keep`` makes later
    rows of the batch see it; it is called only when the row has no error."""

    write: Write | None
    keep: Callable[[], None]


class Planned:
    """What is written for one row, and what is told of it, while both are gathered."""

    def __init__(self, run: Run, batch: Batch, someone: Someone, values: Values) -> None:
        self.run = run
        self.batch = batch
        self.someone = someone
        self._name = str(someone.id)
        self.values = values
        self.changed_on: date | None = values.get("changed_on")
        self.doings: list[Doing] = []
        self.told: list[Told] = []

    def tell(self, column: str, severity: Severity, code: str, **params: Any) -> None:
        """One more issue."""
        self.told.append((column, severity, code, params))

    def do(self, write: Write | None, keep: Callable[[], None]) -> None:
        """One more thing to be done."""
        self.doings.append(Doing(write, keep))

    def id(self, *what: Any) -> UUID:
        """The id of something new: the same each time that the same is planned."""
        return uuid5(self.run.run, ":".join([self._name, *map(str, what)]))

    # --- the person ---

    def person(self, diff: PersonDiff, *, is_new: bool) -> None:
        """A new person; or what a known one's facts lack, and have otherwise."""
        someone = self.someone
        if is_new and someone.new is not None:
            self.do(someone.new, lambda: None)
            return
        self._identifiers()
        values = dict(diff.fills)
        if diff.otherwise and someone.new is None:
            if someone.ours and (self.run.corrects or self.changed_on is not None):
                values |= diff.otherwise
            else:
                self.told += told_otherwise(someone, diff, ours=someone.ours)
        if values:
            self._facts(values, self.changed_on if values.keys() & diff.otherwise.keys() else None)

    def _identifiers(self) -> None:
        someone = self.someone
        for scheme in ("iin", "passport"):
            value = self.values.get(scheme)
            if value is None or value in someone.identifiers.get(scheme, ()):
                continue
            if scheme in someone.identifiers or not someone.ours:
                self.tell(scheme, Severity.WARNING, "identifier_not_added")
                continue
            write = NewIdentifier(someone.id, scheme, value, self.run.today)
            self.do(write, lambda scheme=scheme, value=value: self._known_by(scheme, value))  # type: ignore[misc]

    def _known_by(self, scheme: str, value: str) -> None:
        self.someone.identifiers[scheme] = {value}
        self.batch.add(self.someone)

    def _facts(self, values: dict[str, Any], changed_on: date | None) -> None:
        someone = self.someone
        earlier = someone.new.facts if someone.new is not None else someone.change and someone.change.values
        if earlier is not None:  # an earlier row of the batch writes this person's facts already
            self.do(None, lambda: _update(values, earlier, someone.values))
            return
        version = someone.facts_on(changed_on or self.run.today)
        if version is None:
            return
        if changed_on is not None and not _holds(version, changed_on):
            self.tell("changed_on", Severity.ERROR, "changed_on_outside")
            return
        change = PersonChange(someone.id, version.id, values, changed_on)

        def keep() -> None:
            someone.change = change
            _update(values, someone.values)

        self.do(change, keep)

    # --- the job ---

    def job(self, diff: JobDiff, employer: UUID) -> None:
        """A new job; or what a known one's terms lack, and have otherwise, and its end."""
        if diff.new is not None:
            self._new_job(diff.new, diff.standing, employer)
        elif diff.job is not None and (diff.fills or diff.otherwise or diff.leaving):
            if diff.job.new is not None or diff.job.change is not None:
                self._into_earlier(diff.job, diff.fills | diff.leaving)
            else:
                self._job_change(diff, diff.job)

    def _new_job(self, terms: dict[str, Any], standing: tuple[Stretch, ...], employer: UUID) -> None:
        what = (terms["hired_on"], terms["position"] or terms["position_title"], terms["is_main"])
        write = NewJob(self.someone.id, self.id("job", employer, *what), employer, terms, standing)
        job, jobs = Job(write.employment, employer, {**terms, "claims_main": False}, new=write), self.someone.jobs
        self.do(write, lambda: jobs.append(job))

    def _into_earlier(self, job: Job, values: dict[str, Any]) -> None:
        earlier: Any = job.new.values if job.new is not None else job.change and job.change.values
        if values and earlier is not None and not (job.change is not None and job.change.ends):
            self.do(None, lambda: _update(values, earlier, job.values))

    def _job_change(self, diff: JobDiff, job: Job) -> None:
        transferred = self.changed_on if diff.otherwise.keys() & set(CONTINUED) else None
        values = dict(diff.fills)
        if self.run.corrects or transferred is not None:
            values |= diff.otherwise
        else:
            known = job.values if diff.version is None else diff.version
            self.told += [
                (name, Severity.WARNING, "job_known_otherwise", {"known": _known(known, name), "field": name})
                for name in diff.otherwise
            ]
        if transferred is not None and diff.leaving:
            self.tell("left_on", Severity.ERROR, "transfer_and_leaving")
            return
        values |= diff.leaving
        version = self._version(diff, job, values, transferred)
        if not values or version is None:
            return
        write = JobChange(self.someone.id, job.line, version.id, values, transferred)

        def keep() -> None:
            job.change = write
            _update(values, job.values)

        self.do(write, keep)

    def _version(self, diff: JobDiff, job: Job, values: dict[str, Any], transferred: date | None) -> Version | None:
        """The version that is changed; None, told why, where the day lies outside of it."""
        left: date | None = values.get("left_on")
        if left is None and not values.keys().isdisjoint(ENDING):
            version = job.versions[-1] if job.versions else None
        else:
            version = diff.version if left is None else job.version_on(left)
        if version is None:
            return None
        if transferred is not None and not _holds(version, transferred):
            self.tell("changed_on", Severity.ERROR, "changed_on_outside")
            return None
        if left is not None and left < version.valid_from:
            self.tell("left_on", Severity.ERROR, "left_before_transfer")
            return None
        return version

    # --- education, training, certificate ---

    def learnt(self, learnt: Learnt) -> None:
        """What the register does not have of the row's papers."""
        someone, certificates = self.someone, self.batch.certificates
        if (education := learnt.education) is not None:
            papers = education.get("document_number") or education.get("institution")
            line = self.id("education", education["kind"], education["graduated_on"], papers)
            self.do(NewEducation(someone.id, line, education), lambda: someone.educations.append(education))
        if (training := learnt.training) is not None:
            papers = training.get("certificate_number") or training["programme"]
            line = self.id("training", training["completed_on"], papers)
            self.do(NewTraining(someone.id, line, training), lambda: someone.trainings.append(training))
        if (terms := learnt.certificate) is not None:
            number = terms["number"]
            said: Any = [terms.get(name) for name in Paper._fields[1:]]
            paper = {number: Paper(someone.id, *said)}
            write = NewCertificate(someone.id, self.id("certificate", number), terms)
            self.do(write, lambda: certificates.update(paper))


def _update(values: Values, *places: Any) -> None:
    for place in places:
        place.update(values)


def _holds(version: Any, day: date) -> bool:
    return bool(version.valid_from <= day and (version.valid_to is None or day < version.valid_to))


def _known(known: Any, name: str) -> Any:
    return plain(known[name] if isinstance(known, dict) else getattr(known, name))
