"""A nurse applies for her first certificate, in Kazakh, from cabinet to confirmation; with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.builders import NURSING, NURSING_NAME, PNG, Office

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def nurse(transactional_db: None) -> Account:
    """A nurse whom the state systems know."""
    office = Office()
    account = office.applicant("nurse")
    assert account.person is not None
    office.nurse_in_systems(account.person)
    return account


def sign_in(context: BrowserContext, account: Account, address: str) -> None:
    """Give the browser the account's session."""
    client = Client()
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture
def plain_page(browser: Browser, live_server: object) -> Iterator[Page]:
    """A small telephone without scripts."""
    context = browser.new_context(
        base_url=str(live_server), locale="kk-KZ", java_script_enabled=False, viewport={"width": 360, "height": 700}
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


class Nurse:
    """The nurse in front of her page."""

    def __init__(self, page: Page, *, axe: bool) -> None:
        self.page = page
        self.axe = Axe() if axe else None

    def sound(self) -> None:
        """The page is in Kazakh, as wide as the screen, and nothing on it stands in anyone's way."""
        self.page.wait_for_load_state("networkidle")  # not the page before, nor this one without its styles
        expect(self.page.locator("html")).to_have_attribute("lang", "kk")
        if self.axe is not None:
            found = self.axe.run(self.page, options=RULES).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["target"]) for one in found]

    def task(self, name: str) -> None:
        """Open a part from the task list."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.sound()

    def onward(self) -> None:
        """Save and go on."""
        self.page.locator("main form").last.locator("button.govuk-button").first.click()

    def choose(self, label: str) -> None:
        """Choose a radio button by its words."""
        self.page.get_by_label(label, exact=True).check()

    def day(self, name: str, day: int, month: int, year: int) -> None:
        """Write a date into its three boxes."""
        for part, value in (("day", day), ("month", month), ("year", year)):
            self.page.locator(f"[name={name}_{part}]").fill(str(value))

    def answer_everything(self) -> None:
        """The seven parts that are questions."""
        page = self.page
        self.task("Мамандық және деңгей")
        page.locator("[name=specialty]").select_option(NURSING)
        self.onward()
        page.locator("[name=new][value=no]").check()
        self.onward()
        self.task("Өзіңіз туралы")
        page.locator("[name=residence_kato]").select_option(label="Астана қаласы")
        self.onward()
        page.locator("[name=name_changed][value=no]").check()
        self.onward()
        self.task("Диплом")
        page.locator("[name=kind][value=technical_vocational]").check()
        self.onward()
        self.fill_in_the_diploma()
        for part in ("studies", "trainings"):
            page.locator(f"a[href$='/{part}/']").click()
            self.sound()
            page.locator("[name=more][value=no]").check()
            self.onward()
        self.task("Қолдағы сертификат")
        page.locator("[name=exists][value=none]").check()
        self.onward()
        self.task("Мамандық бойынша жұмыс")
        page.locator("[name=working][value=now]").check()
        self.onward()
        self.day("started_on", 1, 9, 2025)
        page.locator("[name=uninterrupted][value=yes]").check()
        self.onward()

    def fill_in_the_diploma(self) -> None:
        """With a slip: the page says what is wrong, and nothing else has to be written again."""
        page = self.page
        page.locator("[name=specialty]").fill(NURSING_NAME)
        page.locator("[name=institution]").fill("Астана медициналық колледжі")
        page.locator("[name=document_number]").fill("ТКБ 0012345")
        self.day("graduated_on", 31, 6, 2025)
        self.onward()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        self.sound()
        expect(page.locator("[name=institution]")).to_have_value("Астана медициналық колледжі")
        page.locator("[name=graduated_on_day]").fill("20")
        self.onward()

    def consent(self) -> None:
        """Yes to everything, with the code that the demo telephone shows."""
        page = self.page
        self.task("Мемлекеттік жүйелерден деректер алуға келісім")
        for button in page.locator("main input[value=yes]").all():
            button.check()
        self.onward()
        self.sound()
        code = re.search(r"\d{6}", page.locator(".t-telephone__text").inner_text())
        assert code
        page.locator("[name=code]").fill(code[0])
        page.get_by_role("button", name="Келісім беру").click()
        self.sound()
        page.get_by_role("button", name="Жалғастыру").click()

    def documents(self, scan: Path) -> None:
        """Nothing is missing; she attaches her diploma all the same."""
        page = self.page
        self.task("Құжаттар")
        page.locator("a[href$='/documents/diploma/']").first.click()
        self.sound()
        page.locator("[name=file]").set_input_files(scan)
        self.onward()
        expect(page.get_by_text("diplom.png").first).to_be_visible()
        self.sound()
        page.get_by_role("button", name="Жалғастыру").click()

    def send(self) -> str:
        """Read what would be decided, sign, send; returns the number."""
        page = self.page
        self.task("Тексеру және жіберу")
        expect(page.locator(".t-precheck--grant")).to_be_visible()
        page.locator("[name=true]").check()
        self.onward()
        self.sound()
        number = page.locator(".govuk-panel strong").inner_text()
        page.get_by_role("button", name="Өтініштің барысын көру").click()
        self.sound()
        expect(page.get_by_text(number)).to_be_visible()
        return number


def apply(nurse: Nurse, scan: Path) -> None:
    """From the cabinet to the confirmation."""
    nurse.page.goto("/cabinet/")
    nurse.sound()
    nurse.page.get_by_role("button", name="Өтінішті бастау").click()
    nurse.sound()
    nurse.answer_everything()
    nurse.consent()
    nurse.documents(scan)
    number = nurse.send()
    assert Case.objects.get(number=number).state == "considered"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The scanned diploma."""
    path = tmp_path / "diplom.png"
    path.write_bytes(PNG)
    return path


def test_an_application_in_kazakh(nurse: Account, page: Page, live_server: object, scan: Path) -> None:
    sign_in(page.context, nurse, str(live_server))
    apply(Nurse(page, axe=True), scan)


def test_the_same_on_a_telephone_without_scripts(
    nurse: Account, plain_page: Page, live_server: object, scan: Path
) -> None:
    sign_in(plain_page.context, nurse, str(live_server))
    apply(Nurse(plain_page, axe=False), scan)
