"""The coordinator makes the month's report; HR enters a late hire; the difference is seen, the report stays."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.builders import Office

from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command
from tirkelim.national.work import work
from tirkelim.register import commands

pytestmark = pytest.mark.django_db(transaction=True)
APRIL = datetime(2026, 4, 8, 6, 0, tzinfo=UTC)


def signed_in(page: Page, account: Account, address: str) -> None:
    """The account's browser, in English."""
    client = Client()
    client.force_login(account)
    cookies = [{"name": name, "value": one.value, "url": address} for name, one in client.cookies.items()]
    page.context.clear_cookies()
    page.context.add_cookies([*cookies, {"name": "til", "value": "en", "url": address}])  # type: ignore[list-item]


def downloaded(page: Page, button: str) -> bytes:
    """What the button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_month_is_reported_corrected_and_taken_home(
    page: Page, live_server: object, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    office = Office()
    clinic = office.organisation("Жақын ұйым")
    office.job(office.person("Ахметова"), clinic, date(2020, 1, 6))
    office.job(office.person("Омарова"), clinic, date(2026, 3, 2))
    coordinator = office.account("coordinator", Role.NATIONAL_COORDINATOR)
    hr = office.account("hr-officer", Role.HR_OFFICER, organisation=clinic)
    late = office.person("Кешіккен")
    with time_machine.travel(APRIL, tick=True):
        signed_in(page, coordinator, str(live_server))
        page.goto("/reports/make/2026-03/")
        page.get_by_role("button", name="Look at it first").click()
        expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
        page.get_by_role("button", name="Make and freeze the report").click()
        expect(page.get_by_role("heading", name="The report is being counted")).to_be_visible()
        assert work(lambda name, failure: pytest.fail(f"{name}: {failure!r}")) == 1
        expect(page.get_by_text("The report 2026-03/1 is made and frozen.")).to_be_visible()
        expect(page.get_by_text("The sum agrees, to the person: 1 + 1 = 2")).to_be_visible()
        address = page.url
    with time_machine.travel(APRIL.replace(day=10), tick=True):
        # The pages of hiring have a journey of their own; here the personnel service enters it by the same command.
        told = Command(id=office.command().id, actor=hr.id, now=datetime.now(UTC))
        commands.hire(told, person=late, organisation=clinic, hired_on=date(2026, 3, 16), is_main=True,
                      position=20, position_title="дәрігер")  # fmt: skip
    with time_machine.travel(APRIL.replace(day=11), tick=True):
        signed_in(page, coordinator, str(live_server))
        page.goto(address)
        expect(page.get_by_text("The sum agrees, to the person: 1 + 1 = 2")).to_be_visible()
        page.get_by_role("link", name="Corrections since the report").click()
        expect(page.get_by_text("A hiring was entered afterwards")).to_be_visible()
        page.get_by_role("link", name="At the end", exact=True).first.click()
        expect(page.get_by_role("link", name="Кешіккен")).to_be_visible()
        page.goto(address)
        page.get_by_role("link", name="Count again").click()
        page.get_by_role("button", name="Count again").click()
        expect(page.get_by_text("The same, in all")).to_be_visible()
        page.goto(address)
        paper = PdfReader(BytesIO(downloaded(page, "Download PDF"))).pages[0].extract_text()
        assert "2026-03/1" in paper
        book = openpyxl.load_workbook(BytesIO(downloaded(page, "Download XLSX")))
        assert "Region" in book.sheetnames
