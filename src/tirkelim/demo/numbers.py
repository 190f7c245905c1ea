"""Numbers of the invented population: never two the same, and none that anyone living or any organisation can hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tirkelim.register.identifiers import control_digit
from tirkelim.register.public_numbers import LETTERS

DAYS = 365
STRIDE = 173
"""Has no divisor in common with DAYS: the days of a block of people run through the whole year before one repeats."""
CERTIFICATES = 8
"""Most certificates of one person."""


class Block(NamedTuple):
    """A range of the four digits in which IINs of one day and sex differ."""

    first: int
    size: int

    @property
    def room(self) -> int:
        """How many people it holds."""
        return self.size * DAYS


COUNTRY = Block(1000, 8000)
"""Of `tirkelim demo --people`: 2.9 million people."""
REGION = Block(9000, 1000)
"""Of the demo region. Numbers below 1000 belong to people made one by one."""


def born(number: int, year: int, male: bool, block: Block) -> tuple[date, str]:
    """Birth date and IIN of person `number` who was born in `year`, or in one of the next.

    People with the same four digits are born on different days of the year, whatever the year: so no two have the
    same number. Where the control digit does not exist the next year is taken. Raises ValueError beyond the block.
    """
    if not 0 <= number < block.room:
        raise ValueError(f"person {number} does not fit in: {block.room} do")
    turn, place = divmod(number, block.size)
    day_of_year = (turn * STRIDE + place * 7919 % 9973) % DAYS
    serial = block.first + place
    while True:
        day = date(2001, 1, 1) + timedelta(days=day_of_year)  # of a common year: 29 February is nobody's
        birth = date(year, day.month, day.day)
        eleven = f"{birth:%y%m%d}{1 if male else 2}{serial:04}"
        control = control_digit(eleven)
        if control is not None:
            return birth, f"{eleven}{control}"
        year += 1


def bin_of(number: int, part: int) -> str:
    """The BIN of organisation `number` of one kind (`part`), registered in a month of 2032 that is to come."""
    for month in range(part * 4 + 1, part * 4 + 5):
        eleven = f"32{month:02}40{number:05}"
        control = control_digit(eleven)
        if control is not None:
            return f"{eleven}{control}"
    raise ValueError(f"no number for organisation {number}")


def certificate_number(seed: int, number: int, which: int, block: Block) -> str:
    """The number of a person's certificate `which`, in the pattern of the state registers, looking drawn at random."""
    place = (number + (COUNTRY.room if block is REGION else 0)) * CERTIFICATES + which
    mixed = (place * 61_803_399 + 27_182_818) % 10**8
    letters = "".join(LETTERS[(mixed // step + seed) % len(LETTERS)] for step in (7, 131, 1009))
    return f"KZ{(mixed * 31 + seed) % 100:02}{letters}{mixed:08}"
