"""Every line of annexes 5 and 6 is answered once, and nothing is asked that has no reason."""

from __future__ import annotations

import dataclasses
import typing

from tests.foreigners import COMPLETE

from tirkelim.law.order_274_certificates.forms import fields_of
from tirkelim.services.foreign_certificate.answers import PAGES, ForeignStudyKind, read_answers
from tirkelim.services.foreign_certificate.lines import (
    APPLICATION,
    FOR_THE_RULES,
    HEADINGS,
    INFORMATION,
    SAME_AS_APPLICATION,
    SHOWN,
)


def asked() -> set[str]:
    """The answers that the pages hold, as page.field."""
    found = set()
    for key, page in PAGES.items():
        fields = dataclasses.fields(page)
        if len(fields) == 1 and fields[0].name == key:
            row = typing.get_args(typing.get_type_hints(page, include_extras=True)[key])[0]
            fields = dataclasses.fields(row)
        found |= {f"{key}.{field.name}" for field in fields}
    return found


def test_every_line_of_the_application_has_its_place() -> None:
    assert list(APPLICATION) == [field.id for field in fields_of("foreign_certificate.application")]


def test_every_line_of_the_information_form_has_its_place_once() -> None:
    lines = [field.id for field in fields_of("foreign_certificate.information")]
    places = [*INFORMATION, *SAME_AS_APPLICATION, *HEADINGS]
    assert sorted(places) == sorted(lines)
    assert set(SAME_AS_APPLICATION.values()) <= set(APPLICATION)


def test_every_answer_is_asked_for_one_line_or_for_a_rule() -> None:
    answers = [one for places in (*APPLICATION.values(), *INFORMATION.values()) for one in places if one != SHOWN]
    assert len(answers) == len(set(answers))
    plain = {one.partition("[")[0] for one in answers}
    assert plain | FOR_THE_RULES == asked()
    assert not plain & FOR_THE_RULES


def test_the_kinds_of_study_are_those_of_the_form() -> None:
    kinds = {one.partition("[")[2].rstrip("]") for places in INFORMATION.values() for one in places if "[" in one}
    assert kinds == {kind.value for kind in ForeignStudyKind}


def test_complete_answers_are_complete() -> None:
    from datetime import date

    from tirkelim.services.common.pages import page_entry

    draft = {name: page_entry(page, page) for name, page in COMPLETE.items()}
    assert read_answers(draft, date(2026, 3, 2)).missing_pages == ()
    del draft["permit"]
    assert read_answers(draft, date(2026, 3, 2)).missing_pages == ("permit",)
