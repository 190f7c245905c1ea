"""A licence in a browser, from beginning to end: a head applies and pays, the department plans a visit and tells of it,
the inspector signs the act, the officer grants, the PDF is there, and the public register shows the licence."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import ASTANA, PNG
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import DESK, sign_in
from tests.e2e.test_inspection_offline import CLOCK, Phone, shift_to
from tests.licences import CARDIOLOGY, LicenceOffice

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Account
from tirkelim.register.licence_models import Licence
from tirkelim.services.licence.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "Астана, Сарыарқа даңғылы, 12"
OFFICE_TIME = ZoneInfo("Asia/Almaty")


class Journey:
    """The browser with whoever sits before it, and the clock of the server."""

    def __init__(self, office: LicenceOffice, context: BrowserContext, page: Page, server: str) -> None:
        self.office, self.context, self.page, self.server = office, context, page, server
        context.add_cookies([{"name": "til", "value": "en", "url": server}])
        page.set_viewport_size(DESK)  # type: ignore[arg-type]

    @contextlib.contextmanager
    def as_(self, account: Account | None, moment: datetime) -> Iterator[Page]:
        """Somebody sits down at a moment; None: the public."""
        self.context.clear_cookies(name="tirkelim")
        self.office.now = max(self.office.now, moment)
        with time_machine.travel(moment, tick=True):
            if account is not None:
                sign_in(self.context, account, self.server)
            yield self.page

    def save(self) -> None:
        """Press the first button of the page's form."""
        self.page.locator("main form button.govuk-button").first.click()

    def fill(self, there: str, **texts: str) -> None:
        """Open a screen of the form, write and choose, save."""
        self.page.goto(there)
        for name, text in texts.items():
            field = self.page.locator(f"#id_{name}")
            tag = field.evaluate("node => node.tagName")
            field.select_option(text) if tag == "SELECT" else field.fill(text)
        self.save()


@pytest.fixture
def journey(transactional_db: None, context: BrowserContext, page: Page, live_server: Any, settings: Any) -> Journey:
    """The department of Astana in March 2026."""
    settings.PUBLIC_URL = live_server.url
    return Journey(LicenceOffice(), context, page, live_server.url)


def apply(journey: Journey) -> Case:
    """The head fills in the form, pays at the bank, and sends."""
    page = journey.page
    page.goto("/licences/")
    assert_accessible(page)
    page.locator("main form button.govuk-button").first.click()
    case = Case.objects.get(service="licence")
    there = f"/licences/cases/{case.id}/"
    journey.fill(f"{there}holder/holder/", kato=ASTANA, address="Астана, Достық, 1", telephone="+77172123456")
    add_base(journey, there)
    answer_lines(journey, there)
    for kind in ("premises_title", "staff_work_proof"):
        page.goto(f"{there}documents/{kind}/")
        page.locator("input[type=file]").set_input_files({"name": "q.png", "mimeType": "image/png", "buffer": PNG})
        page.locator("input[name=language][value=kk]").check()
        journey.save()
    pay(journey, case)
    page.goto(f"{there}check/")
    assert_accessible(page)
    page.locator("#id_consent").check()
    page.locator("#id_true").check()
    page.get_by_role("button", name="Sign and send").click()
    page.wait_for_url("**/sent/")
    return journey.office.fresh(case)


def add_base(journey: Journey, there: str) -> None:
    """One base with primary care and a cardiologist."""
    page = journey.page
    page.goto(f"{there}bases/")
    journey.save()
    page.wait_for_url("**/place/")
    at = page.url.removesuffix("place/")
    journey.fill(f"{at}place/", kato=ASTANA, address=ADDRESS)
    page.goto(f"{at}premises/")
    page.locator("input[name=title][value=lease]").check()
    journey.save()
    journey.fill(f"{at}contact/", contact="Сейітова Әсем", telephone="+77010000009")
    page.goto(f"{at}subtypes/")
    for code in ("1.2", "1.3"):
        page.locator(f"input[name=subtypes][value='{code}']").check()
    journey.save()
    page.goto(f"{at}specialties/1.3/")
    page.locator("select[name=specialty]").select_option(CARDIOLOGY)
    page.locator("button[name=done]").click()


def answer_lines(journey: Journey, there: str) -> None:
    """Every requirement is met."""
    page = journey.page
    page.goto(f"{there}information/")
    addresses = page.locator("main a[href*='/information/']").evaluate_all("links => links.map(link => link.href)")
    assert addresses
    for address in addresses:
        page.goto(address)
        for box in page.locator("input[name^=meets_][value=yes]").all():
            box.check()
        journey.save()


def pay(journey: Journey, case: Case) -> None:
    """The fee, at the demo bank."""
    page = journey.page
    page.goto(f"/payments/{case.id}/")
    assert_accessible(page)
    journey.save()
    page.wait_for_url("**/demo-bank/**")
    page.locator("button[name=do][value=pay]").click()
    expect(page.get_by_role("heading", name="The fee is paid")).to_be_visible()


def plan_and_tell(journey: Journey, case: Case, at: datetime) -> Visit:
    """The officer plans the visit and tells the applicant by message."""
    page, local = journey.page, at.astimezone(OFFICE_TIME)
    page.goto(f"/inspections/cases/{case.id}/plan/")
    assert_accessible(page)
    page.locator("select[name=inspector]").select_option(str(journey.office.inspector.id))
    for part in ("day", "month", "year"):
        page.locator(f"input[name=day_{part}]").fill(str(getattr(local, part)))
    page.locator("input[name=time]").fill(f"{local:%H:%M}")
    journey.save()
    visit = Visit.objects.get(case=case)
    page.goto(f"/inspections/{visit.id}/notify/")
    page.locator("input[name=channel][value=sms]").check()
    journey.save()
    page.wait_for_url(f"**/inspections/{visit.id}/")
    assert visit.notices.count() == 1
    return visit


def test_from_the_application_to_the_public_register(journey: Journey) -> None:
    office, page = journey.office, journey.page
    monday = office.now.replace(hour=6, minute=0)
    with journey.as_(office.head, monday):
        case = apply(journey)
    assert (case.organisation, case.territory) == (office.clinic, ASTANA)

    wednesday = monday + timedelta(days=2)
    with journey.as_(office.department, monday + timedelta(hours=2)):
        office.cleared(case)
        page.goto(f"/desk/{case.id}/")
        assert_accessible(page)
        visit = plan_and_tell(journey, case, wednesday)

    with journey.as_(office.inspector, wednesday + timedelta(minutes=5)):
        journey.context.add_init_script(CLOCK % shift_to(wednesday + timedelta(minutes=5)))
        phone = Phone(journey.context, page, visit)
        phone.open()
        phone.begin()
        phone.all_conform()
        phone.sign()
        expect(page.get_by_text("is signed and sent")).to_be_visible()

    thursday = wednesday + timedelta(days=1)
    with journey.as_(office.department, thursday):
        page.goto(f"/desk/{case.id}/grant/")
        assert_accessible(page)
        page.locator("main form button.govuk-button").last.click()
        page.wait_for_url(f"**/desk/{case.id}/")
        assert office.fresh(case).state == "granted"
        work(thursday + timedelta(minutes=1))
    licence = Licence.objects.get(organisation=office.clinic)

    with journey.as_(office.head, thursday + timedelta(hours=1)):
        page.goto(f"/licences/cases/{case.id}/")
        assert_accessible(page)
        results = page.locator("main a[href*='/results/'], main form[action*='/results/']")
        address = results.first.evaluate("node => node.href || node.action")
        answer = journey.context.request.get(address)
        assert answer.ok
        assert answer.body().startswith(b"%PDF")

    with journey.as_(None, thursday + timedelta(hours=2)):
        page.goto("/licence-register/")
        page.locator("input[name=words]").fill(licence.number)
        page.get_by_role("button", name="Find").click()
        page.locator(f"main a[href='/licence-register/{licence.id}/']").first.click()
        expect(page.get_by_role("main")).to_contain_text(licence.number)
        expect(page.get_by_role("main")).to_contain_text(ADDRESS)
        assert_accessible(page)
