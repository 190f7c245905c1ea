"""Bringing a table: the template, what is taken and what is refused politely, whose right it is."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.portal.imports.conftest import HEADINGS, Desk, Tables
from tests.portal.personnel.conftest import visible

from tirkelim.conf.body_limit import LARGEST
from tirkelim.national.imports import store
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.matching import match_columns
from tirkelim.national.models import ImportRun, RunState

BRING = "/imports/bring/"


def workbook(**sheets: tuple[tuple[str, ...], ...]) -> SimpleUploadedFile:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("Штат.xlsx", out.getvalue(), "application/octet-stream")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_has_lists_and_every_heading_is_known(tables: Tables, desk: Desk, language: str) -> None:
    desk.cookies["til"] = language
    answer = desk.get("/imports/template/xlsx/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    table, about, lists = book.worksheets
    headings = [cell.value for cell in table[1]]
    assert all(headings)
    matched = match_columns(headings, {})
    assert len(matched.columns) == len(headings)
    assert not matched.alike
    assert "bin" not in matched.columns.values()
    assert table.max_row == 1, "the example stands on the sheet of explanations alone"
    assert lists.sheet_state == "hidden"
    place = {key: place for place, key in matched.columns.items()}
    listed = {str(one.sqref).rstrip("0123456789").split(":")[0] for one in table.data_validations.dataValidation}
    for key in ("sex", "document_kind", "education_kind", "position", "specialty", "residence_kato", "is_main"):
        assert f"{openpyxl.utils.get_column_letter(place[key] + 1)}2" in listed, key
    told = [[cell.value for cell in row] for row in about.iter_rows()]
    assert {row[0] for row in told} >= set(headings)


def test_identifiers_of_the_template_are_texts_and_days_are_days(desk: Desk) -> None:
    table = openpyxl.load_workbook(io.BytesIO(desk.get("/imports/template/xlsx/").content)).worksheets[0]
    columns = match_columns([cell.value for cell in table[1]], {}).columns
    formats = {}
    for letters, about in table.column_dimensions.items():
        formats[columns[openpyxl.utils.column_index_from_string(letters) - 1]] = about.number_format
    assert formats["iin"] == "@"
    assert formats["hired_on"] == "dd.mm.yyyy"


def test_positions_are_offered_in_the_language(desk: Desk) -> None:
    desk.cookies["til"] = "ru"
    lists = openpyxl.load_workbook(io.BytesIO(desk.get("/imports/template/xlsx/").content)).worksheets[2]
    columns = [{cell.value for cell in column if cell.value} for column in lists.iter_cols()]
    assert any({"фельдшер"} <= {str(one).lower() for one in column} and len(column) > 80 for column in columns)


def test_the_headings_come_as_csv_too_and_of_many_with_the_bin(tables: Tables, desk: Desk) -> None:
    own = desk.get("/imports/template/csv/").content.decode()
    assert own.startswith("\ufeff")
    assert f"{COLUMNS['iin'].heading('en')};" in own, "opened in a spreadsheet of the country it has columns"
    assert COLUMNS["bin"].heading("en") not in own
    desk.force_login(tables.coordinator)
    assert COLUMNS["bin"].heading("en") in desk.get("/imports/template/csv/").content.decode()
    assert desk.get("/imports/template/pdf/").status_code == 404


def test_a_table_is_taken_and_leads_to_its_columns(tables: Tables, desk: Desk) -> None:
    run = ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row())))
    assert (run.organisation, run.account, run.file_kind) == (tables.clinic, tables.hr.id, "csv")
    assert run.headings == list(HEADINGS)
    assert store.source(run.id).stat().st_mode & 0o077 == 0
    shown = desk.text(f"/imports/{run.id}/columns/")
    assert "7 of 8 columns are matched" in shown
    assert "Left out: Заметки" in shown
    assert "Ахметова" in shown
    assert "Place of birth" in shown


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "not a table that can be read"),
        ("photo.csv", b"\xff\xd8\xff\xe0", "not a table that can be read"),
        ("a.docx", b"PK\x03\x04", "not a table that can be read"),
        ("a.csv", b"", "The file is empty"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, ""),
        ("a.csv", b"\r\n\r\n", ""),
    ],
)
def test_what_is_no_table_is_refused_with_words(desk: Desk, name: str, content: bytes, words: str) -> None:
    answer = desk.send(BRING, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert words in visible(answer)
    assert 'href="#id_file"' in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_no_file_is_said(desk: Desk) -> None:
    answer = desk.send(BRING, {})
    assert answer.status_code == 422
    assert "Choose the table" in visible(answer)


def test_a_large_table_is_taken_where_other_pages_refuse_it(desk: Desk, settings: Any) -> None:
    settings.IMPORT_MEGABYTES = 40
    stated = {"CONTENT_LENGTH": str(LARGEST + 1)}
    assert desk.generic("POST", "/personnel/", b"", **stated).status_code == 413
    assert desk.generic("POST", BRING, b"", **stated).status_code != 413
    assert desk.generic("POST", BRING, b"", CONTENT_LENGTH=str(80 * 1024 * 1024)).status_code == 413
    settings.IMPORT_MEGABYTES = 0
    answer = desk.send(BRING, {"file": SimpleUploadedFile("a.csv", b"a;b\r\n1;2")})
    assert "larger than 0 MB" in visible(answer)


def test_nothing_is_read_of_those_without_the_right(tables: Tables, desk: Desk) -> None:
    desk.force_login(tables.head)
    for address in (BRING, "/imports/", "/imports/template/xlsx/"):
        assert desk.get(address).status_code == 404
    assert desk.send(BRING, {"file": tables.csv(tables.row())}).status_code == 404


def test_the_sheet_with_the_headings_is_read_and_another_can_be_chosen(tables: Tables, desk: Desk) -> None:
    row = tables.row()
    file = workbook(О_таблице=(("Штат больницы", ""),), Врачи=(HEADINGS, row), Прочее=(("ИИН", "Место"), ("1", "2")))
    run = ImportRun.objects.get(pk=desk.bring(file))
    assert run.sheet == "Врачи"
    page = f"/imports/{run.id}/columns/"
    assert "Sheet of the workbook" in desk.text(page)
    sent = desk.send(f"/imports/{run.id}/sheet/", {"sheet": "Прочее", "version": str(run.version)})
    assert sent.status_code == 302
    run.refresh_from_db()
    assert (run.sheet, run.headings) == ("Прочее", ["ИИН", "Место"])
    stale = desk.send(f"/imports/{run.id}/sheet/", {"sheet": "Врачи", "version": "1"})
    assert "changed in another window" in desk.text(stale.headers["Location"])


def test_the_very_same_file_is_told_of(tables: Tables, desk: Desk) -> None:
    row = tables.row()
    first = desk.bring(tables.csv(row))
    ImportRun.objects.filter(pk=first).update(state=RunState.DONE)
    second = desk.bring(tables.csv(row))
    assert "The very same file was written before" in desk.text(f"/imports/{second}/columns/")


def test_a_repeated_form_brings_one_table(tables: Tables, desk: Desk) -> None:
    from uuid import uuid4

    command, file = uuid4(), tables.csv(tables.row())
    desk.send(BRING, {"file": file}, command=command)
    file.seek(0)
    assert desk.send(BRING, {"file": file}, command=command).status_code == 302
    assert ImportRun.objects.count() == 1
