"""At which bases a job is done: said by its own organisation, within the job, once for a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.services.licence.staffing.world import CARDIOLOGY, Clinic

from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.register.commands import Invalid, NotFound
from tirkelim.register.commands.base_work import correct_base_work, end_base_work, name_base, withdraw_base_work
from tirkelim.register.commands.licences import Holder
from tirkelim.register.models import BaseWork

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 2)


@pytest.fixture
def clinic(db: None) -> Clinic:
    """In March 2026."""
    return Clinic()


@pytest.fixture
def job(clinic: Clinic) -> UUID:
    """A cardiologist's, since September 2022."""
    return clinic.specialist(CARDIOLOGY)[1]


def rows() -> list[BaseWork]:
    return list(BaseWork.objects.current().order_by("valid_from"))


def test_one_job_at_two_bases_with_a_journal(clinic: Clinic, job: UUID) -> None:
    hr = clinic.account("kadr", Role.HR_OFFICER, organisation=clinic.organisation_id)
    command = clinic.command(hr.id)
    first = name_base(command, job, clinic.first, valid_from=FIRST)
    assert name_base(command, job, clinic.first, valid_from=FIRST).repeated
    name_base(clinic.command(hr.id), job, clinic.second, valid_from=FIRST)
    assert {row.base_id for row in rows()} == {clinic.first, clinic.second}
    kinds = list(JournalEntry.objects.filter(stream=f"person:{rows()[0].person_id}").values_list("kind", flat=True))
    assert kinds.count("base_named") == 2
    assert UUID(first.result["base_work"]) in {row.line for row in rows()}


def test_ended_corrected_and_withdrawn(clinic: Clinic, job: UUID) -> None:
    line = clinic.named(job, clinic.first, FIRST)
    end_base_work(clinic.command(), line, last_day=FIRST + timedelta(days=3))
    assert rows()[0].valid_to == FIRST + timedelta(days=4)
    correct_base_work(clinic.command(), line, {"base": clinic.second, "valid_to": None})
    assert (rows()[0].base_id, rows()[0].valid_to) == (clinic.second, None)
    withdraw_base_work(clinic.command(), line)
    assert rows() == []
    assert BaseWork.objects.filter(line=line).count() == 3


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"valid_from": date(2022, 8, 31)}, "valid_from"),
        ({"valid_to": FIRST}, "valid_to"),
        ({"base": "other"}, "base"),
    ],
)
def test_what_cannot_be(clinic: Clinic, job: UUID, how: dict[str, Any], field: str) -> None:
    if how.get("base"):
        how = {"base": uuid4()}
        clinic.licensed(Holder(clinic.organisation("Басқа"), None), {how["base"]: [("1.1", "")]})
    base = how.pop("base", clinic.first)
    with pytest.raises(Invalid) as refused:
        name_base(clinic.command(), job, base, **{"valid_from": FIRST, **how})
    assert set(refused.value.errors) == {field}


def test_the_same_base_is_not_said_twice_for_a_day(clinic: Clinic, job: UUID) -> None:
    line = clinic.named(job, clinic.first, FIRST)
    with pytest.raises(Invalid):
        clinic.named(job, clinic.first, FIRST + timedelta(days=9))
    end_base_work(clinic.command(), line, last_day=FIRST + timedelta(days=8))
    clinic.named(job, clinic.first, FIRST + timedelta(days=9))
    with pytest.raises(Invalid):
        end_base_work(clinic.command(), line, last_day=FIRST - timedelta(days=1))


def test_after_the_job_has_ended_nothing_is_named(clinic: Clinic, job: UUID) -> None:
    clinic.leave(job, FIRST)
    with pytest.raises(Invalid):
        clinic.named(job, clinic.first, FIRST + timedelta(days=1))


def test_what_is_not_there(clinic: Clinic, job: UUID) -> None:
    with pytest.raises(NotFound):
        clinic.named(uuid4(), clinic.first, FIRST)
    with pytest.raises(NotFound):
        clinic.named(job, uuid4(), FIRST)
    with pytest.raises(NotFound):
        end_base_work(clinic.command(), uuid4(), last_day=FIRST)


def test_another_organisation_and_the_worker_may_not(clinic: Clinic, job: UUID) -> None:
    line = clinic.named(job, clinic.first, FIRST)
    other = clinic.account("other", Role.HR_OFFICER, organisation=clinic.organisation("Басқа"))
    worker = clinic.account("worker", Role.APPLICANT, person=rows()[0].person_id)
    for account in (other, worker):
        with pytest.raises(Denied):
            name_base(clinic.command(account.id), job, clinic.second, valid_from=FIRST)
        with pytest.raises(Denied):
            withdraw_base_work(clinic.command(account.id), line)
