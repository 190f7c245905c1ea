"""A table is read as it stands, whatever it was saved with."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tirkelim.law.spreadsheet import write_csv
from tirkelim.national.imports import csv_rows
from tirkelim.national.imports.rows import LONGEST_CELL, TableError, headings, read_rows, sheets

HEADS = ("ЖСН", "Тегі, аты, әкесінің аты", "Лауазымы", "Жұмысқа қабылданған күні")
ROW = ("850314101019", "Үлгібаев Мысал", "Мейіргер; акушер, \"аға\"", "01.02.2024")  # fmt: skip
RUSSIAN = ("850314101019", "Иванов Иван", "Акушер", "01.02.2024")

own_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: " ".join(text.split()).lstrip("'\ufeff")
)
tables = st.lists(st.tuples(texts, texts, texts, texts).filter(any), max_size=5)


def csv_file(folder: Path, rows: Any, encoding: str = "utf-8", mark: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    path = folder / "table.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def xlsx_file(folder: Path, rows: Any, **more: Any) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for name, cells in more.items():
        page = book.create_sheet(name)
        for row in cells:
            page.append(row)
    path = folder / "table.xlsx"
    book.save(path)
    return path


def cells(path: Path, kind: str, sheet: str = "") -> list[tuple[Any, ...]]:
    return [row.cells for row in read_rows(path, kind, sheet)]


def _read_all(path: Path, kind: str) -> None:
    headings(path, kind)
    list(read_rows(path, kind))


def code(path: Path, kind: str = "csv") -> str:
    with pytest.raises(TableError) as bad:
        _read_all(path, kind)
    return bad.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_marks(tmp_path: Path, encoding: str, mark: str) -> None:
    path = csv_file(tmp_path, [HEADS, ROW], encoding, mark)
    assert headings(path, "csv") == HEADS
    assert cells(path, "csv") == [ROW]


def test_windows_1251(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("ИИН", "ФИО", "Должность", "Дата приёма"), RUSSIAN], "windows-1251", ";")
    assert cells(path, "csv") == [RUSSIAN]


def test_headings_stand_below_a_title(tmp_path: Path) -> None:
    rows = [("Қызметкерлер тізімі", "", "", ""), ("", "", "", ""), HEADS, ("", "", "", ""), ROW]
    for kind, path in (("csv", csv_file(tmp_path, rows)), ("xlsx", xlsx_file(tmp_path, rows))):
        assert headings(path, kind) == HEADS
        assert [(row.number, row.cells[0]) for row in read_rows(path, kind)] == [(5, ROW[0])]


def test_a_line_break_in_a_cell(tmp_path: Path) -> None:
    row = (ROW[0], "Үлгібаев\nМысал", *ROW[2:])
    [read] = read_rows(csv_file(tmp_path, [HEADS, row]), "csv")
    assert read.cells == row
    assert read.number == 2


def test_cells_of_excel(tmp_path: Path) -> None:
    row = [850314101019, 1.0, 7.1, datetime(2024, 2, 1), date(2025, 12, 31), True, None, "'=1+1", " а\u00a0"]  # noqa: DTZ001
    [read] = read_rows(xlsx_file(tmp_path, [("ЖСН", "Тегі", "Аты", *"абвгде"), row]), "xlsx")
    assert read.cells == (
        "850314101019", "1", "7.1", date(2024, 2, 1), date(2025, 12, 31), "true", "", "=1+1", "а",
    )  # fmt: skip


def test_a_named_sheet(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [("", "")], Қызметкерлер=[HEADS, ROW])
    assert sheets(path) == ("Sheet", "Қызметкерлер")
    assert cells(path, "xlsx", "Қызметкерлер") == [ROW]
    with pytest.raises(TableError) as bad:
        headings(path, "xlsx", "жоқ")
    assert bad.value.code == "no_sheet"


@pytest.mark.parametrize(("content", "expected"), [
    (b"", "no_rows"),
    (b"\r\n \r\n", "no_rows"),
    (b"one\r\ntwo\r\n", "no_headings"),
    (b"PK\x03\x04 and so on", "is_xlsx"),
    (b"\xd0\xcf\x11\xe0 and so on", "is_old_excel"),
    (b"%PDF-1.7", "is_pdf"),
    (bytes(range(256)) * 8, "not_text"),
    (b"\x98\x98,\x98\n", "not_text"),
])  # fmt: skip
def test_what_is_no_csv(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert code(path) == expected


@pytest.mark.parametrize(("content", "expected"), [
    (b"", "not_xlsx"), (b"text", "not_xlsx"), (b"PK\x05\x06" + b"\0" * 18, "not_xlsx"),
    (b"\xd0\xcf\x11\xe0", "is_old_excel"),
])  # fmt: skip
def test_what_is_no_xlsx(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    assert code(path, "xlsx") == expected


def test_a_workbook_cut_off(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADS, ROW])
    path.write_bytes(path.read_bytes()[:-400])
    assert code(path, "xlsx") == "not_xlsx"


def test_a_quotation_mark_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    endless = "а,б\n" * LONGEST_CELL
    path.write_text(f'{",".join(HEADS)}\n"{endless}', encoding="utf-8")
    assert code(path) == "cell_too_long"


def test_too_many_columns(tmp_path: Path) -> None:
    wide = [f"{number}-баған" for number in range(201)]
    assert code(csv_file(tmp_path, [wide, wide])) == "too_many_columns"
    assert code(xlsx_file(tmp_path, [wide, wide]), "xlsx") == "too_many_columns"


def test_reading_is_flat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows come one by one: the first is there before the last is read."""
    path = csv_file(tmp_path, [HEADS, *[ROW] * 50_000])
    rows = read_rows(path, "csv")
    assert next(rows).number == 2
    with monkeypatch.context() as patched:
        patched.setattr(csv_rows, "_cells", None)
        with pytest.raises(TypeError):
            next(row for row in rows if row.number > 20)


@own_folder
@given(rows=tables)
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    """CSV as the register itself writes it, formulas made harmless, and XLSX."""
    path = tmp_path / "own.csv"
    path.write_text(write_csv(HEADS, rows), encoding="utf-8", newline="")
    read = cells(path, "csv")
    assert [tuple(cell for cell in row) for row in read] == [plain(row) for row in rows]
    plain_rows = [[cell or None for cell in row] for row in rows]
    again = cells(xlsx_file(tmp_path, [HEADS, *[[safe(cell) for cell in row] for row in plain_rows]]), "xlsx")
    assert [tuple(row) + ("",) * (4 - len(row)) for row in again] == [plain(row) for row in rows]


def plain(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row)


def safe(cell: str | None) -> str | None:
    """A workbook takes a text that begins with = for a formula unless it is marked."""
    return f"'{cell}" if cell and cell.startswith("=") else cell
