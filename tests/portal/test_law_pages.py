"""The pages of the law: every citation leads somewhere, in three languages, and nonsense to a clear page."""

from __future__ import annotations

import pytest
from django.test import Client

from tirkelim.law.ask.registry import questions
from tirkelim.law.book import current_book
from tirkelim.law.citation import cite
from tirkelim.law.index import all_requirements
from tirkelim.law.paragraph import paragraphs
from tirkelim.portal.advisor.titles import TITLES
from tirkelim.portal.law_pages import acts, law_href


def get(address: str, lang: str = "en") -> str:
    client = Client()
    client.cookies["til"] = lang
    response = client.get(address)
    assert response.status_code == 200, address
    text: str = response.content.decode()
    return text


def test_every_citation_of_a_finding_has_its_page() -> None:
    citations = {requirement.citation for requirement in all_requirements().values()}
    citations |= {citation for question in questions().values() for citation in question.citations}

    for citation in sorted(citations):
        assert str(citation) in get(law_href(citation))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_paragraph_says_what_it_says_in_the_language(lang: str) -> None:
    citation = cite("283/2020 ann.3 row 2")
    page = get(law_href(citation), lang)

    assert paragraphs()[citation].text[lang].partition(",")[0] in page
    assert "66/2025" in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_lists_open_in_each_language(lang: str) -> None:
    for address in ("/law/", "/law/readings/", "/law/questions/", *(act.href for act in acts())):
        get(address, lang)


def test_marks_of_editions_are_told() -> None:
    page = get("/law/503-2016/")

    assert "236/2023" in page
    assert "publication day is not known" in page


def test_all_readings_are_shown() -> None:
    page = get("/law/readings/")

    assert all(f'id="{id}"' in page for id in current_book().readings)


@pytest.mark.parametrize("written", ["283/2020 p.9", "283/2020 п.9", "283 тармақ 9"])
def test_a_citation_is_found_however_it_is_written(written: str) -> None:
    response = Client().get("/law/", {"q": written})

    assert response.status_code == 302
    assert response["Location"] == "/law/283-2020/p.9/"


def test_nonsense_is_answered_with_what_is_near() -> None:
    assert "283/2020 p.9" in get("/law/?q=283/2020+p.99")
    assert "No paragraph" in get("/law/?q=wishes")


@pytest.mark.parametrize("address", ["/law/999-2020/", "/law/283-2020/p.999/", "/law/x/y/"])
def test_what_is_not_listed_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_every_question_has_a_title() -> None:
    assert set(TITLES) == set(questions())
