"""The act of a visit from an inspector's device: kept there, signed on a page, taken by the device as done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.builders import ASTANA
from tests.portal.inspections.device import Device
from tests.portal.signing.signers import STAFF, Signers, canonical_in, carried_in, signing
from tests.services.licence.visits.site import Site

from tirkelim.identity.models import Role
from tirkelim.services.licence.models import VisitAct
from tirkelim.services.licence.visits.reading import observations

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(settings: Any, tmp_path: Path) -> Iterator[tuple[Site, Device, Signers]]:
    """An inspector at the base, every line answered and sent."""
    site = Site()
    visit = site.told(site.applied(), site.now + timedelta(days=2))
    site.now += timedelta(days=2, minutes=20)
    site.note_all(visit)
    with (
        time_machine.travel(site.now + timedelta(minutes=1), tick=True),
        signing(site, site.now + timedelta(minutes=1), settings, tmp_path) as signers,
    ):
        yield site, Device(site.inspector, visit), signers


def act_of(device: Device) -> dict[str, Any]:
    """The command that signs, as the device keeps it; its clock is a minute ahead."""
    body = {
        "begun_at": device.visit.planned_at.isoformat(),
        "ended_at": (timezone.now() + timedelta(minutes=1)).isoformat(),
        "observations": [str(one.id) for one in observations(device.visit).values()],
        "photos": [],
    }
    return {"id": str(uuid4()), "kind": "sign", "body": body}


def test_the_device_is_led_to_the_page_and_knows_afterwards(out: tuple[Site, Device, Signers]) -> None:
    site, device, signers = out
    key, act = signers.key(site.inspector, STAFF), act_of(device)
    [answer] = device.send(act)
    assert answer["outcome"] == "sign", answer
    assert not VisitAct.objects.exists()
    form = {"command": act["id"], "act": json.dumps(act["body"] | answer["result"])}
    page = device.client.post(device.address("inspection_sign"), form).content.decode()
    assert carried_in(page) == {name: [value] for name, value in form.items()}
    sent = form | {"signature": signers.cms(key, canonical_in(page))}
    done = device.client.post(device.address("inspection_sign"), sent)
    assert (done.status_code, done.url) == (302, device.address("inspection_field"))
    [answer] = device.send(act)
    assert (answer["outcome"], answer["result"]["act"]) == ("repeated", VisitAct.objects.get().number)


def test_back_without_signing_leads_to_the_visit(out: tuple[Site, Device, Signers]) -> None:
    _site, device, _signers = out
    answer = device.client.post(device.address("inspection_sign"), {"without_signing": "1"})
    assert answer.url == reverse("inspection_visit", args=[device.visit.id])


def test_only_the_inspector_of_the_visit_signs(out: tuple[Site, Device, Signers]) -> None:
    site, device, _signers = out
    other = Device(site.account("other", Role.INSPECTOR, territory=ASTANA), device.visit)
    act = act_of(device)
    form = {"command": act["id"], "act": json.dumps(act["body"])}
    for stranger in (other, Device(site.desk, device.visit)):
        assert stranger.client.post(device.address("inspection_sign"), form).status_code == 404


@pytest.mark.parametrize("act", ["", "[]", "{", '{"begun_at": "yesterday"}'])
def test_what_no_device_would_send_is_not_read(out: tuple[Site, Device, Signers], act: str) -> None:
    _site, device, _signers = out
    answer = device.client.post(device.address("inspection_sign"), {"command": str(uuid4()), "act": act})
    assert answer.status_code == 400
