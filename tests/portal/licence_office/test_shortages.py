"""The department's list of shortages, and the staff on a licence's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from tests.builders import ASTANA
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import ALMATY_CITY
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic

from tirkelim.identity.models import Role
from tirkelim.register.models import AccessLog, Employment
from tirkelim.services.licence.staffing.watching import watch_changes

pytestmark = pytest.mark.django_db
LIST = "/licence-office/shortages/"


@pytest.fixture
def clinic(db: None) -> Clinic:
    """Its last cardiologist left yesterday, and the watch has looked."""
    found = Clinic()
    _doctor, job = found.specialist(CARDIOLOGY, person=found.person("Жүрекова"))
    found.specialist(NURSING, person=found.person("Мейірова"))
    watch_changes(found.now)
    found.leave(job, found.today - timedelta(days=1))
    watch_changes(found.later(minutes=1))
    return found


@pytest.fixture(autouse=True)
def clock(clinic: Clinic) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages, an hour later."""
    with time_machine.travel(clinic.later(hours=1) + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(clinic: Clinic, clock: time_machine.Coordinates) -> Client:
    """The officer's browser."""
    return sign_in(clinic.officer(), "en")


def test_the_list_says_who_since_when_and_that_the_line_is_ours(client: Client, clinic: Clinic) -> None:
    response = client.get(LIST)
    [line] = response.context["lines"]
    assert (line.holder, line.since, line.found, line.official) == ("Жүрек клиникасы", clinic.today, "0 of 1", False)
    assert clinic.licence.number in line.number
    assert "Жүрекова" not in response.content.decode()
    assert client.get(f"{LIST}?over=1").context["lines"] == []


def test_one_that_is_over_moves_to_the_other_list(client: Client, clinic: Clinic) -> None:
    clinic.specialist(CARDIOLOGY, hired_on=clinic.today)
    watch_changes(clinic.later(minutes=1))
    assert client.get(LIST).context["lines"] == []
    [line] = client.get(f"{LIST}?over=1").context["lines"]
    assert line.over_on == clinic.today


def test_another_region_sees_nothing_of_it(clinic: Clinic) -> None:
    browser = sign_in(clinic.officer("far", ALMATY_CITY), "kk")
    assert browser.get(LIST).context["lines"] == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_licence_page_shows_its_staff(clinic: Clinic, language: str) -> None:
    browser = sign_in(clinic.officer(f"officer-{language}"), language)
    text = browser.get(f"/licence-office/{clinic.licence.id}/").content.decode()
    assert "Мейірова" in text
    assert "L14" in text


def test_whoever_was_shown_finds_the_look_at_their_own_record(clinic: Clinic) -> None:
    officer = clinic.officer("looks")
    sign_in(officer, "en").get(f"/licence-office/{clinic.licence.id}/")
    looks = AccessLog.objects.filter(actor=officer.id, purpose="licence.staff")
    people = {row.person_id for row in Employment.objects.current().filter(organisation_id=clinic.organisation_id)}
    assert {look.person_id for look in looks} & people


def test_only_the_department_and_the_coordinator_come_in(clinic: Clinic) -> None:
    hr = clinic.account("kadr", Role.HR_OFFICER, organisation=clinic.organisation_id)
    assert sign_in(hr, "en").get(LIST).status_code == 404
    head = clinic.account("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    assert sign_in(head, "en").get(LIST).status_code == 200
    coordinator = clinic.account("coordinator", Role.NATIONAL_COORDINATOR)
    assert len(sign_in(coordinator, "en").get(LIST).context["lines"]) == 1
