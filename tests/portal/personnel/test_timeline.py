"""The timeline is a function of the record: what each row becomes, in words, in order, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tirkelim.cases.states import State
from tirkelim.portal.personnel.timeline import Event, Kind, by_year, events, linked, only
from tirkelim.portal.personnel.whole import Ended, Whole
from tirkelim.register.models import (
    Absence,
    Activity,
    AssessmentConclusion,
    Certificate,
    CpdSheet,
    Education,
    Employment,
    Qualification,
    Training,
)
from tirkelim.register.queries import Profile
from tirkelim.register.status import CertificateStatus, StatusOn

TODAY = date(2026, 3, 2)
KNOWN = datetime(2026, 1, 9, 6, 0, tzinfo=UTC)
CLINIC, LINE = uuid4(), uuid4()
NURSING = "secondary.nursing"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def whole(**found: Any) -> Whole:
    """A record that holds nothing but this."""
    parts = {
        name: found.pop(name, ()) for name in ("employments", "educations", "trainings", "certificates", "absences")
    }
    profile = Profile(uuid4(), TODAY, KNOWN, identifiers=(), facts=None, **parts)
    return Whole(profile=profile, names={CLINIC: "Clinic 5"}, **found)


def job(**values: Any) -> Employment:
    """A version of a nurse's job."""
    base = {"line": LINE, "organisation_id": CLINIC, "position": 59, "is_main": True, "hired_on": date(2019, 9, 2),
            "valid_from": date(2019, 9, 2), "known_from": KNOWN}  # fmt: skip
    return Employment(**base | values)


def said(one: Event) -> tuple[date, Kind, str, str]:
    """Day, kind, title and text with plain spaces."""
    return one.day, one.kind, str(one.title), one.text.replace("\u00a0", " ")


LEFT = {"left_on": date(2025, 5, 30), "leave_reason": "own_wish", "valid_from": date(2022, 1, 10), "position": 18,
        "order_number": "7", "order_date": date(2022, 1, 9)}  # fmt: skip
TABLE: list[tuple[dict[str, Any], list[tuple[date, Kind, str, str]]]] = [
    (
        {
            "educations": (
                Education(
                    kind="residency",
                    institution="AMU",
                    document_number="77",
                    source="document",
                    graduated_on=date(2013, 6, 28),
                    known_from=KNOWN,
                ),
            )
        },
        [(date(2013, 6, 28), Kind.EDUCATION, "Finished: Residency", "AMU · document No. 77")],
    ),
    (
        {"employments": (job(order_number="118", order_date=date(2019, 9, 1)), job(**LEFT))},
        [
            (date(2025, 5, 30), Kind.JOB, "Left: Clinic 5", "Own wish"),
            (
                date(2022, 1, 10),
                Kind.JOB,
                "Transferred: Senior nurse (senior feldsher, senior midwife)",
                "Clinic 5 · main job · order No. 7 of 9 January 2022",
            ),
            (
                date(2019, 9, 2),
                Kind.JOB,
                "Hired: Clinic 5",
                "Nurse (specialized) · main job · order No. 118 of 1 September 2019",
            ),
        ],
    ),
    (
        {"employments": (job(organisation_id=None, organisation_name="Hospital abroad", is_main=False),)},
        [(date(2019, 9, 2), Kind.JOB, "Hired: Hospital abroad", "Nurse (specialized) · second job")],
    ),
    (
        {
            "absences": (
                Absence(kind="maternity", started_on=date(2024, 2, 1), ended_on=date(2024, 6, 5), known_from=KNOWN),
            )
        },
        [
            (date(2024, 6, 5), Kind.JOB, "Last day of leave: Maternity leave", ""),
            (date(2024, 2, 1), Kind.JOB, "Leave began: Maternity leave", "until: 5 June 2024"),
        ],
    ),
    (
        {
            "trainings": (
                Training(programme="ECG", hours=54, completed_on=date(2025, 4, 4), source="document", known_from=KNOWN),
            )
        },
        [(date(2025, 4, 4), Kind.RESULT, "Further education: ECG", "Hours: 54")],
    ),
    (
        {
            "activities": (
                Activity(
                    line=uuid4(),
                    criterion=3,
                    title="Seminar",
                    completed_on=date(2025, 4, 5),
                    source="declared",
                    document_number="9",
                    known_from=KNOWN,
                ),
            )
        },
        [(date(2025, 4, 5), Kind.RESULT, "Seminar", "in-person seminar, training, master class · 9")],
    ),
    (
        {
            "sheets": (
                CpdSheet(
                    number="S-1",
                    specialty=NURSING,
                    organisation_id=CLINIC,
                    confirmed_on=date(2025, 11, 3),
                    further_education=240,
                    non_formal=2,
                    competencies=40,
                ),
            )
        },
        [(date(2025, 11, 3), Kind.SHEET, "Results confirmed: Nursing", "sheet S-1 · 70.5 units")],
    ),
    (
        {
            "conclusions": (
                AssessmentConclusion(
                    organisation_id=CLINIC,
                    specialty=NURSING,
                    level="4.1",
                    passed=False,
                    assessed_on=date(2025, 12, 1),
                    protocol_number="2",
                    known_from=KNOWN,
                ),
            )
        },
        [(date(2025, 12, 1), Kind.ASSESSMENT, "Assessment not passed: Nursing", "level 4.1 · protocol No. 2")],
    ),
    (
        {
            "qualifications": (
                Qualification(
                    specialty=NURSING, level="4.1", obtained_on=date(2025, 12, 9), source="document", known_from=KNOWN
                ),
                Qualification(
                    specialty=NURSING,
                    category="first",
                    indefinite=True,
                    obtained_on=date(2012, 3, 1),
                    source="document",
                    known_from=KNOWN,
                ),
            )
        },
        [
            (date(2025, 12, 9), Kind.LEVEL, "Level 4.1 obtained", "Nursing"),
            (date(2012, 3, 1), Kind.LEVEL, "First category", "Nursing · without limit"),
        ],
    ),
    (
        {
            "certificates": (
                (
                    Certificate(
                        number="KZ1", specialty=NURSING, issued_on=date(2020, 5, 1), valid_until=date(2025, 5, 1)
                    ),
                    StatusOn(CertificateStatus.EXPIRED, date(2025, 5, 1)),
                ),
            )
        },
        [
            (date(2025, 5, 1), Kind.CERTIFICATE, "Last day of the certificate: Nursing", "KZ1"),
            (date(2020, 5, 1), Kind.CERTIFICATE, "Certificate issued: Nursing", "KZ1 · Valid until: 1 May 2025"),
        ],
    ),
    (
        {"applications": (Ended(uuid4(), "certificate", "A-1", State.REFUSED, date(2026, 2, 2)),)},
        [(date(2026, 2, 2), Kind.APPLICATION, "Application A-1: Refused", "Specialist certificate")],
    ),
]


@pytest.mark.parametrize(("found", "expected"), TABLE)
def test_what_a_row_becomes(found: dict[str, Any], expected: list[Any]) -> None:
    assert [said(one) for one in events(whole(**found))] == expected


def test_a_later_sheet_is_named_and_what_is_to_come_is_left_out() -> None:
    shared = {
        "specialty": NURSING,
        "organisation_id": CLINIC,
        "further_education": 4,
        "non_formal": 0,
        "competencies": 0,
    }
    first = CpdSheet(number="S-1", confirmed_on=date(2025, 11, 3), **shared)
    second = CpdSheet(number="S-2", confirmed_on=date(2025, 12, 3), supersedes=first, **shared)
    found = events(whole(sheets=(first, second), employments=(job(left_on=date(2026, 3, 31)),)))
    assert [str(one.title).partition(":")[0] for one in found] == ["Results confirmed", "Results confirmed", "Hired"]
    assert "replaced by sheet S-2" in found[1].text


def test_years_filter_and_doors() -> None:
    found = events(whole(employments=(job(), job(**LEFT)), educations=(
        Education(kind="master", graduated_on=date(2019, 6, 1), source="document", known_from=KNOWN),)))  # fmt: skip
    assert [(year.year, len(year.events)) for year in by_year(found)] == [(2025, 1), (2022, 1), (2019, 2)]
    assert {one.kind for one in only(found, {"education"})} == {Kind.EDUCATION}
    assert only(found, ()) == found
    opened = linked(found, lambda row: "/x/" if isinstance(row, Education) else "")
    assert [one.href for one in opened] == ["", "", "", "/x/"]
