"""The frame and the components in a browser: accessible, readable on a telephone, complete without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

PAGES = ("/", "/about/", "/sign-in/", "/try/", "/look/", "/look/?errors=1", "/there-is-no-such-page/")
LANGUAGES = ("kk", "ru", "en")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
pytestmark = pytest.mark.django_db(transaction=True)


def speak(context: BrowserContext, live_server: object, language: str) -> None:
    """Be a reader who has chosen a language before."""
    context.add_cookies([{"name": "til", "value": language, "url": str(live_server)}])


def enhanced(page: Page) -> None:
    """Wait for the scripts: a page has loaded before they are done."""
    page.locator("[data-govuk-skip-link-init]").wait_for(state="attached")


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_accessibility_violations(
    page: Page, context: BrowserContext, live_server: object, language: str
) -> None:
    speak(context, live_server, language)
    found: list[str] = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for path in PAGES:
            page.goto(path)
            assert page.locator("html").get_attribute("lang") == language
            found += violations(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_telephone(
    page: Page, context: BrowserContext, live_server: object, language: str
) -> None:
    speak(context, live_server, language)
    page.set_viewport_size({"width": 320, "height": 700})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_kazakh_letters_come_from_our_font_and_nothing_is_missing(page: Page) -> None:
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.goto("/look/")
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё₸№«»"
    assert page.evaluate("letters => document.fonts.check('16px \"Golos Text\"', letters)", letters)
    # A letter that the font lacks would be drawn by the fallback: of different width with each fallback.
    widths = page.evaluate(
        """letters => {
          const pen = document.createElement("canvas").getContext("2d");
          const width = (face, letter) => {
            pen.font = `40px "Golos Text", ${face}`;
            return pen.measureText(letter).width;
          };
          return [...letters].filter(letter => width("monospace", letter) !== width("serif", letter));
        }""",
        letters,
    )
    assert widths == []
    assert missing == []


def test_language_is_chosen_on_the_page_and_stays(page: Page) -> None:
    page.goto("/about/")
    assert page.locator("html").get_attribute("lang") == "kk"
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("h1")).to_have_text("О сайте")
    assert page.url.endswith("/about/")
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "ru"


def test_keyboard_reaches_the_main_text_first(page: Page) -> None:
    page.goto("/")
    enhanced(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("govuk-skip-link")
    page.keyboard.press("Enter")
    page.locator("#main:focus").wait_for()


def test_error_summary_takes_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/look/?errors=1")
    # The script that moves the focus may end after the page has loaded.
    page.locator(".govuk-error-summary:focus").wait_for()
    for link in page.locator(".govuk-error-summary__list a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").evaluate("box => ['INPUT', 'SELECT', 'TEXTAREA'].includes(box.tagName)")


def test_pages_are_complete_without_scripts(browser: Browser, live_server: object) -> None:
    plain = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = plain.new_page()
    page.goto("/sign-in/")
    page.locator("#id_login").fill("nobody")
    page.locator("#id_password").fill("wrong")
    page.locator("main button").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    plain.close()


def test_changing_the_language_loses_nothing_that_was_typed(page: Page) -> None:
    page.goto("/sign-in/")
    enhanced(page)
    page.locator("#id_login").fill("nobody")
    page.locator("#id_password").fill("secret")
    page.get_by_role("button", name="English").click()
    page.locator("h1", has_text="Sign in").wait_for()
    expect(page.locator("#id_login")).to_have_value("nobody")
    assert page.locator("#id_password").input_value() == ""
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    assert page.locator("#id_login").input_value() == ""
