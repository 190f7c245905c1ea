"""Every classifier: stable codes, names in three languages, clean texts, and loaders that refuse wrong data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.classifiers.concordance import former_concept
from tirkelim.law.classifiers.lists import CODES, classifier
from tirkelim.law.classifiers.model import Classifier, Concordance
from tirkelim.law.data import read_csv
from tirkelim.law.messages import LANGUAGES
from tirkelim.law.order_274_certificates.specialties import read_specialties
from tirkelim.law.order_305_positions.nomenclature import by_row, positions, read_groups, read_positions
from tirkelim.law.order_503_conformity.professions import read_activities, read_professions
from tirkelim.law.order_1035_interior.register import read_entries

BOOK = current_book()
EACH = pytest.mark.parametrize("code", CODES)
SIZES = {
    "positions": 87,
    "former-positions": 43,
    "position-concordance": 87,
    "interior-positions": 328,
    "specialties": 90,
    "professions": 237,
    "licence-subtypes": 17,
}


@EACH
def test_nothing_is_lost_and_codes_are_unique(code: str) -> None:
    rows = classifier(code, BOOK).rows()

    assert len(rows) == SIZES[code]
    assert len({row[4] if code == "position-concordance" else row[0] for row in rows}) == len(rows)
    assert all(len(row) == len(classifier(code, BOOK).columns()) for row in rows)


@EACH
def test_each_says_what_it_is_in_three_languages(code: str) -> None:
    held = classifier(code, BOOK)

    assert len({held.title(lang) for lang in LANGUAGES}) == 3
    assert len({held.about(lang) for lang in LANGUAGES}) == 3


@EACH
def test_codes_can_stand_in_an_address(code: str) -> None:
    held = classifier(code, BOOK)
    if isinstance(held, Classifier):
        assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", one.code) for one in held.concepts)


def names(code: str) -> Iterable[str]:
    held = classifier(code, BOOK)
    for row in held.rows():
        for column, cell in zip(held.columns(), row, strict=True):
            if isinstance(cell, str) and column != "note":
                yield cell


@EACH
def test_no_name_keeps_the_damage_of_the_printed_page(code: str) -> None:
    """P-4: wide-spaced letters, doubled spaces, furniture of the page, brackets left open."""
    for name in names(code):
        assert name == " ".join(name.split()), f"spaces: {name!r}"
        assert not re.search(r"(?<!\w)\w(?: \w){2,}(?!\w)", name), f"wide-spaced: {name!r}"
        assert not re.search(r"adilet|zan\.kz|\bҚР\b.*\b\d{4}\b|-бет\b|\bстр\.|http|ИС «ИПГО»", name, re.I), name
        assert name.count("(") == name.count(")"), f"bracket: {name!r}"
        assert name.count('"') % 2 == 0, f"quote: {name!r}"
        assert not re.search(r"\( | [,.;)]", name), f"space on the wrong side: {name!r}"
        assert not re.search(r"[\u0000-\u001f\u00ad\u200b-\u200f\u2028-\u202e\ufeff\ufffd]", name), f"{name!r}"


@EACH
def test_no_cell_of_a_table_is_a_formula(code: str) -> None:
    assert not [name for name in names(code) if name.startswith(("=", "+", "-", "@"))]


def test_statuses_follow_the_edition() -> None:
    conformity = classifier("professions", BOOK)
    assert conformity.edition is not None

    assert conformity.status(conformity.edition.start) == "active"
    assert conformity.status(date(2026, 11, 21)) == "retired"
    assert classifier("positions", BOOK).status(date(2020, 1, 1)) == "draft"
    assert classifier("positions", BOOK).status(date(2026, 11, 21)) == "active"
    assert classifier("specialties", BOOK).status(date(2026, 11, 21)) == "draft"


def test_the_concordance_tells_same_renamed_and_new() -> None:
    held = classifier("position-concordance", BOOK)
    assert isinstance(held, Concordance)
    relations = {row[4]: row[-1] for row in held.rows()}

    assert relations["305-56"] == "same"
    assert relations["305-63"] == "renamed"
    assert relations["305-24"] == "new"
    assert sum(relation == "new" for relation in relations.values()) == 44


def test_a_former_title_that_only_changed_its_kazakh_wording_keeps_its_translation() -> None:
    school_nurse, dentist, new = by_row(60), by_row(63), by_row(24)
    assert school_nurse is not None
    assert dentist is not None
    assert new is not None

    assert school_nurse.former_names["ru"] == school_nurse.names["ru"]
    assert dentist.former_names["ru"] == "Зубной врач (дантист)"
    assert new.former_names == {}
    assert former_concept(new) is None


def test_groups_name_the_education_of_their_headings() -> None:
    named = {position.group.number: position.group.education for position in positions()}

    assert named == {
        1: (), 2: ("higher", "postgraduate"), 3: ("higher", "postgraduate"), 4: ("higher",), 5: ("post_secondary",),
        6: ("technical_vocational",), 7: ("technical_vocational",), 8: (), 9: ("technical_vocational",),
    }  # fmt: skip
    assert {position.group.source for position in positions()} == {"305/2020 ann.1"}


# --- loaders refuse what is wrong ------------------------------------------------------------------------------------

Reader = Callable[[list[dict[str, str]]], Any]
WRONG: list[tuple[str, Reader, int, dict[str, str]]] = [
    ("order_305/groups.csv", read_groups, 4, {"group": "4"}),
    ("order_305/groups.csv", read_groups, 4, {"education": "kindergarten"}),
    ("order_305/groups.csv", read_groups, 4, {"heading_ru": ""}),
    ("order_305/positions.csv", read_positions, 5, {"row": "7"}),
    ("order_305/positions.csv", read_positions, 5, {"group": "12"}),
    ("order_305/positions.csv", read_positions, 5, {"paragraph": "9"}),
    ("order_305/positions.csv", read_positions, 5, {"page": "2"}),
    ("order_305/positions.csv", read_positions, 5, {"asterisk": "yes"}),
    ("order_305/positions.csv", read_positions, 5, {"title_ru": ""}),
    ("order_305/positions.csv", read_positions, 56, {"title_kk": "Фельдшер"}),
    ("order_305/positions.csv", read_positions, 56, {"former_title_kk": "Фельдшер"}),
    ("order_1035/register.csv", read_entries, 1, {"id": "A-001"}),
    ("order_1035/register.csv", read_entries, 0, {"link": "B1"}),
    ("order_1035/register.csv", read_entries, 0, {"link": "A7"}),
    ("order_1035/register.csv", read_entries, 0, {"step": ""}),
    ("order_1035/register.csv", read_entries, 0, {"step": "9"}),
    ("order_1035/register.csv", read_entries, 1, {"step": "1"}),
    ("order_1035/register.csv", read_entries, 0, {"institution": "village"}),
    ("order_1035/register.csv", read_entries, 90, {"category": "none", "step": "1"}),
    ("order_1035/register.csv", read_entries, 90, {"band": "low"}),
    ("order_1035/register.csv", read_entries, 300, {"step": "2"}),
    ("order_1035/register.csv", read_entries, 90, {"position_en": ""}),
    ("specialties.csv", read_specialties, 1, {"code": "residency.paediatrics"}),
    ("specialties.csv", read_specialties, 1, {"code": ""}),
    ("specialties.csv", read_specialties, 1, {"kk": ""}),
    ("specialties.csv", read_specialties, 1, {"kind": "hobby"}),
    ("specialties.csv", read_specialties, 1, {"certainty": "sure"}),
    ("specialties.csv", read_specialties, 1, {"lowest_level": "7.4 (R)", "highest_level": "7.1 (R)"}),
    ("specialties.csv", read_specialties, 1, {"lowest_level": "7.0 (I)"}),
    ("specialties.csv", read_specialties, 1, {"lowest_level": "6.0"}),
    ("specialties.csv", read_specialties, 1, {"highest_level": ""}),
    ("order_503/activities.csv", read_activities, 1, {"code": "1"}),
    ("order_503/activities.csv", read_activities, 1, {"sector": "44"}),
    ("order_503/activities.csv", read_activities, 1, {"mark": "guessed"}),
    ("order_503/professions.csv", read_professions, 1, {"activity": "44.1"}),
    ("order_503/professions.csv", read_professions, 1, {"level_from": "8", "level_to": "6"}),
    ("order_503/professions.csv", read_professions, 1, {"level_from": "", "level_to": "6"}),
    ("order_503/professions.csv", read_professions, 1, {"level_to": "9"}),
    ("order_503/professions.csv", read_professions, 1, {"kind": "hobby"}),
    ("order_503/professions.csv", read_professions, 1, {"ru": ""}),
]


@pytest.mark.parametrize(("path", "reader", "at", "wrong"), WRONG)
def test_a_loader_refuses_wrong_data(path: str, reader: Reader, at: int, wrong: dict[str, str]) -> None:
    rows = list(read_csv(path))
    assert reader(rows)
    rows[at] = rows[at] | wrong

    with pytest.raises(ValueError, match=r"\w"):
        reader(rows)


def test_a_row_left_out_or_given_twice_is_refused() -> None:
    rows = list(read_csv("order_305/positions.csv"))

    with pytest.raises(ValueError, match="contradicts itself"):
        read_positions(rows[:40] + rows[41:])
    with pytest.raises(ValueError, match=r"contradicts itself"):
        read_professions([*read_csv("order_503/professions.csv")] * 2)
