"""Service in the specialty as the register has it, where no contract is known."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import ASTANA, NURSING, Office

from tirkelim.law.order_274_certificates import facts as law
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register import commands
from tirkelim.services.certificate.gather import gather


@pytest.mark.django_db
def test_service_in_a_specialty_ends_with_a_transfer_and_with_leaving() -> None:
    """The versions of a job before its last one have no day of leaving, and are over all the same."""
    office = Office()
    holder = office.applicant()
    assert holder.person is not None
    clinic, case = office.organisation(kato=ASTANA), office.draft(holder)
    job = office.job(holder.person, clinic, date(2020, 1, 1), specialty=NURSING)

    def work() -> law.Work:
        return gather(office.fresh(case), office.now).facts.certificate.work

    assert (work().working, work().uninterrupted) == (True, True)
    commands.transfer(office.command(), job, date(2024, 1, 1), {"position_title": "аға мейіргер"})
    assert (work().working, work().uninterrupted) == (True, True)
    commands.transfer(office.command(), job, date(2025, 1, 1), {"specialty": "secondary.midwifery"})
    assert (work().working, work().last_worked_on) == (False, date(2024, 12, 31))
    office.job(holder.person, clinic, date(2025, 6, 1), specialty=NURSING, is_main=False)
    assert (work().working, work().uninterrupted) == (True, UNKNOWN)


@pytest.mark.django_db
def test_who_was_transferred_and_left_works_no_more() -> None:
    office = Office()
    holder = office.applicant()
    assert holder.person is not None
    job = office.job(holder.person, office.organisation(kato=ASTANA), date(2020, 1, 1), specialty=NURSING)
    commands.transfer(office.command(), job, date(2024, 1, 1), {"position_title": "аға мейіргер"})
    commands.leave(office.command(), job, left_on=date(2025, 6, 30), reason="own wish")
    work = gather(office.draft(holder), office.now).facts.certificate.work
    assert (work.working, work.last_worked_on, work.started_on) == (False, date(2025, 6, 30), date(2020, 1, 1))
