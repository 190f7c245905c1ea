"""The list of applications: whose, in which order, how narrowed, at what cost."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import ASTANA, Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import words

from tirkelim.identity.models import Account, Role

ALMATY = "750000000"


def listed(response: object) -> list[str]:
    return [line.name for line in response.context["lines"]]  # type: ignore[attr-defined]


@pytest.fixture
def three(office: Office) -> None:
    """Applications sent on three days."""
    for number, surname in enumerate(("Бірінші", "Екінші", "Үшінші")):
        office.submitted(office.applicant(f"applicant{number}", surname_kk=surname))
        office.later(days=1)


def test_those_due_first_stand_at_the_top(office: Office, officer: Account, three: None) -> None:
    response = sign_in(officer).get("/desk/")

    assert listed(response) == ["Бірінші Әсем", "Екінші Әсем", "Үшінші Әсем"]
    shown = words(response)
    assert "Мейіргер ісі" in shown
    assert "Алғашқы сертификат" in shown


def test_overdue_and_due_today_are_counted_and_are_filters(
    office: Office, officer: Account, three: None, clock: time_machine.Coordinates
) -> None:
    clock.move_to("2026-03-11T10:00:00+05:00")
    client = sign_in(officer)
    counts = {one.key: one.number for one in client.get("/desk/").context["filters"]}

    assert counts == {"open": 3, "overdue": 1, "today": 1, "decided": None}
    assert listed(client.get("/desk/?show=overdue")) == ["Бірінші Әсем"]
    assert listed(client.get("/desk/?show=today")) == ["Екінші Әсем"]
    assert listed(client.get("/desk/?show=nonsense")) == ["Бірінші Әсем", "Екінші Әсем", "Үшінші Әсем"]


def test_decided_ones_leave_the_open_list(office: Office, officer: Account) -> None:
    case = office.submitted(office.applicant())
    office.decide(officer, case, "grant")
    client = sign_in(officer)

    assert listed(client.get("/desk/")) == []
    assert "өтініш жоқ" in words(client.get("/desk/"))
    assert listed(client.get("/desk/?show=decided")) == ["Сейітова Әсем"]


def test_another_territory_is_not_on_the_desk(office: Office, officer: Account, three: None) -> None:
    stranger = office.officer("almaty", ALMATY)

    assert listed(sign_in(stranger).get("/desk/")) == []
    assert listed(sign_in(stranger).get(f"/desk/?territory={ASTANA}")) == []


def test_the_coordinator_sees_all_territories(office: Office, three: None) -> None:
    coordinator = office.account("coordinator", Role.NATIONAL_COORDINATOR)
    client = sign_in(coordinator)

    assert len(listed(client.get("/desk/"))) == 3
    assert len(listed(client.get(f"/desk/?territory={ASTANA}"))) == 3
    assert listed(client.get(f"/desk/?territory={ALMATY}")) == []
    assert "Астана қаласы" in words(client.get("/desk/"))


def test_drafts_are_nobodys_business(office: Office, officer: Account) -> None:
    office.draft(office.applicant())

    assert listed(sign_in(officer).get("/desk/")) == []


def test_a_longer_list_costs_no_more_queries(office: Office, officer: Account) -> None:
    client = sign_in(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        return len(queries)

    office.submitted(office.applicant("applicant0"))
    few = cost()
    for number in range(1, 6):
        office.submitted(office.applicant(f"applicant{number}"))
    assert cost() == few
    assert few <= 6  # session, account, roles, counts, cases, names


def test_pages_hold_fifty(office: Office, officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    from tirkelim.portal.desk import listing

    assert listing.PAGE == 25
    monkeypatch.setattr(listing, "PAGE", 2)
    for number in range(3):
        office.submitted(office.applicant(f"applicant{number}"))
    client = sign_in(officer)

    assert len(listed(client.get("/desk/"))) == 2
    assert len(listed(client.get("/desk/?page=2"))) == 1
    assert len(listed(client.get("/desk/?page=99"))) == 1


def test_only_a_claimed_level_is_named(office: Office, officer: Account) -> None:
    """A claim without a level says nothing of one."""
    office.submitted(office.applicant())
    shown = words(sign_in(officer).get("/desk/"))
    assert "Мейіргер ісі" in shown
    assert "null" not in shown
    assert "None" not in shown
