"""The public check on a telephone at the door: the status first, in three languages, without sign-in or scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.register.conftest import ASTANA, World

from tirkelim.register.commands.certificates import (
    CertificateTerms,
    record_certificate,
    record_certificate_event,
)
from tirkelim.register.status import EventKind

pytestmark = pytest.mark.django_db(transaction=True)

NUMBERS = {
    kind: f"KZ12ABC0000000{number}" for number, kind in enumerate(["valid", "expired", "withdrawn", "superseded"])
}
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def certificates(transactional_db: None, settings: Any) -> Iterator[dict[str, str]]:
    """One certificate of each status in June 2026."""
    settings.CHECK_PER_MINUTE = 0
    world = World()
    world.now = datetime(2026, 5, 31, 4, 0, tzinfo=UTC)
    for kind, number in NUMBERS.items():
        last = date(2026, 5, 1) if kind == "expired" else date(2031, 3, 2)
        person = world.person(surname_ru="Сейтова", given_ru="Асем", surname_latin="Seiitova", given_latin="Asem")
        terms = CertificateTerms(
            person=person, specialty="secondary.nursing", issued_on=date(2021, 5, 1), valid_until=last, level="4.1",
            office=ASTANA, number=number,
        )  # fmt: skip
        done = record_certificate(world.command(), terms)
        if kind in ("withdrawn", "superseded"):
            certificate = UUID(done.result["certificate"])
            record_certificate_event(world.command(), certificate, EventKind(kind), date(2026, 4, 1), "274/2020 p.9")
    with time_machine.travel("2026-06-01T09:05:00+00:00", tick=True):
        yield NUMBERS


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def test_typed_by_hand(certificates: dict[str, str], page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Нөмірді тексеру").click()
    page.get_by_label("Сертификаттың немесе лицензияның нөмірі").fill("kz12 abc 00000002")
    page.get_by_role("button", name="Тексеру", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат қайтарып алынған")
    page.get_by_role("link", name="Басқа сертификатты тексеру").click()
    page.get_by_role("button", name="Тексеру", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Сертификаттың немесе лицензияның нөмірін жазыңыз")


def test_the_status_is_seen_without_scrolling(certificates: dict[str, str], page: Page) -> None:
    page.set_viewport_size(PHONE)
    for number in (*certificates.values(), "KZ00AAA00000000"):
        page.goto(f"/check/{number}")
        box = page.get_by_role("heading", level=1).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < PHONE["height"]


def test_without_scripts(browser: Browser, certificates: dict[str, str], live_server: Any) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/check/")
    page.get_by_label("Сертификаттың немесе лицензияның нөмірі").fill(certificates["valid"])
    page.get_by_role("button", name="Тексеру", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат жарамды")
    assert plain.cookies() == []
    plain.close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_has_accessibility_violations(
    certificates: dict[str, str], page: Page, context: BrowserContext, live_server: Any, language: str
) -> None:
    context.add_cookies([{"name": "til", "value": language, "url": live_server.url}])
    found: list[str] = []
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)
        for path in ("/check/", "/check/KZ00AAA00000000", *(f"/check/{one}" for one in certificates.values())):
            page.goto(path)
            found += violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert found == []
