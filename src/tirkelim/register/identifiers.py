"""IIN and BIN: twelve digits with a date and a control digit.

IIN: YYMMDD, a digit for century and sex (1/2 18xx, 3/4 19xx, 5/6 20xx; odd male), four digits, control digit.
BIN: YYMM, a digit for the kind of entity (4 resident, 5 non-resident, 6 joint entrepreneurship), one for the
part (0 head, 1 branch, 2 representation, 3 farm), five digits, control digit.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
CENTURIES = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}
OLDEST = 120
"""Years; nobody older is registered."""

LENGTH, CONTROL, DATE, CENTURY, KIND = "length", "control_digit", "date", "century", "kind"


class BadIdentifier(ValueError):
    """The number cannot be an IIN or BIN; `reason` is one of the constants above. The number is not repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not a valid number: {reason}")
        self.reason = reason


class Iin(NamedTuple):
    """What an IIN says about its holder. `birth_date` stands in the century that the number names."""

    number: str
    birth_date: date
    male: bool


class Bin(NamedTuple):
    """What a BIN says about its holder; `year` has two digits."""

    number: str
    year: int
    month: int
    kind: int
    part: int


def control_digit(first_eleven: str) -> int | None:
    """The control digit that belongs to eleven digits; None where such a number is never issued."""
    digits = [int(digit) for digit in first_eleven]
    for weights in (WEIGHTS, SECOND_WEIGHTS):
        rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def parse_iin(text: str) -> Iin:
    """Read an IIN and check its control digit and date. Raises BadIdentifier."""
    number = _twelve_digits(text)
    century = CENTURIES.get(int(number[6]))
    if century is None:
        raise BadIdentifier(CENTURY)
    try:
        born = date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError as bad:
        raise BadIdentifier(DATE) from bad
    return Iin(number, born, male=int(number[6]) % 2 == 1)


def check_iin(text: str, on: date, *, demo: bool) -> Iin:
    """Read an IIN that a person living on the day `on` can hold.

    Synthetic numbers belong to the 19th century or the future: demo mode does not look at the century.
    Raises BadIdentifier.
    """
    iin = parse_iin(text)
    born = iin.birth_date
    if not demo and (born > on or born.year + OLDEST < on.year):
        raise BadIdentifier(CENTURY)
    return iin


def fits_birth_date(iin: Iin, birth_date: date, *, demo: bool) -> bool:
    """Whether the number agrees with a birth date; in demo mode the century does not count."""
    if demo:
        return iin.number[:6] == birth_date.strftime("%y%m%d")
    return iin.birth_date == birth_date


def parse_bin(text: str) -> Bin:
    """Read a BIN and check its control digit, month and kind. Raises BadIdentifier."""
    number = _twelve_digits(text)
    year, month, kind, part = int(number[:2]), int(number[2:4]), int(number[4]), int(number[5])
    if not 1 <= month <= 12:
        raise BadIdentifier(DATE)
    if kind not in (4, 5, 6) or part > 3:
        raise BadIdentifier(KIND)
    return Bin(number, year, month, kind, part)


def _twelve_digits(text: str) -> str:
    """The digits of a number that may have been written with spaces, when its control digit is right."""
    number = "".join(text.split())
    if not (len(number) == 12 and number.isascii() and number.isdigit()):
        raise BadIdentifier(LENGTH)
    if control_digit(number[:11]) != int(number[11]):
        raise BadIdentifier(CONTROL)
    return number
