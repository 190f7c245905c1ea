"""The later life of a certificate in the browser: withdrawn by an officer, seen at once at the check; a duplicate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import NURSING
from tests.e2e.qr import code_in
from tests.portal.certificates.conftest import NUMBER, Desk

from tirkelim.identity.models import Account
from tirkelim.identity.signin import BACKEND
from tirkelim.register.models import Certificate

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def desk(transactional_db: None, settings: Any) -> Iterator[Desk]:
    """A department and a holder whose certificate ends in three months, in March 2026."""
    settings.CHECK_PER_MINUTE = 0
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=True):
        made = Desk()
        made.certificate(issued_on=date(2021, 6, 1), valid_until=date(2026, 6, 1))
        yield made


def enter(context: BrowserContext, account: Account, live_server: Any, language: str = "en") -> None:
    """The browser in which the account is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    context.clear_cookies()
    context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": live_server.url},
            {"name": "til", "value": language, "url": live_server.url},
        ]
    )


def fill_day(page: Page, legend: str, day: date) -> None:
    """Three boxes."""
    boxes = page.get_by_role("group", name=legend)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label).fill(str(value))


def test_an_officer_withdraws_and_the_check_shows_it_at_once(
    desk: Desk, page: Page, context: BrowserContext, live_server: Any
) -> None:
    page.goto(f"/check/{NUMBER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат жарамды")

    enter(context, desk.department, live_server)
    page.goto("/certificates/")
    page.get_by_label("Number of the certificate").fill("kz12 abc 34567890")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_label("A court decision bans the activity").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the number of the act")
    page.get_by_label("Court or body").fill("Court No. 2 of Astana")
    page.get_by_label("Number of the act").fill("7512-25")
    fill_day(page, "Date of the act", date(2026, 2, 20))
    fill_day(page, "From which day on is the certificate not valid?", date(2026, 3, 2))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Court No. 2 of Astana, № 7512-25, 20.02.2026")).to_be_visible()
    page.get_by_role("button", name="Withdraw the certificate").click()
    expect(page.get_by_text("The certificate is withdrawn.")).to_be_visible()

    context.clear_cookies()
    page.goto(f"/check/{NUMBER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат қайтарып алынған")
    expect(page.get_by_text("7512-25")).to_have_count(0)


def test_the_holder_makes_a_duplicate_in_english(
    desk: Desk, page: Page, context: BrowserContext, live_server: Any, settings: Any
) -> None:
    enter(context, desk.holder, live_server)
    page.goto("/cabinet/")
    expect(page.get_by_text("Last day of the certificate: 1 June 2026.")).to_be_visible()
    page.get_by_role("link", name=NUMBER).first.click()
    page.get_by_label("English").check()
    page.get_by_role("button", name="Make the duplicate").click()
    expect(page.get_by_text(f"Duplicate {NUMBER}/1 is made.")).to_be_visible()
    address = page.get_by_role("link", name=f"Duplicate {NUMBER}/1").get_attribute("href")
    file = page.request.get(f"{live_server.url}{address}")
    assert file.headers["content-type"] == "application/pdf"
    assert code_in(file.body()) == f"{settings.PUBLIC_URL.rstrip('/')}/check/{NUMBER}"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_has_accessibility_violations(
    desk: Desk, page: Page, context: BrowserContext, live_server: Any, language: str
) -> None:
    row = Certificate.objects.get(number=NUMBER)
    old = desk.certificate(number="0012345", specialty=NURSING, issued_on=date(2014, 1, 1), valid_until=None)
    tours = {
        desk.department: ["/certificates/", f"/certificates/{row.id}/", f"/certificates/{row.id}/withdraw/"],
        desk.holder: ["/cabinet/", "/record/", f"/certificates/{old.id}/"],
        desk.hr: ["/certificates/ending/"],
    }
    found: list[str] = []
    for account, paths in tours.items():
        enter(context, account, live_server, language)
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            for path in paths:
                page.goto(path)
                found += [f"{path}: {one['id']}" for one in Axe().run(page).response["violations"]]
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert found == []
