"""The head of the sheet (annex 2): lengths of service, main workplace, level and education."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import NURSING
from tests.services.cpd.clinic import Clinic

from tirkelim.law.period import Length
from tirkelim.register import commands
from tirkelim.services.cpd.experience import Stretch, main_employer, service_length, sheet_head

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([], (0, 0, 0)),
        ([(date(2021, 3, 2), None)], (5, 0, 0)),  # the anniversary is reached
        ([(date(2021, 3, 3), None)], (4, 11, 27)),
        ([(date(2020, 1, 1), date(2020, 12, 31))], (1, 0, 0)),  # the last day is worked
        ([(date(2020, 1, 1), date(2020, 6, 30)), (date(2020, 7, 1), date(2020, 12, 31))], (1, 0, 0)),
        ([(date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 5, 1), date(2020, 7, 1))], (1, 0, 0)),
        ([(date(2020, 1, 1), date(2020, 1, 20)), (date(2021, 1, 1), date(2021, 1, 20))], (0, 1, 10)),
        ([(date(2020, 1, 1), date(2020, 7, 31)), (date(2022, 1, 1), date(2022, 7, 31))], (1, 2, 0)),
        ([(date(2027, 1, 1), None)], (0, 0, 0)),
        ([(date(2024, 2, 29), None)], (2, 0, 2)),
    ],
)
def test_service_is_added_up_without_counting_a_day_twice(
    stretches: list[tuple[date, date | None]], expected: tuple[int, int, int]
) -> None:
    found = service_length((Stretch(*one) for one in stretches), DAY)
    assert found == Length(*expected)
    assert service_length((Stretch(*one) for one in reversed(stretches)), DAY) == found


@pytest.mark.django_db
def test_the_head_of_a_sheet() -> None:
    clinic = Clinic()
    person = clinic.nurse.person
    assert person is not None
    clinic.job(person, clinic.organisation("Дүкен"), hired_on=date(2015, 9, 1), is_main=False, position_title="сатушы")
    commands.add_education(
        clinic.command(),
        person=person,
        kind="master",
        graduated_on=date(2019, 6, 1),
        source="document",
        specialty="Мейіргер ісі",
    )
    commands.add_education(
        clinic.command(), person=person, kind="bachelor", graduated_on=date(2017, 6, 1), source="document"
    )

    head = sheet_head(person, NURSING, DAY, clinic.now)

    assert (head.total, head.in_specialty) == (Length(10, 6, 1), Length(5, 6, 1))
    assert [job.position_title for job in head.jobs] == ["мейіргер"]
    assert head.main is not None
    assert head.workplace is not None
    assert head.workplace.name("kk") == "№ 5 қалалық емхана"
    assert [one.kind for one in head.postgraduate] == ["master"]
    assert (head.level, head.category) == (None, None)
    assert main_employer(person, DAY, clinic.now) == clinic.place
    assert main_employer(person, date(2019, 1, 1), clinic.now) is None
