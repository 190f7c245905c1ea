"""Complaints in a browser, in Kazakh: upheld and granted after all; dismissed, and on to the quality body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.cases.complaining import Complaining
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import DESK, PHONE, sign_in

from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Account
from tirkelim.register.models import Certificate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db: None) -> Iterator[Complaining]:
    """A department in March 2026, with a head, a body for quality and an applicant."""
    made = Complaining()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


def enter(context: BrowserContext, account: Account, address: str) -> None:
    """Someone else sits down at the browser."""
    context.clear_cookies()
    sign_in(context, account, address)


def complain(page: Page, case: Case, to: str) -> None:
    """The applicant complains about the decision."""
    page.goto(f"/applications/{case.id}/")
    page.get_by_role("link", name="Шешімге шағымдану").click()
    assert_accessible(page)
    page.get_by_role("button", name="Шағымды жіберу").click()
    expect(page.get_by_role("alert").get_by_text("Кімге шағымданатыныңызды таңдаңыз")).to_be_visible()
    page.get_by_label(to).check()
    page.get_by_label("Шағымыңыз", exact=True).fill("Құжат шынайы, колледждің хатын қоса бердім.")
    page.get_by_role("button", name="Шағымды жіберу").click()
    expect(page.get_by_text("Шағымыңыз тіркелді.")).to_be_visible()
    assert_accessible(page)


def answer(page: Page, button: str, confirm: str, reason: str) -> None:
    """An instance answers the only complaint of its list."""
    page.goto("/complaints/")
    assert_accessible(page)
    page.get_by_role("link", name="Сейітова").first.click()
    assert_accessible(page)
    page.get_by_role("button", name=button).click()
    page.get_by_label("Негіздеме").fill(reason)
    assert_accessible(page)
    page.get_by_role("button", name=confirm).click()
    expect(page.get_by_text(reason)).to_be_visible()


def test_upheld_by_the_head_and_granted_after_all(
    office: Complaining, page: Page, context: BrowserContext, live_server: Any
) -> None:
    case = office.refused()
    sign_in(context, office.nurse, live_server.url)
    complain(page, case, "Шешім қабылдайтын департаменттің басшысы")
    expect(page.get_by_text("2026 жылғы 10 наурыз").first).to_be_visible()

    enter(context, office.head, live_server.url)
    answer(page, "Қанағаттандыру: өтініш қайта шешілсін", "Шағымды қанағаттандыру", "Хат басқа адам туралы екен.")
    expect(page.get_by_text("Өтініш қайта қаралады.").first).to_be_visible()

    enter(context, office.officer_, live_server.url)
    page.goto(f"/desk/{case.id}/")
    expect(page.get_by_text("Хат басқа адам туралы екен.")).to_be_visible()
    page.get_by_role("button", name="Қайтарып алу").click()
    page.get_by_role("button", name="Сертификат беру").click()
    page.get_by_role("button", name="Сертификат беру").click()
    expect(page.get_by_role("heading", name="Сертификат берілді")).to_be_visible()
    work(office.now)

    enter(context, office.nurse, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto(f"/applications/{case.id}/")
    expect(page.get_by_text(Certificate.objects.get().number).first).to_be_visible()
    expect(page.get_by_role("heading", name="1-шешім")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESK)
    page.get_by_role("link", name=Complaint.objects.get().number).click()
    page.get_by_role("link", name="Жауап (басып шығаруға арналған бет)").click()
    expect(page.get_by_text("Хат басқа адам туралы екен.")).to_be_visible()
    assert_accessible(page)


def test_dismissed_and_on_to_the_quality_body(
    office: Complaining, page: Page, context: BrowserContext, live_server: Any
) -> None:
    case = office.refused()
    sign_in(context, office.nurse, live_server.url)
    complain(page, case, "Шешім қабылдайтын департаменттің басшысы")
    enter(context, office.head, live_server.url)
    answer(page, "Қанағаттандырусыз қалдыру", "Шағымды қанағаттандырусыз қалдыру", "Хат бәрін көрсетеді.")

    enter(context, office.nurse, live_server.url)
    page.goto(f"/complaints/mine/{Complaint.objects.get().id}/")
    expect(page.get_by_text("Хат бәрін көрсетеді.")).to_be_visible()
    complain(page, case, "Мемлекеттік қызметтер көрсету сапасын бағалау және бақылау жөніндегі уәкілетті орган")
    expect(page.get_by_text("2026 жылғы 27 наурыз").first).to_be_visible()

    enter(context, office.quality, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto("/complaints/")
    page.get_by_role("link", name="Сейітова").first.click()
    expect(page.get_by_text("Хат бәрін көрсетеді.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(page)
