"""Asking for an assessment: what has to be there, and which sheet goes with it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.services.assessment.conftest import Centre

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome
from tirkelim.cases.models import Outbox
from tirkelim.identity.models import Account
from tirkelim.law.book import current_book
from tirkelim.services.assessment.request import Purpose, read_request

DAY = date(2026, 3, 2)


def problems(outcome: Outcome) -> set[tuple[str, str]]:
    assert isinstance(outcome, Invalid), outcome
    return {(problem.code, problem.field) for problem in outcome.problems}


def test_a_request_goes_to_the_chosen_organisation_without_a_clock(centre: Centre, worker: Account) -> None:
    case = centre.sent(worker)
    assert (case.state, case.organisation, case.due_on) == ("considered", centre.organisation_id, None)
    assert case.number
    assert Outbox.objects.filter(to=str(case.id), body__what="accepted").count() == 1


def test_sending_twice_is_sending_once(centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    centre.sheet(worker.person)
    case, command = centre.asked(worker), centre.command(worker.id)
    first = centre.do(worker, case, "submit", version=case.version, command=command)
    again = centre.do(worker, case, "submit", version=case.version, command=command, expect=None)
    assert isinstance(first, Applied)
    assert again.result == first.result  # type: ignore[union-attr]
    assert Outbox.objects.filter(to=str(case.id)).count() == 1


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"claim": {}}, {("page_missing", "claim"), ("page_missing", "organisation")}),
        ({"level": {}}, {("page_missing", "level")}),
        ({"level": {"level": "7.2 (R)"}}, {("page_missing", "level")}),
        ({"organisation": {}}, {("page_missing", "organisation")}),
        ({"organisation": {"organisation": str(UUID(int=5))}}, {("not_accredited", "organisation")}),
        ({"handover": {"sheet": "KZ11ABC00000001"}}, {("not_agreed", "handover")}),
        ({"handover": {"sheet": "", "agreed": True}}, {("sheet_changed", "handover")}),
    ],
)
def test_what_is_missing_is_named(centre: Centre, worker: Account, pages: dict[str, Any], expected: Any) -> None:
    assert worker.person is not None
    centre.sheet(worker.person)
    case = centre.asked(worker, **pages)
    assert problems(centre.do(worker, case, "submit", expect=None)) == expected


def test_a_level_above_the_initial_one_needs_a_confirmed_sheet(centre: Centre, worker: Account) -> None:
    case = centre.asked(worker, handover={"sheet": "", "agreed": True})
    assert problems(centre.do(worker, case, "submit", expect=None)) == {("no_sheet", "handover")}


@pytest.mark.parametrize("level", ["4.0", None])
def test_an_initial_level_and_a_first_certificate_need_none(centre: Centre, worker: Account, level: str | None) -> None:
    case = centre.asked(worker, level, handover={"sheet": "", "agreed": True})
    centre.do(worker, case, "submit")


def test_the_sheet_is_of_the_specialty_and_not_superseded(centre: Centre, worker: Account) -> None:
    assert worker.person is not None
    centre.sheet(worker.person, "residency.therapy", "KZ11ABC00000009", confirmed_on=date(2026, 2, 28))
    old = centre.sheet(worker.person)
    new = centre.sheet(worker.person, number="KZ11ABC00000002", confirmed_on=date(2026, 2, 18), supersedes=old)
    case = centre.asked(worker)
    assert problems(centre.do(worker, case, "submit", expect=None)) == {("sheet_changed", "handover")}
    centre.do(worker, case, "submit", data={"handover": {"sheet": new.number, "agreed": True}})


def test_a_nurses_sheet_serves_on_every_track_of_nursing(centre: Centre, worker: Account) -> None:
    """Reading C24: who moves from 4.x to 5.x does not confirm the same results twice."""
    assert worker.person is not None
    sheet = centre.sheet(worker.person, "secondary.nursing")
    claim = {"specialty": "applied.nursing", "purpose": "level"}
    case = centre.asked(worker, "5.1", claim=claim, handover={"sheet": sheet.number, "agreed": True})
    centre.do(worker, case, "submit")
    assert centre.fresh(case).state == "considered"


@pytest.mark.parametrize(("valid_from", "valid_to"), [(date(2024, 1, 1), date(2026, 3, 2)), (date(2026, 3, 3), None)])
def test_only_organisations_accredited_today(
    centre: Centre, worker: Account, valid_from: date, valid_to: date | None
) -> None:
    other = centre.accredited("Басқа орталық", valid_from=valid_from, valid_to=valid_to)
    case = centre.asked(worker, None, organisation={"organisation": str(other)})
    assert problems(centre.do(worker, case, "submit", expect=None)) == {("not_accredited", "organisation")}


def test_nobody_else_sends_or_takes_back(centre: Centre, worker: Account) -> None:
    case, stranger = centre.sent(worker), centre.applicant("stranger")
    for by in (stranger, centre.assessor):
        assert isinstance(centre.do(by, case, "withdraw", expect=None), Forbidden)
    centre.do(worker, case, "withdraw")
    assert centre.fresh(case).state == "withdrawn"
    assert isinstance(centre.conclude(centre.fresh(case), expect=None), Invalid)


def test_what_does_not_fit_any_more_is_left_out() -> None:
    book = current_book()
    draft = {"claim": {"specialty": "bachelor.nursing", "purpose": "level"}, "level": {"level": "4.1"}}
    asked = read_request(draft, DAY, book)
    assert (asked.purpose, asked.level, asked.missing) == (Purpose.LEVEL, None, ("level", "organisation"))
    assert read_request({"claim": {"specialty": "no such"}}, DAY, book).missing == ("claim", "organisation")
