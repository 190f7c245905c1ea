"""A personnel officer with an old staff list: an old title found, its position, the table taken along, a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

LANGUAGES = ("kk", "ru", "en")
WIDTH = 360
PAGES = (
    "/positions/",
    "/positions/?q=зубной+врачь",
    "/positions/?q=астронавт",
    "/positions/3/",
    "/positions/16/",
    "/positions/55/",
    "/positions/interior/",
    "/positions/interior/step/",
    "/positions/interior/step/?position=Дәрігер&level=7.2+(R)",
    "/positions/match/",
)
pytestmark = pytest.mark.django_db(transaction=True)


def speak(context: BrowserContext, live_server: object, language: str) -> None:
    context.add_cookies([{"name": "til", "value": language, "url": str(live_server)}])


def test_an_old_misspelt_title_leads_to_its_position_and_its_step(
    page: Page, context: BrowserContext, live_server: object, tmp_path: Path
) -> None:
    speak(context, live_server, "ru")
    page.goto("/")
    page.get_by_role("link", name="Должности", exact=True).click()

    page.get_by_label("Поиск").fill("зубной врачь")
    page.get_by_role("button", name="Найти").click()
    expect(page.locator("main")).to_contain_text("Зубной врач (дантист)")
    assert "q=" in page.url  # the address can be shared
    page.get_by_role("link", name="Дантист", exact=True).click()
    expect(page.locator("main")).to_contain_text("Тіс дәрігері (дантист)")
    assert page.url.endswith("/positions/63/")

    page.get_by_role("link", name="Ступень по категории или уровню").click()
    page.get_by_label("Уровень квалификации", exact=False).first.select_option("4.1")
    page.get_by_role("button", name="Показать ответ").click()
    told = page.locator(".a-answer").inner_text()
    assert "звено B4, ступень 3" in told
    assert "4.2" in told
    assert "ступень 2" in told

    page.goto("/positions/")
    with page.expect_download() as saved:
        page.locator("a[href='/api/v1/classifiers/position-concordance/xlsx']").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    rows = list(load_workbook(path).worksheets[0].values)
    assert len(rows) == 88
    (dentist,) = (row for row in rows if row[4] == "305-63")
    assert dentist[1] == "Тіс дәрігері (дантист)"


def test_a_staff_list_is_matched_and_taken_along(page: Page, tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("Лауазым;Саны\nЗертханашы;2\nзубной врачь;1\nАстронавт;1\n", encoding="utf-8-sig")
    page.goto("/positions/match/")
    page.locator("#id_file").set_input_files(staff)
    page.locator("main form button").first.click()
    page.locator(".p-summary").wait_for()
    expect(page.locator("main table tbody tr")).to_have_count(3)

    with page.expect_download() as saved:
        page.locator("main form button[value='csv']").first.click()
    saved.value.save_as(tmp_path / "result.csv")
    lines = (tmp_path / "result.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["former", "alike", "not_found"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_accessible_and_fit_a_telephone(
    page: Page, context: BrowserContext, live_server: object, language: str
) -> None:
    speak(context, live_server, language)
    page.set_viewport_size({"width": WIDTH, "height": 740})
    found: list[str] = []
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
        for one in Axe().run(page).response["violations"]:
            found += [f"{path}: {one['id']}: {node['html'][:150]}" for node in one["nodes"]]
    assert found == []
