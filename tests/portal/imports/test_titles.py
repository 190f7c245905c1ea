"""Titles that are not known for certain: asked once for the file, remembered, read so, and kept as they are written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.portal.imports.conftest import HEADINGS, Desk, Tables, later, worked

from tirkelim.national.imports import store
from tirkelim.national.models import ImportRun, RunState, TitleMemory
from tirkelim.portal.imports import titles as page_of_titles
from tirkelim.register.models import Employment

NURSE, FELDSHER = "59", "56"


def titled(tables: Tables, *titles: str) -> Any:
    """A table with a worker of each title."""
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    rows = [tables.row(f"Бек{letters[at % 28]}{letters[at // 28]}ова", Должность=one) for at, one in enumerate(titles)]
    return tables.csv(*rows)


def boxes(desk: Desk, run: ImportRun) -> dict[str, str]:
    """Names of the boxes on the page, by the title beside them."""
    text = desk.get(f"/imports/{run.id}/titles/").content.decode()
    return {said: name for name, said in re.findall(r'<label[^>]*for="id_(title_\w+)">([^<]*)</label>', text)}


def answer(desk: Desk, run: ImportRun, **said: str) -> Any:
    """Send the page with an answer by title."""
    run.refresh_from_db()
    sent = {name: said.get(title.replace(" ", "_"), "") for title, name in boxes(desk, run).items()}
    return desk.send(f"/imports/{run.id}/titles/", {**sent, "version": str(run.version)})


def codes(run: ImportRun) -> set[str]:
    """What was found in the column of positions."""
    return {one.code for one in store.issues(run.id) if one.column == "position"}


def test_titles_are_asked_once_and_read_so_in_every_row(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра", "Медсестра ", "водитель", "Фельдшер"))
    assert run.counts["wrong"] == 3
    asked = desk.get(f"/imports/{run.id}/")
    assert asked.headers["Location"] == f"/imports/{run.id}/titles/"
    assert [*boxes(desk, run)] == ["медсестра", "водитель"]
    assert "2 rows, the first is row 2" in desk.text(f"/imports/{run.id}/titles/")
    answer(desk, run, медсестра=NURSE, водитель="outside")
    worked()
    run.refresh_from_db()
    assert (run.state, run.counts["wrong"]) == (RunState.CHECKED, 0)
    assert codes(run) == {"position_as_said", "position_kept"}
    shown = desk.text(f"/imports/{run.id}/")
    assert "“медсестра” was read as row 59" in shown
    assert "“водитель” is none of the nomenclature, as you said" in shown
    desk.write(run)
    held = Employment.objects.values_list("position", "position_title")
    assert {(59, "медсестра"), (None, "водитель"), (59, "Медсестра")} < {*held}


def test_an_answer_holds_for_the_next_table_of_the_organisation(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра"))
    answer(desk, run, медсестра=NURSE)
    worked()
    following = desk.checked(titled(tables, "МЕДСЕСТРА", "водитель"))
    assert following.counts["wrong"] == 1
    assert [*boxes(desk, following)] == ["водитель"]
    assert TitleMemory.objects.get().organisation == tables.clinic


def test_titles_left_aside_stay_errors_and_are_not_asked_again(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра", "водитель"))
    sent = answer(desk, run)
    assert sent.headers["Location"] == f"/imports/{run.id}/"
    run.refresh_from_db()
    assert run.state == RunState.CHECKED
    shown = desk.text(f"/imports/{run.id}/")
    assert "2 titles of your table are not known for certain. Because of this 2 rows have errors." in shown
    assert not TitleMemory.objects.exists()
    answer(desk, run, водитель=FELDSHER)
    worked()
    run.refresh_from_db()
    assert run.counts["wrong"] == 1
    assert "The table was checked" in desk.text(f"/imports/{run.id}/")


def test_an_answer_is_taken_back(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра"))
    answer(desk, run, медсестра=NURSE)
    worked()
    run.refresh_from_db()
    assert "as you said before" in desk.text(f"/imports/{run.id}/titles/")
    answer(desk, run)
    worked()
    run.refresh_from_db()
    assert run.counts["wrong"] == 1
    assert not TitleMemory.objects.exists()


def test_many_titles_come_in_portions(tables: Tables, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_titles, "PORTION", 2)
    run = desk.checked(titled(tables, "водитель", "водитель", "плотник", "столяр"))
    assert [*boxes(desk, run)] == ["водитель", "плотник"]
    assert "1 more title follows" in desk.text(f"/imports/{run.id}/titles/")
    sent = answer(desk, run, водитель="outside")
    assert sent.headers["Location"] == f"/imports/{run.id}/titles/"
    assert [*boxes(desk, run)] == ["столяр"]
    answer(desk, run, столяр="outside")
    worked()
    run.refresh_from_db()
    assert run.counts["wrong"] == 1


def test_what_is_no_answer_is_not_taken(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра"))
    assert answer(desk, run, медсестра="88").status_code == 422
    assert not TitleMemory.objects.exists()


def test_who_answers_in_an_old_window_is_told(tables: Tables, desk: Desk, clock: Any) -> None:
    run = desk.checked(titled(tables, "медсестра"))
    name = boxes(desk, run)["медсестра"]
    clock.shift(later())
    desk.send(f"/imports/{run.id}/titles/", {name: NURSE, "version": str(run.version - 1)})
    assert "changed in another window" in desk.text(f"/imports/{run.id}/titles/")
    assert not TitleMemory.objects.exists()


def test_nobody_elses_titles_are_shown(tables: Tables, desk: Desk) -> None:
    run = desk.checked(titled(tables, "медсестра"))
    stranger = Desk()
    stranger.force_login(tables.coordinator)
    assert stranger.get(f"/imports/{run.id}/titles/").status_code == 404


def test_a_specialty_is_asked_too(tables: Tables, desk: Desk) -> None:
    row = tables.row()
    run = desk.checked(tables.csv((*row, "педиатор"), headings=(*HEADINGS, "Специальность работы")))
    assert run.counts["wrong"] == 1
    text = desk.get(f"/imports/{run.id}/titles/").content.decode()
    assert "residency.paediatrics" in text.partition("<optgroup")[2].partition("</optgroup>")[0]
    answer(desk, run, педиатор="residency.paediatrics")
    worked()
    run.refresh_from_db()
    assert run.counts["wrong"] == 0
    assert "was read as the specialty" in desk.text(f"/imports/{run.id}/")
