"""Units of single activities, row by row: the table stands in units.csv (``?``: not known)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.ask.stream import answer_line

ROWS = list(csv.DictReader((Path(__file__).parent / "units.csv").open(encoding="utf-8")))
CONFIRMED_ON = "2025-10-15"
WORDS = {"yes": True, "no": False}


def value_of(text: str) -> Any:
    """A fact of the table as JSON has it."""
    if text in WORDS:
        return WORDS[text]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def activity_of(facts: str) -> dict[str, Any]:
    """The activity of a line: what it does not say is in order and lies in the period."""
    usual = {"completed_on": "2024-05-20", "profile_match": True, "evidence_complete": True}
    if "completed_on" not in facts:
        usual["completed_on"] = "2025-05-20"
    given = dict(pair.split("=") for pair in facts.split())
    return usual | {name: value_of(text) for name, text in given.items()}


def answer_of(row: int, activity: dict[str, Any]) -> dict[str, Any]:
    facts = {"criterion": row, "confirmed_on": CONFIRMED_ON, "activity": activity}
    return ask("cpd.units", facts).as_json()


@pytest.mark.parametrize("line", ROWS, ids=lambda line: f"{line['citation']} {line['facts']}")
def test_units(line: dict[str, str]) -> None:
    answer = answer_of(int(line["row"]), activity_of(line["facts"]))["answer"]

    if line["units"] == "?":
        assert (answer["accepted"], answer["units"]) == (None, None), line["why"]
    else:
        assert answer["units"] == value_of(line["units"]), line["why"]
        assert answer["accepted"] is (answer["units"] > 0)


@pytest.mark.parametrize("line", ROWS, ids=lambda line: f"{line['citation']} {line['facts']}")
def test_every_answer_is_explained_by_its_findings(line: dict[str, str]) -> None:
    answered = answer_of(int(line["row"]), activity_of(line["facts"]))

    statuses = [finding["status"] for finding in answered["findings"]]
    whole = answered["findings"][-1]
    assert whole["citation"] == f"283/2020 ann.1 row {line['row']}"
    if line["units"] == "?":
        assert "unknown" in statuses
        assert "not_met" not in statuses
    else:
        assert ("not_met" in statuses) is (line["units"] == "0")
        assert whole["found"] == answered["answer"]["units"]


def test_every_row_of_annex_1_stands_in_the_table() -> None:
    assert {int(line["row"]) for line in ROWS} == set(range(1, 22))


@pytest.mark.parametrize("row", range(1, 22))
def test_chapter_of_each_row(row: int) -> None:
    chapter = "further_education" if row == 1 else "non_formal" if row <= 4 else "competencies"

    assert answer_of(row, activity_of(""))["answer"]["chapter"] == chapter


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"started_on": "2025-06-01"}, "activity.started_on"),
        ({"author_position": 3, "authors": 2}, "activity.author_position"),
        ({"hours": 1.25}, "activity.hours"),
        ({"weeks": 1.5}, "activity.weeks"),
        ({"hours": -1}, "activity.hours"),
        ({"significance": "world"}, "activity.significance"),
        ({"quartile": "Q5"}, "activity.quartile"),
        ({"completed_on": "2025-02-30"}, "activity.completed_on"),
        ({"colour": "green"}, "activity.colour"),
    ],
)
def test_impossible_activities_name_their_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(FactErrors) as caught:
        answer_of(12, activity_of("") | changed)

    assert [error.field for error in caught.value.errors] == [field]


def test_null_is_as_good_as_left_out() -> None:
    nulls = dict.fromkeys(("hours", "credits", "weeks", "count", "quartile", "online", "document_language"))

    assert answer_of(12, activity_of("") | nulls) == answer_of(12, activity_of(""))
    assert answer_of(3, activity_of("") | nulls)["answer"]["units"] is None
    assert answer_of(3, activity_of("hours=2") | {"profile_match": None})["answer"]["units"] is None
    assert answer_of(9, activity_of("author_position=1") | {"profile_match": None})["answer"]["units"] == 10


def test_before_the_held_edition_nothing_is_answered() -> None:
    facts = {"criterion": 12, "confirmed_on": "2025-07-27", "activity": activity_of("")}
    line = answer_line(json.dumps({"id": "x", "question": "cpd.units", "facts": facts}))

    assert line["errors"][0]["field"] == "confirmed_on"
    assert "NotInForce" in line["errors"][0]["message"]


def test_what_ends_after_confirmation_is_not_called_too_old() -> None:
    for row in (12, 18):
        found = {f["requirement"]: f for f in answer_of(row, activity_of("completed_on=2025-10-16"))["findings"]}
        window = next(f for name, f in found.items() if name.endswith("window"))
        assert (found["cpd.completed"]["status"], window["status"]) == ("not_met", "not_applicable")
        assert "after" in window["message"]["en"]


@pytest.mark.parametrize("row", [6, 7, 8, 9])
def test_the_limit_of_authors_reads_well_in_all_languages(row: int) -> None:
    limit = 1 if row < 8 else 3
    activity = activity_of(f"author_position={limit + 1} work=manual count=1")
    found = {f["requirement"]: f["message"] for f in answer_of(row, activity)["findings"]}
    message = found[f"cpd.row.{row}.first_authors"]
    assert (f"{limit}-орыннан" in message["kk"], f"{limit}-го места" in message["ru"]) == (True, True)
