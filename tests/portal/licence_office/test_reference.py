"""The administrator's pages on what each subtype needs: edited from a day on, never official where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localdate
from tests.builders import Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden

from tirkelim.identity.models import Role
from tirkelim.register.licence_reference import checklist_edits, staff_lines_on
from tirkelim.register.models import ChecklistRequirement, StaffRequirement

pytestmark = pytest.mark.django_db
ROOM = "/licence-office/reference/"
SAID = {"certainty": "medium", "source": "letter No 7, 01.03.2026", "step": "save"}


@pytest.fixture
def office(db: None) -> Office:
    """In March 2026."""
    return Office()


@pytest.fixture(autouse=True)
def clock(office: Office) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages."""
    with time_machine.travel(office.later(hours=1), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(office: Office, clock: time_machine.Coordinates) -> Client:
    """The administrator's browser."""
    return sign_in(office.account("admin", Role.ADMINISTRATOR), "en")


def today(office: Office) -> date:
    return localdate(office.now)


def on(day: date) -> dict[str, str]:
    return {"valid_from_day": str(day.day), "valid_from_month": str(day.month), "valid_from_year": str(day.year)}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_line_is_listed_as_ours(office: Office, language: str) -> None:
    browser = sign_in(office.account(f"admin-{language}", Role.ADMINISTRATOR), language)
    response = browser.get(ROOM)
    staff = [line for group in response.context["groups"] for line in group.staff]
    checks = [line for group in response.context["groups"] for line in group.checks]
    assert len(staff) == len(staff_lines_on(today(office), office.now))
    assert checks
    assert {line.colour for line in staff + checks} == {"yellow"}


def test_a_staff_line_is_edited_from_a_day_and_given_back(client: Client, office: Office) -> None:
    address = f"{ROOM}staff/2.doctor/"
    page = client.get(address)
    given = {**SAID, "least": "2", "specialties": ["residency.cardiology"], **on(today(office)), **hidden(page)}
    assert client.post(address, given).status_code == 302
    line = next(line for line in staff_lines_on(today(office), office.later(minutes=1)) if line.key == "2.doctor")
    assert (line.least, line.certainty, line.specialties) == (2, "medium", frozenset({"residency.cardiology"}))
    page = client.get(address)
    assert "letter No 7" in page.content.decode()
    assert client.post(address, {**hidden(page), "step": "end"}).status_code == 302
    assert not StaffRequirement.objects.current(today(office)).exists()


def test_another_staff_line_is_added(client: Client, office: Office) -> None:
    page = client.get(f"{ROOM}staff/add/")
    given = {**SAID, "subtype": "1.3", "least": "1", "specialties": ["residency.cardiology"], **on(today(office))}
    assert client.post(f"{ROOM}staff/add/", {**given, **hidden(page)}).status_code == 302
    assert "1.3.added-1" in {line.key for line in staff_lines_on(today(office), office.later(minutes=1))}
    assert client.get(f"{ROOM}staff/1.3.added-1/").status_code == 200


def test_what_is_wrong_is_said(client: Client, office: Office) -> None:
    address = f"{ROOM}staff/1.1.nursing/"
    given = {**SAID, "least": "1", **on(today(office))}
    response = client.post(address, {**given, **hidden(client.get(address))})
    assert response.status_code == 422
    assert "does not go by specialties" in response.content.decode()
    response = client.post(address, {**given, "source": "", **hidden(client.get(address))})
    assert response.status_code == 422


def test_a_line_of_the_checklist_is_edited(client: Client, office: Office) -> None:
    groups = client.get(ROOM).context["groups"]
    key = next(line.key for group in groups for line in group.checks)
    address = f"{ROOM}checklist/{key}/"
    texts = {"kk": "Бір", "ru": "Один", "en": "One", "is_dropped": "on"}
    page = client.get(address)
    assert client.post(address, {**SAID, **texts, **on(today(office)), **hidden(page)}).status_code == 302
    assert checklist_edits(today(office), office.later(minutes=1))[key].is_dropped
    page = client.get(address)
    assert client.post(address, {**hidden(page), "step": "end"}).status_code == 302
    assert not ChecklistRequirement.objects.current(today(office)).exists()


def test_lines_that_are_not_there(client: Client) -> None:
    assert client.get(f"{ROOM}staff/none/").status_code == 404
    assert client.get(f"{ROOM}checklist/none/").status_code == 404


def test_only_the_administrator_comes_in(office: Office) -> None:
    browser = sign_in(office.officer(), "en")
    for address in (ROOM, f"{ROOM}staff/add/", f"{ROOM}staff/2.doctor/"):
        assert browser.get(address).status_code == 404
