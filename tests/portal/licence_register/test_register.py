"""The public licence register: what it finds, what it shows, and what nobody gets out of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.licence_register.conftest import ALMATY, NURSING, Register, bin_of

from tirkelim.register.commands.licences import Holder
from tirkelim.register.licence_reference import edit_staff_line
from tirkelim.register.models import Licence, LicenceEventKind, PersonIdentifier

pytestmark = pytest.mark.django_db
REGISTER = "/licence-register/"
KIND = LicenceEventKind


def client(lang: str = "en") -> Client:
    found = Client(enforce_csrf_checks=True)
    found.cookies["til"] = lang
    return found


def words(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def found(response: Any) -> list[str]:
    page = words(response)
    return [one.split(">")[1].split("<")[0] for one in page.split("r-card__name")[1:]]


def look(text: str, **filters: str) -> Any:
    return client().post(REGISTER, {"words": text, **filters})


def iin_of(licence: Licence) -> str:
    return PersonIdentifier.objects.get(person=licence.person_id, scheme="iin").value


@pytest.fixture
def individual(register: Register) -> Licence:
    holder = Holder(None, register.person("Оспанова", surname_ru="Оспанова", given_ru="Асем"))
    return register.licence(holder, (register.base(holder, ALMATY, "Достық даңғылы, 7"), "1.1"), office=ALMATY)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_by_the_beginnings_of_words_in_any_case(register: Register, individual: Licence) -> None:
    register.clinic("№ 5 қалалық емхана")
    register.clinic("№ 12 қалалық аурухана")

    assert found(look("КАЛАЛЫК емх")) == ["№ 5 қалалық емхана"]
    assert found(look("қалалық")) == ["№ 12 қалалық аурухана", "№ 5 қалалық емхана"]
    assert found(look("оспан")) == ["Оспанова Әсем"]
    assert found(look("5")) == ["№ 5 қалалық емхана"]
    assert "No licence fits." in words(look("жоқ ұйым"))


def test_by_number_bin_and_iin(register: Register, individual: Licence) -> None:
    clinic = register.clinic()

    assert found(look(clinic.number.lower())) == ["№ 5 қалалық емхана"]
    assert found(look(bin_of(clinic))) == ["№ 5 қалалық емхана"]
    assert found(look(iin_of(individual))) == ["Оспанова Әсем"]


def test_by_region_subtype_and_specialty(register: Register, individual: Licence) -> None:
    register.clinic("Астана клиникасы", ("2", "residency.therapy"), "1.1")

    def ask(**filters: str) -> list[str]:
        return found(client().get(REGISTER, filters))

    assert ask(region=ALMATY) == ["Оспанова Әсем"]
    assert ask(subtype="1.1") == ["Астана клиникасы", "Оспанова Әсем"]
    assert ask(subtype="2", specialty="residency.therapy") == ["Астана клиникасы"]
    assert ask(subtype="1.1", region="710000000", validity="valid") == ["Астана клиникасы"]
    assert ask(subtype="1.2") == []


def test_an_annex_that_has_ended_is_not_found_by_its_subtype(register: Register) -> None:
    clinic = register.clinic()
    register.happens(clinic, KIND.TERMINATED, date(2026, 3, 1), annex=clinic.annexes.get())

    assert found(client().get(REGISTER, {"subtype": "1.1"})) == []


def test_by_validity(register: Register) -> None:
    names = {"Бірінші": [], "Екінші": [KIND.SUSPENDED], "Үшінші": [KIND.WITHDRAWN],
             "Төртінші": [KIND.SUSPENDED, KIND.RESUMED]}  # fmt: skip
    for name, kinds in names.items():
        licence = register.clinic(name)
        for kind in kinds:
            register.happens(licence, kind, date(2026, 3, 1))

    def ask(validity: str) -> list[str]:
        return found(client().get(REGISTER, {"validity": validity}))

    assert ask("valid") == ["Бірінші", "Төртінші"]
    assert ask("suspended") == ["Екінші"]
    assert ask("ended") == ["Үшінші"]


def test_whom_somebody_looks_for_stands_in_no_address(individual: Licence) -> None:
    iin = iin_of(individual)
    response = look(iin)

    assert response.status_code == 200
    page = words(response)
    assert page.count(iin) == 1  # in the field itself
    assert f'value="{iin}"' in page
    assert found(client().get(REGISTER, {"words": "оспанова"})) == []


def test_without_whom_the_question_moves_into_an_address() -> None:
    response = look("", region=ALMATY, subtype="1.1")

    assert response.status_code == 302
    assert response.headers["Location"] == f"{REGISTER}?region={ALMATY}&subtype=1.1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write whom you look for"),
        ("123456789012", "a BIN or IIN has 12 digits"),
        ("!!!", "Write a word of the name"),
    ],
)
def test_what_cannot_be_looked_for_is_said(text: str, said: str) -> None:
    response = look(text)

    assert response.status_code == 422
    assert said in words(response)


def test_pages_of_a_search_by_name_go_by_form(register: Register) -> None:
    for number in range(21):
        register.clinic(f"Емхана {number:02}")
    first = look("емхана")

    assert len(found(first)) == 20
    assert 'name="page" value="2"' in words(first)
    assert found(look("емхана", page="2")) == ["Емхана 20"]


def test_its_cost_does_not_grow_with_what_it_finds(register: Register) -> None:
    counts = []
    for _ in range(2):
        for _more in range(3):
            register.clinic("Емхана")
        with CaptureQueriesContext(connection) as queries:
            look("емхана")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10


# --- the page of a licence -------------------------------------------------------------------------------------------


def page_of(licence: Licence, **query: str) -> str:
    response = client().get(f"{REGISTER}{licence.id}/", query)
    assert response.status_code == 200
    assert not response.cookies
    return words(response)


def test_it_shows_holder_annexes_staff_and_history(register: Register) -> None:
    clinic = register.clinic()
    shown = page_of(clinic)

    for said in ("The licence is valid", "№ 5 қалалық емхана", bin_of(clinic), clinic.number, "Абай көшесі, 5",
                 "Staff is short:", "Annex 001 is issued", "The licence is issued"):  # fmt: skip
        assert said in shown
    register.nurse_at(clinic)
    covered = page_of(clinic)
    assert "Staff is short:" not in covered
    assert "1 of 1 with a valid certificate:" in covered
    assert "our list, not an official one, L14" in covered


def test_only_a_line_that_rests_on_an_act_is_not_called_ours(register: Register) -> None:
    clinic = register.clinic()
    edit_staff_line(
        register.command(), "1.1.nursing", subtype="1.1", specialties=[NURSING], least=2, certainty="high",
        source="an order, p.5", valid_from=date(2026, 5, 1),
    )  # fmt: skip

    assert "our list, not an official one, L14" not in page_of(clinic)
    assert "0 of 2 with a valid certificate:" in page_of(clinic)
    assert "our list, not an official one, L14" in page_of(clinic, on="2026-04-30")


def test_markup_in_a_name_is_text(register: Register) -> None:
    clinic = register.clinic("<b onmouseover=alert(1)>Емхана</b>", address="<script>alert(1)</script> 5")
    for shown in (page_of(clinic), words(look("емхана")), words(client().get(f"{REGISTER}{clinic.id}/may/"))):
        assert "&lt;b onmouseover" in shown
        assert "<b onmouseover" not in shown
        assert "<script>alert" not in shown


def test_of_an_individual_it_tells_the_name_and_no_iin(individual: Licence) -> None:
    shown = page_of(individual)

    assert "Оспанова Әсем" in shown
    assert iin_of(individual) not in shown
    assert "BIN" not in shown


def test_it_tells_what_it_was_worth_on_another_day(register: Register) -> None:
    clinic = register.clinic()
    register.happens(
        clinic, KIND.SUSPENDED, date(2026, 3, 1), "violation", until=date(2026, 4, 30), reference="№ 77", note="құпия"
    )
    during = page_of(clinic, on="2026-03-15")

    assert "The licence is suspended" in during
    assert "Violation of the requirements, found by a control" in during
    assert "№ 77" not in during
    assert "құпия" not in during
    assert "The licence is valid" in page_of(clinic)
    assert "On this day the licence was not issued yet" in page_of(clinic, on="2024-01-01")


def test_an_unknown_licence_and_a_day_that_is_none(register: Register) -> None:
    clinic = register.clinic()

    assert client().get(f"{REGISTER}{uuid4()}/").status_code == 404
    assert client().get(f"{REGISTER}{clinic.id}/?on=2026-13-45").status_code == 422


def test_it_speaks_three_languages(register: Register) -> None:
    clinic = register.clinic()
    said = {"kk": "Лицензия қолданыста", "ru": "Лицензия действует", "en": "The licence is valid"}

    for lang, title in said.items():
        assert title in words(client(lang).get(f"{REGISTER}{clinic.id}/"))


def test_it_may_not_be_asked_too_often(register: Register, settings: Any) -> None:
    clinic = register.clinic()
    settings.CHECK_PER_MINUTE = 1
    page_of(clinic)

    for response in (client().get(f"{REGISTER}{clinic.id}/"), look("емхана"), client().get(f"{REGISTER}licences.csv")):
        assert response.status_code == 429
        assert response.headers["Retry-After"]


# --- the open data ---------------------------------------------------------------------------------------------------


def test_the_file_has_a_line_for_each_subtype_and_no_iin(register: Register, individual: Licence) -> None:
    register.clinic("=1+1 клиникасы", "1.1", ("2", "residency.therapy"))
    response = client().get(f"{REGISTER}licences.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert len(rows) == 3
    assert {row["holder_name_kk"] for row in rows} == {"'=1+1 клиникасы", "Оспанова Әсем"}
    assert {row["specialty_code"] for row in rows} == {"", "residency.therapy"}
    assert iin_of(individual) not in text
    assert response.headers["Content-Disposition"].endswith('licences-2026-06-01.csv"')


def test_every_column_is_described() -> None:
    head = b"".join(client().get(f"{REGISTER}licences.csv").streaming_content).decode("utf-8-sig").split("\r\n")[0]
    shown = words(client().get(f"{REGISTER}data/"))

    assert all(f"<code>{name}</code>" in shown for name in head.split(","))
