"""The personnel officer's table in a browser: errors are seen by cell, the file comes back, is mended, brought again
and written; a second time it changes nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import PHONE, account, sign_in
from tests.register.conftest import World

from tirkelim.identity.models import Role
from tirkelim.national.imports.work import work
from tirkelim.register.models import Employment, PersonFact

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ("ИИН", "Фамилия", "Имя", "Дата рождения", "Должность", "Дата приема", "Вид занятости", "Таб. №")


@pytest.fixture
def world(live_server: object, settings: Any, tmp_path: Path) -> World:
    """An empty register of today, with files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    world = World()
    world.now = timezone.now().replace(microsecond=0)
    world.command = lambda *args, **kwargs: World.command(world, *args, now=timezone.now(), **kwargs)  # type: ignore[method-assign]
    return world


def worked() -> None:
    """Let what works on tables take what waits; what it cannot do fails the test."""
    work(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    """The table as a spreadsheet saves it."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(iin: str, surname: str, **cells: str) -> tuple[str, ...]:
    """A worker hired yesterday."""
    hired = (timezone.localdate() - timedelta(days=1)).strftime("%d.%m.%Y")
    usual = dict(zip(HEADINGS, (iin, surname, "Айгуль", "17.05.1991", "Фельдшер", hired, "основное", "7"), strict=True))
    return tuple({**usual, **cells}[name] for name in HEADINGS)


def bring(page: Page, name: str, content: bytes) -> None:
    """Choose the file and go on to its columns."""
    page.goto("/imports/bring/")
    page.locator("#id_file").set_input_files(as_chosen(name, content))
    page.get_by_role("button", name="Продолжить").click()
    expect(page.locator("h1")).to_have_text("Что стоит в столбцах?")


def as_chosen(name: str, content: bytes) -> Any:
    """A file as the browser's window gives it."""
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": mime, "buffer": content}


def check(page: Page) -> None:
    """Have the rows checked; the page shows the outcome by itself."""
    page.get_by_role("button", name="Проверить строки").click()
    until_worked(page, ".i-tiles")


def until_worked(page: Page, then: str) -> None:
    """Let the rows be worked on; the page goes on by itself."""
    expect(page.locator("progress")).to_be_visible()
    worked()
    expect(page.locator(then)).to_be_visible(timeout=30_000)


def say_what_titles_mean(page: Page) -> None:
    """Have the rows checked; of the titles that are not known for certain one is answered, the other is left."""
    page.get_by_role("button", name="Проверить строки").click()
    until_worked(page, "h1:text-is('Что означают эти названия?')")
    expect(page.get_by_label("Космонавт")).to_have_value("")
    page.get_by_label("Медсестра").select_option("59")
    assert_accessible(page)
    page.get_by_role("button", name="Продолжить").click()
    until_worked(page, ".i-tiles")
    expect(page.locator(".i-kind--warning").filter(has_text="как вы указали")).to_contain_text("строка 59")


def tile(page: Page, key: str) -> Any:
    """The number of rows with an outcome."""
    return page.locator(f".i-tile--{key} .i-tile__count")


def test_a_table_with_errors_is_mended_and_written(
    page: Page, context: BrowserContext, live_server: object, world: World
) -> None:
    """The whole way, in Russian."""
    clinic, born = world.organisation(), date(1991, 5, 17)
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic), "ru")
    rows = [
        row(world.iin(born), "Бекова"), row("123456789012", "Ошибкина"),
        row(world.iin(born), "Серикова", **{"Должность": "Космонавт"}),
        row(world.iin(born), "Есимова", **{"Должность": "Медсестра"}),
    ]  # fmt: skip
    page.goto("/imports/")
    assert_accessible(page)
    bring(page, "Штат.xlsx", workbook(rows))
    expect(page.locator("#id_column_0")).to_have_value("iin")
    expect(page.locator("#id_column_7")).to_have_value("")
    expect(page.locator(".i-sample").first).to_have_text(rows[0][0])
    assert_accessible(page)
    say_what_titles_mean(page)
    expect(tile(page, "new")).to_have_text("2")
    expect(tile(page, "wrong")).to_have_text("2")
    errors = page.locator(".i-kind--error")
    expect(errors.filter(has_text="ИИН").first).to_contain_text("123456789012")
    expect(errors.filter(has_text="Должность").first).to_contain_text("строка 4")
    assert_accessible(page)
    mended = download(page, world, lambda: page.get_by_role("link", name="Только строки с ошибками (XLSX)").click())
    page.locator("#mode-good").check()
    page.get_by_role("button", name="Продолжить").click()
    expect(page.locator("progress")).to_be_visible()
    worked()
    expect(page.locator(".govuk-panel__title")).to_have_text("Строки без ошибок записаны", timeout=30_000)
    assert_accessible(page)
    bring(page, "Исправлено.xlsx", mended)
    expect(page.locator("#id_column_2")).to_have_value("iin")
    check(page)
    expect(tile(page, "wrong")).to_have_text("0")
    page.get_by_role("button", name="Записать в регистр").click()
    expect(page.locator("progress")).to_be_visible()
    worked()
    expect(page.locator(".govuk-panel__title")).to_have_text("Таблица записана", timeout=30_000)
    page.get_by_role("link", name="К работникам организации").click()
    for surname in ("Бекова", "Ошибкина", "Серикова", "Есимова"):
        expect(page.locator("tbody")).to_contain_text(surname)
    assert Employment.objects.current(timezone.localdate()).filter(organisation=clinic).count() == 4
    again_changes_nothing(page, mended)


def download(page: Page, world: World, ask: Callable[[], None]) -> bytes:
    """The file back: read as a spreadsheet reads it, mended by hand."""
    with page.expect_download() as given:
        ask()
    content = Path(given.value.path()).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    table = book.worksheets[1]
    place = {cell.value: number for number, cell in enumerate(table[1])}
    first, second = list(table.iter_rows(min_row=2))
    assert "ИИН" in first[0].value
    assert first[place["ИИН"]].fill.fgColor.rgb == "FFF9E5DF"
    assert first[place["ИИН"]].comment is not None
    assert second[place["Должность"]].comment is not None
    first[place["ИИН"]].value = world.iin(date(1991, 5, 17))
    second[place["Должность"]].value = "Фельдшер"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def again_changes_nothing(page: Page, content: bytes) -> None:
    """The same table once more."""
    facts, jobs = PersonFact.objects.count(), Employment.objects.count()
    bring(page, "Исправлено.xlsx", content)
    check(page)
    expect(tile(page, "same")).to_have_text("2")
    page.get_by_role("button", name="Записать в регистр").click()
    expect(page.locator("progress")).to_be_visible()
    worked()
    expect(page.locator(".govuk-panel__title")).to_be_visible(timeout=30_000)
    assert (PersonFact.objects.count(), Employment.objects.count()) == (facts, jobs)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_pages_are_accessible_on_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: World, language: str
) -> None:
    """With nobody who works on tables: the page says so, and the outcome comes when somebody does."""
    clinic = world.organisation()
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic), language)
    page.set_viewport_size(PHONE)
    page.goto("/imports/bring/")
    assert_accessible(page)
    page.locator("#id_file").set_input_files(as_chosen("Штат.xlsx", workbook([row("123456789012", "Бекова")])))
    page.locator("main form button.govuk-button").first.click()
    assert_accessible(page)
    run = UUID(page.url.split("/")[-3])
    page.locator("main form button.govuk-button").last.click()
    expect(page.locator("progress")).to_be_visible()
    assert_accessible(page)
    worked()
    expect(page.locator(".i-tiles")).to_be_visible(timeout=30_000)
    assert_accessible(page)
    page.locator("a[href*='/found/'], .i-small a").first.click()
    for path in (f"/imports/{run}/give-up/", "/imports/"):
        page.goto(path)
        assert_accessible(page)
