"""What a certificate is worth follows from its dates and events."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.register.status import CertificateStatus, EventKind, StatusOn, status_on

ISSUED, UNTIL = date(2021, 5, 10), date(2026, 5, 10)
PAPER = SimpleNamespace(issued_on=ISSUED, valid_until=UNTIL)


def event(kind: EventKind, on: date, superseded_by: str = "") -> Any:
    """Something that happened."""
    return SimpleNamespace(kind=kind.value, on=on, superseded_by=superseded_by)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2021, 5, 9), "not_yet"), (ISSUED, "valid"), (UNTIL, "valid"), (date(2026, 5, 11), "expired"),
    ],
)  # fmt: skip
def test_dates_decide(on: date, status: str) -> None:
    """The first and the last day belong to the term."""
    assert status_on(PAPER, [], on).status == status


def test_withdrawal_counts_from_its_day() -> None:
    """The day before, the certificate was valid, and a check of that day still says so."""
    events = [event(EventKind.WITHDRAWN, date(2023, 1, 9))]
    assert status_on(PAPER, events, date(2023, 1, 8)).status is CertificateStatus.VALID
    assert status_on(PAPER, events, date(2023, 1, 9)) == StatusOn(CertificateStatus.WITHDRAWN, date(2023, 1, 9))
    assert status_on(PAPER, events, date(2030, 1, 1)).status is CertificateStatus.WITHDRAWN


def test_a_successor_is_named() -> None:
    """Whoever checks the old number learns the new one."""
    events = [event(EventKind.SUPERSEDED, date(2024, 2, 1), "KZ12ABC12345678")]
    assert status_on(PAPER, events, date(2024, 2, 1)).superseded_by == "KZ12ABC12345678"


def test_a_restored_certificate_is_what_its_dates_say() -> None:
    """A court gave it back."""
    events = [event(EventKind.WITHDRAWN, date(2023, 1, 9)), event(EventKind.RESTORED, date(2023, 6, 1))]
    assert status_on(PAPER, events, date(2023, 6, 1)).status is CertificateStatus.VALID
    assert status_on(PAPER, events, date(2027, 6, 1)).status is CertificateStatus.EXPIRED


@given(
    events=st.lists(
        st.tuples(st.sampled_from(list(EventKind)), st.dates(date(2021, 5, 10), date(2027, 1, 1))), max_size=6
    ),
    on=st.dates(date(2021, 1, 1), date(2028, 1, 1)),
)
def test_what_happens_later_changes_nothing_earlier(events: list[tuple[EventKind, date]], on: date) -> None:
    """A check of a past day is not altered by events after it."""
    all_of_them = [event(kind, day) for kind, day in events]
    until_then = [one for one in all_of_them if one.on <= on]
    assert status_on(PAPER, all_of_them, on) == status_on(PAPER, until_then, on)
