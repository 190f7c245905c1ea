"""``position.interior``: every row of the register asked by its own wording, and by what people write instead."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.registry import ask
from tirkelim.law.order_1035_interior.place import ladder
from tirkelim.law.order_1035_interior.register import Entry, entries

ALL = pytest.mark.parametrize("row", entries(), ids=lambda row: row.id)
MANAGERS = pytest.mark.parametrize("row", [row for row in entries() if row.block == "A"], ids=lambda row: row.id)


def interior(position: str, **facts: Any) -> tuple[str | None, str | None, str | None]:
    defaults = dict.fromkeys(("sphere", "band", "category"))
    answer = ask("position.interior", defaults | {"position": position} | facts).as_json()["answer"]
    return answer["block"], answer["link"], answer["step"]


def own_facts(row: Entry) -> dict[str, Any]:
    facts = {"sphere": row.sphere, "band": row.band, "category": row.category}
    return facts | ({"institution": row.institution} if row.institution else {})


def expected(row: Entry) -> tuple[str, str, str | None]:
    return row.block, row.link, row.step


@ALL
def test_by_its_own_wording(row: Entry) -> None:
    assert interior(row.wording, **own_facts(row)) == expected(row)


@ALL
def test_by_an_untidy_wording(row: Entry) -> None:
    untidy = row.wording.upper().replace("-", " - ").replace("ММ ", "ММ  ")

    assert interior(untidy, **own_facts(row)) == expected(row)


@MANAGERS
def test_managers_tell_their_institution_themselves(row: Entry) -> None:
    assert interior(row.wording) == expected(row)


@ALL
def test_by_each_listed_variant(row: Entry) -> None:
    for alias in row.aliases:
        if not alias.startswith("*"):
            assert interior(alias, **own_facts(row)) == expected(row)


@pytest.mark.parametrize(
    ("position", "place"),
    [
        ("врач", ("B", "B2", "2")),
        ("врач-терапевт", ("B", "B2", "2")),
        ("хирург дәрігер", ("B", "B2", "2")),
        ("помощник санитарного врача", (None, None, None)),
    ],
)
def test_physicians_of_all_specialties(position: str, place: tuple[str | None, str | None, str | None]) -> None:
    assert interior(position, sphere="health", band="high", category="first") == place


@pytest.mark.parametrize(
    ("position", "institution", "place"),
    [
        ("Аурухана бастығы", "republican", ("A", "A1", "1")),
        ("Аурухана бастығы", "oblast", ("A", "A1", "2")),
        ("ММ басшысы (облыстық)", None, ("A", "A1", "2")),
        ("бас дәрігер", "oblast", ("A", "A1", "2")),
        ("басшы", "republican", ("A", "A1", "1")),
        ("ММ басшысы", "republican_branch", ("A", "A2", "1")),
        ("филиал басшысы", "republican", ("A", "A2", "1")),
        ("Орталық госпиталь бастығы", None, ("A", "A1", "1")),
        ("Республикалық жедел-құтқару жасағының басшысы", None, ("A", "A1", "2")),
        ("басшының орынбасары", "republican", ("A", "A1", None)),
        ("басшының орынбасары", "oblast", ("A", "A1", None)),
        ("басшының орынбасары", "republican_branch", ("A", "A2", None)),
        ("басшының медбике ісі жөніндегі орынбасары", "republican", ("A", "A2", "1")),
        ("бас бухгалтер", "republican", ("A", "A2", "1")),
        ("бас бухгалтер", "oblast", ("A", "A2", None)),
        ("бас бухгалтер", "district", ("A", "A2", "3")),
        ("бас бухгалтер", None, ("A", "A2", None)),
        ("қаржы қызметінің бастығы", "republican", ("A", "A2", "1")),
        ("бөлім бастығы", "oblast", ("A", "A2", None)),
        ("бөлім басшысының орынбасары", "republican", ("A", "A3", "1")),
        ("бөлім басшысының орынбасары", "oblast", ("A", "A3", "2")),
        ("дәріхана меңгерушісі", "republican", ("A", "A3", "1")),
        ("дәріхана меңгерушісі", "republican_branch", ("A", "A3", "2-1")),
        ("дәріхана меңгерушісі", "oblast", ("A", "A3", "2-1")),
        ("бас инженер", "republican", ("A", "A3", "1")),
        ("бас инженер", "oblast", ("A", "A3", "2-1")),
        ("бас дирижер", "oblast", ("A", "A3", "1")),  # listed once only (P9)
        ("гараж бастығы", "oblast", (None, None, None)),
    ],
)
def test_managers(position: str, institution: str | None, place: tuple[str | None, ...]) -> None:
    assert interior(position, institution=institution) == place


@pytest.mark.parametrize(
    ("sphere", "position", "band", "category", "place"),
    [
        ("health", "терапевт-дәрігер", "high", "first", ("B", "B2", "2")),
        ("health", "хирург дәрігері", "high", "none", ("B", "B2", "4")),
        ("health", "дәрігер", "high", None, ("B", "B2", None)),
        ("health", "тіс дәрігері", "middle", "first", ("B", "B4", "2")),
        ("health", "тіс дәрігері", "high", "first", ("B", "B2", "2")),
        ("health", "аға мейіргер", "high", "highest", ("B", "B3", "1")),
        ("health", "мейіргер", "middle", "highest", ("B", "B4", "1")),
        ("health", "медициналық бике (аға)", None, "highest", ("B", None, None)),
        ("health", "фельдшер-зертханашы", "middle", "second", ("B", "B4", "3")),
        ("health", "фармацевт", "high", "second", ("B", "B3", "3")),
        ("health", "фармацевт", "middle", "second", ("B", "B4", "3")),
        ("health", "қоғамдық денсаулық сақтау маманы", "high", "first", ("B", "B3", "4")),  # P9
        ("other", "құтқарушы", "middle", "highest", ("B", "B3", "4")),  # P9
        ("other", "диспетчер", "middle", "first", ("B", "B3", "4")),  # P9
        ("other", "инженер", "high", "first", ("B", "B2", "2")),
        (None, "инженер (қызметтің негізгі түрі)", "high", "first", ("B", "B2", "2")),
        (None, "инженер", "high", None, ("C", "C2", None)),
        (None, "инженер-электрик", "middle", None, ("C", "C3", None)),
        ("health", "зертханашы", "high", "second", ("B", "B3", "3")),
        (None, "зертханашы", "high", None, ("C", "C2", None)),
        (None, "мал дәрігері", "high", None, ("C", "C2", None)),
        (None, "диспетчер", None, None, ("D", "D", None)),
        ("health", "медициналық тіркеуші", "middle", "none", ("D", "D", None)),
        (None, "аға оқытушы", None, None, ("B", "B1", "3")),
        (None, "оқытушы", "high", None, ("C", "C2", None)),
        (None, "асхана меңгерушісі", None, None, ("C", "C1", None)),
        (None, "қылмыстық-атқару жүйесі мекемесі клубының басшысы", None, None, ("C", "C3", None)),
        (None, "клуб меңгерушісі", None, None, ("C", "C1", None)),
        (None, "фотозертхана меңгерушісі", None, None, ("C", "C3", None)),
        (None, "бухгалтер", None, None, ("C", None, None)),
        ("other", "солист", "middle", "first", (None, None, None)),  # named at the high band only
        ("other", "дәрігер", "high", "first", (None, None, None)),  # named in health only
        (None, "Астронавт", None, None, (None, None, None)),
        (None, "", None, None, (None, None, None)),
    ],
)
def test_staff(sphere: Any, position: str, band: Any, category: Any, place: tuple[str | None, ...]) -> None:
    assert interior(position, sphere=sphere, band=band, category=category) == place


def test_steps_not_told_give_an_unknown_finding() -> None:
    for facts in ({"position": "дәрігер"}, {"position": "Астронавт"}, {"position": None}):
        (finding,) = ask("position.interior", {"sphere": None, "band": None, "category": None} | facts).findings
        assert finding.status == "unknown"


def test_a_lost_step_is_named_as_probable() -> None:
    facts = {
        "sphere": None,
        "position": "Республикалық маңызы бар ММ басшысының орынбасары",
        "band": None,
        "category": None,
    }
    (finding,) = ask("position.interior", facts).as_json()["findings"]

    assert "1-1" in finding["message"]["en"]
    assert finding["readings"] == ["P10"]


def test_the_step_that_the_next_category_would_bring() -> None:
    assert ladder("дәрігер", "health", "high") == {"none": "4", "second": "3", "first": "2", "highest": "1"}
    assert ladder("құтқарушы", "other", "middle") == {"none": "4"}


@pytest.mark.parametrize(
    "facts", [{}, {"position": 7}, {"position": "x", "sphere": "army"}, {"position": "x", "rank": 1}]
)
def test_facts_that_do_not_fit(facts: dict[str, Any]) -> None:
    with pytest.raises(FactErrors):
        ask("position.interior", facts)
