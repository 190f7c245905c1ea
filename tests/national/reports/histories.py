"""Random histories of a small register, corrections included, and a counter that goes day by day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from tirkelim.journal.change import Command, change
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import OutOfOrder, Overlap, Stale, correct, end, record, replace_from, withdraw
from tirkelim.law.order_253_register.movement import Away, Diploma, Job, place_on
from tirkelim.national.reports.figures import (
    BALANCED,
    FLOWS,
    Dimension,
    Figure,
    Figures,
    Filters,
    Measure,
    left,
)
from tirkelim.national.reports.values import PLACE, Keys, Level, Organisations, Traits, fits, keys_on, level_name
from tirkelim.register.models import (
    Departure,
    Education,
    Employment,
    Organisation,
    OrganisationFact,
    Person,
    PersonFact,
    Qualification,
)

START = date(2026, 1, 1)
FIRST, CLOSING = date(2026, 2, 1), date(2026, 2, 28)
MOMENT = datetime(2026, 1, 5, 6, tzinfo=UTC)
A_DAY = timedelta(days=1)
BREAK = 31
LAST = 130
"""Days after the start until which the slow counter looks."""
REASONS = ("own_wish", "retirement", "other_organisation", "", "something")


class History:
    """A register to which random things happen, each a command of its own half a day after the one before."""

    def __init__(self, seed: int, people: int = 4) -> None:
        self.random = random.Random(seed)
        self.now = MOMENT
        self.moments: list[datetime] = []
        self.organisations = [self._write(self._organisation) for _ in range(3)]
        self.people = [self._write(self._person) for _ in range(people)]

    def happen(self, times: int) -> History:
        """So many random things; one that the register refuses did not happen."""
        works = [self._hire] * 4 + [self._leave, self._leave, self._transfer, self._correct, self._withdraw]
        works += [self._depart, self._come_back, self._level, self._reorganise, self._person]
        for _ in range(times):
            try:
                with transaction.atomic():
                    self._write(self.random.choice(works))
            except (IntegrityError, Overlap, Stale, OutOfOrder, ValueError, LookupError):
                continue
        return self

    def _write(self, work: Callable[[Change], Any]) -> Any:
        self.now += timedelta(hours=self.random.choice([7, 12, 30]))
        self.moments.append(self.now)
        with change(Command(uuid4(), None, self.now), "test.happen") as made:
            return work(made)

    def _day(self, until: int = 100) -> date:
        return START + timedelta(days=self.random.randint(0, until))

    def _organisation(self, made: Change) -> UUID:
        one = Organisation.objects.create(bin=f"{self.random.randrange(10**12):012}", change=made)
        self._describe(made, one.id, START + timedelta(days=10))
        return one.id

    def _describe(self, made: Change, organisation: UUID, first: date) -> None:
        pick = self.random.choice
        record(
            OrganisationFact(
                line=organisation, organisation_id=organisation, valid_from=first, search_key="", kind="medical",
                kato=pick(["710000000", "750000000", "751110000", None]), sector=pick(["health", "education"]),
                ownership=pick(["state", None]),
            ),
            made,
        )  # fmt: skip

    def _reorganise(self, made: Change) -> None:
        old = OrganisationFact.objects.current().filter(organisation=self.random.choice(self.organisations))
        values = {"kato": self.random.choice(["710000000", "750000000"]), "sector": "health"}
        replace_from(old.latest("valid_from"), made, self._day(), **values)

    def _person(self, made: Change) -> UUID:
        one = Person.objects.create(change=made)
        born = date(1950 + self.random.randrange(60), self.random.randint(1, 3), self.random.randint(1, 28))
        record(
            PersonFact(
                line=one.id, person=one, valid_from=START, search_key="", sex=self.random.choice(["female", "male"]),
                birth_date=self.random.choice([born, born, None]),
            ),
            made,
        )  # fmt: skip
        country = self.random.choice([None, "KAZ", "RUS"])
        if country:
            education = Education(
                person=one, kind="bachelor", country=country, graduated_on=self._day(20), source="document"
            )
            education.valid_from = education.graduated_on
            record(education, made)
        return one.id

    def _hire(self, made: Change) -> None:
        pick, first = self.random.choice, self._day()
        length = pick([None, self.random.randint(1, 60)])
        until = None if length is None else first + timedelta(days=length)
        record(
            Employment(
                person_id=pick(self.people), organisation_id=pick([*self.organisations, *self.organisations, None]),
                organisation_name="elsewhere", position=pick([20, 21, 60, None]), specialty=pick(["a", None]),
                is_main=pick([True, True, False]), hired_on=first, valid_from=first, valid_to=until,
                left_on=None if until is None else until - A_DAY,
                leave_reason="" if until is None else pick(REASONS),
            ),
            made,
        )  # fmt: skip

    def _job(self) -> Employment:
        rows = list(Employment.objects.current().order_by("valid_from", "line"))
        if not rows:
            raise LookupError
        return self.random.choice(rows)

    def _leave(self, made: Change) -> None:
        last = self._day()
        end(self._job(), made, last + A_DAY, left_on=last, leave_reason=self.random.choice(REASONS))

    def _transfer(self, made: Change) -> None:
        replace_from(self._job(), made, self._day(), position=self.random.choice([20, 61]), specialty="b")

    def _correct(self, made: Change) -> None:
        job = self._job()
        first = min(self._day(), (job.valid_to or date.max) - A_DAY)
        correct(job, made, valid_from=first, hired_on=first)

    def _withdraw(self, made: Change) -> None:
        withdraw(self._job(), made)

    def _depart(self, made: Change) -> None:
        on, kind = self._day(), self.random.choice(["death", "emigration", "emigration"])
        country = "DEU" if kind == "emigration" else None
        person = self.random.choice(self.people)
        record(Departure(person_id=person, kind=kind, on=on, valid_from=on, country=country), made)

    def _come_back(self, made: Change) -> None:
        rows = list(Departure.objects.current().filter(kind="emigration", valid_to__isnull=True).order_by("line"))
        if not rows:
            raise LookupError
        end(self.random.choice(rows), made, self._day(120))

    def _level(self, made: Change) -> None:
        on = self._day()
        given = self.random.choice([{"level": "7.1 (R)"}, {"level": "7.2 (R)"}, {"category": "first"}])
        record(
            Qualification(
                person_id=self.random.choice(self.people), specialty="a", obtained_on=on, valid_from=on,
                source="document", **given,
            ),
            made,
        )  # fmt: skip


class Slow:
    """The same figures, counted person by person and day by day."""

    def __init__(self, known: datetime, filters: Filters | None = None) -> None:
        self.known = known
        self.filters = filters or Filters()
        self.organisations = Organisations(known)
        self.tally: Counter[Figure] = Counter()

    def count(self, first_day: date = FIRST, closing_on: date = CLOSING) -> Figures:
        """All balanced figures and flows of the days; nothing about entries."""
        for person in Person.objects.all():
            self._person(person.id, first_day, closing_on)
        return Figures({place: value for place, value in self.tally.items() if value})

    def _person(self, id: UUID, first_day: date, closing_on: date) -> None:
        self._read(id)
        days = [START + timedelta(days=number) for number in range(-10, LAST)]
        self.places = {day: place_on(self.jobs, self.away, day) for day in days}
        opening_on = first_day - A_DAY
        self._end(Measure.OPENING, opening_on)
        self._end(Measure.CLOSING, closing_on)
        since = opening_on
        for day in days:
            if not first_day <= day <= closing_on:
                continue
            if self.places[day] != self.places[day - A_DAY]:
                self._slow(since, day - A_DAY)
                self._turn(day)
                since = day
        self._slow(since, closing_on)

    def _read(self, id: UUID) -> None:
        jobs = Employment.objects.known_at(self.known).filter(person=id, organisation__isnull=False)
        self.jobs = [
            Job(row.line, row.organisation_id, row.position, row.specialty, row.is_main, row.hired_on, row.valid_from,
                row.valid_to, row.leave_reason)
            for row in jobs
        ]  # fmt: skip
        gone = Departure.objects.known_at(self.known).filter(person=id).order_by("valid_from")
        self.away = [Away(row.kind, row.valid_from, row.valid_to, row.country) for row in gone]
        learned = Education.objects.known_at(self.known).filter(person=id)
        self.diplomas = [Diploma(row.graduated_on, row.country) for row in learned]
        who = PersonFact.objects.known_at(self.known).filter(person=id, valid_to__isnull=True).first()
        levels = tuple(
            Level(row.obtained_on, row.line, level_name(row.level, row.category), row.valid_from, row.valid_to)
            for row in Qualification.objects.known_at(self.known).filter(person=id)
        )
        self.traits = Traits() if who is None else Traits(who.sex or "", who.birth_date, levels)

    def _keys(self, job: Job | None, day: date) -> Keys | None:
        if job is None:
            return None
        keys = keys_on(job, self.traits, day, self.organisations)
        return keys if fits(keys, self.filters) else None

    def _end(self, measure: str, day: date) -> None:
        for place, key in enumerate(self._keys(self.places[day], day) or ()):
            self.tally[Figure(BALANCED[place], key, measure)] += 1

    def _slow(self, first: date, last: date) -> None:
        job = self.places[first]
        self._move(self._keys(job, first), self._keys(job, last), Measure.CHANGED_OUT, Measure.CHANGED_IN)

    def _move(self, was: Keys | None, now: Keys | None, out: str, came: str) -> None:
        for place, dimension in enumerate(BALANCED):
            before, after = (None if keys is None else keys[place] for keys in (was, now))
            if before != after:
                if before is not None:
                    self.tally[Figure(dimension, before, out)] += 1
                if after is not None:
                    self.tally[Figure(dimension, after, came)] += 1

    def _turn(self, day: date) -> None:
        before, after = self.places[day - A_DAY], self.places[day]
        was, now = self._keys(before, day - A_DAY), self._keys(after, day)
        if before is None:
            came, source, country = self._came(day)
            self._move(None, now, "", came)
            if came == Measure.ARRIVED and now is not None:
                self.tally[Figure(Dimension.COUNTRY, country or "", Measure.ARRIVED)] += 1
            if source is not None:
                self._flow(self.places[source], source, after, day)
        elif after is None:
            out, country = self._went(day, before)
            self._move(was, None, out, "")
            if out == left("abroad") and was is not None:
                self.tally[Figure(Dimension.COUNTRY, country or "", out)] += 1
        elif before.organisation != after.organisation:
            self._move(was, now, Measure.MOVED_OUT, Measure.MOVED_IN)
            self._flow(before, day - A_DAY, after, day)
        else:
            self._move(was, now, Measure.CHANGED_OUT, Measure.CHANGED_IN)

    def _came(self, day: date) -> tuple[str, date | None, str | None]:
        worked = [one for one, place in self.places.items() if one < day and place is not None]
        if not worked:
            lived = [one for one in self.away if one.until is not None and one.until <= day]
            if lived:
                return Measure.ARRIVED, None, lived[-1].country
            studied = [one for one in self.diplomas if one.graduated_on <= day]
            if studied and studied[0].country not in (None, "KAZ"):
                return Measure.ARRIVED, None, studied[0].country
            return Measure.HIRED, None, None
        abroad = self._gone_between(worked[-1] + A_DAY, day - A_DAY)
        if abroad:
            return Measure.ARRIVED, None, abroad[-1].country
        if (day - worked[-1]).days <= BREAK:
            return Measure.MOVED_IN, worked[-1], None
        return Measure.RETURNED, None, None

    def _went(self, day: date, job: Job) -> tuple[str, str | None]:
        gone = self._gone_between(day, day)
        if gone:
            return left("death" if gone[-1].kind == "death" else "abroad"), gone[-1].country
        later = [one for one, place in self.places.items() if one > day and place is not None]
        if later and not self._gone_between(day, later[0]) and (later[0] - day).days + 1 <= BREAK:
            return Measure.MOVED_OUT, None
        return left(job.leave_reason if job.leave_reason in REASONS[:3] else "not_known"), None

    def _gone_between(self, first: date, last: date) -> list[Away]:
        return [one for one in self.away if one.first <= last and (one.until is None or one.until > first)]

    def _flow(self, source: Job | None, last_day: date, job: Job | None, day: date) -> None:
        assert source is not None
        assert job is not None
        was = keys_on(source, self.traits, last_day, self.organisations)
        now = keys_on(job, self.traits, day, self.organisations)
        if not (fits(was, self.filters) or fits(now, self.filters)):
            return
        for dimension, by in zip(FLOWS, (Dimension.REGION, Dimension.SECTOR, Dimension.ORGANISATION), strict=True):
            place = PLACE[by]
            if was[place] != now[place]:
                self.tally[Figure(dimension, f"{was[place]}>{now[place]}", Measure.MOVED)] += 1
