"""Two entries of one person become one, and are parted again where that was wrong (253/2020 p.6, p.9).

The facts of the duplicate are closed and recorded again for the kept entry, under the same lines: what was known
before stays as it was known. The duplicate's own facts (name, birth, document) end; those of the kept entry stay.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import TemporalRow, like, record, withdraw
from tirkelim.register.commands.writing import Invalid, person_stream, today
from tirkelim.register.main_place import Stretch, record_as_main
from tirkelim.register.merge_tables import TABLES, Moved, decided
from tirkelim.register.merged import hold_entry, is_merged
from tirkelim.register.models import Absence, BaseWork, Departure, Employment, Merge, PersonFact
from tirkelim.register.name_keys import refresh
from tirkelim.register.scopes import person_scope

ACTION = "person.merge"
LONGEST = 500
OF_A_JOB = (Absence, BaseWork)
"""Facts that name their job."""


class Taken(NamedTuple):
    """What became of the duplicate's facts: pairs of a table's name and a line, and what main jobs became claims.

    `moved` go over; `same` were known of the kept entry too and end, each with the line of their twin.
    """

    moved: list[tuple[str, UUID]]
    same: list[tuple[str, UUID, UUID]]
    claimed: dict[str, list[Stretch]]


def merge_people(command: Command, duplicate: UUID, kept: UUID, ground: str) -> Done:
    """The two entries are of one person: from now on all that is known of `duplicate` is known of `kept`;
    result {"kept": id, "moved": number}. `ground`: how that was established.

    Raises Invalid: of one entry, without a ground, where either is merged already, or where something was decided
    about the duplicate (then it is the one to keep). Raises Denied.
    """
    ground = " ".join(ground.split())
    _check(duplicate, kept, ground)
    content = {"duplicate": duplicate, "kept": kept, "ground": ground}

    def work(made: Change) -> Result:
        _require(command, duplicate, kept)
        free = [hold_entry(person) for person in sorted((duplicate, kept))]
        if not all(free):
            raise Invalid({"duplicate": "merged_already"})
        found = list(decided(duplicate))
        if found:
            raise Invalid({"duplicate": "decided"})
        for row in PersonFact.objects.current().filter(person=duplicate):
            withdraw(row, made)
        taken = _take_over(duplicate, kept, made)
        moved = [[table, str(line)] for table, line in taken.moved]
        day = today(command)
        record(
            Merge(line=duplicate, duplicate_id=duplicate, kept_id=kept, ground=ground, moved=moved, valid_from=day),
            made,
        )
        append(person_stream(kept), made, "duplicate_merged", {**content, **taken._asdict()})
        append(person_stream(duplicate), made, "merged", content)
        for person in (duplicate, kept):
            refresh(person)
        return {"kept": str(kept), "moved": len(taken.moved)}

    return once(command, "register.merge_people", content, work)


def part_people(command: Command, duplicate: UUID, reason: str) -> Done:
    """The two were not one person: what was of the duplicate is known of it again; result {"kept": id}.

    What was entered since then about a fact that goes back, goes back with it. What was entered newly for the kept
    entry stays there. Raises Invalid: without a reason, not merged, or where the kept entry was merged in its turn
    (that is to be undone first). Raises Denied.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid({"reason": "missing"})
    content = {"duplicate": duplicate, "reason": reason}

    def work(made: Change) -> Result:
        merge = Merge.objects.current().filter(duplicate=duplicate).first()
        if merge is None:
            raise Invalid({"duplicate": "not_merged"})
        _require(command, duplicate, merge.kept_id)
        for person in sorted((duplicate, merge.kept_id)):
            hold_entry(person)
        if is_merged(merge.kept_id):
            raise Invalid({"duplicate": "kept_is_merged"})
        withdraw(merge, made)
        for fact in PersonFact.objects.filter(person=duplicate, closed_by=merge.change_id):
            record(like(fact), made)
        claimed = _give_back(merge, made)
        body = {**content, "kept": merge.kept_id, "merge": merge.change_id, "claimed": claimed}
        append(person_stream(merge.kept_id), made, "duplicate_parted", body)
        append(person_stream(duplicate), made, "parted", body)
        for person in (duplicate, merge.kept_id):
            refresh(person)
        return {"kept": str(merge.kept_id)}

    return once(command, "register.part_people", content, work)


def _check(duplicate: UUID, kept: UUID, ground: str) -> None:
    errors = {}
    if duplicate == kept:
        errors["kept"] = "same_entry"
    if not ground:
        errors["ground"] = "missing"
    elif len(ground) > LONGEST:
        errors["ground"] = "too_long"
    if errors:
        raise Invalid(errors)


def _require(command: Command, *people: UUID) -> None:
    """Raise Denied unless the actor may, for each of the people: nobody merges or parts oneself."""
    day = today(command)
    for person in people:
        require_actor(command.actor, ACTION, person_scope(person, day), on=day)


def _take_over(duplicate: UUID, kept: UUID, made: Change) -> Taken:
    """Close the duplicate's facts and record them for the kept entry, but those that it has already."""
    taken = Taken([], [], {})
    jobs: dict[UUID, UUID] = {}
    for table in TABLES:
        of_kept = _by_line(table.model, kept).values()
        for line, versions in _by_line(table.model, duplicate).items():
            for old in versions:
                withdraw(old, made)
            twin = next((rows[-1] for rows in of_kept if _is_same(table, versions[-1], rows[-1])), None)
            if twin is not None:
                jobs[line] = twin.line
                taken.same.append((table.name, line, twin.line))
                continue
            claimed = [stretch for old in versions for stretch in _record(_of(kept, old, jobs), made)]
            if claimed:
                taken.claimed[str(line)] = claimed
            taken.moved.append((table.name, line))
    return taken


def _by_line(model: type[TemporalRow], person: UUID) -> dict[UUID, list[Any]]:
    """A person's facts of a table: the versions of each line in order of time."""
    found: dict[UUID, list[Any]] = {}
    rows: QuerySet[Any] = model.objects.current()
    for row in rows.filter(person=person).order_by("valid_from", "line"):
        found.setdefault(row.line, []).append(row)
    return found


def _is_same(table: Moved, one: Any, other: Any) -> bool:
    """Whether two facts, by their last versions, are the same one entered twice. Departures are, when they meet."""
    if not table.same or any(getattr(one, name) != getattr(other, name) for name in table.same):
        return False
    if table.model is not Departure:
        return True
    return (one.valid_to is None or other.valid_from < one.valid_to) and (
        other.valid_to is None or one.valid_from < other.valid_to
    )


def _of(person: UUID, old: Any, jobs: dict[UUID, UUID]) -> Any:
    """The fact as one of another person; `jobs` tells under which line a job goes on that was entered twice."""
    values: dict[str, Any] = {"person_id": person}
    if isinstance(old, OF_A_JOB):
        values["employment"] = jobs.get(old.employment, old.employment)
    return like(old, **values)


def _record(row: Any, made: Change) -> list[Stretch]:
    """Store a fact for its new person; a main job as far as no other main job holds."""
    if isinstance(row, Employment) and row.is_main:
        return record_as_main(row, made)
    record(row, made)
    return []


def _give_back(merge: Merge, made: Change) -> dict[str, list[Stretch]]:
    """Record for the duplicate again what the merge took over, as it is known now; and what it ended, as it was."""
    claimed: dict[str, list[Stretch]] = {}
    for table in TABLES:
        closed = list(table.model.objects.filter(closed_by=merge.change_id).order_by("valid_from"))
        moved = {UUID(line) for name, line in merge.moved if name == table.name}
        was = {row.line: row for row in closed}
        main = {row.line for row in closed if isinstance(row, Employment) and row.is_main}
        for now in table.model.objects.current().filter(line__in=moved).order_by("valid_from"):
            withdraw(now, made)
            values: dict[str, Any] = {"person_id": merge.duplicate_id}
            if isinstance(now, OF_A_JOB):
                values["employment"] = getattr(was[now.line], "employment")  # noqa: B009 - of either kind
            if isinstance(now, Employment) and now.claims_main and now.line in main:
                values |= {"is_main": True, "claims_main": False}
            found = _record(like(now, **values), made)
            if found:
                claimed.setdefault(str(now.line), []).extend(found)
        for row in closed:
            if row.line not in moved:
                record(like(row), made)
    return claimed
