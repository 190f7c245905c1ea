"""Contracts, places and placements of residency bases: who records them, which days they hold, what is free."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.services.placement.world import CARDIOLOGY, ENDS, STARTS, Residency

from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.register import commands
from tirkelim.register import residency_queries as queries
from tirkelim.register.commands import Invalid, NotFound
from tirkelim.register.models import BaseContract, BasePlaces, StatusKind

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def residency(db: None) -> Residency:
    """In March 2026."""
    return Residency()


def free(residency: Residency, day: date, base: UUID | None = None) -> int:
    return sum(one.free for one in queries.free_places(day, residency.now, base=base or residency.base_id))


def test_contracts_are_recorded_by_the_school(residency: Residency) -> None:
    base = residency.organisation("Жаңа база")
    values: dict[str, Any] = {"number": "Ш-9", "signed_on": DAY, "valid_from": DAY}
    with pytest.raises(Denied):
        commands.record_contract(residency.command(residency.hr.id), residency.school_id, base, **values)
    commands.record_contract(residency.command(residency.school.id), residency.school_id, base, **values)
    assert [row.number for row in queries.contracts_of_base(base)] == ["Ш-9"]
    kinds = JournalEntry.objects.filter(stream=f"organisation:{base}").values_list("kind", flat=True)
    assert "contract_recorded" in kinds


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "Ш-5"}, "number"),
        ({"number": "Ш" * 61}, "number"),
        ({"valid_to": DAY}, "valid_to"),
    ],
)
def test_contracts_that_cannot_be(residency: Residency, how: dict[str, Any], field: str) -> None:
    values: dict[str, Any] = {"number": "Ш-9", "signed_on": DAY, "valid_from": DAY} | how
    with pytest.raises(Invalid) as refused:
        commands.record_contract(residency.command(), residency.school_id, residency.base_id, **values)
    assert set(refused.value.errors) == {field}


def test_no_contract_with_oneself_or_nobody(residency: Residency) -> None:
    values: dict[str, Any] = {"number": "Ш-9", "signed_on": DAY, "valid_from": DAY}
    with pytest.raises(Invalid):
        commands.record_contract(residency.command(), residency.school_id, residency.school_id, **values)
    with pytest.raises(NotFound):
        commands.record_contract(residency.command(), residency.school_id, uuid4(), **values)
    with pytest.raises(NotFound):
        commands.correct_contract(residency.command(), uuid4(), valid_to=None, reason="x", **values)


def test_a_contract_ends_and_what_was_known_stays(residency: Residency) -> None:
    row = BaseContract.objects.get()
    before, said = residency.now, {"number": row.number, "signed_on": row.signed_on, "valid_from": row.valid_from}
    with pytest.raises(Invalid):
        commands.correct_contract(residency.command(), row.line, valid_to=None, reason="Дәл сол", **said)
    commands.correct_contract(residency.command(residency.school.id), row.line, valid_to=DAY, reason="Бұзылды", **said)
    (old,) = queries.contracts_between(residency.school_id, residency.base_id, before)
    (new,) = queries.contracts_between(residency.school_id, residency.base_id, residency.now)
    assert (old.valid_to, new.valid_to) == (None, DAY)


def test_places_are_recorded_by_the_base(residency: Residency) -> None:
    base = residency.base("Жаңа база", places=0)
    with pytest.raises(Denied):
        commands.record_places(residency.command(residency.hr.id), base, CARDIOLOGY, 3, valid_from=DAY)
    hr = residency.account("personnel-2", Role.HR_OFFICER, organisation=base)
    commands.record_places(residency.command(hr.id), base, CARDIOLOGY, 3, valid_from=DAY)
    assert [free(residency, day, base) for day in (DAY - timedelta(days=1), DAY)] == [0, 3]


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"places": 0}, "places"),
        ({"places": 1001}, "places"),
        ({"specialty": "secondary.nursing"}, "specialty"),
        ({"valid_to": DAY}, "valid_to"),
        ({}, "valid_from"),
    ],
)
def test_places_that_cannot_be(residency: Residency, how: dict[str, Any], field: str) -> None:
    said: dict[str, Any] = {"specialty": CARDIOLOGY, "places": 2, "valid_from": DAY} | how
    with pytest.raises(Invalid) as refused:
        commands.record_places(residency.command(), residency.base_id, **said)
    assert set(refused.value.errors) == {field}


def test_places_are_corrected_with_a_reason(residency: Residency) -> None:
    row = BasePlaces.objects.get()
    said: dict[str, Any] = {"places": 4, "valid_from": row.valid_from, "valid_to": None}
    with pytest.raises(Invalid):
        commands.correct_places(residency.command(), row.line, reason=" ", **said)
    with pytest.raises(NotFound):
        commands.correct_places(residency.command(), uuid4(), reason="x", **said)
    commands.correct_places(residency.command(residency.hr.id), row.line, reason="Бөлімше ашылды", **said)
    assert free(residency, DAY) == 4


def test_a_placement_takes_its_place_on_its_own_days(residency: Residency) -> None:
    residency.placed()
    days = (STARTS - timedelta(days=1), STARTS, ENDS, ENDS + timedelta(days=1))
    assert [free(residency, day) for day in days] == [1, 0, 0, 1]


def test_a_training_counts_on_every_day(residency: Residency) -> None:
    row = BasePlaces.objects.get()
    assert queries.fewest_free(residency.base_id, CARDIOLOGY, STARTS, ENDS, residency.now) == 1
    said: dict[str, Any] = {"places": 1, "valid_from": row.valid_from}
    commands.correct_places(residency.command(), row.line, valid_to=ENDS, reason="Жөндеу", **said)
    assert queries.fewest_free(residency.base_id, CARDIOLOGY, STARTS, ENDS, residency.now) == 0
    assert queries.fewest_free(residency.base_id, CARDIOLOGY, STARTS, ENDS - timedelta(days=1), residency.now) == 1


def test_status_and_accreditation_stand_apart(residency: Residency) -> None:
    base = residency.organisation("Институт")
    residency.status(base, StatusKind.SCIENTIFIC_CLINIC, "Ғ-1")
    residency.status(base, StatusKind.INTEGRATED_CENTRE, "И-1")
    assert not queries.standing(base, DAY, residency.now).is_base
    residency.status(base, StatusKind.RESIDENCY_BASE, "АК-5", DAY)
    assert queries.standing(base, DAY - timedelta(days=1), residency.now).is_base
    assert not queries.standing(base, DAY, residency.now).is_base
    assert {row.id for row in queries.bases()} == {base, residency.base_id}
