"""Journeys of daily work: the third day, a late hire, a correction with its history; who looked at a record, and why.

The clock stands at a working day, today or the next one, so that something can be due on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import PHONE, account, fill_day, go_on, sign_in
from tests.register.conftest import ASTANA, World

from tirkelim.identity.models import Role
from tirkelim.law.book import current_book
from tirkelim.register import commands
from tirkelim.register.worklists import due_on

pytestmark = pytest.mark.django_db(transaction=True)

ALL_BUT_RESIDENCE = {
    "birth_place": "Астана", "citizenship": "KAZ", "document_kind": "identity_card", "document_number": "012345678",
    "registration_place": "Астана", "registration_date": date(2020, 1, 1), "trained": False,
}  # fmt: skip


@pytest.fixture
def world(live_server: object) -> Iterator[World]:
    """An empty register at ten o'clock in Almaty of a working day."""
    day = current_book().calendar.on_or_after(timezone.localdate())
    if day == timezone.localdate():
        day = current_book().calendar.on_or_after(day + timedelta(days=1))
    with time_machine.travel(datetime.combine(day, time(5), UTC)):
        world = World()
        world.now = timezone.now().replace(microsecond=0) - timedelta(hours=1)
        yield world


def worker(world: World, clinic: UUID, surname: str, hired_on: date) -> UUID:
    """Hired, with all items but the residence."""
    person = world.person(surname, **ALL_BUT_RESIDENCE)
    day = date(2012, 6, 25)
    commands.add_education(
        world.command(), person=person, kind="technical_vocational", graduated_on=day, source="document"
    )
    world.job(person, clinic, hired_on, position=59)
    return person


def hired_for(due: date) -> date:
    """The latest day of hiring whose entry is due on a day."""
    day = due
    while due_on(day, current_book()) != due:
        day -= timedelta(days=1)
    return day


def test_the_third_day_a_late_hire_and_a_correction(
    page: Page, context: BrowserContext, live_server: object, world: World
) -> None:
    """What is due today is entered and leaves the list; what was late stays flagged; a correction keeps the old."""
    today = timezone.localdate()
    clinic = world.organisation()
    worker(world, clinic, "Әбілова", hired_for(today))
    worker(world, clinic, "Кешіков", today - timedelta(days=20))
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic))
    page.goto("/personnel/")
    page.get_by_role("link", name="Жұмыс тізімі: бүгін не істеу керек").click()
    expect(page.locator("main h2").first).to_have_text("Енгізу мерзімі өткен")
    expect(page.locator("tbody tr")).to_contain_text("Кешіков")
    assert_accessible(page)
    page.locator(".p-work a", has_text="Енгізу мерзімі бүгін").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Әбілова")
    page.locator("tbody").get_by_role("link", name="Толтыру").click()
    page.locator("#missing + * , .p-items").first.wait_for()
    page.locator(".p-item--not_met").get_by_role("link", name="Толтыру").click()
    page.locator("#id_residence_kato").select_option(ASTANA)
    page.locator("#id_residence").fill("Мысал көшесі, 1")
    page.locator("input[name=how][value=wrong]").check()
    go_on(page)
    page.goto("/personnel/work/?kind=due_today")
    expect(page.locator("tbody tr")).to_contain_text("Бұл тізім бос")
    page.locator(".p-work a", has_text="Кеш енгізілген").click()
    expect(page.locator("tbody tr")).to_contain_text("Кешіков")
    correct_the_street(page)


def correct_the_street(page: Page) -> None:
    """A street entered wrongly is corrected; the history shows what stood there."""
    page.goto("/personnel/")
    page.get_by_role("link", name="Әбілова Әсем").click()
    page.goto(f"{page.url}facts/residence/")
    page.locator("#id_residence").fill("Үлгі көшесі, 2")
    page.locator("input[name=how][value=wrong]").check()
    go_on(page)
    page.get_by_role("link", name="Өзгерістер тарихы").click()
    expect(page.locator(".p-was").first).to_contain_text("Мысал көшесі, 1")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_on_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: World, language: str
) -> None:
    """The list, a death, a move abroad and back; accessible, and nothing wider than the screen."""
    clinic = world.organisation()
    person = worker(world, clinic, "Әбілова", hired_for(timezone.localdate()))
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic), language)
    page.set_viewport_size(PHONE)
    for path in ("/personnel/work/", "/personnel/work/?kind=no_result", f"/personnel/{person}/death/",
                 f"/personnel/{person}/abroad/"):  # fmt: skip
        page.goto(path)
        assert_accessible(page)
    fill_day(page, "on", timezone.localdate())
    page.locator("input[name=end_jobs][value=no]").check()
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("#id_on_year")).to_have_value(str(timezone.localdate().year))
    assert_accessible(page)
    page.locator("#id_sure").check()
    go_on(page)
    expect(page.locator(".govuk-notification-banner").first).to_be_visible()
    assert_accessible(page)


def test_who_looked_and_why(page: Page, context: BrowserContext, live_server: object, world: World) -> None:
    """The coordinator says what for; the worker reads who it was, when and why."""
    person = worker(world, world.organisation(), "Әбілова", date(2020, 9, 1))
    sign_in(context, live_server, account(world, "coordinator", Role.NATIONAL_COORDINATOR))
    page.goto(f"/personnel/{person}/history/")
    assert_accessible(page)
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.locator("input[name=reason][value='look.appeal']").check()
    page.locator("#id_words").fill("№ 15 хат")
    go_on(page)
    assert page.url.endswith("/history/")
    sign_in(context, live_server, account(world, "worker", Role.APPLICANT, person))
    page.goto("/record/")
    looks = page.locator("#looks").locator("xpath=following::table[1]")
    expect(looks).to_contain_text("Ұлттық үйлестіруші".lower())
    expect(looks).to_contain_text("сұрауына жауап беру үшін: № 15 хат")
