"""The data of 274/2020: names, forms, readings, standards hold together."""

from __future__ import annotations

import pytest

from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.messages import catalogue
from tirkelim.law.order_274_certificates.forms import fields_of
from tirkelim.law.order_274_certificates.mid_level import row_of
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel, diploma_codes, folded, specialties
from tirkelim.law.standards.rows import documents_of
from tirkelim.law.standards.services import Service

HIGHER, SECONDARY = DiplomaLevel.HIGHER, DiplomaLevel.SECONDARY


@pytest.mark.parametrize(
    ("written", "level", "codes"),
    [
        ("«Емдеу ісі»", HIGHER, {"treatment"}),
        ("Емдеу iсi", HIGHER, {"treatment"}),  # Latin i, as copies from PDF have it
        ("ЛЕЧЕБНОЕ  ДЕЛО", HIGHER, {"treatment"}),
        ("Емдеу ісі", SECONDARY, {"feldsher"}),
        ("Лечебное дело (фельдшер)", SECONDARY, {"feldsher"}),
        ("General medicine", HIGHER, {"treatment", "general_medicine"}),  # the English word serves both
        ("051301 – Жалпы медицина", HIGHER, {"general_medicine"}),
        ("5B130100 Общая медицина", HIGHER, {"general_medicine"}),
        ("Мейірбике ісі", SECONDARY, {"nursing"}),
        ("Акушерлік іс (акушериялық іс)", SECONDARY, {"midwifery"}),
        ("фельдшер-лаборант", SECONDARY, {"feldsher_laboratory"}),
        ("Фельдшер зертханашы", SECONDARY, {"feldsher_laboratory"}),
        ("Зубной врач", SECONDARY, {"dental_practice"}),
        ("secondary.feldsher", SECONDARY, {"feldsher"}),  # by the code of the list
        ("basic.general-medicine", HIGHER, {"general_medicine"}),
        ("Фармация", HIGHER, set()),
        ("", HIGHER, set()),
    ],
)
def test_names_of_diploma_specialties(written: str, level: DiplomaLevel, codes: set[str]) -> None:
    assert diploma_codes(written, level) == codes


def test_the_list_of_specialties() -> None:
    rows = specialties()
    assert len(rows) == 90
    assert all(all(row.names.values()) and row.certainty in ("high", "medium", "low") for row in rows.values())
    assert {row.kind for row in rows.values()} == {"specialty", "diploma", "specialisation"}
    assert all(row.clinical == (row.education == "residency") for row in rows.values())


def test_every_mid_level_row_is_found_by_its_name() -> None:
    for name in ("Мейіргер ісі", "Емдеу ісі", "Акушерлік іс", "Лабораторная диагностика"):
        assert row_of(name) is not None
    assert row_of("Стоматология") is None


def test_folding_is_stable() -> None:
    assert folded(folded("«Емдеу ісі» – 2")) == folded("«Емдеу ісі» – 2")


@pytest.mark.parametrize(
    ("form", "first", "last", "count"),
    [
        ("certificate.application", "state_body", "date", 10),
        ("certificate.information", "specialty", "bans", 53),
        ("foreign_certificate.application", "state_body", "date", 14),
        ("foreign_certificate.information", "specialty", "bans", 59),
    ],
)
def test_forms(form: str, first: str, last: str, count: int) -> None:
    fields = fields_of(form)
    assert (fields[0].id, fields[-1].id, len(fields)) == (first, last, count)
    assert len({field.id for field in fields}) == count
    assert any(field.inferred for field in fields) == (form == "certificate.information")


def test_the_foreign_form_has_everything_of_the_domestic_one() -> None:
    domestic = {field.id for field in fields_of("certificate.information")}
    foreign = {field.id for field in fields_of("foreign_certificate.information")}
    assert foreign - domestic == {
        "permit",
        "organisation",
        "organisation.name",
        "organisation.ownership",
        "organisation.institution",
        "organisation.branches",
    }
    assert domestic <= foreign


@pytest.mark.parametrize("service", ["certificate", "foreign_certificate"])
def test_standards(service: str) -> None:
    rows = ask("service.requirements", {"service": service}).values
    assert [ground["number"] for ground in rows["refusal_grounds"]] == [1, 2, 3, 4, 5, 6]
    assert documents_of(Service(service), "confirm")
    terms = {f"term.certificate.document.{document}" for document in documents_of(Service(service), "issue")}
    assert terms - {"term.certificate.document.translation"} <= set(catalogue())


def test_readings_named_in_the_data_exist() -> None:
    book = current_book()
    named = {reading for parameter in book.parameters for reading in parameter.readings}
    assert named <= set(book.readings)
    assert {"S1", "S2", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S14", "S15", "S20", "C16", "C26"} <= set(
        book.readings
    )
