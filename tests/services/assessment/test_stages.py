"""The waiver of p.12 around its day (reading C23): only for a category that expired strictly after 1 January 2021."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import NURSING
from tests.services.assessment.conftest import Centre

from tirkelim.cases.command import Applied, Invalid
from tirkelim.identity.models import Account
from tirkelim.law.book import current_book
from tirkelim.services.assessment.stages import STAGES, due_stages

DAY = date(2026, 3, 2)
WAIVED = {"knowledge": "waived", "case_testing": "waived"}


@pytest.mark.parametrize(
    ("until", "waived"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), False),
        (date(2021, 1, 2), True),
        (date(2026, 3, 1), True),
        (date(2026, 3, 2), False),  # still valid on its last day
        (date(2027, 3, 1), False),
        (None, False),  # not known: a waiver is never presumed
    ],
)
@pytest.mark.parametrize("level", ["4.1", "4.2", None])
def test_the_days_around_the_limit(
    centre: Centre, worker: Account, until: date | None, waived: bool, level: str | None
) -> None:
    assert worker.person is not None
    centre.category(worker.person, until)
    found = due_stages(worker.person, NURSING, level, DAY, centre.now, current_book())
    expected = STAGES if waived and level == "4.1" else ()  # of another level or a certificate nothing is waived
    assert found.waived == expected
    assert set(found.due) | set(found.waived) == set(STAGES)
    assert found.needed
    outcome = centre.conclude(centre.sent(worker, level), expect=None, stages=WAIVED, level=level)
    assert isinstance(outcome, Applied if expected else Invalid)


def test_an_indefinite_category_needs_no_assessment_at_its_own_level(centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    centre.category(worker.person, None, indefinite=True)
    assert not due_stages(worker.person, NURSING, "4.1", DAY, centre.now, current_book()).needed
    assert due_stages(worker.person, NURSING, "4.2", DAY, centre.now, current_book()).needed


@pytest.mark.parametrize("values", [{"specialty": "secondary.midwifery"}, {"category": "first"}])
def test_a_category_of_another_specialty_or_step_waives_nothing(
    centre: Centre, worker: Account, values: dict[str, Any]
) -> None:
    assert worker.person is not None
    centre.category(worker.person, date(2023, 3, 1), **values)
    assert due_stages(worker.person, NURSING, "4.1", DAY, centre.now, current_book()).waived == ()


def test_a_nurses_category_serves_on_every_track_of_nursing(centre: Centre, worker: Account) -> None:
    """As it does for the level that follows (reading C24)."""
    assert worker.person is not None
    centre.category(worker.person, date(2023, 3, 1), specialty="bachelor.nursing")
    assert due_stages(worker.person, NURSING, "4.1", DAY, centre.now, current_book()).waived == STAGES


def test_without_a_category_all_is_due_with_the_reason(centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    found = due_stages(worker.person, NURSING, "4.1", DAY, centre.now, current_book())
    assert (found.due, found.category) == (STAGES, None)
    assert [str(finding.requirement.citation) for finding in found.findings] == ["283/2020 p.12"]


def test_the_day_of_the_assessment_counts(centre: Centre, worker: Account) -> None:
    """The category ran out between the request and today: an assessment before its end waives nothing."""
    assert worker.person is not None
    centre.category(worker.person, date(2026, 3, 4))
    case = centre.sent(worker)
    centre.later(days=7)
    early = centre.conclude(case, expect=None, stages=WAIVED, assessed_on="2026-03-04")
    assert isinstance(early, Invalid)
    assert {problem.code for problem in early.problems} == {"not_waived"}
    centre.conclude(case, stages=WAIVED, assessed_on="2026-03-05")
