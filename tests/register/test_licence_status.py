"""What a licence is worth on a day, against a model that walks through the days one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tirkelim.register.licence_models import LicenceEventKind
from tirkelim.register.licence_status import ENDS, LicenceStatus, annex_status, licence_status

KIND = LicenceEventKind
FIRST = date(2026, 1, 1)
DAYS = 12


@dataclass
class Row:
    """A licence or annex."""

    issued_on: date


@dataclass
class Event:
    """What happened to it."""

    kind: str
    on: date
    until: date | None = None


def modelled(row: Row, events: Sequence[Event], on: date) -> LicenceStatus:
    """The status by living through every day: on each, what was entered for it counts in the order of entry."""
    if on < row.issued_on:
        return LicenceStatus.NOT_YET
    suspended: Event | None = None
    over: list[str] = []
    day = min([row.issued_on, *(event.on for event in events)])
    while day <= on:
        for event in (event for event in events if event.on == day):
            if event.kind in ENDS:
                over.append(event.kind)
            elif event.kind == KIND.SUSPENDED:
                suspended = event
            elif event.kind == KIND.RESUMED:
                suspended = None
        day += timedelta(days=1)
    for kind, status in ENDS.items():
        if kind in over:
            return status
    if suspended is not None and (suspended.until is None or on <= suspended.until):
        return LicenceStatus.SUSPENDED
    return LicenceStatus.VALID


days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def happened(draw: st.DrawFn) -> Event:
    """Any event; a suspension with or without a last day."""
    kind, on = draw(st.sampled_from(list(KIND))), draw(days)
    until = None
    if kind == KIND.SUSPENDED and draw(st.booleans()):
        until = on + timedelta(days=draw(st.integers(0, 5)))
    return Event(kind, on, until)


@given(days, st.lists(happened(), max_size=8), days)
def test_the_status_is_that_of_the_model(issued_on: date, events: list[Event], on: date) -> None:
    row = Row(issued_on)
    found = licence_status(row, events, on)
    assert found.status is modelled(row, events, on)
    if found.status is not LicenceStatus.NOT_YET:
        assert found.since <= on
    if found.until is not None:
        assert on <= found.until


@given(days, st.lists(happened(), max_size=5), days, st.lists(happened(), max_size=5), days)
def test_an_annex_stands_and_falls_with_its_licence(
    issued_on: date, of_licence: list[Event], given_on: date, of_annex: list[Event], on: date
) -> None:
    licence = licence_status(Row(issued_on), of_licence, on)
    annex = annex_status(Row(given_on), of_annex, licence, on)
    own = licence_status(Row(given_on), of_annex, on)
    if annex.status is LicenceStatus.VALID:
        assert own.status is LicenceStatus.VALID
        assert licence.status is LicenceStatus.VALID
    if own.status in ENDS.values():
        assert annex == own
