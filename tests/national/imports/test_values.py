"""What a cell means: a table that a personnel officer can read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.national.imports.planned import TODAY

from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.values import Against, Read, reader

DAY = date(2025, 12, 31)


def read(key: str, cell: Any) -> Read:
    column = COLUMNS[key]
    return reader(column.kind, key, column.most, column.list_name, Against(TODAY, demo=True))(cell)


@pytest.mark.parametrize("cell", [
    "31.12.2025", "31/12/2025", "31-12-2025", "31 12 2025", "2025-12-31", "2025.12.31", "31.12.2025 г.",
    "31.12.2025г.", "31.12.2025 ж.", "31.12.2025 0:00:00", "2025-12-31 00:00:00", "2025-12-31T00:00:00",
    "31 декабря 2025 г.", "31 декабря 2025 года", "«31» декабря 2025", "31 желтоқсан 2025", "2025 жылғы 31 желтоқсан",
    "2025 ж. 31 желтоқсан", "31 December 2025", "31122025", "20251231", "46022", DAY, " 31.12.2025 ",
])  # fmt: skip
def test_days(cell: Any) -> None:
    assert read("hired_on", cell) == Read(DAY)


@pytest.mark.parametrize(("cell", "code"), [
    ("31.12.25", "date_short_year"), ("2025", "date_year_alone"), ("30.02.2025", "date_impossible"),
    ("12/31/2025", "date_impossible"), ("01.01.1850", "date_far"), ("01.01.2125", "date_far"), ("кеше", "date"),
    ("31 декабря", "date"), ("12", "date"), ("²¹.12.2025", "date"),
])  # fmt: skip
def test_what_is_no_day(cell: str, code: str) -> None:
    assert (read("hired_on", cell).code, read("hired_on", cell).wrong) == (code, True)


@pytest.mark.parametrize(("key", "cell", "value"), [
    ("iin", "850314101019", "850314101019"),
    ("iin", "850314 101 019", "850314101019"),
    ("bin", "990140000017", "990140000017"),
    ("passport", "kgz: ac 1234567", "KGZ:AC1234567"),
    ("sex", "Ер", "male"), ("sex", "М", "male"), ("sex", "M", "male"), ("sex", "муж.", "male"),
    ("sex", "ж", "female"), ("sex", "Әйел", "female"), ("sex", "f", "female"),
    ("citizenship", "Казахстан", "KAZ"), ("citizenship", "ҚР", "KAZ"), ("citizenship", "kz", "KAZ"),
    ("citizenship", "Узбекистан", "UZB"), ("citizenship", "India", "IND"), ("citizenship", "Ресей", "RUS"),
    ("citizenship", "без гражданства", "XXA"),
    ("document_kind", "уд. личности", "identity_card"), ("document_kind", "ВНЖ", "residence_permit"),
    ("residence_kato", "Карагандинская обл.", "350000000"), ("residence_kato", "г. Алматы", "750000000"),
    ("residence_kato", "Алматинская область", "190000000"), ("residence_kato", "Қарағанды", "350000000"),
    ("residence_kato", "351011100", "350000000"), ("residence_kato", "ШҚО", "630000000"),
    ("residence_kato", "Astana City", "710000000"),
    ("education_kind", "Среднее медицинское", "technical_vocational"), ("education_kind", "к.м.н.",
                                                                        "candidate_of_sciences"),
    ("leave_reason", "по собственному желанию", "own_wish"), ("leave_reason", "Зейнетке шықты", "retirement"),
    ("is_main", "основное", True), ("is_main", "внешний совместитель", False), ("is_main", "Иә", True),
    ("is_main", "+", True), ("is_main", "-", False), ("no_training", "да", True),
    ("specialty", "secondary.nursing", "secondary.nursing"),
    ("certificate_level", "7,1 (Р)", "7.1 (R)"), ("certificate_level", "4.2", "4.2"), ("certificate_level", "7.1i",
                                                                                       "7.1 (I)"),
    ("training_hours", "120 сағ.", 120), ("training_hours", "54.0", 54),
    ("mobile", "8 (701) 123-45-67", "+77011234567"), ("mobile", "7011234567", "+77011234567"),
    ("birth_place", "  Абай \n қаласы ", "Абай қаласы"),
    ("position", "57", 57), ("position", "305-57", 57), ("position", "АКУШЕР", 57), ("position", "Midwife", 57),
])  # fmt: skip
def test_cells(key: str, cell: str, value: Any) -> None:
    found = read(key, cell)
    assert (found.value, found.wrong) == (value, False)


@pytest.mark.parametrize(("key", "cell", "code"), [
    ("iin", "850314101018", "iin_control_digit"), ("iin", "85031410101", "iin_length"), ("iin", "x", "iin_length"),
    ("iin", "8,50314E+11", "iin_scientific"), ("iin", "853314101015", "iin_control_digit"),
    ("bin", "990140000016", "bin_control_digit"), ("passport", "AC1234567", "passport_form"),
    ("sex", "?", "choice"), ("citizenship", "Нарния", "country"), ("residence_kato", "Алматы", "region"),
    ("residence_kato", "990000000", "region"), ("education_kind", "білімді", "choice"), ("is_main", "мүмкін", "choice"),
    ("certificate_level", "7.1", "level_track"), ("certificate_level", "9", "level"), ("training_hours", "0", "number"),
    ("mobile", "123", "mobile"), ("specialty", "ғарышкер", "specialty"), ("position", "жүргізуші", "position_unknown"),
    ("position", "88", "position_unknown"), ("position", "Мейіргер", "position_alike"),
    ("surname_kk", "Ах?етов", "name_lost_letters"), ("surname_kk", "123", "name_letters"),
    ("full_name_ru", "Иванов", "full_name_parts"), ("residence", "x" * 501, "too_long"),
])  # fmt: skip
def test_cells_that_cannot_be_read(key: str, cell: str, code: str) -> None:
    found = read(key, cell)
    assert (found.code, found.wrong, found.value) == (code, True, None)


@pytest.mark.parametrize(("title", "row", "code"), [
    ("Кеңейтілген практика мейіргері", 55, ""),
    ("Кеңейтілген практиканың мейіргер", 55, "position_former"),
    ("Лаборант", 66, "position_former"),
    ("Кенейтилген практика мейиргери", 55, ""),
    ("Врач-кардиолог", 8, "position_specialist"),
    ("Дәрігер-хирург", 8, "position_specialist"),
])  # fmt: skip
def test_positions_now_and_before(title: str, row: int, code: str) -> None:
    """Old names are read through the concordance of 305/2020, and that is told."""
    found = read("position", title)
    assert (found.value, found.code, found.wrong) == (row, code, False)


@pytest.mark.parametrize("key", ["iin", "bin"])
def test_zeros_that_excel_took_away(key: str) -> None:
    from tirkelim.register.identifiers import control_digit

    start = "000101200" if key == "iin" else "000140000"
    number = next(f"{start}{n:02}{c}" for n in range(100) if (c := control_digit(f"{start}{n:02}")) is not None)
    found = read(key, str(int(number)))
    assert (found.value, found.code, found.wrong) == (number, f"{key}_zeros", False)


@pytest.mark.parametrize(("key", "cell", "parts", "code"), [
    ("full_name_kk", "Ахметов Арман Серікұлы",
     {"surname_kk": "Ахметов", "given_kk": "Арман", "patronymic_kk": "Серікұлы"}, ""),
    ("full_name_ru", "Ахметов Арман Серик улы",
     {"surname_ru": "Ахметов", "given_ru": "Арман", "patronymic_ru": "Серик улы"}, ""),
    ("full_name_ru", "Ким Виктория", {"surname_ru": "Ким", "given_ru": "Виктория", "patronymic_ru": ""}, ""),
    ("full_name_ru", "Akhmetov Arman", {"surname_latin": "Akhmetov", "given_latin": "Arman"}, ""),
    ("full_name_latin", "Ali Hasan Raza", {"surname_latin": "Ali", "given_latin": "Hasan Raza"}, ""),
    ("full_name_ru", "Али Хасан Раза Хан",
     {"surname_ru": "Али", "given_ru": "Хасан", "patronymic_ru": "Раза Хан"}, "full_name_long"),
    ("full_name_ru", "Ким В. С.", {"surname_ru": "Ким", "given_ru": "В.", "patronymic_ru": "С."}, "name_initials"),
])  # fmt: skip
def test_full_names(key: str, cell: str, parts: dict[str, str], code: str) -> None:
    found = read(key, cell)
    assert (found.more, found.code, found.wrong) == (parts, code, False)


def test_a_name_of_two_alphabets_is_told() -> None:
    assert read("surname_kk", "Aхметов").code == "name_two_alphabets"


def test_a_reason_in_other_words_stays() -> None:
    assert read("leave_reason", "49-бап, 5-тармақ")[:3] == ("49-бап, 5-тармақ", "reason_in_words", False)
