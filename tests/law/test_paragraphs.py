"""The index of the law: every paragraph of the specification is coded or says why not, and every rule has its place."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tirkelim.law.ask.registry import questions
from tirkelim.law.book import current_book
from tirkelim.law.citation import Citation, cite
from tirkelim.law.index import (
    PACKAGE,
    UnknownCitation,
    all_requirements,
    definition,
    describe,
    listed,
    read_citation,
    write_description,
)
from tirkelim.law.messages import LANGUAGES, text
from tirkelim.law.paragraph import REASONS, paragraphs
from tirkelim.law.worked_cases import places, worked_cases

LISTED = pytest.mark.parametrize("citation", paragraphs(), ids=str)


def numbered(act: str, place: str, last: int) -> list[str]:
    return [f"{act} {place.format(n)}" for n in range(1, last + 1)]


SPECIFICATION = [
    *("253/2020 p.2", "253/2020 p.6", "253/2020 p.9"),
    *numbered("253/2020", "p.8({})", 15),
    *numbered("283/2020", "p.{}", 19),
    *numbered("283/2020", "p.12({})", 4),
    *numbered("283/2020", "ann.1 row {}", 21),
    *numbered("283/2020", "ann.3 row {}", 3),
    *("283/2020 ann.2", "283/2020 ann.4", "283/2020 ann.5"),
    *("274/2020 p.4", "274/2020 p.9", "274/2020 p.24", "274/2020 ann.1", "274/2020 ann.4", "274/2020 ann.5"),
    *numbered("274/2020", "ann.2 row {}", 10),
    *numbered("274/2020", "ann.2 row 8({})", 9),
    *numbered("274/2020", "ann.2 row 9({})", 6),
    *numbered("274/2020", "ann.6 row {}", 10),
    *numbered("274/2020", "ann.6 row 8({})", 9),
    *numbered("274/2020", "ann.6 row 9({})", 6),
    *("59/2020 p.10(3)", "59/2020 p.14"),
    *numbered("59/2020", "ann.1 row {}", 10),
    *numbered("59/2020", "ann.1 row 9({})", 8),
    *numbered("503/2016", "p.{}", 24),
    *("503/2016 p.10(1)", "503/2016 p.10(2)", "503/2016 ann.1", "503/2016 ann.3", "503/2016 order ann.2"),
    *numbered("503/2016", "ann.2 row {}", 10),
    *numbered("503/2016", "ann.2 row 9({})", 3),
    *("305/2020 p.1", "305/2020 p.166", "305/2020 p.266", "305/2020 ann.1", "305/2020 ann.2"),
    *(f"1035/2015 block {block}" for block in "ABCD"),
    *("304/2020 p.3", "304/2020 p.4", "304/2020 p.6(2)", "304/2020 p.7", "304/2020 p.13", "304/2020 p.15(1)"),
    *("66/2025 p.4", "23/2024 p.4", "93/2025 p.4", "920/2019 p.4", "503/2016 order p.4"),
]


def test_every_paragraph_of_the_specification_is_listed() -> None:
    assert [place for place in SPECIFICATION if cite(place) not in paragraphs()] == []


@LISTED
def test_a_paragraph_is_coded_or_says_why_not(citation: Citation) -> None:
    paragraph = paragraphs()[citation]

    assert bool(paragraph.coded_as) != bool(paragraph.reason)
    assert paragraph.reason in REASONS | {""}
    assert all(paragraph.text.values())


def test_ids_exist_and_stand_once() -> None:
    known = all_requirements().keys() | questions().keys()
    for citation, paragraph in paragraphs().items():
        for path in set(paragraph.coded_as) - known:
            assert definition(path).__doc__, citation
        assert len(set(paragraph.coded_as)) == len(paragraph.coded_as), citation


def test_a_definition_without_a_requirement_is_found_from_its_citation() -> None:
    """Headcount, migration and departure, which p.6 reports and does not define."""
    found = {code.id: code.defined for code in describe("253/2020 p.6").code}
    assert found["order_253_register.movement.place_on"].startswith("src/tirkelim/law/order_253_register/movement.py:")
    assert found["duty.monthly_report"]
    for path in ("register.nothing", "order_253_register.movement.HOME", "nowhere"):
        with pytest.raises(KeyError):
            definition(path)


def test_every_requirement_is_listed_under_its_citation() -> None:
    missing = [
        f"{requirement.id} under {requirement.citation}"
        for requirement in all_requirements().values()
        if requirement.citation not in paragraphs() or requirement.id not in paragraphs()[requirement.citation].coded_as
    ]
    assert missing == []


def test_questions_and_numbers_cite_listed_places() -> None:
    cited = {str(citation): question.name for question in questions().values() for citation in question.citations}
    cited |= {str(parameter.source): parameter.id for parameter in current_book().parameters}
    unlisted = {place: by for place, by in cited.items() if not listed(cite(place))}

    assert unlisted == {}


def test_every_reason_has_its_sentence() -> None:
    assert all(text(f"index.reason.{reason}", lang) for reason in REASONS for lang in LANGUAGES)


def test_editions_of_an_act_follow_each_other_without_gap_or_overlap() -> None:
    book = current_book()
    for act in {edition.act for edition in book.editions}:
        held = book.editions_of(act)
        assert all(edition.end is None or edition.start <= edition.end for edition in held), act
        for earlier, later in pairwise(held):
            assert earlier.end is not None, act
            assert later.start == earlier.end + timedelta(days=1), act


def test_records_of_a_parameter_never_overlap() -> None:
    records = sorted(current_book().parameters, key=lambda record: (record.id, record.start))
    for earlier, later in pairwise(records):
        if earlier.id == later.id:
            assert earlier.end is not None, earlier.id
            assert earlier.end < later.start, later.id


@LISTED
def test_every_paragraph_can_be_described(citation: Citation) -> None:
    found = describe(str(citation))

    for lang in LANGUAGES:
        assert paragraphs()[citation].text[lang] in write_description(found, lang)
    assert found.editions
    for code in found.code:
        file, line = code.defined.rsplit(":", 1)
        assert Path(PACKAGE.parents[1] / file).exists()
        assert int(line) > 0


def test_a_description_holds_words_editions_numbers_code_and_cases() -> None:
    written = write_description(describe("283/2020 ann.3 row 2"), "en")

    for part in ("at least three participations", "283/2020 ed. 66/2025", "cpd.commission.participations = 3"):
        assert part in written
    for part in ("src/tirkelim/law/order_283_cpd/requirements.py:", "CPD-"):
        assert part in written


def test_a_place_outside_the_list_is_described_by_the_one_that_holds_it() -> None:
    assert [str(p.citation) for p in describe("305/2020 ann.2 row 16").paragraphs] == ["305/2020 ann.2"]
    assert len(describe("283/2020 ann.1").paragraphs) == 21
    assert [str(p.citation) for p in describe("283/2020 p.13-14").paragraphs] == ["283/2020 p.13", "283/2020 p.14"]


@pytest.mark.parametrize(
    ("asked", "citation"),
    [
        ("283/2020 ann.3 row 2", "283/2020 ann.3 row 2"),
        ("  283/2020   annex 3, row 2 ", "283/2020 ann.3 row 2"),
        ("№ 283/2020 приложение 3 строка 2", "283/2020 ann.3 row 2"),
        ("ҚР ДСМ-283/2020 3-қосымша 2-жол", "283/2020 ann.3 row 2"),
        ("283 p9", "283/2020 p.9"),
        ("253/2020 п. 8 (13)", "253/2020 p.8(13)"),
        ("274/2020 Ann. 2 Row 8 (6)", "274/2020 ann.2 row 8(6)"),
        ("283/2020 19-тармақ", "283/2020 p.19"),
        ("503/2016 order annex 2", "503/2016 order ann.2"),
        ("1035/2015 block b", "1035/2015 block B"),
        ("1035 В блогы", "1035/2015 block B"),
    ],
)
def test_citations_are_read_as_people_write_them(asked: str, citation: str) -> None:
    assert str(read_citation(asked)) == citation


@pytest.mark.parametrize(
    "asked", ["283/2020 p.99", "283/2020 ann.3 row 9", "999/2020 p.1", "paragraph nine", "", "283/2020"]
)
def test_unknown_citations_are_refused(asked: str) -> None:
    with pytest.raises(UnknownCitation):
        describe(asked)


def test_an_unknown_citation_names_what_looks_like_it() -> None:
    with pytest.raises(UnknownCitation, match=r"nearest: 283/2020 p\.9"):
        describe("283/2020 p.99")


def test_every_worked_case_stands_under_a_listed_place() -> None:
    for case in worked_cases():
        assert case.places, case.id
        for place in case.places:
            assert describe(str(place)).paragraphs, case.id


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ҚР ДСМ-283/2020 rules (file 000), p.13-14 and annex 3", ["p.13", "p.14", "ann.3"]),
        ("ҚР ДСМ-274/2020 rules annex 2/6 row 7 (file 001)", ["ann.2 row 7", "ann.6 row 7"]),
        ("ҚР ДСМ-59/2020 rules (ed. order № 93 of 2025-09-15; file 003), annex 1 row 8 p.1", ["ann.1 row 8(1)"]),
        ("Order № 503 (file 004), annex 2 (list of sectors and professions)", ["order ann.2"]),
        ("ІІМ order № 1035 of 2015-12-18, register (ed. order № 920 of 2019-10-23; file 002), block В", ["block B"]),
        ("a rule of thumb", []),
    ],
)
def test_places_of_citations_written_for_people(said: str, expected: list[str]) -> None:
    assert [place.place for place in places(said)] == expected
