"""A nurse consents by answering a message and takes a consent back: the whole way over HTTP to the stand-in gateway."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from tests.builders import COMPLETE, Office
from tests.e2e.accessible import assert_accessible as sound
from tests.e2e.test_application import sign_in
from tests.gateway.stand_in import Live, live

from tirkelim.cases.models import Case
from tirkelim.demo.gateway_records import scenario_file
from tirkelim.gateway.http import Limits
from tirkelim.gateway.models import Consent, Pull
from tirkelim.identity.models import Account
from tirkelim.standins.gateway.book import Do

SECRET = "a secret of at least thirty-two characters"
PATIENT = Limits(connect=5, read=5, total=10, tries=1)


@pytest.fixture
def office(transactional_db: None) -> Office:
    """A department in Astana."""
    return Office()


@pytest.fixture
def nurse(office: Office) -> Account:
    """A nurse whom the state systems know."""
    account = office.applicant("nurse")
    assert account.person is not None
    office.nurse_in_systems(account.person)
    return account


@pytest.fixture
def draft(office: Office, nurse: Account) -> Case:
    """Her application with every answer but the signature."""
    return office.draft(nurse, {name: page for name, page in COMPLETE.items() if name != "declaration"})


@pytest.fixture
def state(nurse: Account, live_server: object, settings: Settings) -> Iterator[Live]:
    """The stand-in behind every port, with the demo's records; it brings answers to the server of the test."""
    settings.SMS_CALLBACK_SECRET = SECRET
    with live(PATIENT) as made:
        made.book.take(scenario_file())
        made.server.callback = (f"{live_server}/callbacks/sms/", SECRET)
        yield made


def looked_at(page: Page, name: str) -> None:
    """Nothing stands in anyone's way, on a telephone either; a picture is kept where somebody asks for one."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        sound(page)
        shot(page, f"{name}-{width}")


def shot(page: Page, name: str) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_consent_by_message_and_back(
    context: BrowserContext, page: Page, live_server: object, nurse: Account, draft: Case, state: Live
) -> None:
    sign_in(context, nurse, str(live_server))
    page.goto(f"/applications/{draft.id}/consent/")
    for choice in page.locator("input[value=yes]").all():
        choice.check()
    looked_at(page, "consent")
    page.get_by_role("button", name="Оның орнына хабарламаға жауап беру").click()
    expect(page.get_by_role("status")).to_contain_text("Жауап әлі келген жоқ.")
    looked_at(page, "question")

    (message,) = state.book.messages
    state.do("employment", Do.DOWN)
    state.server.bring(message.number, "ИӘ")
    expect(page.get_by_role("status")).to_contain_text("Жауабыңыз келді: келісесіз.")  # the page tells by itself
    page.locator("main form").last.get_by_role("button").click()
    expect(page).to_have_url(re.compile("/sources/$"))
    looked_at(page, "sources")
    assert {consent.way for consent in Consent.objects.all()} == {"sms"}
    silent = Pull.objects.get(source="employment")
    expect(page.get_by_text(silent.correlation)).to_be_visible()

    state.well()
    page.get_by_role("button", name="Қазір қайта сұрау").click()
    expect(page.get_by_text(silent.correlation)).to_have_count(0)

    page.goto("/record/")
    page.get_by_role("link", name="Мен туралы кім сұратты").click()
    expect(page.get_by_text(silent.correlation)).to_be_visible()
    looked_at(page, "asked")
    page.get_by_role("link", name=re.compile("Осы келісімді қайтарып алу.*тыйым салу")).click()
    expect(page.get_by_text("Өтінішіңізге бұл деректер керек.")).to_be_visible()
    looked_at(page, "withdraw")
    page.locator("main form").last.get_by_role("button").click()
    expect(page.get_by_text("Қайтарып алынды").first).to_be_visible()
    assert Consent.objects.get(data_set="bans").revoked_at is not None
