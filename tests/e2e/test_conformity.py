"""The holder of a certificate of conformity in a browser: extension, loss, three languages, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.builders import ASTANA, PNG
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import DESK, PHONE, sign_in
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Account
from tirkelim.register.models import ConformityCertificate

pytestmark = pytest.mark.django_db(transaction=True)

CONTINUE = "Сақтау және жалғастыру"


@pytest.fixture
def body(transactional_db: None) -> Iterator[LocalBody]:
    """The local body of Astana, twenty days after a certificate was given."""
    made = LocalBody()
    made.holder = made.foreigner()  # type: ignore[attr-defined]
    made.granted(made.holder)  # type: ignore[attr-defined]
    made.now += timedelta(days=20)
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


@pytest.fixture
def holder(body: LocalBody, context: BrowserContext, live_server: Any) -> Account:
    """The holder, signed in."""
    account: Account = body.holder  # type: ignore[attr-defined]
    sign_in(context, account, live_server.url)
    return account


def save(page: Page) -> None:
    page.get_by_role("button", name=CONTINUE).click()


def group(page: Page, name: str) -> Locator:
    """A question with boxes or radio buttons of its own."""
    return page.get_by_role("group", name=name)


def day(page: Page, name: str, *parts: int) -> None:
    """Fill in a date."""
    boxes = group(page, name)
    for label, part in zip(("Күні", "Айы", "Жылы"), parts, strict=True):
        boxes.get_by_label(label, exact=True).fill(str(part))


def person(page: Page) -> None:
    """The part about the applicant."""
    page.get_by_role("link", name="Өтініш беруші").click()
    page.get_by_label("Паспорттың немесе жеке басын куәландыратын басқа құжаттың нөмірі").fill("U 12345678")
    day(page, "Қашан берілген?", 1, 6, 2019)
    page.get_by_label("Оны қай орган берді?").fill("T.C. İçişleri Bakanlığı")
    save(page)
    page.locator("#id_kato").select_option(ASTANA)
    page.get_by_label("Қазақстандағы мекенжайы").fill("Сарыарқа даңғылы, 12")
    page.locator("#id_telephone").fill("+7 701 000 00 01")
    save(page)
    page.locator("#id_residence_country").select_option("TR")
    page.get_by_label("Тұратын еліндегі мекенжайы").fill("Ankara")
    page.get_by_label("Тұратын еліндегі телефоны").fill("+90 312 000 00 01")
    assert_accessible(page)
    save(page)


def send(page: Page) -> None:
    """Check and send."""
    page.get_by_role("link", name="Тексеру және жіберу").click()
    assert_accessible(page)
    page.get_by_label("келісемін").check()
    page.get_by_label("дұрыстығын растаймын").check()
    page.get_by_role("button", name="Қол қойып, жіберу").click()


def grant(body: LocalBody, action: str) -> None:
    """The officer checks and grants; the documents are made."""
    case = Case.objects.get(action=action)
    body.now += timedelta(hours=3)
    body.checked(case)
    body.decide(body.employment_officer, body.fresh(case), "grant")
    work(body.now)


def test_a_contract_is_told_and_the_certificate_extended(
    body: LocalBody, holder: Account, page: Page, live_server: Any
) -> None:
    page.goto("/conformity/")
    assert_accessible(page)
    page.get_by_role("link", name="Онколог дәрігер", exact=True).click()
    assert_accessible(page)
    page.get_by_role("link", name="Еңбек шартын жасадым").click()
    page.get_by_role("button", name="Хабарлау", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    day(page, "Шарт қашан жасалды?", 17, 3, 2022)
    page.get_by_label("Жұмыс берушінің атауы").fill("№ 5 қалалық емхана")
    page.get_by_label("Жұмыс берушінің БСН-і немесе ЖСН-і").fill("310640000124")
    page.get_by_label("Еңбек шартының нөмірі").fill("15")
    group(page, "Шарт мерзімсіз бе?").get_by_label("Жоқ").check()
    day(page, "Шарттың соңғы күні", 27, 3, 2023)
    page.get_by_role("button", name="Хабарлау", exact=True).click()
    expect(page.get_by_role("heading", name="Хабарланды", exact=True)).to_be_visible()
    expect(page.get_by_text("2022 жылғы 29 наурыз")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Осы деректермен ұзартуға өтініш беру").click()
    person(page)
    page.get_by_role("link", name="Құжаттар").click()
    page.get_by_role("link", name="Қоса беру").click()
    page.get_by_label("Файл").set_input_files({"name": "shart.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_label("Қазақ тілінде").first.check()
    page.get_by_role("button", name="Қоса беру", exact=True).click()
    page.get_by_role("button", name="Жалғастыру").click()
    send(page)
    expect(page.get_by_role("heading", name="Өтініш жіберілді")).to_be_visible()
    expect(page.get_by_text("Нәтиже жеке кабинетіңізде болатын соңғы күн")).to_be_visible()
    there = page.url

    grant(body, "extend")
    page.goto(there.replace("sent/", ""))
    expect(page.get_by_role("heading", name="Өтініш қанағаттандырылды")).to_be_visible()
    page.get_by_role("link", name="Анықтама, оның мерзімі және міндеттеріңіз").click()
    expect(page.get_by_text("2023 жылғы 27 наурыз").first).to_be_visible()
    expect(page.get_by_text("Мерзімінде орындалды")).to_be_visible()


def test_a_lost_certificate_is_invalid_at_once_and_a_duplicate_is_given(
    body: LocalBody, holder: Account, page: Page, live_server: Any
) -> None:
    row = ConformityCertificate.objects.get()
    page.goto(f"/conformity/certificates/{row.id}/")
    page.get_by_role("link", name="Жоғалғанын немесе бүлінгенін хабарлау").click()
    expect(page.get_by_text("бірден жарамсыз болады")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Жоғалғанын хабарлап, телнұсқаға өтініш беру").click()
    page.get_by_role("link", name="Жоғалу немесе бүліну").click()
    page.get_by_label("Жоғалды").check()
    day(page, "Оны қашан байқадыңыз?", 18, 3, 2022)
    page.get_by_label("Бұл қалай болды?").fill("Такси ішінде қалды")
    save(page)
    person(page)
    send(page)
    expect(page.get_by_text("бүгіннен бастап жарамсыз")).to_be_visible()

    page.goto(f"/check/{row.number}")
    expect(page.get_by_role("main")).to_contain_text("иесі оның жоғалғанын хабарлаған")

    grant(body, "duplicate")
    duplicate = ConformityCertificate.objects.get(basis="duplicate")
    with time_machine.travel(body.now + timedelta(minutes=5), tick=True):
        page.goto("/conformity/")
        expect(page.get_by_text(duplicate.number).first).to_be_visible()
        page.goto(f"/check/{duplicate.number}")
        expect(page.get_by_role("main")).to_contain_text("Сәйкестік туралы анықтама жарамды")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "Сәйкестік туралы анықтамалар"), ("ru", "Справки о соответствии"), ("en", "Certificates of conformity")],
)
def test_the_room_in_three_languages_and_on_a_phone(
    holder: Account, page: Page, context: BrowserContext, live_server: Any, language: str, heading: str
) -> None:
    row = ConformityCertificate.objects.get()
    context.add_cookies([{"name": "til", "value": language, "url": live_server.url}])
    here = f"/conformity/certificates/{row.id}/"
    pages = (
        "/conformity/",
        "/conformity/law/",
        "/conformity/begin/for/",
        here,
        f"{here}lost/",
        f"{here}tell/employer/",
    )
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for address in pages:
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert not wide, f"{address} {size}"
        assert_accessible(page)
    page.goto("/conformity/")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
