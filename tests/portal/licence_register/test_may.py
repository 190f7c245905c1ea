"""May this clinic do this, here, on this day? The answer with its reasons, on the page and over the interface."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.portal.api.test_openapi import fits
from tests.portal.licence_register.conftest import Register, bin_of
from tests.portal.licence_register.test_register import REGISTER, client, iin_of, words

from tirkelim.portal.licence_register.describe import PATHS
from tirkelim.register.commands.licences import Holder
from tirkelim.register.models import Licence, LicenceEventKind

pytestmark = pytest.mark.django_db
KIND = LicenceEventKind


def ask(licence: Licence, **query: str) -> str:
    query = {"place": "абай 5", "subtype": "1.1", "on": "2026-06-01"} | query
    return words(client().get(f"{REGISTER}{licence.id}/may/", query))


def title(page: str) -> str:
    return page.split('govuk-panel__title">')[1].split("<")[0]


def test_yes_with_every_reason(register: Register) -> None:
    clinic = register.clinic()
    register.nurse_at(clinic)
    page = ask(clinic)

    assert title(page) == "Yes"
    for said in ("The licence is valid.", "for this place: 001", "names this subtype here", "Annex 001 is valid.",
                 "1 with a valid certificate, 1 needed", "L14", "59/2020"):  # fmt: skip
        assert said in page


def test_yes_but_staff_is_short_on_the_day(register: Register) -> None:
    clinic = register.clinic()
    register.nurse_at(clinic, until=date(2026, 6, 30))

    assert title(ask(clinic)) == "Yes"
    assert title(ask(clinic, on="2026-07-01")) == "Yes, but staff is short"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"place": "сәтбаев 9"}, "No annex of the licence is for this place."),
        ({"subtype": "1.2"}, "No annex for this place names this subtype."),
        ({"on": "2024-01-01"}, "The licence was issued only on 3 February 2025."),
    ],
)
def test_no_and_why(register: Register, query: dict[str, str], said: str) -> None:
    page = ask(register.clinic(), **query)

    assert title(page) == "No"
    assert said in page


def test_no_while_the_licence_or_its_annex_is_suspended(register: Register) -> None:
    first, second = register.clinic(), register.clinic()
    register.happens(first, KIND.SUSPENDED, date(2026, 5, 1), "violation")
    register.happens(second, KIND.SUSPENDED, date(2026, 5, 1), "violation", annex=second.annexes.get())

    assert "The licence is suspended since 1 May 2026." in ask(first)
    assert "Annex 001 is suspended since 1 May 2026." in ask(second)
    assert title(ask(first)) == title(ask(second)) == "No"


@pytest.fixture
def twice(register: Register) -> Licence:
    """A licence with two places in one street: nurses at the first one, a specialist at the second."""
    holder = Holder(register.organisation("Екі мекенжай"), None)
    first = register.base(holder, address="Абай көшесі, 5")
    second = register.base(holder, address="Абай көшесі, 12")
    return register.licence(holder, (first, "1.1"), (second, ("2", "residency.therapy")))


def test_words_that_fit_several_places_are_no_no(twice: Licence) -> None:
    page = ask(twice, place="абай")
    assert "These words fit several places" in page
    assert "govuk-panel" not in page
    assert title(ask(twice, place="абай 5")) == "Yes, but staff is short"

    second = str(twice.annexes.get(number="002").base_id)
    assert "No annex for this place names this subtype." in ask(twice, place="абай", base=second)
    assert title(ask(twice, place="абай 5", base=second)) == "Yes, but staff is short"  # what was written counts
    assert "No annex of the licence is for this place." in ask(twice, place="сәтбаев", base=second)

    answer = post("may", number=twice.number, base="абай", subtype="1.1")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "base"


def test_another_specialty_than_that_of_the_annex(twice: Licence) -> None:
    asked = {"place": "абай 12", "subtype": "2"}
    said = "No annex for this place names this subtype with this specialty."

    assert said in ask(twice, **asked, specialty="residency.cardiology")
    assert said not in ask(twice, **asked, specialty="residency.therapy")


def test_what_is_missing_in_the_question_is_said(register: Register) -> None:
    clinic = register.clinic()

    for query, said in (
        ({"place": ""}, "Choose a place, or write words of its address"),
        ({"subtype": "2"}, "Choose the specialty: this subtype goes by specialties"),
        ({"on": "2026-02-31"}, "There is no such date"),
    ):
        assert said in ask(clinic, **query)


# --- over the interface ----------------------------------------------------------------------------------------------


def post(path: str, **body: Any) -> Any:
    sender = Client(enforce_csrf_checks=True)
    return sender.post(f"/api/v1/licences/{path}", json.dumps(body), "application/json")


def test_the_licences_of_a_bin(register: Register) -> None:
    clinic = register.clinic()
    (licence,) = post("search", bin=bin_of(clinic)).json()["licences"]

    assert licence["number"] == clinic.number
    assert licence["holder"]["kk"] == "№ 5 қалалық емхана"
    assert [one["code"] for one in licence["annexes"][0]["subtypes"]] == ["1.1"]
    assert post("search", bin="310640000007").status_code in (404, 422)
    assert post("search", bin="12").json()["errors"][0]["field"] == "bin"


def test_a_licence_by_its_number_on_a_day(register: Register) -> None:
    clinic = register.clinic()
    register.happens(clinic, KIND.WITHDRAWN, date(2026, 5, 1))

    assert post("one", number=clinic.number.lower()).json()["status"] == "withdrawn"
    assert post("one", number=clinic.number, on="2026-04-30").json()["status"] == "valid"
    assert post("one", number="KZ00AAA00000000").status_code == 404
    assert post("one", number=clinic.number, on="then").status_code == 422


def test_an_individual_is_named_without_the_iin(register: Register) -> None:
    holder = Holder(None, register.person("Оспанова"))
    licence = register.licence(holder, (register.base(holder), "1.1"))
    answer = post("one", number=licence.number)

    assert answer.json()["holder_kind"] == "individual"
    assert answer.json()["bin"] is None
    assert iin_of(licence) not in answer.content.decode()


def test_may_over_the_interface(register: Register) -> None:
    clinic = register.clinic()
    answer = post("may", number=clinic.number, base="абай көшесі", subtype="1.1", on="2026-06-01").json()

    assert answer["answer"] == "yes_but_staff_is_short"
    assert [reason["checked"] for reason in answer["reasons"]] == ["licence", "base", "subtype", "annex", "staff"]
    assert answer["reasons"][0]["message"]["ru"] == "Лицензия действует."
    by_id = post("may", number=clinic.number, base=str(clinic.annexes.get().base_id), subtype="1.2").json()
    assert by_id["answer"] == "no"
    assert post("may", number=clinic.number, base="абай", subtype="2").status_code == 422
    assert Client().get("/api/v1/licences/may").status_code == 405


def test_answers_fit_their_description(register: Register) -> None:
    clinic = register.clinic("Клиника", ("2", "residency.therapy"))
    asked: dict[str, dict[str, str]] = {
        "search": {"bin": bin_of(clinic)},
        "one": {"number": clinic.number},
        "may": {"number": clinic.number, "base": "абай", "subtype": "2", "specialty": "residency.therapy"},
    }
    for path, _summary, described in PATHS:
        schema = described["responses"][200]["content"]["application/json"]["schema"]
        assert fits(post(path, **asked[path]).json(), schema), path
