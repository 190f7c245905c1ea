"""Workers who lack units for the next level, as the personnel service reads of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import NURSING
from tests.portal.personnel.conftest import Clinic

from tirkelim.register import commands

pytestmark = pytest.mark.django_db
LIST = "/personnel/work/?kind=units_short"


@pytest.fixture
def world(clock: Any) -> Clinic:
    """The clinic on a Monday morning."""
    return Clinic()


def test_the_line_says_for_which_level_how_much_lacks(world: Clinic) -> None:
    person = world.person("Сейітова")
    world.job(person, world.clinic, date(2018, 9, 1), position=59, specialty=NURSING)
    commands.add_education(
        world.command(), person=person, kind="technical_vocational", graduated_on=date(2017, 6, 20),
        source="document", specialty="Мейіргер ісі",
    )  # fmt: skip
    terms = commands.QualificationTerms(person=person, specialty=NURSING, level="4.0", obtained_on=date(2018, 9, 1))
    commands.import_qualification(world.command(), terms)
    text = world.browser(world.hr).text(LIST)
    assert "Units short of the next level" in text
    assert "for level 4.1 lack: 210 credit units in all; 150 credit units of further education" in text
    assert "Some results lack a document" not in text
    assert "Сейітова" in text


def test_nobody_short_leaves_the_list_empty(world: Clinic) -> None:
    world.worker("Сейітова", hired_on=date(2018, 9, 1))
    assert "Nothing stands on this list" in world.browser(world.hr).text(LIST)
