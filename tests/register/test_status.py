"""What a certificate is worth follows from its dates and events."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.order_274_certificates.indefinite import still_valid
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


def test_a_superseded_certificate_stays_so_when_its_withdrawal_is_annulled() -> None:
    """A restoration takes the withdrawal back, not what was before it."""
    events = [
        event(EventKind.SUPERSEDED, date(2024, 2, 1), "KZ12ABC12345678"),
        event(EventKind.WITHDRAWN, date(2024, 5, 1)),
        event(EventKind.RESTORED, date(2024, 8, 1)),
    ]
    seen = [status_on(PAPER, events, date(2024, month, 15)).status.value for month in (1, 2, 6, 9)]
    assert seen == ["valid", "superseded", "withdrawn", "superseded"]


# --- without a term ---------------------------------------------------------------------------------------------------

OLD = SimpleNamespace(issued_on=date(2014, 3, 1), valid_until=None)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2014, 2, 28), StatusOn(CertificateStatus.NOT_YET, OLD.issued_on)),
        (date(2021, 3, 9), StatusOn(CertificateStatus.TRAINING_LAPSED, OLD.issued_on)),
        (date(2021, 3, 10), StatusOn(CertificateStatus.VALID, OLD.issued_on, holds_until=date(2026, 3, 10))),
        (date(2026, 3, 10), StatusOn(CertificateStatus.VALID, OLD.issued_on, holds_until=date(2026, 3, 10))),
        (date(2026, 3, 11), StatusOn(CertificateStatus.TRAINING_LAPSED, date(2026, 3, 11))),
        (date(2027, 1, 5), StatusOn(CertificateStatus.VALID, OLD.issued_on, holds_until=date(2032, 1, 5))),
    ],
)
def test_without_a_term_it_holds_by_further_education(on: date, expected: StatusOn) -> None:
    """Passed in March 2021 and again in January 2027: between the two it was not valid for ten months."""
    assert status_on(OLD, [], on, [date(2027, 1, 5), date(2021, 3, 10)]) == expected


def test_without_a_term_it_had_to_be_given_before_the_day() -> None:
    """On 9 October 2015 and later a certificate has a term, whatever was passed since."""
    paper = SimpleNamespace(issued_on=date(2015, 10, 9), valid_until=None)
    assert status_on(paper, [], date(2026, 1, 1), [date(2025, 6, 1)]).status is CertificateStatus.TERM_MISSING
    paper.issued_on = date(2015, 10, 8)
    assert status_on(paper, [], date(2026, 1, 1), [date(2025, 6, 1)]).status is CertificateStatus.VALID


def test_a_withdrawal_outweighs_further_education() -> None:
    """And with the restoration the rule is back."""
    events = [event(EventKind.WITHDRAWN, date(2023, 1, 9)), event(EventKind.RESTORED, date(2023, 6, 1))]
    trained = [date(2021, 3, 10)]
    assert status_on(OLD, events, date(2023, 2, 1), trained).status is CertificateStatus.WITHDRAWN
    assert status_on(OLD, events, date(2023, 6, 1), trained).holds_until == date(2026, 3, 10)


@given(
    issued=st.dates(date(2013, 1, 1), date(2016, 6, 1)),
    trained=st.lists(st.dates(date(2012, 1, 1), date(2032, 1, 1)), max_size=5),
    on=st.dates(date(2025, 1, 1), date(2034, 1, 1)),
)
def test_the_status_is_what_the_law_says_of_that_day(issued: date, trained: list[date], on: date) -> None:
    """And it stays so up to the day that it names, and not a day longer."""
    paper = SimpleNamespace(issued_on=issued, valid_until=None)
    book = current_book()

    def lawful(day: date) -> bool:
        return still_valid(issued, tuple(t for t in trained if t <= on), day, book) is True

    found = status_on(paper, [], on, trained)
    assert (found.status is CertificateStatus.VALID) is lawful(on)
    if found.holds_until is not None:
        assert lawful(found.holds_until)
        assert not lawful(found.holds_until + timedelta(days=1))
    if found.status is CertificateStatus.TRAINING_LAPSED and found.since > date(2025, 1, 1):
        assert lawful(found.since - timedelta(days=1))
        assert not lawful(found.since)


def test_every_day_of_a_term_by_brute_force() -> None:
    """Day by day over twelve years: valid from the first day to the last, without a gap."""
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(4400)]
    valid = [day for day in days if status_on(PAPER, [], day).status is CertificateStatus.VALID]
    assert (valid[0], valid[-1], len(valid)) == (ISSUED, UNTIL, (UNTIL - ISSUED).days + 1)
