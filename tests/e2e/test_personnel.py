"""The personnel officer's journey in a browser: a worker is entered and transferred; each page is accessible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.register.conftest import ASTANA, World

from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.register.models import Employment

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}
Go = Callable[[str], None]


@pytest.fixture
def world(live_server: object) -> World:
    """An empty register of today."""
    world = World()
    world.now = timezone.now().replace(microsecond=0)
    world.command = lambda *args, **kwargs: World.command(world, *args, now=timezone.now(), **kwargs)  # type: ignore[method-assign]
    return world


def account(world: World, login: str, role: Role, person: UUID | None = None, **where: Any) -> Account:
    """An account with a role since long ago."""
    done = add_account(world.command(), login=login, name="Кадр маманы", password=None, person=person)
    found = Account.objects.get(pk=done.result["account"])
    grant_role(world.command(), found.id, role, valid_from=date(2025, 1, 1), **where)
    return found


def sign_in(context: BrowserContext, live_server: object, who: Account, language: str = "kk") -> None:
    """Be signed in, reading a language."""
    client = Client()
    client.force_login(who)
    for name, value in ((settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value),
                        (settings.LANGUAGE_COOKIE_NAME, language)):  # fmt: skip
        context.add_cookies([{"name": name, "value": value, "url": str(live_server)}])


def fill_day(page: Page, name: str, day: date) -> None:
    """Fill the three boxes of a date."""
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))


def go_on(page: Page) -> None:
    """Send the page's form."""
    page.locator("main form button.govuk-button").first.click()


def enter_a_nurse(page: Page, iin: str, check: Go) -> None:
    """From the look-up to the record, in Kazakh."""
    today = timezone.localdate()
    page.goto("/personnel/")
    check("list")
    page.get_by_role("button", name="Қызметкерді енгізу").click()
    page.locator("#id_iin").fill(iin[:-1])
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("он екі цифрдан")
    check("find")
    page.locator("#id_iin").fill(iin)
    go_on(page)
    check("sections")
    page.get_by_role("link", name="Аты-жөні").click()
    page.locator("#id_surname_kk").fill("Әбілова")
    page.locator("#id_given_kk").fill("Гүлнұр")
    check("name")
    go_on(page)
    expect(page.locator("#id_birth_date_year")).to_have_value("1991")
    page.locator("#id_birth_place").fill("Астана")
    check("birth")
    go_on(page)
    page.locator("#id_document_kind").select_option("identity_card")
    page.locator("#id_document_number").fill("012345678")
    check("document")
    go_on(page)
    page.locator("#id_residence_kato").select_option(ASTANA)
    go_on(page)
    fill_day(page, "hired_on", today)
    page.locator("#id_position_words").fill("медсестра")
    page.locator("input[name=is_main][value=yes]").check()
    go_on(page)
    check("job")
    page.get_by_label("Мейіргер (мамандандырылған)").check()
    go_on(page)
    expect(page.locator("#id_institution")).to_be_hidden()
    page.locator("input[name=now][value=now]").check()
    page.locator("#id_kind").select_option("technical_vocational")
    page.locator("#id_institution").fill("Медицина колледжі")
    fill_day(page, "graduated_on", date(2012, 6, 25))
    check("education")
    go_on(page)
    page.locator("input[name=now][value=none]").check()
    go_on(page)
    page.locator("input[name=now][value=none]").check()
    go_on(page)
    check("check")
    page.get_by_role("button", name="Тіркелімге енгізу").click()
    expect(page.locator("h1")).to_have_text("Әбілова Гүлнұр")


def test_a_worker_is_entered_and_transferred(
    page: Page, context: BrowserContext, live_server: object, world: World
) -> None:
    """The whole way in Kazakh, with what happened told at each step."""
    clinic = world.organisation()
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic))
    enter_a_nurse(page, world.iin(date(1991, 5, 17)), lambda name: assert_accessible(page))
    expect(page.locator(".p-item--not_met").first).to_contain_text("Тұрғылықты жері".lower())
    assert_accessible(page)
    page.get_by_role("link", name="Ауыстыру", exact=True).click()
    page.locator("#id_position_words").fill("Фельдшер")
    fill_day(page, "transferred_on", timezone.localdate())
    assert_accessible(page)
    go_on(page)
    expect(page.locator(".govuk-notification-banner").first).to_contain_text("Ауыстыру енгізілді")
    expect(page.locator(".govuk-caption-xl")).to_have_text("Фельдшер")
    page.get_by_role("link", name="Өзгерістер тарихы").click()
    expect(page.locator(".t-timeline__entry").first).to_contain_text("Мейіргер (мамандандырылған)")
    assert_accessible(page)
    assert Employment.objects.current(timezone.localdate()).get().position == 56


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_are_accessible_on_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: World, language: str
) -> None:
    """Those that the journey does not pass."""
    clinic, person = world.organisation(), world.person("Сейітова", surname_ru="Сеитова", given_ru="Асем")
    job = world.job(person, clinic, timezone.localdate(), position=59)
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic), language)
    page.set_viewport_size(PHONE)
    own = f"/personnel/{person}/"
    for path in ("/personnel/", "/personnel/left/", own, f"{own}history/", f"{own}facts/birth/",
                 f"{own}certificates/add/", f"{own}?on=2026-01-01",
                 f"{own}jobs/{job}/leave/", f"{own}jobs/{job}/absence/"):  # fmt: skip
        page.goto(path)
        assert_accessible(page)
    sign_in(context, live_server, account(world, "worker", Role.APPLICANT, person), language)
    page.goto("/record/")
    expect(page.locator("#looks")).to_be_visible()
    assert_accessible(page)


def test_a_worker_is_entered_without_scripts(browser: Browser, live_server: object, world: World) -> None:
    """The style sheet opens what an answer asks for, and the same forms work."""
    clinic = world.organisation()
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic))
    page = context.new_page()
    page.goto("/personnel/add/")
    page.locator("#id_iin").fill(world.iin(date(1991, 5, 17)))
    go_on(page)
    page.goto(f"{page.url}education/")
    page.locator("input[name=now][value=now]").check()
    page.locator("#id_institution").fill("Медицина колледжі")
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("#id_institution")).to_have_value("Медицина колледжі")
    context.close()
