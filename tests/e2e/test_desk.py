"""The department's work in a browser, in Kazakh: a certificate granted, a refusal on two grounds, documents asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import COMPLETE, Office
from tests.e2e.accessible import assert_accessible
from tests.e2e.qr import code_in

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.documents.service import open_document
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account, Role

pytestmark = pytest.mark.django_db(transaction=True)

OLD = COMPLETE | {"education": COMPLETE["education"] | {"graduated_on": "2010-06-20"}}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    """A department in March 2026."""
    made = Office()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


def sign_in(context: BrowserContext, account: Account, address: str) -> None:
    """Open a session for the account in the browser."""
    client = Client()
    client.force_login(account)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture
def at_desk(office: Office, context: BrowserContext, live_server: Any) -> Account:
    """An officer who is signed in."""
    officer = office.officer()
    sign_in(context, officer, live_server.url)
    return officer


def test_from_the_desk_to_the_public_check(
    office: Office, at_desk: Account, page: Page, live_server: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = live_server.url
    case = office.submitted(office.applicant())

    page.goto("/desk/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    expect(page.get_by_role("heading", name="Беріледі")).to_be_visible()
    page.get_by_role("button", name="Сертификат беру").click()
    expect(page.get_by_text("2031 жылғы 2 наурыз")).to_be_visible()
    page.get_by_role("button", name="Сертификат беру").click()
    expect(page.get_by_role("heading", name="Сертификат берілді")).to_be_visible()
    expect(page.get_by_text("Құжат жасалып жатыр")).to_be_visible()

    work(office.now)
    page.reload()
    expect(page.get_by_role("button", name="Құжатты ашу (PDF)")).to_be_visible()
    document = Document.objects.get()
    address = code_in(open_document(document, lambda _: True))
    assert address.startswith(live_server.url)

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат жарамды")
    expect(page.get_by_text("Сейітова Әсем")).to_be_visible()
    assert office.fresh(case).state == "granted"


def test_a_refusal_on_two_grounds(office: Office, at_desk: Account, page: Page) -> None:
    office.submitted(office.applicant(), refused=(DataSet.BANS,))

    page.goto("/desk/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("button", name="Анықталған жайтты жазу").click()
    page.get_by_role("button", name="Жазу", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Негіз болатын құжатты көрсетіңіз")
    page.get_by_label("Құжат немесе мәлімет анық емес").check()
    page.get_by_label("Негіз болатын құжат").fill("Колледждің 02.03.2026 № 15 хаты")
    page.get_by_role("button", name="Жазу", exact=True).click()

    expect(page.get_by_role("heading", name="Бас тартылады")).to_be_visible()
    expect(page.get_by_text("Негіз: 1, 6.")).to_be_visible()
    page.get_by_role("button", name="Бас тарту", exact=True).click()
    expect(page.get_by_role("heading", name="1-негіз.")).to_be_visible()
    expect(page.get_by_role("heading", name="6-негіз.")).to_be_visible()
    page.get_by_role("button", name="Өтініш бойынша бас тарту").click()
    expect(page.get_by_role("heading", name="Өтініш бойынша бас тартылды")).to_be_visible()
    expect(page.get_by_text("№ 15 хаты").first).to_be_visible()


def test_an_incomplete_application_is_asked_to_be_completed(office: Office, at_desk: Account, page: Page) -> None:
    case = office.submitted(office.applicant(), answers=OLD, in_systems=False)

    page.goto(f"/desk/{case.id}/")
    page.get_by_role("button", name="Құжаттарды сұрау").click()
    expect(page.get_by_label("Медициналық білім туралы диплом")).to_be_checked()
    page.get_by_label("Өтініш берушіге ескертпе").fill("Екі бетін де жіберіңіз")
    page.get_by_role("button", name="Өтініш берушіден сұрау").click()

    expect(page.get_by_text("Өтініш берушіге сұрау жіберілді.")).to_be_visible()
    expect(page.get_by_text("Екі бетін де жіберіңіз").first).to_be_visible()
    assert office.fresh(case).state == "asked"


def tour(office: Office) -> list[Case]:
    """Cases of every kind: to be granted, with findings, asked, granted, refused."""
    officer = office.officer("berik")
    cases = [office.submitted(office.applicant("nurse"))]
    cases.append(office.submitted(office.applicant("nurse2"), answers=OLD, in_systems=False))
    cases.append(office.submitted(office.applicant("nurse3"), refused=(DataSet.BANS,)))
    office.do(officer, cases[2], "record_finding", kind="untrue", reference="№ 15 хат", note="Телефонмен растады")
    for number, name in ((4, "grant"), (5, "refuse")):
        cases.append(office.submitted(office.applicant(f"nurse{number}"), refused=(DataSet.BANS,) * (number == 5)))
        office.decide(officer, cases[-1], name)
    work(office.now)
    return cases


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_of_the_desk_has_accessibility_violations(
    office: Office, at_desk: Account, page: Page, live_server: Any, language: str
) -> None:
    page.context.add_cookies([{"name": "til", "value": language, "url": live_server.url}])
    first, old, found, granted, refused = tour(office)
    paths = [
        "/desk/", "/desk/?show=decided", *(f"/desk/{case.id}/" for case in (first, old, found, granted, refused)),
        f"/desk/{first.id}/grant/", f"/desk/{first.id}/refuse/", f"/desk/{found.id}/refuse/", f"/desk/{old.id}/ask/",
        f"/desk/{old.id}/finding/", f"/desk/{granted.id}/replay/",
    ]  # fmt: skip
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for path in paths:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert_accessible(page)


def test_the_administrators_pages_are_accessible(
    office: Office, context: BrowserContext, page: Page, live_server: Any
) -> None:
    sign_in(context, office.account("admin", Role.ADMINISTRATOR), live_server.url)
    tour(office)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for path in ("/admin/", "/admin/journal/"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert_accessible(page)
