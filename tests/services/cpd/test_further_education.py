"""Confirmed further education becomes an entry of the register, once, and only where it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.services.cpd.clinic import Clinic

from tirkelim.register import commands
from tirkelim.register.commands.learning import is_same_training
from tirkelim.register.models import CpdSheet, Training

CYCLE = {"hours": "60.5", "programme_level": "middle", "programme_level_match": True}


@pytest.fixture
def clinic(db: None) -> Clinic:
    """A clinic with HR, a head and a nurse."""
    return Clinic()


def confirm(clinic: Clinic, *lines: Any) -> None:
    """HR and the head accept all of them."""
    clinic.word(clinic.head, clinic.at_head(*lines), "confirm_head")


def entered(clinic: Clinic) -> list[Training]:
    """What the register has of the nurse's further education."""
    return list(Training.objects.current().filter(person=clinic.nurse.person))


def test_what_hr_and_the_head_vouch_for_is_entered(clinic: Clinic) -> None:
    confirm(clinic, clinic.result(1, details=CYCLE, document_number="БА-1"), clinic.result(3))
    (row,) = entered(clinic)
    assert (row.hours, row.certificate_number, row.source) == (60, "БА-1", "confirmation")


@pytest.mark.parametrize("number", ["БА-1", None])
def test_it_is_entered_once_however_often_it_is_confirmed(clinic: Clinic, number: str | None) -> None:
    cycle = clinic.result(1, details=CYCLE, document_number=number)
    confirm(clinic, cycle)
    confirm(clinic, cycle)
    assert len(entered(clinic)) == 1


def test_what_the_personnel_service_had_entered_is_not_entered_again(clinic: Clinic) -> None:
    assert clinic.nurse.person is not None
    commands.add_training(
        clinic.command(), person=clinic.nurse.person, programme="Жедел көмек", completed_on=date(2025, 4, 2),
        source="document", certificate_number="ба 1",
    )  # fmt: skip
    confirm(clinic, clinic.result(1, details=CYCLE, document_number="БА-1"))
    assert len(entered(clinic)) == 1


def test_what_was_accepted_without_its_document_is_not_entered(clinic: Clinic) -> None:
    """p.11: it earns nothing, so it keeps no certificate without a term valid either."""
    confirm(clinic, clinic.result(1, details=CYCLE, evidence=None), clinic.result(3))
    assert CpdSheet.objects.get().further_education == 0
    assert entered(clinic) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("БА-1", "Күтім"), ("ба 1", "Жараны күту"), True),
        (("БА-1", "Күтім"), ("БА-2", "Күтім"), False),
        ((None, "Жараны  күту"), ("БА-2", "жараны күту"), True),
        ((None, "Күтім"), ("", "Жараны күту"), False),
    ],
)
def test_numbers_tell_and_names_where_a_number_is_not_known(
    one: tuple[str | None, str], other: tuple[str | None, str], same: bool
) -> None:
    assert is_same_training(one, other) is same
