"""The declarations of the services: each answer of a form is asked on exactly one page, and nothing else."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date
from typing import Any

import pytest
from tests.builders import COMPLETE
from tests.foreigners import COMPLETE as FOREIGN

from tirkelim.portal.applicant.draft import typed_of
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.applicant.services import WIZARDS
from tirkelim.portal.applicant.wizard import Wizard
from tirkelim.services.certificate.answers import PAGES
from tirkelim.services.common.pages import page_entry
from tirkelim.services.foreign_certificate.answers import PAGES as FOREIGN_PAGES

TODAY = date(2026, 3, 2)
ANSWERS = {"certificate": PAGES, "foreign_certificate": FOREIGN_PAGES}
EXAMPLES = {"certificate": COMPLETE, "foreign_certificate": FOREIGN}
IN_PARTS = {("work", "in_specialty"): "specialty", ("work", "in_medicine"): "medicine"}
"""Lengths are asked as years, months and days."""


def boxes(key: str, name: str) -> list[str]:
    """The fields of a form that ask for an answer."""
    begin = IN_PARTS.get((key, name))
    return [name] if begin is None else [f"{begin}_{part}" for part in ("years", "months", "days")]


def fields_of(page: type, key: str) -> list[str]:
    """The answers of a page, or of a row of its list."""
    fields = dataclasses.fields(page)
    if len(fields) == 1 and fields[0].name == key:
        fields = dataclasses.fields(typing.get_args(typing.get_type_hints(page, include_extras=True)[key])[0])
    return [field.name for field in fields]


@pytest.mark.parametrize("wizard", WIZARDS.values(), ids=list(WIZARDS))
def test_every_answer_is_asked_once(wizard: Wizard) -> None:
    pages = ANSWERS[wizard.service]
    assert [key for key in pages if key != "declaration"] == list(wizard.order)
    for key in wizard.order:
        wanted = [box for name in fields_of(pages[key], key) for box in boxes(key, name)]
        if key in wizard.lists:
            asked = list(wizard.lists[key].form.base_fields)
        else:
            asked = [name for step in wizard.pages[key].steps for name in step.form.base_fields]
        assert len(asked) == len(set(asked)), key
        assert set(asked) == set(wanted), key


@pytest.mark.parametrize("wizard", WIZARDS.values(), ids=list(WIZARDS))
def test_every_part_has_a_title_and_its_first_step(wizard: Wizard) -> None:
    for key in wizard.order:
        assert str(wizard.title_of(key))
    for page in wizard.pages.values():
        slugs = [step.slug for step in page.steps]
        assert len(slugs) == len(set(slugs))
        assert page.open_steps({})
    assert set(wizard.pages) | set(wizard.lists) == set(wizard.order)
    assert set(wizard.consents.before if wizard.consents else ()) <= set(wizard.order)


@pytest.mark.parametrize("wizard", WIZARDS.values(), ids=list(WIZARDS))
def test_clean_answers_read_as_if_they_had_been_typed(wizard: Wizard, db: None) -> None:
    for key, page in wizard.pages.items():
        clean: dict[str, Any] = EXAMPLES[wizard.service][key]
        typed = typed_of(page, page_entry(clean, clean))
        found: dict[str, Any] = {}
        for step in page.open_steps(typed):
            form = step.form(typed, around=Around(TODAY, typed))
            assert form.is_valid(), (key, step.slug, form.errors)
            found |= form.cleaned_data
        again = {name: value for name, value in page.clean(found).items() if value is not None}
        assert again == {name: value for name, value in clean.items() if value is not None}, key
