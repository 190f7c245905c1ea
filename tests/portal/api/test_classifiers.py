"""Exports of the classifiers: whole, the same in every format, valid FHIR, safe to open, kept by clients."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from fhir.resources.codesystem import CodeSystem
from fhir.resources.conceptmap import ConceptMap
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tirkelim.law.classifiers.lists import CODES
from tirkelim.law.order_305_positions.nomenclature import positions
from tirkelim.law.order_305_positions.table import MOST_LINES
from tirkelim.portal.api.classifiers.formats import FORMATS, export
from tirkelim.portal.api.classifiers.views import LARGEST_LIST

EACH = pytest.mark.parametrize("code", CODES)
SITE = "http://register.example"


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> Iterator[None]:
    """A site with a name of its own, without limits."""
    settings.PUBLIC_URL = SITE
    settings.ASK_PER_MINUTE = 0
    export.cache_clear()
    yield
    export.cache_clear()


def get(code: str, format: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/classifiers/{code}/{format}", headers=headers)


def as_json(code: str) -> dict[str, Any]:
    found: dict[str, Any] = get(code, "json").json()
    return found


def test_all_are_listed_with_the_addresses_of_their_formats() -> None:
    listed = Client().get("/api/v1/classifiers").json()["classifiers"]

    assert [one["code"] for one in listed] == list(CODES)
    for one in listed:
        assert set(one["formats"]) == set(FORMATS)
        for address in one["formats"].values():
            assert Client().get(address).status_code == 200


@EACH
def test_csv_and_xlsx_hold_what_json_holds(code: str) -> None:
    told = as_json(code)
    text = get(code, "csv").content.decode("utf-8")
    sheet = load_workbook(io.BytesIO(get(code, "xlsx").content)).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]

    assert text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(read) == len(told["items"]) == told["count"] == len(rows) - 1
    assert list(rows[0]) == told["columns"] == list(read[0])
    for item, line, row in zip(told["items"], read, rows[1:], strict=True):
        assert tuple(item.values()) == row
        assert line == {name: written(value) for name, value in item.items()}


def written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@EACH
def test_the_second_sheet_says_the_edition(code: str) -> None:
    about = dict(load_workbook(io.BytesIO(get(code, "xlsx").content))["about"].values)

    assert about["code"] == code
    assert about["source"] == f"{SITE}/api/v1/classifiers/{code}/xlsx"
    assert (about["edition"] or None) == as_json(code)["edition"]


@EACH
def test_fhir_is_valid_and_known_by_its_own_address(code: str) -> None:
    response = get(code, "fhir")
    raw = response.json()
    kind = ConceptMap if raw["resourceType"] == "ConceptMap" else CodeSystem
    kind.model_validate(raw)

    assert response["Content-Type"].startswith("application/fhir+json")
    assert raw["url"] == f"{SITE}/api/v1/classifiers/{code}/fhir"
    assert raw["id"] == code
    assert raw["status"] == as_json(code)["status"]
    assert {part["extension"][0]["valueCode"] for part in raw["_title"]["extension"]} == {"ru", "en"}


@pytest.mark.parametrize("code", [code for code in CODES if code != "position-concordance"])
def test_a_code_system_is_complete(code: str) -> None:
    raw, told = get(code, "fhir").json(), as_json(code)
    declared = {one["code"] for one in raw["property"]}

    assert raw["content"] == "complete"
    assert raw["count"] == len(raw["concept"]) == told["count"]
    assert [one["code"] for one in raw["concept"]] == [item["code"] for item in told["items"]]
    for concept, item in zip(raw["concept"], told["items"], strict=True):
        assert [one["value"] for one in concept["designation"]] == [item[f"name_{lang}"] for lang in ("kk", "ru", "en")]
        held = {one["code"]: one[next(key for key in one if key != "code")] for one in concept.get("property", [])}
        assert set(held) <= declared
        assert held == {name: item[name] for name in declared if item[name] is not None}


def test_positions_carry_their_properties() -> None:
    nurse = get("positions", "fhir").json()["concept"][2]

    assert nurse["code"] == "305-03"
    assert {"code": "inferred", "valueString": "title_kk"} in nurse["property"]
    assert {"code": "group", "valueInteger": 1} in nurse["property"]
    assert {"code": "asterisk", "valueBoolean": False} in nurse["property"]


def test_the_concordance_maps_former_titles_and_says_where_there_was_none() -> None:
    there, back = get("position-concordance", "fhir").json()["group"]
    former = {item["code"] for item in as_json("former-positions")["items"]}
    current = {item["code"] for item in as_json("positions")["items"]}

    assert there["source"] == back["target"] == get("former-positions", "fhir").json()["url"]
    assert there["target"] == back["source"] == get("positions", "fhir").json()["url"]
    assert {one["code"] for one in there["element"]} == former
    targets = {target["code"] for one in there["element"] for target in one["target"]}
    new = {one["code"] for one in back["element"]}
    assert targets | new == current
    assert not targets & new
    assert all(one["noMap"] is True and "target" not in one for one in back["element"])


@EACH
@pytest.mark.parametrize("format", FORMATS)
def test_a_client_that_holds_it_is_not_sent_it_again(code: str, format: str) -> None:
    first = get(code, format)
    export.cache_clear()  # the bytes are made anew and are the same
    again = get(code, format, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "public" in first["Cache-Control"]
    assert not first.cookies
    assert get(code, format, if_none_match='"other"').status_code == 200
    assert Client().head(f"/api/v1/classifiers/{code}/{format}").status_code == 200


@pytest.mark.parametrize("address", ["nothing/json", "positions/pdf", "positions/JSON"])
def test_what_does_not_exist_is_404_with_words(address: str) -> None:
    response = Client().get(f"/api/v1/classifiers/{address}")

    assert response.status_code == 404
    assert set(response.json()["errors"][0]["messages"]) == {"kk", "ru", "en"}


# --- POST /positions/match -------------------------------------------------------------------------------------------


def post(body: Any) -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return Client().post("/api/v1/positions/match", text, content_type="application/json")


def test_titles_are_matched_in_their_order() -> None:
    answer = post({"titles": ["Зертханашы", "зубной врач", "Фельдшер", "Астронавт", ""]}).json()

    assert [(one["found"], one["certain"], one["code"]) for one in answer["matches"]] == [
        ("former", True, "305-66"),
        ("alike", False, "305-63"),
        ("current", True, "305-56"),
        ("not_found", False, None),
        ("empty", False, None),
    ]
    assert answer["edition"] == "305/2020 ed. 66/2025"


def test_every_former_title_finds_its_position() -> None:
    former = [position for position in positions() if position.former_title]
    answer = post({"titles": [position.former_title for position in former]}).json()

    assert [one["row"] for one in answer["matches"]] == [position.row for position in former]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"titles": "Фельдшер"}, 422),
        ({"titles": [7]}, 422),
        ({"titles": [], "more": 1}, 422),
        (["Фельдшер"], 422),
        ("not json", 422),
        (b'{"titles": ["\xff"]}', 422),
        ({"titles": ["x"] * (MOST_LINES + 1)}, 422),
        ({"titles": ["x" * LARGEST_LIST]}, 413),
    ],
)
def test_what_does_not_fit_is_said(body: Any, status: int) -> None:
    response = post(body)

    assert response.status_code == status
    assert response.json()["errors"][0]["message"]


def test_only_post_and_not_without_end(settings: Any) -> None:
    assert Client().get("/api/v1/positions/match").status_code == 405
    settings.ASK_PER_MINUTE = 1
    statuses = [post({"titles": []}).status_code for _ in range(3)]
    assert statuses[-1] == 429


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_titles_are_answered(titles: list[str]) -> None:
    answer = post({"titles": titles})

    assert answer.status_code == 200
    assert [one["title"] for one in answer.json()["matches"]] == titles


@pytest.mark.parametrize("address", ["/api/v1/classifiers", "/api/v1/classifiers/positions/csv"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_classifiers_are_read_only_and_say_so_in_json(address: str, method: str) -> None:
    answer = getattr(Client(), method)(address)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.json()["errors"][0]["code"] == "method_not_allowed"
    assert Client().head(address).status_code == 200
