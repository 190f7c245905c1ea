"""A row by itself: what must be there, what fits together, what is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.national.imports.planned import TODAY, checked, issues

from tirkelim.national.imports.checking import CheckContext, check_row
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.rows import RawRow

BIN = "990140000017"
ROW = {
    "iin": "850314101019",
    "surname_kk": "Үлгібаев",
    "given_kk": "Мысал",
    "birth_date": "14.03.1985",
    "sex": "ер",
    "position": "Акушер",
    "hired_on": "01.02.2024",
}


def told(**cells: Any) -> dict[str, str]:
    """What is told of the row with these cells."""
    return issues(checked(ROW | cells, bin=BIN))


def test_a_whole_row() -> None:
    row = checked(ROW, bin=BIN)
    assert row.issues == ()
    assert not row.wrong
    assert row.values == {
        "iin": "850314101019", "surname_kk": "Үлгібаев", "given_kk": "Мысал", "birth_date": date(1985, 3, 14),
        "sex": "male", "position": 57, "hired_on": date(2024, 2, 1),
    }  # fmt: skip


def test_the_examples_of_the_catalogue_are_a_whole_row() -> None:
    assert checked({key: column.example for key, column in COLUMNS.items()}, bin=BIN).issues == ()


@pytest.mark.parametrize(("cells", "column", "code"), [
    ({"iin": ""}, "iin", "identifier_missing"),
    ({"given_kk": ""}, "given_kk", "half_name"),
    ({"hired_on": ""}, "hired_on", "missing"),
    ({"position": ""}, "position", "missing"),
    ({"birth_date": "15.03.1985"}, "birth_date", "birth_date_not_of_iin"),
    ({"sex": "ж"}, "sex", "sex_not_of_iin"),
    ({"hired_on": "03.03.2026"}, "hired_on", "in_the_future"),
    ({"left_on": "01.01.2028", "leave_reason": "пенсия"}, "left_on", "far_ahead"),
    ({"left_on": "31.01.2024", "leave_reason": "пенсия"}, "left_on", "left_before_hired"),
    ({"leave_reason": "пенсия"}, "left_on", "left_on_missing"),
    ({"hired_on": "01.01.1980"}, "hired_on", "before_birth"),
    ({"document_issued_on": "01.01.2020", "document_expires_on": "01.01.2019"}, "document_expires_on",
     "document_order"),
    ({"bin": "310640000124"}, "bin", "other_organisation"),
    ({"education_kind": "Интернатура"}, "education_graduated_on", "education_incomplete"),
    ({"education_institution": "ҚМУ", "education_graduated_on": "30.06.2009"}, "education_kind",
     "education_incomplete"),
    ({"certificate_number": "KZ00VXX00000001", "certificate_issued_on": "01.01.2024"}, "certificate_specialty",
     "certificate_incomplete"),
    ({"training_hours": "120", "training_programme": "Курс"}, "training_completed_on", "training_incomplete"),
    ({"training_programme": "Курс", "training_completed_on": "01.01.2024", "no_training": "иә"}, "no_training",
     "training_and_none"),
])  # fmt: skip
def test_errors_of_a_row(cells: dict[str, str], column: str, code: str) -> None:
    row = checked(ROW | cells, bin=BIN)
    assert row.wrong
    assert issues(row)[column] == code


@pytest.mark.parametrize(("cells", "column", "code"), [
    ({"document_expires_on": "01.01.2024"}, "document_expires_on", "document_expired"),
    ({"hired_on": "01.01.1995"}, "hired_on", "unusual_age"),
    ({"position": "", "position_title": "Архивші"}, "position", "position_not_listed"),
    ({"left_on": "31.01.2026"}, "leave_reason", "reason_missing"),
    ({"specialty": "Мейіргер ісі"}, "specialty", "specialty_left_out"),
    ({"certificate_number": "1", "certificate_specialty": "secondary.nursing",
      "certificate_issued_on": "01.01.2024"}, "certificate_valid_until", "certificate_without_end"),
])  # fmt: skip
def test_warnings_of_a_row(cells: dict[str, str], column: str, code: str) -> None:
    row = checked(ROW | cells, bin=BIN)
    assert not row.wrong
    assert issues(row)[column] == code


def test_a_cell_that_cannot_be_read_is_told_once() -> None:
    assert told(hired_on="кеше") == {"hired_on": "date"}
    assert told(iin="1") == {"iin": "iin_length"}
    assert told(position="жүргізуші") == {"position": "position_unknown"}


def test_an_ambiguous_specialty_is_told_apart_by_the_level() -> None:
    paper = {"certificate_number": "1", "certificate_specialty": "Сестринское дело", "certificate_level": "6.1",
             "certificate_issued_on": "01.01.2024", "certificate_valid_until": "01.01.2029"}  # fmt: skip
    assert checked(ROW | paper, bin=BIN).values["certificate_specialty"] == "bachelor.nursing"


def test_a_file_of_many_organisations_needs_the_bin() -> None:
    assert issues(checked(ROW)) == {"bin": "missing"}
    assert issues(checked(ROW | {"bin": BIN})) == {}


def test_the_patronymic_that_is_known_not_to_exist() -> None:
    assert checked(ROW | {"patronymic_kk": ""}, bin=BIN).values["patronymic_kk"] == ""
    assert "patronymic_kk" not in checked(ROW, bin=BIN).values


def test_a_number_of_a_certificate_as_the_register_writes_it() -> None:
    row = checked(ROW | {"certificate_number": "kz 00 vхх 00000001"}, bin=BIN)
    assert row.values["certificate_number"] == "KZ00VXX00000001"


def test_short_rows_and_unknown_columns() -> None:
    context = CheckContext(today=TODAY, demo=True, bin=BIN)
    row = check_row(RawRow(2, ("850314101019",)), {0: "iin", 5: "sex", 7: "salary"}, context)
    assert issues(row) == {"hired_on": "missing", "position": "missing"}


cells = st.one_of(
    st.text(max_size=30),
    st.sampled_from([example for column in COLUMNS.values() for example in (column.example, *column.synonyms)]),
    st.dates(),
    st.from_regex(r"[0-9]{1,13}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}", fullmatch=True),
)


@settings(max_examples=300, deadline=None)
@given(row=st.lists(cells, max_size=len(COLUMNS)), data=st.data(), demo=st.booleans(), own=st.sampled_from(["", BIN]))
def test_checking_never_raises(row: list[Any], data: st.DataObject, demo: bool, own: str) -> None:
    places = data.draw(st.permutations(list(COLUMNS)))
    context = CheckContext(today=TODAY, demo=demo, bin=own)
    found = check_row(RawRow(2, tuple(row)), dict(enumerate(places)), context)
    assert all(issue.row == 2 and issue.column in {"", *COLUMNS} for issue in found.issues)
    assert set(found.values) <= set(COLUMNS)
    assert all(hash(value) is not None for value in found.values.values())
