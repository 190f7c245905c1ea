"""The status of a certificate of conformity on a day: a table, and properties over random lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.register.conformity_status import ConformityStatus, conformity_status, term_on

ISSUED, UNTIL = date(2022, 3, 1), date(2022, 6, 1)


@dataclass(frozen=True)
class Certificate:
    """A certificate of three months."""

    issued_on: date = ISSUED
    valid_until: date = UNTIL


@dataclass(frozen=True)
class Event:
    """An event."""

    kind: str
    on: date
    until: date | None = None
    successor: str = ""


def day(month: int, number: int, year: int = 2022) -> date:
    """A day of 2022."""
    return date(year, month, number)


EXTENDED = Event("extended", day(4, 1), day(4, 1, 2023))
LOST = Event("lost", day(4, 10))
SUPERSEDED = Event("superseded", day(4, 12), successor="KZ2")
WITHDRAWN = Event("withdrawn", day(4, 20))
RESTORED = Event("restored", day(4, 25))


@pytest.mark.parametrize(
    ("events", "on", "status", "since", "until", "successor"),
    [
        ((), day(2, 28), "not_yet", ISSUED, UNTIL, ""),
        ((), day(3, 1), "valid", ISSUED, UNTIL, ""),
        ((), day(6, 1), "valid", ISSUED, UNTIL, ""),
        ((), day(6, 2), "expired", UNTIL, UNTIL, ""),
        ((EXTENDED,), day(3, 31), "valid", ISSUED, UNTIL, ""),
        ((EXTENDED,), day(6, 2), "valid", ISSUED, day(4, 1, 2023), ""),
        ((EXTENDED,), day(4, 2, 2023), "expired", day(4, 1, 2023), day(4, 1, 2023), ""),
        ((Event("extended", day(6, 3), day(9, 1)),), day(6, 2), "expired", UNTIL, UNTIL, ""),
        ((Event("extended", day(6, 3), day(9, 1)),), day(6, 3), "valid", ISSUED, day(9, 1), ""),
        ((EXTENDED, Event("extended", day(4, 5), day(5, 1))), day(5, 2), "expired", day(5, 1), day(5, 1), ""),
        ((LOST,), day(4, 9), "valid", ISSUED, UNTIL, ""),
        ((LOST,), day(4, 10), "lost", day(4, 10), UNTIL, ""),
        ((LOST, SUPERSEDED), day(4, 13), "lost", day(4, 10), UNTIL, "KZ2"),
        ((SUPERSEDED,), day(4, 12), "superseded", day(4, 12), UNTIL, "KZ2"),
        ((LOST, WITHDRAWN), day(4, 21), "withdrawn", day(4, 20), UNTIL, ""),
        ((SUPERSEDED, RESTORED), day(4, 24), "superseded", day(4, 12), UNTIL, "KZ2"),
        ((SUPERSEDED, RESTORED), day(4, 25), "valid", ISSUED, UNTIL, ""),
        ((LOST, SUPERSEDED, RESTORED), day(4, 26), "lost", day(4, 10), UNTIL, ""),
        ((WITHDRAWN, RESTORED), day(4, 26), "withdrawn", day(4, 20), UNTIL, ""),
        ((LOST,), day(7, 1), "lost", day(4, 10), UNTIL, ""),
        ((Event("contract_signed", day(3, 5), day(3, 4, 2025)),), day(6, 2), "expired", UNTIL, UNTIL, ""),
    ],
)
def test_the_status_of_a_day(
    events: tuple[Event, ...], on: date, status: str, since: date, until: date, successor: str
) -> None:
    assert conformity_status(Certificate(), events, on) == (ConformityStatus(status), since, until, successor)


days = st.integers(-30, 1500).map(lambda count: ISSUED + timedelta(days=count))
notices = st.sampled_from(["contract_signed", "employer_changed", "contract_ended", "data_changed"])
extensions = st.builds(lambda on, term: Event("extended", on, on + timedelta(days=term)), days, st.integers(0, 1096))
endings = st.builds(Event, st.sampled_from(["lost", "withdrawn", "superseded", "restored"]), days)
told = st.builds(Event, notices, days)
lives = st.lists(st.one_of(extensions, endings, told), max_size=8).map(
    lambda events: tuple(sorted(events, key=lambda event: event.on))
)


@given(lives, days)
def test_valid_means_inside_the_term_and_nothing_else_ends_it(events: tuple[Event, ...], on: date) -> None:
    found = conformity_status(Certificate(), events, on)
    assert found.until == term_on(Certificate(), events, on)
    if found.status is ConformityStatus.VALID:
        assert ISSUED <= on <= found.until
        assert not any(event.kind in ("lost", "withdrawn") and event.on <= on for event in events)
    if found.status is ConformityStatus.EXPIRED:
        assert found.until < on


@given(lives, days)
def test_what_happens_later_changes_nothing_before(events: tuple[Event, ...], on: date) -> None:
    past = tuple(event for event in events if event.on <= on)
    assert conformity_status(Certificate(), events, on) == conformity_status(Certificate(), past, on)


@given(lives, days, told)
def test_what_the_holder_tells_changes_no_status(events: tuple[Event, ...], on: date, notice: Event) -> None:
    assert conformity_status(Certificate(), (*events, notice), on) == conformity_status(Certificate(), events, on)


@given(lives, days, st.sampled_from(["lost", "withdrawn"]))
def test_a_loss_or_a_withdrawal_is_never_undone(events: tuple[Event, ...], on: date, kind: str) -> None:
    ended = (*events, Event(kind, max(on, ISSUED)))
    for later in (0, 1, 400, 4000):
        status = conformity_status(Certificate(), ended, max(on, ISSUED) + timedelta(days=later)).status
        assert status in (ConformityStatus.LOST, ConformityStatus.WITHDRAWN)


@given(lives, days)
def test_without_an_extension_the_term_is_that_of_the_issue(events: tuple[Event, ...], on: date) -> None:
    unextended = tuple(event for event in events if event.kind != "extended")
    assert conformity_status(Certificate(), unextended, on).until == UNTIL
