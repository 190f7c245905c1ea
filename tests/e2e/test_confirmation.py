"""Results confirmed in a browser, in Kazakh: worker, HR, head; a refused row, its correction, a second sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.e2e.qr import code_in
from tests.services.cpd.clinic import Clinic

from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.documents.service import open_document
from tirkelim.identity.models import Account
from tirkelim.register.models import CpdSheet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic(transactional_db: None) -> Iterator[Clinic]:
    """A clinic in March 2026."""
    made = Clinic()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


class Desk:
    """One browser that several people use, one after the other."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def as_(self, account: Account | None) -> Page:
        """Sit down as this person."""
        assert account is not None
        client = Client()
        client.force_login(account)
        name = django_settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        return self.page

    def accessible(self) -> None:
        """The page has no violation that a machine can find."""
        found = Axe().run(self.page).response["violations"]
        lines = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
        assert not lines, f"{self.page.url}\n" + "\n".join(lines)


@pytest.fixture
def desk(page: Page, live_server: Any, settings: Any) -> Desk:
    settings.PUBLIC_URL = live_server.url
    return Desk(page, live_server.url)


def hand_over(desk: Desk, clinic: Clinic, count: int) -> None:
    page = desk.as_(clinic.nurse)
    page.goto("/confirming/hand-over/")
    expect(page.get_by_text("№ 5 қалалық емхана")).to_be_visible()
    expect(page.locator("input[name=rows]:checked")).to_have_count(count)
    desk.accessible()
    for box in page.locator("input[name=rows]").all():
        box.check()
    page.get_by_label("Құжаттар өзімдікі").check()
    page.get_by_role("button", name="Тапсыру", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Тапсырылды")


def head_confirms(desk: Desk, clinic: Clinic) -> None:
    page = desk.as_(clinic.head)
    page.goto("/confirming/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("button", name="Басшы ретінде растау").click()
    page.get_by_role("button", name="Растау", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Парақ рәсімделді")


def test_a_refused_row_its_correction_and_a_second_sheet(clinic: Clinic, desk: Desk) -> None:
    clinic.result(title="Күндізгі семинар")
    bad = clinic.result(4, title="Онлайн-курс", details={"hours": "10"}, document_language="de")
    hand_over(desk, clinic, 1)

    page = desk.as_(clinic.hr)
    page.goto("/confirming/")
    desk.accessible()
    page.get_by_role("link", name="Сейітова Әсем").click()
    desk.accessible()
    page.get_by_role("link", name="Онлайн-курс").click()
    picture = page.locator(".c-file__picture")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 210)  # it may be on its way still
    desk.accessible()
    page.get_by_role("button", name="Сақтап, жалғастыру").click()
    expect(page.get_by_role("alert")).to_contain_text("таңдаңыз")
    page.get_by_label("Қабылдамау: құжат талапқа сай емес").check()
    page.get_by_label("Неге қабылданбайды?").select_option("no_translation")
    page.get_by_label("Қызметкерге ескертпе").fill("Нотариат куәландырған аудармасын қосыңыз")
    page.get_by_role("button", name="Сақтап, жалғастыру").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Күндізгі семинар")
    page.get_by_label("Қабылдау: құжат өлшемшарттың талабына сай").check()
    page.get_by_role("button", name="Сақтап, жалғастыру").click()
    expect(page.get_by_role("heading", name="Барлық нәтиже қаралды")).to_be_visible()
    page.get_by_role("button", name="Персоналды басқару қызметінен растау").click()
    desk.accessible()
    page.get_by_role("button", name="Растау", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Нәтижелер енді басшыда")
    head_confirms(desk, clinic)
    work(clinic.now)

    first = CpdSheet.objects.get()
    page = desk.as_(clinic.nurse)
    page.goto("/confirming/mine/")
    page.get_by_role("link", name=first.number).click()
    expect(page.get_by_text("аудармасын қосыңыз")).to_be_visible()
    expect(page.get_by_role("button", name="Парақты ашу (PDF)")).to_be_visible()
    desk.accessible()
    document = Document.objects.get(number=first.number)
    page.goto(code_in(open_document(document, lambda _: True)))
    expect(page.get_by_role("heading", level=1)).to_contain_text(first.number)

    assert clinic.nurse.person is not None
    clinic.correct(bad, translated_into="kk", translation=clinic.file(clinic.nurse.person))
    hand_over(desk, clinic, 2)
    page = desk.as_(clinic.hr)
    page.goto("/confirming/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("link", name="Күндізгі семинар").click()
    for _ in range(2):
        page.get_by_label("Қабылдау: құжат өлшемшарттың талабына сай").check()
        page.get_by_role("button", name="Сақтап, жалғастыру").click()
    page.get_by_role("button", name="Персоналды басқару қызметінен растау").click()
    page.get_by_role("button", name="Растау", exact=True).click()
    head_confirms(desk, clinic)
    work(clinic.now)

    second = CpdSheet.objects.get(superseded_by__isnull=True)
    assert second.supersedes == first
    page = desk.as_(clinic.nurse)
    page.goto(f"/confirming/sheets/{first.id}/")
    expect(page.get_by_role("link", name=second.number)).to_be_visible()
    page.get_by_role("link", name=second.number).click()
    expect(page.get_by_text("17,5").first).to_be_visible()
