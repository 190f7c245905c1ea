"""A nurse's whole way in a browser, in Kazakh: results, HR, head, assessment, certificate and level, public check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import FilePayload, Page, expect
from tests.builders import COMPLETE, NURSING, PNG
from tests.e2e.qr import code_in
from tests.e2e.test_confirmation import Desk
from tests.e2e.test_personnel import fill_day
from tests.services.assessment.conftest import Centre
from tests.services.cpd.clinic import Clinic
from tests.services.level.board import Board

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.documents.service import open_document
from tirkelim.gateway.demo import add_record
from tirkelim.gateway.records import CertificateRecord, DataSet
from tirkelim.register.models import Certificate, CpdSheet
from tirkelim.services.level.facts import REPORT

pytestmark = pytest.mark.django_db(transaction=True)

HELD, UNTIL = date(2021, 6, 1), date(2026, 6, 1)
CYCLE, SEMINAR, WEBINAR = "Жараны заманауи күту", "Инфекциялық бақылау", "Excel бағдарламасы"


class Town(Clinic, Centre, Board):
    """A clinic that confirms, an organisation that assesses, a department that decides."""

    def __init__(self) -> None:
        super().__init__()
        self.educated(self.nurse, "technical_vocational", date(2020, 6, 20))
        self.holds(self.nurse, date(2020, 9, 10), level="4.0")
        held = CertificateRecord("KZ11AAA00000001", "Мейіргер ісі", HELD, UNTIL, "Департамент")
        add_record(held, DataSet.CERTIFICATES, person=self.person_of(self.nurse))

    def application(self) -> Case:
        """The nurse's application to confirm her certificate, without a level, as far as the consent."""
        training = {
            "programme": CYCLE, "organisation": "Колледж", "completed_on": "2025-05-20", "certificate_number": "Б-9",
            "in_specialty": True, "hours": 150,
        }  # fmt: skip
        held = {
            "exists": True, "number": "KZ11AAA00000001", "issued_on": str(HELD), "valid_until": str(UNTIL),
        }  # fmt: skip
        case = self.draft(self.nurse, COMPLETE | {
            "claim": {"specialty": NURSING, "new": False, "level": None},
            "education": COMPLETE["education"] | {"graduated_on": "2020-06-20"},
            "held": held,
            "work": {"started_on": "2020-09-01", "working": True, "uninterrupted": True},
            "trainings": {"trainings": [training]},
        })  # fmt: skip
        self.consent(case)
        return self.fresh(case)


@pytest.fixture
def town(transactional_db: None) -> Iterator[Town]:
    """All of them in March 2026."""
    made = Town()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


@pytest.fixture
def desk(page: Page, live_server: Any, settings: Any) -> Desk:
    settings.PUBLIC_URL = live_server.url
    return Desk(page, live_server.url)


def scan(number: int) -> FilePayload:
    """A picture unlike the others."""
    return {"name": f"{number}.png", "mimeType": "image/png", "buffer": PNG + bytes(number)}


def add_result(page: Page, criterion: int, title: str, hours: int, earns: str) -> None:
    """A result is chosen, looked at and saved."""
    page.goto("/ledger/")
    page.get_by_role("button", name="Нәтиже қосу").click()
    page.locator(f"a[href='/ledger/add/{criterion}/']").click()
    page.locator("#id_title").fill(title)
    fill_day(page, "completed_on", date(2025, 5, 20 - criterion))
    page.locator("#id_hours").fill(str(hours))
    if criterion == 1:
        page.locator("input[name=programme_level][value=middle]").check()
        page.locator("input[name=programme_level_match][value=yes]").check()
    page.locator("input[name=online][value=no]").check()
    page.locator("#id_evidence").set_input_files(scan(criterion))
    page.get_by_role("button", name="Бірліктерді көрсету").click()
    expect(page.locator(".l-judged")).to_contain_text(earns)
    page.get_by_role("button", name="Сақтау").click()
    expect(page.get_by_role("alert")).to_contain_text("Нәтиже қосылды")


def hand_over(page: Page) -> None:
    """Everything goes to HR."""
    page.goto("/ledger/")
    page.get_by_role("button", name="Растауға тапсыру").click()
    expect(page.locator("input[name=rows]:checked")).to_have_count(3)
    page.get_by_label("Құжаттар өзімдікі").check()
    page.get_by_role("button", name="Тапсыру", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Тапсырылды")


def review(page: Page) -> None:
    """HR refuses the webinar, accepts the rest and gives its word."""
    page.goto("/confirming/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("link", name=WEBINAR).click()
    page.get_by_label("Қабылдамау: құжат талапқа сай емес").check()
    page.get_by_label("Неге қабылданбайды?").select_option("not_profile")
    page.get_by_role("button", name="Сақтап, жалғастыру").click()
    for title in (CYCLE, SEMINAR):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.get_by_label("Қабылдау: құжат өлшемшарттың талабына сай").check()
        page.get_by_role("button", name="Сақтап, жалғастыру").click()
    page.get_by_role("button", name="Персоналды басқару қызметінен растау").click()
    page.get_by_role("button", name="Растау", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Нәтижелер енді басшыда")


def confirm(page: Page) -> None:
    """The head confirms what HR confirmed."""
    page.goto("/confirming/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("button", name="Басшы ретінде растау").click()
    page.get_by_role("button", name="Растау", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Парақ рәсімделді")


def ask_assessment(page: Page, sheet: str) -> None:
    """The nurse asks the organisation for level 4.1 and hands over the sheet."""
    page.goto("/ledger/")
    page.get_by_role("link", name="Менің бағалауларым").click()
    page.get_by_role("button", name="Бағалауды сұрау").click()
    page.get_by_label("Қай мамандық бойынша?").select_option(NURSING)
    page.get_by_label("Біліктілік деңгейі").check()
    page.get_by_role("button", name="Жалғастыру").click()
    page.get_by_label("4.1", exact=True).check()
    page.get_by_role("button", name="Жалғастыру").click()
    page.get_by_label("Бағалау орталығы").check()
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_text(sheet).first).to_be_visible()
    page.get_by_label("парағын ұйымға беремін").check()
    page.get_by_role("button", name="Өтінішті жіберу").click()
    expect(page.get_by_text("Өтініш жіберілді.")).to_be_visible()


def conclude(page: Page) -> None:
    """The organisation records both stages, the level, the day and the minutes."""
    page.goto("/assessments/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    expect(page.get_by_text(CYCLE)).to_be_visible()
    expect(page.get_by_text("1.png")).to_have_count(0)  # the sheet, and no file behind it
    page.get_by_role("button", name="Қорытындыны жазу").click()
    for group in page.get_by_role("group").filter(has=page.get_by_label("Өтті", exact=True)).all():
        group.get_by_label("Өтті", exact=True).check()
    fill_day(page, "assessed_on", date(2026, 3, 2))
    page.get_by_label("Хаттама нөмірі").fill("ХТ-15")
    page.get_by_label("Анықталған деңгей").select_option("4.1")
    page.get_by_role("button", name="Жазу").click()
    expect(page.get_by_text("Қорытынды жазылды.")).to_be_visible()


def claim(page: Page, case: Case) -> None:
    """The nurse asks for the level with her certificate's confirmation, attaches the report, signs and sends."""
    page.goto(f"/applications/{case.id}/claim/level/")
    page.locator("#id_level").select_option("4.1")
    page.get_by_role("button", name="Жалғастыру").click()
    page.goto(f"/applications/{case.id}/documents/")
    page.locator(f"a[href$='/documents/{REPORT}/']").click()
    page.locator("[name=file]").set_input_files(scan(9))
    page.get_by_role("button", name="Қоса беру", exact=True).click()
    expect(page.get_by_text("9.png").first).to_be_visible()
    page.goto(f"/applications/{case.id}/check/")
    expect(page.locator(".t-precheck--grant")).to_have_count(2)
    page.locator("[name=true]").check()
    page.get_by_role("button", name="Қол қойып, жіберу").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Өтініш")


def grant(page: Page) -> None:
    """The officer reads both verdicts and grants both."""
    page.goto("/desk/")
    page.get_by_role("link", name="Сейітова Әсем").click()
    page.get_by_role("button", name="Екеуін де беру").click()
    page.get_by_role("button", name="Екеуін де беру").click()
    expect(page.get_by_role("heading", name="Сертификат берілді")).to_be_visible()


def test_from_the_first_result_to_the_certificate_with_a_level(town: Town, desk: Desk) -> None:
    page = desk.as_(town.nurse)
    add_result(page, 1, CYCLE, 150, "150")
    add_result(page, 3, SEMINAR, 120, "60")
    add_result(page, 4, WEBINAR, 10, "5")
    hand_over(page)
    review(desk.as_(town.hr))
    confirm(desk.as_(town.head))
    work(town.now)
    sheet = CpdSheet.objects.get()
    assert (sheet.further_education, sheet.non_formal, len(sheet.refused)) == (600, 240, 1)

    ask_assessment(desk.as_(town.nurse), sheet.number)
    conclude(desk.as_(town.assessor))
    claim(desk.as_(town.nurse), town.application())
    grant(desk.as_(town.officer_))
    work(town.now)

    certificate = Certificate.objects.get()
    assert certificate.level == "4.1"
    document = Document.objects.get(number=certificate.number)
    page.context.clear_cookies()
    page.goto(code_in(open_document(document, lambda _: True)))
    expect(page.get_by_role("heading", level=1)).to_have_text("Сертификат жарамды")
    expect(page.get_by_text("Сейітова Әсем")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="4.1")).to_be_visible()
