"""The pages of the positions: everything held is shown, what was inferred is marked, what is not held is said."""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tirkelim.law.order_305_positions.nomenclature import groups, positions
from tirkelim.law.order_305_positions.table import MOST_LINES
from tirkelim.law.order_1035_interior.register import entries
from tirkelim.portal.positions.matching import LARGEST_FILE

LANGUAGES = ("kk", "ru", "en")
ALL = pytest.mark.parametrize("lang", LANGUAGES)
STEP = "/positions/interior/step/"
MATCH = "/positions/match/"


def client(lang: str = "en") -> Client:
    reader = Client()
    reader.cookies["til"] = lang
    return reader


def plain(response: Any) -> str:
    text: str = html.unescape(response.content.decode()).replace("\u00a0", " ")
    return text


def get(address: str, lang: str = "en", **sent: str) -> str:
    response = client(lang).get(address, sent)
    assert response.status_code == 200
    assert not response.cookies
    return plain(response)


def rows_listed(page: str) -> list[int]:
    return [int(row) for row in re.findall(r'p-line__name" href="/positions/(\d+)/"', page)]


def answer(page: str) -> str:
    found = re.search(r'a-answer__sentence">(.*?)</p>', page, re.S)
    return found[1] if found else ""


# --- the list --------------------------------------------------------------------------------------------------------


@ALL
def test_all_positions_stand_under_their_nine_groups(lang: str) -> None:
    page = get("/positions/", lang)

    assert rows_listed(page) == list(range(1, 88))
    for group in groups().values():
        assert group.heading[lang] in page
    for position in positions():
        assert position.name(lang) in page


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({"group": "3"}, list(range(23, 30))),
        ({"education": "post_secondary"}, [55]),
        ({"education": "postgraduate"}, list(range(7, 30))),
        ({"education": "none"}, [*range(1, 7), 81]),
        ({"paragraph": "25"}, [54]),
        ({"group": "2", "paragraph": "2"}, [8]),
        ({"group": "5", "education": "higher"}, []),
    ],
)
def test_filters(filters: dict[str, str], rows: list[int]) -> None:
    page = get("/positions/", **filters)

    assert rows_listed(page) == rows
    assert ("What to try:" in page) == (not rows)


@pytest.mark.parametrize(
    ("query", "first"),
    [("зубной врачь", 63), ("Зертханашы", 66), ("Dental", 62), ("бас мейиргер", 6), ("305-55", 55)],
)
def test_search_by_any_name(query: str, first: int) -> None:
    assert rows_listed(get("/positions/", q=query))[0] == first


def test_a_hit_says_by_which_former_name_and_that_it_is_only_alike() -> None:
    page = get("/positions/", q="зубной врачь")

    assert "Formerly: Зубной врач (дантист)" in page
    assert "spelt alike" in page
    assert 'value="зубной врачь"' in page


def test_search_and_filters_go_together() -> None:
    assert set(rows_listed(get("/positions/", q="мейіргер", group="6"))) <= set(range(56, 80))


def test_nothing_found_says_what_to_try() -> None:
    page = get("/positions/", q="<b>астронавт</b>")

    assert rows_listed(page) == []
    assert "What to try:" in page


def test_a_filter_that_cannot_be_read_is_said_beside_it() -> None:
    page = get("/positions/", paragraph="x", q="")

    assert "govuk-error-summary" in page
    assert len(rows_listed(page)) == 87


def test_new_and_restored_positions_are_marked() -> None:
    page = get("/positions/")

    assert page.count("new position") == 44
    assert page.count("title restored") == 1


@ALL
def test_every_classifier_can_be_taken_along(lang: str) -> None:
    page = get("/positions/", lang) + get("/positions/interior/", lang)

    for address in set(re.findall(r'href="(/api/v1/classifiers/[^"]+)"', page)):
        assert client().get(address).status_code == 200
    assert len(set(re.findall(r"/api/v1/classifiers/([a-z-]+)/xlsx", page))) == 7


# --- one position ----------------------------------------------------------------------------------------------------


@ALL
@pytest.mark.parametrize("position", positions(), ids=lambda position: position.code)
def test_the_page_of_a_position_shows_everything_held(position, lang: str) -> None:
    page = get(f"/positions/{position.row}/", lang)

    for text in (position.title, *map(position.name, position.names), position.former_title, position.code):
        assert text is None or text in page
    assert position.group.heading[lang] in page
    assert f"§ {position.paragraph}" in page
    assert str(position.page) in page
    assert ("#P1" in page) == (position.asterisk or "#P12" in page)
    assert ('"t-citation" href="/law/readings/#P1"' in page.replace("govuk-link ", "")) == position.asterisk
    assert ("#P4" in page) == ("title_kk" in position.inferred)
    assert ("p-repaired" in page) == bool(position.note)


def test_duties_are_shown_where_held_and_marked_inferred() -> None:
    page = get("/positions/55/")

    assert page.count("<li>") >= 19
    assert "inferred" in page
    assert "Their text is not held here" not in page
    assert "Their text is not held here" in get("/positions/56/")


def test_the_place_in_the_register_is_told_or_said_to_be_unknown() -> None:
    assert "cannot be told" in get("/positions/24/")
    assert "Block B, link B2" in get("/positions/8/")
    assert get("/positions/16/").count("p-standing") == 2
    (href,) = re.findall(r'href="(/positions/interior/step/\?[^"]+)"', get("/positions/59/"))
    assert answer(get(href)) == "Block B, link B4."


def test_positions_that_do_not_exist() -> None:
    assert client().get("/positions/88/").status_code == 404
    assert client().get("/positions/0/").status_code == 404


def test_the_advisor_and_the_page_lead_to_each_other() -> None:
    (href,) = re.findall(r'href="(/advisor/position/\?[^"]+)"', get("/positions/63/"))
    page = get(href)

    assert 'href="/positions/63/"' in page
    assert "Нужный" not in page
    assert "Did you mean" in get("/advisor/position/", title="зубной врачь")


# --- the register and the step ---------------------------------------------------------------------------------------


@ALL
def test_the_whole_register_is_shown_with_what_was_inferred(lang: str) -> None:
    page = get("/positions/interior/", lang)

    assert page.count("<li") > len(entries())
    for entry in entries():
        assert entry.names[lang] in page
    for reading in ("P7", "P8", "P9", "P10"):
        assert f"#{reading}" in page


def test_lost_labels_and_steps_are_marked() -> None:
    page = get("/positions/interior/")

    assert page.count("label inferred") == 2
    assert page.count("Step lost") == page.count("probably ")
    assert "Step lost" in page


def test_the_register_is_searched_and_filtered() -> None:
    page = get("/positions/interior/", q="медициналык бике", link="B4")

    assert page.count('class="p-step"') == 4
    assert "8 rows found." in page  # nurses, and dietary nurses by another of their names
    assert "0 rows found." in get("/positions/interior/", q="астронавт")


@pytest.mark.parametrize(
    ("sent", "place", "then"),
    [
        ({"position": "Дәрігер", "level": "7.2 (R)"}, "Block B, link B2, step 3.", "it brings step 2"),
        ({"position": "Physician (specialist)*", "category": "none"}, "Block B, link B2, step 4.", "brings step 3"),
        ({"position": "Дәрігер", "level": "7.4 (R)"}, "Block B, link B2, step 1.", "No step lies above"),
        ({"position": "Advanced practice nurse", "level": "5.1", "band": "middle"}, "Block B, link B4, step 3.", "5.2"),
        ({"position": "Главная медицинская сестра"}, "The register does not tell where this position stands.", ""),
        ({"position": "Медициналық тіркеуші"}, "Block D, link D.", "no steps"),
        ({"position": "Доцент"}, "Block B, link B1, step 2.", "not on the category"),
        ({"position": "басшының орынбасары", "institution": "oblast"}, "Block A, link A1.", "2-1"),
    ],
)
def test_block_link_step_and_what_comes_next(sent: dict[str, str], place: str, then: str) -> None:
    page = get(STEP, **sent)

    assert answer(page) == place
    assert then.casefold() in page.casefold()
    assert "POST /api/v1/ask/position.interior_next" in page


def test_the_steps_of_all_categories_stand_beside_each_other() -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", get(STEP, position="Дәрігер", level="7.2 (R)"))

    assert re.search(r"Second category .*?7\.2 \(R\) .*?3 .*?now", page)
    assert re.search(r"First category .*?7\.3 \(R\) .*?2 .*?next", page)
    assert "7.2 (I)" not in page.split("Steps of this position")[1].split("Why")[0]


def test_without_a_position_it_is_asked_for() -> None:
    assert "Write the position" in get(STEP, position="", category="first")


# --- a list of old titles --------------------------------------------------------------------------------------------


def post(**sent: Any) -> Any:
    return client().post(MATCH, sent)


def file(content: str | bytes, name: str = "titles.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def read(response: Any) -> list[dict[str, str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_pasted_titles_become_a_table() -> None:
    response = post(titles="Зертханашы\nзубной врач\nАстронавт\nФельдшер")
    page = plain(response)

    assert response.status_code == 200
    for words in ("former title", "spelt alike: please look", "not found", "current title"):
        assert words in page
    assert "2 titles are certain." in page
    assert 'href="/positions/66/"' in page


def test_what_the_page_shows_comes_back_as_csv() -> None:
    page = plain(post(file=file('Должность;Кол-во\n"Биолог, зоолог «а»";1\nАкушер;2\n;3')))
    again = re.search(r'<textarea name="titles" hidden>(.*?)</textarea>', page, re.S)
    assert again is not None

    rows = read(post(titles=again[1], to="csv"))
    assert [row["title"] for row in rows] == ["Биолог, зоолог «а»", "Акушер", ""]


def test_a_file_becomes_a_file() -> None:
    rows = read(post(file=file("\ufeffЛауазым;n\nЗертханашы;1\n=1+1;2\n;3"), to="csv"))

    assert [(row["line"], row["found"], row["code"]) for row in rows] == [
        ("2", "former", "305-66"), ("3", "not_found", ""), ("4", "empty", ""),
    ]  # fmt: skip
    assert rows[1]["title"] == "'=1+1"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file with titles"),
        ({"titles": " \n "}, "Choose a file with titles"),
        ({"file": file("Зертханашы".encode("cp1251"))}, "not in UTF-8"),
        ({"file": file('title;n\n"Акушер;1')}, "Line 2 cannot be read"),
        ({"file": file("x" * (LARGEST_FILE + 1))}, "larger than 1 MB"),
        ({"titles": "Акушер\n" * (MOST_LINES + 1)}, "more than 5000 lines"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(sent: dict[str, Any], words: str) -> None:
    if "file" in sent:
        sent["file"].seek(0)
    response = post(**sent, **({} if "titles" in sent else {"titles": "Фельдшер" if "file" in sent else ""}))
    page = plain(response)

    assert response.status_code == 422
    assert words in page
    assert "govuk-error-summary" in page
    assert "file" not in sent or "Фельдшер" in page


def test_long_lists_are_cut_on_the_page_only() -> None:
    page = plain(post(titles="Акушер\n" * 400))

    assert "The first 300 lines are shown" in page
    assert page.count('href="/positions/57/"') == 300


def test_a_loop_is_slowed_down(settings: Any) -> None:
    settings.ASK_PER_MINUTE = 2
    statuses = [post(titles="Акушер").status_code for _ in range(5)]

    assert 429 in statuses


# --- the command line ------------------------------------------------------------------------------------------------


def cli(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tirkelim.cli", "positions", "match", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_the_command_line_writes_the_same_table(tmp_path: Path) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("Лауазым\nЗертханашы\nАстронавт\n", encoding="utf-8-sig")
    by_file, by_pipe = cli(str(table)), cli("-", given=table.read_bytes())

    assert (by_file.returncode, by_file.stdout) == (by_pipe.returncode, by_pipe.stdout)
    assert by_file.returncode == 0
    rows = list(csv.DictReader(io.StringIO(by_file.stdout.decode(), newline="")))
    assert [(row["found"], row["code"]) for row in rows] == [("former", "305-66"), ("not_found", "")]
    assert b"former: 1" in by_file.stderr


@pytest.mark.parametrize("given", [b"\xff\xfe", b'title;n\n"x;1', ("x\n" * (MOST_LINES + 1)).encode()])
def test_the_command_line_refuses_what_it_cannot_read(given: bytes) -> None:
    refused = cli("-", given=given)

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr


def test_the_navigation_leads_here() -> None:
    assert f'href="{reverse("positions")}"' in get("/about/")


def test_the_command_line_says_plainly_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    binary = tmp_path / "list.csv"
    binary.write_bytes(b"\xff\xfe\x00title")
    for path, words in ((binary, "not a text in UTF-8"), (tmp_path / "none.csv", "No such file")):
        done = cli(str(path))
        assert done.returncode == 2
        assert words in done.stderr.decode()
        assert "Errno" not in done.stderr.decode()
