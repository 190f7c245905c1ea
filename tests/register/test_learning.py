"""Education documents and further education."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tirkelim.register import commands, queries

pytestmark = pytest.mark.django_db


def test_education_and_training_are_part_of_the_profile(world: Any) -> None:
    """As known at a moment: before the entry the register knew nothing."""
    person = world.person()
    before = world.now
    commands.add_education(
        world.command(), person=person, kind="residency", graduated_on=date(2016, 6, 30), source="document",
        institution="Астана медицина университеті", country="KAZ", specialty="Педиатрия", document_number="ЖБ-Б 1",
    )  # fmt: skip
    commands.add_training(
        world.command(), person=person, programme="Педиатрия", completed_on=date(2024, 5, 17),
        source="declared", hours=120, credits=4,
    )  # fmt: skip
    profile = queries.person_profile(person, date(2026, 1, 1), world.now)
    assert [row.kind for row in profile.educations] == ["residency"]
    assert [row.hours for row in profile.trainings] == [120]
    earlier = queries.person_profile(person, date(2026, 1, 1), before)
    assert (earlier.educations, earlier.trainings) == ((), ())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "school"}, "kind"), ({"graduated_on": date(2027, 1, 1)}, "graduated_on"),
        ({"started_on": date(2017, 1, 1)}, "started_on"), ({"grade": 5}, "grade"),
    ],
)  # fmt: skip
def test_impossible_documents_are_refused_by_field(world: Any, change: dict[str, Any], field: str) -> None:
    """With the field to mend."""
    terms = {"person": world.person(), "kind": "bachelor", "graduated_on": date(2016, 6, 30), "source": "declared"}
    with pytest.raises(commands.Invalid) as refused:
        commands.add_education(world.command(), **{**terms, **change})
    assert set(refused.value.errors) == {field}


def test_a_corrected_day_moves_the_document(world: Any) -> None:
    """The training counts from the right day on."""
    done = commands.add_training(
        world.command(), person=world.person(), programme="Педиатрия", completed_on=date(2024, 5, 17), source="declared"
    )
    line = UUID(done.result["training"])
    commands.correct_training(world.command(), line, {"completed_on": date(2024, 5, 27), "hours": 60})
    from tirkelim.register.models import Training

    row = Training.objects.current().get()
    assert (row.line, row.valid_from, row.completed_on, row.hours) == (line, date(2024, 5, 27), date(2024, 5, 27), 60)


def test_education_of_nobody_is_not_found(world: Any) -> None:
    """A clear answer for a wrong id."""
    with pytest.raises(commands.NotFound):
        commands.add_education(
            world.command(), person=world.command().id, kind="phd", graduated_on=date(2016, 6, 30), source="declared"
        )
