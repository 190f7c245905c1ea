"""The number of a licence in the public check leads to its page of the licence register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from tests.licences import LicenceOffice

from tirkelim.register.commands.licence_events import record_licence_event
from tirkelim.register.commands.licences import LicenceEventTerms
from tirkelim.register.models import Licence, LicenceEventKind


@pytest.fixture
def office(db: None) -> LicenceOffice:
    """A department with a clinic."""
    return LicenceOffice()


@pytest.fixture
def licence(office: LicenceOffice) -> Iterator[Licence]:
    """The clinic's licence, a little later."""
    row = office.granted()
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        yield row


def test_a_typed_or_scanned_number_leads_to_the_page(licence: Licence) -> None:
    typed = Client().post("/check/", {"number": f" {licence.number.lower()[:4]} {licence.number[4:]}"})
    scanned = Client().get(f"/check/{licence.number}")
    for answer in (typed, scanned):
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/licence-register/{licence.id}/")
        assert not answer.cookies
    assert Client().get(f"/licence-register/{licence.id}/").status_code == 200


def test_the_interface_answers_what_the_licence_is_worth(office: LicenceOffice, licence: Licence) -> None:
    def asked() -> dict[str, str]:
        answer = Client().post("/api/v1/check", json.dumps({"number": licence.number}), content_type="application/json")
        assert answer.status_code == 200, answer.content
        found: dict[str, str] = answer.json()
        return found

    assert (asked()["kind"], asked()["status"]) == ("licence", "valid")
    assert asked()["page"].endswith(f"/licence-register/{licence.id}/")
    event = LicenceEventTerms(
        kind=LicenceEventKind.SUSPENDED, on=office.now.date(), ground="violation", reference="№ 7 акт"
    )
    record_licence_event(office.command(office.department.id), licence.id, event)
    assert asked()["status"] == "suspended"
