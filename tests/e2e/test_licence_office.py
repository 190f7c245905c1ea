"""An officer suspends a licence and resumes it; whoever looks at the public register sees it at once."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from tests.licences import LicenceOffice

from tirkelim.register.models import Licence

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page: Page, office: LicenceOffice, address: str) -> None:
    """The officer's browser, in English."""
    client = Client()
    client.force_login(office.department)
    cookies = [{"name": name, "value": one.value, "url": address} for name, one in client.cookies.items()]
    page.context.add_cookies([*cookies, {"name": "til", "value": "en", "url": address}])  # type: ignore[list-item]


def public_says(page: Page, licence: Licence, said: str) -> None:
    """The public page of the licence, in a tab beside."""
    tab = page.context.new_page()
    tab.goto(f"/licence-register/{licence.id}/")
    expect(tab.get_by_role("heading", level=1)).to_contain_text(said)
    tab.close()


def record(page: Page, button: str, ground: str, reference: str) -> None:
    """From the licence's page through the second look back to it."""
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    page.get_by_label(ground).check()
    page.get_by_label("The act or document that it rests on").fill(reference)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Look at it once more")).to_be_visible()
    page.get_by_role("button", name=f"{button} the licence").click()
    expect(page.get_by_text(reference)).to_be_visible()


def test_suspended_and_resumed_before_everybodys_eyes(page: Page, live_server: object) -> None:
    office = LicenceOffice()
    licence = office.granted()
    signed_in(page, office, str(live_server))
    page.goto("/licence-office/")
    page.get_by_label("Number of the licence; name, BIN or IIN of the holder").fill(licence.number)
    page.get_by_role("button", name="Find").click()
    public_says(page, licence, "The licence is valid")
    record(page, "Suspend", "Violation of the requirements", "Act 7 of 2 March 2026")
    public_says(page, licence, "The licence is suspended")
    record(page, "Resume", "The violation is mended", "Letter 8 of 9 March 2026")
    public_says(page, licence, "The licence is valid")
