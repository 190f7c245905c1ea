"""Numbers of documents: random, in the pattern, forgiving when typed."""

from __future__ import annotations

import pytest

from tirkelim.register.public_numbers import ATTEMPTS, PATTERN, NoFreeNumber, draw, normalise


def test_numbers_follow_the_pattern_and_not_each_other() -> None:
    """Two letters, two digits, three letters, eight digits; no two alike among many."""
    numbers = {draw(lambda number: False) for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(PATTERN.fullmatch(number) for number in numbers)
    assert not any(set(number[4:7]) & {"I", "O"} for number in numbers)


def test_a_taken_number_is_drawn_again() -> None:
    """Collisions are rare and harmless."""
    asked: list[str] = []

    def taken(number: str) -> bool:
        asked.append(number)
        return len(asked) < 3

    assert draw(taken) == asked[2]


def test_endless_collisions_are_a_fault() -> None:
    """Rather an error than an endless loop."""
    asked: list[str] = []
    with pytest.raises(NoFreeNumber):
        draw(lambda number: not asked.append(number))
    assert len(asked) == ATTEMPTS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KZ12ABC12345678", "KZ12ABC12345678"), (" kz12 abc 1234-5678 ", "KZ12ABC12345678"),
        ("КZ12АВС12345678", "KZ12ABC12345678"), ("KZ12ABC1234567", None), ("", None), ("850314101019", None),
    ],
)  # fmt: skip
def test_typed_numbers_are_understood(typed: str, meant: str | None) -> None:
    """Small letters, spaces, dashes, Cyrillic look-alikes."""
    assert normalise(typed) == meant
