"""What the page on service is filled with from the register."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import NURSING, Office

from tirkelim.portal.applicant.prefill import known_answers
from tirkelim.register import commands
from tirkelim.register.queries import person_profile


@pytest.mark.django_db
def test_service_that_ended_with_a_transfer_or_by_leaving_is_not_going_on() -> None:
    office = Office()
    person = office.person()
    job = office.job(person, office.organisation(), date(2019, 5, 6), specialty=NURSING)

    def work() -> dict[str, str]:
        return known_answers("work", person_profile(person, date(2026, 3, 2), office.now), NURSING)

    assert work()["working"] == "now"
    commands.transfer(office.command(), job, date(2024, 1, 1), {"specialty": "secondary.midwifery"})
    assert (work()["working"], work()["last_worked_on_year"], work()["started_on_year"]) == ("earlier", "2023", "2019")
    commands.leave(office.command(), job, left_on=date(2025, 6, 30), reason="own wish")
    assert work()["working"] == "earlier"
