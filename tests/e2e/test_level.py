"""Levels in a browser, in Kazakh: a claim from its check to the award; a certificate granted and its level refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import PNG
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import DESK, PHONE, sign_in
from tests.services.level.board import Board

from tirkelim.cases.models import Decision
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import Account
from tirkelim.register.models import Certificate, Qualification

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board(transactional_db: None) -> Iterator[Board]:
    """A department in March 2026."""
    made = Board()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


def enter(context: BrowserContext, account: Account, address: str) -> None:
    """Someone else sits down at the browser."""
    context.clear_cookies()
    sign_in(context, account, address)


def test_a_level_from_the_check_to_the_award(
    board: Board, page: Page, context: BrowserContext, live_server: Any
) -> None:
    nurse = board.nurse()
    sign_in(context, nurse, live_server.url)
    page.goto("/levels/")
    page.get_by_role("button", name="Деңгей сұрау").click()
    page.get_by_label("Деңгейді қай мамандық немесе мамандандыру бойынша сұрайсыз?").select_option("secondary.nursing")
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_label("4.1")).to_be_checked()
    assert_accessible(page)
    page.get_by_role("button", name="Жалғастыру").click()

    page.get_by_role("link", name="Есепсіз жалғастыру").click()
    expect(page.get_by_role("heading", name="бірдеңе жетіспейді")).to_be_visible()
    page.get_by_role("link", name="Есепті қоса беру").click()
    page.get_by_label("Есеп", exact=True).set_input_files({"name": "esep.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_label("Есепке бөлімшемнің басшысы қол қойды").check()
    page.get_by_role("button", name="Қоса беру", exact=True).click()
    expect(page.get_by_role("heading", name="Қазіргі күйінде деңгей берілер еді")).to_be_visible()
    expect(page.get_by_text("Деңгей беру мерзімі заңда белгіленбеген")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Мәліметтерім дұрыс").check()
    page.get_by_role("button", name="Қол қойып, жіберу").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4.1")

    enter(context, board.officer_, live_server.url)
    page.goto("/desk/?service=level")
    expect(page.get_by_text("Межелі күн: 2026 жылғы 10 наурыз")).to_be_visible()
    page.get_by_role("link", name="Сейітова Әсем").click()
    expect(page.get_by_text("Заңда мерзім белгіленбеген")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Деңгейді беру").click()
    page.get_by_role("button", name="Деңгейді беру").click()
    expect(page.get_by_role("heading", name="Деңгей берілді")).to_be_visible()
    assert Qualification.objects.get(decision__isnull=False).level == "4.1"
    work(board.now)

    enter(context, nurse, live_server.url)
    page.goto("/levels/")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Мейіргер ісі, 4.1").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Деңгей құжатын жүктеп алу (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESK)


def test_a_certificate_is_granted_and_its_level_refused(
    board: Board, page: Page, context: BrowserContext, live_server: Any
) -> None:
    nurse = board.worker()
    board.educated(nurse, "technical_vocational", date(2014, 6, 20))
    board.holds(nurse, date(2015, 1, 10), level="4.0")
    board.works(nurse, date(2015, 1, 10))
    board.sheet(nurse)
    case = board.with_certificate(nurse, "4.1")

    sign_in(context, board.officer_, live_server.url)
    page.goto(f"/desk/{case.id}/")
    expect(page.get_by_text("Негіз: 2.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Сертификатты беріп, деңгейден бас тарту").click()
    expect(page.get_by_role("heading", name="2-негіз.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Сертификатты беріп, деңгейден бас тарту").click()
    expect(page.get_by_role("heading", name="Сертификат берілді")).to_be_visible()
    assert Decision.objects.get().verdicts["refused"]["level"]
    assert Certificate.objects.get().level == "4.0"
    work(board.now)
    assert Document.objects.count() == 2

    enter(context, nurse, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto(f"/applications/{case.id}/")
    expect(page.get_by_role("heading", name="Деңгейден бас тартылды")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Деңгейден бас тартуды жүктеп алу (PDF)").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESK)
