"""Who may open what of the fee: every address that carries an application, every role; looking changes nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, reverse
from tests.portal.desk.conftest import sign_in
from tests.portal.everyone import Practice, after

from tirkelim.journal.models import Change
from tirkelim.portal.payments import urls

pytestmark = pytest.mark.django_db

OPENS_TO = {
    "payment": {"dentist"},
    "payment_start": {"dentist"},
    "payment_back": {"dentist"},
    "desk_payment": {"department_officer"},
}
"""To whom an address opens; whoever else comes finds nothing there."""
FORMS_ONLY = {"payment_start", "desk_payment"}
PUBLIC = {"licence_fee", "demo_bank"}
"""The calculator, and the demo bank, which stands in place of a foreign site."""


def test_every_address_has_its_line() -> None:
    assert {str(one.name) for one in urls.urlpatterns if isinstance(one, URLPattern)} == {
        *OPENS_TO, *PUBLIC
    } - {"desk_payment"}  # fmt: skip


def test_everyone_at_every_door() -> None:
    world = Practice()
    case = world.of_a_visit()["case"]
    with time_machine.travel(after(world), tick=False):
        browsers = {label: sign_in(account, "en") for label, account in world.accounts.items()}
        written = Change.objects.count()
        for name, opens_to in OPENS_TO.items():
            address = reverse(name, args=[case])
            for label, browser in browsers.items():
                if name not in FORMS_ONLY:
                    looked = browser.get(address)
                    assert (looked.status_code != 404) is (label in opens_to), (name, label)
                    assert "no-store" in looked.headers["Cache-Control"]
                if name == "payment":  # only read
                    continue
                sent = browser.post(address, {"x": "1"})
                assert (sent.status_code != 404) is (label in opens_to), (name, label)
            assert Client().get(address).status_code == 302
        assert Change.objects.count() == written
