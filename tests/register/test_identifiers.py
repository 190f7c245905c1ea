"""IIN and BIN against the synthetic numbers of the specification."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.register.identifiers import (
    BadIdentifier,
    check_iin,
    control_digit,
    fits_birth_date,
    parse_bin,
    parse_iin,
)

TODAY = date(2026, 3, 2)
IINS = [
    # number, born, male
    ("850314101019", date(1885, 3, 14), True),
    ("900721201023", date(1890, 7, 21), False),
    ("720229101030", date(1872, 2, 29), True),
    ("681231201040", date(1868, 12, 31), False),
    ("590101101055", date(1859, 1, 1), True),
    ("790909201066", date(1879, 9, 9), False),
    ("310515502013", date(2031, 5, 15), True),
    ("440228602026", date(2044, 2, 28), False),
    ("480229602039", date(2048, 2, 29), False),
    ("880808200908", date(1888, 8, 8), False),  # these two need the second weights
    ("880808200921", date(1888, 8, 8), False),
]
BINS = [
    ("310640000124", 4, 0), ("310641000134", 4, 1), ("310642000145", 4, 2), ("320150000152", 5, 0),
    ("320151000168", 5, 1), ("331160000171", 6, 0), ("331163000188", 6, 3),
]  # fmt: skip


@pytest.mark.parametrize(("number", "born", "male"), IINS)
def test_an_iin_tells_birth_and_sex(number: str, born: date, male: bool) -> None:
    """Date with its century, and sex."""
    assert parse_iin(number) == (number, born, male)


@pytest.mark.parametrize(("number", "born", "male"), IINS)
def test_synthetic_numbers_live_in_demo_mode_only(number: str, born: date, male: bool) -> None:
    """Nobody living was born in the 19th century or tomorrow; demo mode does not look at the century."""
    assert check_iin(number, TODAY, demo=True).number == number
    with pytest.raises(BadIdentifier) as refused:
        check_iin(number, TODAY, demo=False)
    assert refused.value.reason == "century"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "length"), ("85031410101", "length"), ("8503141010190", "length"), ("85031410101X", "length"),
        ("８50314101019", "length"), ("850314101018", "control_digit"), ("880808200910", "control_digit"),
        ("850314901012", "century"), ("853014101017", "date"), ("710229101031", "date"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_iin_is_refused_with_the_reason(number: str, reason: str) -> None:
    """The reason is a code for the page; the number is not repeated in it."""
    if reason in ("century", "date") and len(number) == 12:
        number = number[:11] + str(control_digit(number[:11]))
    with pytest.raises(BadIdentifier) as refused:
        parse_iin(number)
    assert refused.value.reason == reason
    assert number == "" or number not in str(refused.value)


def test_a_number_without_control_digit_is_never_issued() -> None:
    """Both passes give ten."""
    assert control_digit("88080820091") is None


def test_spaces_are_forgiven() -> None:
    """Numbers are often written in groups."""
    assert parse_iin("850314 101 019").number == "850314101019"
    assert parse_bin(" 3106 4000 0124 ").number == "310640000124"


@pytest.mark.parametrize(("number", "kind", "part"), BINS)
def test_a_bin_tells_kind_and_part(number: str, kind: int, part: int) -> None:
    """Resident, non-resident, joint; head, branch, representation, farm."""
    found = parse_bin(number)
    assert (found.kind, found.part) == (kind, part)


@pytest.mark.parametrize("start", ["31064500012", "31061000012", "31134000012"])
def test_what_cannot_be_a_bin_is_refused(start: str) -> None:
    """No such part, no such kind, no such month."""
    with pytest.raises(BadIdentifier):
        parse_bin(f"{start}{control_digit(start)}")


def test_birth_dates_agree_up_to_the_century_in_demo_mode() -> None:
    """A synthetic number of 1890 goes with a person of 1990."""
    iin = parse_iin("900721201023")
    assert fits_birth_date(iin, date(1990, 7, 21), demo=True)
    assert not fits_birth_date(iin, date(1990, 7, 21), demo=False)
    assert not fits_birth_date(iin, date(1990, 7, 22), demo=True)


@given(start=st.text("0123456789", min_size=11, max_size=11), place=st.integers(0, 10), other=st.integers(1, 9))
def test_the_control_digit_notices_one_wrong_digit_in_the_first_pass(start: str, place: int, other: int) -> None:
    """Weights 1 to 11 and modulus 11: every digit but the eleventh counts; that one has weight 11."""
    changed = start[:place] + str((int(start[place]) + other) % 10) + start[place + 1 :]
    before = sum(int(digit) * weight for weight, digit in enumerate(start, 1)) % 11
    after = sum(int(digit) * weight for weight, digit in enumerate(changed, 1)) % 11
    if place < 10:
        assert before != after
    if before < 10 and after < 10:
        assert (control_digit(start) == control_digit(changed)) is (place == 10)
