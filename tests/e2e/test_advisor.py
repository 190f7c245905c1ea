"""The advisor and the pages of the law in a browser: accessible, on a telephone, without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

LANGUAGES = ("kk", "ru", "en")
PHONE = {"width": 320, "height": 700}
DESK = {"width": 1280, "height": 900}
UNITS = (
    "/advisor/units/3/?completed_on_day=1&completed_on_month=6&completed_on_year=2025&profile_match=yes&online=no"
    "&evidence_complete=yes&hours=12&confirmed_on_day=15&confirmed_on_month=10&confirmed_on_year=2025"
)
FIRST = (
    "/advisor/certificate/?applicant=domestic&education=higher&has_certificate=no&new_specialty=no&claims_level=no"
    "&applied_on_day=10&applied_on_month=12&applied_on_year=2025"
)
SECOND = (
    "&details=domestic-initial-higher&graduated_on_day=1&graduated_on_month=7&graduated_on_year=2010&studied_here=yes"
    "&diploma_specialty=Педиатрия&clinical_specialty=yes&training_matches_claim=no&working=yes&uninterrupted=no"
    "&service_break_years=4&hours=100&first_job_after_graduation=no"
)
PAGES = (
    "/advisor/",
    "/advisor/units/",
    "/advisor/units/10/",
    "/advisor/units/3/?hours=x",
    UNITS,
    "/advisor/deadline/?service=certificate.confirm&submitted_on_day=20&submitted_on_month=3&submitted_on_year=2026"
    "&submitted_time=18:45",
    "/advisor/position/?title=Бас+мейиргер",
    "/advisor/interior/?position=Доцент",
    "/advisor/level/",
    "/advisor/category/",
    "/advisor/indefinite/",
    FIRST,
    FIRST + SECOND,
    "/law/?q=wishes",
    "/law/283-2020/",
    "/law/274-2020/ann.2_row_8(6)/",
    "/law/readings/",
    "/law/questions/",
)
pytestmark = pytest.mark.django_db(transaction=True)


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url[:60]}: {one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_accessible_and_fit_a_telephone(
    page: Page, context: BrowserContext, live_server: object, language: str
) -> None:
    context.add_cookies([{"name": "til", "value": language, "url": str(live_server)}])
    found: list[str] = []
    for path in PAGES:
        page.set_viewport_size(PHONE)
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            found.append(f"{path[:60]} is wider than a telephone")
        if language != "kk":  # axe looks at the telephone's page in Kazakh, at the wide one in the other languages
            page.set_viewport_size(DESK)
        found += violations(page)
    assert found == []


def test_a_doctor_learns_what_is_needed_in_kazakh_without_scripts(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/advisor/")
    page.get_by_role("link", name="Сертификат алу үшін не қажет?").click()
    page.get_by_label("жоғары медициналық білім").check()
    page.locator("[name=has_certificate][value=yes]").check()
    page.locator("[name=new_specialty][value=no]").check()
    page.locator("[name=claims_level][value=no]").check()
    page.get_by_role("button", name="Жалғастыру").click()
    assert "Сертификаттың соңғы күнін жазыңыз" in page.locator(".govuk-error-summary").inner_text()

    for part, value in (("day", "1"), ("month", "2"), ("year", "2100")):
        page.locator(f"[name=valid_until_{part}]").fill(value)
    page.get_by_role("button", name="Жалғастыру").click()
    page.locator("[name=studied_here][value=yes]").check()
    page.locator("[name=uninterrupted][value=yes]").check()
    page.get_by_label("Соңғы бес жылда").fill("90")
    page.get_by_role("button", name="Не қажетін көрсету").click()

    assert page.locator(".a-answer__sentence").inner_text().startswith("Сертификатты растау үшін")
    needed = page.locator(".a-line", has_text="Біліктілікті арттыру туралы куәлік")
    assert "30\u00a0сағат" in needed.inner_text()
    needed.locator("a.t-citation").click()
    expect(page.locator("h1")).to_have_text(re.compile("^274/2020"))
    context.close()


def test_a_change_of_language_keeps_the_answer(page: Page) -> None:
    page.goto(UNITS)
    assert "6\u00a0сынақ бірлігі" in page.locator(".a-answer__sentence").inner_text()
    page.get_by_role("button", name="Русский").click()
    page.locator("html[lang=ru]").wait_for()
    assert "6\u00a0зачётных единиц" in page.locator(".a-answer__sentence").inner_text()
    assert page.locator("[name=hours]").input_value() == "12"
