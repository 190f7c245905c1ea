"""Pages of reports: the list, a report, its tables and values, corrections, on request, passport, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests.national.reports.test_making import ABAI, APRIL, ASTANA, Ministry, ministry
from tests.portal.desk.conftest import sign_in

from tirkelim.identity.models import Account, Role
from tirkelim.national.models import Report, ReportKind, ReportOrder
from tirkelim.national.reports.figures import Figures
from tirkelim.national.reports.orders import order_month
from tirkelim.national.work import work
from tirkelim.register.models import AccessLog, Organisation, OrganisationFact

__all__ = ["ministry"]
pytestmark = pytest.mark.django_db


class Reading(Ministry):
    """The ministry's world with its month reported, and browsers of those who read it."""

    def __init__(self) -> None:
        super().__init__()
        self.report = self.made()
        self.now += timedelta(hours=1)

    def browser(self, account: Account, lang: str = "en") -> Client:
        """The account's browser."""
        return sign_in(account, lang)

    def here(self, page: str, *args: object, **query: object) -> str:
        """The address of a page about the report."""
        pairs = "&".join(f"{name}={value}" for name, value in query.items())
        return reverse(page, args=[self.report.id, *args]) + (f"?{pairs}" if pairs else "")

    def coordinators(self, lang: str = "en") -> Client:
        """The coordinator's browser."""
        return self.browser(self.coordinator, lang)


@pytest.fixture
def reading(settings: Any, tmp_path: Any) -> Iterator[Reading]:
    settings.MEDIA_ROOT = tmp_path
    world = Reading()
    with time_machine.travel(world.now + timedelta(minutes=5), tick=False):
        yield world


def fail(name: str, failure: Exception) -> None:
    """Nothing is to stop the worker."""
    raise failure


def text(answer: Any) -> str:
    """What a page says, without tags and with single blanks."""
    assert answer.status_code == 200
    said = re.sub(r"<[^>]+>", " ", re.sub(r"<(?:desc|title)[^>]*>[^<]*</(?:desc|title)>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", said)


def test_the_list_tells_months_their_state_and_what_is_due(reading: Reading) -> None:
    said = text(reading.coordinators().get(reverse("reports")))
    assert "March 2026" in said
    assert "Made in time" in said
    assert "№ 2026-03/1" in said
    assert "The report of this month (April 2026) is due by 8 May 2026" in said


def test_a_report_shows_its_arithmetic_with_a_sum_to_check(reading: Reading) -> None:
    answer = reading.coordinators().get(reading.here("reports_report"))
    said = text(answer)
    assert "The sum agrees, to the person: 2 + 1 − 1 = 2" in said
    assert "Retirement" in said
    assert reading.report.digest in said
    page = answer.content.decode()
    assert page.count('<svg class="n-chart"') >= 3
    assert " style=" not in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_page_opens_in_every_language(reading: Reading, lang: str) -> None:
    browser = reading.coordinators(lang)
    found = [
        reverse("reports"), reading.here("reports_report"), reading.here("reports_table", "position"),
        reading.here("reports_value", "region", key=ASTANA), reading.here("reports_corrections"),
        reading.here("reports_again"), reverse("reports_request"), reverse("reports_passports"),
        reverse("reports_passport", args=[reading.clinic]), reverse("reports_make", args=["2026-03"]),
        reverse("reports_indicators"),
    ]  # fmt: skip
    for address in found:
        assert browser.get(address).status_code == 200, address


def test_tables_sort_and_leave_as_files(reading: Reading) -> None:
    browser = reading.coordinators()
    address = reading.here("reports_table", "region")
    page = browser.get(address, {"sort": "name"})
    assert text(page).index("Abai Region") < text(page).index("Astana City")
    assert 'aria-sort="ascending"' in page.content.decode()
    csv = b"".join(browser.get(address, {"format": "csv"}).streaming_content).decode()
    assert "Astana City" in csv
    assert ASTANA in csv
    book = openpyxl.load_workbook(BytesIO(b"".join(browser.get(address, {"format": "xlsx"}).streaming_content)))
    assert {ASTANA, ABAI} <= {row[0].value for row in book.active.iter_rows()}
    assert browser.get(reading.here("reports_table", "nothing")).status_code == 404


def test_a_value_opens_its_own_balance(reading: Reading) -> None:
    browser = reading.coordinators()
    said = text(browser.get(reading.here("reports_value", "region", key=ASTANA)))
    assert "Astana City" in said
    assert "The sum agrees, to the person: 1 + 1 − 1 = 1" in said
    assert browser.get(reading.here("reports_value", "region", key="990000000")).status_code == 404


def test_readers_see_their_own_part_only(reading: Reading) -> None:
    hr = reading.browser(reading.reader(Role.HR_OFFICER, organisation=reading.clinic))
    department = reading.browser(reading.reader(Role.DEPARTMENT_OFFICER, territory=ABAI))
    assert "1 + 1 − 1 = 1" in text(hr.get(reading.here("reports_report")))
    said = text(department.get(reading.here("reports_report")))
    assert "Abai Region" in said
    assert "Astana" not in said
    assert hr.get(reading.here("reports_value", "region", key=ABAI)).status_code == 404
    assert hr.get(reverse("reports_passport", args=[reading.far])).status_code == 404
    assert hr.get(reverse("reports_indicators")).status_code == 404
    assert hr.get(reverse("reports_make", args=["2026-03"])).status_code == 404


def test_a_month_is_looked_at_made_and_made_again(reading: Reading) -> None:
    browser = reading.coordinators()
    address = reverse("reports_make", args=["2026-03"])
    assert "What it would say now" in text(browser.get(address, {"look": "1"}))
    assert Report.objects.count() == 1
    command = {"command": str(uuid4())}
    for _twice in range(2):
        answer = browser.post(address, command)
        assert answer.status_code == 302
    assert Report.objects.count() == 1
    order = answer.headers["Location"]
    said = browser.get(order).content.decode()
    assert "The report is being counted" in said
    assert "It waits for its turn." in said
    assert browser.get(f"{order}progress/").json() == {"over": False, "words": "It waits for its turn.", "stuck": ""}
    assert "Being counted" not in text(browser.get(reverse("reports")))  # the month is reported already
    assert "is being counted" in text(browser.get(address))
    assert work(fail) == 1
    assert browser.get(f"{order}progress/").json()["over"]
    assert "The report 2026-03/2 is made and frozen." in text(browser.get(order, follow=True))
    assert Report.objects.count() == 2
    assert "A later report took the place" in text(browser.get(reading.here("reports_report")))
    assert "Replaced by a later one" in text(browser.get(reverse("reports")))
    assert browser.get(reverse("reports_make", args=["2026-04"])).status_code == 404
    assert browser.get(reverse("reports_make", args=["nonsense"])).status_code == 404


def test_corrections_are_listed_apart_with_cause_and_people(reading: Reading) -> None:
    reading.job(reading.person("Кешігіп"), reading.clinic, date(2026, 3, 20))
    browser = reading.coordinators()
    with time_machine.travel(reading.now + timedelta(hours=1), tick=False):
        page = browser.get(reading.here("reports_corrections"))
        said = text(page)
        assert "A hiring was entered afterwards 1" in said
        assert "At the end 2 3 +1" in re.sub(r" (Then|Now|Difference)(?= )", "", said)
        pairs = {"dimension": "all", "key": "all", "measure": "closing"}
        people = text(browser.get(reading.here("reports_people"), pairs))
        assert "Кешігіп" in people
        assert AccessLog.objects.filter(actor=reading.coordinator.id, purpose="report.read").count() == 1
        ministry = reading.browser(reading.reader(Role.MINISTRY_OFFICER))
        assert "1 more person, whose record you may not read" in text(
            ministry.get(reading.here("reports_people"), pairs)
        )
        assert "Кешігіп" not in ministry.get(reading.here("reports_people"), pairs).content.decode()
        again = text(browser.post(reading.here("reports_again")))
    assert "The same, in all" in again


def test_on_request_looks_and_keeps(reading: Reading) -> None:
    browser = reading.coordinators()
    address = reverse("reports_request")
    asked = {"first_day": "2026-02-01", "closing_on": "2026-03-15", "region": ASTANA}
    said = text(browser.get(address, asked))
    assert "1 February 2026 – 15 March 2026" in said
    assert "The sum agrees" in said
    assert Report.objects.filter(kind=ReportKind.REQUEST).count() == 0
    answer = browser.post(address, {**asked, "command": str(uuid4())})
    order = answer.headers["Location"]
    assert "Astana City" in text(browser.get(order))
    assert order in browser.get(reverse("reports")).content.decode()
    assert work(fail) == 1
    kept = Report.objects.get(kind=ReportKind.REQUEST)
    answer = browser.get(order)
    assert answer.headers["Location"] == reverse("reports_report", args=[kept.id])
    assert kept.filters == {"region": ASTANA}
    assert "Astana City" in text(browser.get(answer.headers["Location"]))


def test_figures_that_do_not_add_up_are_not_stored_and_said_so(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Figures, "unbalanced", lambda self: (("all", "all", 1),))
    browser = reading.coordinators()
    days = {"first_day": "2026-02-01", "closing_on": "2026-03-15", "sector": "health"}
    for address, sent in ((reverse("reports_make", args=["2026-03"]), {}), (reverse("reports_request"), days)):
        order = browser.post(address, {**sent, "command": str(uuid4())}).headers["Location"]
        work(fail)
        said = browser.get(order).content.decode()
        assert "The figures do not add up to the person, so nothing was stored." in said
        assert address in said
        assert browser.get(f"{order}progress/").json()["over"]
    assert Report.objects.count() == 1


def test_what_cannot_be_counted_is_said_beside_its_box(reading: Reading) -> None:
    browser = reading.coordinators()
    wrong = {"first_day": "2026-03-15", "closing_on": "2026-03-01", "organisation": "000000000000"}
    answer = browser.get(reverse("reports_request"), wrong)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "The last day lies before the first" in said
    assert "The register has no such organisation" in said
    assert 'value="000000000000"' in said
    late = browser.get(reverse("reports_request"), {"first_day": "2026-03-01", "closing_on": "2030-01-01"})
    assert "must be over" in late.content.decode()


def test_an_organisation_is_asked_for_by_name_or_bin(reading: Reading) -> None:
    """An id, as links of reports hold it, stands in the box as the BIN; of several organisations one is named."""
    browser, page = reading.coordinators(), reverse("reports_request")
    asked = {"first_day": "2026-03-01", "closing_on": "2026-03-31"}
    fact = OrganisationFact.objects.current().select_related("organisation").get(organisation=reading.clinic)
    name, bin = fact.name("en"), fact.organisation.bin
    for organisation in (name.lower(), bin, f"{bin[:6]} {bin[6:]}", str(reading.clinic)):
        answer = browser.get(page, {**asked, "organisation": organisation})
        assert f"Organisation {name}" in text(answer), organisation
    assert f'value="{bin}"' in browser.get(page, {**asked, "organisation": str(reading.clinic)}).content.decode()
    other = reading.organisation(name)
    answer = browser.get(page, {**asked, "organisation": name})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Several organisations are called so" in said
    assert f"({bin})" in said
    assert f"({Organisation.objects.get(pk=other).bin})" in said


@pytest.mark.parametrize("figure", [{"key": "x" * 36}, {"key": "a\x00"}, {"measure": "anything"}, {"dimension": "x"}])
def test_figures_that_cannot_be_have_nobody_behind_them(reading: Reading, figure: dict[str, str]) -> None:
    asked = {"dimension": "organisation", "key": str(reading.clinic), "measure": "closing", **figure}
    answer = reading.coordinators().get(reading.here("reports_people"), asked)
    assert answer.status_code == (200 if "key" in figure else 404)


def test_the_chosen_of_several_organisations_stays_chosen(reading: Reading) -> None:
    """The links of the room do not carry it; nothing but one's own can be chosen."""
    reader = reading.reader(Role.HR_OFFICER, organisation=reading.clinic)
    reading.grant(reader, Role.HR_OFFICER, organisation=reading.far)
    browser, list_ = reading.browser(reader), reverse("reports")
    assert "Аурухана" not in text(browser.get(reading.here("reports_report"))).partition("Headcount")[0]
    for chosen in (str(reading.far), "all", str(uuid4())):
        assert "Аурухана. " in text(browser.get(list_, {"place": chosen}))
    assert "Аурухана" in text(browser.get(reading.here("reports_report"))).partition("Headcount")[0]


def test_an_organisation_asks_within_itself(reading: Reading) -> None:
    browser = reading.browser(reading.reader(Role.HR_OFFICER, organisation=reading.clinic))
    asked = {"first_day": "2026-03-01", "closing_on": "2026-03-31"}
    assert "1 + 1 − 1 = 1" in text(browser.get(reverse("reports_request"), asked))
    elsewhere = browser.get(reverse("reports_request"), {**asked, "organisation": str(reading.far)})
    assert elsewhere.status_code == 422
    assert browser.post(reverse("reports_request"), {**asked, "command": str(uuid4())}).status_code == 404


def test_a_passport_on_any_day_as_page_and_paper(reading: Reading) -> None:
    browser = reading.browser(reading.reader(Role.HEAD_OF_ORGANISATION, organisation=reading.clinic))
    assert browser.get(reverse("reports_passports")).headers["Location"].endswith(f"{reading.clinic}/")
    address = reverse("reports_passport", args=[reading.clinic])
    assert "Емхана" in text(browser.get(address))
    assert "had no such organisation" in text(browser.get(address, {"on": "1999-01-01"}))
    paper = browser.get(reverse("reports_passport_pdf", args=[reading.clinic]))
    assert "Емхана" in PdfReader(BytesIO(paper.content)).pages[0].extract_text()


@pytest.mark.parametrize(("lang", "word"), [("kk", "2026 жылғы наурыз"), ("ru", "март 2026"), ("en", "March 2026")])
def test_pdf_in_the_language_of_the_page(reading: Reading, lang: str, word: str) -> None:
    browser = reading.coordinators(lang)
    first = browser.get(reading.here("reports_pdf"))
    assert first.headers["Content-Type"] == "application/pdf"
    said = re.sub(r"\s+", " ", PdfReader(BytesIO(first.content)).pages[0].extract_text())
    assert word in said
    assert "2026-03/1" in said
    assert browser.get(reading.here("reports_pdf")).content == first.content


def test_the_workbook_adds_up(reading: Reading) -> None:
    answer = reading.coordinators().get(reading.here("reports_xlsx"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    cover = {row[0].value: row[1].value for row in book["Report"].iter_rows()}
    assert cover["At the beginning"] == 2
    assert cover["− Retirement"] == -1
    assert str(cover["= At the end"]).startswith("=SUM(")
    region = book["Region"]
    assert region.freeze_panes == "C2"
    assert [cell.value for cell in region[2]][1] in ("Astana City", "Abai Region")
    assert "Definitions" in book.sheetnames


def test_reports_of_nobody_are_not_there(reading: Reading) -> None:
    browser = reading.coordinators()
    for page in ("reports_report", "reports_corrections", "reports_pdf", "reports_xlsx", "reports_again"):
        assert browser.get(reverse(page, args=[uuid4()])).status_code == 404
    assert datetime.now().astimezone() > reading.now


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (2, "It is due by 10 April 2026. 8 days left."),
        (10, "Today is the last day for it."),
        (13, "It was due by 10 April 2026."),
    ],
)
def test_the_coordinator_is_reminded_of_a_month_that_is_not_reported(ministry: Ministry, day: int, said: str) -> None:
    browser = sign_in(ministry.coordinator, "en")
    with time_machine.travel(APRIL.replace(day=day), tick=False):
        for page in ("people", "reports"):
            shown = browser.get(reverse(page)).content.decode().replace("\u00a0", " ")
            assert "The report of the month is not made yet:" in shown
            assert said in shown
        assert "The report of the month is not made yet" not in text(browser.get(reverse("reports_request")))


def test_nobody_is_reminded_of_what_is_made_or_being_counted_or_not_theirs(ministry: Ministry) -> None:
    browser = sign_in(ministry.coordinator, "en")
    hr = sign_in(ministry.reader(Role.HR_OFFICER, organisation=ministry.clinic), "en")
    with time_machine.travel(APRIL, tick=False):
        assert "is not made yet" not in text(hr.get(reverse("reports")))
        order_month(ministry.command(ministry.coordinator.id), date(2026, 3, 1))
        assert "is not made yet" not in text(browser.get(reverse("reports")))
        assert "Being counted" in text(browser.get(reverse("reports")))
    ReportOrder.objects.all().delete()
    ministry.made()
    with time_machine.travel(APRIL, tick=False):
        assert "is not made yet" not in text(browser.get(reverse("reports")))


def test_files_name_organisations_by_their_bin(reading: Reading) -> None:
    number = Organisation.objects.get(pk=reading.clinic).bin
    browser = reading.coordinators()
    sheet = openpyxl.load_workbook(BytesIO(browser.get(reading.here("reports_xlsx")).content))["Organisation"]
    rows = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert rows["BIN"] == "Organisation"
    assert rows[number] == "Емхана"
    table = browser.get(reading.here("reports_table", "organisation"), {"format": "csv"})
    said = b"".join(table.streaming_content).decode()
    assert number in said
    assert str(reading.clinic) not in said


def test_the_parts_of_a_report_are_folded_and_linked(reading: Reading) -> None:
    said = reading.coordinators().get(reading.here("reports_report")).content.decode()
    parts = re.findall(r'<details class="n-section n-fold" data-opens-wide>', said)
    links = re.findall(r'href="#([a-z-]+)"', said.partition("Parts of the report")[2].partition("</nav>")[0])
    assert len(parts) == len(links) > 3
    assert all(f'id="{link}"' in said for link in links)
    assert said.index("The sum agrees") < said.index("Parts of the report") < said.index('<details class="n-section')
