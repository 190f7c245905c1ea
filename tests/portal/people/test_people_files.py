"""Lists as files: real days, no formulas, no names in file names, and everybody in them is told."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import RequestFactory, override_settings
from django.utils.translation import gettext
from tests.portal.people.conftest import Country
from tests.portal.personnel.conftest import visible

from tirkelim.journal.models import JournalEntry, JournalPayload
from tirkelim.portal.exporting import Column, Format, Listing, TooMany, export
from tirkelim.register.models import AccessLog

PAGE = "/people/"
FORMULAS = ["=1+1", "+7 701", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


def body(answer: Any) -> bytes:
    """What a streamed answer sends."""
    return b"".join(answer.streaming_content)


def cells(answer: Any) -> list[tuple[Any, ...]]:
    """The cells of a workbook as they are stored."""
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def lines(answer: Any) -> list[list[str]]:
    """The cells of a CSV file, which begins with its mark."""
    text = body(answer).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


@pytest.fixture
def request_of(country: Country) -> Any:
    """A request of the coordinator."""
    request = RequestFactory().get("/")
    request.user = country.coordinator
    return request


def test_formulas_are_text_in_both_formats(country: Country, request_of: Any) -> None:
    rows = [[text] for text in FORMULAS]
    listing = Listing("test", [Column("=head")], rows)
    for found in (
        [row[0] for row in lines(export(request_of, listing, Format.CSV, country.now))],
        [row[0] for row in cells(export(request_of, listing, Format.XLSX, country.now))],
    ):
        assert len(found) == len(FORMULAS) + 1
        assert all(text.startswith("'") for text in found)


def test_days_and_numbers_are_real(country: Country, request_of: Any) -> None:
    rows = [["Әсем", date(2026, 3, 2), 42, None, True, country.now]]
    listing = Listing("test", [Column(str(at)) for at in range(6)], rows)
    plain = lines(export(request_of, listing, Format.CSV, country.now))[1]
    assert plain[:5] == ["Әсем", "2026-03-02", "42", "", str(gettext("Yes"))]
    real = cells(export(request_of, listing, Format.XLSX, country.now))[1]
    assert real[:4] == ("Әсем", datetime(2026, 3, 2), 42, None)  # noqa: DTZ001
    assert isinstance(real[5], datetime)


def test_a_list_that_is_too_long_says_so(country: Country, request_of: Any) -> None:
    with override_settings(EXPORT_MOST=2):
        found = lines(
            export(request_of, Listing("test", [Column("a")], [["1"], ["2"], ["3"]]), Format.CSV, country.now)
        )
        assert len(found) == 4
        assert " 2 " in found[-1][0]
        people = Listing("test", [Column("a")], [], people=list(country.everyone().values()))
        with pytest.raises(TooMany):
            export(request_of, people, Format.CSV, country.now)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_people_as_a_file(country: Country, kind: str) -> None:
    answer = country.looking("department").post(PAGE, {"who": "Қуанышева", "format": kind})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tirkelim-people-2026-03-02.{kind}"'
    rows = lines(answer) if kind == "csv" else cells(answer)
    assert [row[0] for row in rows] == ["Name", "Қуанышева Әсем"]
    assert rows[1][1] == "№ 5 қалалық емхана"


def test_everybody_in_it_is_told_and_the_journal_holds_no_name(country: Country) -> None:
    country.looking("coordinator").post(PAGE, {"who": "Әсем", "format": "csv"})
    told = AccessLog.objects.filter(purpose="people.export")
    assert set(told.values_list("person", flat=True)) == set(country.everyone().values())
    entry = JournalEntry.objects.get(kind="list_exported")
    assert entry.stream == f"account:{country.coordinator.id}"
    said = JournalPayload.objects.get(entry=entry).body
    assert '"people":4' in said
    assert "сем" not in said


def test_nothing_beyond_the_reach_is_in_the_file(country: Country) -> None:
    answer = country.looking("stranger").post(PAGE, {"certificate": "none", "format": "csv"})
    assert [row[0] for row in lines(answer)] == ["Name", "Сейітова Әсем"]


@override_settings(EXPORT_MOST=1)
def test_a_file_that_would_be_too_long_is_refused_politely(country: Country) -> None:
    answer = country.looking("coordinator").post(PAGE, {"certificate": "none", "format": "csv"})
    assert answer.status_code == 422
    assert "The list is too long for a file" in visible(answer)
    assert not AccessLog.objects.filter(purpose="people.export").exists()


def test_lists_of_staff_as_files(country: Country) -> None:
    browser = country.looking("hr")
    staff = lines(browser.get("/personnel/?format=csv"))
    assert [row[0] for row in staff] == ["Name", "Қуанышева Әсем"]
    left = cells(browser.get("/personnel/left/?format=xlsx"))
    assert [row[0] for row in left] == ["Name", "Оспанова Әсем"]
    assert left[1][3] == datetime(2025, 12, 1)  # noqa: DTZ001
    told = AccessLog.objects.filter(purpose="people.export").values_list("person", flat=True)
    assert set(told) == {country.near, country.gone}


@override_settings(EXPORT_MOST=1)
def test_a_file_of_staff_that_cannot_hold_all_says_so(country: Country) -> None:
    country.worker("Ясинова")
    with time_machine.travel(country.later(days=1), tick=False):
        staff = lines(country.looking("hr").get("/personnel/?format=csv"))
    assert [row[0] for row in staff[:2]] == ["Name", "Қуанышева Әсем"]
    assert staff[2][0].startswith("The list goes on")
    assert set(AccessLog.objects.filter(purpose="people.export").values_list("person", flat=True)) == {country.near}
