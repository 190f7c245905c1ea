"""Managers by the register's translated names and by free wordings in Russian and English."""

from __future__ import annotations

import pytest

from tirkelim.law.order_1035_interior.place import place
from tirkelim.law.order_1035_interior.register import Entry, entries
from tirkelim.law.order_1035_interior.translated import in_kazakh


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_every_row_is_found_by_its_name_in_every_language(entry: Entry, lang: str) -> None:
    found = place(entry.names[lang], entry.sphere, entry.band, entry.category, None)
    assert entry in found.rows
    assert found.link in (None, entry.link)


@pytest.mark.parametrize(
    ("wording", "institution", "link", "step"),
    [
        ("Начальник больницы", "oblast", "A1", "2"),
        ("Head of a hospital", "oblast", "A1", "2"),
        ("Заместитель начальника больницы", "oblast", "A1", None),
        ("Deputy head of a hospital", "oblast", "A1", None),
        ("Зам. директора по сестринскому делу", "republican", "A2", "1"),
        ("Руководитель отделения госпиталя", "republican", "A3", "1"),
        ("Заведующий аптекой", "oblast", "A3", "2-1"),
        ("Главный бухгалтер", "district", "A2", "3"),
        ("Главный врач больницы", "republican", "A1", "1"),
    ],
)
def test_a_free_wording_of_another_language_stands_where_the_kazakh_one_does(
    wording: str, institution: str, link: str, step: str | None
) -> None:
    found = place(wording, None, None, None, institution)
    assert (found.link, found.step) == (link, step)


@pytest.mark.parametrize("wording", ["Начальник гаража больницы", "Head nurse", "Главная медицинская сестра"])
def test_the_head_of_something_the_register_does_not_name_is_not_told(wording: str) -> None:
    assert place(wording, None, None, None, "oblast").rows == ()


def test_a_kazakh_wording_stays_as_it_is() -> None:
    assert in_kazakh("Аурухана бастығының орынбасары") == "Аурухана бастығының орынбасары"


@pytest.mark.parametrize("wording", ["Nurse", "Медицинская сестра", "Physician", "Physician-surgeon"])
def test_what_stands_in_brackets_need_not_be_typed(wording: str) -> None:
    assert place(wording, "health", "high", "first", None).step == "2"


def test_an_assistant_of_a_physician_is_no_physician() -> None:
    assert place("Physician assistant", None, None, None, None).rows == ()
