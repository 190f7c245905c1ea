"""An organisation applies for a foreign surgeon: granted with a permit; without one asked for it, then refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.builders import ASTANA, PNG
from tests.e2e.test_application import RULES, sign_in
from tests.foreigners import PAPERS, SURGERY, SURGERY_NAME, Foreign

from tirkelim.cases import outbox
from tirkelim.cases.models import Case
from tirkelim.gateway.demo import add_record
from tirkelim.gateway.records import AssessmentRecord, DataSet

HOME_PAGE = "/foreign/"


@pytest.fixture
def office(transactional_db: None) -> Foreign:
    """The organisation and its department."""
    return Foreign()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Any document, scanned."""
    path = tmp_path / "scan.png"
    path.write_bytes(PNG)
    return path


@pytest.fixture
def telephone(browser: Browser, live_server: object) -> Iterator[BrowserContext]:
    """A small telephone."""
    context = browser.new_context(
        base_url=str(live_server), locale="kk-KZ", timezone_id="Asia/Almaty", viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


class Personnel:
    """The personnel officer in front of the page."""

    def __init__(self, page: Page, office: Foreign, *, axe: bool) -> None:
        self.page = page
        self.office = office
        self.axe = Axe() if axe else None

    def sound(self) -> None:
        """As wide as the screen, and nothing in anyone's way."""
        self.page.wait_for_load_state("networkidle")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url}: {wide} pixels too wide"
        if self.axe is not None:
            found = self.axe.run(self.page, options=RULES).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["target"]) for one in found]

    def onward(self) -> None:
        """Save and go on."""
        self.page.locator("main form").last.locator("button.govuk-button").first.click()
        expect(self.page.locator(".govuk-error-summary")).to_have_count(0)
        self.sound()

    def part(self, key: str) -> None:
        """Open a part from the list of tasks."""
        self.page.locator(f"a.govuk-task-list__link[href*='/{key}/']").click()
        self.sound()

    def fill(self, **values: str) -> None:
        """Write into the boxes of a page; a day as 2012-06-30."""
        for name, value in values.items():
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                parts = zip(("year", "month", "day"), value.split("-"), strict=True)
                for part, number in parts:
                    self.page.locator(f"[name={name}_{part}]").fill(number)
            else:
                self.page.locator(f"[name={name}]").fill(value)

    def choose(self, **values: str) -> None:
        """Choose radio buttons, or a line of a list."""
        for name, value in values.items():
            box = self.page.locator(f"select[name={name}]")
            if box.count():
                box.select_option(value)
            else:
                self.page.locator(f"[name={name}][value={value}]").check()

    def begin(self) -> Case:
        """The specialist by passport."""
        self.page.goto(HOME_PAGE)
        self.sound()
        self.page.locator(f"a.govuk-button[href^='{HOME_PAGE}begin/']").click()
        self.sound()
        self.choose(passport_country="TUR", citizenship="TUR", sex="male")
        self.fill(passport_number="U7654321", surname_latin="Yılmaz", given_latin="Deniz",
                  birth_date="1987-05-04", mobile="+7 701 123 45 67")  # fmt: skip
        self.onward()
        case = Case.objects.get(pk=self.page.url.rstrip("/").rpartition("/")[2])
        result = AssessmentRecord(SURGERY_NAME, True, date(2026, 2, 2), "ҰТО", "A-9", None)
        add_record(result, DataSet.ASSESSMENT, person=case.subject_id)
        return case

    def about_the_specialist(self) -> None:
        """Specialty, citizenship, diploma."""
        self.part("claim")
        self.choose(specialty=SURGERY)
        self.onward()
        self.choose(new="no")
        self.onward()
        self.part("person")
        self.fill(postal_address="Ankara, Atatürk Bulvarı 10")
        self.onward()
        self.choose(permanent_resident="no")
        self.onward()
        self.choose(name_changed="no")
        self.onward()
        self.part("education")
        self.choose(kind="higher")
        self.onward()
        self.choose(country="TR")
        self.fill(specialty="Tıp", institution="Ankara Üniversitesi", graduated_on="2012-06-30",
                  document_number="2012-118")  # fmt: skip
        self.onward()
        self.choose(recognised="yes")
        self.onward()
        self.fill(recognised_by="Ғылым және жоғары білім министрлігі", recognition_order="77",
                  recognition_registration="000456", recognised_on="2025-11-03")  # fmt: skip
        self.onward()

    def about_the_organisation(self, *, permit: bool) -> None:
        """What the register knows is there already."""
        self.part("organisation")
        expect(self.page.locator("[name=name]")).to_have_value("№ 5 қалалық емхана")
        self.fill(institution="Хирургия бөлімшесі")
        self.choose(ownership="state")
        self.onward()
        expect(self.page.locator("[name=kato]")).to_have_value(ASTANA)
        self.fill(city="Астана", street="Сарыарқа", house="12", telephone="+7 7172 00 00 00")
        self.onward()
        self.part("permit")
        self.choose(exists="yes" if permit else "no")
        self.onward()
        if permit:
            self.fill(number="ШЖК-15", issued_by="Астана қаласының әкімдігі", valid_from="2026-01-15",
                      valid_until="2027-01-14")  # fmt: skip
            self.onward()

    def the_rest(self) -> None:
        """No certificate yet, assessed, eight years of work, no courses."""
        for key in ("studies", "trainings"):
            self.part(key)
            self.choose(more="no")
            self.onward()
        self.part("held")
        self.choose(exists="none")
        self.onward()
        self.part("assessment")
        self.choose(exists="no")
        self.onward()
        self.part("work")
        self.choose(first_job="no")
        self.onward()
        self.fill(specialty_years="8", medicine_years="10")
        self.onward()
        self.part("jobs")
        self.choose(more="yes")
        self.onward()
        self.fill(workplace="Ankara Şehir Hastanesi", position="cerrah", hired_on="2018-01-10", order_number="4",
                  ordered_on="2018-01-09")  # fmt: skip
        self.onward()
        self.choose(more="no")
        self.onward()

    def consent(self) -> None:
        """The specialist reads the code out."""
        self.part("consent")
        for button in self.page.locator("main input[value=yes]").all():
            button.check()
        self.onward()
        code = re.search(r"\d{6}", self.page.locator(".t-telephone__text").inner_text())
        assert code
        self.page.locator("[name=code]").fill(code[0])
        self.page.locator("main form").first.locator("button").click()
        self.sound()
        self.page.locator("a.govuk-button").first.click()

    def attach(self, scan: Path, *papers: str) -> None:
        """The papers, one by one."""
        self.part("documents")
        for paper in papers:
            self.page.locator(f"a[href$='/documents/{paper}/']").first.click()
            self.page.locator("[name=file]").set_input_files(scan)
            self.onward()
        self.page.locator("a.govuk-button").last.click()

    def send(self, outcome: str) -> None:
        """Sign and send; the page says before what would come of it."""
        self.part("check")
        expect(self.page.locator(f".t-precheck--{outcome}")).to_be_visible()
        self.page.locator("[name=true]").check()
        self.onward()
        expect(self.page.locator(".govuk-panel")).to_be_visible()

    def apply(self, scan: Path, *, permit: bool) -> Case:
        """From the room to the confirmation."""
        case = self.begin()
        self.about_the_specialist()
        self.about_the_organisation(permit=permit)
        self.the_rest()
        self.consent()
        papers = PAPERS if permit else tuple(one for one in PAPERS if one != "foreign_labour_permit")
        self.attach(scan, *papers)
        self.send("grant" if permit else "incomplete")
        return self.office.fresh(case)


def test_with_a_permit_it_is_granted(office: Foreign, page: Page, live_server: object, scan: Path) -> None:
    officer = office.officer()
    sign_in(page.context, office.hr, str(live_server))
    personnel = Personnel(page, office, axe=True)
    case = personnel.apply(scan, permit=True)
    assert (case.state, case.organisation) == ("considered", office.clinic)
    office.now = timezone.now()
    office.decide(officer, case, "grant")
    outbox.work(timezone.now())
    page.goto(HOME_PAGE)
    personnel.sound()
    page.get_by_role("link", name="Yılmaz Deniz").click()
    personnel.sound()
    expect(page.locator(".govuk-notification-banner--success")).to_be_visible()
    with page.expect_download() as download:
        page.locator("a.govuk-button").first.click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_without_one_it_is_asked_for_and_refused(
    office: Foreign, telephone: BrowserContext, live_server: object, scan: Path
) -> None:
    officer = office.officer()
    sign_in(telephone, office.hr, str(live_server))
    page = telephone.new_page()
    personnel = Personnel(page, office, axe=False)
    case = personnel.apply(scan, permit=False)
    office.now = timezone.now()
    office.do(officer, case, "ask_for_documents", documents=["foreign_labour_permit"], note="")
    page.goto(f"/applications/{case.id}/")
    personnel.sound()
    expect(page.locator("#asked")).to_be_visible()
    page.locator("section[aria-labelledby=asked] form button").click()
    office.decide(officer, case, "refuse")
    page.goto(f"/applications/{case.id}/")
    personnel.sound()
    expect(page.locator(".govuk-notification-banner")).to_be_visible()
    expect(page.get_by_text("274/2020, 6-қосымша, 8-жол, 7) тармақша").first).to_be_visible()
