"""The nurse's journey through the own ledger in a browser; each page is accessible and fits a telephone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page, expect
from tests.builders import PNG
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import PHONE, fill_day, sign_in
from tests.portal.ledger.conftest import Ledger
from tests.register.conftest import World

from tirkelim.register.models import Activity

pytestmark = pytest.mark.django_db(transaction=True)
SCAN: FilePayload = {"name": "scan.png", "mimeType": "image/png", "buffer": PNG}


class Today(Ledger):
    """The nurse's world by the real clock."""

    def command(self, *args: Any, **kwargs: Any) -> Any:
        """A command of this moment."""
        return World.command(self, *args, **{**kwargs, "now": timezone.now()})


@pytest.fixture
def world(live_server: object) -> Today:
    """A nurse of level 4.0 with a diploma."""
    world = Today()
    world.educate()
    world.certify()
    return world


def seminar(page: Page, title: str, ended: date, hours: str) -> None:
    """Fill in the form of a seminar or webinar."""
    page.locator("#id_title").fill(title)
    fill_day(page, "completed_on", ended)
    page.locator("#id_hours").fill(hours)
    page.locator("input[name=online][value=no]").check()
    page.locator("#id_evidence").set_input_files(SCAN)


def test_a_seminar_is_added_and_a_late_webinar_earns_nothing(
    page: Page, context: BrowserContext, live_server: object, world: Today
) -> None:
    """Looked at, saved, seen in the ledger; the same file under another criterion is warned of."""
    today = timezone.localdate()
    sign_in(context, live_server, world.nurse, "en")
    page.goto("/ledger/")
    assert_accessible(page)
    page.get_by_role("button", name="Add a result").click()
    assert_accessible(page)
    page.get_by_role("link", name="3. In-person seminar").click()
    expect(page.locator("#id_qs")).to_be_hidden()
    expect(page.locator("#id_translation")).to_be_hidden()
    seminar(page, "Жараны күту", today - timedelta(days=200), "62,5")
    page.get_by_role("button", name="Show the units").click()
    expect(page.locator(".l-judged")).to_contain_text("It earns 31.25 credit units.")
    expect(page.locator(".l-kept")).to_contain_text("scan.png")
    assert_accessible(page)
    assert not Activity.objects.exists()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-notification-banner").first).to_contain_text("The result is added.")
    assert_accessible(page)
    page.goto("/ledger/add/4/")
    seminar(page, "Гериатриялық күтім", today - timedelta(days=6 * 366), "10")
    page.get_by_role("button", name="Show the units").click()
    judged = page.locator(".l-judged")
    expect(judged).to_contain_text("more than five years before confirmation")
    expect(judged).to_contain_text("283/2020 p.6")
    expect(judged).to_contain_text("The same file is attached to: Жараны күту (3).")
    page.get_by_role("button", name="Save").click()
    page.goto("/ledger/")
    expect(page.locator(".l-line--earned")).to_contain_text("31.25 credit units")
    expect(page.locator(".l-line--nothing")).to_contain_text("none")
    expect(page.locator(".l-bar").first).to_contain_text("31.25 of 210 credit units")
    assert_accessible(page)


def test_mistakes_lose_nothing(page: Page, context: BrowserContext, live_server: object, world: Today) -> None:
    """The file stays with the form; then all is sent without choosing it again."""
    sign_in(context, live_server, world.nurse, "en")
    page.goto("/ledger/add/3/")
    seminar(page, "Жараны күту", timezone.localdate() - timedelta(days=30), "")
    page.locator("input[name=document_language][value=en]").check()
    expect(page.locator("#id_translation")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Fill in one of these")
    assert_accessible(page)
    page.locator("#id_hours").fill("8")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".l-judged")).to_contain_text("notarised translation")
    assert Activity.objects.get().evidence is not None
    page.get_by_role("link", name="Take back").click()
    assert_accessible(page)
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#results")).to_be_visible()
    assert not Activity.objects.current().exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_fit_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: Today, language: str
) -> None:
    """In each language, with results of every kind."""
    today = timezone.localdate()
    line = world.result(3, today - timedelta(days=1700))
    world.result(21, today - timedelta(days=100), title="Сараптама", details={"count": 1})
    world.result(14, today - timedelta(days=100), title="Тәлімгерлік", details={"years": "1.5"}, specialty=None)
    sign_in(context, live_server, world.nurse, language)
    page.set_viewport_size(PHONE)
    for path in ("", "add/", "add/1/", "add/5/", "add/10/", f"{line}/", f"{line}/correct/", f"{line}/withdraw/"):
        page.goto(f"/ledger/{path}")
        assert_accessible(page)
