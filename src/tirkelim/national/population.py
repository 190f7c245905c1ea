"""How many people live in each region: entering, putting right, taking back, and what is known for a day.

The number is of a day, as its publication says (mostly the first of January). For another day the newest number
that is not later stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tirkelim.identity.policy import require_actor
from tirkelim.identity.territories import territories
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record, withdraw
from tirkelim.national.population_models import Population
from tirkelim.register.commands.writing import Invalid, differences, today

ACTION = "population.enter"
STREAM = "population"
"""The journal stream of all of it: the numbers are of the country as a whole."""
FIRST_DAY = date(2000, 1, 1)
MOST_PEOPLE = 100_000_000
LONGEST_TITLE, LONGEST_ADDRESS = 300, 500
A_DAY = timedelta(days=1)
ADDRESSES = ("https://", "http://")


class Source(NamedTuple):
    """Where the numbers are from: what the publication is called, of which day it is, and where it can be read."""

    title: str
    dated: date
    address: str = ""


def enter_population(command: Command, day: date, people: Mapping[str, int | None], source: Source) -> Done:
    """Enter the numbers of a day by region (KATO code); result {"day", "entered", "corrected", "withdrawn"}.

    A number that is known otherwise is put right, None takes a known one back; both need `command.why`. What is known
    so already stays. Raises Invalid, Denied, OutOfOrder.
    """
    said = Source(source.title.strip(), source.dated, source.address.strip())
    _check(day, people, said, today(command))
    content = {"day": day, "people": dict(people), "source": said._asdict(), "why": command.why}

    def work(made: Change) -> Result:
        require_actor(command.actor, ACTION, None, on=today(command))
        hold(STREAM)
        known = {row.region: row for row in Population.objects.current().filter(valid_from=day)}
        counts = {"entered": 0, "corrected": 0, "withdrawn": 0}
        changes: dict[str, object] = {}
        for region, number in sorted(people.items()):
            done = _write(made, known.get(region), region, day, number, said)
            if done is not None:
                counts[done[0]] += 1
                changes[region] = done[1]
        if not changes:
            raise Invalid({"people": "nothing_changed"})
        if (counts["corrected"] or counts["withdrawn"]) and not command.why.strip():
            raise Invalid({"reason": "missing"})
        append(STREAM, made, "population_entered", {"day": day, "source": said._asdict(), "changes": changes})
        return {"day": day.isoformat(), **counts}

    return once(command, "national.enter_population", content, work)


def _write(
    made: Change, old: Population | None, region: str, day: date, number: int | None, source: Source
) -> tuple[str, object] | None:
    """Write one number: what was done, and what of it the journal keeps. None where nothing is new."""
    if number is None:
        if old is None:
            return None
        withdraw(old, made)
        return "withdrawn", {"people": {"was": old.people, "becomes": None}}
    values = {
        "people": number, "source_title": source.title, "source_date": source.dated,
        "source_address": source.address,
    }  # fmt: skip
    if old is None:
        record(Population(region=region, valid_from=day, valid_to=day + A_DAY, **values), made)
        return "entered", {"people": number}
    changed = differences(old, values)
    if not changed:
        return None
    correct(old, made, **values)
    return "corrected", changed


def _check(day: date, people: Mapping[str, int | None], source: Source, today: date) -> None:
    """Raise Invalid for what cannot be; the number of a region is called `people.<code>`."""
    errors: dict[str, str] = {}
    if not FIRST_DAY <= day <= today:
        errors["day"] = "out_of_range"
    if not source.title:
        errors["source_title"] = "missing"
    elif len(source.title) > LONGEST_TITLE:
        errors["source_title"] = "too_long"
    if source.dated > today:
        errors["source_date"] = "in_future"
    if source.address and not source.address.startswith(ADDRESSES):
        errors["source_address"] = "no_address"
    elif len(source.address) > LONGEST_ADDRESS:
        errors["source_address"] = "too_long"
    regions = set(territories(day).values_list("kato", flat=True))
    for region, number in people.items():
        if region not in regions:
            errors[f"people.{region}"] = "unknown"
        elif number is not None and not 1 <= number <= MOST_PEOPLE:
            errors[f"people.{region}"] = "out_of_range"
    if errors:
        raise Invalid(errors)


def population_on(day: date, known: datetime) -> dict[str, Population]:
    """For each region that exists on a day: the newest number not later than it, as known at a moment.

    A number from before the region had its present borders says nothing of it, and is left out.
    """
    since = dict(territories(day).values_list("kato", "valid_from"))
    rows = Population.objects.known_at(known).filter(valid_from__lte=day, region__in=since).order_by("valid_from")
    return {row.region: row for row in rows if row.valid_from >= since[row.region]}


def days_entered(known: datetime) -> list[date]:
    """The days for which numbers are known, the newest first."""
    return list(
        Population.objects.known_at(known).order_by("-valid_from").values_list("valid_from", flat=True).distinct()
    )


def numbers_of(day: date, known: datetime) -> list[Population]:
    """The numbers that are known of exactly this day, by the code of the region."""
    rows = Population.objects.known_at(known).filter(valid_from=day)
    return list(rows.select_related("change").order_by("region"))


def believed_before(day: date, known: datetime) -> list[Population]:
    """Numbers of a day that were put right or taken back by a moment, the latest first, with both changes."""
    rows = Population.objects.filter(valid_from=day, known_to__lte=known)
    return list(rows.select_related("change", "closed_by").order_by("-known_to", "region"))
