"""The department's day: what is due, what will not be managed, and what waits for somebody else."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders import Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import words

from tirkelim.identity.models import Account, Role

PAGE = "/desk/forecast/"


@pytest.fixture
def four(office: Office) -> None:
    """Four applications sent on one day."""
    for number in range(4):
        office.submitted(office.applicant(f"applicant{number}"))


def shown(client: Client) -> object:
    (section,) = client.get(PAGE).context["sections"]
    return section


def test_an_empty_desk_says_so(officer: Account) -> None:
    said = words(sign_in(officer, "en").get(PAGE))

    assert "Nothing is due." in said


def test_what_was_decided_sets_the_pace_and_what_is_due_is_counted(
    office: Office, officer: Account, four: None, clock: time_machine.Coordinates
) -> None:
    case = office.submitted(office.applicant("fifth"))
    office.decide(officer, case, "grant")
    clock.move_to("2026-03-04T10:00:00+05:00")
    section = shown(sign_in(officer))

    assert section.found.breaches == 4  # type: ignore[attr-defined]
    assert [number for _, number, _ in section.paces if number] == [1]  # type: ignore[attr-defined]
    assert len(section.breaching) == 4  # type: ignore[attr-defined]
    assert section.found.needed == 1  # type: ignore[attr-defined]


def test_it_names_the_cases_and_how_many_decisions_would_do(office: Office, officer: Account, four: None) -> None:
    client = sign_in(officer, "en")
    said = words(client.get(PAGE))

    assert "4 applications become late" in said
    assert "1 decision a working day would prevent it." in said
    link = shown(client).breaching[0].href  # type: ignore[attr-defined]
    assert client.get(link).status_code == 200


def test_late_ones_are_counted_apart(
    office: Office, officer: Account, four: None, clock: time_machine.Coordinates
) -> None:
    clock.move_to("2026-03-30T10:00:00+05:00")
    section = shown(sign_in(officer))

    assert (section.found.late, section.found.breaches) == (4, 0)  # type: ignore[attr-defined]


def test_who_waits_for_the_applicant_is_marked(office: Office, officer: Account) -> None:
    case = office.submitted(office.applicant())
    office.do(officer, case, "ask_for_documents", documents=["diploma"], note="")
    section = shown(sign_in(officer, "en"))

    assert [one.number for one in section.waiting] == [office.fresh(case).number]  # type: ignore[attr-defined]
    assert section.waiting[0].why == "A document is awaited"  # type: ignore[attr-defined]


def test_the_coordinator_reads_it_for_one_territory(office: Office, four: None) -> None:
    client = sign_in(office.account("coordinator", Role.NATIONAL_COORDINATOR), "en")

    assert "Choose one." in words(client.get(PAGE))
    assert client.get(f"{PAGE}?territory=710000000").context["sections"][0].found.breaches == 4
    assert client.get(f"{PAGE}?territory=750000000").context["sections"][0].found.breaches == 0


def test_it_exists_for_nobody_without_a_desk(office: Office) -> None:
    assert sign_in(office.applicant()).get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_the_desk_leads_there(officer: Account) -> None:
    assert f'href="{reverse("desk_forecast")}"' in sign_in(officer).get("/desk/").content.decode()


def test_its_cost_does_not_grow_with_the_cases(office: Office, officer: Account, four: None) -> None:
    client = sign_in(officer)
    client.get(PAGE)
    counts = []
    for more in ("a", "b"):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
        for number in range(3):
            office.submitted(office.applicant(f"more-{more}{number}"))

    assert counts[0] == counts[1]


def test_it_says_what_it_assumes(officer: Account) -> None:
    said = words(sign_in(officer, "en").get(PAGE))

    assert "A calculation, not a promise." in said
    assert "Not counted are new applications" in said
