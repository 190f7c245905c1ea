"""Checking, deciding, writing: what the pages say at each step, and who sees it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from tests.portal.imports.conftest import HEADINGS, Desk, Tables, later, worked
from tests.portal.personnel.conftest import visible

from tirkelim.national.imports import store, writes
from tirkelim.national.models import ColumnMemory, ImportRun, Mode, RunState
from tirkelim.register.models import Employment, PersonFact

BAD_IIN = {"ИИН": "123456789012"}


def page(run: ImportRun, *parts: str) -> str:
    """An address of the run."""
    return f"/imports/{run.id}/" + "".join(f"{part}/" for part in parts)


def read(answer: Any) -> Any:
    """A workbook that was sent."""
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.fixture
def run(tables: Tables, desk: Desk) -> ImportRun:
    """A checked table of three rows, one of them wrong."""
    rows = tables.row("Бекова"), tables.row("Қате", **BAD_IIN), tables.row("Серік")
    return desk.checked(tables.csv(*rows))


def test_a_matching_without_what_is_needed_is_not_checked(tables: Tables, desk: Desk) -> None:
    found = ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row())))
    answer = desk.check(found, column_5="", column_4="iin")
    assert answer.status_code == 422
    shown = visible(answer)
    assert "No column is matched to “Hired on”" in shown
    assert "“IIN” is chosen for two columns" in shown
    found.refresh_from_db()
    assert found.state == RunState.UPLOADED


def test_a_matching_is_remembered(tables: Tables, desk: Desk) -> None:
    found = ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row())))
    desk.check(found, column_7="residence")
    assert ColumnMemory.objects.filter(organisation=tables.clinic, field="residence").count() == 1
    following = ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row())))
    assert following.columns["7"] == "residence"
    assert "as the last time" in desk.text(page(following, "columns"))


def test_progress_is_told_and_a_missing_worker_too(tables: Tables, desk: Desk, clock: Any) -> None:
    found = ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row())))
    desk.check(found)
    shown = desk.get(page(found)).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert "It waits for its turn" in shown
    assert "Nobody works on tables" not in desk.text(page(found))
    told = desk.get(page(found, "progress")).json()
    assert (told["over"], told["share"], told["stuck"]) == (False, 0, "")
    clock.shift(later())
    assert "Nobody works on tables at the moment" in desk.text(page(found))
    assert "Nobody works on tables" in desk.get(page(found, "progress")).json()["stuck"]
    worked()
    assert desk.get(page(found, "progress")).json()["over"] is True


def test_who_is_behind_others_is_told_so(tables: Tables, desk: Desk, clock: Any) -> None:
    first, second = (ImportRun.objects.get(pk=desk.bring(tables.csv(tables.row()))) for _ in range(2))
    desk.check(first)
    desk.check(second)
    clock.shift(later())
    working = {"state": RunState.CHECKING, "touched_at": tables.now + later(3000)}
    ImportRun.objects.filter(pk=first.pk).update(**working, created_at=tables.now)
    assert "1 table is before yours" in desk.text(page(second))


def test_what_was_found_stands_by_kind_with_its_rows(desk: Desk, run: ImportRun) -> None:
    shown = desk.text(page(run))
    assert "The table was checked" in shown
    assert "With errors" in shown
    assert "ИИН" in shown
    assert "row 3" in shown
    assert "Some rows have errors. What is to be written?" in shown
    assert desk.text(page(run) + "?kind=warning") != shown
    assert "Nothing of this kind was found" in desk.text(page(run) + "?kind=error&column=birth_place")


def test_the_same_error_many_times_is_one_line(tables: Tables, desk: Desk) -> None:
    rows = [tables.row(f"Қате{'а' * number}", **{"Должность": "Космонавт"}) for number in range(60)]
    found = desk.checked(tables.csv(*rows))
    shown = desk.text(page(found) + "?kind=error")
    assert "Because of this 60 rows have errors" in shown
    assert shown.count("60 rows") == 2
    code = next(one for one in store.issues(found.id) if one.column == "position").code
    listed = desk.text(f"{page(found, 'found', code)}?column=position")
    assert "60 rows" in listed
    assert desk.get(f"{page(found, 'found', code)}?column=position&page=2").status_code == 200
    assert desk.get(f"{page(found, 'found', 'no-such')}?column=position").status_code == 404


def test_other_wordings_of_a_finding_are_opened_by_words(tables: Tables, desk: Desk) -> None:
    rows = [tables.row(Должность=one) for one in ("Мейіргер", "Аға мейіргер")]
    found = desk.checked(tables.csv(*rows))
    shown = desk.get(page(found) + "?kind=error").content.decode()
    assert '<details class="i-kind__more"><summary>Row by row</summary>' in shown
    assert f'href="/imports/{found.id}/titles/"' in shown


def test_the_file_back_has_colours_notes_and_words(desk: Desk, run: ImportRun) -> None:
    book = read(desk.get(page(run, "file", "all", "xlsx")))
    about, table = book.worksheets
    assert "What was found" in about["A1"].value
    rows = list(table.iter_rows())
    assert [cell.value for cell in rows[0]] == ["What to mend", "Row of your file", *HEADINGS]
    assert [row[1].value for row in rows[1:]] == ["2", "3", "4"]
    wrong = rows[2]
    assert "ИИН" in wrong[0].value
    assert wrong[2].fill.fgColor.rgb == "FFF9E5DF"
    assert wrong[2].comment.text
    assert wrong[2].value == BAD_IIN["ИИН"]
    assert wrong[9].value == "=1+1"
    assert wrong[9].data_type == "s"
    assert wrong[9].number_format == "@"


def test_only_the_wrong_rows_and_as_csv(desk: Desk, run: ImportRun) -> None:
    table = read(desk.get(page(run, "file", "errors", "xlsx"))).worksheets[1]
    assert [row[1].value for row in table.iter_rows(min_row=2)] == ["3"]
    answer = desk.get(page(run, "file", "all", "csv"))
    assert "attachment" in answer.headers["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(lines) == 4
    assert "ИИН" in lines[2][0]
    assert lines[1][9] == "'=1+1"
    for bad in ("file/all/pdf", "file/some/csv"):
        assert desk.get(page(run) + f"{bad}/").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everything_is_told_in_the_language(desk: Desk, run: ImportRun, language: str) -> None:
    desk.cookies["til"] = language
    assert "The table was checked" not in desk.text(page(run))
    book = read(desk.get(page(run, "file", "all", "xlsx")))
    assert book.worksheets[1]["A1"].value in ("Нені түзету керек", "Что исправить")


def test_the_mended_file_can_be_brought_as_it_is(tables: Tables, desk: Desk, run: ImportRun) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    book = read(desk.get(page(run, "file", "errors", "xlsx")))
    book.worksheets[1]["C2"].value = tables.iin(date(1991, 5, 17))
    out = io.BytesIO()
    book.save(out)
    again = ImportRun.objects.get(pk=desk.bring(SimpleUploadedFile("m.xlsx", out.getvalue())))
    assert again.headings[2:] == list(HEADINGS)
    assert "a column of ours, left out" in desk.text(page(again, "columns"))
    desk.check(again)
    worked()
    again.refresh_from_db()
    assert (again.state, again.counts["wrong"], again.rows_total) == (RunState.CHECKED, 0, 1)


def test_the_good_rows_are_written_and_the_others_stay_out(tables: Tables, desk: Desk, run: ImportRun) -> None:
    undecided = desk.send(page(run, "write"), {"version": str(run.version)})
    assert undecided.status_code == 422
    assert "Choose what is to be written" in visible(undecided)
    done = desk.write(run, mode="good")
    assert done.state == RunState.DONE
    shown = desk.text(page(run))
    assert "The rows without errors were written" in shown
    assert "Take the file with 1 row that was left out" in shown
    assert Employment.objects.filter(organisation=tables.clinic).count() == 2
    assert "Бекова" in desk.text("/personnel/")
    assert PersonFact.objects.filter(surname_ru="Қате").count() == 0


def test_all_or_nothing_writes_nothing(tables: Tables, desk: Desk, run: ImportRun) -> None:
    answer = desk.send(page(run, "write"), {"version": str(run.version), "mode": "mend"})
    assert answer.headers["Location"] == "/imports/bring/"
    forced = desk.send(page(run, "write"), {"version": str(run.version), "mode": "all"})
    assert "Some rows have errors" in desk.text(forced.headers["Location"])
    assert not Employment.objects.filter(organisation=tables.clinic).exists()


def test_a_second_time_changes_nothing(tables: Tables, desk: Desk) -> None:
    rows = [tables.row("Бекова"), tables.row("Серік")]
    desk.write(desk.checked(tables.csv(*rows)))
    facts, jobs = PersonFact.objects.count(), Employment.objects.count()
    again = desk.checked(tables.csv(*rows))
    assert again.counts["same"] == 2
    assert "The register already has all of this" in desk.text(page(again))
    assert desk.write(again).state == RunState.DONE
    assert (PersonFact.objects.count(), Employment.objects.count()) == (facts, jobs)


def test_a_table_that_changes_much_is_advised_to_go_in_portions(
    tables: Tables, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written at once it would make everybody wait who writes about people."""
    first, second = tables.row("Бекова"), tables.row("Серік")
    desk.write(desk.checked(tables.csv(first, second)))
    changed = desk.checked(tables.csv(*((*row[:4], "Акушер", *row[5:]) for row in (first, second))))
    assert "Advised: others go on working" not in desk.text(page(changed))
    monkeypatch.setattr(writes, "MOST_HELD", 1)
    text = desk.text(page(changed))
    assert "Advised: others go on working" in text
    assert "Choose this outside working hours" in text
    assert desk.write(changed, mode="good", corrects="yes").state == RunState.DONE
    changed.refresh_from_db()
    assert changed.mode == Mode.GOOD


def test_two_windows_decide_once(desk: Desk, run: ImportRun) -> None:
    desk.send(page(run, "write"), {"version": str(run.version), "mode": "good"})
    second = desk.send(page(run, "give-up"), {"version": str(run.version)})
    assert "changed in another window" in desk.text(second.headers["Location"])
    run.refresh_from_db()
    assert run.state == RunState.WRITE_WAITS


def test_giving_up_takes_the_files_away(desk: Desk, run: ImportRun) -> None:
    assert "Give the table up?" in desk.text(page(run, "give-up"))
    desk.send(page(run, "give-up"), {"version": str(run.version)})
    assert not store.folder(run.id).exists()
    assert "The table was given up" in desk.text(page(run))
    assert "there is nothing to give up" in desk.text(page(run, "give-up"))
    assert desk.get(page(run, "columns")).status_code == 302
    assert desk.get(page(run, "file", "all", "csv")).status_code == 404


@pytest.mark.parametrize("failure", ["file_lost", "denied", "broken", "not_xlsx", "expired"])
def test_a_run_that_stopped_says_why_and_what_now(desk: Desk, run: ImportRun, failure: str) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, failure=failure, counts={}, checked_at=None)
    shown = desk.text(page(run))
    assert "The work on the table stopped" in shown
    assert ("Check once more" in shown) == (failure not in ("file_lost", "denied"))


def test_a_failed_check_is_taken_again(desk: Desk, run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, failure="broken", counts={}, checked_at=None)
    desk.send(page(run, "again"), {"version": str(run.version)})
    worked()
    run.refresh_from_db()
    assert run.state == RunState.CHECKED


def test_a_table_opens_for_who_brought_it_alone(tables: Tables, desk: Desk, run: ImportRun) -> None:
    from tirkelim.identity.models import Role

    colleague = tables.account("colleague", Role.HR_OFFICER, organisation=tables.clinic)
    desk.force_login(colleague)
    assert "Штат.csv" in desk.text("/imports/")
    assert f"/imports/{run.id}/" not in desk.get("/imports/").content.decode()
    for who in (colleague, tables.stranger, tables.coordinator):
        desk.force_login(who)
        for part in ("", "columns/", "progress/", "found/x/", "file/all/csv/", "give-up/"):
            assert desk.get(page(run) + part).status_code == 404, (who.login, part)
        for part in ("write/", "again/", "sheet/", "give-up/", "columns/"):
            assert desk.send(page(run) + part, {"version": "1"}, command=uuid4()).status_code == 404
    desk.force_login(tables.stranger)
    assert "Штат.csv" not in desk.text("/imports/")
