"""Deaths, moves abroad, returns (253/2020 p.6: migration and departure; p.9: corrections).

A job ends with them only where the actor may end it: other organisations end their own. Who may write is decided by
where the person worked on that day, since the job is over afterwards.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tirkelim.identity.models import Account
from tirkelim.identity.policy import Denied, may, require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, end, like, record, withdraw
from tirkelim.register.commands.employment import store
from tirkelim.register.commands.job_dates import NOT_LEFT
from tirkelim.register.commands.writing import Invalid, NotFound, differences, person_stream, require_person, today
from tirkelim.register.merged import wait_for_turn
from tirkelim.register.models import Departure, DepartureKind, Employment
from tirkelim.register.scopes import organisation_scope, person_scope

REASONS = {DepartureKind.DEATH: "death", DepartureKind.EMIGRATION: "abroad"}
"""Reason of leaving, by what ended the job: codes of the list of reasons."""


def record_death(command: Command, person: UUID, on: date, reference: str = "") -> Done:
    """Record that a person died; result {"departure": id, "ended": ids of the jobs that ended with it}.

    Every job that stands in the actor's organisation ends with the day of death. A move abroad ends too.
    Raises Invalid (before a hiring, in the future, twice), NotFound, Denied.
    """
    row = Departure(person_id=person, kind=DepartureKind.DEATH, on=on, valid_from=on, reference=reference)
    return _depart(command, row, "register.record_death", "died", end_jobs=True)


def record_emigration(
    command: Command, person: UUID, on: date, country: str | None = None, reference: str = "", *, end_jobs: bool = True
) -> Done:
    """Record a move abroad; result as of `record_death`. `country`: ISO 3166-1 alpha-3, None while not known.

    With `end_jobs` the jobs in the actor's organisation end with that day, for the reason "abroad".
    Raises Invalid (before a hiring, in the future, twice, after death), NotFound, Denied.
    """
    if country is not None and not (len(country) == 3 and country.isascii() and country.isupper()):
        raise Invalid({"country": "form"})
    row = Departure(
        person_id=person, kind=DepartureKind.EMIGRATION, on=on, valid_from=on, country=country, reference=reference
    )
    return _depart(command, row, "register.record_emigration", "emigrated", end_jobs=end_jobs)


def record_return(command: Command, person: UUID, on: date, organisation: UUID | None = None) -> Done:
    """Record that a person came back from abroad: `on` is the first day back; result {"departure": id}.

    `organisation`: the one about to hire the person; without it, one where the person worked when leaving.
    Raises Invalid (not abroad, before leaving, in the future), NotFound, Denied.
    """
    content = {"person": person, "on": on, "organisation": organisation}

    def work(made: Change) -> Result:
        wait_for_turn(person)
        away = Departure.objects.current().filter(person=person, kind=DepartureKind.EMIGRATION, valid_to=None).first()
        if away is None:
            raise Invalid({"person": "not_abroad"})
        if organisation is None:
            scope = person_scope(person, away.on)
        else:
            scope = organisation_scope(organisation, today(command), person)
        require_actor(command.actor, "person.depart", scope, on=today(command))
        _check_day(command, on)
        if on <= away.valid_from:
            raise Invalid({"on": "before_departure"})
        end(away, made, on)
        append(person_stream(person), made, "returned", {**content, "departure": away.line})
        return {"departure": str(away.line)}

    return once(command, "register.record_return", content, work)


def withdraw_departure(command: Command, departure: UUID) -> Done:
    """A death or move abroad was entered wrongly: it never was, and the endings that it made are undone.

    Result {"departure": id, "restored": ids, "kept": ids}: jobs that stand again, and jobs whose end somebody has
    entered otherwise since, which stay as they are. Raises NotFound, Denied.
    """

    def work(made: Change) -> Result:
        row = Departure.objects.current().filter(line=departure).first()
        if row is None:
            raise NotFound("Departure")
        require_actor(command.actor, "person.depart", person_scope(row.person_id, row.on), on=today(command))
        wait_for_turn(row.person_id)
        first = Departure.objects.filter(line=departure).earliest("known_from", "valid_from").change
        withdraw(row, made)
        for away in Departure.objects.filter(closed_by=first, person=row.person_id).exclude(line=departure):
            _reopen(away, made)
        ended = [UUID(one) for one in (first.result or {}).get("ended", [])]
        restored = [job for job in ended if _restore(job, row, first, made)]
        kept = [job for job in ended if job not in restored]
        body = {"departure": departure, "kind": row.kind, "on": row.on, "restored": restored, "kept": kept}
        append(person_stream(row.person_id), made, "departure_withdrawn", body)
        return {"departure": str(departure), "restored": _texts(restored), "kept": _texts(kept)}

    return once(command, "register.withdraw_departure", {"departure": departure}, work)


def correct_departure(command: Command, departure: UUID, values: dict[str, Any]) -> Done:
    """Correct country or document of a departure; result {"departure": id}. Another day: withdraw it, record it anew.

    Raises Invalid, NotFound, Denied.
    """
    strangers = {name: "unknown" for name in values if name not in ("country", "reference")}
    if strangers:
        raise Invalid(strangers)

    def work(made: Change) -> Result:
        row = Departure.objects.current().filter(line=departure).first()
        if row is None:
            raise NotFound("Departure")
        require_actor(command.actor, "person.depart", person_scope(row.person_id, row.on), on=today(command))
        if values.get("country") and row.kind == DepartureKind.DEATH:
            raise Invalid({"country": "unknown"})
        body = {"departure": departure, "changes": differences(row, values)}
        correct(row, made, **values)
        append(person_stream(row.person_id), made, "departure_corrected", body)
        return {"departure": str(departure)}

    return once(command, "register.correct_departure", {"departure": departure, "values": dict(values)}, work)


def standing_jobs(person: UUID, on: date) -> list[Employment]:
    """The jobs in organisations of the register that go on after a day, as they hold on it."""
    rows = Employment.objects.current(on).filter(person=person, organisation__isnull=False)
    after = Employment.objects.current(on + timedelta(days=1)).filter(person=person).values("line")
    return list(rows.filter(line__in=after).order_by("valid_from", "line"))


def _depart(command: Command, row: Departure, action: str, kind: str, *, end_jobs: bool) -> Done:
    """Store a departure and end the jobs that go with it."""
    row.line = uuid.uuid5(command.id, "departure")
    person, on = row.person_id, row.on
    content = {"person": person, "on": on, "country": row.country, "reference": row.reference, "end_jobs": end_jobs}

    def work(made: Change) -> Result:
        _require(command, person, on)
        wait_for_turn(person)
        require_person(person)
        _check_day(command, on)
        _check_alone(row)
        _check_jobs(person, on)
        for away in Departure.objects.current(on).filter(person=person):
            end(away, made, on)
        record(row, made)
        jobs = standing_jobs(person, on) if end_jobs else []
        ended = [job.line for job in _own(jobs, command)]
        for job in ended:
            _end_job(job, row, made)
        append(person_stream(person), made, kind, {**content, "departure": row.line, "ended": ended})
        return {"departure": str(row.line), "ended": _texts(ended)}

    return once(command, action, content, work)


def _require(command: Command, person: UUID, on: date) -> None:
    """Raise Denied unless the actor may, by where the person works now or worked on that day."""
    try:
        require_actor(command.actor, "person.depart", person_scope(person, today(command)), on=today(command))
    except Denied:
        require_actor(command.actor, "person.depart", person_scope(person, on), on=today(command))


def _check_day(command: Command, on: date) -> None:
    if on > today(command):
        raise Invalid({"on": "in_the_future"})


def _check_alone(row: Departure) -> None:
    """Raise Invalid where the person has died already, or is abroad already, or came back later."""
    for other in Departure.objects.current().filter(person=row.person_id):
        if other.kind == DepartureKind.DEATH:
            raise Invalid({"person": "dead"})
        if other.valid_to is not None and other.valid_to <= row.on:
            continue
        if row.kind == DepartureKind.EMIGRATION and other.valid_to is None:
            raise Invalid({"person": "abroad"})
        if other.valid_to is not None or row.on <= other.valid_from:
            raise Invalid({"on": "before_departure"})


def _check_jobs(person: UUID, on: date) -> None:
    """Raise Invalid where a job in the register begins after the day."""
    later = Employment.objects.current().filter(person=person, organisation__isnull=False, hired_on__gt=on)
    if later.exists():
        raise Invalid({"on": "before_hiring"})


def _own(jobs: Iterable[Employment], command: Command) -> list[Employment]:
    """Those of the jobs that the actor may end; the system itself may end all."""
    if command.actor is None:
        return list(jobs)
    account = Account.objects.filter(pk=command.actor).first()
    found = []
    for job in jobs:
        if job.organisation_id is None:
            continue
        there = organisation_scope(job.organisation_id, today(command), job.person_id)
        if may(account, "employment.correct", there, on=today(command)):
            found.append(job)
    return found


def _end_job(job: UUID, row: Departure, made: Change) -> None:
    """End a job with the day of the departure; what was entered for later days is withdrawn."""
    for later in Employment.objects.current().filter(line=job, valid_from__gt=row.on):
        withdraw(later, made)
    last = Employment.objects.current(row.on).get(line=job)
    terms = {**NOT_LEFT, "left_on": row.on, "leave_reason": REASONS[DepartureKind(row.kind)]}
    end(last, made, row.on + timedelta(days=1), **terms)


def _restore(job: UUID, row: Departure, first: Change, made: Change) -> bool:
    """Undo the end that a departure gave to a job, unless somebody has entered another end since."""
    last = Employment.objects.current().filter(line=job).order_by("-valid_from").first()
    if last is None or last.left_on != row.on or last.leave_reason != REASONS[DepartureKind(row.kind)]:
        return False
    was = list(Employment.objects.filter(line=job, closed_by=first).order_by("valid_from"))
    terms = {name: getattr(was[0], name) for name in NOT_LEFT}
    withdraw(last, made)
    _store_again(like(last, valid_to=was[0].valid_to, **terms), made)
    for later in was[1:]:
        _store_again(like(later, person_id=last.person_id), made)
    return True


def _store_again(row: Employment, made: Change) -> None:
    """Store a version as it was; a main job gives way as a claim where another has become the main one since."""
    store(like(row, is_main=row.is_main or row.claims_main, claims_main=False), made)


def _reopen(away: Departure, made: Change) -> None:
    """The stay abroad that a death had ended goes on."""
    now = Departure.objects.current().get(line=away.line, valid_from=away.valid_from)
    correct(now, made, valid_to=away.valid_to)


def _texts(ids: Iterable[UUID]) -> list[str]:
    return [str(one) for one in ids]
