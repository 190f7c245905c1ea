"""An invented population of any size, the same for the same seed. Person n depends on the seed, n and the day alone.

    people = Population(seed=7, today=date(2026, 9, 16))
    people.person(41).facts

Nothing here touches the database; `bulk` stores what is made here.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tirkelim.demo import careers, results, sheets, standing
from tirkelim.demo.life import Life
from tirkelim.demo.numbers import COUNTRY, REGION, Block, born
from tirkelim.demo.shares import AGES, ORGANISATIONS_AN_ASSESSOR, PROFESSIONS, STUDIED_UNTIL, TRACKS, WOMEN
from tirkelim.demo.workplaces import Workplace, assessor, identity, workplace, workplace_of

YEARS_BACK = 3
"""How long ago the demo's register begins."""


class Population:
    """The country's health workers: workplaces fill up one after another, earlier jobs were in earlier workplaces."""

    block: Block = COUNTRY
    kind = "person"

    def __init__(self, seed: int, today: date, *, results: bool = True) -> None:
        self.seed = seed
        self.today = today
        self.results = results
        self._workplace: Callable[[int], Workplace] = functools.lru_cache(maxsize=4096)(
            functools.partial(workplace, seed)
        )
        self._assessor: Callable[[int], Workplace] = functools.lru_cache(maxsize=256)(functools.partial(assessor, seed))

    def person(self, number: int) -> Life:
        """Person `number` with everything that the register holds of them. Raises ValueError beyond the block."""
        chance = random.Random(f"{self.seed}:{self.kind}:{number}")  # noqa: S311 - reproducible, not secret
        life = self._begin(number, chance)
        earlier = self._earlier(life)
        standing.climb(life)
        trained = results.develop(life) if self.results else False
        careers.identify(life, True if trained else False if life.luck(0.8) else None)
        careers.work(life, earlier)
        standing.study(life)
        standing.certify(life)
        if self.results:
            sheets.assess(life, self.assessor_for(life).id)
        return life

    def employer(self, number: int) -> Workplace:
        """Where a person works, or worked last."""
        return self._workplace(workplace_of(number))

    def former(self, life: Life) -> Workplace | None:
        """A workplace of earlier days; None: one outside the register."""
        before = workplace_of(life.number)
        return self._workplace(life.chance.randrange(before)) if before and life.luck(0.85) else None

    def assessor_for(self, life: Life) -> Workplace:
        """The organisation that assessed the person."""
        return self._assessor(life.chance.randint(0, workplace_of(life.number) // ORGANISATIONS_AN_ASSESSOR))

    def _begin(self, number: int, chance: random.Random) -> Life:
        """Track, age, name and number of the person; nothing has happened yet."""
        track = TRACKS.draw(chance)
        low, high = AGES.draw(chance)
        age = max(chance.randint(low, high), STUDIED_UNTIL[track] + 2)
        male = chance.random() >= WOMEN[track]
        birth, iin = born(number, self.today.year - age, male, self.block)
        graduated = date(min(birth.year + STUDIED_UNTIL[track], self.today.year - 1), 6, chance.randint(15, 30))
        employer = self.employer(number)
        begun = date(self.today.year - YEARS_BACK, 1, 15) + timedelta(days=employer.id.int % 60)
        hired = graduated + timedelta(days=70)
        return Life(
            seed=self.seed, number=number, today=self.today, block=self.block, chance=chance,
            person=identity(self.seed, self.kind, number), male=male, birth=birth, iin=iin, track=track,
            profession=PROFESSIONS[track].draw(chance), workplace=employer, graduated=graduated,
            since=max(begun, hired + timedelta(days=1 if chance.random() < 0.95 else chance.randint(8, 25))),
        )  # fmt: skip

    def _earlier(self, life: Life) -> list[Workplace | None]:
        """Workplaces of the jobs before the last: none to three, the more the longer the career."""
        years = (life.today - life.started).days // 365
        number = sum(years > least and life.luck(share) for least, share in ((3, 0.6), (8, 0.5), (15, 0.4)))
        return [self.former(life) for _ in range(number)]


class Staff(Population):
    """People of a few given workplaces: the staff of the demo region. Their numbers are apart from the country's."""

    block = REGION
    kind = "staff"

    def __init__(self, seed: int, today: date, workplaces: Sequence[Workplace], assessor: Workplace) -> None:
        super().__init__(seed, today)
        self.workplaces = workplaces
        self.assessor = assessor

    def employer(self, number: int) -> Workplace:
        """The workplaces take turns."""
        return self.workplaces[number % len(self.workplaces)]

    def former(self, life: Life) -> Workplace | None:
        """One of the same workplaces, or one outside the register."""
        return life.chance.choice((None, *self.workplaces))

    def assessor_for(self, life: Life) -> Workplace:
        """Always the same."""
        return self.assessor
