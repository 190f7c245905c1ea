"""A search by name survives another day and another language, and the name stands in no address."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client, RequestFactory
from tests.portal.personnel.conftest import Clinic, visible

from tirkelim.identity.models import Role
from tirkelim.portal.navigation import MOST_SHOWN, OF_MANY, navigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Any) -> Clinic:
    """Two workers, of whom one is looked for."""
    world = Clinic()
    for surname in ("Сейітова", "Ахметова"):
        world.worker(surname, hired_on=date(2025, 9, 1))
    return world


LANGUAGES, DAYS = "t-languages", "t-as-of__form"


def hidden(page: str, form: str) -> dict[str, str]:
    """What the form with this class carries unseen."""
    part = page.split(f'class="{form}"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', part))


@pytest.mark.parametrize(("address", "box"), [("/personnel/", "name"), ("/people/", "who")])
def test_another_day_keeps_the_name(world: Clinic, address: str, box: str) -> None:
    browser = world.browser(world.hr)
    found = browser.post(address, {box: "Сейітова"})
    page = found.content.decode()
    assert "Ахметова" not in page
    carried = hidden(page, DAYS)
    assert carried[box] == "Сейітова"
    moved = browser.post(address, {**carried, "on": "2026-02-02", "known": "2026-03-02"})
    assert moved.status_code == 307
    assert moved["Location"] == f"{address}?on=2026-02-02&known=2026-03-02"
    again = browser.post(moved["Location"], {**carried, "on": "2026-02-02", "known": "2026-03-02"}, follow=True)
    page = again.content.decode()
    assert "Сейітова" in page
    assert "Ахметова" not in page
    assert "About 2 February 2026" in visible(again)
    back = browser.post(moved["Location"], {**carried, "on": ""}, follow=True)
    assert back.redirect_chain == [(address, 307)]
    assert "Сейітова" in back.content.decode()


@pytest.mark.parametrize(
    ("address", "box"), [("/personnel/", "name"), ("/people/", "who"), ("/personnel/work/?kind=no_result", "name")]
)
def test_another_language_keeps_the_name(world: Clinic, address: str, box: str) -> None:
    browser = world.browser(world.hr)
    page = browser.post(address, {box: "сейі"}).content.decode()
    carried = hidden(page, LANGUAGES)
    assert carried[box] == "сейі"
    answer = browser.post("/language/", {**carried, "language": "ru"})
    assert (answer.status_code, answer["Location"]) == (307, address)
    again = browser.post("/language/", {**carried, "language": "ru"}, follow=True)
    page = again.content.decode()
    assert '<html lang="ru"' in page
    assert 'value="сейі"' in page
    assert "Ахметова" not in page.split("<main")[1].split("</main>")[0].replace("Қазақша", "")


def test_what_a_stranger_sends_along_is_checked_as_any_form(world: Clinic) -> None:
    """Without the page's own mark nothing is taken."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.hr)
    answer = browser.post(
        "/language/", {"language": "ru", "again": "1", "next": "/personnel/", "name": "x"}, follow=True
    )
    assert answer.status_code == 403


def test_other_pages_are_not_sent_again(world: Clinic) -> None:
    """A refused form of another kind is read anew, as before."""
    browser = world.browser(world.hr)
    page = browser.post("/personnel/add/", {"iin": "1"}).content.decode()
    assert "again" not in hidden(page, LANGUAGES)
    assert browser.post("/language/", {"language": "ru", "next": "/personnel/"}).status_code == 302


def test_many_lines_of_the_navigation_are_folded() -> None:
    """Those for everyone go under one word, and the last of an office's own; a worker's few do not."""
    request = RequestFactory().get("/people/")
    office = navigation(request, frozenset({Role.NATIONAL_COORDINATOR.value}))
    assert len(office) > MOST_SHOWN
    public = [line.href for line in navigation(request)]
    assert [line.href for line in office if line.folded][: len(public)] == public
    assert sum(not line.folded for line in office) == OF_MANY
    assert not any(line.folded for line in navigation(request, frozenset({Role.APPLICANT.value})))
